"""What is asked about families, incidents, contradictions, and what an id stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.model import Contradiction, Credit, Family, Ladder, Provenance
from sayso.store.answers import (
    ContradictionRow,
    FacetCount,
    FamilyRow,
    IncidentQuery,
    IncidentRow,
    IncidentSort,
    IncidentView,
    Lead,
    Page,
    Totals,
)
from sayso.store.ask_claims import list_contradictions_about
from sayso.store.ask_reports import get_reports
from sayso.store.base import Base, Row, Value, batches, fill
from sayso.store.columns import blob, bound, degrees, make_page, make_span, maybe, text, whole
from sayso.store.link_rows import HeldIncident, HeldStatement
from sayso.store.words import make_match

_COUNTED = (
    "reports", "words", "claims", "events", "outlets", "speakers", "families", "statements", "incidents",
    "contradictions", "unlinked",
)  # fmt: skip
_TOTALS = """
SELECT (SELECT count(*) FROM reports), (SELECT coalesce(sum(words), 0) FROM reports),
    (SELECT coalesce(sum(claims), 0) FROM reports), (SELECT coalesce(sum(events), 0) FROM reports),
    (SELECT count(DISTINCT value) FROM facets WHERE name = 'outlet'), (SELECT count(*) FROM speakers),
    (SELECT count(*) FROM families), (SELECT count(*) FROM statements), (SELECT count(*) FROM incidents),
    (SELECT count(*) FROM contradictions), (SELECT count(*) FROM dirty)
"""

_INCIDENT_ORDERS: Mapping[IncidentSort, str] = {
    "contradictions": "i.contradictions DESC, i.reports DESC, i.id",
    "origins": "i.origins DESC, i.reports DESC, i.id",
    "reports": "i.reports DESC, i.origins DESC, i.id",
    "newest": "i.earliest DESC, i.id DESC",
    "oldest": "i.earliest ASC NULLS LAST, i.id",
}
_INCIDENTS = (
    "SELECT i.id, i.title, i.type, i.mode, i.earliest, i.latest, i.place, i.country, i.latitude, i.longitude,"
    " i.reports, i.origins, i.events, i.contradictions FROM incidents i"
)

_AROUND = 400

# Of each incident the event that came first, of one without events the toll that did; and the text around it.
_LEADS = f"""
WITH firsts AS (
    SELECT i.id AS incident, (SELECT min(l.event) FROM event_links l WHERE l.link = i.link) AS event,
        (SELECT min(l.toll) FROM toll_links l WHERE l.link = i.link) AS toll
    FROM incidents i JOIN links k ON k.number = i.link WHERE k.kind = 'incident' AND k.id IN ({{places}})
), spans AS (
    SELECT f.incident, e.report, e.first, e.last FROM firsts f JOIN events e ON e.number = f.event
    UNION ALL
    SELECT f.incident, t.report, t.first, t.last FROM firsts f JOIN tolls t ON t.number = f.toll WHERE f.event IS NULL
)
SELECT s.incident, r.id, r.outlet, r.language, s.first, s.last, max(s.first - {_AROUND}, 0),
    substr(t.text, max(s.first - {_AROUND}, 0) + 1, {3 * _AROUND})
