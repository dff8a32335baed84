"""Places, bodies that bear their names, and people who come from them."""

from __future__ import annotations

import pytest

from sayso.gazetteer import Gazetteer
from tests.places.world import read_places


@pytest.mark.parametrize(
    ("text", "names", "arcs", "use"),
    [
        ("It rained in London on Monday.", ["London"], {}, "literal"),
        (
            "London imposed new rules on Monday.",
            ["London"],
            {"London": "PROPN nsubj imposed London", "imposed": "VERB root 0 impose"},
            "metonym",
        ),
        ("Talks between London and Tripoli failed.", ["London", "Tripoli"], {}, "metonym"),
        ("A bus between London and Tripoli burned.", ["London", "Tripoli"], {}, "literal"),
        ("He wore a French hat.", ["French/x"], {"French": "ADJ amod hat French"}, "demonym"),
        ("A man of the London Fire Brigade spoke.", ["London Fire Brigade/o"], {}, "institution"),
        ("A man of the London Police spoke.", ["London"], {}, "institution"),
    ],
)
def test_use(gazetteer: Gazetteer, text: str, names: list[str], arcs: dict[str, str], use: str) -> None:
    places = read_places(text, gazetteer, names=names, arcs=arcs)
    assert {place.use for place in places} == {use}
    assert all(place.latitude is not None for place in places)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The White House said no.", []),
        ("A White House aide said no.", []),
        ("Crowds stood outside the White House on Monday.", ["White House"]),
    ],
)
def test_a_building_that_stands_for_a_government_is_no_place(gazetteer: Gazetteer, text: str, found: list[str]) -> None:
    places = read_places(text, gazetteer, names=["White House"])
    assert [place.name for place in places] == found


def test_people_are_no_places(gazetteer: Gazetteer) -> None:
    text = "Paris Okafor said that London was calm. Mr. Okafor thanked Jack London."
    places = read_places(text, gazetteer, names=["Paris Okafor/p", "London", "Okafor@2/p", "Jack London/p"])
    assert [(place.name, place.start) for place in places] == [("London", 23)]
