"""A gazetteer of a few places, and the whole one, built once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.gazetteer import Entry, Gazetteer, build_gazetteer
from sayso.gazetteer.store import NameRow, Writer

COUNTRY = Entry("gn:1", "Kazakhstan", "country", 48.0, 68.0, 1, "KZ", feature="A.PCLI", population=19_000_000)
FIRST = Entry("adm1:KZ.02", "Almaty Region", "admin1", 44.0, 77.0, country="KZ", feature="A.ADM1", population=2_000_000)
TOWN = Entry(
    "gn:1526384", "Almaty", "town", 43.25, 76.91, 1526384, "KZ", "adm1:KZ.02", None, "P.PPL", 1_977_011, 14.5
)  # fmt: skip
VILLAGE = Entry("gn:7", "Almaty", "town", 50.0, 70.0, 7, "KZ", None, None, "P.PPL", 900, 1.0)
SEA = Entry("own:aral-sea", "Aral Sea", "water", 45.0, 60.0, feature="H.SEA", radius_km=130.0)
PLACES: tuple[tuple[Entry, tuple[NameRow, ...]], ...] = (
    (COUNTRY, (("kazakhstan", "main", None, None), ("kazakh", "demonym", None, None))),
    (FIRST, (("almaty region", "main", None, None),)),
    (TOWN, (("almaty", "main", None, None), ("alma ata", "alias", 1921, 1993), ("alma ata", "alias", None, None))),
    (VILLAGE, (("almaty", "main", None, None),)),
    (SEA, (("aral sea", "main", None, None),)),
)


def write_small(path: Path) -> Path:
    """Write the few places to a file."""
    with Writer(path, {"version": "small", "licence": "none", "attribution": "nobody"}) as writer:
        for entry, names in PLACES:
            writer.add(entry, names)
    return path


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Gazetteer]:
    with Gazetteer.open(write_small(tmp_path / "small.sqlite")) as gazetteer:
        yield gazetteer


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    """The whole gazetteer, from the packages; some seconds."""
    path = tmp_path_factory.mktemp("gazetteer") / "places.sqlite"
    build_gazetteer(path)
    with Gazetteer.open(path) as gazetteer:
        yield gazetteer
