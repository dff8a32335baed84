"""Triggers from the scores of an event head."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.parse.events import find_event_marks
from sayso.parse.outputs import EventLabels

LABELS = EventLabels(
    "test 1", ("", "AID", "ASSAULT"), ("", "ASSAULT-beat", "ASSAULT-drone"), ("actual", "denied"), ("crime",)
)


def make_scores(rows: list[dict[str, float]]) -> np.ndarray:
    names = [*LABELS.types, *LABELS.modes, *LABELS.realis, *LABELS.contexts]
    scores = np.zeros((len(rows), LABELS.size), np.float32)
    scores[:, 0] = 5.0
    scores[:, -1] = -5.0
    for row, values in zip(scores, rows, strict=True):
        for name, value in values.items():
            row[names.index(name)] = value
    return scores


def test_neighbours_of_one_type_are_one_trigger() -> None:
    rows: list[dict[str, float]] = [
        {},
        {"ASSAULT": 9.0, "ASSAULT-drone": 4.0, "crime": 3.0},
        {"ASSAULT": 9.0},
        {"AID": 9.0},
    ]
    first, second = find_event_marks(make_scores(rows), LABELS, offset=10)
    assert (first.first, first.last, first.type) == (11, 12, "ASSAULT")
    assert (second.first, second.last, second.type) == (13, 13, "AID")
    assert max(first.modes, key=lambda mode: mode[1])[0] == "drone"
    assert first.confidence > 0.9
    assert [name for name, _ in first.realis] == ["actual", "denied"]


def test_a_context_is_kept_when_it_is_likely() -> None:
    likely = find_event_marks(make_scores([{"AID": 9.0, "crime": 3.0}]), LABELS, offset=0)
    unlikely = find_event_marks(make_scores([{"AID": 9.0}]), LABELS, offset=0)
    assert [[name for name, _ in mark.contexts] for mark in (*likely, *unlikely)] == [["crime"], []]


def test_modes_are_those_of_the_type_and_none() -> None:
    (aid,) = find_event_marks(make_scores([{"AID": 9.0, "ASSAULT-beat": 9.0}]), LABELS, offset=0)
    (assault,) = find_event_marks(make_scores([{"ASSAULT": 9.0, "ASSAULT-beat": 9.0}]), LABELS, offset=0)
    assert aid.modes == ()
    assert [name for name, _ in assault.modes] == ["", "beat", "drone"]
    assert sum(chance for _, chance in assault.modes) == pytest.approx(1, abs=1e-3)


def test_without_a_head_there_is_none() -> None:
    assert find_event_marks(np.zeros((0, 0), np.float32), None, offset=0) == []
    assert find_event_marks(make_scores([{"AID": 9.0}]), None, offset=0) == []


def test_weak_marks_are_asked_for_and_stand_beside_no_trigger_of_their_type() -> None:
    rows: list[dict[str, float]] = [{"ASSAULT": 9.0}, {"ASSAULT": 4.2}, {"AID": 4.2, "": 5.0}, {}, {"ASSAULT": 4.2}]
    strong = find_event_marks(make_scores(rows), LABELS, offset=3)
    marks = find_event_marks(make_scores(rows), LABELS, offset=3, weak=True)
    assert [(mark.first, mark.type) for mark in strong] == [(3, "ASSAULT")]
    assert [(mark.first, mark.type, mark.weak) for mark in marks] == [
        (3, "ASSAULT", False),
        (5, "AID", True),
        (7, "ASSAULT", True),
    ]
    assert marks[0] == strong[0]
    assert (marks[1].realis, marks[1].contexts) == ((), ())


@given(arrays(np.float32, st.tuples(st.integers(0, 12), st.just(LABELS.size)), elements=st.floats(-30, 30, width=32)))
def test_marks_are_in_order_and_apart(scores: np.ndarray) -> None:
    marks = find_event_marks(scores, LABELS, offset=3)
    at = 2
    for mark in marks:
        assert at < mark.first <= mark.last < 3 + len(scores)
        assert 0 <= mark.confidence <= 1
        at = mark.last
