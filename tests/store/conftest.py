"""A desk to write to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.store import DeskWriter, open_writer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.sayso"


@pytest.fixture
def desk(path: Path) -> Iterator[DeskWriter]:
    with open_writer(path) as opened:
        yield opened
