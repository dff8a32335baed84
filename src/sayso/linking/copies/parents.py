"""From which earlier reports a report was made: as few as account for the words that it shares with others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from sayso.linking.copies.align import find_runs
from sayso.linking.copies.evidence import cut_head, weigh
from sayso.linking.copies.order import is_named
from sayso.linking.copies.outlets import same_outlet
from sayso.linking.copies.passages import Match, chain_runs
from sayso.linking.copies.texts import SHINGLE, Text
from sayso.linking.copies.words import Hashes

_MOST_PARENTS = 6
_MOST_TRIED = 10  # alignments for one report
_FEWEST_SHINGLES = 8
_FEWEST_WORDS = 25  # equal words that count, of a copy that is but a part ...
_LONGEST = 12  # ... and so many of them in a row, or two sentences
_FEWEST_SENTENCES = 16  # words of two or more sentences that are the same
_ONE_SENTENCE = 18  # words of one
_SHORT = 0.5  # the share of the shorter report from which fewer words do
_FEWEST_SHORT, _SHORT_RUN = 12, 10
_FEWEST_NAMED, _SENTENCE = 14, 8  # words where the report credits the other one, or both are of one outlet
_SAME_OUTLET = 0.5
_PASSAGE = 5  # equal words in a passage
_VERSION = 0.3
_CLOSE = 0.05  # of the shingles: as near, a report that is credited goes before one that is not


class Parent(msgspec.Struct, frozen=True):
    """A report that ``number`` was made from, and what was taken."""

    number: int
    matches: tuple[Match, ...]


def find_parents(number: int, texts: Sequence[Text], candidates: Sequence[int]) -> list[Parent]:
    """The reports among ``candidates`` (all earlier) that the report was made from, the main one first."""
    text = texts[number]
    left, parents = text.shingles, list[Parent]()
    free = np.ones(len(text.words), dtype=np.bool_)
    shared = {n: _count_shared(left, texts[n].shingles) for n in sorted(candidates)}
    for _ in range(_MOST_TRIED):
        best = _pick(text, texts, shared, first=not parents)
        if best is None or len(parents) == _MOST_PARENTS:
            break
        del shared[best]
        matches = _match(text, texts[best], free)
        if not _is_copy(text, texts[best], matches, free):
            continue
        parents.append(Parent(best, matches))
        left = np.setdiff1d(left, texts[best].shingles, assume_unique=True)
        # Fewer are left, so that who shared too few to be as near as the best (see _pick) shares too few now.
        few = _FEWEST_SHINGLES - SHINGLE
        shared = {n: _count_shared(left, texts[n].shingles) if count >= few else 0 for n, count in shared.items()}
        for match in matches:
            free[slice(*match.here)] = False
    return parents


def _pick(text: Text, texts: Sequence[Text], shared: Mapping[int, int], *, first: bool) -> int | None:
    """The report that accounts for most of the shingles left; of two as good the credited one, then the earlier.

    ``shared`` tells how many of them each has. A version stands before all else.
    """
    versions = [n for n in shared if first and is_version(text, texts[n]) and not shared[n] < _FEWEST_SHINGLES]
    if versions:
        return max(versions, key=lambda n: (shared[n], n))
    most = max(shared.values(), default=0)
    if most < _FEWEST_SHINGLES:
        return None
    near = [n for n in shared if shared[n] >= most - max(SHINGLE, _CLOSE * most)]
    credited = [n for n in near if any(is_named(texts[n].record.report.outlet, c) for c in text.credits)]
    return max(credited or near, key=lambda n: (shared[n], -n))


def is_version(text: Text, other: Text) -> bool:
    """Whether two reports stand at one address."""
    return text.address is not None and text.address == other.address


def _count_shared(left: Hashes, shingles: Hashes) -> int:
    if not len(left) or not len(shingles):
        return 0
    return int((shingles.take(shingles.searchsorted(left), mode="clip") == left).sum())


def _match(text: Text, other: Text, free: npt.NDArray[np.bool_]) -> tuple[Match, ...]:
    """The passages taken from ``other``, but for those that another parent accounts for, and mere scraps."""
    runs = cut_head(find_runs(text.words.hashes, other.words.hashes), text.head)
    matches = chain_runs(runs, text.words, other.words)
    return tuple(m for m in matches if m.equal >= _PASSAGE and 2 * free[slice(*m.here)].sum() > m.here[1] - m.here[0])


def _is_copy(text: Text, other: Text, matches: Sequence[Match], free: npt.NDArray[np.bool_]) -> bool:
    equal = sum(match.equal for match in matches)
    shorter = min(len(text.words), len(other.words))
    same = same_outlet(text.record.report.outlet, other.record.report.outlet)
    if equal >= _VERSION * shorter and is_version(text, other):
        return True
    found = weigh(text, other, matches, free)
    if same and equal >= _SAME_OUTLET * shorter and 2 * found.words >= equal:
        return True
    credited = any(c.kind != "cited" and is_named(other.record.report.outlet, c) for c in text.credits)
    if credited and found.words >= _FEWEST_NAMED and (found.longest >= _SENTENCE or found.sentences):
        return True
    if same and sum(found.sentences) >= _FEWEST_SENTENCES:
        return True
    sentences = [count for count in found.sentences if count >= _SENTENCE]
    return (
        (found.words >= _FEWEST_WORDS and (found.longest >= _LONGEST or len(sentences) > 1))
        or (len(sentences) > 1 and sum(sentences) >= _FEWEST_SENTENCES)
        or max(sentences, default=0) >= _ONE_SENTENCE
        or (found.words >= max(_SHORT * shorter, _FEWEST_SHORT) and found.longest >= _SHORT_RUN)
    )
