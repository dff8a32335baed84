"""Folds keep the same sentence together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.learn.corpora.folds import FOLDS, find_fold


@given(st.text(), st.integers(1, 9))
def test_fold_is_one_of_them_and_stays(text: str, folds: int) -> None:
    assert 0 <= find_fold(text, folds=folds) < folds
    assert find_fold(text, folds=folds) == find_fold(text, folds=folds)


def test_sentences_that_begin_alike_share_a_fold() -> None:
    start = "The union said on Friday that it would block the harbour"
    assert find_fold(f"{start} again.") == find_fold(f" {start.upper()}) tomorrow!")


def test_all_folds_are_used() -> None:
    assert {find_fold(f"{number} farmers left") for number in range(100)} == set(range(FOLDS))
