"""Spans, types and values of time expressions, with numbers counted by hand."""

from __future__ import annotations

import pytest

from bench.metrics.counts import add_counts
from bench.metrics.time_categories import find_category
from bench.metrics.times import Expression, pair_spans, score_expressions, trim

_TEXT = "On Monday it rained for ten years until 7 March."


def test_identical_spans_go_before_larger_overlaps() -> None:
    assert pair_spans([(0, 10), (12, 20)], [(0, 20), (12, 20)]) == [(0, 0), (1, 1)]


def test_the_larger_overlap_goes_before_the_leftmost() -> None:
    assert pair_spans([(0, 4), (5, 20)], [(2, 20)]) == [(1, 0)]
    assert pair_spans([(0, 4), (5, 9)], [(2, 7)]) == [(0, 0)]


def test_spans_that_touch_are_no_pair() -> None:
    assert pair_spans([(0, 4)], [(4, 8)]) == []


def test_white_space_does_not_count() -> None:
    assert trim("a  bc \n d", 1, 7) == (3, 5)


def test_counts_by_hand() -> None:
    gold = (Expression(3, 9, "DATE", "2023-03-13"), Expression(24, 33, "DURATION", "P10Y"))
    found = (
        Expression(3, 9, "DATE", "2023-03-13"),
        Expression(20, 33, "DATE", "P1DE"),
        Expression(40, 47, "DATE", "2023-03-07"),
    )
    scores = score_expressions(_TEXT, gold, found)
    assert (scores["strict"].gold_hits, scores["strict"].gold, scores["strict"].system) == (1, 2, 3)
    assert scores["strict"].f1 == pytest.approx(2 / 5)
    assert scores["relaxed"].f1 == pytest.approx(4 / 5)
    assert scores["type"].f1 == pytest.approx(2 / 5)
    assert scores["value"].f1 == pytest.approx(2 / 5)
    assert scores["canonical-value"].f1 == pytest.approx(4 / 5)
    assert scores["category/weekday"].f1 == 1
    assert scores["category/duration"].f1 == 0


def test_value_f1_is_the_share_of_right_pairs_times_relaxed_f1() -> None:
    gold = [Expression(at, at + 2, "DATE", str(2000 + at)) for at in (0, 4, 8, 12)]
    found = [Expression(at, at + 2, "DATE", str(2000 + at % 8)) for at in (0, 4, 8, 20, 24)]
    scores = add_counts([score_expressions("x" * 30, gold, found)])
    pairs, right = 3, 2
    assert scores["value"].f1 == pytest.approx(right / pairs * scores["relaxed"].f1)


@pytest.mark.parametrize(
    ("words", "kind", "value", "category"),
    [
        ("two days earlier", "DATE", "2022-01-01", "offset"),
        ("the same day", "DATE", "2022-01-01", "anaphoric"),
        ("nearly two years ago", "DATE", "2020", "ago"),
        ("the third quarter", "DATE", "2022-Q3", "quarter"),
        ("9:20 a.m. on Wednesday", "TIME", "2022-01-05T09:20", "clock"),
        ("Tuesday night", "TIME", "2022-01-04TNI", "part-of-day"),
        ("Friday, October 18", "DATE", "2019-10-18", "weekday-and-date"),
        ("June 30, 2019", "DATE", "2019-06-30", "date-with-year"),
        ("January 8", "DATE", "2022-01-08", "month-and-day"),
        ("the 26th", "DATE", "2022-01-26", "month-and-day"),
        ("May 2002", "DATE", "2002-05", "month-with-year"),
        ("last week", "DATE", "2022-W01", "this-last-next"),
        ("December", "DATE", "2021-12", "month"),
        ("Monday", "DATE", "2022-01-03", "weekday"),
        ("the early 1920s", "DATE", "192", "decade-century"),
        ("winter", "DATE", "2021-WI", "season"),
        ("yesterday", "DATE", "2022-01-09", "today"),
        ("1997", "DATE", "1997", "year"),
        ("now", "DATE", "PRESENT_REF", "vague"),
        ("nine days", "DURATION", "P9D", "duration"),
        ("several days", "DURATION", "PXD", "duration-vague"),
        ("every Friday", "SET", "XXXX-WXX-5", "set"),
        ("Easter", "DATE", "2022-04-17", "other"),
    ],
)
def test_categories(words: str, kind: str, value: str, category: str) -> None:
    assert find_category(words, kind, value) == category
