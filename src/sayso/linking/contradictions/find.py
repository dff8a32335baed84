"""Finds toll ladders and contradictions between the accounts of incidents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.linking.contradictions.agents import find_agents
from sayso.linking.contradictions.claims import ClaimHomes
from sayso.linking.contradictions.denials import find_denials
from sayso.linking.contradictions.labels import find_labels
from sayso.linking.contradictions.ladders import build_rungs, make_ladder
from sayso.linking.contradictions.scenes import find_dates, find_places
from sayso.linking.contradictions.taken_back import mark_withdrawn
from sayso.linking.contradictions.tolls import find_tolls
from sayso.linking.contradictions.voices import Desk
from sayso.linking.contradictions.withdrawals import find_withdrawals
from sayso.linking.parties import PartyFinder
from sayso.model import Contradiction, Family, Incident, Ladder, Provenance, Record, Statement


def find_contradictions(
    records: Sequence[Record],
    families: Sequence[Family],
    statements: Sequence[Statement],
    incidents: Sequence[Incident],
    provenances: Sequence[Provenance],
    *,
    finders: Mapping[str, PartyFinder] | None = None,
) -> tuple[tuple[Ladder, ...], tuple[Contradiction, ...]]:
    """The toll ladders of ``incidents``, and the accounts in ``records`` that cannot all be so.

    Nothing is decided: each side stands with its words, its party and the reports that carry it. The order of what is
    given changes nothing. ``finders`` are those of the records by report id, where they are there already.
    """
    desk = Desk(sorted(records, key=lambda r: r.report.id), families, incidents, provenances, finders)
    ordered = sorted(incidents, key=lambda incident: incident.id)
    built = {incident.id: rungs for incident in ordered if (rungs := build_rungs(desk, incident))}
    withdrawals = {name: told for name, record in desk.records.items() if (told := find_withdrawals(desk, record))}
    marked = mark_withdrawn(desk, built, withdrawals) if withdrawals else built
    homes = ClaimHomes(desk)
    ladders: list[Ladder] = []
    found: list[Contradiction] = []
    for incident in ordered:
        for (kind, scope), steps in marked.get(incident.id, {}).items():
            ladders.append(make_ladder(desk, incident, kind, scope, steps))
            found += find_tolls(desk, incident, ladders[-1], steps)
        if len(incident.events) + len(incident.tolls) > 1:
            figures = [f for steps in marked.get(incident.id, {}).values() for rung in steps for f in rung.figures]
            found += find_denials(desk, homes, incident, figures)
        found += [*find_agents(desk, homes, incident), *find_labels(desk, homes, incident)]
        if len(incident.events) > 1 and len(incident.reports) > 1:
            found += [*find_dates(desk, incident), *find_places(desk, incident)]
    return tuple(sorted(ladders, key=lambda one: one.id)), tuple(sorted(found, key=lambda one: one.id))
