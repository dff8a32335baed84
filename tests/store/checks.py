"""What must hold of every desk at every moment."""

from __future__ import annotations

import zlib

import msgspec

from sayso.store import DeskWriter

_ORPHANS = (
    "SELECT count(*) FROM reports r LEFT JOIN texts t ON t.report = r.number WHERE t.report IS NULL",
    "SELECT count(*) FROM reports r LEFT JOIN records d ON d.report = r.number WHERE d.report IS NULL",
    "SELECT count(*) FROM reports r WHERE r.claims <> (SELECT count(*) FROM claims c WHERE c.report = r.number)",
    "SELECT count(*) FROM reports r WHERE r.events <> (SELECT count(*) FROM events e WHERE e.report = r.number)",
    "SELECT count(*) FROM links l WHERE NOT EXISTS (SELECT 1 FROM link_reports m WHERE m.link = l.number)",
    # a report that is linked has its claims, events and tolls in links
    "SELECT count(*) FROM claims c LEFT JOIN claim_links k ON k.claim = c.number"
    " WHERE k.claim IS NULL AND c.report NOT IN (SELECT report FROM dirty)",
    "SELECT count(*) FROM events c LEFT JOIN event_links k ON k.event = c.number"
    " WHERE k.event IS NULL AND c.report NOT IN (SELECT report FROM dirty)",
    "SELECT count(*) FROM tolls c LEFT JOIN toll_links k ON k.toll = c.number"
    " WHERE k.toll IS NULL AND c.report NOT IN (SELECT report FROM dirty)",
    # speakers are counted as their claims are
    "SELECT count(*) FROM speakers s WHERE s.claims <> (SELECT count(*) FROM claim_links k WHERE k.party = s.key)",
    "SELECT count(DISTINCT party) - (SELECT count(*) FROM speakers) FROM claim_links WHERE party IS NOT NULL",
)


def list_faults(desk: DeskWriter) -> list[str]:
    """All that is wrong with a desk; nothing where it is sound."""
    base = desk._base
    faults = [str(row[0]) for row in base.rows("PRAGMA integrity_check") if row[0] != "ok"]
    faults += [f"foreign key: {row!r}" for row in base.rows("PRAGMA foreign_key_check")]
    faults += [f"{sql}: {count}" for sql in _ORPHANS if (count := base.number(sql))]
    for table in ("report_words", "claim_words", "incident_words"):
        # raises where the index and the table that it is of differ
        base.rows(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
    reports = {record.report.id for record in desk.iter_records()}
    for kind, id, data in base.rows("SELECT kind, id, data FROM links"):
        spoken = set(_list_reports(base.dictionary, str(kind), data))
        faults += [f"{kind!r} {id!r} speaks of {report}" for report in spoken - reports]
    return faults


def _list_reports(dictionary: bytes, kind: str, data: object) -> list[str]:
    if not isinstance(data, bytes):
        return []
    stretch = zlib.decompressobj(zdict=dictionary)
    return _walk(msgspec.json.decode(stretch.decompress(data) + stretch.flush()))


def _walk(value: object, key: str = "") -> list[str]:
    if isinstance(value, dict):
        return [found for name, inner in value.items() for found in _walk(inner, name)]
    if isinstance(value, list):
        return [found for inner in value for found in _walk(inner, key)]
    return [value] if key in {"report", "reports", "held", "root"} and isinstance(value, str) else []
