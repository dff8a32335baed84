"""Examples for the weights of what syntax builds, and their fit."""

from __future__ import annotations

import tomllib

import pytest

from bench.tasks.nesting import RARE, Example, fit_weights, format_weights, locate_claims

TEXT = "Ana said that Bo said that it burned."
LINES = ("Ana | said | that Bo … burned | 0", "Bo | said | that it burned | 1")


def test_claims_are_found_in_their_sentence() -> None:
    outer, inner = locate_claims(TEXT, LINES)
    assert [TEXT[s.start : s.end] for s in outer.content] == ["that Bo said that it burned"]
    assert [TEXT[s.start : s.end] for s in (*inner.source, *inner.content)] == ["Bo", "that it burned"]
    assert outer.cue[0].start < inner.cue[0].start
    assert (outer.parent, inner.parent) == (None, 0)


def test_words_that_do_not_occur_are_told() -> None:
    with pytest.raises(ValueError, match="does not occur"):
        locate_claims(TEXT, ["Ana | said | that it sank | 0"])


def make_examples(right: int, wrong: int, *features: str) -> list[Example]:
    return [Example(("one", *features), at < right) for at in range(right + wrong)]


def test_inner_examples_move_the_weights_of_the_outer_ones() -> None:
    outer = [*make_examples(80, 20, "clause"), *make_examples(20, 80, "thing")]
    alone = fit_weights(outer, make_examples(1, 1))
    moved = fit_weights(outer, make_examples(40, 0, "thing"))
    assert alone["clause"] > 0 > alone["thing"]
    assert moved["thing"] > alone["thing"]


def test_rare_features_get_no_weight() -> None:
    outer = [*make_examples(50, 50), *make_examples(RARE - 1, 0, "rare")]
    assert "rare" not in fit_weights(outer, make_examples(1, 1))


def test_weights_are_written_as_they_are_read() -> None:
    weights = {"shape link": -0.5, "one": 1.25}
    written = format_weights(weights)
    assert tomllib.loads(written) == {"weights": weights}
    assert written.index('"one"') < written.index('"shape link"')
