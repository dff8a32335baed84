"""What a desk knows of one thing, as lines for reading: reports, statements, incidents, families, contradictions."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.cli.desks import Lines, name_report, safe, span_days
from sayso.cli.listed import print_report
from sayso.cli.phrases import count
from sayso.model import Contradiction, Event, Ladder, LooseToll, Provenance, Ref, Side
from sayso.store import ClaimRow, Desk, Found, IncidentQuery

_MOST = 30


def show_report(lines: Lines, desk: Desk, found: Found) -> None:
    """A report: facts, family, versions, claims with their statements, incidents."""
    report = desk.get_report(found.id)
    if report is None:
        return
    print_report(lines, report)
    lines.facts(report.uri, report.language, f"read by sayso {report.sayso}", f"text {report.text_sha256[:16]}")
    family = desk.get_family_of(report.id)
    if family is not None:
        lines.head(f"Copies · {family.id}")
        _list_reports(lines, desk, family.reports)
    versions = desk.list_versions(report.id)
    if versions:
        lines.head("At the same address")
        _list_reports(lines, desk, [version.id for version in versions])
    claims = desk.list_claims(report.id)
    if claims:
        lines.head(count(len(claims), "claim"))
        for claim in claims[:_MOST]:
            _print_claim(lines, claim)
        _tell_more(lines, len(claims))
    incidents = desk.list_incidents(IncidentQuery(report=report.id), size=_MOST)
    if incidents.total:
        lines.head(count(incidents.total, "incident"))
        for row in incidents.rows:
            numbers = f"{count(row.reports, 'report')}, {count(row.origins, 'origin')}"
            lines.facts(row.title, numbers, span_days(row.earliest, row.latest), row.id, left=2)
        _tell_more(lines, incidents.total)


def show_claim(lines: Lines, desk: Desk, found: Found) -> None:
    """A claim, and the statement that it is part of."""
    claim = next((c for c in desk.list_claims(found.report or "") if c.id == found.id), None)
    if claim is not None:
        _print_claim(lines, claim)
    show_statement(lines, desk, found)


def show_statement(lines: Lines, desk: Desk, found: Found) -> None:
    """A statement: whose it is, its claims report by report, its origins, what contradicts it."""
    view = desk.get_statement(found.link or "")
    if view is None:
        lines.facts("not linked yet")
        return
    lines.head(f"Statement · {view.statement.id}")
    lines.title(view.statement.speaker or "no speaker known", _count_origins(view.provenance), view.statement.party)
    for claim in view.claims[:_MOST]:
        _print_claim(lines, claim)
    _tell_more(lines, len(view.claims))
    _print_reasons(lines, [tie.reason for tie in view.statement.ties])
    _print_provenance(lines, view.provenance)
    _print_contradictions(lines, view.contradictions)


def show_incident(lines: Lines, desk: Desk, found: Found) -> None:
    """An incident: contradictions first, then ladders, origins, and its events report by report."""
    view = desk.get_incident(found.link or "")
    if view is None:
        lines.facts(f"{found.kind} {found.id}", f"in {found.report}", "not linked yet")
        return
    incident, where = view.incident, view.incident.location
    place = f"{where.name} ({where.country})" if where and where.country else where.name if where else ""
    days = span_days(incident.earliest, incident.latest)
    lines.title(
        incident.title, _count_origins(view.provenance), incident.mode or incident.type, days, place, incident.id
    )
    _print_contradictions(lines, view.contradictions)
    for ladder in view.ladders:
        _print_ladder(lines, ladder)
    _print_provenance(lines, view.provenance)
    lines.head(count(len(view.reports), "report"))
    for report in view.reports[:_MOST]:
        lines.title(name_report(report), report.outlet, report.published, report.id)
        _print_words(lines, desk, report.id, (*incident.events, *incident.tolls))
    _tell_more(lines, len(view.reports))
    _print_reasons(lines, [tie.reason for tie in incident.ties])


def show_family(lines: Lines, desk: Desk, found: Found) -> None:
    """A family: its reports, and who copied whom with what share."""
    family = desk.get_family(found.link or "")
    if family is None:
        return
    lines.title(f"{count(len(family.reports), 'report')} that repeat one another", family.reason, family.id)
    lines.facts(f"all go back to {family.root or family.credited}" if family.root or family.credited else "")
    _list_reports(lines, desk, family.reports)
    if family.copies:
        lines.head("Who copied whom")
    for copy in family.copies[:_MOST]:
        changes = sum(len(passage.changes) for passage in copy.passages)
        share = f"{copy.share:.0%} of its words"
        lines.line(f"{copy.report} ← {copy.of}")
        lines.facts(copy.kind, share, count(changes, "change"), copy.reason, left=4)
    _tell_more(lines, len(family.copies))


def show_contradiction(lines: Lines, desk: Desk, found: Found) -> None:
    """A contradiction: its sides, one below the other."""
    it = desk.get_contradiction(found.link or "")
    if it is not None:
        _print_contradictions(lines, [it])
        lines.facts(f"about {it.of}", it.id)


def _print_claim(lines: Lines, claim: ClaimRow) -> None:
    lines.title(claim.speaker or "no source named", claim.said, claim.outlet, claim.kind, claim.stance, claim.id)
    lines.line(safe(claim.content, 400), left=4)


def _print_words(lines: Lines, desk: Desk, report: str, refs: Sequence[Ref]) -> None:
    """The words around each event and toll of a report that belongs to an incident."""
    record = desk.get_record(report)
    wanted = {ref.id for ref in refs if ref.report == report}
    if record is None:
        return
    parts: list[Event | LooseToll] = [*record.events, *record.tolls]
    for part in parts:
        if part.id in wanted:
            lines.line(f"… {_cut(record.report.text, part)} …", left=4)


def _cut(text: str, part: Event | LooseToll) -> str:
    span = part.trigger if isinstance(part, Event) else part.words
    return safe(text[max(0, span.start - 60) : span.end + 60])


def _print_contradictions(lines: Lines, found: Sequence[Contradiction]) -> None:
    for it in found[:_MOST]:
        lines.head(f"Contradiction: {it.kind}")
        lines.facts(it.about, it.reason)
        for side in it.sides:
            _print_side(lines, side)
    _tell_more(lines, len(found))


def _print_ladder(lines: Lines, ladder: Ladder) -> None:
    lines.head(f"Figures: {ladder.kind}")
    lines.facts(ladder.scope)
    for rung in ladder.rungs:
        _print_side(lines, rung)


def _print_side(lines: Lines, side: Side) -> None:
    withdrawn = "withdrawn" if side.standing == "withdrawn" else ""
    lines.line(f"{side.value} · “{side.words}”", left=2)
    lines.facts(side.name, side.said, withdrawn, count(len(side.reports), "report"), side.report, left=6)


def _print_provenance(lines: Lines, provenance: Provenance | None) -> None:
    if provenance is None or not provenance.origins:
        return
    lines.head(_count_origins(provenance))
    for origin in provenance.origins[:_MOST]:
        lines.line(f"{origin.name} ({origin.role})", left=2)
        for trail in origin.trails[:_MOST]:
            lines.facts(" ← ".join(f"{step.name} {step.how}" for step in trail.steps), trail.report, left=6)
    _tell_more(lines, len(provenance.origins))


def _print_reasons(lines: Lines, reasons: Sequence[str]) -> None:
    if reasons:
        lines.head("Why these are one")
        for reason in dict.fromkeys(reasons):
            lines.line(reason, left=2)


def _count_origins(provenance: Provenance | None) -> str:
    if provenance is None:
        return ""
    return f"{count(provenance.reports, 'report')}, {count(len(provenance.origins), 'origin')}"


def _list_reports(lines: Lines, desk: Desk, ids: Sequence[str]) -> None:
    rows = desk.get_reports(ids)
    for id in ids[:_MOST]:
        if id in rows:
            lines.facts(name_report(rows[id]), rows[id].outlet, rows[id].published, id, left=2)
    _tell_more(lines, len(ids))


def _tell_more(lines: Lines, total: int) -> None:
    if total > _MOST:
        lines.facts(f"and {total - _MOST:,} more: see --json", left=2)
