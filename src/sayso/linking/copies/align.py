"""Which words of a copy stand in its original: stretches of equal words, longest first, each word used once.

Stretches begin where four words in a row are the same. Work and memory grow with the length of the texts: four words
that stand more than a few times in one of them begin no stretch, but stretches run over them.
"""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt

from sayso.linking.copies.words import Hashes, make_shingles

_SEED = 4
_REPEATS = 4
_GROWTH = 4  # times the words of both texts, all stretches together

_Ints = npt.NDArray[np.int64]


class Run(msgspec.Struct, frozen=True, order=True):
    """``length`` equal words, from word ``here`` of the copy and word ``there`` of the original on."""

    here: int
    there: int
    length: int

    @property
    def here_end(self) -> int:
        """The word of the copy behind the last one."""
        return self.here + self.length

    @property
    def there_end(self) -> int:
        """The word of the original behind the last one."""
        return self.there + self.length


def find_runs(here: Hashes, there: Hashes) -> list[Run]:
    """Equal stretches of two texts in the order of the first; no word of either text is in two of them."""
    if len(here) == len(there) and np.array_equal(here, there):
        return [Run(0, 0, len(here))] if len(here) else []
    return _pick_runs(_grow_runs(here, there, _find_seeds(here, there)), len(here), len(there))


def _find_seeds(here: Hashes, there: Hashes) -> list[Run]:
    """Maximal stretches on each diagonal of places where a run of four words is the same."""
    first, second = make_shingles(here, _SEED), make_shingles(there, _SEED)
    order = np.argsort(second, kind="stable")
    ranked = second[order]
    low = np.searchsorted(ranked, first, side="left")
    times = np.searchsorted(ranked, first, side="right") - low
    times[times > _REPEATS] = 0
    total = int(times.sum())
    if not total:
        return []
    heres = np.repeat(np.arange(len(first)), times)
    steps = np.arange(total) - np.repeat(np.cumsum(times) - times, times)
    theres = order[np.repeat(low, times) + steps]
    return _join_diagonals(heres.astype(np.int64), theres.astype(np.int64))


def _join_diagonals(heres: _Ints, theres: _Ints) -> list[Run]:
    order = np.lexsort((heres, theres - heres))
    heres, theres = heres[order], theres[order]
    new = np.concatenate(([True], (np.diff(heres) != 1) | (np.diff(theres - heres) != 0)))
    starts = np.flatnonzero(new)
    lengths = np.diff(np.concatenate((starts, [len(heres)]))) + _SEED - 1
    columns = (heres[starts].tolist(), theres[starts].tolist(), lengths.tolist())
    return [Run(*run) for run in zip(*columns, strict=True)]


def _grow_runs(here: Hashes, there: Hashes, runs: list[Run]) -> list[Run]:
    """Each run with the equal words before and behind it; what has grown over others is kept once."""
    first, second = here.tolist(), there.tolist()
    budget = _GROWTH * (len(first) + len(second))
    grown: set[Run] = set()
    reached: dict[int, int] = {}
    for run in sorted(runs, key=lambda r: (r.there - r.here, r.here)):
        diagonal = run.there - run.here
        if run.here_end <= reached.get(diagonal, 0):
            continue
        start, end, floor = run.here, run.here_end, reached.get(diagonal, 0)
        floor, roof = max(floor, -diagonal), min(len(first), len(second) - diagonal)
        while start > floor and budget > 0 and first[start - 1] == second[start - 1 + diagonal]:
            start, budget = start - 1, budget - 1
        while end < roof and budget > 0 and first[end] == second[end + diagonal]:
            end, budget = end + 1, budget - 1
        reached[diagonal] = end
        grown.add(Run(start, start + diagonal, end - start))
    return sorted(grown)


def _pick_runs(runs: list[Run], here_count: int, there_count: int) -> list[Run]:
    used_here, used_there = np.zeros(here_count, dtype=np.bool_), np.zeros(there_count, dtype=np.bool_)
    picked = []
    for run in sorted(runs, key=lambda r: (-r.length, abs(r.there - r.here), r.here, r.there)):
        free = ~(used_here[run.here : run.here_end] | used_there[run.there : run.there_end])
        offset, length = _find_longest(free)
        if length < _SEED:
            continue
        kept = Run(run.here + offset, run.there + offset, length)
        used_here[kept.here : kept.here_end] = True
        used_there[kept.there : kept.there_end] = True
        picked.append(kept)
    return sorted(picked)


def _find_longest(free: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """Where the longest stretch of true values begins, and its length."""
    if free.all():
        return 0, len(free)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], free, [False])).astype(np.int8)))
    if not len(edges):
        return 0, 0
    lengths = edges[1::2] - edges[::2]
    best = int(lengths.argmax())
    return int(edges[::2][best]), int(lengths[best])
