"""Everybody who is heard on the desk."""

from __future__ import annotations

from typing import get_args

import msgspec

from sayso.desk.ask import Ask
from sayso.desk.parts.lists import render_pager, render_sorts
from sayso.desk.parts.words import count_of, empty, name_days, name_party
from sayso.desk.view import House, View
from sayso.export.markup import Html, join_markup, tag
from sayso.store import Page, SpeakerRow, SpeakerSort

_SIZE = 100
_SORTS: tuple[tuple[SpeakerSort, str], ...] = (("claims", "most claims"), ("reports", "most reports"), ("name", "name"))


class Speakers(msgspec.Struct, frozen=True):
    """A page of speakers."""

    page: Page[SpeakerRow]


def load(house: House, ask: Ask) -> Speakers:
    """Ask the desk."""
    return Speakers(house.desk.list_speakers(ask.one("q"), sort=_read_sort(ask), page=ask.number("page"), size=_SIZE))


def _read_sort(ask: Ask) -> SpeakerSort:
    return next((sort for sort in get_args(SpeakerSort) if sort == ask.one("sort")), "claims")


def show(house: House, ask: Ask, data: Speakers) -> View:
    """Draw the page."""
    field = tag(
        "input",
        type="search",
        name="q",
        value=ask.one("q"),
        placeholder="Words in the name",
        aria_label="Words in the name",
    )
    form = tag("form", field, tag("button", "Show", type="submit"), action="/speakers", cls="ask")
    told = "Everybody whose words the reports carry, under whatever name; a spokesman speaks for his body."
    title = tag("h1", count_of(data.page.total, "speaker"))
    head = tag("div", title, tag("p", told, cls="lead"), form, cls="page-head")
    bar = tag("div", render_sorts(ask, _SORTS, _read_sort(ask)), cls="list-bar")
    return View("Speakers", join_markup([head, bar, _render_table(data), render_pager(ask, data.page)]), "speakers")


def _render_table(data: Speakers) -> Html:
    if not data.page.rows:
        return empty("No speaker.")
    heads = [tag("th", "Speaker", scope="col"), tag("th", "Said on", scope="col")]
    heads += [tag("th", name, scope="col", cls="num") for name in ("Claims", "Statements", "Reports")]
    body = [_render_row(row) for row in data.page.rows]
    return tag(
        "div", tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *body), cls="speakers-of"), cls="scroll"
    )


def _render_row(row: SpeakerRow) -> Html:
    counts = ((row.claims, "claim"), (row.statements, "statement"), (row.reports, "report"))
    return tag(
        "tr",
        tag("th", name_party(row.name, row.key), scope="row"),
        tag("td", name_days(row.first, row.last) or "\u2013"),
        *(tag("td", f"{count:,}", cls="num", data_of=f" {of if count == 1 else of + 's'}") for count, of in counts),
    )
