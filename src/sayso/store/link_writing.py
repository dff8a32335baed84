"""Links put on the desk and taken off it; only what changed is written. All of it runs inside a transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sayso.model import Contradiction, Family, Ladder, Links
from sayso.store.base import Base, Row, Value, batches, fill
from sayso.store.link_rows import HeldIncident, HeldStatement, LinkRow, list_link_rows
from sayso.store.packing import clean, deflate, digest

Numbers = dict[str, int]


class _Touched:
    """The reports and parties that changed links speak of."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.reports: set[int] = set()
        self.parties: set[str] = set()

    def note(self, links: Sequence[int]) -> None:
        """Add what links, which are still there, speak of."""
        for some in batches(links):
            places = fill(len(some))
            found = self.base.rows(f"SELECT DISTINCT report FROM link_reports WHERE link IN ({places})", some)
            self.reports.update(_whole(row[0]) for row in found)
            parties = self.base.rows(f"SELECT DISTINCT party FROM statements WHERE link IN ({places})", some)
            self.parties.update(str(row[0]) for row in parties if row[0] is not None)

    def refresh_speakers(self) -> None:
        """Count the parties anew, and the reports in which they are heard."""
        parties: list[Value] = [*sorted(self.parties)]
        for some in batches(parties):
            places = fill(len(some))
            self.base.rows(f"DELETE FROM speakers WHERE key IN ({places})", some)
            self.base.rows(_COUNT_SPEAKERS.format(places=places), some)
        for batch in batches(sorted(self.reports)):
            places = fill(len(batch))
            self.base.rows(f"DELETE FROM facets WHERE name = 'speaker' AND report IN ({places})", batch)
            self.base.rows(
                "INSERT INTO facets SELECT DISTINCT 'speaker', k.party, c.report FROM claims c"
                f" JOIN claim_links k ON k.claim = c.number WHERE c.report IN ({places}) AND k.party IS NOT NULL",
                batch,
            )


class _Scope:
    """The reports whose links are replaced, and what is touched meanwhile."""

    def __init__(self, base: Base, reports: Sequence[str] | None) -> None:
        self.base = base
        found = base.rows("SELECT id, number FROM reports")
        self.numbers: Numbers = {str(id): _whole(number) for id, number in found}
        if reports is not None:
            self.numbers = {id: self.numbers[id] for id in reports if id in self.numbers}
        self.whole = reports is None
        self.touched = _Touched(base)
        self.own: dict[int, tuple[Numbers, Numbers, Numbers]] = {}

    def find_existing(self) -> dict[tuple[str, str], tuple[int, bytes]]:
        """Links of these reports: kind and id to number and digest."""
        if self.whole:
            rows = self.base.rows("SELECT kind, id, number, digest FROM links")
        else:
            rows = []
            for some in batches(sorted(self.numbers.values())):
                rows += self.base.rows(
                    "SELECT DISTINCT l.kind, l.id, l.number, l.digest FROM link_reports m"
                    f" JOIN links l ON l.number = m.link WHERE m.report IN ({fill(len(some))})",
                    some,
                )
        return {(str(k), str(i)): (_whole(n), d) for k, i, n, d in rows if isinstance(d, bytes)}

    def find_number(self, report: str) -> int:
        """The number of a report. Raises ValueError where it is not among those linked."""
        if report not in self.numbers:
            raise ValueError(f"a link speaks of report {report[:80]!r}, which is not among those that were linked")
        return self.numbers[report]

    def find_parts(self, report: int) -> tuple[Numbers, Numbers, Numbers]:
        """The numbers of the claims, events and tolls of a report, by their ids."""
        if report not in self.own:
            self.own[report] = (self._list("claims", report), self._list("events", report), self._list("tolls", report))
        return self.own[report]

    def _list(self, table: str, report: int) -> Numbers:
        rows = self.base.rows(f"SELECT id, number FROM {table} WHERE report = ?", (report,))
        return {str(id): _whole(number) for id, number in rows}


def replace_links(base: Base, links: Links, reports: Sequence[str] | None) -> int:
    """See `DeskWriter.replace_links`."""
    scope = _Scope(base, reports)
    existing = scope.find_existing()
    kept: set[tuple[str, str]] = set()
    fresh: list[tuple[LinkRow, bytes]] = []
    seen: set[tuple[str, str]] = set()
    for row in list_link_rows(links):
        key, mark = (row.kind, clean(row.id)), digest(row.data)
        if key in seen:  # of two links with one id, which only records made elsewhere can lead to, the first is kept
            continue
        seen.add(key)
        if key in existing and existing[key][1] == mark:
            kept.add(key)
        else:
            fresh.append((row, mark))
    gone = [number for key, (number, _) in existing.items() if key not in kept]
    scope.touched.note(gone)
    _delete(base, gone)
    for row, mark in fresh:
        _insert(scope, row, mark)
    scope.touched.refresh_speakers()
    _clear_dirty(scope)
    return len(gone) + len(fresh)


