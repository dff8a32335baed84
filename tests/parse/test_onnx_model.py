"""A model folder that is not whole: each fault is told by its code. Events of a long report are scored in parts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
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


def test_scores_of_events_in_parts_are_those_of_the_whole() -> None:
    model = load_model()
    assert model.event_labels is not None
    random = np.random.default_rng(3)
    states = random.normal(size=(600, 768)).astype(np.float32)
    lexicon = np.zeros((600, 101), np.float32)
    whole = model.score_events(states, lexicon)
    assert whole.shape == (600, model.event_labels.size)
    for first, end in ((0, 200), (256, 300), (500, 600)):
        near = slice(max(0, first - 12), end + 12)
        alone = model.score_events(states[near], lexicon[near])[first - near.start :][: end - first]
        assert np.abs(alone - whole[first:end]).mean() < 0.05  # scales of int8 differ from part to part
    assert model.score_events(states[:0], lexicon[:0]).shape[0] == 0
