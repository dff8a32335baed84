"""What an id, or the beginning of one, stands for."""

from __future__ import annotations

from sayso.store.answers import Found, FoundKind
from sayso.store.base import Base, Row, Value
from sayso.store.columns import maybe, text

# Table, kind, and the table that ties it to a statement or incident.
_PARTS: tuple[tuple[str, FoundKind, str, str], ...] = (
    ("claims", "claim", "claim_links", "claim"),
    ("events", "event", "event_links", "event"),
    ("tolls", "toll", "toll_links", "toll"),
)
_LINKS: tuple[FoundKind, ...] = ("statement", "incident", "family", "contradiction")
_LAST = "\U0010ffff"


def find_ref(base: Base, id: str, *, report: str | None) -> tuple[Found, ...]:
    """See `Desk.find_ref`."""
    found = _find_parts(base, "= ?", [id], 500)
    return tuple(one for one in found if report is None or one.report == report)


def find_id(base: Base, prefix: str, *, most: int) -> tuple[Found, ...]:
    """See `Desk.find_id`."""
    most = min(max(most, 1), 500)
    with base.snapshot():
        exact = _find(base, "= ?", [prefix], most)
        if exact or not prefix:
            return exact
        return _find(base, "BETWEEN ? AND ?", [prefix, prefix + _LAST], most)


def find_text(base: Base, text_sha256: str, *, most: int) -> tuple[str, ...]:
    """See `Desk.find_text`."""
    sql = "SELECT id FROM reports WHERE text_sha256 = ? ORDER BY id LIMIT ?"
    return tuple(text(row[0]) for row in base.rows(sql, (text_sha256, min(max(most, 1), 500))))


def map_links(base: Base, report: str) -> dict[str, str]:
    """See `Desk.map_links`."""
    found: dict[str, str] = {}
    for table, _, ties, column in _PARTS:
        rows = base.rows(
            f"SELECT p.id, l.id FROM reports r JOIN {table} p ON p.report = r.number"
            f" JOIN {ties} k ON k.{column} = p.number JOIN links l ON l.number = k.link WHERE r.id = ?",
            (report,),
        )
        found |= {text(id): text(link) for id, link in rows}
    return found


def _find(base: Base, test: str, values: list[Value], most: int) -> tuple[Found, ...]:
    reports = base.rows(
        f"SELECT id FROM reports WHERE id {test} UNION SELECT id FROM reports WHERE given {test} ORDER BY id LIMIT ?",
        (*values, *values, most),
    )
    found = [Found("report", text(row[0]), report=text(row[0])) for row in reports]
    found += _find_parts(base, test, values, most)
    for kind in _LINKS:
        rows = base.rows(
            f"SELECT id FROM links WHERE kind = ? AND id {test} ORDER BY id LIMIT ?", (kind, *values, most)
        )
        found += [Found(kind, text(row[0]), link=text(row[0])) for row in rows]
    return tuple(found[:most])


def _find_parts(base: Base, test: str, values: list[Value], most: int) -> list[Found]:
    found = []
    for table, kind, ties, column in _PARTS:
        rows: list[Row] = base.rows(
            f"SELECT p.id, r.id, l.id FROM {table} p JOIN reports r ON r.number = p.report"
            f" LEFT JOIN {ties} k ON k.{column} = p.number LEFT JOIN links l ON l.number = k.link"
            f" WHERE p.id {test} ORDER BY p.id, r.id LIMIT ?",
            (*values, most),
        )
        found += [Found(kind, text(id), report=text(report), link=maybe(link)) for id, report, link in rows]
    return found
