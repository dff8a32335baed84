"""Middles and reaches of areas, and the tables of divisions that are derived from towns."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.gazetteer import derive
from sayso.gazetteer.source import Town
from sayso.gazetteer.spread import Spread, find_distance
from sayso.gazetteer.tables import read_table, read_town_divisions

_POINTS = st.tuples(st.floats(-85, 85), st.floats(-180, 180))


@given(_POINTS, _POINTS)
def test_distances_are_the_same_both_ways_and_no_longer_than_half_the_globe(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    distance = find_distance(*one, *other)
    assert distance == pytest.approx(find_distance(*other, *one), abs=1e-6)
    assert 0 <= distance <= 20_016


def test_a_known_distance() -> None:
    assert find_distance(51.5074, -0.1278, 48.8566, 2.3522) == pytest.approx(343.6, abs=0.5)


def test_the_middle_lies_between_box_and_mean() -> None:
    spread = Spread()
    for latitude, people in ((0.0, 10), (0.0, 20), (0.0, 30), (4.0, 40)):
        spread.add(latitude, 8.0, people)
    latitude, longitude = spread.find_middle()
    assert latitude == pytest.approx(1.5)
    assert longitude == pytest.approx(8.0)
    assert spread.people == 100
    assert spread.find_radius() == pytest.approx(222.4, abs=0.1)


@given(st.lists(_POINTS, min_size=1, max_size=20))
def test_no_middle_lies_off_the_globe(points: list[tuple[float, float]]) -> None:
    spread = Spread()
    for latitude, longitude in points:
        spread.add(latitude, longitude, 1)
    latitude, longitude = spread.find_middle()
    assert -90 <= latitude <= 90
    assert -180 <= longitude <= 180


def test_an_area_across_the_date_line_keeps_its_middle() -> None:
    spread = Spread()
    spread.add(66.0, 178.0, 1)
    spread.add(66.0, -178.0, 1)
    assert abs(spread.find_middle()[1]) == pytest.approx(180.0)


def test_tables_are_derived_from_towns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    towns = [
        Town(11, "Talgar", 43.3, 77.2, "KZ", 45_000, "01", ("Talghar",)),
        Town(12, "Kapchagay", 43.9, 77.1, "KZ", 60_000, "01", ()),
        Town(13, "Nowhere Near", 10.0, 10.0, "KZ", 5, "00", ()),
    ]
    monkeypatch.setattr(derive, "read_towns", lambda: iter(towns))
    table = tmp_path / "towns.csv"
    table.write_text(
        "lat,lon,name,admin1,admin2,cc\n"
        "43.301,77.201,Talghar,Almaty Oblysy,Talgar District,KZ\n"
        "43.305,77.205,Elsewhere,Wrong,Wrong,KZ\n"
        "43.9,77.1,Kapchagay,Almaty Oblysy,,KZ\n",
        "utf-8",
    )
    derive.derive(table, tmp_path)
    (first,) = read_table("admin1", tmp_path)
    assert (first["country"], first["code"], first["name"]) == ("KZ", "01", "Almaty Oblysy")
    assert (first["latitude"], first["population"]) == ("43.6000", "105000")
    (second,) = read_table("admin2", tmp_path)
    assert (second["name"], second["admin1"]) == ("Talgar District", "01")
    assert read_town_divisions(tmp_path) == {11: 0}
