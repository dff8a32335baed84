"""The whole gazetteer: what it holds, and that what the tables say of places is plausible."""

from __future__ import annotations

import math
from collections import defaultdict

import pytest

from sayso.gazetteer import Gazetteer
from sayso.gazetteer.source import read_towns
from sayso.gazetteer.tables import read_table

# Islands and ice whose towns, if there are any, lie far from the middle.
_FAR = {"FK", "IO", "SJ", "UM", "AQ", "BV", "HM"}


def find_kinds(gazetteer: Gazetteer, name: str) -> set[tuple[str, str | None]]:
    return {(match.entry.kind, match.entry.country) for match in gazetteer.find(name)}


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Almaty", "town", "KZ"),
        ("Alma-Ata", "town", "KZ"),
        ("Aktobe region", "admin1", "KZ"),
        ("Springfield", "town", "US"),
        ("Santa Clara County", "admin2", "US"),
        ("County Kerry", "admin2", "IE"),
        ("Nimba County", "admin1", "LR"),
        ("Anbar province", "admin1", "IQ"),
        ("U.S.", "country", "US"),
        ("DRC", "country", "CD"),
        ("Burma", "country", "MM"),
        ("Türkiye", "country", "TR"),
        ("Kazakhs", "country", "KZ"),
        ("Parisians", "town", "FR"),
        ("Texan", "admin1", "US"),
        ("Chechen", "admin1", "RU"),
        ("Calif.", "admin1", "US"),
        ("W.Va.", "admin1", "US"),
        ("Kyiv", "town", "UA"),
        ("Kiev", "town", "UA"),
        ("The Hague", "town", "NL"),
        ("the White House", "point", "US"),
        ("Kremlin", "point", "RU"),
        ("Free State", "admin1", "ZA"),
        ("Middle East", "region", None),
        ("European", "continent", None),
        ("the Persian Gulf", "water", None),
        ("Crimea", "region", None),
        ("Gaza Strip", "region", None),
        ("West Bank", "region", None),
        ("Western Sahara", "region", None),
        ("Kashmir", "region", None),
        ("Nagorno-Karabakh", "region", None),
        ("Transnistria", "region", None),
        ("Abkhazia", "region", None),
        ("South Ossetia", "region", None),
        ("Somaliland", "region", None),
        ("Golan Heights", "region", None),
    ],
)
def test_names_that_the_news_use_are_found(built: Gazetteer, name: str, kind: str, country: str | None) -> None:
    assert (kind, country) in find_kinds(built, name)


@pytest.mark.parametrize("name", ["Northern", "Southern", "Eastern Province of", "Centre"])
def test_bare_directions_name_no_division(built: Gazetteer, name: str) -> None:
    assert not {kind for kind, _ in find_kinds(built, name)} & {"admin1", "admin2"}


def test_towns_lie_in_their_divisions(built: Gazetteer) -> None:
    town = next(m.entry for m in built.find("Sunnyvale") if m.entry.country == "US" and m.entry.population > 100_000)
    assert [parent.name for parent in built.parents(town)] == ["Santa Clara County", "California", "United States"]


def test_no_place_lies_off_the_globe(built: Gazetteer) -> None:
    rows = built._ask(
        "SELECT count(*), min(latitude), max(latitude), min(longitude), max(longitude), min(radius_km), "
        "min(population) FROM place",
        (),
    )
    count, south, north, west, east, radius, people = rows[0]
    assert count > 250_000
    assert -90 <= south <= north <= 90
    assert -180 <= west <= east <= 180
    assert radius > 0
    assert people >= 0
    lost = "SELECT count(*) FROM place c LEFT JOIN place p ON p.id = c.admin1 WHERE c.admin1 NOT NULL AND p.id IS NULL"
    assert built._ask(lost, ()) == [(0,)]


def test_points_of_countries_lie_among_their_towns() -> None:
    boxes: dict[str, list[float]] = defaultdict(lambda: [math.inf, -math.inf, math.inf, -math.inf])
    for town in read_towns():
        box = boxes[town.countrycode]
        box[:2] = min(box[0], town.latitude), max(box[1], town.latitude)
        box[2:] = min(box[2], town.longitude), max(box[3], town.longitude)
    rows = read_table("countries")
    assert len(rows) == len({row["code"] for row in rows}) == 250
    for row in rows:
        if row["code"] not in _FAR:
            south, north, west, east = boxes[row["code"]]
            latitude, longitude = float(row["latitude"]), float(row["longitude"])
            assert south - 1 <= latitude <= north + 1, row["name"]
            assert west - 1 <= longitude <= east + 1, row["name"]


def test_every_country_has_a_word_for_its_people() -> None:
    bare = {row["name"] for row in read_table("countries") if not row["demonyms"]}
    assert len(bare) < 25
    assert not bare & {"France", "Kazakhstan", "Niger", "Palestine", "Taiwan", "Kosovo"}


def test_rows_of_our_own_reach_their_places(built: Gazetteer) -> None:
    for row in read_table("towns"):
        assert ("town", row["country"]) in find_kinds(built, row["name"]), row
    rows = read_table("dated")
    assert len({(row["country"], row["name"]) for row in rows}) >= 60
    for row in rows:
        assert (row["kind"], row["country"]) in find_kinds(built, row["name"]), row
        assert not row["first"] or not row["last"] or int(row["first"]) < int(row["last"]), row
        years = [(m.first_year, m.last_year) for m in built.find(row["former"]) if m.entry.country == row["country"]]
        assert any(first or last for first, last in years), row


@pytest.mark.parametrize("table", ["regions", "waters", "terrain", "buildings"])
def test_regions_have_one_key_each_and_plausible_values(table: str) -> None:
    rows = read_table(table)
    assert len(rows) == len({row["key"] for row in rows})
    for row in rows:
        assert -90 <= float(row["latitude"]) <= 90, row
        assert -180 <= float(row["longitude"]) <= 180, row
        assert 0 < float(row["radius_km"]) <= 7000, row
        assert not row["country"] or len(row["country"]) == 2, row


def test_it_says_where_its_data_comes_from(built: Gazetteer) -> None:
    assert "GeoNames" in built.meta["attribution"]
    assert "CC BY 4.0" in built.meta["licence"]
    assert built.version.endswith("+" + built.meta["source"].replace(" ", "-"))
