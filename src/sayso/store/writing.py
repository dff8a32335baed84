"""A desk to write to. Each call that changes something is one transaction: done whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import apsw
import msgspec

from sayso.errors import SaysoError
from sayso.model import Links, Record, Report, Span, make_id
from sayso.store import ask_reports
from sayso.store.answers import Added, Removal, ReportRow
from sayso.store.base import Base, Row, fill
from sayso.store.desk import Desk
from sayso.store.link_writing import drop_links, replace_links
from sayso.store.packing import clean
from sayso.store.rows import Flat, flatten, make_identity

_LONGEST_ID = 200
_REPORT_COLUMNS = (
    "id, given, identity, text_sha256, uri, address, outlet, title, published, day, language, words, claims, events,"
    " sayso, reader"
)


class DeskWriter(Desk):
    """An open desk that can be changed; no other process can change it until it is closed."""

    def __init__(self, base: Base, lock: apsw.Connection) -> None:
        super().__init__(base)
        self._lock = lock

    def close(self) -> None:
        """Close the file, and let others write."""
        try:
            super().close()
        finally:
            self._lock.close()

    def find_report(self, report: Report) -> ReportRow | None:
        """The report of the desk that is the same as ``report``, read or not; None where there is none."""
        row = self._base.one("SELECT id FROM reports WHERE identity = ?", (make_identity(report),))
        return self.get_report(str(row[0])) if row else None

    def add(self, records: Sequence[Record], *, reader: str = "", again: bool = False) -> tuple[Added, ...]:
        """Put records on the desk, all of them or, where this raises, none; what became of each.

        A report that is there keeps its record unless the new one is of a newer Sayso or ``again`` is true. ``reader``
        names the model that read them, "" where that is unknown. Raises SaysoError SAY-805.
        """
        with self._change():
            return tuple(self._add_one(record, reader=reader, again=again) for record in records)

    def remove(self, report: str, *, when: str | None = None) -> Removal | None:
        """Take a report off the desk; what was linked to it is to be linked anew. Its trace, None for an unknown id.

        ``when`` is a time to keep with the trace. Decisions on its text stay.
        """
        with self._change():
            row = self._base.one(
                "SELECT number, id, identity, text_sha256, uri, outlet, title, published FROM reports WHERE id = ?",
                (report,),
            )
            if row is None:
                return None
            number, *trace = row
            drop_links(self._base, [_whole(number)])
            self._base.rows("DELETE FROM reports WHERE number = ?", (number,))
            self._base.rows("INSERT OR REPLACE INTO meta VALUES ('stale', x'01')")
            self._base.rows(
                "INSERT INTO removals (id, identity, text_sha256, uri, outlet, title, published, time)"
                f" VALUES ({fill(8)})",
                (*trace, when),
            )
            return ask_reports.list_removals(self._base)[-1]

    def decide(
        self,
        text_sha256: str,
        kind: str,
        ruling: str,
        *,
        span: Span | None = None,
        value: str | None = None,
        who: str | None = None,
        when: str | None = None,
    ) -> int:
        """Write down what a human ruled on the characters ``span`` of a text; the number of the ruling.

        ``kind`` is what the ruling is about ("claim", "speaker" ...), ``ruling`` what was ruled ("accepted"), ``value``
        the value set, if any. Rulings are never changed: a later one on the same span and kind takes its place.
        """
        with self._change():
            self._base.rows(
                f"INSERT INTO decisions (text_sha256, kind, first, last, ruling, value, who, time) VALUES ({fill(8)})",
                (
                    text_sha256,
                    kind,
                    *((None, None) if span is None else (span.start, span.end)),
                    ruling,
                    value,
                    who,
                    when,
                ),
            )
            return self._base.connection.last_insert_rowid()

    def list_unlinked(self) -> tuple[str, ...]:
        """Ids of reports whose links are not up to date, sorted."""
        sql = "SELECT r.id FROM dirty d JOIN reports r ON r.number = d.report ORDER BY r.id"
        return tuple(str(row[0]) for row in self._base.rows(sql))

    def is_linked(self) -> bool:
        """Whether no report came, changed or went since the links were found."""
        unlinked = "SELECT EXISTS (SELECT 1 FROM dirty) OR EXISTS (SELECT 1 FROM meta WHERE name = 'stale')"
        return not self._base.number(unlinked)

    def mark_unlinked(self) -> None:
        """Have all reports linked anew."""
        with self._change():
            self._base.rows("INSERT OR IGNORE INTO dirty SELECT number FROM reports")

    def replace_links(self, links: Links, *, reports: Iterable[str] | None = None) -> int:
        """Put the links of ``reports`` (None: of all) in place of those that the desk has; how many changed.

        ``links`` is all that is found between these reports, and nothing links them to others. They count as linked
        from then on. Raises ValueError where a link speaks of a report that is not among them.
        """
        with self._change():
            return replace_links(self._base, links, None if reports is None else tuple(reports))

    @contextmanager
    def _change(self) -> Iterator[None]:
        try:
            with self._base.transaction():
                yield
        except (apsw.FullError, apsw.IOError, apsw.ReadOnlyError, apsw.BusyError) as error:
            raise SaysoError("SAY-805", path=self.path, reason=str(error)) from error

    def _add_one(self, record: Record, *, reader: str, again: bool) -> Added:
        given = record.report.id
        identity = make_identity(record.report)
        there = self._base.one("SELECT number, id, given, sayso FROM reports WHERE identity = ?", (identity,))
        if there is None:
            id = self._choose_id(record.report, identity)
            number = self._insert(_name(record, id), identity=identity, given=given, reader=reader)
            self._base.rows("INSERT INTO dirty VALUES (?)", (number,))
            back = self._base.one("SELECT 1 FROM removals WHERE identity = ?", (identity,))
            return Added(id, given, "again" if back else "added" if id == given else "renamed")
        number, id, kept, version = _whole(there[0]), str(there[1]), str(there[2]), str(there[3])
        if not again and not is_newer(record.sayso, version):
            return Added(id, given, "there")
        drop_links(self._base, [number])
        self._replace(number, flatten(
            _name(record, id), identity=identity, given=kept, reader=reader, dictionary=self._base.dictionary
        ))  # fmt: skip
        return Added(id, given, "replaced")

    def _choose_id(self, report: Report, identity: bytes) -> str:
        """The report's own id; where another report has it, with part of a hash of what tells the two apart."""
        id = clean(report.id)
        if len(id) > _LONGEST_ID:
            id = f"{id[:_LONGEST_ID]}~{identity.hex()[:8]}"
        if self._base.one("SELECT 1 FROM reports WHERE id = ?", (id,)) is None:
            return id
        return f"{id}~{make_id('report', id, identity.hex())[-8:]}"

    def _insert(self, record: Record, *, identity: bytes, given: str, reader: str) -> int:
        flat = flatten(record, identity=identity, given=given, reader=reader, dictionary=self._base.dictionary)
        self._base.rows(f"INSERT INTO reports ({_REPORT_COLUMNS}) VALUES ({fill(16)})", flat.report)
        number = self._base.connection.last_insert_rowid()
        self._base.rows("INSERT INTO texts VALUES (?, ?, ?)", (number, *flat.text))
        self._insert_parts(number, flat)
        return number

    def _replace(self, number: int, flat: Flat) -> None:
        sets = ", ".join(f"{column.strip()} = ?" for column in _REPORT_COLUMNS.split(","))
        self._base.rows(f"UPDATE reports SET {sets} WHERE number = ?", (*flat.report, number))
        self._base.rows("UPDATE texts SET title = ?, text = ? WHERE report = ?", (*flat.text, number))
        for table in ("records", "claims", "events", "tolls", "facets"):
            self._base.rows(f"DELETE FROM {table} WHERE report = ?", (number,))
        self._insert_parts(number, flat)

    def _insert_parts(self, number: int, flat: Flat) -> None:
        self._base.rows("INSERT INTO records VALUES (?, ?)", (number, flat.record))
        for into, rows in (
            ("claims (report, id, speaker, content, quotation, kind, stance, said, first, last)", flat.claims),
            ("events (report, id, type, mode, realis, earliest, latest, place, country, first, last)", flat.events),
            ("tolls (report, id, kind, low, high, first, last)", flat.tolls),
            ("facets (report, name, value)", flat.facets),
        ):
            self._insert_rows(into, number, rows)

    def _insert_rows(self, into: str, number: int, rows: Sequence[Row]) -> None:
        if rows:
            self._base.many(f"INSERT INTO {into} VALUES ({fill(len(rows[0]) + 1)})", ((number, *row) for row in rows))


def is_newer(version: str, than: str) -> bool:
    """Whether a version of Sayso such as "0.10.0" comes after another; what is no number counts as 0."""
    return _split(version) > _split(than)


def _split(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdecimal() and len(part) < 10 else 0 for part in version.split(".")[:6])


def _name(record: Record, id: str) -> Record:
    """The record with the id that its report has on the desk."""
    if record.report.id == id:
        return record
    return msgspec.structs.replace(record, report=msgspec.structs.replace(record.report, id=id))


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
