"""The commands: what they print, write and end with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import pytest
from click.testing import CliRunner, Result

from bench import __main__ as bench_main
from bench import measure
from bench.__main__ import main
from bench.floors import Floor, Floors
from bench.results import read_results
from sayso.parse import Reader
from tests.bench.fakes import FakeReader


@pytest.fixture(autouse=True)
def fake_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "open_reader", lambda folder: cast("Reader", FakeReader()))
    monkeypatch.setattr(measure, "hash_model", lambda folder: {"reader.onnx": "0" * 64})


def _invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize(
    ("task", "figure"),
    [("syntax", "en_gum-dev-news/las"), ("names", "uner-ewt-dev/exact"), ("attribution", "polnear-dev/relation/exact")],
)
def test_a_task_prints_a_table_and_writes_its_results(task: str, figure: str, data: Path, tmp_path: Path) -> None:
    result = _invoke(task, "--data", data, "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert f"{task}: {figure.partition('/')[0]}" in result.output
    found = read_results(tmp_path / f"{task}.json")
    assert figure in found.figures
    assert found.command == f"python -m bench {task}"
    assert all(len(digest) == 64 for digest in found.corpora.values())


def test_a_result_holds_no_path_and_no_text(data: Path, tmp_path: Path) -> None:
    file = data / "attribution" / "polnear-dev.jsonl"
    _invoke("attribution", "--file", file, "--model", tmp_path, "--out", tmp_path)
    text = (tmp_path / "attribution.json").read_text("utf-8")
    assert str(tmp_path) not in text
    assert "Ann" not in text
    assert (
        json.loads(text)["command"] == f"python -m bench attribution --file polnear-dev.jsonl --model {tmp_path.name}"
    )


def test_missing_data_is_one_line_and_exit_2(tmp_path: Path) -> None:
    result = _invoke("all", "--data", tmp_path / "nowhere", "--out", tmp_path)
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert result.output.startswith("bench: there is no ")
    assert "--data FOLDER" in result.output


def test_a_malformed_file_is_one_line_and_exit_2(data: Path, tmp_path: Path) -> None:
    (data / "attribution" / "polnear-dev.jsonl").write_text("{\n", "utf-8")
    result = _invoke("attribution", "--data", data, "--out", tmp_path)
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert result.output.startswith("bench: SAY-601")


def test_check_fails_with_figure_value_and_floor(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _invoke("syntax", "--data", data, "--out", tmp_path)
    digests = read_results(tmp_path / "syntax.json").corpora

    def set_floor(floor: float) -> None:
        floors = Floors(digests, {"syntax": {"en_ewt-dev/upos": Floor(band=0.5, at_least=floor)}})
        monkeypatch.setattr(bench_main, "read_floors", lambda: floors)

    set_floor(85.0)
    assert _invoke("syntax", "--data", data, "--out", tmp_path, "--check").exit_code == 0
    set_floor(90.0)
    result = _invoke("syntax", "--data", data, "--out", tmp_path, "--check")
    assert result.exit_code == 1
    assert "bench: syntax: en_ewt-dev/upos is 85.71, under its floor of 90 (band 0.5)" in result.output


def test_pin_writes_where_the_project_keeps_results(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_main, "PINNED", tmp_path / "pinned")
    result = _invoke("syntax", "--data", data, "--out", tmp_path / "out", "--pin")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "pinned" / "syntax.json").read_bytes() == (tmp_path / "out" / "syntax.json").read_bytes()


@pytest.mark.parametrize("option", ["--pin", "--check"])
def test_parts_are_neither_pinned_nor_checked(option: str, data: Path, tmp_path: Path) -> None:
    result = _invoke("syntax", "--data", data, "--out", tmp_path, "--limit", "1", option)
    assert result.exit_code == 2
    assert not (tmp_path / "syntax.json").exists()


def test_a_file_that_the_task_cannot_read(data: Path, tmp_path: Path) -> None:
    result = _invoke("syntax", "--file", data / "names" / "uner-ewt-dev.iob2", "--out", tmp_path)
    assert result.exit_code == 2
    assert "syntax reads .conllu files" in result.output


def test_two_files_of_one_name_are_refused(data: Path, tmp_path: Path) -> None:
    other = tmp_path / "en_ewt-dev.conllu"
    other.write_bytes((data / "parse" / "en_ewt-dev.conllu").read_bytes())
    result = _invoke("syntax", "--file", data / "parse" / "en_ewt-dev.conllu", "--file", other, "--out", tmp_path)
    assert result.exit_code == 2
    assert "two files are called en_ewt-dev" in result.output


def test_quantisation_compares_two_models_on_every_task(data: Path, tmp_path: Path) -> None:
    result = _invoke("quantisation", "--data", data, "--other", tmp_path, "--out", tmp_path)
    assert result.exit_code == 0, result.output
    found = read_results(tmp_path / "quantisation.json")
    assert {name.split("/")[1] for name in found.differences} == {"syntax", "names", "attribution"}
    assert {difference.value for difference in found.differences.values()} == {0.0}
    assert "main figures" in result.output


def test_compare_needs_one_task(data: Path, tmp_path: Path) -> None:
    for task in ("syntax", "names"):
        _invoke(task, "--data", data, "--out", tmp_path)
    same = _invoke("compare", tmp_path / "syntax.json", tmp_path / "syntax.json")
    assert same.exit_code == 0
    assert "las-subtypes" in same.output
    assert _invoke("compare", tmp_path / "syntax.json", tmp_path / "names.json").exit_code == 2


def test_report_checks_and_fills_the_readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("<!-- bench:begin -->\nold\n<!-- bench:end -->\n", "utf-8")
    monkeypatch.setattr(bench_main, "PAGES", (readme,))
    monkeypatch.setattr(bench_main, "read_pinned", dict)
    assert _invoke("report", "--check").exit_code == 1
    assert _invoke("report").exit_code == 0
    assert readme.read_text("utf-8") == "<!-- bench:begin -->\n<!-- bench:end -->\n"
    assert _invoke("report", "--check").exit_code == 0
