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
    ``idioms`` tell it of their subject, the first word in any of its forms ("lose their lives"). ``nouns`` count those
    that it befell ("12 deaths"), ``deeds`` are nouns whose "of" names them, ``states`` words beside a verb, a noun or a
    number that tell it ("12 missing", "in custody"), ``tolls`` nouns that a number is a value of ("the turnout was
    300").
    """

    verbs: tuple[str, ...]
    own_verbs: tuple[str, ...]
    idioms: tuple[str, ...]
    nouns: frozenset[str]
    deeds: frozenset[str]
    states: frozenset[str]
    tolls: frozenset[str]


class StateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a noun beside a verb tells a state: behind one of ``cases``, or bare behind one of ``verbs``."""

    cases: frozenset[str]
    verbs: frozenset[str]


class TollBook(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """All that tolls are read by: number words, scales, bounds, vague counts, and the kinds.

    Nouns: ``counters`` have a value whose "of" says what it counts ("the number of dead"), ``containers`` are
    measures of people ("a group of 12"), ``corpses`` bodies of the dead where one of ``remains`` stands beside
    them, ``humans`` and those with ``human_endings`` people, ``forces`` no crowd, ``onlookers`` one only by a word
    of protest. Whom ``captors`` or, as its subject, ``takers`` hold, or somebody unnamed beside ``ransoms``, are
    hostages, those of ``keepers`` detainees; ``rescuers`` save. ``plots`` tell stories. ``deadly`` deeds kill where
    a word of ``apart`` counts others. ``measures`` have values that count nobody; ``gatherings`` have one only by a
    counter. ``borders`` are what displaced people cross, ``dangers`` what they run from. ``pronouns`` stand for
    people counted before ("two of them"); ``inherits`` are prepositions before a part of those counted ("including
    two").

    Forms of verbs: ``draws`` have those who come to a protest as object, ``stages`` those who hold one as subject,
    ``marches`` tell one by themselves and others beside ``protests``, ``changes`` give a noun its number with
    ``links`` between them, ``freed`` let somebody go, ``sentencing`` beside ``terms`` tell a sentence and no
    arrest. ``broad`` verbs have other objects than people; ``faint`` words tell no toll without an event.
    ``irregular`` are forms that no rule makes.

    ``hopes`` have as object how many are to come. ``figure_verbs`` have a figure that somebody gives as object,
    ``changed_from`` stand before what a figure was, ``followers`` tell that people come after others, ``safe`` that
    nothing befell them, ``fractions`` are shares. ``openings`` stand right before a number. ``befall`` gives, by
    type and mode of an event, what befalls the object of its trigger where no word tells. ``phrases`` say beside
    which verbs and behind which prepositions a noun of a state tells it.
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
    changes: frozenset[str]
    links: frozenset[str]
    freed: frozenset[str]
    corpses: frozenset[str]
    remains: frozenset[str]
    broad: tuple[str, ...]
    humans: frozenset[str]
    human_endings: tuple[str, ...]
    faint: frozenset[str]
    forces: frozenset[str]
    onlookers: frozenset[str]
    captors: frozenset[str]
    keepers: frozenset[str]
    takers: frozenset[str]
    plots: frozenset[str]
    deadly: frozenset[str]
    apart: frozenset[str]
    ransoms: frozenset[str]
    rescuers: frozenset[str]
    measures: frozenset[str]
    borders: frozenset[str]
    dangers: frozenset[str]
    gatherings: frozenset[str]
    hopes: frozenset[str]
    sentencing: frozenset[str]
    terms: frozenset[str]
    figure_verbs: frozenset[str]
    changed_from: frozenset[str]
    followers: frozenset[str]
    safe: frozenset[str]
    fractions: frozenset[str]
    openings: Mapping[str, TollKind]
    marches: frozenset[str]
    protests: frozenset[str]
    things: Things
    irregular: Mapping[str, tuple[str, ...]]
    befall: Mapping[str, TollKind]
    kinds: Mapping[TollKind, TollWords]
    phrases: Mapping[TollKind, StateWords]

    @cached_property
    def number_words(self) -> frozenset[str]:
        """The words that a number may begin with; no numerals."""
        return frozenset({*self.values, *self.vague, *self.fractions, "not"})

    @cached_property
    def sure_number_words(self) -> frozenset[str]:
        """The same without the articles."""
        return self.number_words - self.articles

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
    def by_idiom(self) -> Mapping[str, tuple[tuple[tuple[str, ...], TollKind], ...]]:
        """The words of idioms with their kinds, longest first, by the first of them."""
        found: dict[str, dict[tuple[str, ...], TollKind]] = {}
        for kind, words in self.kinds.items():
            for form in (tuple(form.split()) for idiom in words.idioms for form in self._inflect(idiom)):
                found.setdefault(form[0], {}).setdefault(form, kind)
        return {
            first: tuple(sorted(forms.items(), key=lambda pair: (-len(pair[0]), pair[0])))
            for first, forms in found.items()
        }

    @cached_property
    def broad_words(self) -> frozenset[str]:
        """The forms of verbs with other objects than people, without particles."""
        return frozenset(form.split()[0] for verb in self.broad for form in self._inflect(verb))

    @cached_property
    def by_noun(self) -> Mapping[str, TollKind]:
        """Kinds by the nouns that count, with their plurals."""
        return {form: kind for kind, words in self.kinds.items() for noun in words.nouns for form in list_plurals(noun)}

    @cached_property
    def by_deed(self) -> Mapping[str, TollKind]:
        """Kinds by the nouns for deeds, with their plurals."""
        return {form: kind for kind, words in self.kinds.items() for noun in words.deeds for form in list_plurals(noun)}

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
