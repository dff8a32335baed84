"""The chain's loss against the sum over all label paths."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from numpy.typing import NDArray

torch = pytest.importorskip("torch", reason="torch is installed for training only")

from sayso.learn.chain import chain_loss, masked_transitions  # noqa: E402
from sayso.parse.spans import allowed_steps, decode_chain  # noqa: E402

Scores = NDArray[np.float64]
K = 5


def score(path: tuple[int, ...], emissions: Scores, steps: Scores) -> float:
    inner = sum(steps[a, b] for a, b in pairwise(path))
    return float(sum(emissions[i, k] for i, k in enumerate(path)) + inner + steps[K, path[0]] + steps[K + 1, path[-1]])


def brute_force(emissions: Scores, labels: list[int], steps: Scores) -> float:
    paths = [score(path, emissions, steps) for path in product(range(K), repeat=len(labels))]
    return float(np.logaddexp.reduce(paths)) - score(tuple(labels), emissions, steps)


@pytest.mark.parametrize("seed", range(8))
def test_loss_is_that_of_all_paths(seed: int) -> None:
    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(3, 4, K)).astype(np.float32)
    transitions = torch.from_numpy(rng.normal(size=(K + 2, K)).astype(np.float32))
    labels = [[1, 2, 0, 3], [0, 3, 4], [1]]
    padded = np.full((3, 4), -100)
    for row, gold in enumerate(labels):
        padded[row, : len(gold)] = gold
    steps = masked_transitions(transitions, cut=True).numpy().astype(np.float64)
    exact = emissions.astype(np.float64)
    expected = sum(brute_force(e[: len(g)], g, steps) for e, g in zip(exact, labels, strict=True))
    found = chain_loss(torch.from_numpy(emissions), torch.from_numpy(padded), transitions)
    assert float(found) == pytest.approx(expected, rel=1e-4, abs=1e-3)


def test_forbidden_steps_are_never_taken() -> None:
    steps = masked_transitions(torch.zeros(K + 2, K)).numpy()
    assert np.array_equal(steps[: K + 1] == 0, allowed_steps(K))
    wishes = np.zeros((3, K), dtype=np.float32)
    wishes[:, 4] = 9
    assert decode_chain(wishes, steps).tolist() == [3, 4, 4]
