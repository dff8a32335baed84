"""``sayso doctor``: whole, broken and doubtful installations."""

from __future__ import annotations

import hashlib
import importlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import sayso
from sayso.cli import checkup, root
from sayso.errors import SaysoError
from sayso.parse import onnx_model

NETWORK = b"not really a network"
SHA256 = hashlib.sha256(NETWORK).hexdigest()


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like the model's, put in its place."""
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "reader.onnx").write_bytes(NETWORK)
    (folder / "vocab.txt").touch()
    (folder / "labels.json").write_text(json.dumps({"name": "reader", "version": "7", "sha256": SHA256}), "utf-8")
    (folder / "MODEL_CARD.md").write_text(f"# Reader\n\nSHA-256: `{SHA256}`\n", "utf-8")
    (folder / "tables.npz").touch()
    (folder / "relations.onnx").touch()
    monkeypatch.setattr(checkup, "find_model", lambda: folder)
    monkeypatch.setattr(checkup, "examine_reader", lambda folder: checkup.Finding("reader", "loads"))
    return folder


def run(*args: str) -> Result:
    return CliRunner().invoke(root, ["doctor", *args])


def findings(result: Result) -> dict[str, dict[str, str]]:
    return {finding["name"]: finding for finding in json.loads(result.stdout)["findings"]}


@pytest.mark.usefixtures("model")
def test_a_whole_installation() -> None:
    result = run("--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["ok"] is True
    found = findings(result)
    assert found["model"]["value"] == f"reader 7, {len(NETWORK)} bytes"
    assert found["model sha256"]["value"] == f"{SHA256}, as on its card"
    assert int(found["cores"]["value"]) >= 1
    assert {"sayso", "python", "onnxruntime", "tokenizers", "numpy", "sqlite"} <= found.keys()
    assert any(name.startswith("setting ") for name in found)


@pytest.mark.usefixtures("model")
def test_readable_output_has_a_line_per_finding() -> None:
    lines = run().stdout.splitlines()
    assert lines[0].split() == ["ok", "sayso", sayso.__version__]
    assert sum(line.startswith(("ok ", "warning ", "broken ")) for line in lines) == len(findings(run("--json")))


@pytest.mark.parametrize(
    "name", ["reader.onnx", "relations.onnx", "tables.npz", "labels.json", "vocab.txt", "MODEL_CARD.md"]
)
def test_a_missing_file_of_the_model_is_named_with_the_next_step(model: Path, name: str) -> None:
    (model / name).unlink()
    result = run()
    assert result.exit_code == 1
    assert f"SAY-401: the reader's model is missing at {model / name}" in result.stdout
    assert "make train" in result.stdout


def test_a_changed_model_is_broken(model: Path) -> None:
    (model / "reader.onnx").write_bytes(NETWORK + b"!")
    result = run("--json")
    assert result.exit_code == 1
    assert f"labels.json says {SHA256}" in findings(result)["model sha256"]["next_step"]


def test_a_model_with_the_card_of_another_is_broken(model: Path) -> None:
    (model / "MODEL_CARD.md").write_text("# Reader\n", "utf-8")
    result = run("--json")
    assert result.exit_code == 1
    assert "MODEL_CARD.md does not name" in findings(result)["model sha256"]["next_step"]


@pytest.mark.parametrize("labels", ["{", "[]"])
def test_labels_that_cannot_be_read_are_broken(model: Path, labels: str) -> None:
    (model / "labels.json").write_text(labels, "utf-8")
    result = run("--json")
    assert result.exit_code == 1
    assert findings(result)["model"]["next_step"].startswith("SAY-402")


def test_a_model_that_does_not_load_is_broken(tmp_path: Path) -> None:
    assert checkup.examine_reader(tmp_path).state == "broken"


def test_the_files_of_the_model_are_those_that_the_reader_loads() -> None:
    names = (
        onnx_model.GRAPH,
        onnx_model.RELATIONS,
        onnx_model.TABLES,
        onnx_model.LABELS,
        onnx_model.VOCABULARY,
        onnx_model.CARD,
    )
    assert set(checkup.MODEL_FILES) == set(names)
    assert checkup.find_model() == onnx_model.MODEL_FOLDER


@pytest.mark.usefixtures("model")
def test_settings_that_are_wrong_are_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise SaysoError("SAY-301", problems="SAYSO_MAX_TEXT_BYTES is no number")

    monkeypatch.setattr(checkup, "load_settings", refuse)
    result = run("--json")
    assert result.exit_code == 1
    assert "SAYSO_MAX_TEXT_BYTES" in findings(result)["settings"]["next_step"]


def test_a_library_that_is_absent_or_does_not_load_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = checkup.examine_library("no-such-library", load=False)
    assert (absent.state, absent.value) == ("broken", "not installed")

    def fail(name: str) -> None:
        raise ImportError(f"{name}: wrong ELF class")

    monkeypatch.setattr(importlib, "import_module", fail)
    damaged = checkup.examine_library("numpy", load=True)
    assert damaged.state == "broken"
    assert "wrong ELF class" in (damaged.next_step or "")


@pytest.mark.parametrize(
    ("version", "state"),
    [((3, 6, 23), "ok"), ((3, 7, 0), "warning"), ((3, 40, 1), "warning"), ((3, 51, 2), "warning"), ((3, 51, 3), "ok")],
)
def test_the_range_of_sqlite_versions_that_can_damage_a_database(version: tuple[int, ...], state: str) -> None:
    assert checkup.examine_sqlite(version).state == state
