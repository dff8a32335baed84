"""Names and appositions put right with each other's help."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.model import Name, Syntax, Tokens
from sayso.parse.appositions import mend_appositions
from sayso.parse.names import join_hyphenated
from sayso.text import find_tokens
from tests.batch.fakes import make_report


def read(text: str) -> tuple[Tokens, list[str]]:
    tokens = find_tokens(make_report(text))
    return tokens, tokens.words(text)


def names_of(text: str, *pairs: tuple[int, int]) -> list[str]:
    tokens, words = read(text)
    names = [Name(first, last, "location", 0.9) for first, last in pairs]
    return [tokens.span(n.first, n.last).text(text) for n in join_hyphenated(names, tokens, words)]


def test_parts_are_joined_where_the_report_has_the_whole() -> None:
    text = "Rain fell on Alta-Vila. In Alta-Vila it snowed. Alta is far."
    assert names_of(text, (3, 5), (8, 8), (10, 10), (14, 14)) == ["Alta-Vila", "Alta-Vila", "Alta"]


def test_parts_stay_apart_where_it_has_not() -> None:
    assert names_of("The Mali-Niger border is shut.", (1, 1), (3, 3)) == ["Mali", "Niger"]


def test_a_blank_keeps_them_apart() -> None:
    text = "Rain fell on Alta-Vila. From Alta - Vila is near - it snowed."
    assert names_of(text, (3, 5), (8, 8), (10, 10)) == ["Alta-Vila", "Alta", "Vila"]


def make_syntax(words: list[str], arcs: dict[int, tuple[int, str]], nouns: set[int]) -> Syntax:
    heads = np.array([arcs.get(i, (-1, "root"))[0] for i in range(len(words))], dtype=np.int32)
    deprels = tuple(arcs.get(i, (-1, "root"))[1] for i in range(len(words)))
    upos = tuple("PROPN" if i in nouns else "PUNCT" if word == "," else "X" for i, word in enumerate(words))
    blank = ("_",) * len(words)
    return Syntax(np.zeros(len(words), dtype=np.int32), upos, blank, tuple(words), heads, deprels)


@pytest.mark.parametrize(
    ("text", "arcs", "name", "relation"),
    [
        ("the mayor , Ana Ruiz , left", {1: (6, "nsubj"), 3: (1, "conj"), 4: (3, "flat")}, (3, 4), "appos"),
        ("the mayor , Ana Ruiz left", {1: (5, "nsubj"), 3: (1, "conj"), 4: (3, "flat")}, (3, 4), "conj"),
        (
            "the mayor , Ana Ruiz , and Bo Lee left",
            {1: (9, "nsubj"), 3: (1, "conj"), 4: (3, "flat"), 6: (7, "cc"), 7: (1, "conj"), 8: (7, "flat")},
            (3, 4),
            "conj",
        ),
    ],
    ids=["between commas", "no second comma", "a list"],
)
def test_coordination_without_a_conjunction(
    text: str, arcs: dict[int, tuple[int, str]], name: tuple[int, int], relation: str
) -> None:
    syntax = make_syntax(text.split(), arcs, {1, 3, 4, 7, 8})
    mended = mend_appositions(syntax, [Name(*name, "person", 0.9)])
    assert mended.deprels[3] == relation
    assert mended.heads is syntax.heads
