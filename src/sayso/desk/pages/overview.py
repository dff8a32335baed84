"""The first page: how much is on the desk, what contradicts itself, which incidents have most reports."""

from __future__ import annotations

import msgspec

from sayso.desk.ask import Ask
from sayso.desk.parts.clash import KINDS, name_value, sort_contradictions
from sayso.desk.parts.lists import list_incidents, tell_lead
from sayso.desk.parts.shares import render_shares
from sayso.desk.parts.weight import render_strands, render_weight
from sayso.desk.parts.words import bdi, count_of, empty, name_day, name_days, raise_first, section, tell_counts
from sayso.desk.places import path_to
from sayso.desk.profiles import Counting
from sayso.desk.view import House, View
from sayso.export.markup import Html, join_markup, tag
from sayso.model import Contradiction, Provenance, Side
from sayso.store import ContradictionRow, IncidentRow, Lead, SpeakerRow, Totals

_SHOWN = 6
_LISTED = 8
_NEWEST = 4
_MOST_SIDES = 5
_MOST_READ = 8
_HEARD = 10


class Chief(msgspec.Struct, frozen=True):
    """The incident that the page begins with, where it comes from, and its first contradiction."""

    incident: IncidentRow
    provenance: Provenance | None
    contradiction: Contradiction | None


class Overview(msgspec.Struct, frozen=True):
    """The totals, the incident that most is told of, contradictions that most reports are part of, and the profile.

    ``chief`` has most contradictions, or where nothing contradicts, most reports; None where no two reports meet.
    """

    totals: Totals
    chief: Chief | None
    leads: dict[str, Lead]
    contradictions: tuple[ContradictionRow, ...]
    incidents: tuple[IncidentRow, ...]
    newest: tuple[IncidentRow, ...]
    speakers: tuple[SpeakerRow, ...]
    profile: Counting


def load(house: House, ask: Ask) -> Overview:
    """Ask the desk."""
    desk = house.desk
    incidents = desk.list_incidents(sort="reports", size=_LISTED).rows
    newest = desk.list_incidents(sort="newest", size=_NEWEST).rows
    disputed = desk.list_incidents(sort="contradictions", size=1).rows
    chief = next((row for row in (*disputed, *incidents) if row.reports > 1), None)
    shown = [*incidents, *newest, *([chief] if chief is not None else [])]
    return Overview(
        totals=desk.totals(),
        chief=_load_chief(house, chief) if chief is not None else None,
        leads=desk.read_leads([row.id for row in shown]),
        contradictions=desk.list_contradictions(size=_SHOWN).rows,
        incidents=incidents,
        newest=newest,
        speakers=desk.list_speakers(size=_HEARD).rows,
        profile=house.profiles.ask(),
    )


def _load_chief(house: House, row: IncidentRow) -> Chief:
    desk = house.desk
    found = desk.list_contradictions(of=row.id, size=_MOST_READ).rows if row.contradictions else ()
    whole = [one for one in (desk.get_contradiction(other.id) for other in found) if one is not None]
    return Chief(row, desk.get_provenance(row.id), next(iter(sort_contradictions(whole)), None))


def show(house: House, ask: Ask, data: Overview) -> View:
    """Draw the page."""
    body = [_render_head(data.totals)]
    if not data.totals.reports:
        body.append(empty("The desk is empty. Add reports with: sayso add PATH... --desk FILE"))
        return View("Desk", join_markup(body))
    body.append(_render_chief(data))
    main = [_render_clashes(data)] if data.contradictions else []
    main.append(
        section(
            "incidents",
            "Most reported",
            list_incidents(data.incidents, data.leads),
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
    point = (
        "Ten reports may go back to one statement. This desk traces each happening to those who first told of it, "
        "and sets accounts that differ side by side."
    )
    head = [tag("h1", "On this desk"), tag("p", point, cls="lead"), tag("ul", *items, cls="totals")]
    return tag("div", *head, tag("p", told, cls="soft"), cls="page-head")


def _render_chief(data: Overview) -> Html:
    """One incident as the example of all: how many reports, how few origins, what differs."""
    chief = data.chief
    if chief is None:
        return Html()
    incident, provenance = chief.incident, chief.provenance
    over = (
        "The incident that most accounts differ on" if chief.contradiction else "The incident that most reports tell of"
    )
    told = [
        tag("p", over, cls="over"),
        tag("h2", tag("a", bdi(raise_first(incident.title), 200), href=path_to("incidents", incident.id), cls="go")),
        tell_lead(data.leads.get(incident.id)),
        render_weight(incident.reports, incident.origins),
    ]
    if chief.contradiction is not None:
        told.append(_render_values(chief.contradiction))
    strands = render_strands(provenance) if provenance is not None else Html()
    return tag("article", tag("div", *told), tag("div", strands), cls="chief")


def _render_values(one: Contradiction) -> Html:
    """What differs, what was withdrawn struck."""
    sides: dict[str, Side] = {}
    for side in one.sides:
        if sides.setdefault(side.value, side).standing == "withdrawn":
            sides[side.value] = side
    values = [
        tag("s" if side.standing == "withdrawn" else "b", bdi(name_value(side, one.kind), 60))
        for side in list(sides.values())[:_MOST_SIDES]
    ]
    told = join_markup(values, tag("span", " \u2260 ", cls="ne", aria_label="against"))
    return tag("p", told, " ", tag("span", bdi(one.about, 80), cls="soft"), cls="differ")


def _render_clashes(data: Overview) -> Html:
    items = []
    for row in data.contradictions:
        room = "statements" if row.of.startswith("statement") else "incidents"
        cls = "figure-of" if row.kind in ("toll", "date") else None
        values = [bdi(value, 60, cls=cls) for value in _name_values(row)]
        told = join_markup(values[:5], tag("span", " \u2260 ", cls="ne", aria_label="against"))
        link = tag("a", told, href=f"{path_to(room, row.of)}#{row.id}", cls="go")
        items.append(
            tag(
                "li",
                tag("h3", link),
                tag("p", KINDS.get(row.kind, row.kind), ": ", bdi(row.about, 160), cls="facts"),
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


def _name_values(row: ContradictionRow) -> tuple[str, ...]:
    """What differs, days in short words, their year only where it differs too."""
    if row.kind != "date":
        return row.values
    years = len({value[:4] for value in row.values}) > 1
    return tuple(name_day(value, short=True, year=years) for value in row.values)


def _render_newest(data: Overview) -> Html:
    items = [
        tag(
            "li",
            tag("a", bdi(raise_first(row.title), 120), href=path_to("incidents", row.id)),
            tag("p", tell_counts(row.reports, row.origins)),
            tell_lead(data.leads.get(row.id)),
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
