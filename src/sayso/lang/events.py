"""The words that fill the roles of events, and those that tell whom they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import msgspec


class RoleWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas that say who acts and who is at the receiving end.

    ``light_verbs`` say little beside the noun that tells the event; the subject of ``suffered_verbs`` is at its
    receiving end; that of ``undergo_verbs`` is harmed. The object of ``object_control`` verbs does what follows, that
    of ``theme_verbs`` is what is given or moved. ``result_verbs`` tell the outcome of a deed. The "of" of
    ``doer_nouns`` names who acts, the possessor of ``patient_nouns`` who is hit. ``mutual_words`` are of parties that
    all do the same, ``mediating_words`` of one between others. ``instruments`` and ``empty_pronouns`` act for nobody.
    ``containers`` are counts and measures of people. The rest are prepositions; ``recipient_cases`` by type.
    """

    light_verbs: frozenset[str]
    suffered_verbs: frozenset[str]
    undergo_verbs: frozenset[str]
    object_control: frozenset[str]
    theme_verbs: frozenset[str]
    result_verbs: frozenset[str]
    doer_nouns: frozenset[str]
    patient_nouns: frozenset[str]
    mutual_words: frozenset[str]
    mediating_words: frozenset[str]
    instruments: frozenset[str]
    empty_pronouns: frozenset[str]
    people_pronouns: frozenset[str]
    saying: frozenset[str]
    containers: frozenset[str]
    agent_cases: frozenset[str]
    between_cases: frozenset[str]
    place_cases: frozenset[str]
    of_cases: frozenset[str]
    with_cases: frozenset[str]
    from_cases: frozenset[str]
    dig_cases: frozenset[str]
    recipient_cases: Mapping[str, tuple[str, ...]]


class AgentWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns for ``people`` and ``bodies`` that act, beside those of the sectors."""

    people: frozenset[str]
    bodies: frozenset[str]


class SectorWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words, one or several to an entry, that tell a sector; ``weak`` ones where nothing strong stands beside them."""

    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


class MarkWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that turn what stands beside them.

    A nation before a hyphen and ``not_of`` (Israeli-occupied), or after ``against`` and a hyphen (anti-Syrian), is not
    that of the phrase. ``former`` marks an office that is over, ``ethnic`` a people that is no nation's.
    """

    not_of: frozenset[str]
    against: frozenset[str]
    former: frozenset[str]
    ethnic: frozenset[str]


class EventWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """What the rules of events know: ``sectors`` by their codes, ``codes`` of organisations by their words."""

    roles: RoleWords
    agents: AgentWords
    sectors: Mapping[str, SectorWords]
    codes: Mapping[str, tuple[str, ...]]
    marks: MarkWords

    @cached_property
    def who(self) -> frozenset[str]:
        """Lemmas of nouns that speak of people or bodies."""
        single = (word for words in self.sectors.values() for word in (*words.strong, *words.weak) if " " not in word)
        return (self.agents.people | self.agents.bodies | frozenset(single)) - self.roles.instruments
