"""What is asked about claims, speakers and statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.model import Contradiction
from sayso.store.answers import ClaimRow, Page, SpeakerRow, SpeakerSort, StatementView
from sayso.store.base import Base, Row, Value, batches, fill
from sayso.store.columns import bound, make_page, make_span, maybe, text, whole
from sayso.store.link_rows import HeldStatement

_CLAIMS = (
    "SELECT c.number, r.id, c.id, l.id, c.speaker, k.party, c.content, c.quotation, c.kind, c.stance, c.said, r.outlet,"
    " r.title, r.published, c.first, c.last FROM claims c JOIN reports r ON r.number = c.report"
    " LEFT JOIN claim_links k ON k.claim = c.number LEFT JOIN links l ON l.number = k.link"
)

_SPEAKER_ORDERS: Mapping[SpeakerSort, str] = {
    "claims": "claims DESC, key",
    "reports": "reports DESC, key",
    "name": "name, key",
}


def get_claims(base: Base, numbers: Sequence[Value]) -> dict[int, ClaimRow]:
    """Claims by their number in the table."""
    found: list[Row] = []
    for some in batches(numbers):
        found += base.rows(f"{_CLAIMS} WHERE c.number IN ({fill(len(some))})", some)
    return {whole(row[0]): _make_claim(row) for row in found}


def list_claims(base: Base, report: str) -> tuple[ClaimRow, ...]:
    """See `Desk.list_claims`."""
    return tuple(_make_claim(row) for row in base.rows(f"{_CLAIMS} WHERE r.id = ? ORDER BY c.number", (report,)))


def list_speakers(base: Base, words: str, *, sort: SpeakerSort, page: int, size: int) -> Page[SpeakerRow]:
    """See `Desk.list_speakers`."""
    page, size = bound(page, size)
    where, values = "", []
    for word in words.split()[:16]:
        where += f" {'AND' if where else 'WHERE'} name LIKE ? ESCAPE '!'"
        values.append("%" + word[:100].replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%")
    with base.snapshot():
        total = base.number(f"SELECT count(*) FROM speakers{where}", values)
        rows = base.rows(
            f"SELECT key, name, claims, statements, reports, first, last FROM speakers{where}"
            f" ORDER BY {_SPEAKER_ORDERS[sort]} LIMIT ? OFFSET ?",
            (*values, size, (page - 1) * size),
        )
    return make_page([_make_speaker(row) for row in rows], total, page, size)


def get_speaker(base: Base, key: str) -> SpeakerRow | None:
    """See `Desk.get_speaker`."""
    row = base.one("SELECT key, name, claims, statements, reports, first, last FROM speakers WHERE key = ?", (key,))
    return _make_speaker(row) if row else None


def list_claims_of(
    base: Base, key: str, *, first: str | None, last: str | None, page: int, size: int
) -> Page[ClaimRow]:
    """See `Desk.list_claims_of`."""
    page, size = bound(page, size)
    where, values = "k.party = ?", [key]
    for sign, day in ((">=", first), ("<=", last)):
        if day:
            where += f" AND k.said {sign} ?"
            values.append(day[:10])
    with base.snapshot():
        total = base.number(f"SELECT count(*) FROM claim_links k WHERE {where}", values)
        rows = base.rows(
            f"{_CLAIMS} WHERE {where} ORDER BY k.said, r.published, r.id, c.first, c.id LIMIT ? OFFSET ?",
            (*values, size, (page - 1) * size),
        )
    return make_page([_make_claim(row) for row in rows], total, page, size)


def get_statement(base: Base, statement: str) -> StatementView | None:
    """See `Desk.get_statement`."""
    with base.snapshot():
        row = base.one("SELECT number, data FROM links WHERE kind = 'statement' AND id = ?", (statement,))
        if row is None:
            return None
        held = base.unpack(row[1], HeldStatement)
        claims = base.rows(
            f"{_CLAIMS} WHERE k.link = ? ORDER BY r.published IS NULL, r.published, r.id, c.first LIMIT 500", (row[0],)
        )
        about = list_contradictions_about(base, statement)
    return StatementView(held.statement, held.provenance, about, tuple(_make_claim(claim) for claim in claims))


def list_contradictions_about(base: Base, of: str) -> tuple[Contradiction, ...]:
    """The contradictions that are about an incident or statement, by kind and id."""
    rows = base.rows(
        "SELECT l.data FROM contradictions c JOIN links l ON l.number = c.link WHERE c.of = ?"
        " ORDER BY c.kind, l.id LIMIT 500",
        (of,),
    )
    return tuple(base.unpack(row[0], Contradiction) for row in rows)


def _make_claim(row: Row) -> ClaimRow:
    _, report, id, statement, speaker, party, content, *rest = row
    quotation, kind, stance, said, outlet, title, published, *span = rest
    return ClaimRow(
        report=text(report),
        id=text(id),
        statement=maybe(statement),
        speaker=maybe(speaker) or None,
        party=maybe(party),
        content=text(content),
        quotation=text(quotation),
        kind=maybe(kind),
        stance=maybe(stance),
        said=maybe(said),
        outlet=maybe(outlet),
        title=maybe(title),
        published=maybe(published),
        span=make_span(*span),
    )


def _make_speaker(row: Row) -> SpeakerRow:
    key, name, claims, statements, reports, first, last = row
    counts = whole(claims), whole(statements), whole(reports)
    return SpeakerRow(text(key), text(name), *counts, maybe(first), maybe(last))
