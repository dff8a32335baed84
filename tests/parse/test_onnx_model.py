"""A model folder that is not whole: each fault is told by its code."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.parse import load_reader
from sayso.parse.onnx_model import GRAPH, LABELS, TABLES, VOCABULARY, load_model


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match="SAY-401") as raised:
        load_reader(tmp_path / "nowhere")
    assert raised.value.code == "SAY-401"


@pytest.mark.parametrize("content", [b"", b"\x00\xff broken", b"{}"])
def test_damaged_files(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for name in (GRAPH, "relations.onnx", TABLES, LABELS, VOCABULARY):
        (folder / name).write_bytes(content)
    with pytest.raises(SaysoError) as raised:
        load_model(folder)
    assert raised.value.code == "SAY-402"
    assert "\n" not in str(raised.value)
