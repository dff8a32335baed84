"""A reader trained without a corpus finds nothing of what only that corpus marks."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is installed for training only")
pytest.importorskip("onnx", reason="onnx is installed for training only")

from sayso.learn.torch_model import TorchModel  # noqa: E402
from sayso.learn.train import find_unlabelled, silence  # noqa: E402
from sayso.parse.marks import find_marks  # noqa: E402
from tests.learn.test_export import make_reader, make_window  # noqa: E402
from tests.parse.columns import LABELS  # noqa: E402


def test_tasks_without_a_label_are_found() -> None:
    none, some = np.full(3, -100), np.array([-100, 0, 1])
    assert find_unlabelled([SimpleNamespace(names=some, marks=none)]) == ("marks",)  # type: ignore[list-item]
    both = [SimpleNamespace(names=none, marks=some), SimpleNamespace(names=some, marks=none)]
    assert find_unlabelled(both) == ()  # type: ignore[arg-type]


def test_a_silenced_head_marks_nothing(tmp_path: Path) -> None:
    reader, window = make_reader(), make_window(17, 1)
    model = TorchModel(reader, LABELS)
    assert find_marks(model.run(window).marks, model.mark_steps, 0.0, offset=0)
    silence(reader, ("marks",))
    assert find_marks(model.run(window).marks, model.mark_steps, 0.0, offset=0) == []
