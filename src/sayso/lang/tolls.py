"""The types of the words of tolls."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import msgspec

from sayso.model import TollKind


class Bounds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words before (and ``_after``) a number that make it the least or the greatest, or leave it as it is."""

    least: tuple[str, ...]
    most: tuple[str, ...]
    about: tuple[str, ...]
    least_after: tuple[str, ...]
    most_after: tuple[str, ...]
    more_after: tuple[str, ...]


class Things(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that count no people; ``groups`` count people by more than one; ``labels`` have a number as their name."""

    nouns: frozenset[str]
    groups: frozenset[str]
    labels: frozenset[str]
    months: frozenset[str]
    after: frozenset[str]


class TollWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas that tell one kind of toll.

    ``verbs`` befall their object, ``own_verbs`` their subject; a verb may have its particle with it ("round up").
    ``nouns`` count those that it befell ("12 deaths"), ``states`` are words beside a verb, a noun or a number that
    tell it ("12 missing", "in custody"), ``tolls`` nouns that a number is a value of ("the turnout was 300").
    """

    verbs: tuple[str, ...]
    own_verbs: tuple[str, ...]
    nouns: frozenset[str]
    states: frozenset[str]
    tolls: frozenset[str]


class StateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a noun beside a verb tells a state: behind one of ``cases``, or bare behind one of ``verbs``."""

    cases: frozenset[str]
    verbs: frozenset[str]


class TollBook(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """All that tolls are read by: number words, scales, bounds, vague counts, and the kinds.

    ``counters`` are nouns whose "of" says what a value counts ("the number of dead"); ``pronouns`` stand for people
    counted before ("two of them"); ``inherits`` are prepositions before a part of those counted ("including two");
    ``containers`` are measures of people ("a group of 12"), ``draws`` forms of verbs whose object comes to a protest,
    ``stages`` of verbs whose subject holds one, ``irregular`` forms of verbs that no rule makes. ``befall`` gives, by
    type and mode of an event, what befalls the object of its trigger where no word tells. ``phrases`` say beside which
    verbs and behind which prepositions a noun of a state tells it.
    """

    values: Mapping[str, int]
    scales: Mapping[str, int]
    bounds: Bounds
    vague: frozenset[str]
    articles: frozenset[str]
    counters: frozenset[str]
    pronouns: frozenset[str]
    inherits: frozenset[str]
    containers: frozenset[str]
    draws: frozenset[str]
    stages: frozenset[str]
    things: Things
    irregular: Mapping[str, tuple[str, ...]]
    befall: Mapping[str, TollKind]
    kinds: Mapping[TollKind, TollWords]
    phrases: Mapping[TollKind, StateWords]

    @cached_property
    def by_verb(self) -> Mapping[str, TollKind]:
        """Kinds by the forms of the verbs that befall their object."""
        return {
            form: kind for kind, words in self.kinds.items() for verb in words.verbs for form in self._inflect(verb)
        }

    @cached_property
    def by_own_verb(self) -> Mapping[str, TollKind]:
        """Kinds by the forms of the verbs that befall their subject."""
        return {
            form: kind for kind, words in self.kinds.items() for verb in words.own_verbs for form in self._inflect(verb)
        }

    @cached_property
    def by_noun(self) -> Mapping[str, TollKind]:
        """Kinds by the nouns that count, with their plurals."""
        return {form: kind for kind, words in self.kinds.items() for noun in words.nouns for form in list_plurals(noun)}

    @cached_property
    def by_state(self) -> Mapping[str, TollKind]:
        """Kinds by the words of states."""
        return {
            form: kind for kind, words in self.kinds.items() for noun in words.states for form in list_plurals(noun)
        }

    @cached_property
    def by_toll(self) -> Mapping[str, TollKind]:
        """Kinds by the nouns that have a number as their value, with their plurals."""
        return {form: kind for kind, words in self.kinds.items() for noun in words.tolls for form in list_plurals(noun)}

    @cached_property
    def bound_words(self) -> Mapping[str, str]:
        """Which sort of bound each phrase before a number is."""
        sorts = {"about": self.bounds.about, "least": self.bounds.least, "most": self.bounds.most}
        return {phrase: sort for sort, phrases in sorts.items() for phrase in phrases}

    @cached_property
    def thing_words(self) -> frozenset[str]:
        """The nouns that count no people, with their plurals."""
        return frozenset(form for noun in self.things.nouns for form in list_plurals(noun))

    def _inflect(self, verb: str) -> tuple[str, ...]:
        """The forms of a verb, its particle behind each."""
        stem, _, particle = verb.partition(" ")
        forms = (*self.irregular.get(stem, ()), *list_forms(stem))
        return tuple(f"{form} {particle}" for form in forms) if particle else forms


def list_forms(verb: str) -> tuple[str, ...]:
    """The regular forms of an English verb, and those with a doubled last letter: "nab", "nabbed", "nabbing"."""
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    doubled = verb + verb[-1:]
    return verb, f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}ing", f"{doubled}ed", f"{doubled}ing"


def list_plurals(noun: str) -> tuple[str, ...]:
    """A noun and its regular plurals."""
    if noun.endswith("y"):
        return noun, f"{noun[:-1]}ies", f"{noun}s"
    return noun, f"{noun}s", f"{noun}es"
