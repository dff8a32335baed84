"""One statement: the same claim in all reports that carry it, where it comes from, and what contradicts it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from sayso.desk.ask import Ask
from sayso.desk.pages.missing import need
from sayso.desk.parts.clash import render_contradictions
from sayso.desk.parts.facts import Around, list_cited, list_sentences
from sayso.desk.parts.tree import count_roles, render_origins
from sayso.desk.parts.weight import render_weight
from sayso.desk.parts.words import bdi, count_of, fold, name_day, name_party, section, tell_reason
from sayso.desk.places import path_to, path_to_span
from sayso.desk.view import House, View
from sayso.export.markup import Html, join_markup, tag
from sayso.store import ClaimRow, ReportRow, StatementView

_MOST = 300
_MOST_READ = 200
_MOST_OUTLETS = 24


class StatementPage(msgspec.Struct, frozen=True):
    """The statement, the reports that it is found in, and the sentences of accounts, by span."""

    view: StatementView
    reports: dict[str, ReportRow]
    words: dict[str, Around]


def load(house: House, ask: Ask) -> StatementPage:
    """Ask the desk."""
    view = need(house.desk.get_statement(ask.id), "statement", ask.id)
    sides = [side for contradiction in view.contradictions for side in contradiction.sides]
    ids = [claim.report for claim in view.claims] + [report for side in sides for report in side.reports]
    taken = list_cited(sides)[:_MOST_READ]
    texts = house.desk.read_texts(taken)
    return StatementPage(view, house.desk.get_reports(list(dict.fromkeys(ids))[:_MOST]), list_sentences(sides, texts))


def show(house: House, ask: Ask, data: StatementPage) -> View:
    """Draw the page."""
    view = data.view
    words = max((claim.content for claim in view.claims), key=len, default="")
    speaker = name_party(view.statement.speaker or "No source named", view.statement.party)
    reports = view.provenance.reports if view.provenance is not None else len({claim.report for claim in view.claims})
    origins = len(view.provenance.origins) if view.provenance is not None else None
    head = tag(
        "div",
        tag("p", "Statement", cls="over"),
        tag("h1", tag("q", bdi(words or "no content was found", 300)), cls="long"),
        tag("p", speaker, cls="lead"),
        render_weight(reports, origins),
        tag("p", "The same claim in all reports that carry it, in whatever words.", cls="soft"),
        cls="page-head",
    )
    parts = [head]
    if view.contradictions:
        found = render_contradictions(view.contradictions, data.reports, data.words)
        parts.append(section("contradictions", "Accounts that differ", found))
    if view.provenance is not None:
        tree = render_origins(view.provenance, data.reports)
        parts.append(section("origins", "Where it comes from", tree, note=count_roles(view.provenance)))
    parts.append(_render_wordings(view.claims[:_MOST]))
    parts.append(_render_ties(data))
    return View(words[:80] or "Statement", join_markup(parts), "speakers")


def _render_wordings(claims: Sequence[ClaimRow]) -> Html:
    """Every wording once, with the reports that have it."""
    wordings: dict[str, list[ClaimRow]] = {}
    for claim in claims:
        wordings.setdefault(" ".join(claim.content.casefold().split()), []).append(claim)
    rows = sorted(wordings.values(), key=len, reverse=True)
    told = count_of(len(rows), "wording")
    items = [tag("li", *_render_wording(some)) for some in rows]
    note = f"in {count_of(len(claims), 'claim')}"
    return section("claims", told, tag("ol", *items, cls="rows claims-list"), note=note)


def _render_wording(claims: Sequence[ClaimRow]) -> Iterator[Html]:
    first = claims[0]
    words = bdi(first.content, 600) if first.content else tag("span", "no content was found", cls="empty")
    cls = "quoted direct" if first.quotation != "indirect" else "quoted"
    yield tag("p", tag("a", words, href=_find_place(first), cls="go"), cls=cls, dir="auto")
    links = [
        tag(
            "li",
            tag("span", name_day(claim.published, short=True), cls="when-of"),
            " ",
            tag("a", bdi(claim.outlet or claim.report, 80), href=_find_place(claim)),
        )
        for claim in claims[:_MOST_OUTLETS]
    ]
    left = len(claims) - len(links)
    more = [tag("li", f"and {left:,} more", cls="empty")] if left > 0 else []
    yield tag("ul", *links, *more, cls="carriers-of")


def _find_place(claim: ClaimRow) -> str:
    return path_to_span(claim.report, claim.span) if claim.span is not None else path_to("reports", claim.report)


def _render_ties(data: StatementPage) -> Html:
    ties = data.view.statement.ties
    if not ties:
        return Html()
    names = {id: row.outlet or row.title or id for id, row in data.reports.items()}
    items = [
        tag(
            "li",
            bdi(names.get(tie.a.report, tie.a.report), 80),
            " and ",
            bdi(names.get(tie.b.report, tie.b.report), 80),
            ": ",
            tell_reason(tie.reason),
            tag("span", f" ({tie.score:.2f})", cls="soft"),
        )
        for tie in ties[:60]
    ]
    return fold(f"Why these are taken for one statement ({len(ties):,})", tag("ul", *items), cls="ties")
