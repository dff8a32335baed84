"""BIO labels to spans: I-x follows B-x or I-x, nothing else does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
_FORBIDDEN = np.float32(-1e4)


def make_bio(kinds: Sequence[str]) -> tuple[str, ...]:
    """Label names: O, then B-kind and I-kind for each kind."""
    return ("O", *(f"{mark}-{kind}" for kind in kinds for mark in "BI"))


def allowed_steps(k: int) -> NDArray[np.bool_]:
    """Which of ``k`` labels (order of `make_bio`) may follow which: shape [k + 1, k], the last row the beginning."""
    allowed = np.ones((k + 1, k), dtype=bool)
    for inside in range(2, k, 2):
        allowed[:, inside] = False
        allowed[[inside - 1, inside], inside] = True
    return allowed


def decode_bio(scores: Scores) -> NDArray[np.int64]:
    """The best valid label of each token under log-scores of shape [n, 1 + 2k] (order of `make_bio`).

    There are no transition scores, so the labels of highest score are the best path wherever they are valid; only the
    runs where they are not are searched.
    """
    labels: NDArray[np.int64] = scores.argmax(axis=1)
    if len(labels) == 0:
        return labels
    steps = np.where(allowed_steps(scores.shape[1]), np.float32(0), _FORBIDDEN)
    none = np.zeros(scores.shape[1], dtype=np.float32)
    for start, end in _broken_runs(labels):
        labels[start:end] = decode_chain(scores[start:end], np.vstack((steps, none)))
    return labels


def decode_chain(emissions: Scores, steps: Scores) -> NDArray[np.int64]:
    """The best label path (Viterbi 1967) under emissions [n, k] and ``steps`` [k + 2, k].

    Row i of ``steps`` scores label i being followed by each label, row k beginning with each, row k + 1 ending with it.
    """
    n, k = emissions.shape
    inner = np.ascontiguousarray(steps[:k].T).ravel()  # [to * k + from]
    spread = np.tile(np.arange(k), k)
    rows = np.arange(0, k * k, k)
    table = np.empty(k * k, dtype=np.result_type(inner, emissions))
    square = table.reshape(k, k)
    back = np.empty((n, k), dtype=np.int64)  # where in the table the best step to each label stands
    total = steps[k] + emissions[0]
    add = np.add
    # Flat arrays of one shape, and one index array: these are the fast ways through NumPy for so few numbers.
    for best, emission in zip(back[1:], emissions[1:], strict=True):
        add(inner, total[spread], out=table)
        add(square.argmax(axis=1), rows, out=best)
        total = table[best] + emission
    label = int((total + steps[k + 1]).argmax())
    path = [label]
    for labels in (back[1:] - rows)[::-1].tolist():
        label = labels[label]
        path.append(label)
    return np.array(path[::-1], dtype=np.int64)


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
