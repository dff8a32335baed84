"""The first page: how much is on the desk, what contradicts itself, which incidents have most reports."""

from __future__ import annotations

import msgspec

from sayso.desk.ask import Ask
from sayso.desk.parts.lists import list_incidents
from sayso.desk.parts.shares import render_shares
from sayso.desk.parts.words import bdi, count_of, empty, name_days, raise_first, section, tell_counts
from sayso.desk.places import path_to
from sayso.desk.profiles import Counting
from sayso.desk.view import House, View
from sayso.export.markup import Html, join_markup, tag
from sayso.store import ContradictionRow, IncidentRow, SpeakerRow, Totals

_SHOWN = 6
_LISTED = 10


class Overview(msgspec.Struct, frozen=True):
    """The totals, contradictions that most reports are part of, incidents with most reports, and the profile so far."""

    totals: Totals
    contradictions: tuple[ContradictionRow, ...]
    incidents: tuple[IncidentRow, ...]
    newest: tuple[IncidentRow, ...]
    speakers: tuple[SpeakerRow, ...]
    profile: Counting


def load(house: House, ask: Ask) -> Overview:
    """Ask the desk."""
    desk = house.desk
    return Overview(
        totals=desk.totals(),
        contradictions=desk.list_contradictions(size=_SHOWN).rows,
        incidents=desk.list_incidents(sort="reports", size=_LISTED).rows,
        newest=desk.list_incidents(sort="newest", size=_LISTED).rows,
        speakers=desk.list_speakers(size=_LISTED).rows,
        profile=house.profiles.ask(),
    )


def show(house: House, ask: Ask, data: Overview) -> View:
    """Draw the page."""
    body = [_render_head(data.totals)]
    if not data.totals.reports:
        body.append(empty("The desk is empty. Add reports with: sayso add PATH... --desk FILE"))
        return View("Desk", join_markup(body))
    main = [_render_clashes(data)] if data.contradictions else []
    main.append(
        section(
            "incidents",
            "Most reported",
            list_incidents(data.incidents),
            tag("p", tag("a", "All incidents", href="/incidents"), cls="all"),
        )
    )
    side = [_render_newest(data), _render_speakers(data), render_shares(data.profile)]
    grid = tag("div", tag("div", *main, cls="wide"), tag("div", *side, cls="narrow"), cls="two")
    return View("Desk", join_markup([*body, grid]))


def _render_head(totals: Totals) -> Html:
    figures = (
        (totals.reports, "report", "reports", "/reports"),
        (totals.outlets, "outlet", "outlets", "/reports"),
        (totals.incidents, "incident", "incidents", "/incidents"),
        (totals.families, "family of copies", "families of copies", "/reports"),
        (totals.contradictions, "contradiction", "contradictions", "/contradictions"),
        (totals.claims, "claim", "claims", "/search"),
        (totals.speakers, "speaker", "speakers", "/speakers"),
    )
    items = [
        tag("li", tag("a", tag("b", f"{number:,}"), " ", tag("span", one if number == 1 else many), href=path))
        for number, one, many, path in figures
    ]
    days = name_days(totals.first, totals.last)
    late = f"{count_of(totals.unlinked, 'report')} not compared with the others yet" if totals.unlinked else ""
    told = " \u00b7 ".join(part for part in (days, count_of(totals.words, "word"), late) if part)
    return tag(
        "div", tag("h1", "On this desk"), tag("p", told, cls="lead"), tag("ul", *items, cls="totals"), cls="page-head"
    )


def _render_clashes(data: Overview) -> Html:
    items = []
    for row in data.contradictions:
        room = "statements" if row.of.startswith("statement") else "incidents"
        values = [bdi(value, 60) for value in row.values]
        told = join_markup(values[:5], tag("span", " \u2260 ", cls="ne", aria_label="against"))
        link = tag("a", told, href=f"{path_to(room, row.of)}#{row.id}", cls="go")
        items.append(
            tag(
                "li",
                tag("h3", link),
                tag("p", bdi(row.about, 160), cls="facts"),
                tag("p", count_of(row.reports, "report"), cls="soft"),
            )
        )
    total = count_of(data.totals.contradictions, "contradiction")
    return section(
        "contradictions",
        "Accounts that differ",
        tag("ol", *items, cls="rows clash-list"),
        tag(
            "p",
            tag("a", total if data.totals.contradictions == 1 else f"All {total}", href="/contradictions"),
            cls="all",
        ),
    )


def _render_newest(data: Overview) -> Html:
    items = [
        tag(
            "li",
            tag("a", bdi(raise_first(row.title), 120), href=path_to("incidents", row.id)),
            tag("p", tell_counts(row.reports, row.origins)),
        )
        for row in data.newest
    ]
    return section("newest", "Latest incidents", tag("ol", *items, cls="plain-list"))


def _render_speakers(data: Overview) -> Html:
    items = [
        tag(
            "li",
            tag("a", bdi(row.name, 90), href=path_to("speakers", row.key)),
            " ",
            tag("span", count_of(row.claims, "claim"), cls="soft"),
        )
        for row in data.speakers
    ]
    return section(
        "speakers",
        "Most heard",
        tag("ol", *items, cls="plain-list"),
        tag("p", tag("a", "All speakers", href="/speakers"), cls="all"),
    )
