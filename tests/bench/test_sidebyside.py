"""Two versions in turn: figures from pairs, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.errors import BenchError
from bench.sidebyside import OWN_SOURCE, Pair, compare_sources, summarize

_INPUTS = """
def read_paths(paths, *, published, outlet, title, jobs):
    yield from open(paths[0]).read().splitlines()
"""
_LINES = """
def encode_record(result):
    return result.{how}().encode()
"""


def _make_version(folder: Path, *, how: str) -> Path:
    room = folder / "sayso" / "cli"
    room.mkdir(parents=True)
    (folder / "sayso" / "__init__.py").write_text("")
    (room / "__init__.py").write_text("")
    (room / "inputs.py").write_text(_INPUTS)
    (room / "json_lines.py").write_text(_LINES.format(how=how))
    return folder


def test_the_ratio_is_of_summed_times_and_the_paired_one_of_reports() -> None:
    sides = summarize([Pair(10, 1.0, 2.0, True), Pair(20, 1.0, 1.0, False), Pair(10, 2.0, 1.0, True)])
    assert (sides.ratio, sides.paired) == (1.0, 1.0)
    assert (sides.one, sides.other) == (100_000, 100_000)
    assert (sides.reports, sides.differ) == (3, 1)


@pytest.mark.parametrize(("how", "differ"), [("lower", 0), ("upper", 2)])
def test_two_versions_are_read_in_turn_and_their_records_compared(how: str, differ: int, tmp_path: Path) -> None:
    one = _make_version(tmp_path / "one", how="lower")
    other = _make_version(tmp_path / "other", how=how)
    sides = compare_sources(one, other, ["Rain fell.", "Snow fell.", "Hail fell.", "It was dry."], rounds=2)
    assert (sides.reports, sides.differ) == (2, differ)
    assert sides.ratio > 0


def test_a_folder_without_a_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="no package"):
        compare_sources(OWN_SOURCE, tmp_path, ["One.", "Two.", "Three."], rounds=1)


def test_a_version_that_cannot_read_is_told(tmp_path: Path) -> None:
    one = _make_version(tmp_path / "one", how="lower")
    other = _make_version(tmp_path / "other", how="missing")
    with pytest.raises(BenchError, match="ended early"):
        compare_sources(one, other, ["One.", "Two.", "Three."], rounds=1)
