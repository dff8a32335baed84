"""Measures of clusters, counted by hand."""

from __future__ import annotations

import pytest

from bench.metrics.clusters import find_overlaps, score_bcubed, score_characters, score_exact, score_pairs
from sayso.model import Span


def test_pairs_are_counted_over_clusters() -> None:
    counts = score_pairs([("a", "b", "c")], [("a", "b"), ("c", "d")])
    assert (counts.precision, counts.recall) == pytest.approx((1 / 2, 1 / 3))


def test_pairs_in_doubt_count_neither_for_nor_against() -> None:
    gold, loose = [("a", "b")], [("a", "b", "c")]
    assert score_pairs(gold, [("a", "b", "c")], loose=loose).precision == 1
    assert score_pairs(gold, [("a", "b", "d")], loose=loose).precision == pytest.approx(1 / 3)
    assert score_pairs(gold, [("b", "c")], loose=loose).recall == 0


def test_bcubed_of_one_cluster_too_many() -> None:
    gold = {"a": 1, "b": 1, "c": 2}
    counts = score_bcubed(gold, {"a": "x", "b": "x", "c": "x"})
    assert counts.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert counts.recall == 1


def test_bcubed_of_a_cluster_cut_in_two_and_of_items_that_are_missing() -> None:
    gold = {"a": 1, "b": 1}
    assert score_bcubed(gold, {"a": "x", "b": "y"}).recall == pytest.approx(1 / 2)
    assert score_bcubed(gold, {}).recall == pytest.approx(1 / 2)


def test_strangers_in_a_cluster_spoil_its_precision() -> None:
    gold = {"a": 1, "b": 1}
    assert score_bcubed(gold, {"a": "x", "b": "x"}, foreign={"z": "x"}).precision == pytest.approx(2 / 3)
    assert score_bcubed(gold, {"a": "x", "b": "x"}, foreign={"z": "w"}).precision == 1


def test_characters_are_letters_and_digits_in_the_text() -> None:
    text = "ab, cd ef"
    counts = score_characters(text, [Span(0, 6)], [Span(4, 99)])
    assert (counts.precision, counts.recall) == pytest.approx((2 / 4, 2 / 4))
    assert score_characters(text, [Span(0, 6)], [Span(4, 99)], loose=[Span(7, 9)]).precision == 1


def test_exact_is_the_share_of_equal_numbers() -> None:
    counts = score_exact([(1, 1), (2, 3), (4, 4), (0, 1)])
    assert counts.precision == counts.recall == pytest.approx(1 / 2)


def test_overlaps_come_with_the_widest_first() -> None:
    others = [(Span(0, 4), "a"), (Span(2, 9), "b"), (Span(20, 30), "c")]
    assert find_overlaps(Span(3, 8), others) == ["b", "a"]
