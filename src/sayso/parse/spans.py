"""BIO labels to spans, under the constraint that I-x follows B-x or I-x."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def make_bio(kinds: Sequence[str]) -> tuple[str, ...]:
    """Label names: O, then B-kind and I-kind for each kind."""
    return ("O", *(f"{mark}-{kind}" for kind in kinds for mark in "BI"))


def decode_bio(scores: Scores) -> NDArray[np.int64]:
    """The best valid label of each token under log-scores of shape [n, 1 + 2k] (order of `make_bio`).

    There are no transition scores, so the labels of highest score are the best path wherever they are valid; only the
    runs where they are not are searched (Viterbi).
    """
    labels: NDArray[np.int64] = scores.argmax(axis=1)
    for start, end in _broken_runs(labels):
        labels[start:end] = _viterbi(scores[start:end])
    return labels


def find_runs(labels: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """Spans of valid labels as (kind index, first token, last token), both included."""
    begins = np.flatnonzero(labels % 2 == 1)
    inside = (labels > 0) & (labels % 2 == 0)
    stops = np.flatnonzero(~np.append(inside, False))
    lasts = stops[np.searchsorted(stops, begins + 1)] - 1
    kinds = (labels[begins] - 1) // 2
    return list(zip(kinds.tolist(), begins.tolist(), lasts.tolist(), strict=True))


def _broken_runs(labels: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Half-open ranges of labels that hold an invalid step, with one token of context, in order and disjoint."""
    inside = (labels > 0) & (labels % 2 == 0)
    before = np.concatenate(([0], labels[:-1]))
    broken = np.flatnonzero(inside & (before != labels) & (before != labels - 1))
    outside = np.flatnonzero(labels == 0)
    runs: list[tuple[int, int]] = []
    for index in broken.tolist():
        at = int(np.searchsorted(outside, index))
        start = int(outside[at - 1]) if at else 0
        end = int(outside[at]) if at < len(outside) else len(labels)
        if not runs or runs[-1][1] <= start:
            runs.append((start, end))
        elif end > runs[-1][1]:
            runs[-1] = (runs[-1][0], end)
    return runs


def _viterbi(scores: Scores) -> NDArray[np.int64]:
    n, width = scores.shape
    inside = np.arange(2, width, 2)
    best = scores[0].astype(np.float64)
    best[inside] = -np.inf
    back = np.zeros((n, width), dtype=np.int64)
    for index in range(1, n):
        top = int(best.argmax())
        step = np.full(width, top)
        value = np.full(width, best[top])
        stay = best[inside] >= best[inside - 1]
        step[inside] = np.where(stay, inside, inside - 1)
        value[inside] = np.where(stay, best[inside], best[inside - 1])
        back[index] = step
        best = value + scores[index]
    path = np.empty(n, dtype=np.int64)
    path[-1] = int(best.argmax())
    for index in range(n - 1, 0, -1):
        path[index - 1] = back[index, path[index]]
    return path
