"""Counts and the bootstrap."""

from __future__ import annotations

import pytest

from bench.metrics.counts import Counts, add_counts, bootstrap, count_hits, paired_bootstrap, share


def test_precision_recall_and_f1_by_hand() -> None:
    counts = Counts(system_hits=1, system=2, gold_hits=1, gold=4)
    assert (counts.precision, counts.recall) == (0.5, 0.25)
    assert counts.f1 == pytest.approx(1 / 3)  # 2 * .5 * .25 / .75


def test_nothing_to_find_scores_zero() -> None:
    assert Counts().f1 == 0.0


def test_a_share_is_its_own_f1() -> None:
    assert share(3, 4).f1 == pytest.approx(0.75)


def test_counts_add_up_by_measure() -> None:
    total = add_counts([{"a": count_hits(1, gold=2, system=1)}, {"a": count_hits(0, gold=1, system=1), "b": Counts()}])
    assert total == {"a": Counts(1, 2, 1, 3), "b": Counts()}


def test_bootstrap_is_seeded_and_holds_its_value() -> None:
    parts = [{"a": count_hits(hits, gold=10, system=10)} for hits in (1, 5, 9, 7, 3)]
    first, second = bootstrap(parts, seed=3), bootstrap(parts, seed=3)
    assert first == second
    assert first["a"].value == pytest.approx(0.5)
    assert 0.1 <= first["a"].low < 0.5 < first["a"].high <= 0.9


def test_pairing_sees_a_steady_difference_through_the_spread() -> None:
    better = [{"a": count_hits(hits + 1, gold=10, system=10)} for hits in (1, 5, 8, 7, 3)]
    worse = [{"a": count_hits(hits, gold=10, system=10)} for hits in (1, 5, 8, 7, 3)]
    difference = paired_bootstrap(better, worse)["a"]
    assert difference.value == pytest.approx(0.1)
    assert [difference.low, difference.high] == pytest.approx([0.1, 0.1])


def test_bootstrap_refuses_what_it_cannot_compare() -> None:
    with pytest.raises(ValueError, match="no reports"):
        bootstrap([])
    with pytest.raises(ValueError, match="1 reports against 0"):
        paired_bootstrap([{}], [])
