"""The fixture desk, and the application over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from sayso.desk import make_app
from sayso.store import Desk, open_desk
from tests.desk.harbour import make_desk


@pytest.fixture(scope="session")
def desk_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk file."""
    return make_desk(tmp_path_factory.mktemp("desk") / "harbour.sayso")


@pytest.fixture(scope="session")
def desk(desk_file: Path) -> Iterator[Desk]:
    """The open desk."""
    with open_desk(desk_file) as opened:
        yield opened


@pytest.fixture(scope="session")
def app(desk: Desk) -> ASGIApp:
    """The application over it."""
    return make_app(desk, name="harbour.sayso")
