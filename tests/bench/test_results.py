"""Results: figures, packed counts, files, and what differs between two of them."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.compare import compare_results
from bench.errors import BenchError
from bench.metrics.counts import Counts, count_hits, share
from bench.results import (
    Figure,
    Results,
    make_figures,
    pack_counts,
    read_results,
    unpack_counts,
    write_results,
)

_PARTS = {
    "dev": [
        {"las": count_hits(2, gold=4, system=4), "overlap": Counts(2, 3, 1, 4)},
        {"las": count_hits(3, gold=4, system=4), "mean": share(0.5, 2)},
    ]
}


def _results(hits: int = 2, *, digest: str = "a") -> Results:
    parts = {"dev": [{"las": count_hits(hits, gold=4, system=4)}, {"las": count_hits(3, gold=4, system=4)}]}
    return Results(
        task="syntax",
        command="python -m bench syntax",
        sayso="0",
        model={"reader.onnx": "m"},
        corpora={"dev.conllu": digest},
        figures=make_figures(parts) | {"dev/macro": Figure(50.0 + hits)},
        counts=pack_counts(parts),
    )


def test_figures_are_percent_with_intervals() -> None:
    figures = make_figures(_PARTS)
    las = figures["dev/las"]
    assert (las.value, las.low, las.high, las.precision) == (62.5, 50.0, 75.0, None)
    assert (figures["dev/overlap"].precision, figures["dev/overlap"].recall) == (66.67, 25.0)
    assert make_figures({"dev": []}) == {}


def test_counts_come_back_as_they_were() -> None:
    packed = pack_counts(_PARTS)
    assert packed["dev"] == {"las": "2 4 4;3 4 4", "overlap": "2 3 1 4;", "mean": ";0.5 2 2"}
    assert unpack_counts(packed) == _PARTS


@given(st.lists(st.tuples(*[st.integers(0, 99_999)] * 4), min_size=1, max_size=5))
def test_any_counts_come_back(rows: list[tuple[int, int, int, int]]) -> None:
    parts = {"dev": [{"m": Counts(*map(float, row))} for row in rows]}
    assert unpack_counts(pack_counts(parts)) == parts


def test_a_file_holds_the_same_results(tmp_path: Path) -> None:
    results = _results()
    path = write_results(results, tmp_path / "new" / "out")
    assert path.name == "syntax.json"
    assert read_results(path) == results
    assert json.loads(path.read_bytes())["figures"]["dev/las"]["value"] == 62.5


def test_what_is_no_results_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with pytest.raises(BenchError, match="cannot be read"):
        read_results(path)
    path.write_text("{}", "utf-8")
    with pytest.raises(BenchError, match="holds no results"):
        read_results(path)


def test_a_comparison_is_paired_where_counts_are_known() -> None:
    differences, remarks = compare_results(_results(4), _results(2))
    las = differences["dev/las"]
    assert (las.value, las.first, las.second, las.low, las.high) == (25.0, 87.5, 62.5, 0.0, 50.0)
    assert differences["dev/macro"].value == 2
    assert differences["dev/macro"].low is None
    assert remarks == []


def test_other_files_are_compared_without_intervals() -> None:
    differences, remarks = compare_results(_results(4), _results(2, digest="b"))
    assert differences["dev/las"].low is None
    assert remarks == ["dev.conllu: the files differ, so figures are compared without intervals"]


def test_other_numbers_of_documents_are_compared_without_intervals() -> None:
    fewer = msgspec.structs.replace(_results(2), counts={"dev": {"las": "2 4 4"}})
    differences, remarks = compare_results(_results(4), fewer)
    assert differences["dev/las"].low is None
    assert "dev: read in other numbers" in remarks[0]
