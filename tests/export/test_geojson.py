"""GeoJSON of places: read back by a third-party reader, and never a point that is not on the globe."""

from __future__ import annotations

import json
import math
from typing import Any

import geojson
import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.geojson import list_features, write_geojson
from sayso.model import Claim, Place, Span
from tests.export.map.placing import ALMATY, KAZAKHSTAN, KREMLIN, make_candidate, make_record

STORY = (
    "In {1:Kazakhstan} it snowed. {2:Almaty} froze, {3:Alma-Ata} too. {4:The Kremlin} was silent. {5:Elsewhere} none."
)
PLACES = {1: KAZAKHSTAN, 2: ALMATY | {"candidates": (make_candidate(score=math.nan),)}, 3: ALMATY, 4: KREMLIN}
RECORD = make_record(STORY, PLACES, uri="reports/snow.txt", outlet="The Example Courier")


def read(content: bytes) -> Any:
    return json.loads(content.decode("utf-8"), parse_constant=lambda name: 1 / 0)


def test_a_third_party_reader_finds_nothing_wrong() -> None:
    collection = geojson.loads(write_geojson([RECORD, RECORD]).decode("utf-8"))
    assert (type(collection), collection.is_valid, collection.errors()) == (geojson.FeatureCollection, True, [])
    assert [feature.is_valid for feature in collection.features] == [True] * 10


def test_every_mention_is_a_feature_and_only_literal_ones_have_a_point() -> None:
    features = read(write_geojson([RECORD]))["features"]
    shown = [(f["properties"]["words"], f["geometry"] and f["geometry"]["coordinates"]) for f in features]
    assert shown == [
        ("Kazakhstan", [68.0, 48.0]),
        ("Almaty", [76.95, 43.25]),
        ("Alma-Ata", [76.95, 43.25]),
        ("The Kremlin", None),
        ("Elsewhere", None),
    ]
    assert features[3]["properties"]["not_located"] == "means a government or body by its seat"


def test_properties_tell_how_exactly_and_from_which_characters() -> None:
    told = read(write_geojson([RECORD]))["features"][2]["properties"]
    text = RECORD.report.text
    assert text[told["start"] : told["end"]] == told["words"] == "Alma-Ata"
    assert (told["precision"], told["radius_km"], told["use"]) == ("town", 15.0, "literal")
    assert (told["text_sha256"], told["uri"]) == (RECORD.report.text_sha256, "reports/snow.txt")
    assert told["name"] == "Almaty"


def test_candidates_go_along_and_numbers_that_json_lacks_are_null() -> None:
    told = read(write_geojson([RECORD]))["features"][1]["properties"]
    assert [(c["name"], c["score"], c["reason"]) for c in told["candidates"]] == [("Somewhere", None, "a reason")]


def test_the_claim_that_names_a_place_goes_along() -> None:
    claims = (Claim("c1", None, None, (Span(0, 30),), "indirect"), Claim("c2", None, None, (Span(0, 15),), "indirect"))
    features = list(list_features(msgspec.structs.replace(RECORD, claims=claims)))
    assert [f["properties"]["claim"] for f in features] == ["c2", None, None, None, None]


def test_one_line_per_feature_and_the_same_bytes_each_time() -> None:
    content = write_geojson([RECORD])
    assert content.count(b"\n") == 7
    assert content == write_geojson([RECORD])
    assert read(write_geojson([]))["features"] == []


def test_lone_surrogates_come_back() -> None:
    record = make_record("{1:a\ud800b}", {1: {"resolved_name": "\ud800"}})
    assert read(write_geojson([record]))["features"][0]["properties"]["words"] == "a\ud800b"


@given(
    st.lists(
        st.builds(
            Place,
            id=st.text(max_size=3),
            start=st.integers(-3, 30),
            end=st.integers(-3, 30),
            name=st.text(max_size=3),
            latitude=st.none() | st.floats() | st.floats(-91, 91),
            longitude=st.none() | st.floats() | st.floats(-181, 181),
            radius_km=st.none() | st.floats(),
            confidence=st.none() | st.floats(),
            use=st.sampled_from(["literal", "metonym"]),
        ),
        max_size=4,
    )
)
def test_coordinates_never_leave_the_globe(places: list[Place]) -> None:
    features = read(write_geojson([msgspec.structs.replace(RECORD, places=tuple(places))]))["features"]
    assert len(features) == len(places)
    for feature in features:
        if feature["geometry"] is not None:
            longitude, latitude = feature["geometry"]["coordinates"]
            assert abs(longitude) <= 180
            assert abs(latitude) <= 90
            assert feature["properties"]["not_located"] is None
