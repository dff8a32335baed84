"""The table of README.md is that of the pinned results."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.errors import BenchError
from bench.report import BEGIN, END, PAGES, fill_page, make_table, read_pinned
from bench.results import PINNED, Difference, Figure, Results

_PINNED = {
    "attribution": Results(
        "attribution",
        "python -m bench attribution",
        "0",
        {},
        {},
        figures={"polnear-dev/cue/exact": Figure(70.04, 68.2, 71.9)},
        peers={"people": {"polnear-dev/cue/exact": 71.3}},
    ),
    "quantisation": Results(
        "quantisation",
        "",
        "0",
        {},
        {},
        differences={"polnear-dev/attribution/cue/exact": Difference(-0.26, 70.04, 70.3)},
    ),
    "speed": Results(
        "speed", "", "0", {}, {}, figures={"polnear-dev/words-per-second": Figure(8_123.0)}, machine="a machine"
    ),
}


def test_rows_of_what_is_measured() -> None:
    lines = make_table(_PINNED).splitlines()
    assert lines[2] == "| cue spans, exact (F1) | 70.0 | 68.2 to 71.9 | 70.3 | people 71.3 |"
    assert lines[3].startswith("| words a second, one core, `sayso read --json` | 8,123 |  |  |")
    assert lines[-1].endswith("measured on a machine.")
    assert make_table({}) == ""


def test_the_table_replaces_what_stood_there() -> None:
    once = fill_page(f"a\n{BEGIN}\nold\n{END}\nb\n", _PINNED)
    assert once.startswith(f"a\n{BEGIN}\n| measured")
    assert once.endswith(f"{END}\nb\n")
    assert "old" not in once
    assert fill_page(once, _PINNED) == once


def test_missing_marks_are_told() -> None:
    with pytest.raises(BenchError, match="lacks"):
        fill_page("nothing", _PINNED)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_are_up_to_date(page: Path) -> None:
    text = page.read_text("utf-8")
    assert fill_page(text, read_pinned()) == text


def test_pinned_results_hold_no_path() -> None:
    for path in PINNED.glob("*.json"):
        text = path.read_text("utf-8")
        command = read_pinned()[path.stem].command
        assert command.startswith("python -m bench")
        assert not any(part in text for part in ("/home", "/root", "/tmp", "/usr", "\\\\"))
