"""Two passes over the same passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.errors import BenchError
from bench.gold.agree_times import PASSES, list_differences, load_passes, measure_agreement
from tests.bench.times_fakes import write_passage


def test_what_differs_is_measured_and_listed(tmp_path: Path) -> None:
    write_passage(tmp_path / "a")
    write_passage(tmp_path / "b", ('value = "2023-03-11", anchor = 2', 'value = "2023-03-12", anchor = 1'))
    passes = load_passes(tmp_path)
    figures = measure_agreement(passes, tmp_path).figures
    assert figures["passes/strict"].value == 100
    assert figures["passes/value"].value == figures["passes/value-and-anchor"].value == 75
    told = list_differences(passes)
    assert told == (
        "river\tvalue\t3 «The day before»: a DATE 2023-03-11 from 2 | b DATE 2023-03-12 from 1 «The day before»\n"
    )


def test_the_same_twice_differs_in_nothing(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_passage(tmp_path / name)
    assert list_differences(load_passes(tmp_path)) == ""


def test_other_texts_are_refused(tmp_path: Path) -> None:
    write_passage(tmp_path / "a")
    write_passage(tmp_path / "b", ("it fell", "it rose"))
    with pytest.raises(BenchError, match="river: the passes have different texts"):
        load_passes(tmp_path)


def test_the_own_passes_can_be_compared() -> None:
    assert len(load_passes(PASSES)) >= 25
