"""Words that annotators quote are found whole, and numbered ones where they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.gold.find import NotFoundError, choose_nearest, find_all, find_candidates, measure_gap, split_number
from sayso.model import Span

TEXT = "The man said he saw the ministry. “It's he,” The other said. Write to @paz2, he said; or @2.\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("said@2", ("said", 2)),
        ("said", ("said", None)),
        ("write to @paz2", ("write to @paz2", None)),
        ("at@home", ("at@home", None)),
        ("@paz2@3", ("@paz2", 3)),
        ("@2", ("@2", None)),
        ("said@2 ", ("said@2 ", None)),
    ],
)
def test_only_digits_after_the_last_at_sign_are_a_number(words: str, expected: tuple[str, int | None]) -> None:
    assert split_number(words) == expected


def test_words_are_found_whole() -> None:
    assert [TEXT[span.start - 5 : span.end] for span in find_all(TEXT, "he")] == ["said he", "It's he", "az2, he"]
    assert find_all(TEXT, "minis") == []
    assert len(find_all(TEXT, "@paz2")) == 1


def test_the_first_letter_may_turn_where_asked() -> None:
    assert len(find_all(TEXT, "the")) == 1
    assert len(find_all(TEXT, "the", any_case=True)) == 3


def test_numbers_count_over_the_text() -> None:
    assert find_candidates(TEXT, "said@3") == [find_all(TEXT, "said")[2]]
    with pytest.raises(NotFoundError, match="holds these words 3 times"):
        find_candidates(TEXT, "said@4")
    with pytest.raises(NotFoundError, match="holds these words once"):
        find_candidates(TEXT, "other@0")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("It’s he", "it has «It's he»"),
        ("the Man  said", "it has «The man said»"),
        ("the man said he saw a boat", "does not stand in the text$"),
        ("The man said he saw a boat", "it goes on «said he saw the ministry"),
        ("inistry", "as whole words"),
    ],
)
def test_missing_words_are_told_with_what_is_near(words: str, hint: str) -> None:
    with pytest.raises(NotFoundError, match=hint):
        find_candidates(TEXT, words)


def test_the_nearest_is_chosen_and_what_is_taken_shunned() -> None:
    spans = [Span(0, 4), Span(20, 24), Span(40, 44)]
    assert choose_nearest(spans, Span(26, 30)) == Span(20, 24)
    assert choose_nearest(spans, Span(26, 30), [Span(22, 23)]) == Span(40, 44)
    assert choose_nearest(spans[:1], Span(26, 30), [Span(0, 2)]) == Span(0, 4)
    assert choose_nearest(spans, None) == Span(0, 4)


@given(st.integers(0, 50), st.integers(1, 9), st.integers(0, 50), st.integers(1, 9))
def test_gaps_are_the_same_from_both_sides(start: int, length: int, other: int, size: int) -> None:
    first, second = Span(start, start + length), Span(other, other + size)
    assert measure_gap(first, second) == measure_gap(second, first) >= 0
