"""Whether a source is led to the right speaker: entities of two sides are the same where their mentions meet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from sayso.model import Span

SourceForm = Literal["pronoun", "noun", "name"]
FORMS: tuple[SourceForm, ...] = ("pronoun", "noun", "name")

_WORD = re.compile(r"\w+(?:[-'\u2019]\w+)*")
_PRONOUN = re.compile(
    r"(?:i|we|you|he|she|it|they|me|us|him|her|them|my|our|your|his|its|their|mine|ours|yours|hers|theirs|who|"
    r"whom|whose|which|that|this|these|those|one|both)(?:self|selves)?\Z",
    re.IGNORECASE,
)
_BEFORE_SENTENCE = re.compile(
    r"(?:^|[.!?:\n\u2026][\"'\u201d\u2019)\]]*\s*|[\"\u201c\u2018\u00ab(]\s*|\n[-\u2013\u2014]\s*)\Z"
)
_PEOPLES = re.compile(r"\w+(?:an|ish|ese|i|ch|sh)\Z")


def map_entities(gold: Mapping[str, Sequence[Span]], system: Mapping[str, Sequence[Span]]) -> dict[str, str]:
    """The gold entity of each system entity: that with most characters of mentions in common; none where two tie."""
    characters = {key: _collect(mentions) for key, mentions in gold.items()}
    mapped: dict[str, str] = {}
    for key, mentions in system.items():
        own = _collect(mentions)
        shares = sorted(((len(own & theirs), name) for name, theirs in characters.items()), reverse=True)
        if shares and shares[0][0] and (len(shares) == 1 or shares[1][0] < shares[0][0]):
            mapped[key] = shares[0][1]
    return mapped


def find_form(text: str, source: Span) -> SourceForm:
    """Whether a source is a pronoun, holds a name, or neither.

    A word with a large letter is a name, other than one that begins a sentence and is small elsewhere or large
    nowhere else, and other than an adjective of a people before a small word.
    """
    words = [(found.group(), found.start() + source.start) for found in _WORD.finditer(source.text(text))]
    if all(_PRONOUN.match(word) for word, _ in words):
        return "pronoun"
    for (word, start), (after, _) in zip(words, [*words[1:], ("", 0)], strict=True):
        adjective = bool(_PEOPLES.match(word)) and after.islower()
        if word[0].isupper() and not adjective and (not _begins(text, start) or _stands_inside(text, word)):
            return "name"
    return "noun"


def _collect(mentions: Sequence[Span]) -> set[int]:
    return {offset for span in mentions for offset in range(span.start, span.end)}


def _begins(text: str, start: int) -> bool:
    return bool(_BEFORE_SENTENCE.search(text[max(0, start - 8) : start]))


def _stands_inside(text: str, word: str) -> bool:
    """Whether a word with a large letter also stands after another word of its sentence."""
    return any(not _begins(text, found.start()) for found in re.finditer(rf"\b{re.escape(word)}\b", text))
