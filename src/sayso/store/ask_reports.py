"""What is asked about reports: lists, facets, records, versions, traces, decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from sayso.model import Record
from sayso.store.answers import (
    FACETS,
    Decision,
    FacetCount,
    FacetName,
    Page,
    Removal,
    ReportQuery,
    ReportRow,
    ReportSort,
    ReportText,
)
from sayso.store.base import Base, Row, Value, batches, fill
from sayso.store.columns import bound, make_page, make_span, maybe, text, whole
from sayso.store.words import MOST_RANKED, make_match

COLUMNS = (
    "r.id, r.given, r.title, r.outlet, r.published, r.language, r.uri, r.text_sha256, r.sayso, r.words, r.claims,"
    " r.events, r.reader, (SELECT count(*) FROM dirty d WHERE d.report = r.number)"
)

_ORDERS: Mapping[ReportSort, str] = {
    "newest": "r.day DESC, r.id",
    "oldest": "r.day IS NULL, r.day, r.id",
    "title": "r.title IS NULL, r.title, r.id",
    "outlet": "r.outlet IS NULL, r.outlet, r.id",
    "claims": "r.claims DESC, r.id",
}

# bm25 in the order of columns: a hit in the title is worth three in the text.
RANKED_REPORTS = (
    "SELECT number, score FROM (SELECT rowid AS number, bm25(report_words, 3.0, 1.0) AS score"
    f" FROM report_words WHERE report_words MATCH ? LIMIT {MOST_RANKED})"
)


class _Where:
    """Conditions on ``reports r``, and their values."""

    def __init__(self, query: ReportQuery, *, without: FacetName | None = None) -> None:
        self.parts: list[str] = []
        self.values: list[Value] = []
        match = make_match(query.words)
        if match:
            self.add("r.number IN (SELECT rowid FROM report_words WHERE report_words MATCH ?)", match)
        elif query.words.strip():
            self.add("0")
        if query.first:
            self.add("r.day >= ?", query.first[:10])
        if query.last:
            self.add("r.day <= ?", query.last[:10])
        if query.unlinked:
            self.add("r.number IN (SELECT report FROM dirty)")
        for name in FACETS:
            chosen: tuple[str, ...] = getattr(query, name)
            if chosen and name != without:
                some = chosen[:100]
                self.add(
                    f"r.number IN (SELECT report FROM facets WHERE name = ? AND value IN ({fill(len(some))}))",
                    name,
                    *some,
                )

    def add(self, part: str, *values: Value) -> None:
        self.parts.append(part)
        self.values += values

    @property
    def sql(self) -> str:
        return " WHERE " + " AND ".join(self.parts) if self.parts else ""


def list_reports(base: Base, query: ReportQuery, *, sort: ReportSort, page: int, size: int) -> Page[ReportRow]:
    """See `Desk.list_reports`."""
    page, size = bound(page, size)
    where = _Where(query)
    match = make_match(query.words)
    with base.snapshot():
        total = _count(base, query, where)
        if sort == "relevance" and match:
            sql = f"SELECT {COLUMNS} FROM reports r JOIN ({RANKED_REPORTS}) w ON w.number = r.number{where.sql}"
            sql, values = f"{sql} ORDER BY w.score, r.id", [match, *where.values]
        else:
            order = _ORDERS["newest" if sort == "relevance" else sort]
            sql, values = f"SELECT {COLUMNS} FROM reports r{where.sql} ORDER BY {order}", where.values
        rows = base.rows(f"{sql} LIMIT ? OFFSET ?", (*values, size, (page - 1) * size))
        return make_page(_make_rows(base, rows), total, page, size)


def count_facets(base: Base, query: ReportQuery, *, most: int) -> Mapping[FacetName, tuple[FacetCount, ...]]:
    """See `Desk.count_facets`."""
    with base.snapshot():
        return {name: _count_facet(base, query, name, min(max(most, 1), 500)) for name in FACETS}


def get_report(base: Base, report: str) -> ReportRow | None:
    """See `Desk.get_report`."""
    return next(iter(get_reports(base, [report]).values()), None)


def get_reports(base: Base, reports: Sequence[str]) -> dict[str, ReportRow]:
    """See `Desk.get_reports`."""
    found: list[ReportRow] = []
    with base.snapshot():
        for some in batches([*reports]):
            sql = f"SELECT {COLUMNS} FROM reports r WHERE r.id IN ({fill(len(some))})"
            found += _make_rows(base, base.rows(sql, some))
    return {row.id: row for row in found}


def get_record(base: Base, report: str) -> Record | None:
    """See `Desk.get_record`."""
    row = base.one(f"{_RECORDS} WHERE r.id = ?", (report,))
    return _unpack(base, row) if row else None


def iter_records(base: Base, reports: Sequence[str] | None) -> Iterator[Record]:
    """See `Desk.iter_records`."""
    if reports is None:
        reports = [text(row[0]) for row in base.rows("SELECT id FROM reports")]
    for some in batches(sorted(set(reports))):
        # Few at a time: a record can be large.
        for at in range(0, len(some), 50):
            few = some[at : at + 50]
            rows = base.rows(f"{_RECORDS} WHERE r.id IN ({fill(len(few))}) ORDER BY r.id", few)
            yield from (_unpack(base, row) for row in rows)


def read_texts(base: Base, reports: Sequence[str]) -> dict[str, ReportText]:
    """See `Desk.read_texts`."""
    found: dict[str, ReportText] = {}
    for some in batches(sorted(set(reports))):
        rows = base.rows(
            "SELECT r.id, r.language, t.text FROM reports r JOIN texts t ON t.report = r.number"
            f" WHERE r.id IN ({fill(len(some))}) ORDER BY r.id",
            some,
        )
        found |= {text(id): ReportText(maybe(language), text(words)) for id, language, words in rows}
    return found


def list_versions(base: Base, report: str) -> tuple[ReportRow, ...]:
    """See `Desk.list_versions`."""
    with base.snapshot():
        rows = base.rows(
            f"SELECT {COLUMNS} FROM reports r WHERE r.address = (SELECT address FROM reports WHERE id = ?)"
            " ORDER BY r.published IS NULL, r.published, r.id LIMIT 500",
            (report,),
        )
        return tuple(_make_rows(base, rows)) if len(rows) > 1 else ()


def list_removals(base: Base) -> tuple[Removal, ...]:
    """See `Desk.list_removals`."""
    rows = base.rows("SELECT id, text_sha256, uri, outlet, title, published, time FROM removals ORDER BY number")
    return tuple(Removal(text(row[0]), text(row[1]), *(maybe(value) for value in row[2:])) for row in rows)


def list_decisions(base: Base, text_sha256: str, *, kind: str | None) -> tuple[Decision, ...]:
    """See `Desk.decisions`."""
    sql = "SELECT number, text_sha256, kind, first, last, ruling, value, who, time FROM decisions WHERE text_sha256 = ?"
    sql, values = (sql, [text_sha256]) if kind is None else (f"{sql} AND kind = ?", [text_sha256, kind])
    return tuple(
        Decision(whole(number), text(sha), text(about), make_span(first, last), text(ruling), *(maybe(v) for v in rest))
        for number, sha, about, first, last, ruling, *rest in base.rows(f"{sql} ORDER BY number", values)
    )


_RECORDS = (
    "SELECT d.data, t.text FROM reports r JOIN records d ON d.report = r.number JOIN texts t ON t.report = r.number"
)


def _unpack(base: Base, row: Row) -> Record:
    record = base.unpack(row[0], Record)
    if record.report.text:
        return record
    return msgspec.structs.replace(record, report=msgspec.structs.replace(record.report, text=text(row[1])))


def _count(base: Base, query: ReportQuery, where: _Where) -> int:
    key = ("reports", query)
    known = base.recall(key)
    if isinstance(known, int):
        return known
    total = base.number(f"SELECT count(*) FROM reports r{where.sql}", where.values)
    base.keep(key, total)
    return total


def _count_facet(base: Base, query: ReportQuery, name: FacetName, most: int) -> tuple[FacetCount, ...]:
    where = _Where(query, without=name)
    key = ("facet", name, most, where.sql, tuple(where.values))
    known = base.recall(key)
    if isinstance(known, tuple):
        return known
    inner = f" AND f.report IN (SELECT r.number FROM reports r{where.sql})" if where.parts else ""
    rows = base.rows(
        f"SELECT f.value, count(*) FROM facets f WHERE f.name = ?{inner}"
        " GROUP BY f.value ORDER BY count(*) DESC, f.value LIMIT ?",
        (name, *where.values, most),
    )
    labels = _label_speakers(base, [row[0] for row in rows]) if name == "speaker" else {}
    counts = tuple(FacetCount(text(v), labels.get(text(v), text(v)), whole(n)) for v, n in rows)
    base.keep(key, counts)
    return counts


def _label_speakers(base: Base, keys: Sequence[Value]) -> dict[str, str]:
    rows = base.rows(f"SELECT key, name FROM speakers WHERE key IN ({fill(len(keys))})", keys)
    return {text(key): text(name) for key, name in rows}


def _make_rows(base: Base, rows: list[Row]) -> list[ReportRow]:
    families = _find_families(base, [row[0] for row in rows])
    return [_make_row(row, *families.get(text(row[0]), (None, 0))) for row in rows]


def _make_row(row: Row, family: str | None, copies: int) -> ReportRow:
    id, given, title, outlet, published, language, uri, sha, sayso, words, claims, events, *rest = row
    return ReportRow(
        id=text(id),
        given=None if given == id else maybe(given),
        title=maybe(title),
        outlet=maybe(outlet),
        published=maybe(published),
        language=maybe(language),
        uri=maybe(uri),
        text_sha256=text(sha),
        sayso=text(sayso),
        words=whole(words),
        claims=whole(claims),
        events=whole(events),
        family=family,
        copies=copies,
        linked=not rest[1],
        reader=text(rest[0]),
    )


def _find_families(base: Base, reports: Sequence[Value]) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for some in batches(reports):
        rows = base.rows(
            "SELECT r.id, l.id, f.reports FROM reports r JOIN link_reports m ON m.report = r.number AND m.member"
            " JOIN families f ON f.link = m.link JOIN links l ON l.number = m.link"
            f" WHERE r.id IN ({fill(len(some))}) ORDER BY l.id DESC",
            some,
        )
        found |= {text(report): (text(family), whole(count)) for report, family, count in rows}
    return found
