"""A reader without a model, and reports to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.cli import explain, inputs
from tests.batch.fakes import load_fake


@pytest.fixture(autouse=True)
def fake_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "load_reading", load_fake)
    monkeypatch.setattr(explain, "load_gazetteer", lambda: None)
    monkeypatch.delenv("FORCE_COLOR", raising=False)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of four short reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(1, 5):
        text = f"Boats left harbour {number} at noon, the pilot said.\n"
        (folder / f"{number}.txt").write_bytes(text.encode())
    return folder
