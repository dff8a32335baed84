"""Dependency trees from head scores: one root per sentence, no cycles.

Most sentences need no search: where the best head of every token already makes a tree, it is the answer. The others
are solved by the Chu-Liu/Edmonds algorithm (Edmonds 1967): where one token alone prefers to be the root, for the best
tree with that root, else for the best over a few promising roots.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
_ROOTS_TRIED = 3
_ROUNDING = 1e-3  # more than sums over one sentence lose
_LEAST = np.float32(-1e9)


def find_heads(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Heads of one sentence from scores of shape [n, n + 1]: column 0 the root, column j + 1 token j.

    Returns shape [n]: -1 for the one root, else the index of the head in the sentence.
    """
    n = len(scores)
    if n == 1:
        return np.array([-1])
    table = np.fmax(scores, _LEAST, order="C")  # a score of minus infinity, or none, is a very bad one
    table.ravel()[1 :: n + 2] = -np.inf  # no token is its own head
    heads: NDArray[np.int64] = table.argmax(axis=1)
    heads -= 1
    found: list[int] = heads.tolist()
    if found.count(-1) == 1 and _find_cycle(found) is None:
        return heads
    return _best_single_root(table.astype(np.float64), np.flatnonzero(heads < 0))


def _best_single_root(table: Scores, greedy_roots: NDArray[np.int64]) -> NDArray[np.int64]:
    """The best tree over a few candidate roots: the one greedy root, else those that lose least by being the root."""
    if len(greedy_roots) == 1:
        return _tree_with_root(table, int(greedy_roots[0]))
    best = table[:, 1:].max(axis=1)
    gain = table[:, 0] - best
    rows, most = np.arange(len(table)), float(best.sum()) + _ROUNDING
    found: tuple[float, NDArray[np.int64]] | None = None
    for root in np.argsort(-gain, kind="stable")[:_ROOTS_TRIED].tolist():
        if found is not None and most + float(gain[root]) < found[0]:
            break  # nor can any root behind it be better
        heads = _tree_with_root(table, root)
        score = float(table[rows, heads + 1].sum())
        if found is None or score > found[0]:
            found = score, heads
    return found[1] if found is not None else greedy_roots


def _tree_with_root(table: Scores, root: int) -> NDArray[np.int64]:
    weights = np.ascontiguousarray(table[:, 1:].T)  # weights[head, dependent]
    np.fill_diagonal(weights, -np.inf)
    return np.array(_chu_liu_edmonds(weights, root))


def _chu_liu_edmonds(weights: Scores, root: int) -> list[int]:
    """Head of every node in the maximum spanning arborescence, -1 for the root; ``weights[head, node]``."""
    heads: list[int] = weights.argmax(axis=0).tolist()
    heads[root] = -1
    members = _find_cycle(heads)
    if members is None:
        return heads
    inside = set(members)
    rest = [node for node in range(len(heads)) if node not in inside]
    k = len(rest)
    from_rest = weights.take(rest, 0)
    small = np.empty((k + 1, k + 1))
    small[:k, :k] = from_rest.take(rest, 1)
    enter = from_rest.take(members, 1) - weights.max(axis=0).take(members)
    leave = weights.take(members, 0).take(rest, 1)
    enter.max(axis=1, out=small[:k, k])
    leave.max(axis=0, out=small[k, :k])
    small[k, k] = -np.inf
    places = [*rest, -1]  # the last node of the small graph is the cycle
    for node, head in enumerate(_chu_liu_edmonds(small, rest.index(root))):
        if node == k:
            heads[members[int(enter[head].argmax())]] = rest[head]
        elif head == k:
            heads[rest[node]] = members[int(leave[:, node].argmax())]
        else:
            heads[rest[node]] = places[head]
    return heads


def _find_cycle(heads: list[int]) -> list[int] | None:
    """The nodes of a cycle, None where there is none; -1 is the head of a root."""
    seen = [-1] * len(heads)  # by which walk
    for start in range(len(heads)):
        node = start
        while node >= 0 and seen[node] < 0:
            seen[node] = start
            node = heads[node]
        if node >= 0 and seen[node] == start:
            cycle = [node]
            while (node := heads[node]) != cycle[0]:
                cycle.append(node)
            return cycle
    return None
