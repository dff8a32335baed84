"""One incident: how many reports and origins, what contradicts, the ladder of tolls, the tree of origins, the times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from sayso.desk.ask import Ask
from sayso.desk.pages.missing import need
from sayso.desk.parts.clash import render_contradictions, sort_contradictions
from sayso.desk.parts.facts import Around, Loss, list_cited, list_losses, list_sentences
from sayso.desk.parts.ladder import MOST_ACCOUNTS, render_ladder, sort_ladders
from sayso.desk.parts.lanes import LaneItem, render_lanes
from sayso.desk.parts.lists import tell_lead
from sayso.desk.parts.tree import MOST_ORIGINS, count_roles, render_origins
from sayso.desk.parts.weight import render_strands, render_weight
from sayso.desk.parts.where import draw_location, tell_location
from sayso.desk.parts.words import (
    bdi,
    count_of,
    empty,
    fold,
    name_clock,
    name_day,
    name_days,
    raise_first,
    section,
    tell_reason,
    title_of,
)
from sayso.desk.places import path_to, path_to_span
from sayso.desk.view import House, View
from sayso.export.markup import Html, join_markup, show_plain, tag
from sayso.export.page.events import name_type
from sayso.model import Family, Record, Ref, Side, Span
from sayso.store import IncidentView, Lead, ReportRow

_MOST_READ = 24
_MOST_QUOTED = 200
_MOST_FAMILIES = 20
_MOST_TIES = 60
_ALL = 2000


class _Most(msgspec.Struct, frozen=True):
    """How much of each part is drawn."""

    contradictions: int = 8
    ladders: int = 8
    accounts: int = MOST_ACCOUNTS
    origins: int = MOST_ORIGINS
    reports: int = 100

    def cuts(self, data: IncidentPage) -> bool:
        """Whether a part is longer than that."""
        view = data.view
        origins = view.provenance.origins if view.provenance is not None else ()
        return (
            len(view.contradictions) > self.contradictions
            or len(view.ladders) > self.ladders
            or any(len(ladder.rungs) > self.accounts for ladder in view.ladders)
            or len(origins) > self.origins
            or len(view.reports) > self.reports
        )


class IncidentPage(msgspec.Struct, frozen=True):
    """The incident; ``words`` are the sentences of accounts, by span; ``lanes`` the times that its reports tell."""

    view: IncidentView
    families: tuple[Family, ...]
    losses: tuple[Loss, ...]
    words: dict[str, Around]
    lanes: tuple[LaneItem, ...]
    others: dict[str, ReportRow]
    lead: Lead | None = None


def load(house: House, ask: Ask) -> IncidentPage:
    """Ask the desk; of incidents with very many reports only the first ones are read for times and hedges."""
    desk = house.desk
    view = need(desk.get_incident(ask.id), "incident", ask.id)
    sides = [side for ladder in view.ladders for side in ladder.rungs]
    sides += [side for contradiction in view.contradictions for side in contradiction.sides]
    families = _find_families(house, view)
    quoted = [*list_cited(sides)[:_MOST_QUOTED], *[copy.of for family in families for copy in family.copies]]
    texts = desk.read_texts(list(dict.fromkeys(quoted))[: 2 * _MOST_QUOTED])
    records = {record.report.id: record for record in desk.iter_records([row.id for row in view.reports[:_MOST_READ]])}
    mine = {row.id for row in view.reports}
    lanes = sorted(set(_list_lanes(view, records, sides)))
    return IncidentPage(
        view=view,
        families=families,
        losses=tuple(loss for loss in list_losses(families, texts) if loss.report in mine),
        words=list_sentences(sides, texts),
        lanes=tuple(lanes),
        others=desk.get_reports([id for id in _list_named(view, sides) if id not in mine][:200]),
        lead=desk.read_leads([view.incident.id]).get(view.incident.id),
    )


def _find_families(house: House, view: IncidentView) -> tuple[Family, ...]:
    names = list(dict.fromkeys(row.family for row in view.reports if row.family))[:_MOST_FAMILIES]
    found = (house.desk.get_family(name) for name in names)
    return tuple(family for family in found if family is not None)


def _list_named(view: IncidentView, sides: Sequence[Side]) -> Iterator[str]:
    for side in sides:
        yield side.report
        yield from side.reports
        if side.withdrawn is not None:
            yield side.withdrawn[0]
    for origin in view.provenance.origins if view.provenance is not None else ():
        yield from (trail.report for trail in origin.trails)


def _list_lanes(view: IncidentView, records: Mapping[str, Record], sides: Sequence[Side]) -> Iterator[LaneItem]:
    """When the reports say that it happened, when the accounts were given, when it was published."""
    for ref in view.incident.events:
        record = records.get(ref.report)
        if record is not None:
            yield from _list_happened(record, ref)
    for side in sides:
        if side.said:
            address = path_to_span(side.report, side.span)
            yield LaneItem("said", side.said, side.said, side.name or "nobody named", side.party, side.report, address)
    for row in view.reports:
        if row.published:
            day = row.published[:10]
            label = row.outlet or title_of(row.title)
            yield LaneItem("published", day, day, label, None, row.id, path_to("reports", row.id))


def _list_happened(record: Record, ref: Ref) -> Iterator[LaneItem]:
    event = next((event for event in record.events if event.id == ref.id), None)
    time = next((time for time in record.times if event is not None and time.id == event.time), None)
    if event is None or time is None or not time.earliest or not time.latest:
        return
    words = event.trigger.text(record.report.text)
    address = path_to_span(record.report.id, Span(time.start, time.end))
    yield LaneItem("happened", time.earliest, time.latest, words, None, record.report.id, address)
    claim = next((claim for claim in record.claims if claim.id == event.asserted_by), None)
    said = next((one for one in record.times if claim is not None and one.id == claim.said), None)
    if claim is not None and said is not None and said.earliest and said.latest:
        speaker = next((entity.name for entity in record.entities if entity.id == claim.speaker), None)
        name = speaker or (claim.source.text(record.report.text) if claim.source is not None else "nobody named")
        place = path_to_span(record.report.id, claim.cue or event.trigger)
        yield LaneItem("said", said.earliest, said.latest, name, None, record.report.id, place)


def show(house: House, ask: Ask, data: IncidentPage) -> View:
    """Draw the page."""
    view = data.view
    rows = {**data.others, **{row.id: row for row in view.reports}}
    most = _Most(_ALL, _ALL, _ALL, _ALL, _ALL) if ask.one("show") == "all" else _Most()
    parts = [_render_head(data), _render_jumps(data)]
    if most.cuts(data):
        told = tag("a", "Show all of it", href=ask.put("show", "all"), rel="nofollow")
        parts.append(tag("p", "Much is told of this incident, and the longest lists are cut. ", told, ".", cls="soft"))
    if view.contradictions:
        found = render_contradictions(sort_contradictions(view.contradictions)[: most.contradictions], rows, data.words)
        left = len(view.contradictions) - most.contradictions
        more = empty(f"and {count_of(left, 'more contradiction')}") if left > 0 else Html()
        parts.append(
            section("contradictions", "Accounts that differ", found, more, note="side by side, none preferred")
        )
    if view.ladders:
        ladders = sort_ladders(view.ladders)[: most.ladders]
        drawn = [render_ladder(ladder, rows, data.words, most=most.accounts) for ladder in ladders]
        parts.append(section("tolls", "Tolls", *drawn, note="every figure by the day it was given"))
    if view.provenance is not None:
        tree = render_origins(view.provenance, rows, data.losses, most=most.origins)
        parts.append(section("origins", "Where it comes from", tree, note=count_roles(view.provenance)))
    lanes = render_lanes(data.lanes)
    if lanes:
        cut = f"what the first {_MOST_READ} reports tell" if len(view.reports) > _MOST_READ else ""
        parts.append(section("times", "When", lanes, note=cut))
    parts.append(
        section("reports", count_of(len(view.reports), "report"), _render_reports(view.reports, most=most.reports))
    )
    parts.append(_render_ties(data))
    return View(view.incident.title, join_markup(parts), "incidents")


def _render_head(data: IncidentPage) -> Html:
    incident = data.view.incident
    kind = name_type(incident.type) if incident.type else "figures only"
    days = name_days(incident.earliest, incident.latest) or "day not told"
    facts = tag(
        "dl",
        tag("div", tag("dt", "When"), tag("dd", days)),
        tag("div", tag("dt", "Where"), tag("dd", tell_location(incident.location))),
        tag(
            "div",
            tag("dt", "What"),
            tag("dd", bdi(kind), *([tag("code", bdi(incident.mode, 60))] if incident.mode else [])),
        ),
        cls="facts-of",
    )
    chart = draw_location(incident.location)
    words = tag(
        "div",
        tag("p", "Incident", cls="over"),
        tag("h1", bdi(raise_first(incident.title), 300)),
        tell_lead(data.lead),
        _render_weight(data),
        facts,
    )
    return tag("div", words, tag("div", chart, cls="chart") if chart else Html(), cls="page-head incident-head")


def _render_weight(data: IncidentPage) -> Html:
    """ "N reports, M origins", what the origins are, and which reports lead to which."""
    provenance = data.view.provenance
    if provenance is None:
        return render_weight(len(data.view.reports), None)
    told = [tag("span", count_roles(provenance))]
    dropped = len({loss.report for loss in data.losses if loss.kind == "hedge"})
    if dropped:
        told.append(tag("span", count_of(dropped, "copy drops", "copies drop"), " a hedge", cls="weak"))
    return join_markup(
        [
            render_weight(provenance.reports, len(provenance.origins)),
            tag("p", join_markup(told, " \u00b7 "), cls="soft"),
            render_strands(provenance),
        ]
    )


def _render_jumps(data: IncidentPage) -> Html:
    view = data.view
    found = (
        ("contradictions", count_of(len(view.contradictions), "contradiction"), view.contradictions),
        ("tolls", "tolls", view.ladders),
        ("origins", "origins", view.provenance),
        ("times", "times", data.lanes),
        ("reports", "reports", view.reports),
    )
    links = [tag("a", label, href=f"#{name}") for name, label, there in found if there]
    return tag("nav", *links, cls="jumps", aria_label="On this page")


def _render_reports(reports: Sequence[ReportRow], *, most: int) -> Html:
    heads = [tag("th", name, scope="col") for name in ("Published", "Outlet", "Report")]
    heads.append(tag("th", "Claims", scope="col", cls="num"))
    body = [_render_row(row) for row in reports[:most]]
    left = len(reports) - len(body)
    note = tag("p", f"and {left:,} more", cls="empty") if left > 0 else Html()
    table = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *body), cls="reports-of")
    return tag("div", table, note, cls="scroll")


def _render_row(row: ReportRow) -> Html:
    when = " ".join(part for part in (name_day(row.published, short=True), name_clock(row.published)) if part)
    copies = [" ", tag("a", "copies", href=path_to("families", row.family), cls="aside")] if row.family else []
    return tag(
        "tr",
        tag("td", when or "\u2013", cls="date"),
        tag("td", bdi(row.outlet or "\u2013", 80)),
        tag("td", tag("a", bdi(title_of(row.title)), href=path_to("reports", row.id), cls="go"), *copies),
        tag("td", f"{row.claims:,}", cls="num"),
    )


def _render_ties(data: IncidentPage) -> Html:
    """Why these events are taken for one."""
    ties = data.view.incident.ties
    if not ties:
        return Html()
    items = [
        tag(
            "li",
            tag("a", _name_ref(data, tie.a), href=path_to("reports", tie.a.report)),
            " and ",
            tag("a", _name_ref(data, tie.b), href=path_to("reports", tie.b.report)),
            ": ",
            tell_reason(tie.reason),
            tag("span", f" ({tie.score:.2f})", cls="soft"),
        )
        for tie in ties[:_MOST_TIES]
    ]
    left = len(ties) - len(items)
    more = tag("p", f"and {left:,} more", cls="empty") if left > 0 else Html()
    return fold(f"Why these are taken for one incident ({len(ties):,})", tag("ul", *items), more, cls="ties")


def _name_ref(data: IncidentPage, ref: Ref) -> Html:
    row = next((row for row in data.view.reports if row.id == ref.report), None)
    if row is None:
        return bdi(ref.report, 80)
    return bdi(show_plain(f"{row.outlet or title_of(row.title)}, {name_day(row.published, short=True)}", 100))
