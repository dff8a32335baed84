"""Copied passages: equal stretches that follow one another in both texts, with what differs between them."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import chain, compress

import msgspec
import numpy as np
import numpy.typing as npt

from sayso.linking.copies.align import Run
from sayso.linking.copies.words import Words, find_end, find_start

_ANCHOR = 6  # words; shorter stretches only join those beside them
_MOST_ADDED, _MOST_DROPPED = 12, 40  # words between two stretches of one passage
_REACH_ADDED, _REACH_DROPPED = 12, 24  # words between a passage and a short stretch beside it
_OWN = 0.6  # of the words of a sentence; where fewer are the same, it is the copy's own
_STRONG = 12  # words; a stretch as long is copied whatever the sentence around it
_MOST_BESIDE = 8  # short stretches that are tried at each end
_EDGE = 12  # words between a passage and the edge of its sentence that are compared
_CLOSE = 60  # words; longer gaps are not compared word by word


class Match(msgspec.Struct, frozen=True):
    """A passage in words: the equal stretches in it, in order."""

    runs: tuple[Run, ...]

    @property
    def here(self) -> tuple[int, int]:
        """First word of the passage in the copy, and the word behind its last."""
        return self.runs[0].here, self.runs[-1].here_end

    @property
    def there(self) -> tuple[int, int]:
        """The same in the original."""
        return self.runs[0].there, self.runs[-1].there_end

    @property
    def equal(self) -> int:
        """How many words are the same."""
        return sum(run.length for run in self.runs)

    @property
    def longest(self) -> int:
        """The words of the longest equal stretch."""
        return max(run.length for run in self.runs)


def chain_runs(runs: Sequence[Run], here: Words, there: Words) -> list[Match]:
    """Passages in the order of the copy. ``runs`` in that order too, no word in two of them."""
    chains: list[list[Run]] = []
    anchors = [run.length >= _ANCHOR or _is_whole(run.here, run.here_end, here) for run in runs]
    for run in compress(runs, anchors):
        if chains and _follows(chains[-1][-1], run, here):
            chains[-1].append(run)
        else:
            chains.append([run])
    small = [run for run, anchor in zip(runs, anchors, strict=True) if not anchor]
    starts = [run.here for run in small]
    grown, behind = [], 0
    for linked in chains:
        first, last = bisect_left(starts, linked[0].here), bisect_left(starts, linked[-1].here)
        before, after = small[bisect_left(starts, behind) : first], small[last : last + _MOST_BESIDE]
        grown.append(_grow_ahead(_grow_back(_insert(linked, small[first:last]), before[-_MOST_BESIDE:]), after))
        behind = grown[-1][-1].here_end
    return _drop_weak([_fill(linked, here, there) for linked in _merge(grown, here)], here)


def _drop_weak(chains: Sequence[Sequence[Run]], here: Words) -> list[Match]:
    """Passages without the scraps in sentences of the copy that are its own."""
    equal = np.zeros(len(here), dtype=np.int64)
    for run in chain.from_iterable(chains):
        equal[run.here : run.here_end] = 1
    counts, lengths = count_by_sentence(equal, here), np.diff(here.breaks)
    weak = np.repeat(counts < _OWN * lengths, lengths)
    kept: list[list[Run]] = []
    for runs in chains:
        fresh = True
        for run in chain.from_iterable(_cut_weak(run, weak) for run in runs):
            if fresh or not _follows(kept[-1][-1], run, here):
                kept.append([run])
            else:
                kept[-1].append(run)
            fresh = False
    return [Match(tuple(runs)) for runs in kept]


def _cut_weak(run: Run, weak: npt.NDArray[np.bool_]) -> list[Run]:
    """The parts of a stretch that stand in sentences not weak; a long stretch stays as it is."""
    inside = weak[run.here : run.here_end]
    if run.length >= _STRONG or not inside.any():
        return [run]
    edges = np.flatnonzero(np.diff(np.concatenate(([False], ~inside, [False])).astype(np.int8))).tolist()
    return [Run(run.here + a, run.there + a, b - a) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def count_by_sentence(marked: npt.NDArray[np.int64], words: Words) -> npt.NDArray[np.int64]:
    """How many words of each sentence are marked with 1."""
    return np.diff(np.concatenate(([0], np.cumsum(marked)))[words.breaks])


def _follows(run: Run, after: Run, here: Words) -> bool:
    added, dropped = after.here - run.here_end, after.there - run.there_end
    if added < 0 or dropped < 0 or added > _MOST_ADDED or dropped > _MOST_DROPPED:
        return False
    return not (added and _is_whole(run.here_end, after.here, here))


def _is_whole(start: int, end: int, words: Words) -> bool:
    """Whether words ``start`` to ``end`` are whole sentences."""
    places = np.searchsorted(words.breaks, (start, end))
    return bool(places[1] < len(words.breaks) and words.breaks[places[0]] == start and words.breaks[places[1]] == end)


def _insert(linked: Sequence[Run], small: Sequence[Run]) -> list[Run]:
    """The chain with the short stretches that stand between two of its own in both texts."""
    grown, waiting = [linked[0]], deque(small)
    for run in linked[1:]:
        while waiting and waiting[0].here < run.here:
            new = waiting.popleft()
            if grown[-1].there_end <= new.there and new.there_end <= run.there:
                grown.append(new)
        grown.append(run)
    return grown


def _grow_back(linked: list[Run], small: Sequence[Run]) -> list[Run]:
    for run in reversed(small):
        if _is_beside(run, linked[0]):
            linked.insert(0, run)
    return linked


def _grow_ahead(linked: list[Run], small: Sequence[Run]) -> list[Run]:
    for run in small:
        if _is_beside(linked[-1], run):
            linked.append(run)
    return linked


def _is_beside(run: Run, after: Run) -> bool:
    added, dropped = after.here - run.here_end, after.there - run.there_end
    return 0 <= added <= _REACH_ADDED and 0 <= dropped <= _REACH_DROPPED


def _merge(chains: Sequence[list[Run]], here: Words) -> list[list[Run]]:
    """Chains that have grown into one another are one."""
    merged: list[list[Run]] = []
    for linked in chains:
        kept = [run for run in linked if not merged or run.here >= merged[-1][-1].here_end]
        if kept and merged and _follows(merged[-1][-1], kept[0], here):
            merged[-1].extend(kept)
        elif kept:
            merged.append(kept)
    return merged


def _fill(linked: Sequence[Run], here: Words, there: Words) -> list[Run]:
    """The chain with equal words in its gaps, and behind and before it in the same sentence."""
    filled = [linked[0]]
    for run in linked[1:]:
        last = filled[-1]
        filled += _compare(here, there, (last.here_end, run.here), (last.there_end, run.there))
        filled.append(run)
    first, last = linked[0], linked[-1]
    before = (find_start(here, first.here), first.here), (find_start(there, first.there), first.there)
    behind = (last.here_end, find_end(here, last.here_end)), (last.there_end, find_end(there, last.there_end))
    return _join([*_compare_edge(here, there, *before), *filled, *_compare_edge(here, there, *behind)])


def _compare_edge(here: Words, there: Words, inside: tuple[int, int], original: tuple[int, int]) -> list[Run]:
    """Equal words between a passage and the edge of its sentence, if they are all of those in one of the texts."""
    lengths = (inside[1] - inside[0], original[1] - original[0])
    runs = _compare(here, there, inside, original) if 1 < min(lengths) <= max(lengths) <= _EDGE else []
    return runs if len(runs) == 1 and runs[0].length == min(lengths) else []


def _compare(here: Words, there: Words, inside: tuple[int, int], original: tuple[int, int]) -> list[Run]:
    (start, end), (low, high) = inside, original
    if not (0 < end - start <= _CLOSE and 0 < high - low <= _CLOSE):
        return []
    first, second = here.hashes[start:end].tolist(), there.hashes[low:high].tolist()
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return [Run(start + block.a, low + block.b, block.size) for block in blocks if block.size]


def _join(runs: Sequence[Run]) -> list[Run]:
    joined = [runs[0]]
    for run in runs[1:]:
        last = joined[-1]
        if run.here == last.here_end and run.there == last.there_end:
            joined[-1] = Run(last.here, last.there, last.length + run.length)
        else:
            joined.append(run)
    return joined
