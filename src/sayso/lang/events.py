"""The words that fill the roles of events, and those that tell whom they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import msgspec


class RoleWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas that say who acts and who is at the receiving end.

    Verbs: ``light_verbs`` say little beside the noun that tells the event, ``bare_verbs`` of these even where they
    are the trigger; with a particle of ``undoing`` they are none, but for ``light_phrases``. The subject of
    ``suffered_verbs`` is at the receiving end, that of ``undergo_verbs`` is harmed, that of ``acting_participles``
    acts. The object of ``object_control`` verbs does what follows (``appeal_verbs``: who stands behind
    ``appeal_cases``), that of ``theme_verbs`` is given or moved, that of ``carried_verbs`` never gets anything.
    ``result_verbs`` tell the outcome of a deed; the deed of ``phase_verbs`` is told by the verb that they lead.
    ``released_verbs`` leave the subject of their passive free, ``hosting_verbs`` have the visitor as their object,
    ``meeting_verbs`` another party; what ``saying`` verbs tell may speak of who says it.

    Nouns: the "of" of ``doer_nouns`` names who acts, the possessor of ``patient_nouns`` who is hit.
    ``mutual_words`` are of parties that all do the same, ``mediating_words`` of one between others.
    ``instruments`` act for nobody, nor do ``condition_nouns`` of ``conditions`` ("state of siege"), nor words of the
    ``calendar``. ``containers`` are counts and measures of people, ``plural_nouns`` many in the singular;
    ``person_endings`` end nouns for people; ``place_nouns`` are no party behind one of ``site_cases``. ``doers`` and
    ``victims`` are triggers that name a party themselves.

    The rest are pronouns, marks of clauses, and prepositions; ``recipient_cases`` by type.
    """

    light_verbs: frozenset[str]
    bare_verbs: frozenset[str]
    acting_participles: frozenset[str]
    carried_verbs: frozenset[str]
    phase_verbs: frozenset[str]
    conditions: frozenset[str]
    party_pronouns: frozenset[str]
    calendar: frozenset[str]
    if_words: frozenset[str]
    to_words: frozenset[str]
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
    released_verbs: frozenset[str]
    hosting_verbs: frozenset[str]
    meeting_verbs: frozenset[str]
    owner_cases: frozenset[str]
    aimed_cases: frozenset[str]
    relatives: frozenset[str]
    against_cases: frozenset[str]
    led_cases: frozenset[str]
    undoing: frozenset[str]
    light_phrases: frozenset[str]
    under_cases: frozenset[str]
    control_marks: frozenset[str]
    appeal_cases: frozenset[str]
    appeal_verbs: frozenset[str]
    plural_pronouns: frozenset[str]
    plural_nouns: frozenset[str]
    possessives: frozenset[str]
    person_endings: frozenset[str]
    condition_nouns: frozenset[str]
    active_endings: frozenset[str]
    place_nouns: frozenset[str]
    site_cases: frozenset[str]
    doers: frozenset[str]
    victims: frozenset[str]
    duty_words: frozenset[str]
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
    def sector_entries(self) -> Mapping[tuple[str, ...], tuple[str, bool]]:
        """The sector of each entry, its words without the mark of the plural, and whether it decides."""
        found: dict[tuple[str, ...], tuple[str, bool]] = {}
        for code, words in self.sectors.items():
            for entry in words.strong:
                found.setdefault(fold_entry(entry), (code, True))
        for code, words in self.sectors.items():
            for entry in words.weak:
                found.setdefault(fold_entry(entry), (code, False))
        return found

    @cached_property
    def code_entries(self) -> Mapping[tuple[str, ...], str]:
        """The kind of organisation of each entry, its words without the mark of the plural."""
        return {fold_entry(entry): code for code, entries in self.codes.items() for entry in entries}

    @cached_property
    def who(self) -> frozenset[str]:
        """Nouns that speak of people or bodies, without the mark of the plural (`fold_word`)."""
        single = (word for words in self.sectors.values() for word in (*words.strong, *words.weak) if " " not in word)
        words = (self.agents.people | self.agents.bodies | frozenset(single)) - self.roles.instruments
        return frozenset(fold_word(word) for word in words)


def fold_word(word: str) -> str:
    """A word without the mark of the plural; what a lemma of the reader's may have left of one goes too ("armie")."""
    if len(word) <= 3:
        return word
    for ending in ("ies", "ie"):
        if word.endswith(ending):
            return word.removesuffix(ending) + "y"
    return word.rstrip("s")


def fold_entry(entry: str) -> tuple[str, ...]:
    """The words of an entry without the marks of the plural."""
    return tuple(fold_word(word) for word in entry.replace("'", " '").split())
