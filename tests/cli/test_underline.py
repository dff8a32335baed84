"""Signs stand under exactly the characters of their spans, whatever the text holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sayso.cli.underline import underline
from sayso.model import Span


def test_signs_stand_under_their_words() -> None:
    text = "The clerk said it may rain."
    spans = {
        "source": [Span(100, 109)],
        "cue": [Span(110, 114)],
        "content": [Span(115, 126)],
        "hedge": [Span(118, 121)],
    }
    assert list(underline(text, 100, spans, width=80)) == [
        ("The clerk said it may rain.", "--------- ==== ___..._____"),
    ]


def test_lines_break_at_blanks_and_signs_break_with_them() -> None:
    lines = list(underline("one two three", 0, {"cue": [Span(4, 13)]}, width=8))
    assert lines == [("one two", "    ==="), ("three", "=====")]


def test_wide_and_steering_characters_keep_signs_in_place() -> None:
    lines = list(underline("漢 \x1b a", 0, {"cue": [Span(4, 5)], "source": [Span(0, 1)]}, width=20))
    assert lines == [("漢 ␛ a", "--   =")]


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.integers(12, 40))
def test_no_line_is_wider_than_asked_and_signs_never_stand_alone(text: str, a: int, b: int, width: int) -> None:
    for words, signs in underline(text, 0, {"content": [Span(min(a, b), max(a, b))]}, width=width):
        assert cell_len(words) <= width
        assert len(signs) <= width
