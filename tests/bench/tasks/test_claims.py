"""The task claims reads gold reports and scores whole records."""

from __future__ import annotations

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
from bench.tasks.claims import list_errors, measure_claims, read_all
from sayso.parse import Reader
from tests.bench.fakes import FakeReader

ANN = """\
id = "ann"
register = "wire"
country = "AR"
topic = "vote"
text = '''
Ann said no.
'''
[[entities]]
key = "ann"
name = "Ann"
mentions = ["Ann"]
[[claims]]
n = 1
source = "Ann"
cue = "said"
content = ["no"]
quotation = "indirect"
speaker = "ann"
kind = "expert"
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    for split in ("train", "dev"):
        (tmp_path / split).mkdir()
        (tmp_path / split / "ann.toml").write_text(ANN, "utf-8")
    return tmp_path


@pytest.fixture
def fake_reader(monkeypatch: pytest.MonkeyPatch, gold: Path) -> None:
    for module in (measure, bench_main):
        monkeypatch.setattr(module, "open_reader", lambda folder: cast("Reader", FakeReader()))
    monkeypatch.setattr(measure, "hash_model", lambda folder: {"reader.onnx": "0" * 64})
    monkeypatch.setattr(bench_data, "GOLD", gold)


def _invoke(*arguments: str | Path) -> Any:
    return CliRunner().invoke(main, ["claims", *map(str, arguments)])


def test_records_against_gold(gold: Path) -> None:
    measured = measure_claims([gold / "dev" / "ann.toml"], cast("Reader", FakeReader()))
    sums = add_counts(measured.parts["claims-dev"])
    assert sums["relation/exact"].f1 == 1
    assert sums["own-voice"].f1 == 1
    assert measured.failures == 0


def test_errors_are_listed(gold: Path) -> None:
    path = gold / "train" / "ann.toml"
    path.write_text(ANN.replace('content = ["no"]', 'content = ["said no"]'), "utf-8")
    told = list_errors(read_all([path], cast("Reader", FakeReader())))
    assert told.startswith("# ann: 1 claims in gold, 1 in sayso")
    assert "content: gold «said no» 4..11 | sayso «no» 9..11" in told


@pytest.mark.usefixtures("fake_reader")
def test_the_command_names_the_split(tmp_path: Path) -> None:
    errors = tmp_path / "errors.txt"
    result = _invoke("--split", "train", "--out", tmp_path, "--errors", errors)
    assert result.exit_code == 0, result.output
    found = read_results(tmp_path / "claims.json")
    assert found.command == "python -m bench claims --split train"
    assert list(found.corpora) == ["claims-train"]
    assert "claims-train/nested/right-parent" in found.figures
    assert errors.read_text("utf-8").startswith("# ann: ")


@pytest.mark.usefixtures("fake_reader")
@pytest.mark.parametrize("options", [("--split", "train", "--pin"), ("--split", "train", "--check"), ("--errors", "x")])
def test_dev_is_for_measuring_and_train_for_looking(options: tuple[str, ...], tmp_path: Path) -> None:
    result = _invoke(*options, "--out", tmp_path)
    assert result.exit_code == 2
    assert not (tmp_path / "claims.json").exists()


@pytest.mark.usefixtures("fake_reader")
def test_another_gold_needs_other_floors(tmp_path: Path) -> None:
    result = _invoke("--check", "--out", tmp_path)
    assert result.exit_code == 1
    assert "claims-dev" in result.output
