"""Trees: the best single-root tree against all of them, and a tree whatever the scores."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from sayso.parse.trees import find_heads

SCORES = st.floats(-50, 50, width=32) | st.sampled_from([0.0, -1e4, -np.inf])


def is_tree(heads: list[int]) -> bool:
    if heads.count(-1) != 1:
        return False
    for node in range(len(heads)):
        for _ in heads:
            if node < 0:
                break
            node = heads[node]
        if node >= 0:
            return False
    return True


def total(heads: list[int], scores: NDArray[np.float32]) -> float:
    return float(sum(np.float64(scores[i, head + 1]) for i, head in enumerate(heads)))


def all_trees(n: int) -> list[list[int]]:
    return [list(heads) for heads in product(range(-1, n), repeat=n) if is_tree(list(heads))]


def check_best(scores: NDArray[np.float32]) -> None:
    """The tree is the best of those with its root; the root is the best too where greedy choice gives no single one."""
    n = len(scores)
    heads = find_heads(scores).tolist()
    assert is_tree(heads)
    own = np.where(np.eye(n, n + 1, 1), -np.inf, scores)
    several = np.count_nonzero(own.argmax(axis=1) == 0) != 1
    rivals = [t for t in all_trees(n) if (several and n <= 3) or t.index(-1) == heads.index(-1)]
    assert total(heads, scores) == pytest.approx(max(total(t, scores) for t in rivals), abs=1e-4)


@given(st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_best_of_all_trees(n: int, seed: int) -> None:
    check_best(np.random.default_rng(seed).normal(scale=3, size=(n, n + 1)).astype(np.float32))


@given(st.integers(2, 4).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=st.integers(-2, 2))))
def test_best_of_all_trees_where_scores_tie(scores: NDArray[np.float32]) -> None:
    check_best(scores)


@given(st.integers(1, 9).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=SCORES)))
def test_tree_for_any_scores(scores: NDArray[np.float32]) -> None:
    assert is_tree(find_heads(scores).tolist())


@pytest.mark.parametrize("value", [0.0, -1e4, -np.inf])
def test_tree_of_a_long_sentence_of_equal_scores(value: float) -> None:
    assert is_tree(find_heads(np.full((250, 251), value, dtype=np.float32)).tolist())


def test_tree_of_a_long_chain_of_cycles() -> None:
    """Every token prefers its neighbour: contraction after contraction, still within the depth of the stack."""
    n = 250
    scores = np.zeros((n, n + 1), dtype=np.float32)
    for i in range(n):
        scores[i, (i ^ 1) + 1] = 5
        scores[i, 0] = -10
    assert is_tree(find_heads(scores).tolist())


def test_scores_are_left_as_they_are() -> None:
    scores = np.random.default_rng(1).normal(size=(6, 7)).astype(np.float32)
    kept = scores.copy()
    find_heads(scores)
    assert np.array_equal(scores, kept)
