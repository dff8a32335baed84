"""A report's words with their trees, made once for all that looks at what stands around a claim."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy as np

from sayso.lang import find_language
from sayso.lang.forms import inflect_verbs
from sayso.model import Attribution, Mark, Span, Syntax, Tokens

Phrases = dict[tuple[str, str], tuple[tuple[str, ...], ...]]
ANY = "*"


class Frame:
    """Columns over tokens as lists: ``words`` in lower case, ``lemmas``, ``upos``, ``deprels``, ``heads``.

    Verbs that the language's lists name have the lemma of the lists, whatever the reader took for it.
    """

    def __init__(self, text: str, tokens: Tokens, syntax: Syntax, language: str | None = None) -> None:
        forms = _load_forms(find_language(language).code)
        self.text, self.tokens = text, tokens
        self.starts: list[int] = tokens.starts.tolist()
        self.ends: list[int] = tokens.ends.tolist()
        self.words = [text[s:e].lower() for s, e in zip(self.starts, self.ends, strict=True)]
        self.lemmas = [
            forms.get(word, lemma) if upos == "VERB" else lemma.lower()
            for word, lemma, upos in zip(self.words, syntax.lemmas, syntax.upos, strict=True)
        ]
        self.upos, self.deprels = syntax.upos, syntax.deprels
        self.heads: list[int] = syntax.heads.tolist()
        self.sentences: list[int] = syntax.sentences.tolist()
        self._firsts: list[int] = np.flatnonzero(np.diff(syntax.sentences, prepend=-1)).tolist()
        order = np.argsort(syntax.heads, kind="stable")  # the tokens by head, those of one head in text order
        self._by_head: list[int] = order.tolist()
        self._bounds: list[int] = np.searchsorted(syntax.heads[order], np.arange(len(order) + 1)).tolist()

    def __len__(self) -> int:
        return len(self.words)

    def children(self, token: int, *deprels: str) -> list[int]:
        """The tokens that hang on ``token``, in order; with ``deprels`` those with one of these relations."""
        found = self._by_head[self._bounds[token] : self._bounds[token + 1]]
        return [c for c in found if self.deprels[c] in deprels] if deprels else found

    def sentence(self, token: int) -> range:
        """The tokens of the sentence of ``token``."""
        at = bisect_right(self._firsts, token)
        return range(self._firsts[at - 1], self._firsts[at] if at < len(self._firsts) else len(self))

    def subtree(self, token: int) -> set[int]:
        """``token`` and all that hangs on it, directly or not."""
        found, ahead = {token}, [token]
        while ahead:
            for child in self.children(ahead.pop()):
                if child not in found:
                    found.add(child)
                    ahead.append(child)
        return found

    def climb(self, token: int, limit: int = 8) -> Iterator[int]:
        """The heads above ``token``, nearest first, at most ``limit``."""
        head = self.heads[token]
        while head >= 0 and limit:
            yield head
            head, limit = self.heads[head], limit - 1

    def root(self, mark: Mark) -> int:
        """The token of ``mark`` that hangs outside it; a verb where there are several."""
        tops = [t for t in range(mark.first, mark.last + 1) if not mark.first <= self.heads[t] <= mark.last]
        return next((t for t in tops if self.upos[t] == "VERB"), tops[0] if tops else mark.first)

    def find(self, position: int) -> int:
        """The token at or before a character, 0 where none is."""
        return max(0, bisect_right(self.starts, position) - 1)

    def span(self, first: int, last: int) -> Span:
        """Characters from token ``first`` to token ``last``, both included."""
        return Span(self.starts[first], self.ends[last])

    def mark_span(self, mark: Mark | None) -> Span | None:
        """The characters of a mark; None for None."""
        return None if mark is None else self.span(mark.first, mark.last)

    def match(self, token: int, phrases: Phrases) -> int | None:
        """The last token of the longest phrase that begins at ``token``; None where none does."""
        following = self.words[token + 1] if token + 1 < len(self.words) else ""
        found = phrases.get((self.words[token], following))
        ends = [end for phrase in found if (end := self._match(token, phrase)) is not None] if found else []
        return max(ends, default=None)

    def has_phrase(self, first: int, last: int, phrases: Phrases) -> bool:
        """Whether a phrase begins and ends between token ``first`` and token ``last``, both included."""
        words = self.words
        for token in range(max(0, first), last):
            if (words[token], words[token + 1]) in phrases:
                end = self.match(token, phrases)
                if end is not None and end <= last:
                    return True
        return False

    def _match(self, token: int, phrase: tuple[str, ...]) -> int | None:
        words = self.words
        if ANY not in phrase:
            last = token + len(phrase)
            return last - 1 if tuple(words[token:last]) == phrase else None
        gap = phrase.index(ANY)
        if tuple(words[token : token + gap]) != phrase[:gap]:
            return None
        rest = phrase[gap + 1 :]
        starts = range(token + gap + 1, token + gap + 4)
        return next((s + len(rest) - 1 for s in starts if tuple(words[s : s + len(rest)]) == rest), None)


def compile_phrases(phrases: Iterable[str]) -> Phrases:
    """Phrases of two words or more by their first two; "*" further on is one to three words."""
    found: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for phrase in phrases:
        words = tuple(phrase.split())
        found[words[0], words[1]].append(words)
    return {pair: tuple(whole) for pair, whole in found.items()}


def find_depths(joined: Sequence[Attribution]) -> list[int]:
    """How many claims stand around each; a chain of parents that runs in a circle ends there."""
    depths = []
    for index, attribution in enumerate(joined):
        seen, parent = {index}, attribution.parent
        while parent is not None and parent not in seen:
            seen.add(parent)
            parent = joined[parent].parent
        depths.append(len(seen) - 1)
    return depths


@cache
def _load_forms(code: str) -> dict[str, str]:
    language = find_language(code)
    hedges, channels, stance = language.hedges, language.channels, language.stance
    verbs = (
        *(hedges.ruling + hedges.raising + hedges.reporting + hedges.expecting + hedges.weak_verbs),
        *(channels.telling + channels.speaking + channels.saying + channels.carried),
        *(stance.denying + stance.rejecting + stance.judging + stance.refusing + stance.speech + stance.answers),
        *language.distancing.namers,
    )
    return inflect_verbs(verbs, language.endings)
