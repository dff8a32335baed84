"""The types of the words by which accounts differ: figures taken back, parts of figures, labels for people."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import msgspec


class WithdrawalWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a figure is taken back. Wordings in lower case; each has its words in this order, side by side.

    ``acts`` take back what follows or comes before ("withdrew the figure"), ``verdicts`` are said of it ("was a
    mistake"), ``corrections`` put another in its place. ``figures`` are nouns for figures, ``carriers`` for what gives
    them, ``pointers`` stand for one named before; ``negations`` before a wording undo it; ``new`` are words before the
    figure that takes the place of the old one, ``of_other`` nouns whose withdrawal is no business of figures.
    """

    acts: tuple[str, ...]
    verdicts: tuple[str, ...]
    corrections: tuple[str, ...]
    figures: frozenset[str]
    carriers: frozenset[str]
    pointers: frozenset[str]
    negations: frozenset[str]
    new: tuple[str, ...]
    of_other: frozenset[str]


class ScopeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """What a figure counts. ``people`` are nouns for everybody, ``parts`` for some of all those that it befell.

    ``part_after`` and ``part_before`` stand beside a figure that is part of another ("of them", "among them"),
    ``articles`` count one where they stand before a person (``one``), ``more`` stands beside one that is added to
    another ("another", "more"), ``added`` before it ("rose by"). ``part_told`` stand
    between a figure and the others ("were among those"); ``within`` stand before a country of which a figure
    counts all ("in", "across").
    """

    people: frozenset[str]
    parts: Mapping[str, tuple[str, ...]]
    part_after: tuple[str, ...]
    part_before: tuple[str, ...]
    more: frozenset[str]
    added: tuple[str, ...]
    articles: frozenset[str]
    one: frozenset[str]
    part_told: tuple[str, ...]
    within: frozenset[str]

    @cached_property
    def by_part(self) -> Mapping[str, str]:
        """The name of a part by each noun for it."""
        return {noun: name for name, nouns in self.parts.items() for noun in nouns}


class BlameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How somebody says who did it.

    ``cues`` are verbs of blaming, behind which the doer stands, up to one of ``links`` ("for", "of being behind").
    ``doing`` stand behind the doer ("had carried out", "was behind"), ``behind`` before it ("the work of"). ``empty``
    words tell nothing of who it is, ``sorts`` only what sort of doer; ``clause`` words begin a clause.
    """

    cues: frozenset[str]
    links: tuple[str, ...]
    doing: tuple[str, ...]
    behind: tuple[str, ...]
    empty: frozenset[str]
    sorts: frozenset[str]
    clause: frozenset[str]


class CallingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How somebody says what people are: ``cues`` are verbs of naming; ``being`` verbs after ``people``.

    A label stands at most ``reach`` words behind the verb, and the people at most so many before it.
    """

    cues: frozenset[str]
    being: frozenset[str]
    people: frozenset[str]
    reach: int


class DisputeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """All of it. ``labels`` are nouns for people by what they make of them; ``unknown`` words name no rival doer."""

    withdrawals: WithdrawalWords
    scope: ScopeWords
    blame: BlameWords
    calling: CallingWords
    labels: Mapping[str, frozenset[str]]
    unknown: frozenset[str]

    @cached_property
    def by_label(self) -> Mapping[str, str]:
        """The group of each label, also in its plural."""
        return {form: name for name, nouns in self.labels.items() for noun in nouns for form in (noun, f"{noun}s")}
