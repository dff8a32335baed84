"""Windows and sections: everything is covered once, nothing is longer than allowed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.parse.pieces import MAX_PIECES
from sayso.parse.sections import cut_sections
from sayso.parse.windows import LEFT_CONTEXT, MAX_LENGTH, RIGHT_CONTEXT, Window, find_cuts, make_windows
from sayso.text import find_tokens
from tests.batch.fakes import make_report
from tests.parse.columns import make_pieces, make_tokens


def draw_cuts(text: str) -> str:
    """The words, with "/" before each where a sentence may begin."""
    tokens = find_tokens(make_report(text))
    return " ".join(
        ("/" if cut else "") + word
        for word, cut in zip(tokens.words(text), find_cuts(tokens, text).tolist(), strict=True)
    )


def test_sentences_may_begin_after_stops_closers_and_line_ends() -> None:
    assert draw_cuts("It rains. “No!” he said\nSo it is") == "/It rains . /“ No ! ” /he said /So it is"


@given(st.integers(1, 700), st.integers(1, MAX_PIECES), st.integers(0, 2**32 - 1), st.sampled_from([0.0, 0.05, 0.5]))
def test_cores_cover_all_tokens_once_and_windows_are_bounded(n: int, longest: int, seed: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    lengths = rng.integers(1, longest + 1, n).tolist()
    pieces = make_pieces(lengths)
    cuts = rng.random(n) < share
    windows = make_windows(pieces, cuts)
    assert [w.core_start for w in windows] == [0, *(w.core_end for w in windows[:-1])]
    assert windows[-1].core_end == len(lengths)
    for w in windows:
        assert w.start <= w.core_start < w.core_end <= w.end
        assert sum(lengths[w.start : w.end]) <= MAX_LENGTH - 2
        if len(windows) > 1:
            assert sum(lengths[w.start : w.core_start]) <= LEFT_CONTEXT
            assert sum(lengths[w.core_end : w.end]) <= RIGHT_CONTEXT


def test_short_report_is_one_window() -> None:
    assert make_windows(make_pieces([2] * 127), np.zeros(127, dtype=bool)) == [Window(0, 127, 0, 127)]
    assert make_windows(make_pieces([]), np.zeros(0, dtype=bool)) == []


def test_cores_end_where_sentences_may_end() -> None:
    cuts = np.zeros(600, dtype=bool)
    cuts[::30] = True
    windows = make_windows(make_pieces([1] * 600), cuts)
    assert len(windows) > 2
    assert all(w.core_start % 30 == 0 for w in windows)


@given(st.lists(st.sampled_from([0, 1, 1, 1, 2, 3]), max_size=120), st.integers(2, 30))
def test_sections_cover_all_tokens_once(gaps: list[int], size: int) -> None:
    sections = cut_sections(make_tokens(gaps), size=size)
    assert [first for first, _ in sections] == [0, *(last for _, last in sections[:-1])][: len(sections)]
    assert sum(last - first for first, last in sections) == len(gaps)
    assert all(0 < last - first <= size for first, last in sections)


@pytest.mark.parametrize(
    ("gaps", "end"), [("1111111131", 8), ("1111112111", 6), ("1111111111", 10), ("1311111111", 10)]
)
def test_section_ends_with_a_paragraph_or_line_in_its_second_half(gaps: str, end: int) -> None:
    tokens = make_tokens([int(gap) for gap in gaps] + [1] * 5)
    assert cut_sections(tokens, size=10)[0] == (0, end)
