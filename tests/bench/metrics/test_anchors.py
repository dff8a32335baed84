"""Values and anchors against gold passages, with numbers counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.gold.load_times import Passage, read_passage
from bench.metrics.anchors import is_right, pair_times, score_passage
from sayso.model import Claim, Span, Time, TimeCandidate
from tests.bench.times_fakes import write_passage


@pytest.fixture
def passage(tmp_path: Path) -> Passage:
    return read_passage(write_passage(tmp_path))


def _find(passage: Passage, n: int, value: str | None, anchor: str | None, *candidates: str) -> Time:
    gold = passage.times[n - 1]
    listed = tuple(TimeCandidate(value, None) for value in candidates)
    return Time(f"t{n}", gold.start, gold.end, "DATE", value, anchor=anchor, candidates=listed)


def _is_right(passage: Passage, n: int, *found: Time) -> bool:
    return is_right(pair_times(passage, found), passage.times[n - 1])


def test_value_and_anchor_must_both_be_right(passage: Passage) -> None:
    assert _is_right(passage, 1, _find(passage, 1, "2023-03-13", "published"))
    assert not _is_right(passage, 1, _find(passage, 1, "2023-03-13", None))
    assert not _is_right(passage, 1, _find(passage, 1, "2023-03-06", "published"))
    assert not _is_right(passage, 1)


def test_an_anchor_is_an_expression_or_one_with_the_same_value(passage: Passage) -> None:
    monday, sunday = _find(passage, 1, "x", None), _find(passage, 2, "x", None)
    assert _is_right(passage, 3, sunday, _find(passage, 3, "2023-03-11", "t2"))
    assert not _is_right(passage, 3, monday, _find(passage, 3, "2023-03-11", "t1"))
    assert not _is_right(passage, 3, _find(passage, 3, "2023-03-11", "t2"))


def test_a_date_counted_from_its_equal(tmp_path: Path) -> None:
    change = ("anchor = 2, candidates", "anchor = 1, candidates")
    passage = read_passage(write_passage(tmp_path, change))
    last = _find(passage, 4, "2023-03-13", "published")
    assert _is_right(passage, 3, last, _find(passage, 3, "2023-03-11", "t4"))


def test_any_anchor_may_supply_the_missing_year(tmp_path: Path) -> None:
    change = ('"2023-03-12", anchor = "published"', '"2023-03-12", anchor = "published", lacks = "year"')
    passage = read_passage(write_passage(tmp_path, change))
    monday = _find(passage, 1, "2023-03-13", "published")
    assert _is_right(passage, 2, monday, _find(passage, 2, "2023-03-12", "t1"))
    assert not _is_right(passage, 2, _find(passage, 2, "2023-03-12", None))


def test_accepted_readings_are_right_and_candidates_are_not(tmp_path: Path) -> None:
    change = ("anchor = 2, candidates", 'anchor = 2, accepted = [{ value = "2023-W10", anchor = 2 }], candidates')
    passage = read_passage(write_passage(tmp_path, change))
    sunday = _find(passage, 2, "2023-03-12", "published")
    assert _is_right(passage, 3, sunday, _find(passage, 3, "2023-W10", "t2"))
    assert not _is_right(passage, 3, sunday, _find(passage, 3, "2023-03-13", "published"))


@pytest.mark.parametrize(
    ("value", "anchor", "right"),
    [(None, None, True), ("XXXX-WXX-1", None, True), ("2023-03-13", None, False), (None, "published", False)],
)
def test_unresolved(value: str | None, anchor: str | None, right: bool, tmp_path: Path) -> None:
    passage = read_passage(write_passage(tmp_path, ('value = "2023-03-13", anchor = "published", ', "")))
    assert _is_right(passage, 1, _find(passage, 1, value, anchor)) is right


@pytest.mark.parametrize(("anchor", "right"), [("published", True), (None, True), ("t2", False)])
def test_now_counts_from_publication_or_nothing(anchor: str | None, right: bool, tmp_path: Path) -> None:
    passage = read_passage(write_passage(tmp_path, ('"2023-03-13", anchor', '"PRESENT_REF", anchor')))
    sunday = _find(passage, 2, "2023-03-12", "published")
    assert _is_right(passage, 1, sunday, _find(passage, 1, "PRESENT_REF", anchor)) is right


def test_counts_by_hand(passage: Passage) -> None:
    found = (
        _find(passage, 1, "2023-03-13", "published"),
        _find(passage, 2, "2023-03-05", "published", "2023-03-05", "2023-03-12"),
        _find(passage, 3, "2023-03-11", "t2", "2023-03-11", "2023-03-13"),
        Time("t9", 1, 4, "DATE", "2023"),
    )
    said = Claim("c1", None, Span(5, 9), (), "indirect", said="t1")
    wrong = Claim("c2", None, Span(5, 9), (), "indirect", said="t2")
    scores = score_passage(passage, found, (said, wrong))
    assert (scores["relaxed"].gold_hits, scores["relaxed"].gold, scores["relaxed"].system) == (3, 4, 4)
    assert scores["value"].f1 == pytest.approx(2 / 4)
    assert scores["value-and-anchor"].f1 == pytest.approx(2 / 4)
    assert (scores["value-and-anchor/not-published"].gold_hits, scores["value-and-anchor/not-published"].gold) == (1, 1)
    assert (scores["value-and-anchor/published"].gold_hits, scores["value-and-anchor/published"].gold) == (1, 3)
    assert scores["value-and-anchor/nothing"].gold == 0
    assert (scores["candidates/listed"].gold_hits, scores["candidates/listed"].gold) == (1, 1)
    assert (scores["candidates/needless"].gold_hits, scores["candidates/needless"].gold) == (1, 2)
    assert (scores["said-link"].recall, scores["said-link"].precision) == (1, 0.5)
    assert scores["category/weekday"].f1 == pytest.approx(1 / 3)
    assert scores["category/offset"].f1 == 1


def test_a_link_needs_the_cue_that_is_dated(passage: Passage) -> None:
    found = (_find(passage, 1, "2023-03-13", "published"),)
    elsewhere = Claim("c1", None, Span(30, 34), (), "indirect", said="t1")
    assert score_passage(passage, found, (elsewhere,))["said-link"].recall == 0
