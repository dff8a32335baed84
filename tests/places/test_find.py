"""Toponyms found in whole reports, and the places that they are led to."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.gazetteer import Gazetteer
from sayso.model import Place
from sayso.places import find_places
from tests.places.world import make_scene_of, read_places


def _show(places: tuple[Place, ...]) -> list[tuple[str, str | None]]:
    return [(place.name, place.entry) for place in places]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "He lives in Springfield, Ohio, with his son.",
            ["Springfield", "Ohio"],
            [("Springfield", "gn:4525353"), ("Ohio", "gn:5165418")],
        ),
        (
            "He lives in Springfield, Ill.",
            ["Springfield", "Ill"],
            [("Springfield", "gn:4250542"), ("Ill.", "gn:4896861")],
        ),
        ("They met in Paris.", ["Paris"], [("Paris", "gn:2988507")]),
        ("They met in Paris (Texas).", ["Paris", "Texas"], [("Paris", "gn:4717560"), ("Texas", "gn:4736286")]),
        ("They met in Tripoli.", ["Tripoli"], [("Tripoli", "gn:2210247")]),
        (
            "Calm came back to Tripoli, in northern Lebanon.",
            ["Tripoli", "Lebanon"],
            [("Tripoli", "gn:266826"), ("Lebanon", "gn:272103")],
        ),
        (
            "He lives in Ohio's Springfield.",
            ["Ohio", "Springfield"],
            [("Ohio", "gn:5165418"), ("Springfield", "gn:4525353")],
        ),
    ],
)
def test_what_the_text_says_decides(
    gazetteer: Gazetteer, text: str, names: list[str], expected: list[tuple[str, str]]
) -> None:
    assert _show(read_places(text, gazetteer, names=names)) == expected


def test_places_around_decide(gazetteer: Gazetteer) -> None:
    text = "Roads were closed in Dayton and Columbus. In Springfield, schools stayed open."
    places = read_places(text, gazetteer, names=["Dayton", "Columbus", "Springfield"])
    assert _show(places)[2] == ("Springfield", "gn:4525353")
    text = text.replace("Dayton and Columbus", "Chicago and Illinois")
    places = read_places(text, gazetteer, names=["Chicago", "Illinois", "Springfield"])
    assert _show(places)[2] == ("Springfield", "gn:4250542")


def test_one_name_has_one_sense_unless_the_text_tells_two(gazetteer: Gazetteer) -> None:
    text = "He left Springfield, Ohio, early. Springfield was quiet. Springfield, Illinois, was not."
    names = ["Springfield", "Ohio", "Springfield@2", "Springfield@3", "Illinois"]
    entries = [place.entry for place in read_places(text, gazetteer, names=names) if place.name == "Springfield"]
    assert entries == ["gn:4525353", "gn:4525353", "gn:4250542"]


def test_a_place_tells_all_that_is_known(gazetteer: Gazetteer) -> None:
    place = read_places("He lives in Springfield, Ohio.", gazetteer, names=["Springfield", "Ohio"])[0]
    assert (place.start, place.end) == (12, 23)
    assert (place.precision, place.feature, place.country, place.admin1) == ("town", "P.PPL", "US", "Ohio")
    assert (place.geonameid, place.radius_km) == (4525353, 5.0)
    assert [candidate.entry for candidate in place.candidates] == ["gn:4525353", "gn:4250542"]
    assert place.candidates[0].score > 0.9 > 0.1 > place.candidates[1].score
    assert place.reason
    assert place.by is not None
    assert place.confidence is not None


@pytest.mark.parametrize(
    ("text", "names", "precision"),
    [
        ("It rained in Kazakhstan.", ["Kazakhstan"], "country"),
        ("It rained in Illinois.", ["Illinois"], "admin1"),
        ("It rained in Clark County.", ["Clark County"], "admin2"),
        ("It rained in Homs.", ["Homs"], "town"),
    ],
)
def test_precision_is_that_of_the_place(gazetteer: Gazetteer, text: str, names: list[str], precision: str) -> None:
    assert [place.precision for place in read_places(text, gazetteer, names=names)] == [precision]


def test_a_county_may_lack_its_word(gazetteer: Gazetteer) -> None:
    places = read_places("Two men from Clark in Ohio were held.", gazetteer, names=["Clark", "Ohio"])
    assert _show(places) == [("Clark", "adm2:clark"), ("Ohio", "gn:5165418")]


def test_what_the_gazetteer_lacks_is_said_so(gazetteer: Gazetteer) -> None:
    (place,) = read_places(
        "He went to Qwertyville.", gazetteer, names=["Qwertyville"], arcs={"Qwertyville": "PROPN obl 0 Qwertyville"}
    )
    assert (place.latitude, place.precision, place.candidates) == (None, None, ())
    assert place.reason == "no place of this name in the gazetteer"


def test_a_road_lies_where_the_report_plays(gazetteer: Gazetteer) -> None:
    text = "A house burned on Blossom Road in Dayton."
    road, town = read_places(text, gazetteer, names=["Blossom Road", "Dayton"])
    assert (road.name, road.entry, town.entry) == ("Blossom Road", None, "gn:4513409")
    assert (road.latitude, road.longitude) == (town.latitude, town.longitude)
    assert road.reason == "not in the gazetteer; taken to lie in or near Dayton, which the report names"
    assert road.radius_km is not None
    assert town.radius_km is not None
    assert road.radius_km > town.radius_km
    assert road.confidence is not None
    assert road.confidence < 0.71


def test_a_name_out_of_its_years_is_doubted(gazetteer: Gazetteer) -> None:
    text = "He spoke in Nur-Sultan on Monday."
    then = read_places(text, gazetteer, names=["Nur - Sultan"], published="2021-05-03")
    assert _show(then) == [("Nur-Sultan", "gn:1526273")]


def test_without_a_gazetteer_names_are_listed_and_the_next_step_told() -> None:
    report, tokens, syntax, names = make_scene_of("He lives in Paris.", names=["Paris"])
    places, issues = find_places(report, tokens, syntax, names, (), None)
    assert [(place.name, place.latitude, place.reason) for place in places] == [
        ("Paris", None, "there is no gazetteer")
    ]
    assert [issue.code for issue in issues] == ["SAY-709"]
    assert "sayso places build" in issues[0].message


def test_ids_and_bytes_are_the_same_every_time(gazetteer: Gazetteer) -> None:
    text = "Paris, Texas, and Springfield, Ohio, are far from Homs."
    names = ["Paris", "Texas", "Springfield", "Ohio", "Homs"]
    first, second = (msgspec.json.encode(read_places(text, gazetteer, names=names)) for _ in range(2))
    assert first == second
    ids = [place.id for place in read_places(text, gazetteer, names=names)]
    assert len(set(ids)) == len(ids) == 5


_WORDS = (
    "Paris",
    "Ohio",
    "Springfield",
    "the",
    ",",
    "in",
    ".",
    "County",
    "Clark",
    "U.S.",
    "-",
    "Road",
    "said",
    "“",
    "\n\n",
    "北京",
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=25).map(" ".join))
def test_offsets_lead_back_to_the_name_and_coordinates_lie_on_the_globe(gazetteer: Gazetteer, text: str) -> None:
    report, tokens, syntax, _ = make_scene_of(text)
    if not len(tokens):
        return
    places, _ = find_places(report, tokens, syntax, (), (), gazetteer)
    ends = 0
    for place in places:
        assert report.text[place.start : place.end] == place.name
        assert place.start >= ends
        ends = place.end
        assert place.latitude is None or -90 <= place.latitude <= 90
        assert place.longitude is None or -180 <= place.longitude <= 180
        assert sum(candidate.score for candidate in place.candidates) <= 1.001


def test_a_long_report_stays_cheap(gazetteer: Gazetteer) -> None:
    text = "Homs and Paris and Springfield and Clark County were quiet, he said. " * 400
    names = [f"Homs@{n}" for n in range(1, 40)]
    places = read_places(text, gazetteer, names=names)
    assert len(places) >= 1_000
    assert len({place.entry for place in places if place.name == "Homs"}) == 1


def test_a_report_without_words_has_no_places(gazetteer: Gazetteer) -> None:
    report, tokens, syntax, names = make_scene_of("…")
    assert find_places(report, tokens, syntax, names, (), gazetteer) == ((), ())
