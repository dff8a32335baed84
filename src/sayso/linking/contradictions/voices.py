"""Whose word an account is: a party that the report names, the origin that its passage goes back to, or the outlet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sayso.linking.incidents.copied import Alignment
from sayso.linking.incidents.days import find_said_times
from sayso.linking.parties import Party, PartyFinder, find_origin
from sayso.linking.parties.spoken import find_counter
from sayso.model import Claim, Family, Incident, Origin, Provenance, Record, Ref, Span, Time

_NAMED = frozenset(("body", "person", "document", "channel"))
_MOST_PARENTS = 8


class Voice(msgspec.Struct, frozen=True):
    """``base`` tells parties apart; ``of`` is the base of the body that somebody speaks for.

    ``named`` is False for an outlet's own voice and for sources without a name.
    """

    base: str
    key: str | None
    name: str
    named: bool
    of: str | None = None

    @property
    def is_person(self) -> bool:
        """Whether somebody speaks who has a name."""
        return self.base.startswith("person:")

    def is_same(self, other: Voice) -> bool:
        """Whether two voices are one party, or one speaks for the other."""
        return self.base == other.base or self.of == other.base or other.of == self.base


class Desk:
    """The records and what is known between them, looked up by id; parties are found once for each record."""

    def __init__(
        self,
        records: Iterable[Record],
        families: Sequence[Family],
        incidents: Iterable[Incident],
        provenances: Iterable[Provenance],
        finders: Mapping[str, PartyFinder] | None = None,
    ) -> None:
        self.records: dict[str, Record] = {record.report.id: record for record in records}
        self.incidents = tuple(incidents)
        self.alignment = Alignment(families)
        self._finders: dict[str, PartyFinder] = dict(finders or {})
        self._claims: dict[str, dict[str, Claim]] = {}
        self._times: dict[str, dict[str, Time]] = {}
        self._said: dict[str, frozenset[str]] = {}
        self._origins: dict[tuple[str, str, str], Origin] = {}
        for provenance in provenances:
            for origin in provenance.origins:
                for trail in origin.trails:
                    self._origins.setdefault((provenance.of, trail.ref.report, trail.ref.id), origin)

    def published(self, report: str) -> str | None:
        """The day on which a report came out, as ISO date; None where unknown."""
        value = self.records[report].report.published
        return value[:10] if value else None

    def claims(self, report: str) -> Mapping[str, Claim]:
        """The claims of a report by id."""
        if report not in self._claims:
            self._claims[report] = {claim.id: claim for claim in self.records[report].claims}
        return self._claims[report]

    def times(self, report: str) -> Mapping[str, Time]:
        """The times of a report by id."""
        if report not in self._times:
            self._times[report] = {time.id: time for time in self.records[report].times}
        return self._times[report]

    def said(self, report: str) -> frozenset[str]:
        """The times of a report that are those of saying."""
        if report not in self._said:
            self._said[report] = find_said_times(self.records[report])
        return self._said[report]

    def finder(self, report: str) -> PartyFinder:
        """What finds the parties of a report."""
        if report not in self._finders:
            self._finders[report] = PartyFinder(self.records[report])
        return self._finders[report]

    def origin(self, incident: str, ref: Ref) -> Origin | None:
        """The origin to which what ``ref`` tells of an incident goes back."""
        return self._origins.get((incident, ref.report, ref.id))

    def find_said(self, report: str, claim: str | None) -> str | None:
        """The day on which a claim was made, else None; a day after the report came out is none."""
        found = self.claims(report).get(claim or "")
        for _ in range(_MOST_PARENTS):
            if found is None:
                return None
            time = self.times(report).get(found.said or "")
            if time is not None and time.earliest is not None:
                day, out = time.earliest[:10], self.published(report)
                if _is_short(time) and (out is None or day <= out):
                    return day
            found = self.claims(report).get(found.parent or "")
        return None

    def find_voice(self, report: str, claim: str | None, *, incident: str, ref: Ref) -> Voice:
        """Whose word a claim is; ``claim`` None is the report's own voice, or that of what it copies."""
        party = self.find_party(report, claim)
        if party is not None and party.role in _NAMED and not party.own:
            return make_voice(party)
        origin = self.origin(incident, ref)
        if origin is not None and origin.role in _NAMED:
            base = (origin.party or origin.name).partition("@")[0]
            return Voice(base, origin.party, origin.name, True)
        own = self.finder(report).own
        return Voice(own.base, own.key, own.name, False)

    def find_counter(self, report: str, before: Span) -> Voice | None:
        """The party whose figure one is by the words before it ("the army's count was"), whoever speaks."""
        party = find_counter(self.finder(report), before)
        return make_voice(find_origin(party)) if party is not None and party.role in _NAMED and not party.own else None

    def find_party(self, report: str, claim: str | None) -> Party | None:
        """The party of a claim, or of the nearest claim around it that has one."""
        found = self.claims(report).get(claim or "")
        for _ in range(_MOST_PARENTS):
            if found is None:
                return None
            party = self.finder(report).find(found)
            if party is not None:
                return find_origin(party)
            found = self.claims(report).get(found.parent or "")
        return None


def split_base(base: str) -> set[str]:
    """The words by which a party is told apart from others."""
    return set(base.partition(":")[2].split())


def make_voice(party: Party) -> Voice:
    """The voice of a party."""
    named = party.role in _NAMED and not party.own
    return Voice(party.base, party.key, party.name, named, party.of.base if party.of is not None else None)


def _is_short(time: Time) -> bool:
    return time.latest is not None and time.earliest is not None and time.earliest[:7] == time.latest[:7]
