"""Span measures over ten tokens, counted by hand. Labels: 0 none, 1 content, 2 source, 3 cue."""

from __future__ import annotations

import numpy as np
import pytest

from bench.metrics.attribution import Attribution, cut_simply
from bench.metrics.spans import find_runs, label_attributions, label_marks, score_labels, score_spans
from sayso.model import Mark, Span

_TEXT = "Ann said : the bus left . She wept too"  # ten tokens; 2 and 6 are punctuation
_ANN = Attribution((Span(0, 3),), (Span(4, 8),), (Span(11, 23),))  # source 0, cue 1, content 3-5


def _labels(digits: str) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
    return np.array([int(digit) for digit in digits], dtype=np.int8)


def test_labels_overwrite_in_order() -> None:
    wide = Attribution((Span(0, 8),), (Span(4, 8),), (Span(0, 23),))
    assert label_attributions([wide], cut_simply(_TEXT)).tolist() == [2, 3, 1, 1, 1, 1, 0, 0, 0, 0]


def test_marks_of_the_reader_give_the_same_labels() -> None:
    marks = (Mark("source", 0, 0, 0.9), Mark("cue", 1, 1, 0.9), Mark("content", 3, 5, 0.9))
    assert label_marks(marks, 10).tolist() == label_attributions([_ANN], cut_simply(_TEXT)).tolist()


def test_runs_are_maximal() -> None:
    assert find_runs(np.array([True, True, False, True])) == [(0, 2), (3, 4)]
    assert find_runs(np.zeros(0, dtype=np.bool_)) == []


def test_gold_against_itself() -> None:
    scores = score_spans(_TEXT, cut_simply(_TEXT), [_ANN], [_ANN])
    assert {counts.f1 for counts in scores.values()} == {1.0}
    assert len(scores) == 24


def test_content_measures_by_hand() -> None:
    """Gold content [3, 6) and [7, 10); system content [2, 6), [7, 8), [9, 10); tokens 2 and 6 are punctuation."""
    punctuation = [i in (2, 6) for i in range(10)]
    scores = score_labels(_labels("0001110111"), _labels("0011110101"), punctuation)
    found = {m.removeprefix("content/"): c for m, c in scores.items() if m.startswith("content/")}
    hits = {m: (c.system_hits, c.system, c.gold_hits, c.gold) for m, c in found.items() if m != "jaccard"}
    assert hits == {
        "exact": (0, 3, 0, 2),
        "exact-trim": (1, 3, 1, 2),  # [2, 6) becomes [3, 6)
        "begin": (1, 3, 1, 2),  # 7
        "overlap": (3, 3, 2, 2),
        "dice50": (2, 3, 2, 2),  # [3, 6) with [2, 6): 6/7; [7, 10) with [7, 8): 2/4, and [9, 10) finds it taken
        "token": (5, 6, 5, 6),  # 3, 4, 5, 7, 9
        "tok-nopunct": (5, 5, 5, 6),  # 2 no longer counts
    }
    # best of [3, 6): 3/4; best of [7, 10): 1/3; every system span touches gold
    assert found["jaccard"].f1 == pytest.approx((3 / 4 + 1 / 3) / 2)


def test_a_system_span_apart_from_gold_lowers_jaccard() -> None:
    scores = score_labels(_labels("220000"), _labels("220022"), [False] * 6)
    assert scores["source/jaccard"].f1 == pytest.approx(1 / 2)
    assert scores["source/overlap"].precision == pytest.approx(1 / 2)
    assert scores["source/overlap"].recall == 1.0
    assert scores["cue/exact"].gold == 0
