"""Text made harmless for a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli.safe import clip, show, show_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("\x07\x7f", "␇␡"),
        ("\x9b2J", r"\u009b2J"),
        ("\u202etxt.exe", r"\u202etxt.exe"),
        ("a\ud800", r"a\ud800"),
        ("\U000e0041", r"\U000e0041"),
        ("Алматы, 10 “января”, नमस्‍ते", "Алматы, 10 “января”, नमस्‍ते"),
    ],
)
def test_steering_characters_become_visible(text: str, shown: str) -> None:
    assert show(text) == shown


def test_a_line_stays_one_line() -> None:
    assert show_line("one\r\n two\n\n\tthree\u2028four") == "one two three four"


@given(st.text())
def test_nothing_shown_is_a_control_or_a_surrogate(text: str) -> None:
    assert {unicodedata.category(c) for c in show(text)}.isdisjoint({"Cc", "Cs", "Zl", "Zp"})


@given(st.text(max_size=40), st.integers(1, 30))
def test_clipped_text_says_so_and_is_no_longer_than_asked(text: str, length: int) -> None:
    clipped = clip(text, length)
    assert len(clipped) <= length
    assert clipped == text or clipped.endswith("…")
