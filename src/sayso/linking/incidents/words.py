"""Words of a sentence as stems, with how much each tells of which happening is meant."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from importlib.resources import files
from sys import intern

import msgspec

from sayso.lang import HappeningWords, find_happening_words

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_FIRST_RANK = 1900  # before it the vocabulary holds marks, single letters and the commonest words
_FULL_RANK = 30_000
_NONE: frozenset[str] = frozenset()
_DOUBLED = frozenset("bdgmnprt")
_LAST = frozenset("sdg")  # letters that endings end with


class Words(msgspec.Struct, frozen=True):
    """Stems of common words with their weights, names (capitals inside a sentence), figures, and kinds of happening.

    ``sites`` are stems of the nouns for where something was ("outside a hotel", "near the grain market").
    """

    stems: dict[str, float]
    names: frozenset[str]
    figures: frozenset[str]
    mass: float
    kinds: frozenset[str]
    sites: frozenset[str]


@cache
def _weights() -> dict[str, float]:
    """Weights of the words of the reader's vocabulary, which is sorted by how common they are."""
    lines = files("sayso.parse").joinpath("model", "vocab.txt").read_text("utf-8").splitlines()
    return {word: _weigh(rank) for rank, word in enumerate(lines)}


def _weigh(rank: int) -> float:
    share = math.log(max(rank - _FIRST_RANK, 1)) / math.log(_FULL_RANK - _FIRST_RANK)
    return max(0.02, min(1.0, share * share))


def weigh_word(word: str) -> float:
    """How much a word tells, 0.02 for the commonest to 1 for one that a vocabulary of 30,000 lacks."""
    return _weights().get(word, 1.0)


def stem_word(word: str) -> str:
    """A word without its ending: "killings" and "killing" are one, "bombed" and "bombs" are one. English rules."""
    if not word.isalpha():
        word = word.partition("'")[0].partition("’")[0]
    if word[-1:] not in _LAST:
        return word[:-1] if word[-1:] == "e" and len(word) > 3 else word
    for ending, put in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ings", ""), ("ing", ""), ("ed", ""), ("es", "e")):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return _mend(word[: -len(ending)] + put, ending)
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return _mend(word[:-1], "s")
    return _mend(word, "")


def _mend(stem: str, ending: str) -> str:
    if ending in ("ing", "ings", "ed") and len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in _DOUBLED:
        stem = stem[:-1]
    return stem[:-1] if stem.endswith("e") and len(stem) > 3 else stem


@cache
def _concepts(language: str | None) -> tuple[dict[str, str], frozenset[str]]:
    words: HappeningWords = find_happening_words(language)
    table = {" ".join(map(stem_word, stem.split())): stem_word(first) for stem, first in words.by_stem.items()}
    return table, frozenset(stem_word(word) for word in words.empty) | words.empty


@cache
def list_kinds(language: str | None) -> frozenset[str]:
    """The concepts that name happenings of different kinds: a blast is no flood."""
    return frozenset(stem_word(word) for word in find_happening_words(language).kinds)


@lru_cache(maxsize=131_072)
def find_concept(words: str, language: str | None) -> str:
    """The kind of happening that a word or a phrase tells, or the stem of its first word."""
    table = _concepts(language)[0]
    if words.isalpha():
        stem = stem_word(words.lower())
        return table.get(stem, stem)
    stems = [stem_word(match[0].lower()) for match in _WORD.finditer(words)]
    phrase = " ".join(stems[:2])
    if len(stems) > 1 and phrase in table:
        return table[phrase]
    telling = [stem for stem in stems if stem not in _concepts(language)[1]] or stems
    return next((table[stem] for stem in telling if stem in table), telling[0] if telling else "")


class Reader:
    """Reads the words of a text, each looked up once however often its stretch is asked for."""

    def __init__(self, text: str, language: str | None, *, places: frozenset[str] = _NONE) -> None:
        self._text, self._language, self._places = text, language, places
        self._table, self._empty = _concepts(language)
        self._known: dict[str, tuple[str, str, float]] = {}

    def read(self, start: int, end: int, *, sites: bool = False) -> Words:
        """The words between two offsets (code points), save stems of places; where it was only if asked for."""
        stems: dict[str, float] = {}
        names: set[str] = set()
        figures: set[str] = set()
        known, first = self._known, True
        for word in _WORD.findall(self._text, start, end):
            found = known.get(word)
            if found is None:
                found = known[word] = self._look_up(word)
            sort, stem, weight = found
            if first and sort in ("name", "place"):
                sort, (stem, weight) = "stem", self._stem(word.lower())
            if sort == "stem":
                if stem and weight > stems.get(stem, 0.0):
                    stems[stem] = weight
            elif sort == "name":
                names.add(stem)
            elif sort == "figure":
                figures.add(stem)
            first = False
        kinds = list_kinds(self._language).intersection(stems) or _NONE
        where = _read_sites(self._text, start, end, self._language) if sites else _NONE
        return Words(stems, _freeze(names), _freeze(figures), sum(stems.values()), kinds, where)

    def _look_up(self, word: str) -> tuple[str, str, float]:
        """What a word is when it is not the first of its stretch: "stem", "name", "figure", or "" for nothing."""
        low = word.lower()
        if low in self._empty:
            return "", "", 0.0
        if low[0].isdigit():
            return "figure", low, 0.0
        if word[0].isupper() and not word.isupper():
            stem = intern(stem_word(low))
            return "name" if stem not in self._places else "place", stem, 0.0
        stem, weight = self._stem(low)
        return "stem", stem, weight

    def _stem(self, low: str) -> tuple[str, float]:
        stem = stem_word(low)
        stem = intern(self._table.get(stem, stem))
        if stem in self._empty or stem in self._places:
            return "", 0.0
        return stem, weigh_word(low)


def _freeze(words: set[str]) -> frozenset[str]:
    """The words as a set that cannot change; one and the same for none, of which there are many."""
    return frozenset(words) if words else _NONE


def _read_sites(text: str, start: int, end: int, language: str | None) -> frozenset[str]:
    """Stems of up to three words in small letters behind "at a", "outside the", up to the first that is no noun's."""
    table, empty = _concepts(language)
    words = find_happening_words(language)
    found: set[str] = set()
    for match in _site_pattern(language).finditer(text, start, end):
        for word in match[1].split():
            stem = stem_word(word)
            if word in words.sites_end or word in words.sites_after:
                break
            if stem in empty or stem in table or stem in words.no_sites or word in words.no_sites:
                continue
            found.add(stem)
    return _freeze(found)


@cache
def _site_pattern(language: str | None) -> re.Pattern[str]:
    words = find_happening_words(language)
    before, articles = "|".join(sorted(words.sites_after)), "|".join(sorted(words.articles))
    return re.compile(rf"\b(?:{before}) (?:{articles}) (?=((?:[a-z\-]+ ?){{1,3}}))")
