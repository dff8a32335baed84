"""Floors: what falls through them, and that they name figures that exist."""

from __future__ import annotations

import pytest

from bench.data import FILES
from bench.floors import Floor, Floors, check_floors, read_floors
from bench.peers import find_peers, read_peers
from bench.results import Figure, Results

_OWN = {"claims-dev", "times-dev", "events-dev"}  # gold of the project's own
_FLOORS = Floors(
    {"dev.conllu": "a" * 64},
    {
        "syntax": {
            "dev/las": Floor(band=0.3, at_least=85.0),
            "dev/seconds": Floor(band=0.1, at_most=2.0, speed=True),
        }
    },
)


def _results(*, las: float = 86.0, seconds: float = 1.0, digest: str = "a" * 64, failures: int = 0) -> Results:
    figures = {"dev/las": Figure(las), "dev/seconds": Figure(seconds, unit="s")}
    return Results(
        "syntax", "", "0", {}, {"dev.conllu": digest}, figures=figures, failures=failures, notes=("SAY-201: why",)
    )


@pytest.mark.parametrize("las", [86.0, 85.0, 84.7])
def test_what_lies_above_or_within_the_band_holds(las: float) -> None:
    assert check_floors(_results(las=las), _FLOORS, speed=True) == []


def test_a_figure_under_its_floor_is_named_with_value_and_floor() -> None:
    (problem,) = check_floors(_results(las=84.6), _FLOORS)
    assert problem == "syntax: dev/las is 84.6, under its floor of 85 (band 0.3)"


def test_floors_of_speed_are_checked_when_asked() -> None:
    assert check_floors(_results(seconds=2.2), _FLOORS) == []
    (problem,) = check_floors(_results(seconds=2.2), _FLOORS, speed=True)
    assert problem == "syntax: dev/seconds is 2.2, over its limit of 2 (band 0.1)"


def test_another_file_fails() -> None:
    (problem,) = check_floors(_results(digest="b" * 64), _FLOORS)
    assert "dev.conllu is another file" in problem
    unknown = Results("syntax", "", "0", {}, {"new.conllu": "a"}, figures=_results().figures)
    assert check_floors(unknown, _FLOORS) == ["syntax: no floor holds for new.conllu"]


def test_failed_reports_and_missing_figures_fail() -> None:
    (problem,) = check_floors(_results(failures=3), _FLOORS)
    assert problem == "syntax: 3 reports were not read to the end: SAY-201: why"
    empty = Results("syntax", "", "0", {}, {})
    assert check_floors(empty, _FLOORS) == ["syntax: dev/las was not measured"]


def test_the_floors_hold_for_the_dev_files() -> None:
    floors = read_floors()
    names = {name.rpartition("/")[2] for files in FILES.values() for name in files}
    assert set(floors.corpora) - _OWN == names
    assert set(floors.floors) == {*FILES, "claims", "links", "scale"}
    stems = {name.rpartition(".")[0] for name in names} | _OWN | {"links-held", "desk"}
    assert {figure.partition("/")[0] for figures in floors.floors.values() for figure in figures} <= stems
    assert all((f.at_least is None) != (f.at_most is None) for task in floors.floors.values() for f in task.values())


def test_peers_stand_beside_the_figures_that_both_have() -> None:
    assert find_peers("attribution", ["polnear-dev/source/exact"]) == {
        "CRF with parse features": {"polnear-dev/source/exact": 71.6},
        "people": {"polnear-dev/source/exact": 78.6},
    }
    assert find_peers("attribution", ["polnear-test/source/exact"]) == {}
    assert all(peer.note for peer in read_peers())
