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
_LEAST = np.float32(-1e9)


def find_heads(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Heads of one sentence from scores of shape [n, n + 1]: column 0 the root, column j + 1 token j.

    Returns shape [n]: -1 for the one root, else the index of the head in the sentence.
    """
    n = len(scores)
    if n == 1:
        return np.array([-1])
    table = np.fmax(scores, _LEAST).astype(np.float64)  # a score of minus infinity, or none, is a very bad one
    table[np.arange(n), np.arange(1, n + 1)] = -np.inf
    heads: NDArray[np.int64] = table.argmax(axis=1) - 1
    roots = np.flatnonzero(heads < 0)
    if len(roots) == 1 and _reaches_root(heads):
        return heads
    return _best_single_root(table, roots)


def _reaches_root(heads: NDArray[np.int64]) -> bool:
    state = [0] * len(heads)  # 1 on the path now walked, 2 known to reach the root
    for start in range(len(heads)):
        path = []
        node = start
        while node >= 0 and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if node >= 0 and state[node] == 1:
            return False
        for seen in path:
            state[seen] = 2
    return True


def _best_single_root(table: Scores, greedy_roots: NDArray[np.int64]) -> NDArray[np.int64]:
    """The best tree over a few candidate roots: the one greedy root, else those that lose least by being the root."""
    if len(greedy_roots) == 1:
        return _tree_with_root(table, int(greedy_roots[0]))
    gain = table[:, 0] - table[:, 1:].max(axis=1)
    rows = np.arange(len(table))
    trees = [_tree_with_root(table, root) for root in np.argsort(-gain, kind="stable")[:_ROOTS_TRIED].tolist()]
    return max(trees, key=lambda heads: float(table[rows, heads + 1].sum()))


def _tree_with_root(table: Scores, root: int) -> NDArray[np.int64]:
    n = len(table)
    weights = np.ascontiguousarray(table[:, 1:].T)  # weights[head, dependent]
    np.fill_diagonal(weights, -np.inf)
    heads = _chu_liu_edmonds(weights, root)
    result = np.array([heads.get(i, -1) for i in range(n)])
    result[root] = -1
    return result


def _chu_liu_edmonds(weights: Scores, root: int) -> dict[int, int]:
    """Head of every node but the root in the maximum spanning arborescence; ``weights[head, node]``."""
    n = len(weights)
    heads = weights.argmax(axis=0)
    cycle = _find_cycle(heads, root)
    if cycle is None:
        return {node: int(heads[node]) for node in range(n) if node != root}
    inside = np.zeros(n, dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    members = np.array(cycle)
    k = len(rest)
    small = np.full((k + 1, k + 1), -np.inf)
    from_rest = weights[rest]
    small[:k, :k] = from_rest[:, rest]
    enter = from_rest[:, members] - weights[heads[members], members]
    leave = weights[members][:, rest]
    small[:k, k] = enter.max(axis=1)
    small[k, :k] = leave.max(axis=0)
    inner = _chu_liu_edmonds(small, int(np.flatnonzero(rest == root)[0]))
    result = {int(node): int(heads[node]) for node in members}
    for node, head in inner.items():
        if node == k:
            broken = int(members[enter[head].argmax()])
            result[broken] = int(rest[head])
        elif head == k:
            result[int(rest[node])] = int(members[leave[:, node].argmax()])
        else:
            result[int(rest[node])] = int(rest[head])
    return result


def _find_cycle(heads: NDArray[np.int64], root: int) -> list[int] | None:
    state = [0] * len(heads)
    state[root] = 2
    for start in range(len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return None
