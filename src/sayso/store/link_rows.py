"""Links as rows: one for each family, statement, incident, ladder, contradiction and credit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from sayso.model import (
    Contradiction,
    Credit,
    Family,
    Incident,
    Ladder,
    Links,
    Provenance,
    Ref,
    Side,
    Statement,
    Tie,
)
from sayso.store.packing import encode


class HeldStatement(msgspec.Struct, frozen=True):
    """A statement and its origins, as one link of the desk."""

    statement: Statement
    provenance: Provenance | None


class HeldIncident(msgspec.Struct, frozen=True):
    """An incident and its origins, as one link of the desk; how many contradictions are about it."""

    incident: Incident
    provenance: Provenance | None
    contradictions: int


Held = Family | HeldStatement | HeldIncident | Ladder | Contradiction | Credit


class LinkRow(msgspec.Struct, frozen=True):
    """A link with its data as JSON: the reports it counts, and further ones that it speaks of."""

    kind: str
    id: str
    data: bytes
    reports: frozenset[str]
    others: frozenset[str]
    held: Held


def list_link_rows(links: Links) -> Iterator[LinkRow]:
    """A row for every link, statements and incidents with their provenance."""
    provenances = {provenance.of: provenance for provenance in links.provenances}
    about = Counter(contradiction.of for contradiction in links.contradictions)
    for family in links.families:
        yield _make("family", family.id, family, set(family.reports), _speak_of_family(family))
    for statement in links.statements:
        provenance = provenances.get(statement.id)
        reports = {ref.report for ref in statement.claims}
        others = {*_speak_of_ties(statement.ties), *_speak_of_provenance(provenance)}
        yield _make("statement", statement.id, HeldStatement(statement, provenance), reports, others)
    for incident in links.incidents:
        provenance = provenances.get(incident.id)
        reports = {ref.report for ref in (*incident.events, *incident.tolls)} | set(incident.reports)
        others = {*_speak_of_ties(incident.ties), *_speak_of_provenance(provenance)}
        held = HeldIncident(incident, provenance, about[incident.id])
        yield _make("incident", incident.id, held, reports, others)
    for ladder in links.ladders:
        yield _make("ladder", ladder.id, ladder, set(_speak_of_sides(ladder.rungs)), ())
    for contradiction in links.contradictions:
        yield _make("contradiction", contradiction.id, contradiction, set(_speak_of_sides(contradiction.sides)), ())
    for credit in links.credits:
        yield _make("credit", f"{credit.report} {credit.span.start}", credit, {credit.report}, ())


def _make(kind: str, id: str, held: Held, reports: Iterable[str], others: Iterable[str]) -> LinkRow:
    counted = frozenset(reports)
    return LinkRow(kind, id, encode(held), counted, frozenset(others) - counted, held)


def _speak_of_family(family: Family) -> Iterator[str]:
    if family.root is not None:
        yield family.root
    for copy in family.copies:
        yield from (copy.report, copy.of)


def _speak_of_ties(ties: tuple[Tie, ...]) -> Iterator[str]:
    refs: Iterable[Ref] = (ref for tie in ties for ref in (tie.a, tie.b))
    yield from (ref.report for ref in refs)


def _speak_of_provenance(provenance: Provenance | None) -> Iterator[str]:
    for origin in provenance.origins if provenance else ():
        for trail in origin.trails:
            yield from (trail.report, trail.ref.report)
            for step in trail.steps:
                yield from (report for report in (step.report, step.held) if report is not None)


def _speak_of_sides(sides: tuple[Side, ...]) -> Iterator[str]:
    for side in sides:
        yield from (side.report, side.ref.report, *side.reports)
        if side.withdrawn is not None:
            yield side.withdrawn[0]
