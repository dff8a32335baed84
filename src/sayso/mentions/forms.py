"""One mention of a name, made comparable: its words without case, titles, articles and possessives."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from sayso.lang import NameWords
from sayso.model import Name, NameKind, Span, Syntax, Tokens

_EDGE = " \t\r\n\"“”„«»‘’'`,;:!?()[]{}<>*_|–—"
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_DOTTED = re.compile(r"(?:\w\.)+\w?")
_MAX_ACRONYM = 12
_MAX_TITLES = 4
_MAX_ADDRESS, _MAX_ARTICLE = 10, 6  # characters


class Form(msgspec.Struct, frozen=True):
    """A mention: its ``span``, the ``words`` that it is compared by, and the words of any ``titles`` before them.

    ``acronym`` is the letters in upper case where the mention is one, "" where not.
    """

    span: Span
    words: tuple[str, ...]
    titles: int
    acronym: str
    kind: NameKind
    confidence: float


def make_forms(text: str, tokens: Tokens, syntax: Syntax, names: tuple[Name, ...], words: NameWords) -> list[Form]:
    """The mentions of the names in text order, each span once; a name of nothing but punctuation gives none."""
    maker = _Maker(text, syntax, words)
    found: dict[Span, Form] = {}
    for name in sorted(names, key=lambda n: (n.first, n.last)):
        for form in maker.make(name, tokens.span(name.first, name.last)):
            found.setdefault(form.span, form)
    return sorted(found.values(), key=lambda f: f.span)


class _Maker:
    def __init__(self, text: str, syntax: Syntax, words: NameWords) -> None:
        self.text, self.sentences = text, syntax.sentences
        self.spellings = words.spellings
        self.articles = frozenset(words.articles)
        self.titles = frozenset(words.titles)
        self.first_of_titles = frozenset(title.split()[0] for title in words.titles)
        self.addresses = frozenset(words.addresses)
        self.normal: dict[str, str] = {}

    def make(self, name: Name, span: Span) -> Iterator[Form]:
        """The name as one form; as two where an acronym in brackets belongs to it."""
        pieces = [(span.start, span.end)]
        bracket = self.text.find("(", span.start + 1, span.end)
        if bracket > 0 and read_acronym(self.text[bracket : span.end].strip(_EDGE)):
            pieces = [(span.start, bracket), (bracket, span.end)]
        for start, end in pieces:
            form = self._make_form(name, *self._trim(start, end, name))
            if form is not None:
                yield form

    def _trim(self, start: int, end: int, name: Name) -> tuple[int, int]:
        """Leaves out edge punctuation, a possessive, and an article that is no part of the name."""
        raw = self.text[start:end]
        start += len(raw) - len(raw.lstrip(_EDGE))
        raw = _POSSESSIVE.sub("", self.text[start:end].rstrip(_EDGE)).rstrip(_EDGE)
        first = raw.split(None, 1)
        if len(first) == 2 and first[0].lower() in self.articles and (first[0].islower() or self._begins(name.first)):
            rest = first[1]
            start, raw = start + len(raw) - len(rest), rest
        end = start + len(raw)
        return start, end + (raw.count("(") > raw.count(")") and self.text[end : end + 1] == ")")

    def _begins(self, token: int) -> bool:
        return token == 0 or bool(self.sentences[token] != self.sentences[token - 1])

    def _make_form(self, name: Name, start: int, end: int) -> Form | None:
        raw = self.text[start:end]
        words = [word for word in map(self._normalise, raw.split()) if word]
        if not any(char.isalnum() for word in words for char in word):
            return None
        if words[0] in self.articles and len(words) > 1:
            del words[0]
        if self._is_post(words, start):
            return None
        kind: NameKind = "person" if self._is_addressed(words, start) else name.kind
        titles = self._count_titles(words) if kind == "person" else 0
        acronym = read_acronym(raw) if len(words) == 1 else ""
        return Form(Span(start, end), tuple(words[titles:]), titles, acronym, kind, name.confidence)

    def _is_post(self, words: list[str], start: int) -> bool:
        """Whether the name is a title alone: "the President" says a post, and nobody's name, and so does "Mr."."""
        lead = self.text[max(start - _MAX_ARTICLE, 0) : start].lower().split()
        after_article = bool(lead) and lead[-1] in self.articles and " ".join(words) in self.titles
        return after_article or (len(words) == 1 and words[0] in self.addresses)

    def _is_addressed(self, words: list[str], start: int) -> bool:
        """Whether a title that only people have begins the name or stands right before it: "Mr.", "Sen."."""
        if len(words) > 1 and words[0] in self.addresses:
            return True
        before = self.text[max(start - _MAX_ADDRESS, 0) : start].split()
        return bool(before) and self.text[start - 1] in " \u00a0" and before[-1].lower().rstrip(".") in self.addresses

    def _normalise(self, written: str) -> str:
        known = self.normal.get(written)
        if known is None:
            known = self.normal[written] = self._compare_by(written)
        return known

    def _compare_by(self, word: str) -> str:
        word = _POSSESSIVE.sub("", word.strip(_EDGE)).replace("’", "'").casefold()
        word = word.replace(".", "") if _DOTTED.fullmatch(word) else word.rstrip(".")
        return self.spellings.get(word, word)

    def _count_titles(self, words: list[str]) -> int:
        count = 0
        for _ in range(_MAX_TITLES):
            if words[count] not in self.first_of_titles:
                break
            for size in (3, 2, 1):
                if count + size < len(words) and " ".join(words[count : count + size]) in self.titles:
                    count += size
                    break
        return count


def read_acronym(raw: str) -> str:
    """The letters of an acronym in upper case, without periods ("U.S." gives "US"); "" where the word is none."""
    letters = raw.replace(".", "")
    if not 2 <= len(letters) <= _MAX_ACRONYM or not letters[0].isupper() or not letters.isalnum():
        return ""
    capitals = sum(c.isupper() for c in letters)
    return letters.upper() if capitals >= 2 and 2 * capitals > len(letters) else ""


def make_initials(words: tuple[str, ...], function_words: frozenset[str]) -> frozenset[str]:
    """The initials that the words may go by, in upper case: all of them, and those of the words with meaning."""
    parts = [part for word in words for part in word.split("-") if part]
    content = [part for part in parts if part not in function_words]
    joined = [word for word in words if word not in function_words]
    return frozenset("".join(p[0] for p in some).upper() for some in (parts, content, joined))


def runs_through(acronym: str, words: tuple[str, ...]) -> bool:
    """Whether the letters of the acronym come up in the words in this order, the first one first."""
    if not words or not words[0].startswith(acronym[:1].lower()):
        return False
    letters = iter("".join(words))
    return all(letter in letters for letter in acronym.lower())
