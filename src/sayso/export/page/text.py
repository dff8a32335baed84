"""The text of a report with its claims marked. Every character is text; numbers and brackets are generated content.

The pieces of a claim are siblings in one run, its number before them, so that ``#number:target ~ .piece`` lights every
piece of that claim and of no other, without a script. Runs are kept short, since browsers look at all siblings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sayso.export.markup import Html, join_markup, show_plain, tag
from sayso.export.page.event_view import EventView
from sayso.export.page.events import REALIS
from sayso.export.page.figures import merge_spans
from sayso.export.page.marked import Inner, list_anchors
from sayso.export.page.pieces import Piece, cut_text
from sayso.export.page.stance import render_stance
from sayso.export.page.view import ClaimView, Lost, ReportView, SpanRole
from sayso.model import Quotation

Marks = dict[int, list[Html]]

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_OPENING: dict[Quotation, str] = {"direct": "[[", "mixed": "[[", "indirect": "["}
_CLOSING: dict[Quotation, str] = {"direct": "]]", "mixed": "]", "indirect": "]"}
_UNDERLINED: tuple[SpanRole, ...] = ("source", "cue", "hedge", "channel", "distance")
_BESIDE: dict[SpanRole, str] = {
    "grave": "g", "note": "i", "distance": "q", "event": "e", "changed": "z", "copied": "y",
    "pointed": "u",
}  # fmt: skip
_LAID: tuple[SpanRole, ...] = ("copied", "changed", "pointed")
_INNER: tuple[SpanRole, ...] = ("when", "where")
_DEEPEST_SHADE = 3
_SHORTEST_RUN = 24
_LONGEST_RUN = 600
_LONGEST_LOST, _LONGEST_HEDGE, _LONGEST_LABEL = 24, 60, 300


def render_text(view: ReportView) -> Html:
    """The whole text of the report; joined, the character data inside the element is exactly ``report.text``."""
    marks = _place_marks(view)
    inner = Inner(view)
    runs = [_render_run(view, run, marks, inner) for run in _group_pieces(view)]
    rest = join_markup(mark for place in sorted(marks) for mark in marks[place])
    language = read_language(view.report.language)
    return tag("div", *runs, rest, id=f"r{view.number}t", cls="text", dir="auto", lang=language)


def read_language(value: str | None) -> str | None:
    """The language tag where it has the form of one, else None."""
    return value if value is not None and _LANGUAGE.fullmatch(value) else None


def _group_pieces(view: ReportView) -> Iterator[list[Piece]]:
    """Runs of pieces that end where no claim and no note is open, or after so many that it must be."""
    extents = [claim.extent for claim in view.claims if claim.extent is not None]
    triggers = [event.trigger for event in view.events if event.trigger is not None]
    notes = [issue.span for issue in view.issues if issue.span is not None]
    whole = merge_spans([*extents, *triggers, *notes, *view.grave])
    run: list[Piece] = []
    position = 0
    for piece in cut_text(view):
        while position < len(whole) and whole[position].end <= piece.start:
            position += 1
        free = position == len(whole) or piece.start <= whole[position].start
        if len(run) >= _LONGEST_RUN or (free and len(run) >= _SHORTEST_RUN):
            yield run
            run = []
        run.append(piece)
    yield run


def _render_run(view: ReportView, run: Sequence[Piece], marks: Marks, inner: Inner) -> Html:
    parts: list[Html] = []
    for piece in run:
        parts += marks.pop(piece.start, ())
        parts.append(_render_piece(view, piece, inner))
    return tag("span", *parts, cls="run")


def _render_piece(view: ReportView, piece: Piece, inner: Inner) -> Html:
    words: str = view.report.text[piece.start : piece.end]
    if piece.kind == "control":
        words = tag("bdi", words, cls="ctl", data_c=f"U+{ord(words):04X}")
    cls = " ".join(_name_classes(piece)) or None
    if not piece.roles.isdisjoint(_INNER):
        words = inner.mark(piece, words)
    owner = next((m for m in piece.markings if m.role not in _BESIDE and m.role not in _INNER), None)
    letter = "k" if owner is not None else "e"
    owner = owner or next((marking for marking in piece.markings if marking.role == "event"), None)
    if owner is None or piece.kind == "gap":
        return tag("span", words, cls=cls)
    return tag("a", words, cls=cls, href=f"#r{view.number}{letter}{owner.number}", tabindex="-1", draggable="false")


def _name_classes(piece: Piece) -> Iterator[str]:
    if piece.kind == "gap":
        yield "gap"
        return
    yield from (role for role in _UNDERLINED if role in piece.roles)
    yield from (role for role in _LAID if role in piece.roles)
    if "event" in piece.roles:
        yield "trig"
    if piece.depth:
        yield "content"
        yield next((marking.quotation for marking in piece.markings if marking.role == "content"), None) or "indirect"
    if piece.depth > 1:
        yield f"d{min(piece.depth, _DEEPEST_SHADE)}"
    for marking in piece.markings:
        if marking.role in _INNER:
            continue
        yield f"{_BESIDE.get(marking.role, 'k')}{marking.number}"


def _place_marks(view: ReportView) -> Marks:
    """What stands between the pieces, by place: closing brackets, notes, numbers and opening brackets, stances."""
    marks: Marks = {}
    for claim in reversed(view.claims):  # the inner claim has the higher number and closes first
        for span in claim.claim.content:
            marks.setdefault(span.end, []).append(_render_bracket(claim, _CLOSING, closing=True))
    _place_notes(view, marks)
    for claim in view.claims:
        if claim.extent is not None:
            marks.setdefault(claim.extent.start, []).append(_render_number(view.number, claim))
        for span in claim.claim.content:
            marks.setdefault(span.start, []).append(_render_bracket(claim, _OPENING, closing=False))
        if claim.claim.stance is not None and claim.claim.cue is not None:
            marks.setdefault(claim.claim.cue.start, []).append(render_stance(claim.claim.stance, claim.number))
    for event in view.events:
        if event.trigger is not None:
            marks.setdefault(event.trigger.start, []).append(_render_event_mark(view.number, event))
    if view.overlay.pointed is not None:
        marks.setdefault(view.overlay.pointed.start, []).append(tag("i", id="at", cls="at"))
    for lost in view.overlay.lost:
        marks.setdefault(lost.at, []).append(_render_lost(lost))
    for start, anchor in list_anchors(view):
        marks.setdefault(start, []).append(anchor)
    return marks


def _place_notes(view: ReportView, marks: Marks) -> None:
    for index, issue in enumerate(view.issues, start=1):
        if issue.span is not None:
            marks.setdefault(issue.span.start, []).append(_render_note_mark(view.number, index))
    for index, span in enumerate(view.grave, start=1):
        marks.setdefault(span.start, []).append(_render_grave_mark(view.number, index))


def _render_number(number: int, claim: ClaimView) -> Html:
    return tag(
        "a",
        id=f"r{number}s{claim.number}",
        cls="no" if claim.claim.source is not None else "no none",
        href=f"#r{number}k{claim.number}",
        data_n=claim.number,
        aria_label=f"Claim {claim.number}, to its card",
    )


def _render_bracket(claim: ClaimView, brackets: Mapping[Quotation, str], *, closing: bool) -> Html:
    """A bracket; where claims nest, the closing one bears its claim's number, so that pairs can be told apart."""
    number = claim.number if closing and claim.nested else None
    return tag("i", cls=f"br k{claim.number}", data_b=brackets[claim.claim.quotation], data_n=number)