def drop_links(base: Base, reports: Sequence[int]) -> None:
    """Delete every link that counts or speaks of these reports; all reports of these links become unlinked."""
    gone: list[int] = []
    for some in batches(list(reports)):
        found = base.rows(f"SELECT DISTINCT link FROM link_reports WHERE report IN ({fill(len(some))})", some)
        gone += [_whole(row[0]) for row in found]
    touched = _Touched(base)
    touched.note(gone)
    _delete(base, gone)
    touched.refresh_speakers()
    others = sorted(touched.reports | set(reports))
    base.many("INSERT OR IGNORE INTO dirty VALUES (?)", ((number,) for number in others))


def _delete(base: Base, links: Iterable[int]) -> None:
    base.many("DELETE FROM links WHERE number = ?", ((number,) for number in links))


def _insert(scope: _Scope, row: LinkRow, mark: bytes) -> None:
    base = scope.base
    data = deflate(row.data, base.dictionary)
    base.rows("INSERT INTO links (kind, id, digest, data) VALUES (?, ?, ?, ?)", (row.kind, clean(row.id), mark, data))
    number = base.connection.last_insert_rowid()
    members = [(number, scope.find_number(report), 1) for report in sorted(row.reports)]
    members += [(number, scope.find_number(report), 0) for report in sorted(row.others)]
    base.many("INSERT INTO link_reports VALUES (?, ?, ?)", members)
    scope.touched.reports.update(report for _, report, _ in members)
    write = _WRITERS.get(row.kind)
    if write is not None:
        write(scope, row, number)


def _write_family(scope: _Scope, row: LinkRow, number: int) -> None:
    if isinstance(row.held, Family):
        root = None if row.held.root is None else scope.find_number(row.held.root)
        scope.base.rows("INSERT INTO families VALUES (?, ?, ?)", (number, root, len(row.held.reports)))


def _write_statement(scope: _Scope, row: LinkRow, number: int) -> None:
    if not isinstance(row.held, HeldStatement):
        return
    statement, provenance = row.held.statement, row.held.provenance
    party = None if statement.party is None else clean(statement.party)
    speaker = None if statement.speaker is None else clean(statement.speaker)
    if party is not None:
        scope.touched.parties.add(party)
    origins = len(provenance.origins) if provenance else 0
    values: Row = (number, party, speaker, len(statement.claims), len(row.reports), origins)
    scope.base.rows("INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?)", values)
    for ref in statement.claims:
        claim = scope.find_parts(scope.find_number(ref.report))[0].get(ref.id)
        scope.base.rows(
            "INSERT OR REPLACE INTO claim_links SELECT number, ?, ?, said FROM claims WHERE number = ?",
            (number, party, claim),
        )


def _write_incident(scope: _Scope, row: LinkRow, number: int) -> None:
    if not isinstance(row.held, HeldIncident):
        return
    incident, provenance, where = row.held.incident, row.held.provenance, row.held.incident.location
    values: Row = (
        number,
        clean(incident.id),
        clean(incident.title),
        incident.type,
        incident.mode,
        incident.earliest,
        incident.latest,
        clean(where.name) if where else None,
        where.country if where else None,
        where.latitude if where else None,
        where.longitude if where else None,
        len(row.reports),
        len(provenance.origins) if provenance else 0,
        len(incident.events),
        row.held.contradictions,
    )
    scope.base.rows(f"INSERT INTO incidents VALUES ({fill(15)})", values)
    for part, table, refs in ((1, "event_links", incident.events), (2, "toll_links", incident.tolls)):
        found = (scope.find_parts(scope.find_number(ref.report))[part].get(ref.id) for ref in refs)
        scope.base.many(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", ((n, number) for n in found if n is not None))


def _write_ladder(scope: _Scope, row: LinkRow, number: int) -> None:
    if isinstance(row.held, Ladder):
        scope.base.rows("INSERT INTO ladders VALUES (?, ?)", (number, clean(row.held.incident)))


def _write_contradiction(scope: _Scope, row: LinkRow, number: int) -> None:
    if isinstance(row.held, Contradiction):
        values = (number, row.held.kind, clean(row.held.of), len(row.reports))
        scope.base.rows("INSERT INTO contradictions VALUES (?, ?, ?, ?)", values)


_WRITERS: dict[str, Callable[[_Scope, LinkRow, int], None]] = {
    "family": _write_family,
    "statement": _write_statement,
    "incident": _write_incident,
    "ladder": _write_ladder,
    "contradiction": _write_contradiction,
}


# The name is that which most statements have, the first in the alphabet where several have as many.
_COUNT_SPEAKERS = """
INSERT INTO speakers
SELECT k.party,
    coalesce((
        SELECT s.speaker FROM statements s WHERE s.party = k.party AND s.speaker IS NOT NULL
        GROUP BY s.speaker ORDER BY count(*) DESC, s.speaker LIMIT 1
    ), k.party),
    count(*), count(DISTINCT k.link), count(DISTINCT c.report), min(k.said), max(k.said)
FROM claim_links k JOIN claims c ON c.number = k.claim
WHERE k.party IN ({places}) GROUP BY k.party
"""


def _clear_dirty(scope: _Scope) -> None:
    if scope.whole:
        scope.base.rows("DELETE FROM dirty")
        scope.base.rows("DELETE FROM meta WHERE name = 'stale'")
    else:
        scope.base.many("DELETE FROM dirty WHERE report = ?", ((n,) for n in sorted(scope.numbers.values())))


def _whole(value: Value) -> int:
    return value if isinstance(value, int) else 0
