"""Search over reports, claims and incidents at once."""

from __future__ import annotations

import msgspec

from sayso.desk.ask import Ask
from sayso.desk.parts.lists import list_incidents, render_pager, render_snippet
from sayso.desk.parts.words import bdi, count_of, empty, name_day, name_party, section, title_of
from sayso.desk.places import path_to, path_to_span, path_with
from sayso.desk.view import House, View
from sayso.export.markup import Html, join_markup, tag
from sayso.store import ClaimHit, IncidentQuery, IncidentRow, Lead, Page, ReportHit

_SIZE = 20
_FEW = 8


class Search(msgspec.Struct, frozen=True):
    """What holds the words: incidents, claims, reports."""

    words: str
    incidents: Page[IncidentRow]
    leads: dict[str, Lead]
    claims: Page[ClaimHit]
    reports: Page[ReportHit]


def load(house: House, ask: Ask) -> Search:
    """Ask the desk. ``in`` is "claims" or "reports" for all hits of one kind."""
    words = ask.one("q").strip()
    desk, page, only = house.desk, ask.number("page"), ask.one("in")
    incidents = (
        desk.list_incidents(IncidentQuery(words=words), size=_FEW) if words else Page[IncidentRow]((), 0, 1, _FEW)
    )
    return Search(
        words=words,
        incidents=incidents,
        leads=desk.read_leads([row.id for row in incidents.rows]),
        claims=desk.search_claims(
            words, page=page if only == "claims" else 1, size=_SIZE if only == "claims" else _FEW
        ),
        reports=desk.search(words, page=page if only == "reports" else 1, size=_SIZE if only == "reports" else _FEW),
    )


def show(house: House, ask: Ask, data: Search) -> View:
    """Draw the page."""
    field = tag(
        "input",
        type="search",
        name="q",
        value=data.words,
        placeholder="Words in reports, claims, incidents",
        aria_label="Words to search for",
    )
    form = tag("form", field, tag("button", "Search", type="submit"), action="/search", cls="ask")
    title = f"\u201c{data.words}\u201d" if data.words else "Search"
    hint = "\u201c\u2026\u201d keeps words together, * stands for any ending, - leaves reports with a word out."
    head = tag("div", tag("h1", bdi(title, 120)), form, tag("p", hint, cls="soft"), cls="page-head")
    if not data.words:
        return View("Search", head, "search")
    only = ask.one("in")
    parts = [head]
    if data.incidents.total and not only:
        parts.append(
            section(
                "incidents",
                count_of(data.incidents.total, "incident"),
                list_incidents(data.incidents.rows, data.leads),
                _link_all("/incidents", data.words, data.incidents),
            )
        )
    if only != "reports" and (data.claims.total or only):
        parts.append(_render_claims(ask, data, alone=only == "claims"))
    if only != "claims" and (data.reports.total or only):
        parts.append(_render_reports(ask, data, alone=only == "reports"))
    if not (data.incidents.total or data.claims.total or data.reports.total):
        parts.append(empty("Nothing on the desk holds these words. Try fewer, or an * at the end of one."))
    return View(f"Search: {data.words}", join_markup(parts), "search")


def _link_all(path: str, words: str, page: Page[IncidentRow]) -> Html:
    if page.total <= len(page.rows):
        return Html()
    return tag("p", tag("a", f"All {page.total:,}", href=path_with(path, [("q", words)])), cls="all")


def _render_claims(ask: Ask, data: Search, *, alone: bool) -> Html:
    items = []
    for hit in data.claims.rows:
        row = hit.claim
        address = path_to_span(row.report, row.span) if row.span is not None else path_to("reports", row.report)
        words = render_snippet(hit.snippet) or tag("p", bdi(row.content, 300), cls="snippet")
        facts = " \u00b7 ".join(part for part in (row.outlet or "", name_day(row.published, short=True)) if part)
        items.append(
            tag(
                "li",
                tag("p", name_party(row.speaker or "No source named", row.party), cls="who-says"),
                words,
                tag("p", tag("a", "in the report", href=address, cls="go"), " \u00b7 ", bdi(facts), cls="facts"),
            )
        )
    more = render_pager(ask, data.claims) if alone else _link_kind(ask, "claims", data.claims.total, len(items))
    return section("claims", count_of(data.claims.total, "claim"), tag("ol", *items, cls="rows"), more)


def _render_reports(ask: Ask, data: Search, *, alone: bool) -> Html:
    items = []
    for hit in data.reports.rows:
        row = hit.report
        facts = " \u00b7 ".join(part for part in (row.outlet or "", name_day(row.published, short=True)) if part)
        link = tag("h3", tag("a", bdi(title_of(row.title)), href=path_to("reports", row.id), cls="go"))
        items.append(tag("li", link, render_snippet(hit.snippet), tag("p", bdi(facts), cls="facts")))
    more = render_pager(ask, data.reports) if alone else _link_kind(ask, "reports", data.reports.total, len(items))
    return section("reports", count_of(data.reports.total, "report"), tag("ol", *items, cls="rows"), more)


def _link_kind(ask: Ask, kind: str, total: int, shown: int) -> Html:
    return tag("p", tag("a", f"All {total:,}", href=ask.put("in", kind)), cls="all") if total > shown else Html()
