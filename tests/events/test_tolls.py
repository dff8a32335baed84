"""Which numbers are tolls, of what kind, how high, and whose."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.events.tolls import find_tolls
from sayso.events.tree import Tree
from sayso.events.triggers import Trigger, find_head
from sayso.lang import load_language
from tests.events.trees import make_scene

CASES = tomllib.loads((Path(__file__).parent / "tolls.toml").read_text("utf-8"))["cases"]
BOOK = load_language("en").tolls


def make_trigger(tree: Tree, told: str) -> Trigger:
    """A trigger written as "words:TYPE-mode"."""
    words, _, code = told.partition(":")
    kind, _, mode = code.partition("-")
    start = tree.text.index(words)
    inside = [t for t in range(len(tree)) if tree.ends[t] > start and tree.starts[t] < start + len(words)]
    head = find_head(tree, inside[0], inside[-1])
    return Trigger(inside[0], inside[-1], head, kind, mode or None, (), (), 1.0, "test")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_tolls(case: dict[str, Any]) -> None:
    tree = make_scene(case["text"], case["tree"]).tree
    triggers = [make_trigger(tree, told) for told in case["triggers"]]
    tolls = [toll for found in find_tolls(tree, BOOK, triggers).hung.values() for toll in found]
    tolls.sort(key=lambda toll: (toll.words.start, toll.kind))
    assert [f"{t.kind} {t.low} {t.high} {tree.text[t.words.start : t.words.end]}" for t in tolls] == case["tolls"]


@given(st.sampled_from(CASES), st.integers(0, 30), st.sampled_from(["ASSAULT", "COERCE", "PROTEST", "AGREE"]))
def test_any_trigger_gives_tolls_inside_the_text(case: dict[str, Any], at: int, kind: str) -> None:
    tree = make_scene(case["text"], case["tree"]).tree
    at %= len(tree)
    trigger = Trigger(at, at, at, kind, None, (), (), 1.0, "test")
    found = find_tolls(tree, BOOK, [trigger])
    assert found == find_tolls(tree, BOOK, [trigger])
    for toll in [*found.hung.get(0, []), *(counted.toll for counted in found.loose)]:
        assert 0 <= toll.words.start < toll.words.end <= len(tree.text)
        assert toll.low is None or toll.high is None or toll.low <= toll.high
        assert toll.who is None or tree.text[toll.who.start : toll.who.end].strip()


def test_verbal_events_have_no_tolls() -> None:
    tree = make_scene(CASES[0]["text"], CASES[0]["tree"]).tree
    assert find_tolls(tree, BOOK, [make_trigger(tree, "killed:ACCUSE")]).hung == {}


def test_tolls_of_a_later_sentence_hang_on_the_event_before() -> None:
    tree = make_scene(CASES[0]["text"], CASES[0]["tree"]).tree
    tree.sentences = [0] * 3 + [1] * (len(tree) - 3)
    assert [toll.kind for toll in find_tolls(tree, BOOK, [make_trigger(tree, "bomb:ASSAULT")]).hung[0]] == [
        "killed",
        "injured",
    ]
    tree.sentences = [0] * 3 + [4] * (len(tree) - 3)
    assert find_tolls(tree, BOOK, [make_trigger(tree, "bomb:ASSAULT")]).hung == {}
