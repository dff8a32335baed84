"""Word pieces and letter-case features of tokens: what the encoder is fed.

The encoder is uncased, so the case of each token goes in beside its pieces, as does what stands before it (a blank, a
line end, a paragraph break): sentence ends and headlines cannot be seen otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.model import Tokens

MAX_PIECES = 8  # pieces kept of one token: the first six and the last two
SHAPES = ("pad", "lower", "title", "upper", "mixed", "letter", "digits", "other")
GAPS = ("none", "blank", "line", "paragraph", "inside")
_CACHED = 100_000
_CHARACTERS = 200  # of a token that are looked at


class Encoding(Protocol):
    """One encoded string of a `tokenizers` tokenizer."""

    ids: list[int]


class WordPieces(Protocol):
    """The part of `tokenizers.Tokenizer` that is used here."""

    def encode_batch(
        self, input: Sequence[str], is_pretokenized: bool = ..., add_special_tokens: bool = ...
    ) -> list[Encoding]:
        """The encodings of strings, in order."""
        ...


class Pieces(msgspec.Struct, frozen=True, eq=False):
    """Pieces of all tokens of a report, in order.

    ``ids``, ``shapes``, ``gaps`` have one value per piece (shape [p]); ``firsts`` and ``lasts`` (shape [n]) give the
    first and last piece of each token.
    """

    ids: NDArray[np.int32]
    shapes: NDArray[np.int32]
    gaps: NDArray[np.int32]
    firsts: NDArray[np.int32]
    lasts: NDArray[np.int32]


class PieceCutter:
    """Cuts tokens into word pieces; remembers tokens that it has seen, which changes speed and nothing else."""

    def __init__(self, tokenizer: WordPieces, unknown: int) -> None:
        self._tokenizer = tokenizer
        self._unknown = unknown
        self._known: dict[str, tuple[list[int], int]] = {}

    def cut(self, tokens: Tokens, text: str) -> Pieces:
        """Pieces and features of ``tokens`` of ``text``."""
        words = tokens.words(text)
        self._learn(words)
        known = self._known
        entries = [known[word] for word in words]
        lengths = np.array([len(cut) for cut, _ in entries], dtype=np.int32)
        ids = np.fromiter(chain.from_iterable(cut for cut, _ in entries), dtype=np.int32, count=int(lengths.sum()))
        shape_of = np.array([shape for _, shape in entries], dtype=np.int32)
        lasts = np.cumsum(lengths, dtype=np.int32) - 1
        firsts = lasts - lengths + 1
        gaps = np.full(len(ids), GAPS.index("inside"), dtype=np.int32)
        gaps[firsts] = tokens.gaps
        return Pieces(ids, np.repeat(shape_of, lengths), gaps, firsts, lasts)

    def _learn(self, words: list[str]) -> None:
        if len(self._known) > _CACHED:
            self._known.clear()
        new = [word for word in dict.fromkeys(words) if word not in self._known]
        if not new:
            return
        # A lone surrogate stands for no character: the tokenizer, which takes UTF-8 alone, sees "?" in its place.
        plain = [w[:_CHARACTERS].encode("utf-8", "replace").decode("utf-8") for w in new]
        encodings = self._tokenizer.encode_batch(plain, is_pretokenized=False, add_special_tokens=False)
        for word, encoding in zip(new, encodings, strict=True):
            ids = encoding.ids or [self._unknown]
            if len(ids) > MAX_PIECES:
                ids = ids[: MAX_PIECES - 2] + ids[-2:]
            self._known[word] = (ids, find_shape(word))


def find_shape(word: str) -> int:
    """The letter-case class of a token, an index into `SHAPES`."""
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 5
    if word.istitle():
        return 2
    if any(c.isalpha() for c in word):
        return 2 if word[0].isupper() and word[1:].islower() else 4
    return 6 if any(c.isdigit() for c in word) else 7
