"""A report read once more with everything on the board kept, so that a claim can be explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from sayso.codebook import EventBook
from sayso.gazetteer import Gazetteer
from sayso.lang import SourceBook
from sayso.model import (
    Attribution,
    Attributions,
    Claim,
    Issue,
    Link,
    Mark,
    Record,
    Report,
    Resolution,
    Span,
    Syntax,
    Tokens,
)
from sayso.parse import Reader
from sayso.pipeline.order import order_claims
from sayso.pipeline.run import make_record, run_stages
from sayso.pipeline.stages import STAGES, Stage
from sayso.places import Areas


class Trace(msgspec.Struct, frozen=True, eq=False):
    """A record and what the stages wrote on the way to it.

    What a failed stage did not write is empty, or None. ``claims`` are those of the record in the order in which they
    are numbered, from 1.
    """

    record: Record
    claims: tuple[Claim, ...]
    tokens: Tokens | None
    syntax: Syntax | None
    attributions: Attributions
    joined: tuple[Attribution, ...]
    speakers: tuple[Resolution | None, ...]

    def number(self, claim_id: str | None) -> int | None:
        """The number of a claim of the record; None where it has none of that id."""
        return next((n for n, claim in enumerate(self.claims, 1) if claim.id == claim_id), None)

    def find_joined(self, claim: Claim) -> int | None:
        """The number, in ``joined`` and ``speakers``, of the attribution that became ``claim``; None where unknown."""
        ids = [known.id for known in self.record.claims]
        if len(ids) == len(self.joined) and claim.id in ids:
            return ids.index(claim.id)
        return next((i for i, a in enumerate(self.joined) if a.cue and self.place(a.cue) == claim.cue), None)

    def place(self, mark: Mark) -> Span | None:
        """The characters of a mark."""
        return self.tokens.span(mark.first, mark.last) if self.tokens is not None else None

    def list_links(self, cue: Mark | None) -> Iterator[tuple[Mark, Link]]:
        """The sources and contents that the reader linked to a cue, the strongest first."""
        marks = self.attributions.marks
        at = {i for i, mark in enumerate(marks) if cue is not None and _same(mark, cue)}
        links = sorted(
            (link for link in self.attributions.links if link.cue in at), key=lambda k: (-k.confidence, k.mark)
        )
        yield from ((marks[link.mark], link) for link in links)


def trace_report(
    report: Report,
    *,
    reader: Reader,
    issues: Sequence[Issue] = (),
    stages: Sequence[Stage] = STAGES,
    codebook: SourceBook | None = None,
    gazetteer: Gazetteer | None = None,
    areas: Areas | None = None,
    book: EventBook | None = None,
) -> Trace:
    """Read a report as `read_report` does, and keep what led to its record."""
    given = {
        "report": report,
        "reader": reader,
        "codebook": codebook,
        "gazetteer": gazetteer,
        "areas": areas,
        "book": book,
    }
    board = run_stages(given, stages)
    record = make_record(report, board, issues=issues)
    return make_trace(record, board)


def make_trace(record: Record, board: dict[str, Any]) -> Trace:
    """The trace of a record from the board that it was made of."""
    return Trace(
        record=record,
        claims=tuple(order_claims(record.claims)),
        tokens=board.get("tokens"),
        syntax=board.get("syntax"),
        attributions=board.get("attributions", Attributions()),
        joined=tuple(board.get("joined", ())),
        speakers=tuple(board.get("speakers", ())),
    )


def _same(one: Mark, other: Mark) -> bool:
    return (one.role, one.first, one.last) == (other.role, other.first, other.last)
