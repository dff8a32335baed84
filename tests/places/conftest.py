"""The test gazetteer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sayso.gazetteer import Gazetteer
from tests.places.world import make_gazetteer


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    """A gazetteer of a few places."""
    with make_gazetteer(tmp_path_factory.mktemp("gazetteer")) as opened:
        yield opened
