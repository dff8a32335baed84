"""The type of the words in and around names of places."""

from __future__ import annotations

from typing import Literal

import msgspec

AdminKind = Literal["country", "admin1", "admin2", "town", "water", "region", "point"]


class PlaceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell a place, what sort of place, or that something else is meant; in lower case.

    ``compass`` words stand before a place and are no part of its name ("northern"); ``joiners`` may stand inside one.
    ``heads`` map the last or first word of a name to what it names (county: admin2, river: water); of these, those in
    ``movable`` may stand on either side ("River Tees"), and ``of_heads`` come before "of" ("city of"). ``roads`` end
    the name of a road, ``numbered`` stand before its number; ``buildings`` end that of a building or ground,
    ``bodies`` that of a body of people.

    ``before`` are prepositions that lead to a place; ``speech`` verbs whose subject is a body, so that a place there
    stands for its rulers; ``dealings`` nouns of what passes between bodies ("talks between Paris and London").
    ``people`` nouns follow an adjective of origin ("the Russian president"); ``ranks`` follow the name of a state or
    town that somebody serves ("Ohio Gov."), ``states`` that of a state alone. ``tongues`` verbs and nouns say that a
    language is meant. ``wires`` name agencies in a dateline; ``never`` are capitalised words that are towns somewhere
    and hardly ever meant as such. ``seats`` are buildings that stand for a government.

    ``counties`` are words that a county's name may lack ("Gwinnett"). ``local`` gives words of one country's public
    life by its ISO 3166 code: money, bodies, parties, ranks.
    """

    compass: frozenset[str]
    joiners: frozenset[str]
    heads: dict[str, AdminKind]
    of_heads: dict[str, AdminKind]
    movable: frozenset[str]
    roads: frozenset[str]
    numbered: frozenset[str]
    buildings: frozenset[str]
    bodies: frozenset[str]
    before: frozenset[str]
    speech: frozenset[str]
    dealings: frozenset[str]
    people: frozenset[str]
    ranks: frozenset[str]
    states: frozenset[str]
    tongues: frozenset[str]
    wires: frozenset[str]
    never: frozenset[str]
    seats: frozenset[str]
    counties: tuple[str, ...]
    local: dict[str, frozenset[str]]
