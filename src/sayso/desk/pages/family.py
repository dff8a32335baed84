"""A family of copies: original and copy side by side, passage by passage, with every change marked."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import msgspec

from sayso.desk.ask import Ask
from sayso.desk.pages.missing import need
from sayso.desk.parts.facts import Loss, list_losses
from sayso.desk.parts.words import bdi, count_of, name_clock, name_day, raise_first, tell_reason, title_of
from sayso.desk.places import path_to, path_to_span
from sayso.desk.view import House, View
from sayso.export.markup import Html, join_markup, show_plain, tag
from sayso.model import Change, Copy, Family, Passage, Span
from sayso.store import ReportRow

_SIZE = 12
_MOST_PASSAGES = 20
_LONGEST = 4000
_KINDS = {
    "exact": "the same text",
    "near": "nearly the same text",
    "partial": "part of the text",
    "version": "another version",
}


class FamilyPage(msgspec.Struct, frozen=True):
    """The family; ``copies`` are those of this page, ``texts`` the texts that they stand in, by report."""

    family: Family
    reports: dict[str, ReportRow]
    copies: tuple[Copy, ...]
    losses: tuple[Loss, ...]
    page: int
    pages: int
    texts: dict[str, str]


def load(house: House, ask: Ask) -> FamilyPage:
    """Ask the desk."""
    family = need(house.desk.get_family(ask.id), "family", ask.id)
    pages = max(1, -(-len(family.copies) // _SIZE))
    page = min(ask.number("page"), pages)
    copies = family.copies[(page - 1) * _SIZE : page * _SIZE]
    wanted = sorted({id for copy in copies for id in (copy.report, copy.of)})
    texts = house.desk.read_texts(wanted)
    shown = msgspec.structs.replace(family, copies=copies)
    return FamilyPage(
        family=family,
        reports=house.desk.get_reports(family.reports),
        copies=copies,
        losses=list_losses([shown], texts),
        page=page,
        pages=pages,
        texts={id: held.text for id, held in texts.items()},
    )


def show(house: House, ask: Ask, data: FamilyPage) -> View:
    """Draw the page."""
    family = data.family
    root = data.reports.get(family.root or "")
    title = title_of(root.title) if root is not None else f"{count_of(len(family.reports), 'report')} that share text"
    told = [tag("b", count_of(len(family.reports), "report")), " share text. "]
    if root is not None:
        told += ["All go back to ", tag("a", _name(data, root.id), href=path_to("reports", root.id)), ". "]
    elif family.credited:
        told += ["What they go back to is not on this desk; they credit ", tag("b", bdi(family.credited, 80)), ". "]
    head = tag(
        "div",
        tag("p", "Family of copies", cls="over"),
        tag("h1", bdi(title)),
        tag("p", *told, cls="lead"),
        tag("p", tell_reason(family.reason, 400), cls="soft"),
        _render_key(),
        cls="page-head",
    )
    copies = [_render_copy(data, copy) for copy in data.copies]
    return View(title, join_markup([head, *copies, _render_pages(ask, data)]), "reports")


def _render_key() -> Html:
    parts = [
        tag("del", "dropped"),
        tag("ins", "added"),
        tag("mark", "replaced", cls="swap"),
        tag("del", "hedge lost", cls="weak"),
    ]
    return tag("p", *parts, cls="change-key")


def _render_pages(ask: Ask, data: FamilyPage) -> Html:
    if data.pages == 1:
        return Html()
    links = [
        tag("a", str(n), href=ask.turn(n), aria_current="page" if n == data.page else None)
        for n in range(1, data.pages + 1)
    ]
    return tag("nav", *links[:40], cls="pager", aria_label="Pages of the copies")


def _name(data: FamilyPage, id: str) -> Html:
    row = data.reports.get(id)
    if row is None:
        return bdi(id, 80)
    when = " ".join(part for part in (name_day(row.published, short=True), name_clock(row.published)) if part)
    return join_markup([bdi(row.outlet or title_of(row.title), 80), f", {when}" if when else ""])


def _render_copy(data: FamilyPage, copy: Copy) -> Html:
    losses = [loss for loss in data.losses if loss.report == copy.report and loss.of == copy.of]
    chips = [
        tag("span", f"{loss.kind} lost: ", tag("s", bdi(loss.words, 60)), cls=f"lost-chip {loss.kind}")
        for loss in losses
    ]
    facts = raise_first(_KINDS[copy.kind])
    head = tag(
        "div",
        tag(
            "h2",
            tag("a", _name(data, copy.report), href=path_to("reports", copy.report)),
            " ",
            tag("span", "from", cls="soft"),
            " ",
            tag("a", _name(data, copy.of), href=path_to("reports", copy.of)),
            id=copy.report,
        ),
        tag("p", facts, " \u00b7 ", tell_reason(copy.reason), cls="soft"),
        tag("p", *chips, cls="chips") if chips else Html(),
    )
    heads = tag("div", tag("p", "Original"), tag("p", "Copy"), cls="pair heads")
    pairs = [_render_pair(data, copy, passage) for passage in copy.passages[:_MOST_PASSAGES]]
    left = len(copy.passages) - len(pairs)
    more = tag("p", f"and {count_of(left, 'more passage')}", cls="empty") if left > 0 else Html()
    return tag("section", head, heads, *pairs, more, cls="part copy")


def _render_pair(data: FamilyPage, copy: Copy, passage: Passage) -> Html:
    there = _mark(data.texts.get(copy.of, ""), passage.there, list(_list_there(passage.changes)))
    here = _mark(data.texts.get(copy.report, ""), passage.here, list(_list_here(passage.changes)))
    links = (path_to_span(copy.of, passage.there), path_to_span(copy.report, passage.here))
    sides = [
        tag("div", tag("p", words, dir="auto", cls="passage"), tag("a", "in the report", href=link, cls="aside"))
        for words, link in zip((there, here), links, strict=True)
    ]
    return tag("div", *sides, cls="pair")


def _list_there(changes: Sequence[Change]) -> Iterator[tuple[Span, str]]:
    for change in changes:
        yield from ((hedge, "weak") for hedge in change.hedges)
        yield from ((source, "del") for source in change.sources)
        if len(change.there):
            yield change.there, "swap" if change.kind == "replaced" else "del"


def _list_here(changes: Sequence[Change]) -> Iterator[tuple[Span, str]]:
    for change in changes:
        if len(change.here):
            yield change.here, "swap" if change.kind == "replaced" else "ins"


def _mark(text: str, whole: Span, marks: Sequence[tuple[Span, str]]) -> Html:
    """The passage with its marks; the smallest around a character is the one that shows."""
    end = min(whole.end, whole.start + _LONGEST, len(text))
    edges = sorted(
        {whole.start, end, *(at for span, _ in marks for at in (span.start, span.end) if whole.start < at < end)}
    )
    ranked = sorted(marks, key=lambda mark: len(mark[0]))
    parts: list[Html] = []
    for start, stop in itertools.pairwise(edges):
        kind = next((kind for span, kind in ranked if span.start <= start and stop <= span.end), "")
        words = tag("bdi", text[start:stop])
        parts.append(_wrap(kind, words))
    cut = "\u2026" if end < whole.end else ""
    return join_markup([*parts, show_plain(cut, 2)])


def _wrap(kind: str, words: Html) -> Html:
    if kind in ("del", "ins"):
        return tag(kind, words)
    if kind == "weak":
        return tag("del", words, cls="weak")
    return tag("mark", words, cls="swap") if kind else words
