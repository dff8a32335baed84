"""The types of the words of tolls."""

from __future__ import annotations

import msgspec


class Bounds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words before (and ``_after``) a number that make it the least or the greatest, or leave it as it is."""

    least: tuple[str, ...]
    most: tuple[str, ...]
    about: tuple[str, ...]
    least_after: tuple[str, ...]
    most_after: tuple[str, ...]


class Things(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that count no people, and those among them that are taken for people where they suffer."""

    nouns: frozenset[str]
    people_anyway: frozenset[str]


class TollWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas that tell one kind of toll; ``tolls`` are nouns that a number is a value of ("the death toll of 12")."""

    verbs: tuple[str, ...]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    tolls: frozenset[str]


class TollBook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that tolls are read by: number words, scales, bounds, vague counts, and the kinds."""

    values: dict[str, int]
    scales: dict[str, int]
    bounds: Bounds
    vague: frozenset[str]
    things: Things
    kinds: dict[str, TollWords]
