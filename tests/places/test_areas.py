"""Where outlets' reports play: learned, kept in a file, and used."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sayso.errors import SaysoError
from sayso.gazetteer import Gazetteer
from sayso.model import Record, Report
from sayso.places import Areas, encode_areas, learn_areas, read_areas
from sayso.places.domains import find_domain_country
from tests.places.world import make_scene_of, read_places

OUTLET = "Example Courier"


def _record(text: str, names: list[str], gazetteer: Gazetteer, outlet: str | None = OUTLET) -> Record:
    report: Report = make_scene_of(text)[0]
    return Record("", msgspec.structs.replace(report, outlet=outlet), places=read_places(text, gazetteer, names=names))


def _learn(gazetteer: Gazetteer, reports: int = 3) -> Areas:
    towns = ("Dayton", "Columbus", "Dayton", "Columbus")[:reports]
    return learn_areas(
        [_record(f"It rained in {town}, Ohio.", [town, "Ohio"], gazetteer) for town in towns]
        + [_record("It rained in Homs.", ["Homs"], gazetteer, outlet=None)]
    )


def test_an_outlet_is_known_by_the_places_of_three_reports(gazetteer: Gazetteer) -> None:
    assert _learn(gazetteer, 2).outlets == {}
    areas = _learn(gazetteer)
    area = areas.find(OUTLET)
    assert area is not None
    assert (area.reports, area.countries, area.admin1) == (3, {"US": 1.0}, {"US/Ohio": 1.0})
    assert [(spot.latitude, spot.share) for spot in area.spots] == [(39.76, 0.6667), (39.96, 0.3333)]
    assert areas.find("Another Courier") is None
    assert areas.find(None) is None


def test_the_outlet_decides_where_the_text_does_not(gazetteer: Gazetteer) -> None:
    text = "Schools in Springfield stayed open."
    areas = _learn(gazetteer)
    (alone,) = read_places(text, gazetteer, names=["Springfield"])
    (known,) = read_places(text, gazetteer, names=["Springfield"], areas=areas, outlet=OUTLET)
    (other,) = read_places(text, gazetteer, names=["Springfield"], areas=areas, outlet="Another Courier")
    assert (alone.entry, known.entry, other.entry) == ("gn:4250542", "gn:4525353", "gn:4250542")
    assert "outlet" in (known.reason or "")


def test_a_file_of_areas_comes_back_as_it_was(gazetteer: Gazetteer, tmp_path: Path) -> None:
    areas = _learn(gazetteer)
    path = tmp_path / "areas.json"
    path.write_bytes(encode_areas(areas))
    assert read_areas(str(path)) == areas
    assert encode_areas(areas) == encode_areas(_learn(gazetteer))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "cannot be read"),
        ('{"format": 9}', "its format is 9, not 1"),
        ('{"outlets": {"a": {"reports": "x"}}}', "reports"),
        (
            '{"outlets": {"a": {"reports": 3, "countries": {}, "admin1": {}, "spots": '
            '[{"latitude": 95, "longitude": 0, "share": 1}]}}}',
            "lies off the globe",
        ),
    ],
)
def test_a_damaged_file_is_told(content: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "areas.json"
    path.write_text(content, "utf-8")
    with pytest.raises(SaysoError, match=reason) as error:
        read_areas(str(path))
    assert error.value.code == "SAY-710"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match=r"SAY-710: .*sayso places learn"):
        read_areas(str(tmp_path / "none.json"))


@pytest.mark.parametrize(
    ("outlet", "uri", "country"),
    [
        ("news.example.kz", None, "KZ"),
        ("www.example.co.uk", None, "GB"),
        ("Example Courier", "https://www.example.ie/a/b?c=1", "IE"),
        ("example.com", "https://example.fr/", "FR"),
        ("example.tv", None, None),
        ("Example Courier", "notes.txt", None),
        ("St. Paul", "http://[broken", None),
        (None, None, None),
    ],
)
def test_the_country_of_a_web_address(outlet: str | None, uri: str | None, country: str | None) -> None:
    assert find_domain_country(outlet, uri) == country
