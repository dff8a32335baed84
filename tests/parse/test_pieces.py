"""Pieces of tokens, letter case and gaps; a toy tokenizer gives one piece for every two letters."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sayso.parse.pieces import GAPS, MAX_PIECES, SHAPES, Encoding, PieceCutter, find_shape
from sayso.text import find_tokens
from tests.batch.fakes import make_report


class Toy:
    def __init__(self, ids: list[int]) -> None:
        self.ids = ids


class ToyTokenizer:
    """Two letters a piece; a dollar sign has none."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode_batch(
        self, input: Sequence[str], is_pretokenized: bool = True, add_special_tokens: bool = True
    ) -> list[Encoding]:
        assert not is_pretokenized
        assert not add_special_tokens
        self.seen += [word.encode("utf-8").decode("utf-8") for word in input]
        return [Toy([] if word == "$" else [ord(word[i]) for i in range(0, len(word), 2)]) for word in input]


def test_tokens_know_their_pieces() -> None:
    text = "Boats left $5\n\nToday"
    pieces = PieceCutter(ToyTokenizer(), 9).cut(find_tokens(make_report(text)), text)
    assert pieces.firsts.tolist() == [0, 3, 5, 6, 7]
    assert pieces.lasts.tolist() == [2, 4, 5, 6, 9]
    assert "".join(chr(i) if i > 9 else "?" for i in pieces.ids.tolist()) == "Bas" + "lf" + "?" + "5" + "Tdy"
    assert [GAPS[g][0] for g in pieces.gaps.tolist()] == list("piibibnpii")
    assert [SHAPES[s] for s in pieces.shapes[pieces.firsts].tolist()] == ["title", "lower", "other", "digits", "title"]


def test_token_has_at_most_its_first_six_and_last_two_pieces() -> None:
    text = "abcdefghijklmnopqrstuvwxyz"
    pieces = PieceCutter(ToyTokenizer(), 9).cut(find_tokens(make_report(text)), text)
    assert "".join(map(chr, pieces.ids.tolist())) == "acegik" + "wy"
    assert len(pieces.ids) == MAX_PIECES


def test_what_was_seen_before_changes_nothing() -> None:
    tokenizer = ToyTokenizer()
    cutter = PieceCutter(tokenizer, 9)
    text = "Rain and rain and Rain"
    tokens = find_tokens(make_report(text))
    first, second = cutter.cut(tokens, text), cutter.cut(tokens, text)
    assert first.ids.tolist() == second.ids.tolist()
    assert tokenizer.seen == ["Rain", "and", "rain"]


def test_lone_surrogate_reaches_the_tokenizer_as_a_question_mark() -> None:
    """Guards against a tokenizer that takes UTF-8 alone: a report with broken emoji was not read."""
    tokenizer = ToyTokenizer()
    text = "a \ud83d b"
    PieceCutter(tokenizer, 9).cut(find_tokens(make_report(text)), text)
    assert tokenizer.seen == ["a", "?", "b"]


def test_long_token_is_looked_at_in_part() -> None:
    tokenizer = ToyTokenizer()
    text = "x" * 5_000
    PieceCutter(tokenizer, 9).cut(find_tokens(make_report(text)), text)
    assert [len(word) for word in tokenizer.seen] == [200]


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("rain", "lower"), ("Rain", "title"), ("O'Brien", "title"), ("Rain2", "title"), ("UN", "upper"),
        ("A", "letter"), ("McCoy", "mixed"), ("iPhone", "mixed"), ("7,939", "digits"), (",", "other"),
        ("漢", "mixed"), ("7th", "lower"),
    ],
)  # fmt: skip
def test_shapes(word: str, shape: str) -> None:
    assert SHAPES[find_shape(word)] == shape
