"""Full-text search over reports and claims."""

from __future__ import annotations

from sayso.store.answers import ClaimHit, Page, ReportHit
from sayso.store.ask_claims import get_claims
from sayso.store.ask_reports import RANKED_REPORTS, get_reports
from sayso.store.base import Base, Value, fill
from sayso.store.columns import bound, degrees, make_page, text, whole
from sayso.store.words import CLOSE, MOST_RANKED, OPEN, find_snippet, make_match

# A hit in the name of the speaker is worth as much as one in the content.
_RANKED_CLAIMS = (
    "SELECT number, score FROM (SELECT rowid AS number, bm25(claim_words, 1.0, 1.0) AS score"
    f" FROM claim_words WHERE claim_words MATCH ? LIMIT {MOST_RANKED})"
)


def search_reports(base: Base, words: str, *, page: int, size: int) -> Page[ReportHit]:
    """See `Desk.search`."""
    page, size = bound(page, size)
    match = make_match(words)
    if not match:
        return make_page([], 0, page, size)
    with base.snapshot():
        total = _count(base, "report_words", match)
        rows = base.rows(
            f"SELECT w.number, w.score, r.id FROM ({RANKED_REPORTS}) w JOIN reports r ON r.number = w.number"
            " ORDER BY w.score, r.id LIMIT ? OFFSET ?",
            (match, size, (page - 1) * size),
        )
        reports = get_reports(base, [text(row[2]) for row in rows])
        marked = _mark(base, "report_words", 1, match, [row[0] for row in rows])
        hits = [
            ReportHit(reports[text(id)], -(degrees(score) or 0.0), find_snippet(marked.get(whole(number), "")))
            for number, score, id in rows
        ]
        return make_page(hits, total, page, size)


def search_claims(base: Base, words: str, *, page: int, size: int) -> Page[ClaimHit]:
    """See `Desk.search_claims`."""
    page, size = bound(page, size)
    match = make_match(words)
    if not match:
        return make_page([], 0, page, size)
    with base.snapshot():
        total = _count(base, "claim_words", match)
        rows = base.rows(
            f"SELECT w.number, w.score FROM ({_RANKED_CLAIMS}) w JOIN claims c ON c.number = w.number"
            " JOIN reports r ON r.number = c.report ORDER BY w.score, r.id, c.first, c.id LIMIT ? OFFSET ?",
            (match, size, (page - 1) * size),
        )
        claims = get_claims(base, [row[0] for row in rows])
        marked = _mark(base, "claim_words", 0, match, [row[0] for row in rows])
        hits = [
            ClaimHit(claims[whole(number)], -(degrees(score) or 0.0), find_snippet(marked.get(whole(number), "")))
            for number, score in rows
        ]
        return make_page(hits, total, page, size)


def _count(base: Base, table: str, match: str) -> int:
    key = ("words", table, match)
    known = base.recall(key)
    if isinstance(known, int):
        return known
    total = base.number(f"SELECT count(*) FROM {table} WHERE {table} MATCH ?", (match,))
    base.keep(key, total)
    return total


def _mark(base: Base, table: str, column: int, match: str, numbers: list[Value]) -> dict[int, str]:
    """The texts with the hits marked.

    SQLite looks the words up again for each rowid asked for; where one stands for many (``*``) that is dear, and with
    ``+`` in front it passes over all hits once.
    """
    if not numbers:
        return {}
    once = "+" if "*" in match else ""
    rows = base.rows(
        f"SELECT rowid, highlight({table}, ?, ?, ?) FROM {table}"
        f" WHERE {table} MATCH ? AND {once}rowid IN ({fill(len(numbers))})",
        (column, OPEN, CLOSE, match, *numbers),
    )
    return {whole(number): text(marked) for number, marked in rows}
