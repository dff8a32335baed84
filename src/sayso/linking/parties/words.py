"""Words of parties made comparable: countries by their names, words of bodies by what they mean."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from itertools import islice

import msgspec

from sayso.gazetteer.tables import read_table, split_names
from sayso.lang import find_happening_words, find_language
from sayso.lang.sources import SourceBook

_WORD = re.compile(r"[^\W_]+(?:[-.’'&][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_OF_PEOPLE = ("er", "ers", "or", "ors", "man", "men", "ee", "ees", "hostage", "hostages")
_MOST_WORDS = 40
_LONGEST_COUNTRY = 5


class Word(msgspec.Struct, frozen=True):
    """A word of a phrase: ``form`` as written without its possessive, ``lower`` compared by; where it stands."""

    form: str
    lower: str
    start: int
    end: int
    owner: bool


def split_words(text: str, start: int, end: int, *, most: int = _MOST_WORDS) -> list[Word]:
    """The first ``most`` words of ``text[start:end]``; offsets are those of the text."""
    words = []
    for match in islice(_WORD.finditer(text, start, end), most):
        first, last = match.span()
        form, lower, owner = _read_form(match.group())
        if not owner and form[-1] == "s":
            owner = text[last : last + 1] in ("’", "'")
        words.append(Word(form, lower, first, last, owner))
    return words


@functools.lru_cache(maxsize=16_384)
def split_phrase(words: str) -> tuple[Word, ...]:
    """The words of a phrase that stands alone, a name or a source: such phrases are asked for again and again."""
    return tuple(split_words(words, 0, len(words)))


def list_forms(text: str, start: int, end: int, *, most: int) -> list[str]:
    """How the first words of ``text[start:end]`` are compared, as `split_words` has them, in a fraction of its time."""
    return [_read_form(written)[1] for written in _WORD.findall(text, start, end)[:most]]


@functools.lru_cache(maxsize=65_536)
def _read_form(written: str) -> tuple[str, str, bool]:
    """A word without its possessive, how it is compared, and whether it had one."""
    form = _POSSESSIVE.sub("", written)
    return form, form.casefold().replace("’", "'"), form != written


class Lexicon:
    """The word lists of a language as sets, and countries by the words that name them. Made once by `find_lexicon`."""

    def __init__(self, code: str | None) -> None:
        language = find_language(code)
        words, names = language.parties, language.names
        self.words, self.speakers = words, language.speakers
        self._bases: dict[str, str] = {}
        self.heading = frozenset((*words.office_titles, *words.heads, *words.personnel))
        self.articles = frozenset(names.articles) | frozenset(language.speakers.indefinite) | words.ours
        self.function_words = frozenset(names.function_words)
        self.silent = frozenset(names.silent_words) | self.function_words
        self.movable = frozenset(names.movable_heads)
        self.titles = frozenset(names.titles)
        self.addresses = frozenset(names.addresses)
        self.suffixes = frozenset(names.suffixes)
        self.spellings = dict(names.spellings)
        self.papers = frozenset(language.speakers.papers) | frozenset(language.channels.texts)
        self.media = frozenset(language.channels.media)
        self.outlets = frozenset(language.speakers.outlets)
        self.persons = frozenset(language.speakers.people) | frozenset(_list_people(language.sources))
        self.persons |= words.collectives
        self.wires = language.places.wires | words.agencies
        self.agency_bases = frozenset(f"body:{self.compare_by(word)}" for word in words.staff & words.heads)
        self.speaking = frozenset(
            word for carrier in language.sources.carriers if carrier.people for word in carrier.words
        )
        heading = (form for verb in language.speakers.leading for form in (verb, f"{verb}s", f"{verb.rstrip('e')}ed"))
        self.leading = self.speaking | frozenset(heading) | {"speaks", "spoke", "speaking", "works", "led", "ran"}
        self.inside = frozenset(words.fields) | frozenset(words.same)
        rows = find_happening_words(code).concepts
        forms = (form for row in rows for word in row for form in (word, f"{word}s"))
        self.happenings = frozenset(form for form in forms if not form.endswith(_OF_PEOPLE)) - self.persons
        self.countries = _load_countries()

    def find_country(self, words: list[Word], at: int) -> tuple[int, str] | None:
        """How many words from ``at`` on name a country or its people, and its code (ISO 3166 alpha-2)."""
        if not words[at].form[:1].isupper():
            return None
        for length in range(min(_LONGEST_COUNTRY, len(words) - at), 0, -1):
            name = " ".join(word.lower for word in words[at : at + length]).replace(".", "")
            code = self.countries.get(name)
            if code is not None and (len(name) > 3 or words[at].form.isupper()):
                return length, code
        return None

    def compare_by(self, word: str) -> str:
        """A word of a body's name as it is compared: one spelling, one word for what means the same."""
        known = self._bases.get(word)
        if known is None:
            bare = word.replace(".", "")
            spelled = self.spellings.get(bare, bare)
            known = self._bases[word] = self.words.same.get(spelled, spelled)
        return known


@functools.cache
def find_lexicon(code: str | None) -> Lexicon:
    """The lexicon of a report's language; that of English where it is unknown or does not ship."""
    return Lexicon(code)


@functools.lru_cache(maxsize=4096)
def make_outlet_key(name: str, language: str | None = None) -> str:
    """The name of an outlet made comparable: no case, brackets, articles or words that a name may lack."""
    lexicon = find_lexicon(language)
    bare = _BRACKETS.sub(" ", name[:200])
    words = [part for word in split_words(bare, 0, len(bare)) for part in word.lower.split(".") if part]
    kept = [word for word in words if word not in lexicon.words.outlet_fillers]
    return " ".join(kept or words)


def strip_brackets(name: str) -> str:
    """A name without what stands in round brackets."""
    return " ".join(_BRACKETS.sub(" ", name[:200]).split()) or name[:200]


def _list_people(book: SourceBook) -> Iterable[str]:
    return (word for kind in book.kinds for word in kind.people)


@functools.cache
def _load_countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_table("countries"):
        if not row["code"]:
            continue
        for column in ("name", "aliases", "abbreviations", "demonyms"):
            for name in split_names(row[column]):
                key = " ".join(word.lower for word in split_words(name, 0, len(name))).replace(".", "")
                found.setdefault(key, row["code"])
                if column == "demonyms":
                    found.setdefault(f"{key}s", row["code"])
    return found
