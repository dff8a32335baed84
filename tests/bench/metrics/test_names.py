"""Name scores, counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from bench.metrics.counts import Counts, add_counts
from bench.metrics.names import TypedSpan, compute_macro_f1, score_names, type_gold_names, type_names
from sayso.learn.corpora.names import UNER_KINDS, GoldName
from sayso.model import Name, Span, Tokens

_GOLD = [
    TypedSpan(0, 3, "person"),
    TypedSpan(10, 20, "organisation"),
    TypedSpan(30, 34, "location"),
    TypedSpan(40, 44, "other"),
]


def test_gold_against_itself() -> None:
    scores = score_names(_GOLD, _GOLD)
    assert {counts.f1 for counts in scores.values()} == {1.0}
    assert compute_macro_f1(scores) == 1.0


def test_scores_by_hand() -> None:
    """Person right, organisation cut in two, location of the wrong kind, other missed."""
    system = [
        TypedSpan(0, 3, "person"),
        TypedSpan(10, 14, "organisation"),
        TypedSpan(15, 20, "organisation"),
        TypedSpan(30, 34, "person"),
    ]
    scores = score_names(_GOLD, system)
    assert scores["exact"] == Counts(1, 4, 1, 4)
    assert scores["exact-untyped"].gold_hits == 2
    assert scores["overlap"] == Counts(3, 4, 2, 4)
    assert scores["organisation/overlap"] == Counts(2, 2, 1, 1)
    assert scores["person/exact"].f1 == pytest.approx(2 / 3)
    assert compute_macro_f1(scores) == pytest.approx((2 / 3) / 4)


def test_unmarked_kinds_are_left_out_on_both_sides() -> None:
    scores = score_names(_GOLD[:3], _GOLD, kinds=UNER_KINDS)
    assert scores["exact"] == Counts(3, 3, 3, 3)
    assert "other/exact" not in scores
    assert compute_macro_f1(add_counts([scores]), kinds=UNER_KINDS) == 1.0


def test_names_over_tokens_become_spans() -> None:
    tokens = Tokens(np.array([0, 4], dtype=np.int32), np.array([3, 7], dtype=np.int32), np.zeros(2, dtype=np.uint8))
    assert type_names([Name(0, 1, "person", 0.8)], tokens) == [TypedSpan(0, 7, "person")]
    spans = [(Span(0, 3), Span(4, 7))]
    assert type_gold_names([[GoldName(1, 1, "location")]], spans) == [TypedSpan(4, 7, "location")]
