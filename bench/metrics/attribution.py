"""Attributions as sets of tokens: what the span and relation measures share."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

import msgspec
import numpy as np

from sayso.model import Claim, Span, Tokens

QuotationKind = Literal["direct", "mixed", "indirect"]

_SIMPLE = re.compile(r"\w+|[^\w\s]")
_DOUBLE_MARK = re.compile("''|``|[\"\u201c\u201d\u201e\u201f\u00ab\u00bb]")
_CLOSING_ONLY = frozenset({"\u201d", "\u00bb"})
_TWO_SIDED = frozenset({'"', "''"})
_SINGLE_QUOTED = re.compile(
    "(?<![\\w'\u2019])['\u2018](?=\\w)[^'\u2018\u2019\\n]{1,2000}(?:(?<=\\w)['\u2019](?=\\w)[^'\u2018\u2019\\n]{1,2000}){0,50}['\u2019](?!\\w)"
)
_WORD = re.compile(r"[^\W\d_]+")
_SPEECH_FILE = Path(__file__).with_name("speech_cues.txt")


class HasRoles(Protocol):
    """Anything with the spans of an attribution; a role without any is empty."""

    @property
    def source(self) -> Sequence[Span]:
        """Who says it."""

    @property
    def cue(self) -> Sequence[Span]:
        """The words that signal it."""

    @property
    def content(self) -> Sequence[Span]:
        """What is said, maybe in pieces."""


class Attribution(msgspec.Struct, frozen=True):
    """A system's attribution: three roles, each a tuple of spans (code points)."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class TokenSets(msgspec.Struct, frozen=True):
    """An attribution as sets of token indices by role."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


class TokenFinder:
    """Finds the tokens that a span touches."""

    def __init__(self, tokens: Tokens) -> None:
        self._starts: list[int] = tokens.starts.tolist()
        self._ends: list[int] = tokens.ends.tolist()

    def find(self, span: Span) -> range:
        """Indices of the tokens that share a character with the span."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))


def from_claim(claim: Claim) -> Attribution:
    """The three roles of a claim of a record."""
    source = (claim.source,) if claim.source else ()
    return Attribution(source, (claim.cue,) if claim.cue else (), claim.content)


def cut_simply(text: str) -> Tokens:
    """Runs of letters and digits, and every other visible character by itself: tokens that depend on no system."""
    spans = [match.span() for match in _SIMPLE.finditer(text)]
    columns = np.array(spans, dtype=np.int32).reshape(-1, 2)
    return Tokens(columns[:, 0], columns[:, 1], np.zeros(len(spans), dtype=np.uint8))


def find_punctuation(text: str, tokens: Tokens) -> list[bool]:
    """For every token whether it holds neither letter nor digit."""
    return [not any(map(str.isalnum, word)) for word in tokens.words(text)]


def make_token_sets(attributions: Sequence[HasRoles], tokens: Tokens, punctuation: Sequence[bool]) -> list[TokenSets]:
    """The attributions as token sets without punctuation; a role of punctuation alone (a dash as cue) keeps it."""
    finder = TokenFinder(tokens)

    def collect(spans: Sequence[Span]) -> frozenset[int]:
        found = [i for span in spans for i in finder.find(span)]
        return frozenset(i for i in found if not punctuation[i]) or frozenset(found)

    return [TokenSets(collect(a.source), collect(a.cue), collect(a.content)) for a in attributions]


def find_quotation(text: str, content: Sequence[Span]) -> QuotationKind:
    """Direct where every word of the content stands in quotation marks, mixed where some do, else indirect.

    Only marks inside the content count, double ones and pairs of single ones. A closing mark without an opening one
    quotes what comes before it in its span, an opening one without a closing one what comes after it.
    """
    inside = outside = 0
    for span in content:
        words = span.text(text)
        for flag, character in zip(_quoted_flags(words), words, strict=True):
            inside += flag and character.isalnum()
            outside += not flag and character.isalnum()
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def has_speech_cue(text: str, cue: Sequence[Span], speech: frozenset[str]) -> bool:
    """Whether a word of the cue is one of ``speech``, in any case."""
    return any(word.lower() in speech for span in cue for word in _WORD.findall(span.text(text)))


def read_speech_cues(path: Path = _SPEECH_FILE) -> frozenset[str]:
    """The forms listed in ``speech_cues.txt``: words parted by blanks, comments after "#"."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


def _quoted_flags(words: str) -> list[bool]:
    """For every character whether it stands inside quotation marks."""
    flags = [False] * len(words)
    opened: int | None = None
    closed = 0
    for mark in _DOUBLE_MARK.finditer(words):
        if opened is None and _opens(words, mark):
            opened = mark.end()
            continue
        first = closed if opened is None else opened
        flags[first : mark.start()] = [True] * (mark.start() - first)
        opened, closed = None, mark.end()
    if opened is not None:
        flags[opened:] = [True] * (len(words) - opened)
    for single in _SINGLE_QUOTED.finditer(words):
        flags[single.start() : single.end()] = [True] * len(single.group())
    return flags


def _opens(words: str, mark: re.Match[str]) -> bool:
    """Whether a mark can open a quotation; one of both sides opens where no letter or digit stands before it."""
    before = words[: mark.start()][-1:]
    if mark.group() in _TWO_SIDED:
        return not before.isalnum() and before not in {".", ",", "!", "?"}
    return mark.group() not in _CLOSING_ONLY
