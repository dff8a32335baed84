"""All contradictions of the desk, those that most reports are part of first."""

from __future__ import annotations

import msgspec

from sayso.desk.ask import Ask
from sayso.desk.parts.clash import KINDS, render_contradictions
from sayso.desk.parts.facts import Around, list_cited, list_sentences
from sayso.desk.parts.lists import render_pager
from sayso.desk.parts.words import count_of, empty
from sayso.desk.places import path_to
from sayso.desk.view import House, View
from sayso.export.markup import Html, join_markup, tag
from sayso.model import Contradiction
from sayso.store import ContradictionRow, Page, ReportRow

_SIZE = 12
_MOST_READ = 200


class Contradictions(msgspec.Struct, frozen=True):
    """A page of contradictions, whole, with the reports they name and the sentences of accounts."""

    page: Page[ContradictionRow]
    contradictions: tuple[Contradiction, ...]
    reports: dict[str, ReportRow]
    words: dict[str, Around]


def load(house: House, ask: Ask) -> Contradictions:
    """Ask the desk."""
    desk = house.desk
    page = desk.list_contradictions(kind=ask.many("kind"), page=ask.number("page"), size=_SIZE)
    found = [one for row in page.rows if (one := desk.get_contradiction(row.id)) is not None]
    sides = [side for one in found for side in one.sides]
    ids = list(dict.fromkeys(report for side in sides for report in (side.report, *side.reports)))[:500]
    taken = list_cited(sides)[:_MOST_READ]
    return Contradictions(page, tuple(found), desk.get_reports(ids), list_sentences(sides, desk.read_texts(taken)))


def show(house: House, ask: Ask, data: Contradictions) -> View:
    """Draw the page."""
    chosen = ask.many("kind")
    links = [
        tag("a", label, href=ask.toggle("kind", kind), rel="nofollow", aria_current="true" if kind in chosen else None)
        for kind, label in KINDS.items()
    ]
    bar = tag("p", tag("span", "Only", cls="label"), *links, cls="sorts")
    note = tag("p", "Accounts that cannot all be so, side by side. None is preferred.", cls="lead")
    head = tag("div", tag("h1", count_of(data.page.total, "contradiction")), note, bar, cls="page-head")
    if not data.contradictions:
        return View("Contradictions", join_markup([head, empty("No contradiction was found.")]), "contradictions")
    parts: list[Html] = []
    for one in data.contradictions:
        room = "statements" if one.of.startswith("statement") else "incidents"
        parts.append(render_contradictions([one], data.reports, data.words))
        parts.append(tag("p", tag("a", f"To the {room[:-1]}", href=path_to(room, one.of), cls="go"), cls="all"))
    return View("Contradictions", join_markup([head, *parts, render_pager(ask, data.page)]), "contradictions")