def _render_note_mark(number: int, index: int) -> Html:
    return tag("a", id=f"r{number}i{index}", cls="nt", href=f"#r{number}n{index}", aria_label=f"Note {index}")


def _render_grave_mark(number: int, index: int) -> Html:
    return tag("a", id=f"r{number}g{index}", cls="gv", href=f"#r{number}p{index}", aria_label="Grave, without a source")


def _render_lost(lost: Lost) -> Html:
    """Words that the original has here, as generated content, so that the text stays what it is."""
    words = show_plain(lost.words, _LONGEST_HEDGE if lost.hedge else _LONGEST_LOST)
    label = f"left out here: {show_plain(lost.words, _LONGEST_LABEL)}"
    cls = "lost weak" if lost.hedge else "lost"
    return tag("a", cls=cls, href=lost.link, data_w=words, title=label, aria_label=label, tabindex="-1")


def _render_event_mark(number: int, event: EventView) -> Html:
    sign, name, _ = REALIS[event.event.realis]
    return tag(
        "a",
        id=f"r{number}v{event.number}",
        cls=f"ev {event.event.realis}",
        href=f"#r{number}e{event.number}",
        data_s=sign,
        aria_label=f"Event {event.number}, {name}, to its card",
        draggable="false",
    )


def list_targets(view: ReportView) -> Iterator[tuple[str, str]]:
    """(id of a mark, class of its pieces) for everything in the text that a link can light up."""
    for claim in view.claims:
        if claim.extent is not None:
            yield f"r{view.number}s{claim.number}", f"k{claim.number}"
    for event in view.events:
        if event.trigger is not None:
            yield f"r{view.number}v{event.number}", f"e{event.number}"
    for index, issue in enumerate(view.issues, start=1):
        if issue.span is not None:
            yield f"r{view.number}i{index}", f"i{index}"
    for index, _ in enumerate(view.grave, start=1):
        yield f"r{view.number}g{index}", f"g{index}"
