"""Counts of people that are found without any event, and what is no count of people."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.codebook import load_codebook
from sayso.events import find_events
from sayso.events.judge import JudgeWeights
from sayso.events.loose import find_sentence
from sayso.events.modes import ModeWeights
from sayso.events.tolls import find_tolls
from sayso.lang import load_language
from sayso.model import Claim, Event, EventMark, LooseToll, Report, Span, Time, hash_text
from tests.events.trees import make_parts, make_scene

CASES = tomllib.loads((Path(__file__).parent / "loose.toml").read_text("utf-8"))["cases"]
BOOK = load_language("en").tolls


def read(
    case: dict[str, Any], marks: tuple[EventMark, ...] = (), **more: Any
) -> tuple[tuple[Event, ...], tuple[LooseToll, ...]]:
    text = case["text"]
    report = Report("r1", hash_text(text), None, None, None, None, "2022-05-05", "en", text)
    tokens, syntax = make_parts(text, case["tree"])
    return find_events(report, tokens, syntax, marks, (), more.get("claims", ()), more.get("times", ()), ())


def find(words: str) -> dict[str, Any]:
    return next(case for case in CASES if words in case["text"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_tolls_without_events(case: dict[str, Any]) -> None:
    events, tolls = read(case)
    told = [f"{t.kind} {t.low} {t.high} {case['text'][t.words.start : t.words.end]}" for t in tolls]
    assert (events, sorted(told)) == ((), case["tolls"])


def test_a_loose_toll_has_its_sentence_claim_and_time() -> None:
    case = find("The cholera outbreak")
    text = case["text"]
    whole, day = Span(0, len(text)), Time("t1", 4, 11, "DATE", "2022-05-01", precision="day", dates=Span(25, 31))
    claim = Claim("c1", None, None, (whole,), "indirect")
    (toll,) = read(case, claims=(claim,), times=(day,))[1]
    assert (toll.sentence, toll.asserted_by, toll.realis) == (whole, "c1", "actual")
    assert toll.id.startswith("toll-killed-")
    assert toll.by is not None
    assert toll.by.stage == "events"


def test_a_weak_trigger_becomes_an_event_where_it_tells_a_toll(monkeypatch: pytest.MonkeyPatch) -> None:
    lenient = JudgeWeights({}, least=0.0, least_weak=0.0, promote=1.0)
    monkeypatch.setattr("sayso.events.find.load_judge_weights", lambda: lenient)
    case = find("The war has claimed")
    mark = EventMark(3, 3, "ASSAULT", 0.3, (), (), weak=True)
    events, tolls = read(case, (mark,))
    assert [(event.type, [toll.low for toll in event.tolls]) for event in events] == [("ASSAULT", [15000])]
    assert tolls == ()
    assert read(find("Three ministers were sworn in"), (mark,)) == ((), ())
    assert read(case, (msgspec.structs.replace(mark, type="CONSULT"),))[0] == ()
    assert read(find("The earthquake claimed"), (msgspec.structs.replace(mark, first=2, last=2),))[0] == ()


def test_helped_people_are_no_toll_of_the_help() -> None:
    case = find("have been evacuated")
    for kind, kept in (("AID", 1), ("AGREE", 0)):
        (event,), tolls = read(case, (EventMark(5, 5, kind, 0.9, (), ()),))
        assert (event.tolls, len(tolls)) == ((), kept)


def test_words_of_another_codebook_take_tolls_too() -> None:
    events, tolls = find_events(
        Report("r1", "0", None, None, None, None, None, "en", CASES[0]["text"]),
        *make_parts(CASES[0]["text"], CASES[0]["tree"]), (), (), (), (), (), load_codebook(),
    )  # fmt: skip
    assert events == ()
    assert [toll.kind for toll in tolls] == ["killed", "missing"]


@given(st.sampled_from(CASES), st.data())
def test_any_tree_gives_tolls_inside_the_text(case: dict[str, Any], data: st.DataObject) -> None:
    tree = make_scene(case["text"], case["tree"]).tree
    tree.words[data.draw(st.integers(0, len(tree) - 1))] = data.draw(
        st.sampled_from(["12", "dead", "of", "killed", "not"])
    )
    for counted in find_tolls(tree, BOOK, []).loose:
        toll = counted.toll
        assert 0 <= toll.words.start < toll.words.end <= len(tree.text)
        assert toll.low is None or toll.high is None or toll.low <= toll.high
        assert find_sentence(tree, counted.told_by) == Span(0, tree.ends[-1])


def test_the_dead_are_not_abducted(monkeypatch: pytest.MonkeyPatch) -> None:
    lenient = JudgeWeights({}, least=0.0, least_weak=0.0, promote=1.0)
    monkeypatch.setattr("sayso.events.find.load_judge_weights", lambda: lenient)
    always = ModeWeights(0.0, {"ASSAULT": ("", "abduct")}, {"ASSAULT": {"always": {"": (1, 500)}}})
    monkeypatch.setattr("sayso.events.find.load_mode_weights", lambda: always)
    mark = EventMark(3, 3, "ASSAULT", 0.9, (), ())
    (event,) = read(find("The war has claimed"), (mark,))[0]
    assert ([toll.kind for toll in event.tolls], event.mode) == (["killed"], None)
    (other,) = read(find("Three ministers were sworn in"), (mark,))[0]
    assert ([toll.kind for toll in other.tolls], other.mode) == (["missing"], "abduct")
