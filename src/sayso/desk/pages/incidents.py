"""All incidents, with filters by type, country, days and kinds of contradiction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import msgspec

from sayso.desk.ask import Ask
from sayso.desk.parts.clash import KINDS
from sayso.desk.parts.lists import list_incidents, render_facet, render_form, render_pager, render_sorts
from sayso.desk.parts.words import count_of, name_country
from sayso.desk.view import House, View
from sayso.export.markup import Html, join_markup, tag
from sayso.export.page.events import name_type
from sayso.store import FacetCount, IncidentQuery, IncidentRow, IncidentSort, Lead, Page

_SIZE = 40
_SORTS: tuple[tuple[IncidentSort, str], ...] = (
    ("reports", "most reports"),
    ("origins", "most origins"),
    ("contradictions", "most contradictions"),
    ("newest", "newest"),
    ("oldest", "oldest"),
)
_NAMES = {"type": "Event", "country": "Country"}


class Incidents(msgspec.Struct, frozen=True):
    """A page of incidents with the words that tell of them, and how many there are of each type and country."""

    page: Page[IncidentRow]
    facets: Mapping[str, tuple[FacetCount, ...]]
    leads: dict[str, Lead]


def load(house: House, ask: Ask) -> Incidents:
    """Ask the desk."""
    query = IncidentQuery(
        words=ask.one("q"),
        type=ask.many("type"),
        country=ask.many("country"),
        kind=ask.many("kind"),
        first=ask.day("first"),
        last=ask.day("last"),
        least_reports=ask.number("least"),
    )
    page = house.desk.list_incidents(query, sort=_read_sort(ask), page=ask.number("page"), size=_SIZE)
    leads = house.desk.read_leads([row.id for row in page.rows])
    return Incidents(page, house.desk.count_incidents(), leads)


def _read_sort(ask: Ask) -> IncidentSort:
    return next((sort for sort in get_args(IncidentSort) if sort == ask.one("sort")), "reports")


def show(house: House, ask: Ask, data: Incidents) -> View:
    """Draw the page."""
    told = (
        "An incident is one happening, put together from all reports that tell of it. "
        "Reports that copy or cite the same statement share one origin."
    )
    title = tag("h1", count_of(data.page.total, "incident"))
    head = tag(
        "div",
        title,
        tag("p", told, cls="lead"),
        render_form(ask, "/incidents", ("type", "country", "kind"), within="title or place"),
        cls="page-head",
    )
    facets = [
        render_facet(ask, name, label, data.facets.get(name, ()), _list_labels(name, data))
        for name, label in _NAMES.items()
    ]
    kinds = [FacetCount(kind, label, 0) for kind, label in KINDS.items()]
    clashes = _render_kinds(ask, kinds)
    bar = tag("div", render_sorts(ask, _SORTS, _read_sort(ask)), cls="list-bar")
    main = tag("div", bar, list_incidents(data.page.rows, data.leads), render_pager(ask, data.page), cls="wide")
    side = tag("div", clashes, *facets, cls="narrow facets")
    return View("Incidents", join_markup([head, tag("div", main, side, cls="two left")]), "incidents")


def _list_labels(name: str, data: Incidents) -> dict[str, str]:
    tell = name_type if name == "type" else name_country
    return {count.value: tell(count.value) for count in data.facets.get(name, ())}


def _render_kinds(ask: Ask, kinds: list[FacetCount]) -> Html:
    chosen = ask.many("kind")
    links = [
        tag(
            "li",
            tag(
                "a",
                kind.label,
                href=ask.toggle("kind", kind.value),
                rel="nofollow",
                cls="on" if kind.value in chosen else None,
            ),
        )
        for kind in kinds
    ]
    several = ask.number("least") > 1
    toggle = tag(
        "a", "told by several reports", href=ask.put("least", None if several else "2"), cls="on" if several else None
    )
    differ = tag("div", tag("h3", "Accounts differ on"), tag("ul", *links), cls="facet")
    return join_markup([tag("div", tag("h3", "Only"), tag("ul", tag("li", toggle)), cls="facet"), differ])
