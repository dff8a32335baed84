"""Gold files of a few words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.fakes import write_data


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with two short documents in every file."""
    return write_data(tmp_path / "data")
