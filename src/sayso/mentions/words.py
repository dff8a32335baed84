"""What sort of speaker a common noun means, from the language's word lists."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from sayso.lang import Language, find_language
from sayso.model import EntityKind

Gender = Literal["", "masculine", "feminine"]
PronounSort = Literal["he", "she", "it", "they"]
_PERSON_ENDING = re.compile(r"(?:[^aeiou]er|eer|[aeiou]tor|ssor|ist|cian|rian|geon|crat|smith|man|men|ster|path|goer)$")
_SORTS: frozenset[str] = frozenset(("he", "she", "it", "they"))
NO_POSTS = frozenset(
    (
        "former",
        "late",
        "ex",
        "then",
        "acting",
        "interim",
        "private",
        "count",
        "hon",
        "st",
        "saint",
        "outgoing",
        "incoming",
    )
)
"""Titles that say nothing alone."""


class Sort(msgspec.Struct, frozen=True):
    """What a noun means in the singular: the kind of entity, and the gender where the word says it."""

    kind: EntityKind
    gender: Gender = ""


class SpeakerLexicon(msgspec.Struct, frozen=True, eq=False):
    """The word lists of a language, made ready for look-up. ``pronouns`` maps a form to its lemma."""

    sorts: dict[str, Sort]
    papers: frozenset[str]
    loose: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    first_person: frozenset[str]
    relative: frozenset[str]
    pronouns: dict[str, PronounSort]
    genders: dict[str, Gender]
    titles: frozenset[str]
    hints: dict[str, frozenset[str]]
    short_titles: dict[str, str]
    last_words: frozenset[str]
    naming: frozenset[str]
    generic: frozenset[str]
    organisation_heads: frozenset[str]
    leading: frozenset[str]


def guess_person(lemma: str) -> bool:
    """Whether a noun that no list holds sounds like somebody: "neurosurgeon", "arborist"."""
    return _PERSON_ENDING.search(lemma) is not None


def find_lexicon(code: str | None) -> SpeakerLexicon:
    """The word lists of a report's language, of English where that is unknown."""
    return _make(find_language(code).code)


@cache
def _make(code: str) -> SpeakerLexicon:
    language = find_language(code)
    words = language.speakers
    genders: dict[str, Gender] = dict.fromkeys(words.masculine, "masculine")
    genders |= dict.fromkeys(words.feminine, "feminine")
    return SpeakerLexicon(
        sorts=_sort_words(language, genders),
        papers=frozenset(words.papers),
        loose=frozenset(words.loose),
        definite=frozenset(words.definite),
        indefinite=frozenset(words.indefinite),
        first_person=frozenset(words.first_person),
        relative=frozenset(words.relative),
        pronouns={p.form: p.lemma for p in language.pronouns if p.lemma in _SORTS},  # type: ignore[misc]
        genders=genders,
        titles=frozenset(language.names.titles),
        hints={noun: frozenset(found) for noun, found in words.hints.items()},
        short_titles=words.short_titles,
        last_words=frozenset(word.split()[-1] for word in words.bodies if " " in word),
        naming=frozenset(words.naming),
        generic=frozenset(words.generic),
        organisation_heads=frozenset(language.names.organisation_heads),
        leading=frozenset(words.leading),
    )


def _sort_words(language: Language, genders: dict[str, Gender]) -> dict[str, Sort]:
    words = language.speakers
    sorts: dict[str, Sort] = {}
    for title in language.names.titles:
        if " " not in title and title not in NO_POSTS:
            sorts[title] = Sort("person")
    sorts |= dict.fromkeys(words.papers, Sort("other"))
    sorts |= dict.fromkeys(words.people, Sort("person"))
    sorts |= {word: Sort("person", gender) for word, gender in genders.items()}
    sorts |= dict.fromkeys(words.bodies, Sort("organisation"))
    sorts |= dict.fromkeys(words.outlets, Sort("outlet"))
    sorts |= dict.fromkeys(words.groups, Sort("group"))
    sorts |= dict.fromkeys(words.places, Sort("place"))
    return sorts
