"""The type of the words that tell happenings apart or together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import msgspec


class HappeningWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Rows of stems that tell one kind of happening, words that tell nothing of it, and words that point back.

    ``kinds`` are the first stems of rows that shut one another out; ``days`` make a time of day tell its day.
    ``sites_after`` and one of ``articles`` stand before the noun for where something was, ``sites_end`` behind it, and
    ``no_sites`` are nouns there that name no site ("in a statement"). ``counting`` words tell that a figure was given
    then, not that what it counts happened then; ``dated`` nouns before "of" and a day have that day themselves ("the
    report of 9 January"). ``vague`` triggers name no happening ("gave"): a title has the word for their type in
    ``titles`` instead. ``until`` before a day makes it the end of something; ``stretches`` tell how long it was, and
    ``counted_from`` that a day is told by another one ("the following day"); ``near`` words count from the day of the
    report itself. A sentence that begins with one of ``turns`` goes over to something else.
    """

    concepts: tuple[tuple[str, ...], ...]
    kinds: frozenset[str]
    empty: frozenset[str]
    definite: frozenset[str]
    days: frozenset[str]
    sites_after: frozenset[str]
    articles: frozenset[str]
    sites_end: frozenset[str]
    no_sites: frozenset[str]
    counting: frozenset[str]
    dated: frozenset[str]
    dated_by: frozenset[str]
    until: frozenset[str]
    stretches: frozenset[str]
    counted_from: frozenset[str]
    near: frozenset[str]
    turns: tuple[str, ...]
    vague: frozenset[str]
    titles: dict[str, str]

    @cached_property
    def by_stem(self) -> Mapping[str, str]:
        """The first stem of its row by each stem."""
        return {stem: row[0] for row in reversed(self.concepts) for stem in row}
