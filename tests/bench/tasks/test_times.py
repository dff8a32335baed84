"""The task times reads public corpora and gold passages, and scores what the pipeline finds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest
from click.testing import CliRunner

from bench import __main__ as bench_main
from bench import data as bench_data
from bench import measure
from bench.__main__ import main
from bench.metrics.counts import add_counts
from bench.results import read_results
from bench.tasks.times import list_errors, measure_times, read_corpora
from sayso.parse import Reader
from tests.bench.fakes import FakeReader
from tests.bench.times_fakes import write_passage

_WORDS = "14 March 2023"
_TEXT = f"Ann said no on {_WORDS}."
_LINE = {
    "id": "r1",
    "published": "2023-03-20",
    "text": _TEXT,
    "times": [
        {
            "start": 15,
            "end": 15 + len(_WORDS),
            "type": "DATE",
            "value": "2023-03-14",
            "mod": None,
            "tid": "t1",
            "anchor": None,
            "text": _WORDS,
        }
    ],
}
_FILES = ("aquaint", "aquaint-corrected", "timebank", "timebank-corrected")


@pytest.fixture
def corpora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    (folder / "time").mkdir(parents=True)
    for name in _FILES:
        (folder / "time" / f"{name}.jsonl").write_text(json.dumps(_LINE) + "\n", "utf-8")
    for split in ("train", "dev"):
        write_passage(tmp_path / "gold" / split)
    monkeypatch.setattr(bench_data, "TIMES", tmp_path / "gold")
    for module in (measure, bench_main):
        monkeypatch.setattr(module, "open_reader", lambda folder: cast("Reader", FakeReader()))
    monkeypatch.setattr(measure, "hash_model", lambda folder: {"reader.onnx": "0" * 64})
    return folder


def _invoke(data: Path, *arguments: str | Path) -> Any:
    return CliRunner().invoke(main, ["times", "--data", str(data), *map(str, arguments)])


def test_records_against_a_corpus(corpora: Path) -> None:
    measured = measure_times([corpora / "time" / "aquaint.jsonl"], FakeReader())
    sums = add_counts(measured.parts["aquaint"])
    assert sums["value"].f1 == sums["strict"].f1 == 1
    assert measured.failures == 0
    assert measured.figures["aquaint/reports-per-second"].value > 0


def test_dev_has_both_corpora_and_the_own_passages(corpora: Path, tmp_path: Path) -> None:
    result = _invoke(corpora, "--out", tmp_path)
    assert result.exit_code == 0, result.output
    found = read_results(tmp_path / "times.json")
    assert list(found.corpora) == ["aquaint.jsonl", "aquaint-corrected.jsonl", "times-dev"]
    assert found.figures["times-dev/relaxed"].recall is not None or found.figures["times-dev/relaxed"].value == 100
    assert "times-dev/value-and-anchor/expression" in found.figures


def test_train_may_be_looked_at(corpora: Path, tmp_path: Path) -> None:
    errors = tmp_path / "errors.txt"
    result = _invoke(corpora, "--split", "train", "--out", tmp_path, "--errors", errors)
    assert result.exit_code == 0, result.output
    found = read_results(tmp_path / "times.json")
    assert found.command == "python -m bench times --split train"
    assert list(found.corpora) == ["timebank.jsonl", "timebank-corrected.jsonl", "times-train"]
    assert errors.read_text("utf-8").startswith("# timebank\n")


def test_errors_name_category_and_values(corpora: Path) -> None:
    line = json.loads(json.dumps(_LINE))
    line["times"][0]["value"] = "2022-03-14"
    path = corpora / "time" / "other.jsonl"
    path.write_text(json.dumps(line) + "\n", "utf-8")
    told = list_errors(read_corpora([path], FakeReader()))
    assert told == (
        "# other\nr1\tvalue\tdate-with-year\t«14 March 2023»\t2022-03-14\tsayso 2023-03-14 («14 March 2023»)\n"
    )


@pytest.mark.parametrize("options", [("--split", "train", "--pin"), ("--split", "train", "--check"), ("--errors", "x")])
def test_dev_is_for_measuring_and_train_for_looking(options: tuple[str, ...], corpora: Path, tmp_path: Path) -> None:
    result = _invoke(corpora, *options, "--out", tmp_path)
    assert result.exit_code == 2
    assert not (tmp_path / "times.json").exists()


def test_a_malformed_file_is_one_line(corpora: Path, tmp_path: Path) -> None:
    (corpora / "time" / "aquaint.jsonl").write_text("{\n", "utf-8")
    result = _invoke(corpora, "--out", tmp_path)
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "aquaint.jsonl holds no reports with time expressions" in result.output
