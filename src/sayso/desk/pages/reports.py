"""All reports, with search and facets; reports of one family stand together where nothing is searched for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import msgspec

from sayso.desk.ask import Ask
from sayso.desk.parts.lists import list_reports, render_facet, render_form, render_pager, render_sorts
from sayso.desk.parts.words import count_of, name_country
from sayso.desk.view import House, View
from sayso.export.markup import Html, join_markup, tag
from sayso.export.page.events import name_type
from sayso.export.page.kinds import name_kind
from sayso.store import FACETS, FacetCount, FacetName, Page, ReportQuery, ReportRow, ReportSort

_SIZE = 40
_SORTS: tuple[tuple[ReportSort, str], ...] = (
    ("newest", "newest"),
    ("oldest", "oldest"),
    ("relevance", "best match"),
    ("outlet", "outlet"),
    ("title", "title"),
    ("claims", "most claims"),
)
_NAMES: dict[FacetName, str] = {
    "outlet": "Outlet",
    "kind": "Kind of source",
    "type": "Event",
    "country": "Country",
    "speaker": "Speaker",
    "language": "Language",
}
_MOST_VALUES = 20
_MOST_FAMILIES = 30


class Reports(msgspec.Struct, frozen=True):
    """A page of reports and the counts of all facets; ``copies`` are the others of a family, by the one shown."""

    page: Page[ReportRow]
    facets: Mapping[FacetName, tuple[FacetCount, ...]]
    copies: dict[str, tuple[ReportRow, ...]]


def load(house: House, ask: Ask) -> Reports:
    """Ask the desk."""
    query = read_query(ask)
    page = house.desk.list_reports(query, sort=read_sort(ask), page=ask.number("page"), size=_SIZE)
    facets = house.desk.count_facets(query, most=_MOST_VALUES)
    if ask.one("copies") == "apart":
        return Reports(page, facets, {})
    rows, copies = _fold(house, page.rows)
    return Reports(msgspec.structs.replace(page, rows=rows), facets, copies)


def read_query(ask: Ask) -> ReportQuery:
    """What the address asks for."""
    return ReportQuery(
        words=ask.one("q"),
        outlet=ask.many("outlet"),
        language=ask.many("language"),
        speaker=ask.many("speaker"),
        kind=ask.many("kind"),
        type=ask.many("type"),
        country=ask.many("country"),
        first=ask.day("first"),
        last=ask.day("last"),
    )


def read_sort(ask: Ask) -> ReportSort:
    """The order asked for; the best match first where words are searched for."""
    given = ask.one("sort") or ("relevance" if ask.one("q") else "newest")
    return next((sort for sort in get_args(ReportSort) if sort == given), "newest")


def _fold(house: House, rows: tuple[ReportRow, ...]) -> tuple[tuple[ReportRow, ...], dict[str, tuple[ReportRow, ...]]]:
    """Of each family on the page the first report, and the others of the page under it."""
    first: dict[str, ReportRow] = {}
    kept: list[ReportRow] = []
    copies: dict[str, list[ReportRow]] = {}
    for row in rows:
        head = first.get(row.family) if row.family else None
        if head is not None:
            copies.setdefault(head.id, []).append(row)
            continue
        if row.family:
            first[row.family] = row
        kept.append(row)
    return tuple(kept), {id: tuple(some) for id, some in copies.items()}


def show(house: House, ask: Ask, data: Reports) -> View:
    """Draw the page."""
    total = count_of(data.page.total, "report")
    words = ask.one("q")
    title = f"{total} with \u201c{words}\u201d" if words else total
    told = "Reports that share text are folded under one of them; open one to see each claim and where it stands."
    head = tag(
        "div",
        tag("h1", tag("bdi", title)),
        tag("p", told, cls="lead"),
        render_form(ask, "/reports", FACETS, within="title or text"),
        cls="page-head",
    )
    facets = [
        render_facet(ask, name, label, data.facets.get(name, ()), _list_labels(name, data))
        for name, label in _NAMES.items()
    ]
    apart = ask.one("copies") == "apart"
    turn = tag(
        "a",
        "fold copies" if apart else "copies apart",
        href=ask.put("copies", None if apart else "apart"),
        rel="nofollow",
    )
    bar = tag("div", render_sorts(ask, _SORTS, read_sort(ask)), tag("p", turn, cls="sorts"), cls="list-bar")
    main = tag("div", bar, list_reports(data.page.rows, data.copies), render_pager(ask, data.page), cls="wide")
    side = tag("div", _render_dropped(ask), *facets, cls="narrow facets")
    return View("Reports", join_markup([head, tag("div", main, side, cls="two left")]), "reports")


def _list_labels(name: FacetName, data: Reports) -> dict[str, str]:
    values = [count.value for count in data.facets.get(name, ())]
    if name == "type":
        return {value: name_type(value) for value in values}
    if name == "country":
        return {value: name_country(value) for value in values}
    return {value: name_kind(value) for value in values} if name == "kind" else {}


def _render_dropped(ask: Ask) -> Html:
    """What narrows the list, and a link that drops all of it."""
    narrowed = any(ask.many(name) for name in (*FACETS, "first", "last", "q"))
    return tag("p", tag("a", "Show all reports", href="/reports"), cls="all") if narrowed else Html()
