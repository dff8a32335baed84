"""BIO labels: the search for the best path against all paths, and spans from labels."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sayso.parse.spans import allowed_steps, decode_bio, decode_chain, find_runs, make_bio

Floats = NDArray[np.float32]
SIZES = st.tuples(st.integers(1, 5), st.sampled_from([3, 5]), st.integers(0, 2**32 - 1))


def is_valid(labels: tuple[int, ...]) -> bool:
    allowed = allowed_steps(9)
    return all(allowed[-1 if i == 0 else labels[i - 1], label] for i, label in enumerate(labels))


def score(path: tuple[int, ...], emissions: Floats, steps: Floats) -> float:
    k = emissions.shape[1]
    moves = sum(float(steps[a, b]) for a, b in pairwise(path))
    ends = float(steps[k, path[0]]) + float(steps[k + 1, path[-1]])
    return sum(float(emissions[i, label]) for i, label in enumerate(path)) + moves + ends


def test_labels_and_steps() -> None:
    assert make_bio(["a", "b"]) == ("O", "B-a", "I-a", "B-b", "I-b")
    steps = allowed_steps(5)
    assert np.argwhere(~steps).tolist() == [
        [0, 2], [0, 4], [1, 4], [2, 4], [3, 2], [4, 2], [5, 2], [5, 4],
    ]  # fmt: skip


@given(SIZES)
def test_chain_finds_the_best_of_all_paths(case: tuple[int, int, int]) -> None:
    n, k, seed = case
    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(n, k)).astype(np.float32)
    steps = rng.normal(size=(k + 2, k)).astype(np.float32)
    best = max(score(path, emissions, steps) for path in product(range(k), repeat=n))
    assert score(tuple(decode_chain(emissions, steps).tolist()), emissions, steps) == pytest.approx(best, abs=1e-4)


@given(SIZES)
def test_bio_labels_are_valid_and_best_where_the_best_labels_are_valid(case: tuple[int, int, int]) -> None:
    n, k, seed = case
    scores = np.random.default_rng(seed).normal(size=(n, k)).astype(np.float32)
    labels = tuple(decode_bio(scores).tolist())
    greedy = tuple(scores.argmax(axis=1).tolist())
    assert is_valid(labels)
    assert not is_valid(greedy) or labels == greedy


@pytest.mark.parametrize(
    ("greedy", "expected"),
    [([0, 2, 2, 0], [0, 1, 2, 0]), ([2], [1]), ([1, 4, 0], [1, 2, 0]), ([0, 0, 4], [0, 0, 3]), ([3, 4, 2], [3, 4, 4])],
)
def test_bio_mends_labels_without_a_beginning(greedy: list[int], expected: list[int]) -> None:
    """An I- without its B- takes the label that costs least: here the other labels of its kind, then of its span."""
    scores = np.full((len(greedy), 5), -8, dtype=np.float32)
    for row, (wrong, right) in enumerate(zip(greedy, expected, strict=True)):
        scores[row, right] = -1
        scores[row, wrong] = 0
    assert decode_bio(scores).tolist() == expected


def test_no_tokens_no_labels() -> None:
    assert decode_bio(np.zeros((0, 5), dtype=np.float32)).tolist() == []
    assert find_runs(np.zeros(0, dtype=np.int64)) == []


def test_runs() -> None:
    labels = np.array([1, 2, 2, 1, 0, 3, 3, 4, 0, 0, 5])
    assert find_runs(labels) == [(0, 0, 2), (0, 3, 3), (1, 5, 5), (1, 6, 7), (2, 10, 10)]


@given(st.lists(st.tuples(st.integers(-1, 2), st.integers(1, 4)), max_size=6))
def test_runs_give_back_the_spans_that_labels_were_made_of(parts: list[tuple[int, int]]) -> None:
    labels: list[int] = []
    spans = []
    for kind, size in parts:
        if kind >= 0:
            spans.append((kind, len(labels), len(labels) + size - 1))
        labels += [0] * size if kind < 0 else [1 + 2 * kind] + [2 + 2 * kind] * (size - 1)
    assert find_runs(np.array(labels, dtype=np.int64)) == spans
