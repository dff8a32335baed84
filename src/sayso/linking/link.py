"""All links between reports: copies first, then what they share, then where it comes from and where it differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sayso.linking.contradictions import find_contradictions
from sayso.linking.copies import find_copies
from sayso.linking.incidents import join_events
from sayso.linking.origins import trace_origins
from sayso.linking.parties import PartyFinder
from sayso.linking.statements import join_claims
from sayso.model import Links, Record

STEPS = ("copies", "statements", "incidents", "origins", "contradictions")


def link_reports(records: Sequence[Record], *, advance: Callable[[str, int, int], None] | None = None) -> Links:
    """Everything that is found between these reports, whatever their order; near-linear in their number.

    Ids of reports must differ. Reports that lack what a linker looks at (dates, places) have fewer links, never an
    error. ``advance`` is told of each step before it begins: its name, how many are done, and of how many.
    """

    def begin(number: int) -> None:
        if advance is not None:
            advance(STEPS[number], number, len(STEPS))

    ordered = sorted(records, key=lambda record: record.report.id)
    finders = {record.report.id: PartyFinder(record) for record in ordered}
    begin(0)
    families, credits = find_copies(ordered)
    begin(1)
    statements = join_claims(ordered, families, finders=finders)
    begin(2)
    incidents = join_events(ordered, families)
    begin(3)
    provenances = trace_origins(ordered, families, credits, statements, incidents, finders=finders)
    begin(4)
    ladders, contradictions = find_contradictions(ordered, families, statements, incidents, provenances)
    return Links(
        families=families,
        credits=credits,
        statements=statements,
        incidents=incidents,
        provenances=provenances,
        ladders=ladders,
        contradictions=contradictions,
    )
