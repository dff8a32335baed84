"""Which earlier reports each report may have been made from: those that share keys with it, most keys first.

A key that thousands of reports share would give millions of pairs: of those who share one, each meets the ones just
before it and the first ones. Who they are hangs on the reports that share the key alone, not on the order of input.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sayso.linking.copies.words import Hashes

_BEFORE, _FIRST = 6, 2
_MOST = 24  # candidates of one report

_Ints = npt.NDArray[np.int64]


def find_candidates(keys: Sequence[Hashes]) -> list[list[int]]:
    """For each report the earlier ones that it shares keys with. ``keys`` in order of publication."""
    count = len(keys)
    met: list[list[int]] = [[] for _ in keys]
    joined, owners = _sort_shared(keys) if any(len(k) for k in keys) else (np.zeros(0, dtype=np.uint64), None)
    if owners is None or not len(joined):
        return met
    pairs, votes = _count_pairs(joined, owners, count)
    later, earlier = np.divmod(pairs, count)
    order = np.lexsort((-earlier, -votes, later))
    for report, candidate in zip(later[order].tolist(), earlier[order].tolist(), strict=True):
        if len(met[report]) < _MOST:
            met[report].append(candidate)
    return met


def _sort_shared(keys: Sequence[Hashes]) -> tuple[Hashes, _Ints]:
    """The keys that at least two reports have, sorted, and the report of each; reports of one key in their order."""
    owners = np.repeat(np.arange(len(keys), dtype=np.int64), [len(k) for k in keys])
    joined = np.concatenate(keys)
    order = np.argsort(joined, kind="stable")
    joined, owners = joined[order], owners[order]
    same = joined[1:] == joined[:-1]
    shared = np.concatenate((same, [False])) | np.concatenate(([False], same))
    return joined[shared], owners[shared]


def _count_pairs(joined: Hashes, owners: _Ints, count: int) -> tuple[_Ints, _Ints]:
    """Pairs (later * count + earlier) that meet under a key, sorted, and under how many."""
    places = np.arange(len(joined))
    heads = np.concatenate(([True], joined[1:] != joined[:-1]))
    starts = np.maximum.accumulate(np.where(heads, places, 0))
    parts = []
    for distance in range(1, _BEFORE + 1):
        later = np.flatnonzero(places - distance >= starts)
        parts.append(_tally(owners[later] * count + owners[later - distance]))
    for rank in range(_FIRST):
        later = np.flatnonzero(places - _BEFORE > starts + rank)
        parts.append(_tally(owners[later] * count + owners[starts[later] + rank]))
    pairs, where = np.unique(np.concatenate([p for p, _ in parts]), return_inverse=True)
    votes = np.zeros(len(pairs), dtype=np.int64)
    np.add.at(votes, where, np.concatenate([v for _, v in parts]))
    return pairs, votes


def _tally(pairs: _Ints) -> tuple[_Ints, _Ints]:
    values, counts = np.unique(pairs, return_counts=True)
    return values, counts.astype(np.int64)