FROM spans s JOIN reports r ON r.number = s.report JOIN texts t ON t.report = s.report
"""


def count_totals(base: Base) -> Totals:
    """See `Desk.totals`."""
    known = base.recall("totals")
    if isinstance(known, Totals):
        return known
    with base.snapshot():
        counts = base.one(_TOTALS) or ()
        days = base.one("SELECT min(day), max(day) FROM reports") or (None, None)
    numbers = dict(zip(_COUNTED, map(whole, counts), strict=True))
    totals = Totals(**numbers, first=maybe(days[0]), last=maybe(days[1]))
    base.keep("totals", totals)
    return totals


# Families


def list_families(base: Base, *, page: int, size: int) -> Page[FamilyRow]:
    """See `Desk.list_families`."""
    page, size = bound(page, size)
    with base.snapshot():
        total = base.number("SELECT count(*) FROM families")
        rows = base.rows(
            "SELECT l.data FROM families f JOIN links l ON l.number = f.link ORDER BY f.reports DESC, l.id"
            " LIMIT ? OFFSET ?",
            (size, (page - 1) * size),
        )
        families = [base.unpack(row[0], Family) for row in rows]
        heads = [family.root or family.reports[0] for family in families]
        reports = get_reports(base, heads)
    found = []
    for family, head in zip(families, heads, strict=True):
        report = reports.get(head)
        title, outlet = (report.title, report.outlet) if report else (None, None)
        found.append(
            FamilyRow(family.id, family.root, family.credited, title, outlet, len(family.reports), family.reason)
        )
    return make_page(found, total, page, size)


def get_family(base: Base, family: str) -> Family | None:
    """See `Desk.get_family`."""
    data = _get_data(base, "family", family)
    return base.unpack(data, Family) if data else None


def get_family_of(base: Base, report: str) -> Family | None:
    """See `Desk.get_family_of`."""
    row = base.one(
        "SELECT l.data FROM reports r JOIN link_reports m ON m.report = r.number AND m.member"
        " JOIN families f ON f.link = m.link JOIN links l ON l.number = m.link WHERE r.id = ? ORDER BY l.id",
        (report,),
    )
    return base.unpack(row[0], Family) if row else None


def list_credits(base: Base, report: str) -> tuple[Credit, ...]:
    """See `Desk.list_credits`."""
    rows = base.rows(
        "SELECT l.data FROM reports r JOIN link_reports m ON m.report = r.number JOIN links l ON l.number = m.link"
        " WHERE r.id = ? AND l.kind = 'credit'",
        (report,),
    )
    credits = (base.unpack(row[0], Credit) for row in rows)
    return tuple(sorted(credits, key=lambda credit: credit.span))


# Incidents


def list_incidents(base: Base, query: IncidentQuery, *, sort: IncidentSort, page: int, size: int) -> Page[IncidentRow]:
    """See `Desk.list_incidents`."""
    page, size = bound(page, size)
    parts, values = _limit_incidents(query)
    where = " WHERE " + " AND ".join(parts) if parts else ""
    key = ("incidents", query)
    with base.snapshot():
        known = base.recall(key)
        total = known if isinstance(known, int) else base.number(f"SELECT count(*) FROM incidents i{where}", values)
        base.keep(key, total)
        rows = base.rows(
            f"{_INCIDENTS}{where} ORDER BY {_INCIDENT_ORDERS[sort]} LIMIT ? OFFSET ?",
            (*values, size, (page - 1) * size),
        )
    return make_page([_make_incident(row) for row in rows], total, page, size)


def read_leads(base: Base, incidents: Sequence[str]) -> dict[str, Lead]:
    """See `Desk.read_leads`."""
    found: dict[str, Lead] = {}
    for some in batches(list(dict.fromkeys(incidents))):
        for row in base.rows(_LEADS.format(places=fill(len(some))), some):
            incident, report, outlet, language, first, last, start, words = row
            span = make_span(first, last)
            if span is not None:
                lead = Lead(text(report), maybe(outlet), maybe(language), span, text(words), whole(start))
                found[text(incident)] = lead
    return found


def count_incidents(base: Base, *, most: int) -> Mapping[str, tuple[FacetCount, ...]]:
    """See `Desk.count_incidents`."""
    found = {}
    for name in ("type", "country"):
        known = base.recall(("incidents by", name, most))
        if not isinstance(known, tuple):
            rows = base.rows(
                f"SELECT {name}, count(*) FROM incidents WHERE {name} IS NOT NULL GROUP BY {name}"
                f" ORDER BY count(*) DESC, {name} LIMIT ?",
                (min(max(most, 1), 500),),
            )
            known = tuple(FacetCount(text(value), text(value), whole(count)) for value, count in rows)
            base.keep(("incidents by", name, most), known)
        found[name] = known
    return found


def get_incident(base: Base, incident: str) -> IncidentView | None:
    """See `Desk.get_incident`."""
    with base.snapshot():
        data = _get_data(base, "incident", incident)
        if not data:
            return None
        held = base.unpack(data, HeldIncident)
        ladders = base.rows(
            "SELECT l.data FROM ladders d JOIN links l ON l.number = d.link WHERE d.of = ? ORDER BY l.id", (incident,)
        )
        reports = get_reports(base, held.incident.reports)
        return IncidentView(
            incident=held.incident,
            provenance=held.provenance,
            ladders=tuple(base.unpack(row[0], Ladder) for row in ladders),
            contradictions=list_contradictions_about(base, incident),
            reports=tuple(sorted(reports.values(), key=lambda r: (r.published or "9", r.id))),
        )


def get_provenance(base: Base, of: str) -> Provenance | None:
    """See `Desk.get_provenance`."""
    data = _get_data(base, "incident", of)
    if data:
        return base.unpack(data, HeldIncident).provenance
    data = _get_data(base, "statement", of)
    return base.unpack(data, HeldStatement).provenance if data else None


# Contradictions


def list_contradictions(
    base: Base, *, kind: Sequence[str], of: str | None, report: str | None, page: int, size: int
) -> Page[ContradictionRow]:
    """See `Desk.list_contradictions`."""
    page, size = bound(page, size)
    parts: list[str] = []
    values: list[Value] = []
    if kind:
        parts.append(f"c.kind IN ({fill(len(kind))})")
        values += kind
    if of is not None:
        parts.append("c.of = ?")
        values.append(of)
    if report is not None:
        inner = "SELECT link FROM link_reports WHERE report = (SELECT number FROM reports WHERE id = ?)"
        parts.append(f"c.link IN ({inner})")
        values.append(report)
    where = " WHERE " + " AND ".join(parts) if parts else ""
    with base.snapshot():
        total = base.number(f"SELECT count(*) FROM contradictions c{where}", values)
        rows = base.rows(
            f"SELECT l.data, c.reports FROM contradictions c JOIN links l ON l.number = c.link{where}"
            " ORDER BY c.reports DESC, l.id LIMIT ? OFFSET ?",
            (*values, size, (page - 1) * size),
        )
    return make_page([_make_contradiction(base, row) for row in rows], total, page, size)


def get_contradiction(base: Base, contradiction: str) -> Contradiction | None:
    """See `Desk.get_contradiction`."""
    data = _get_data(base, "contradiction", contradiction)
    return base.unpack(data, Contradiction) if data else None


def _limit_incidents(query: IncidentQuery) -> tuple[list[str], list[Value]]:
    parts: list[str] = []
    values: list[Value] = []

    def add(part: str, *given: Value) -> None:
        parts.append(part)
        values.extend(given)

    match = make_match(query.words)
    if match:
        add("i.link IN (SELECT rowid FROM incident_words WHERE incident_words MATCH ?)", match)
    elif query.words.strip():
        add("0")
    for name in ("type", "country"):
        chosen: tuple[str, ...] = getattr(query, name)[:100]
        if chosen:
            add(f"i.{name} IN ({fill(len(chosen))})", *chosen)
    if query.kind:
        inner = "SELECT i2.number FROM contradictions c JOIN links i2 ON i2.kind = 'incident' AND i2.id = c.of"
        add(f"i.link IN ({inner} WHERE c.kind IN ({fill(len(query.kind[:20]))}))", *query.kind[:20])
    if query.first:
        add("i.latest >= ?", query.first)
    if query.last:
        add("i.earliest <= ?", query.last)
    if query.report is not None:
        inner = "SELECT link FROM link_reports WHERE member AND report = (SELECT number FROM reports WHERE id = ?)"
        add(f"i.link IN ({inner})", query.report)
    if query.least_reports > 1:
        add("i.reports >= ?", query.least_reports)
    return parts, values


def _make_incident(row: Row) -> IncidentRow:
    id, title, kind, mode, earliest, latest, place, country, latitude, longitude, *counts = row
    return IncidentRow(
        text(id),
        text(title),
        maybe(kind),
        maybe(mode),
        maybe(earliest),
        maybe(latest),
        maybe(place),
        maybe(country),
        degrees(latitude),
        degrees(longitude),
        *(whole(count) for count in counts),
    )


def _make_contradiction(base: Base, row: Row) -> ContradictionRow:
    it = base.unpack(row[0], Contradiction)
    values = tuple(dict.fromkeys(side.value for side in it.sides))
    return ContradictionRow(it.id, it.kind, it.of, it.about, it.reason, values, whole(row[1]))


def _get_data(base: Base, kind: str, id: str) -> bytes:
    row = base.one("SELECT data FROM links WHERE kind = ? AND id = ?", (kind, id))
    return blob(row[0]) if row else b""
