"""The words of a report as numbers that can be compared, and where each stands in the unaltered text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from itertools import pairwise

import msgspec
import numpy as np
import numpy.typing as npt

from sayso.model import Span

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

# Scripts that are written without blanks give a word for each character.
_WORD = re.compile(r"[\u2e80-\u312f\u3400-\u9fff]|[^\W_\u2e80-\u312f\u3400-\u9fff]+(?:['’ʼ][^\W_]+)*")
_BREAK = re.compile(r"[.!?…。！？](?=[\s\"'”’»)\]]|$)|[\r\n]")
_QUOTED = re.compile(r"“[^“”\n]{1,1500}”|\"[^\"\n]{1,1500}\"|«[^«»\n]{1,1500}»|„[^„“”\n]{1,1500}[“”]")
_MIXER = np.uint64(0x9E3779B97F4A7C15)
_SHORTEST_UNIT, _LONGEST_UNIT = 6, 40
_CUT_EVERY = np.uint64(16)
_MARKS = {0x2019: "'", 0x02BC: "'", 0x2018: "'"}


class WordHashes(dict[str, int]):
    """The 64-bit hash of a word as it stands, case and the shape of its apostrophes set aside. Grows as it is asked."""

    def __missing__(self, word: str) -> int:
        plain = (word if word.isascii() else word.translate(_MARKS)).casefold().encode("utf-8", "surrogatepass")
        value = int.from_bytes(hashlib.blake2b(plain, digest_size=8).digest(), "little")
        self[word] = value
        return value


class Words(msgspec.Struct, frozen=True, eq=False):
    """The words of one text: their hashes, and the characters that each covers, ``starts`` to ``ends``.

    ``breaks`` are the words with which a sentence or line begins (the first word, and the count of words at the end).
    """

    hashes: Hashes
    starts: Places
    ends: Places
    breaks: Places

    def __len__(self) -> int:
        return len(self.hashes)

    def span(self, start: int, end: int) -> Span:
        """The characters of words ``start`` to ``end`` (excluded); where there are none, the place before ``start``."""
        if start < end:
            return Span(int(self.starts[start]), int(self.ends[end - 1]))
        place = int(self.starts[start]) if start < len(self) else int(self.ends[-1]) if len(self) else 0
        return Span(place, place)


def read_words(text: str, hashes: WordHashes) -> Words:
    """The words of ``text``; nothing in the text is altered, offsets are its code points."""
    spans = np.array([match.span() for match in _WORD.finditer(text)], dtype=np.int64).reshape(-1, 2)
    starts, ends = np.ascontiguousarray(spans[:, 0]), np.ascontiguousarray(spans[:, 1])
    marks = np.array([match.start() for match in _BREAK.finditer(text)], dtype=np.int64)
    firsts = starts.searchsorted(marks, side="right")
    return Words(
        hashes=np.array(list(map(hashes.__getitem__, _WORD.findall(text))), dtype=np.uint64),
        starts=starts,
        ends=ends,
        breaks=np.array(sorted({0, *firsts.tolist(), len(starts)}), dtype=np.int64),
    )


def find_start(words: Words, place: int) -> int:
    """The first word of the sentence that word ``place`` stands in."""
    return int(words.breaks[max(int(words.breaks.searchsorted(place, side="right")) - 1, 0)])


def find_end(words: Words, place: int) -> int:
    """The word behind the sentence whose words end at or after word ``place``, if they do not end before it."""
    return int(words.breaks[min(int(words.breaks.searchsorted(place)), len(words.breaks) - 1)])


def make_shingles(hashes: Hashes, length: int) -> Hashes:
    """One number for each run of ``length`` words, in their order; none where there are fewer words."""
    count = len(hashes) - length + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    shingles = np.zeros(count, dtype=np.uint64)
    for offset in range(length):
        shingles = (shingles * _MIXER) ^ (hashes[offset : offset + count] >> np.uint64(offset & 1))
        shingles ^= shingles >> np.uint64(29)
    return shingles


def cut_units(words: Words) -> list[tuple[int, int]]:
    """The words cut into sentences, those of under six left out; over-long ones are cut where their words say so.

    The cuts inside an over-long sentence hang on the words alone, so that a copy of a part of it is cut alike.
    """
    units: list[tuple[int, int]] = []
    bounds = words.breaks.tolist()
    for start, end in pairwise(bounds):
        units += [(start, end)] if end - start <= _LONGEST_UNIT else _cut_long(words.hashes, start, end)
    kept = [unit for unit in units if unit[1] - unit[0] >= _SHORTEST_UNIT]
    return kept or ([(0, len(words))] if len(words) else [])


def _cut_long(hashes: Hashes, start: int, end: int) -> list[tuple[int, int]]:
    cuts = (np.flatnonzero(hashes[start:end] % _CUT_EVERY == 0) + start + 1).tolist()
    units: list[tuple[int, int]] = []
    for cut in (*cuts, end):
        while cut - start > 2 * _LONGEST_UNIT:
            units.append((start, start + _LONGEST_UNIT))
            start += _LONGEST_UNIT
        if cut - start >= _SHORTEST_UNIT or cut == end:
            units.append((start, cut))
            start = cut
    return units


def find_quoted(text: str) -> list[Span]:
    """Stretches between quotation marks of one pair and one line; the marks belong to them."""
    return [Span(match.start(), match.end()) for match in _QUOTED.finditer(text)]


def cover_words(words: Words, spans: Iterable[Span]) -> npt.NDArray[np.bool_]:
    """For each word whether one of ``spans`` touches it."""
    covered = np.zeros(len(words), dtype=np.bool_)
    for span in spans:
        first = int(words.ends.searchsorted(span.start, side="right"))
        last = int(words.starts.searchsorted(span.end, side="left"))
        covered[first:last] = True
    return covered
