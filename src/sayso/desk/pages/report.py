"""One report: the reading view, with what it has from other reports, and the incidents that it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from sayso.desk.ask import Ask
from sayso.desk.pages.missing import need
from sayso.desk.parts.facts import Loss, list_losses
from sayso.desk.parts.words import bdi, count_of, name_clock, name_day, raise_first, tell_counts, tell_reason, title_of
from sayso.desk.places import path_to
from sayso.desk.view import House, View
from sayso.export.markup import Html, join_markup, tag
from sayso.export.page import Lost, Overlay, render_reading
from sayso.model import Change, Copy, Credit, Family, Record, Span
from sayso.store import IncidentQuery, IncidentRow, ReportRow, ReportText

_MOST_INCIDENTS = 30
_SHOWN_INCIDENTS = 6
_MOST_MEMBERS = 60
_AT = re.compile(r"(\d{1,9}),(\d{1,9})")


class ReportPage(msgspec.Struct, frozen=True):
    """The record, its family with the reports in it and what they leave out, and its incidents."""

    row: ReportRow
    record: Record
    family: Family | None
    members: dict[str, ReportRow]
    losses: tuple[Loss, ...]
    credits: tuple[Credit, ...]
    incidents: tuple[IncidentRow, ...]
    versions: tuple[ReportRow, ...]
    at: Span | None
    originals: dict[str, ReportText] = {}


def load(house: House, ask: Ask) -> ReportPage:
    """Ask the desk."""
    desk = house.desk
    row = need(desk.get_report(ask.id), "report", ask.id)
    record = need(desk.get_record(ask.id), "report", ask.id)
    family = desk.get_family_of(row.id)
    members = desk.get_reports(family.reports[:_MOST_MEMBERS]) if family is not None else {}
    mine = [copy for copy in family.copies if copy.report == row.id] if family is not None else []
    wanted = sorted({copy.of for copy in mine})[:8]
    originals = desk.read_texts(wanted)
    own = [msgspec.structs.replace(family, copies=tuple(mine))] if family is not None else []
    return ReportPage(
        row=row,
        record=record,
        family=family,
        members=members,
        losses=list_losses(own, originals),
        credits=desk.list_credits(row.id),
        incidents=desk.list_incidents(IncidentQuery(report=row.id), sort="reports", size=_MOST_INCIDENTS).rows,
        versions=desk.list_versions(row.id),
        at=_read_at(ask.one("at")),
        originals=originals,
    )


def _read_at(words: str) -> Span | None:
    found = _AT.fullmatch(words)
    return Span(int(found[1]), int(found[2])) if found is not None and int(found[1]) < int(found[2]) else None


def show(house: House, ask: Ask, data: ReportPage) -> View:
    """Draw the page."""
    reading = render_reading(data.record, overlay=lay_over(data), beside=_render_beside(data))
    trail = [tag("a", "Reports", href="/reports"), " / ", bdi(data.row.outlet or "outlet not told", 80)]
    parts = [tag("p", *trail, cls="brand crumbs"), reading.body]
    title = title_of(data.row.title)
    return View(title, tag("div", *parts, cls="one reading"), "reports", reading.style, reading.script)


def lay_over(data: ReportPage) -> Overlay:
    """What the text shows beside its claims: copied passages, what is changed in them, and what was left out."""
    copies = [copy for copy in data.family.copies if copy.report == data.row.id] if data.family is not None else []
    passages = [passage for copy in copies for passage in copy.passages]
    changes = [(copy, change) for copy in copies for passage in copy.passages for change in passage.changes]
    return Overlay(
        copied=tuple(passage.here for passage in passages),
        changed=tuple(change.here for _, change in changes if len(change.here)),
        lost=tuple(lost for copy, change in changes for lost in _list_lost(data, copy, change)),
        pointed=data.at,
    )


def _list_lost(data: ReportPage, copy: Copy, change: Change) -> Iterator[Lost]:
    """The hedges that a change loses; for words dropped without one, these words."""
    held = data.originals.get(copy.of)
    if held is None or data.family is None:
        return
    link = path_to("families", data.family.id)
    spans = [(span, True) for span in change.hedges]
    if not spans and change.kind == "dropped":
        spans = [(change.there, False)]
    for span, hedge in spans:
        yield Lost(change.here.start, span.text(held.text)[:300], hedge, link)


def _render_beside(data: ReportPage) -> Html:
    parts = [part for part in (_render_family(data), _render_incidents(data)) if part]
    return tag("div", *parts, cls="beside") if parts else Html()


def _render_family(data: ReportPage) -> Html:
    family = data.family
    if family is None:
        return _render_credits(data)
    mine = [copy for copy in family.copies if copy.report == data.row.id]
    heading = tag("h2", "Where this text comes from", id="family")
    lines = [_tell_copy(data, copy) for copy in mine]
    if not mine:
        lines = [
            tag(
                "p",
                "The text of this report stands in ",
                tag("b", count_of(len(family.reports) - 1, "other report")),
                ".",
            )
        ]
    chips = [
        tag("span", f"{loss.kind} left out: ", tag("s", bdi(loss.words, 40)), cls=f"lost-chip {loss.kind}")
        for loss in data.losses[:6]
    ]
    members = [_tell_member(data, id) for id in family.reports[:12]]
    left = len(family.reports) - len(members)
    more = [tag("li", f"and {left:,} more", cls="empty")] if left > 0 else []
    link = tag("p", tag("a", "Side by side, with every change", href=path_to("families", family.id)), cls="all")
    return tag(
        "section",
        heading,
        *lines,
        tag("p", *chips, cls="chips") if chips else Html(),
        tag("ol", *members, *more, cls="members"),
        link,
        cls="box",
        aria_labelledby="family",
    )


def _tell_copy(data: ReportPage, copy: Copy) -> Html:
    of = data.members.get(copy.of)
    name = bdi((of.outlet or title_of(of.title)) if of is not None else copy.of, 80)
    day = f", {name_day(of.published)}" if of is not None and of.published else ""
    link = tag("a", tag("b", name), href=path_to("reports", copy.of))
    kind = "Another version of the report of " if copy.kind == "version" else "Copied from "
    return tag("p", kind, link, day, ". ", tag("span", tell_reason(copy.reason), cls="soft"))


def _tell_member(data: ReportPage, id: str) -> Html:
    row = data.members.get(id)
    here = id == data.row.id
    if row is None:
        return tag("li", bdi(id, 80))
    when = " ".join(part for part in (name_day(row.published, short=True), name_clock(row.published)) if part)
    name = bdi(row.outlet or title_of(row.title), 80)
    shown = tag("b", name) if here else tag("a", name, href=path_to("reports", id))
    root = data.family is not None and data.family.root == id
    note = tag("span", "first" if root else "this report" if here else "", cls="soft")
    return tag("li", tag("span", when, cls="when-of"), shown, note, cls="here" if here else None)


def _render_credits(data: ReportPage) -> Html:
    names = sorted({credit.name for credit in data.credits})
    if not names:
        return Html()
    told = join_markup([tag("b", bdi(name, 80)) for name in names[:8]], ", ")
    return tag(
        "section", tag("h2", "Where this text comes from", id="family"), tag("p", "It credits ", told, "."), cls="box"
    )


def _render_incidents(data: ReportPage) -> Html:
    if not data.incidents:
        return Html()
    items = [
        tag(
            "li",
            tag("a", bdi(raise_first(row.title), 140), href=path_to("incidents", row.id)),
            tag(
                "p",
                tell_counts(row.reports, row.origins),
                tag("span", count_of(row.contradictions, "contradiction"), cls="clash")
                if row.contradictions
                else Html(),
            ),
        )
        for row in data.incidents
    ]
    shown, rest = items[:_SHOWN_INCIDENTS], items[_SHOWN_INCIDENTS:]
    more = tag("details", tag("summary", tag("span", f"{len(rest)} more")), tag("ul", *rest)) if rest else Html()
    return tag(
        "section",
        tag("h2", "Incidents that it tells of", id="told"),
        tag("ul", *shown),
        more,
        cls="box told",
        aria_labelledby="told",
    )
