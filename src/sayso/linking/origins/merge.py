"""Which ways lead to one origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from sayso.lang import find_language
from sayso.linking.copies.outlets import find_outlet
from sayso.linking.origins.reading import Way
from sayso.linking.parties import Party, may_stand_for
from sayso.linking.statements.contents import list_cores


class Origins:
    """Sets of parties that are one origin in the eyes of one incident or statement.

    ``places`` are the names of places in its reports, in lower case, with what they are in the gazetteer.
    """

    def __init__(self, parties: Sequence[Party], places: Mapping[str, str]) -> None:
        known = {p.key: _place(p, places) for party in parties for p in (party, party.of) if p is not None}
        self._parent = {key: key for key in known}
        self._known = known
        self._vague = find_language(None).parties.vague
        self._join_bases()
        for party in sorted(parties, key=lambda p: p.key):
            if party.of is not None:
                self._join(party.key, party.of.key)
        self._join_cores()
        self._join_names()
        self._join_outlets()
        self._join_vague()

    def find(self, party: Party) -> str:
        """The key that stands for the origin."""
        return self._find(party.key)

    def _find(self, key: str) -> str:
        while self._parent[key] != key:
            key = self._parent[key]
        return key

    def _join(self, a: str, b: str) -> None:
        first, second = sorted((self._find(a), self._find(b)))
        self._parent[second] = first

    def _join_bases(self) -> None:
        """Parties of one base: those of whom nothing is told go with the only one of whom something is."""
        bases: dict[str, list[tuple[str, Party]]] = {}
        for key, party in sorted(self._known.items()):
            bases.setdefault(party.base, []).append((key, party))
        for parties in bases.values():
            told = {party.told for _, party in parties if party.told is not None}
            for one, party in parties:
                for two, other in parties:
                    alike = party.told == other.told or (len(told) <= 1 and None in (party.told, other.told))
                    guessed = party.told is None and party.guess is not None and party.guess == other.told
                    if alike or guessed:
                        self._join(one, two)

    def _join_cores(self) -> None:
        """A body by a part of its name goes with the only one that has those words: "prosecutors"."""
        bodies = {key: party for key, party in sorted(self._known.items()) if party.base.startswith("body:")}
        words = {key: frozenset(party.base[5:].split()) for key, party in bodies.items()}
        cores = {key: list_cores(party, self._vague) for key, party in bodies.items()}
        for same in (True, False):
            for key in bodies:
                mine, theirs = (cores[key], cores) if cores[key] else (words[key], words)
                fits = [o for o in bodies if o != key and not _differ(bodies[key], bodies[o])]
                fits = [o for o in fits if (mine == theirs[o] if same else mine < theirs[o])]
                if len({self._find(o) for o in fits} - {self._find(key)}) == 1 or same:
                    for other in fits:
                        self._join(key, other)

    def _join_vague(self) -> None:
        """ "The group" goes with the only body that it may mean."""
        named = [(key, p) for key, p in sorted(self._known.items()) if p.role == "body" and not p.vague]
        bare: dict[str, str] = {}
        for key, party in sorted(self._known.items()):
            if not party.vague:
                continue
            fits = {self._find(k) for k, p in named if may_stand_for(party, p)}
            alike = {self._find(k) for k, p in named if party.sort is not None and p.sort == party.sort and p.proper}
            fits = alike or fits
            if len(fits) == 1:
                self._join(key, fits.pop())
            elif not fits and party.sort is not None and " " not in party.base:
                self._join(key, bare.setdefault(party.sort, key))

    def _join_names(self) -> None:
        """A name is one party, also where one report takes it for an outlet and another one for a body."""
        names: dict[str, str] = {}
        for key, party in sorted(self._known.items()):
            kind, _, name = party.base.partition(":")
            if kind == "person":
                name = party.name.casefold()
            if kind in ("outlet", "body", "person") and not party.local and (kind == "person" or party.told is None):
                self._join(names.setdefault(name, key), key)

    def _join_outlets(self) -> None:
        """An outlet by another form or a part of its name goes with the only one of that name."""
        outlets = {party.name: key for key, party in sorted(self._known.items()) if key.startswith("outlet:")}
        for name, key in sorted(outlets.items()):
            other = find_outlet(name, outlets.keys() - {name})
            if other is not None:
                self._join(key, outlets[other])


def _place(party: Party, places: Mapping[str, str]) -> Party:
    """A body whose name holds that of a place which its own report does not know as one: "Osh police"."""
    words = party.base[5:].split() if party.base.startswith("body:") and party.told is None else []
    found = [word for word in words if word in places]
    if not found or len(found) == len(words):
        return party
    kept = " ".join(word for word in words if word not in places)
    return msgspec.structs.replace(party, base=f"body:{kept}", told=places[found[0]])


def _differ(a: Party, b: Party) -> bool:
    """Whether the countries of two bodies, as their own words tell them, differ."""
    return (
        a.told is not None
        and b.told is not None
        and a.country is not None
        and b.country is not None
        and a.country != b.country
    )


def choose_party(parties: Sequence[Party]) -> Party:
    """The party that an origin is called by: a body before a person, then the one most reports know."""
    offered = [*parties, *(p.of for p in parties if p.of is not None)]
    times = Counter(party.key for party in offered)
    order = ("body", "person", "agency", "outlet", "document", "channel", "unnamed")
    return min(offered, key=lambda p: (order.index(p.role), -times[p.key], p.told is None, len(p.name), p.name, p.key))


def name_bodies(told: Sequence[Sequence[Way]]) -> list[list[Way]]:
    """The ways of all reports, where what one report takes for an outlet is named as a body where another one does."""
    known = {way.party.name.casefold() for ways in told for way in ways if way.party.role == "body"}

    def mend(way: Way) -> Way:
        mistaken = way.ground == "credited" and not way.inherited and way.party.name.casefold() in known
        return msgspec.structs.replace(way, ground="named") if mistaken else way

    return [[mend(way) for way in ways] for ways in told]


def drop_weak(ways: Sequence[Way]) -> list[Way]:
    """The ways of one report that count.

    An outlet that is credited, and that leads to nobody, counts where the report names nobody for any of it; its own
    voice and "it was reported" only where it credits nobody either.
    """
    for grounds in (("named", "withheld"), ("credited", "withheld"), ("paper",), ("unnamed", "withheld"), ("own",)):
        kept = [way for way in ways if way.ground in grounds]
        if any(way.ground == grounds[0] for way in kept) or (kept and grounds[0] == "unnamed"):
            return kept
    return list(ways)
