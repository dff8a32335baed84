"""Whether events are told as having happened, and which claim asserts them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.events.assertion import Assertions
from sayso.events.realis import REALIS, RealisJudge, RealisWeights, is_ahead, is_long_past, load_realis_weights
from sayso.events.tree import Tree
from sayso.events.triggers import Trigger
from sayso.lang import load_language
from sayso.model import Claim, Report, Span, Time, hash_text
from tests.events.test_tolls import make_trigger
from tests.events.trees import make_scene

CASES = tomllib.loads((Path(__file__).parent / "realis.toml").read_text("utf-8"))["cases"]


def make_judge(tree: Tree, published: str | None = None) -> RealisJudge:
    return RealisJudge(tree, load_language("en"), published, load_realis_weights())


def make_time(latest: str | None, mod: str | None = None) -> Time:
    return Time("time-1", 0, 1, "DATE", latest, mod=mod, latest=latest)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_realis(case: dict[str, Any]) -> None:
    tree = make_scene(case["text"], case["tree"]).tree
    trigger = make_trigger(tree, f"{case['trigger']}:{case.get('type', 'ASSAULT')}")
    assert make_judge(tree).judge(trigger, claim=None, time=None) == case["realis"]


def test_what_lies_more_than_a_year_back_is_historical() -> None:
    tree = make_scene(CASES[0]["text"], CASES[0]["tree"]).tree
    trigger = make_trigger(tree, f"{CASES[0]['trigger']}:ASSAULT")
    judge = make_judge(tree, "2012-05-01")
    assert judge.judge(trigger, claim=None, time=make_time("1994-12-31")) == "historical"
    assert judge.judge(trigger, claim=None, time=make_time("2012-04-30")) == "actual"


def test_what_a_denial_holds_is_denied() -> None:
    tree = make_scene(CASES[0]["text"], CASES[0]["tree"]).tree
    trigger = make_trigger(tree, f"{CASES[0]['trigger']}:ASSAULT")
    claim = Claim("claim-1", None, Span(0, 6), (Span(7, 20),), "indirect", stance="denial")
    assert make_judge(tree).judge(trigger, claim=claim, time=None) == "denied"


@pytest.mark.parametrize(
    ("latest", "mod", "published", "past", "ahead"),
    [
        ("2010-01-01", None, "2012-01-01", True, False),
        ("2011-06-01", None, "2012-01-01", False, False),
        ("2012-03-01", None, "2012-01-01", False, True),
        ("2010-01-01", "AFTER", "2012-01-01", False, False),
        ("2010-XX", None, "2012-01-01", False, False),
        (None, None, "2012-01-01", False, False),
        ("2010-01-01", None, None, False, False),
    ],
)
def test_past_and_ahead(latest: str | None, mod: str | None, published: str | None, past: bool, ahead: bool) -> None:
    time = make_time(latest, mod)
    assert (is_long_past(time, published), is_ahead(time, published)) == (past, ahead)


def test_without_weights_everything_is_actual() -> None:
    tree = make_scene(CASES[1]["text"], CASES[1]["tree"]).tree
    judge = RealisJudge(tree, load_language("en"), None, RealisWeights({}))
    assert judge.judge(make_trigger(tree, f"{CASES[1]['trigger']}:RETREAT"), claim=None, time=None) == "actual"


@given(st.sampled_from(CASES), st.integers(0, 30))
def test_any_token_has_one_realis_and_always_the_same(case: dict[str, Any], at: int) -> None:
    tree = make_scene(case["text"], case["tree"]).tree
    at %= len(tree)
    trigger = Trigger(at, at, at, "ASSAULT", None, (), (), 1.0, "test")
    found = make_judge(tree).judge(trigger, claim=None, time=None)
    assert found in REALIS
    assert make_judge(tree).judge(trigger, claim=None, time=None) == found


TEXT = "Police said the mayor denied that guards beat the men. A judge condemned the raid."


def make_claim(name: str, cue: str, content: str, parent: str | None = None) -> Claim:
    start, at = TEXT.index(content), TEXT.index(cue)
    return Claim(name, None, Span(at, at + len(cue)), (Span(start, start + len(content)),), "indirect", parent=parent)


CLAIMS = (
    make_claim("outer", "said", "the mayor denied that guards beat the men"),
    make_claim("inner", "denied", "guards beat the men", "outer"),
    make_claim("stand", "condemned", "the raid"),
)


@pytest.mark.parametrize(
    ("trigger", "asserted"), [("beat", "inner"), ("denied", "outer"), ("raid", None), ("said", None)]
)
def test_the_innermost_claim_asserts(trigger: str, asserted: str | None) -> None:
    report = Report("r", hash_text(TEXT), None, None, None, None, None, "en", TEXT)
    at = TEXT.index(trigger)
    assert Assertions(CLAIMS, report).find(Span(at, at + len(trigger))) == asserted
