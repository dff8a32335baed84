"""Places are scored on gold spans, on what is found, and on both, with and without the outlet's area."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from bench.errors import BenchError
from bench.fit_places import Rows, fit_choices, fit_logistic, judge
from bench.metrics.counts import add_counts
from bench.tasks.places import learn_others, measure_places, read_lines, see
from sayso.gazetteer import Gazetteer
from sayso.model import Place
from sayso.parse import Reader
from tests.bench.fakes import FakeReader
from tests.places.world import make_gazetteer

HOMS = {"start": 18, "end": 22, "phrase": "Homs", "latitude": 34.73, "longitude": 36.71, "geonameid": 169577}
LINES = (
    {"id": "1", "domain": "a.example", "text": "They went back to Homs, he said.", "toponyms": [HOMS]},
    {
        "id": "2",
        "domain": "a.example",
        "text": "They went back to Qoms, he said.",
        "toponyms": [HOMS | {"phrase": "Qoms"}, {"start": 0, "end": 4, "latitude": None, "longitude": None}],
    },
)


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two reports of one outlet, and a gazetteer that knows the place of the first."""
    make_gazetteer(tmp_path).close()
    monkeypatch.setenv("SAYSO_GAZETTEER", str(tmp_path / "places.sqlite"))
    path = tmp_path / "tiny.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in LINES), "utf-8")
    return path


def test_gold_is_resolved_and_every_denominator_told(corpus: Path) -> None:
    measured = measure_places([corpus], FakeReader())
    sums = add_counts(measured.parts["tiny"])
    shares = {name: (c.system_hits, c.system) for name, c in sums.items() if name.startswith("text/acc")}
    assert shares == {
        "text/acc161": (1, 2),
        "text/acc161-answered": (1, 1),
        "text/acc161-reachable": (1, 1),
        "text/acc161-coordinates": (1, 2),
        "text/acc20": (1, 2),
    }
    assert sums["recognition/exact"].gold == 3
    assert sums["text/end-to-end"].gold == 2
    assert measured.figures["tiny/text/mean"].value == pytest.approx(20_039 / 2, abs=0.1)
    assert measured.figures["tiny/reports-per-second"].value > 0
    assert "Gazetteer" in measured.notes[0]


def test_without_a_gazetteer_nothing_is_measured(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_GAZETTEER", str(tmp_path / "none.sqlite"))
    with pytest.raises(BenchError, match="sayso places build"):
        measure_places([corpus], FakeReader())


def test_a_malformed_line_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("{}\n", "utf-8")
    with pytest.raises(BenchError, match=r"bad\.jsonl is no corpus of toponyms"):
        read_lines(path)


def test_an_area_is_learned_from_three_other_reports_alone(corpus: Path) -> None:
    reader = cast("Reader", FakeReader())
    one = see(read_lines(corpus)[0], reader)
    place = Place(
        "", 18, 22, "Homs", latitude=34.73, longitude=36.71, country="SY", entry="gn:169577", precision="town"
    )
    assert [areas.outlets for areas in learn_others([one] * 3, [(place,)] * 3)] == [{}] * 3
    areas = learn_others([one] * 4, [(place,), (), (), ()])
    assert [known.outlets["a.example"].countries for known in areas] == [{}, {"SY": 1.0}, {"SY": 1.0}, {"SY": 1.0}]


def test_the_gazetteer_of_the_corpus_knows_one_place(corpus: Path) -> None:
    with Gazetteer.open(corpus.parent / "places.sqlite") as gazetteer:
        assert [match.entry.key for match in gazetteer.find("Homs")] == ["gn:169577"]


@pytest.mark.parametrize(
    ("errors", "right"),
    [
        ([0.0, 5.0, 900.0], [True, False, False]),
        ([15.0, 5.0, 900.0], [True, True, False]),
        ([150.0, 900.0], [True, False]),
        ([900.0], [False]),
        ([], []),
    ],
)
def test_which_places_are_right(errors: list[float], right: list[bool]) -> None:
    assert judge(errors) == right


def test_a_logistic_fit_finds_what_parts_two_classes() -> None:
    columns = np.array([[1.0, 0.0], [1.0, 0.0], [1.0, 1.0], [1.0, 1.0]])
    weights = fit_logistic(columns, np.array([0.0, 0.0, 1.0, 1.0]), ridge=0.1)
    assert (columns @ weights > 0).tolist() == [False, False, True, True]


def test_a_fit_of_choices_weighs_what_right_ones_have_and_keeps_to_its_prior() -> None:
    columns = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    rows = Rows(columns, np.array([0, 2]), np.array([True, False, True, False]))
    prior = np.array([0.0, 0.0, 3.0])
    weights = fit_choices(rows, np.zeros(3), prior=prior)
    assert weights[0] > 0 > weights[1]
    assert weights[2] == pytest.approx(3.0)
