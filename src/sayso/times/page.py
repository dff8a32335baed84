"""A report's words with their syntax, as the rules of time look at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from sayso.lang.times import TimeWords
from sayso.model import Syntax, Tokens
from sayso.times.lexicon import load_expecting, load_words


class Page:
    """Columns over tokens: ``words`` as they stand with their ``starts`` and ``ends``, and those of the syntax.

    ``vocabulary`` are the language's words of time, ``expecting`` the forms of verbs that look ahead.
    """

    def __init__(self, text: str, tokens: Tokens, syntax: Syntax, code: str) -> None:
        self.text, self.tokens, self.syntax = text, tokens, syntax
        self.vocabulary: TimeWords = load_words(code)
        self.expecting = load_expecting(code)
        self.starts: list[int] = tokens.starts.tolist()
        self.ends: list[int] = tokens.ends.tolist()
        self.words = [text[s:e] for s, e in zip(self.starts, self.ends, strict=True)]
        self.upos, self.deprels, self.lemmas, self.feats = syntax.upos, syntax.deprels, syntax.lemmas, syntax.feats

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def gaps(self) -> list[int]:
        """What stands before each token, as in `Tokens`."""
        gaps: list[int] = self.tokens.gaps.tolist()
        return gaps

    @cached_property
    def heads(self) -> list[int]:
        """The head of each token, -1 for a root."""
        heads: list[int] = self.syntax.heads.tolist()
        return heads

    @cached_property
    def sentences(self) -> list[int]:
        """The number of each token's sentence."""
        sentences: list[int] = self.syntax.sentences.tolist()
        return sentences

    @cached_property
    def auxiliaries(self) -> dict[int, list[int]]:
        """The auxiliaries and infinitive marks of each verb or predicate."""
        found: dict[int, list[int]] = {}
        for token, upos in enumerate(self.upos):
            if upos == "AUX" or (upos == "PART" and self.words[token].lower() == "to"):
                found.setdefault(self.heads[token], []).append(token)
        return found

    def before(self, token: int) -> str:
        """What stands between a token and the one before it."""
        return self.text[self.ends[token - 1] if token else 0 : self.starts[token]]

    def low(self, token: int) -> str:
        """A token in lower case, "" outside the text."""
        return self.words[token].lower() if 0 <= token < len(self.words) else ""

    def tag(self, token: int) -> str:
        """A token's part of speech, "" outside the text."""
        return self.upos[token] if 0 <= token < len(self.upos) else ""

    def climb(self, token: int, limit: int = 6) -> Iterator[int]:
        """The heads above ``token``, nearest first."""
        head = self.heads[token]
        while head >= 0 and limit:
            yield head
            head, limit = self.heads[head], limit - 1

    def find_head(self, first: int, last: int) -> int:
        """The token of a stretch whose head lies outside it, the last one of several."""
        heads = self.heads
        tops = [t for t in range(first, last + 1) if not first <= heads[t] <= last]
        nouns = [t for t in tops if self.upos[t] not in _SMALL]
        return (nouns or tops or [last])[-1]


_SMALL: Sequence[str] = ("ADP", "DET", "PUNCT", "CCONJ", "SCONJ", "PART")

__all__ = ["Page"]
