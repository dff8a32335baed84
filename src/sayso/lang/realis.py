"""The types of the words of realis."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class RealisWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around the telling of an event that say whether it happened, by what they are evidence of.

    ``auxiliaries`` and ``marks`` (conjunctions, "to") are words of the event's own clause, ``negations`` deny it.
    ``verbs`` are lemmas of verbs that govern it ("plan to", "deny that"), ``nouns`` words of nouns and adjectives above
    or before it ("fear of", "a planned"), ``cases`` prepositions before it ("ahead of"). ``years`` are words for
    stretches of time that lie long back before ``back`` ("decades ago"), ``past`` say so by themselves. ``presuming``
    are lemmas of verbs and nouns that take a stand on what is known to have happened ("condemn").
    """

    auxiliaries: Mapping[str, tuple[str, ...]]
    marks: Mapping[str, tuple[str, ...]]
    negations: frozenset[str]
    verbs: Mapping[str, tuple[str, ...]]
    nouns: Mapping[str, tuple[str, ...]]
    cases: Mapping[str, tuple[str, ...]]
    years: frozenset[str]
    back: frozenset[str]
    past: frozenset[str]
    presuming: frozenset[str]
