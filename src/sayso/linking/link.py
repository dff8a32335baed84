"""All links between reports: copies first, then what they share, then where it comes from and where it differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from sayso.linking.contradictions import find_contradictions
from sayso.linking.copies import find_copies
from sayso.linking.incidents import join_events
from sayso.linking.origins import Tracer
from sayso.linking.parties import PartyFinder
from sayso.linking.statements import join_claims
from sayso.model import Family, Incident, Links, Record

STEPS = ("copies", "statements", "incidents", "origins", "contradictions")


class Joins(Protocol):
    """Somebody who joins the incidents of the same reports meanwhile; see `sayso.linking.partner`."""

    def give(self, families: Sequence[Family]) -> None:
        """Hand over the families of copies, after which the incidents are joined."""

    @property
    def is_busy(self) -> bool:
        """Whether there is nothing to take yet."""

    def take(self) -> tuple[Incident, ...] | None:
        """Wait for the incidents; None where they could not be found."""


def link_reports(
    records: Sequence[Record],
    *,
    advance: Callable[[str, int, int], None] | None = None,
    partner: Joins | None = None,
) -> Links:
    """Everything that is found between these reports, whatever their order; near-linear in their number.

    Ids of reports must differ. Reports that lack what a linker looks at (dates, places) have fewer links, never an
    error. ``advance`` is told of each step before it begins: its name, how many are done, and of how many. ``partner``
    joins the incidents meanwhile; with and without, the links are the same.
    """

    def begin(number: int) -> None:
        if advance is not None:
            advance(STEPS[number], number, len(STEPS))

    ordered = sorted(records, key=lambda record: record.report.id)
    finders = {record.report.id: PartyFinder(record) for record in ordered}
    begin(0)
    families, credits = find_copies(ordered)
    if partner is not None:
        partner.give(families)
    begin(1)
    statements = join_claims(ordered, families, finders=finders)
    tracer = Tracer(ordered, families, credits, statements, finders=finders)
    begin(2)
    if partner is not None:
        tracer.read_ahead(while_=lambda: partner.is_busy)
    incidents = partner.take() if partner is not None else None
    if incidents is None:
        incidents = join_events(ordered, families)
    begin(3)
    provenances = tracer.trace_all(incidents)
    begin(4)
    ladders, contradictions = find_contradictions(
        ordered, families, statements, incidents, provenances, finders=finders
    )
    return Links(
        families=families,
        credits=credits,
        statements=statements,
        incidents=incidents,
        provenances=provenances,
        ladders=ladders,
        contradictions=contradictions,
    )
