"""Words of time by their class: what the grammar of time expressions reads in place of words.

A class is one character; the grammar writes patterns over strings of them (see `grammar`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

import msgspec

from sayso.lang import find_language
from sayso.lang.forms import inflect_verbs
from sayso.lang.times import TimeWords
from sayso.times.digits import Entry, read_digits

# Classes that make a look worthwhile; a phrase that tells a time is looked for at its first word.
_TRIGGERS = frozenset("MWwSzPpCU&!uKRDHQG9AoLrXv")
_YEAR_WORDS = (("#", 19), ("#", 20))  # "nineteen ninety-four", "twenty twenty-two"
_SMALL = (
    "as",
    "not",
    "by",
    "until",
    "since",
    "too",
    "so",
    "some",
    "these",
    "very",
    "long",
    "most",
    "more",
    "due",
    "all",
)
OTHER = "~"

_LISTED = (
    ("the", "t"), ("one", "a"), ("each", "E"), ("per", "5"), ("last", "L"), ("next", "N"), ("this", "X"),
    ("same", "s"), ("previous", "i"), ("following", "f"), ("latest", "l"), ("recent", "r"), ("coming", "v"),
    ("ago", "G"), ("earlier", "b"), ("later", "c"), ("before", "<"), ("after", ">"),
    ("hence", "g"), ("of", "k"), ("joining", "2"), ("on", "3"),
    ("to", "8"), ("possessive", "4"), ("old", "6"), ("ended", "^"), ("fiscal", "F"), ("rest", "e"), ("halves", "h"),
    ("whole", "'"),
    ("vague", "V"), ("oclock", "o"), ("stretches", "9"), ("stretch_adjectives", "_"), ("unit_adjectives", "J"),
    ("times_words", "x"), ("time_word", "m"),
)  # fmt: skip
_MAPPED = (
    ("ordinals", "O"), ("units", "U"), ("unit_plurals", "u"), ("edges", "B"), ("edge_nouns", ";"),
    ("rough", "q"), ("clock_words", "C"),
    ("half_days", "A"), ("parts", "P"), ("part_plurals", "p"), ("seasons", "S"), ("season_plurals", "z"),
    ("weekdays", "W"), ("weekday_plurals", "w"), ("months", "M"), ("recurring", "Q"), ("references", "R"),
    ("days", "K"), ("pointing", "7"), ("numbers", "#"), ("scales", "@"),
)  # fmt: skip
# Units that rules of their own look at.
_SPECIAL = {("U", "Q"): "&", ("U", "C"): "!", ("U", "L"): "!"}
_PUNCTUATION = {",": "0", "-": "1", "–": "1", "—": "1", "‑": "1", "/": "/"}


class Lexicon(msgspec.Struct, frozen=True):
    """Words and phrases of a language by class.

    ``words`` holds every spelling that counts (lower case, with a capital, in capitals) with its entry; ``phrases``
    the phrases by their first word, longest first, in lower case; ``known`` all words that an expression may go on
    with, ``triggers`` those that begin a look.
    """

    words: Mapping[str, Entry]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    known: frozenset[str]
    triggers: frozenset[str]
    ordinal_endings: tuple[str, ...]

    def find(self, word: str) -> Entry | None:
        """Class and payload of one token; None for a word that tells no time."""
        entry = self.words.get(word)
        return read_digits(word, self.ordinal_endings) if entry is None and word[0] in "0123456789'’" else entry


@lru_cache(maxsize=8)
def load_lexicon(code: str) -> Lexicon:
    """The lexicon of a language that ships."""
    words = find_language(code).times
    singles: dict[str, Entry] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for key, entry in _list_entries(words):
        parts = tuple(key.split())
        if len(parts) > 1:
            phrases.setdefault(parts[0], []).append((parts, entry))
        else:
            singles[key] = entry
    spelled = {s: entry for key, entry in singles.items() for s in (key, key.capitalize(), key.upper())}
    spelled.update(_list_capitals(words))
    inside = {part for group in phrases.values() for parts, _ in group for part in parts}
    known = set(spelled) | {s for part in inside for s in (part, part.capitalize(), part.upper())}
    triggers = {
        word for word, entry in spelled.items() if entry[0] in _TRIGGERS or entry[0] == "O&" or entry in _YEAR_WORDS
    }
    telling = {part for g in phrases.values() for parts, entry in g if entry[0] in "7RKH" for part in parts}
    triggers |= {s for word in telling for s in (word, word.capitalize())} - _list_frequent(words)
    ordered = {first: tuple(sorted(group, key=lambda g: (-len(g[0]), g[0]))) for first, group in phrases.items()}
    return Lexicon(spelled, ordered, frozenset(known), frozenset(triggers), words.ordinal_endings)


def _list_frequent(words: TimeWords) -> set[str]:
    """Words of phrases that are too frequent to look at: their phrases hold another trigger."""
    small = (*words.the, *words.one, *words.this, *words.same, *words.on, *words.of, *words.possessive, *_SMALL)
    return {s for word in small for s in (word, word.capitalize())}


def _list_entries(words: TimeWords) -> Iterable[tuple[str, Entry]]:
    """Every word and phrase in lower case with its entry; what comes later wins."""
    for mark, cls in _PUNCTUATION.items():
        yield mark, (cls, None)
    for field, cls in _LISTED:
        yield from ((word, (cls, None)) for word in getattr(words, field))
    for field, cls in _MAPPED:
        for word, value in getattr(words, field).items():
            yield word, (_SPECIAL.get((cls, value), cls), value)
    yield from ((word, ("O&", number)) for word, number in words.quarters.items())
    yield from ((word, ("j", 2)) for word in words.couples)
    yield from ((word, ("D", f"X{tens}")) for word, tens in words.decades.items())
    for feast in words.holidays:
        yield from ((name, ("H", feast.date)) for name in feast.names)
    yield from ((phrase, (OTHER, None)) for phrase in words.idioms)
    yield from ((word, ("Z", name)) for word, name in words.zone_words.items() if word not in words.seasons)


def _list_capitals(words: TimeWords) -> Iterable[tuple[str, Entry]]:
    """Short forms, which count with a capital only, with and without their period."""
    for field, cls in (("short_months", "M"), ("short_weekdays", "W")):
        for word, value in getattr(words, field).items():
            for form in (word.capitalize(), word.upper()):
                yield form, (cls, value)
                yield f"{form}.", (cls, value)
    for word in words.months:
        yield word, (OTHER, None)  # in lower case it is another word: "may", "march"
    yield from ((zone.upper(), ("Z", zone.upper())) for zone in words.zones)


@cache
def load_words(code: str) -> TimeWords:
    """The words of time of a language that ships."""
    return find_language(code).times


@cache
def load_expecting(code: str) -> frozenset[str]:
    """Every form of the verbs and adjectives that put a time into the future: "plans", "scheduled", "due"."""
    language = find_language(code)
    return frozenset(inflect_verbs(language.times.tense.verbs, language.endings))


__all__ = ["OTHER", "Entry", "Lexicon", "load_expecting", "load_lexicon", "load_words"]
