"""Learning who is meant: weights from cases, and the file that holds them."""

from __future__ import annotations

from sayso.learn.antecedents import Case, fit, score
from sayso.mentions.antecedents import load_weights
from sayso.mentions.features import FEATURES, TASKS

NEAR, FAR = FEATURES.index("same-sentence"), FEATURES.index("further-before")


def make_cases(right: int) -> list[Case]:
    rows = ((NEAR,), (FAR,))
    return [Case("he", rows, (right == 0, right == 1), 1.0, source, "d") for source in (True, False) * 10]


def test_the_weights_prefer_what_was_right() -> None:
    for right, (better, worse) in enumerate(((NEAR, FAR), (FAR, NEAR))):
        cases = make_cases(right)
        weights = fit(cases)
        assert weights["he"][better] > weights["he"][worse]
        assert score(cases, weights) == {"he": (20, 20), "he/source": (10, 10)}


def test_a_task_without_cases_learns_from_the_others() -> None:
    weights = fit(make_cases(0))
    assert 0 < weights["it"][NEAR] - weights["it"][FAR] < weights["he"][NEAR] - weights["he"][FAR]


def test_the_shipped_weights_are_those_of_the_features() -> None:
    weights = load_weights()
    assert set(weights.tasks) == set(TASKS)
    assert weights.tasks["he"][NEAR] > weights.tasks["he"][FAR]
