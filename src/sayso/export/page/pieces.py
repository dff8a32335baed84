"""Cutting a text where spans begin and end, so that overlapping and nested spans become a flat row of pieces.

The pieces joined give the text back: no character is lost, repeated or moved.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from sayso.export.page.view import ReportView, SpanRole, list_spans
from sayso.model import Place, Quotation, Span, Time

# A piece names at most this many of the spans it stands in, the shortest first: a hostile record could stack thousands.
MAX_MARKINGS = 16

# Where several spans of one length cover a piece, the first role here owns it.
_RANKS: dict[SpanRole, int] = {
    "hedge": 0, "channel": 1, "cue": 2, "source": 3, "content": 4, "distance": 5, "when": 6, "where": 7,
    "event": 8, "grave": 9, "note": 10, "changed": 11, "copied": 12,
    "pointed": 13,
}  # fmt: skip

# Explicit direction marks would reorder what follows them, other control characters would not show at all.
_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
_CUTS = re.compile(rf"(?P<gap>(?<=\n)[ \t\r]*\n(?:[ \t\r]*\n)*)|(?P<control>{_CONTROL})")


class Marking(msgspec.Struct, frozen=True, order=True):
    """One span of a claim or of what stands beside the claims; the shortest first, so the innermost comes first.

    ``number`` is that of the claim; where ``role`` is another than those of a claim
    it is that of the distancing words, the time, the place, the event, the grave sentence, the note, the change or
    the copied passage.
    """

    length: int
    rank: int
    number: int
    start: int
    role: SpanRole
    quotation: Quotation | None


class Piece(msgspec.Struct, frozen=True):
    """Characters ``start`` to ``end`` that stand in the same spans.

    ``markings`` holds the innermost of them, ``roles`` all of their roles; ``depth`` is how many contents lie over
    each other here; ``kind`` tells blank lines ("gap") and single control characters ("control") from text.
    """

    start: int
    end: int
    markings: tuple[Marking, ...]
    roles: frozenset[SpanRole]
    depth: int
    kind: str


def cut_text(view: ReportView) -> Iterator[Piece]:
    """The pieces of the report's text in order, cut at every edge of a span of a claim or note."""
    text = view.report.text
    markings = list_markings(view)
    kinds = {match.start(): (match.end(), match.lastgroup or "") for match in _CUTS.finditer(text)}
    cuts = _collect_cuts(len(text), markings, kinds, [lost.at for lost in view.overlay.lost])
    starting = _group_by_place(markings, at_end=False)
    ending = _group_by_place(markings, at_end=True)
    active: list[Marking] = []
    roles: Counter[SpanRole] = Counter()
    kind, kind_end = "text", 0
    for start, end in pairwise(cuts):
        for marking in ending.get(start, ()):
            del active[bisect_left(active, marking)]
            roles[marking.role] -= 1
        for marking in starting.get(start, ()):
            insort(active, marking)
            roles[marking.role] += 1
        if start >= kind_end:
            kind_end, kind = kinds.get(start, (end, "text"))
        held = frozenset(role for role, count in roles.items() if count > 0)
        yield Piece(start, end, tuple(active[:MAX_MARKINGS]), held, roles["content"], kind)


def list_markings(view: ReportView) -> list[Marking]:
    """Every span of every claim, of the distancing words, of the grave sentences, and of every note that has one."""
    length = len(view.report.text)
    markings = [
        Marking(len(span), _RANKS[role], claim.number, span.start, role, claim.claim.quotation)
        for claim in view.claims
        for role, span in list_spans(claim.claim)
    ]
    markings += _number_spans("distance", view.distances)
    markings += _number_spans("when", [_find_span(time, length) for time in view.times])
    markings += _number_spans("where", [_find_span(place, length) for place in view.places])
    markings += _number_spans("event", [event.trigger for event in view.events])
    markings += _number_spans("grave", view.grave)
    markings += _number_spans("note", [issue.span for issue in view.issues])
    markings += _number_spans("changed", view.overlay.changed)
    markings += _number_spans("copied", view.overlay.copied)
    markings += _number_spans("pointed", [view.overlay.pointed])
    return markings


def _find_span(words: Time | Place | None, length: int) -> Span | None:
    return Span(words.start, min(words.end, length)) if words is not None else None


def _number_spans(role: SpanRole, spans: Sequence[Span | None]) -> Iterator[Marking]:
    for number, span in enumerate(spans, start=1):
        if span is not None and len(span):
            yield Marking(len(span), _RANKS[role], number, span.start, role, None)


def _collect_cuts(
    length: int, markings: Sequence[Marking], kinds: dict[int, tuple[int, str]], places: Sequence[int]
) -> list[int]:
    cuts = {0, length, *places} if length else set()
    for marking in markings:
        cuts |= {marking.start, marking.start + marking.length}
    for start, (end, _) in kinds.items():
        cuts |= {start, end}
    return sorted(cuts)


def _group_by_place(markings: Sequence[Marking], *, at_end: bool) -> dict[int, list[Marking]]:
    groups: dict[int, list[Marking]] = {}
    for marking in markings:
        groups.setdefault(marking.start + (marking.length if at_end else 0), []).append(marking)
    return groups
