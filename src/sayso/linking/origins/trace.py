"""Where what reports tell comes from: "N reports, M origins"."""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Callable, Iterable, Sequence

from sayso.linking.origins.follow import Follower
from sayso.linking.origins.merge import Origins, choose_party, drop_weak, name_bodies
from sayso.linking.origins.reading import Way
from sayso.linking.origins.views import Item, View
from sayso.linking.parties import PartyFinder
from sayso.linking.passages import Passages
from sayso.model import (
    Credit,
    Family,
    Incident,
    Origin,
    Provenance,
    Record,
    Ref,
    Statement,
    StepRole,
    Tie,
    Trail,
)
from sayso.model.ids import make_id

_WEAK = 1 / 3  # score of a tie


def trace_origins(
    records: Sequence[Record],
    families: Sequence[Family],
    credits: Sequence[Credit],
    statements: Sequence[Statement],
    incidents: Sequence[Incident],
    *,
    finders: dict[str, PartyFinder] | None = None,
) -> tuple[Provenance, ...]:
    """The origins of every incident and statement, in the order of ``incidents``, then of ``statements``.

    Every report that tells of one has a trail to each origin that it goes back to. ``finders`` are those of the records
    by report id, where they are there already.
    """
    return Tracer(records, families, credits, statements, finders=finders).trace_all(incidents)


def count_roles(provenance: Provenance) -> dict[StepRole, int]:
    """How many of the origins are bodies, persons, outlets and so on; a role that none has is left out."""
    return dict(sorted(Counter(origin.role for origin in provenance.origins).items()))


class Tracer:
    """Traces what the records tell; what all incidents share is worked out once."""

    def __init__(
        self,
        records: Sequence[Record],
        families: Sequence[Family],
        credits: Sequence[Credit],
        statements: Sequence[Statement] = (),
        *,
        finders: dict[str, PartyFinder] | None = None,
    ) -> None:
        given: dict[str, list[Credit]] = {}
        for credit in credits:
            given.setdefault(credit.report, []).append(credit)
        known = finders or {}
        self._views = {
            r.report.id: View(
                r,
                known.get(r.report.id) or PartyFinder(r),
                tuple(sorted(given.get(r.report.id, ()), key=_order_credit)),
            )
            for r in records
        }
        self._passages = Passages(families)
        self._incidents: dict[Ref, str] = {}
        self._ties: dict[str, tuple[Tie, ...]] = {}
        self._all_statements = statements
        self._statements = {ref: statement.id for statement in statements for ref in statement.claims}

    def read_ahead(self, *, while_: Callable[[], bool]) -> None:
        """Read what tracing will ask for, report by report, as long as ``while_`` says that there is time for it."""
        for view in self._views.values():
            if not while_():
                return
            view.read_ahead()

    def trace_all(self, incidents: Sequence[Incident]) -> tuple[Provenance, ...]:
        """The origins of every incident, in the order given, and then of every statement."""
        shared = (i for i in incidents if len({ref.report for ref in (*i.events, *i.tolls)}) > 1)
        self._incidents = {ref: i.id for i in shared for ref in (*i.events, *i.tolls)}
        self._ties = {i.id: i.ties for i in incidents}
        whole = [self.trace(incident.id, (*incident.events, *incident.tolls)) for incident in incidents]
        told = (self.trace(statement.id, statement.claims, wide=False) for statement in self._all_statements)
        return (*whole, *told)

    def trace(self, of: str, refs: Iterable[Ref], *, wide: bool = True) -> Provenance:
        """The origins of what stands at ``refs``; ``of`` is the id of the incident or statement.

        ``wide``: where events and tolls stand in no claim, claims around them are asked too.
        """
        items: dict[str, list[Item]] = {}
        for ref in sorted(set(refs)):
            view = self._views.get(ref.report)
            item = view.make_item(ref) if view is not None else None
            if item is not None:
                items.setdefault(ref.report, []).append(item)
        follower = Follower(of, self._views, self._passages, items, self._incidents, wide=wide)
        strays = self._list_strays(of, follower) if wide else set()
        if strays:
            items = {report: told for report, told in items.items() if report not in strays}
            follower = Follower(of, self._views, self._passages, items, self._incidents)
        ordered = sorted(items, key=lambda r: (self._views[r].published or "9999", r))
        found = name_bodies([follower.follow_all(report) for report in ordered])
        ways = [way for told in found for way in drop_weak(told)]
        return Provenance(of, len(items), self._gather(of, ways))

    def _list_strays(self, of: str, follower: Follower) -> set[str]:
        """Reports that tell nothing of the happening itself, and that hardly anything ties to the others."""
        found = follower.list_silent()
        ties = self._ties.get(of, ())
        if not found or not ties or len(found) == len(follower.reports):
            return set()
        tied = {
            one.report
            for tie in ties
            for one, other in ((tie.a, tie.b), (tie.b, tie.a))
            if one.report in found and other.report != one.report and tie.score >= _WEAK
        }
        return found - tied

    def _gather(self, of: str, ways: list[Way]) -> tuple[Origin, ...]:
        reports = sorted({way.item.ref.report for way in ways})
        places = ChainMap(*(self._views[report].finder.places for report in reversed(reports)))
        origins = Origins([way.party for way in ways], places)
        gathered: dict[str, list[Way]] = {}
        for way in ways:
            gathered.setdefault(origins.find(way.party), []).append(way)
        made = [self._make(of, members) for members in gathered.values()]
        return tuple(sorted(made, key=lambda o: (-len(o.trails), o.role, o.name, o.id)))

    def _make(self, of: str, ways: list[Way]) -> Origin:
        party = choose_party([way.party for way in ways])
        chosen: dict[str, Way] = {}
        for way in sorted(ways, key=_order_way):
            chosen.setdefault(way.item.ref.report, way)
        trails = [Trail(report, way.item.ref, way.steps) for report, way in chosen.items()]
        trails.sort(key=lambda t: (self._views[t.report].published or "9999", t.report))
        claims = (Ref(way.item.ref.report, way.item.claim) for way in ways if way.item.claim)
        told = sorted({self._statements[claim] for claim in claims if claim in self._statements})
        key = None if party.role == "unnamed" else party.key
        return Origin(make_id("origin", of, party.key), party.name, party.role, key, tuple(trails), tuple(told))


def _order_way(way: Way) -> tuple[bool, int, int, Ref]:
    return way.inherited, len(way.steps), way.item.span.start, way.item.ref


def _order_credit(credit: Credit) -> tuple[int, int, str]:
    return credit.span.start, credit.span.end, credit.name
