"""Counts over a record, for the foot of its summary."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from sayso.model import Claim, Record, Span

_WORD = re.compile(r"\S*\w\S*")


class Digest(msgspec.Struct, frozen=True):
    """Counts over one record, or over several added up.

    ``sources`` counts different speakers (or words of a source, where the speaker is unknown); ``attributed`` the
    words that begin inside the content of a claim. Words are runs without blanks that hold a letter or digit.
    """

    words: int
    attributed: int
    claims: int
    sources: int
    sourceless: int
    issues: int

    def __add__(self, other: Digest) -> Digest:
        """Both counts together. Sources of different records are not compared, so they simply add up."""
        mine, theirs = msgspec.structs.astuple(self), msgspec.structs.astuple(other)
        return Digest(*(a + b for a, b in zip(mine, theirs, strict=True)))


def digest_record(record: Record) -> Digest:
    """Count the words, claims and issues of a record."""
    text = record.report.text
    starts = [match.start() for match in _WORD.finditer(text)]
    sources = [_name_source(claim, text) for claim in record.claims]
    return Digest(
        words=len(starts),
        attributed=_count_inside(starts, (span for claim in record.claims for span in claim.content)),
        claims=len(record.claims),
        sources=len({source for source in sources if source}),
        sourceless=sources.count(""),
        issues=len(record.issues),
    )


def _name_source(claim: Claim, text: str) -> str:
    if claim.speaker is not None:
        return claim.speaker
    return claim.source.text(text).casefold() if claim.source is not None else ""


def _count_inside(starts: list[int], spans: Iterable[Span]) -> int:
    """How many of ``starts`` (ascending) lie in at least one of the spans."""
    inside, at = 0, 0
    for span in sorted(spans):
        while at < len(starts) and starts[at] < span.start:
            at += 1
        while at < len(starts) and starts[at] < span.end:
            inside, at = inside + 1, at + 1
    return inside
