"""Judges the kinds of the sources of a text that is marked up as in `tests.claims.marked`, with tags by rule of thumb.

Words with a capital are proper nouns, a few are verbs, prepositions or determiners, all others nouns.
"""

from __future__ import annotations

import msgspec

from sayso.claims.frame import Frame
from sayso.claims.join import join_marks
from sayso.claims.kinds import judge_kinds
from sayso.lang import SourceBook, find_language
from sayso.model import Entity, Resolution, SourceKind, Span
from tests.claims.marked import read_marked

_WORDS = {
    "VERB": "said was were spoke saw lives asked declined lost denied killed runs mending",
    "ADP": "of for at from with in by to on near",
    "DET": "the a an two some",
    "PRON": "he she it they his her its their who whose",
}
_TAGS = {word: tag for tag, words in _WORDS.items() for word in words.split()}


def tag_word(word: str) -> str:
    """The part of speech of a word, by its look."""
    look = "PROPN" if word[:1].isupper() else "NOUN" if word[:1].isalpha() else "PUNCT"
    return _TAGS.get(word.lower(), look)


def judge(
    markup: str,
    *entities: Entity,
    speakers: tuple[str | None, ...] = (),
    book: SourceBook | None = None,
    outlet: str | None = None,
) -> list[SourceKind | None]:
    """The kinds of all sources in text order; ``speakers`` are the ids of their entities, with no chain."""
    marked = read_marked(markup)
    text = marked.report.text
    words = marked.tokens.words(text)
    tags = tuple(map(tag_word, words))
    syntax = msgspec.structs.replace(marked.syntax, upos=tags, lemmas=tuple(w.lower() for w in words))
    joined = join_marks(marked.attributions, syntax)
    padded = (*speakers, *(None for _ in range(len(joined) - len(speakers))))
    resolved = [Resolution(s, (), "name", 1.0) if s else None for s in padded]
    frame = Frame(text, marked.tokens, syntax, "en")
    return list(judge_kinds(frame, joined, entities, resolved, book or find_language("en").sources, outlet=outlet))


def code(markup: str, *entities: Entity) -> str | None:
    """The code of the only source; None where it has no kind."""
    (kind,) = judge(markup, *entities)
    return kind.code if kind is not None else None


def quote(markup: str, kind: SourceKind | None) -> str:
    """The characters that decided."""
    span = kind.span if kind is not None else None
    return (span or Span(0, 0)).text(read_marked(markup).report.text)
