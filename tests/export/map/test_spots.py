from __future__ import annotations

import math

import pytest

from sayso.export.map.spots import collect_spots, count_mentions
from tests.export.map.placing import ALMATY, KAZAKHSTAN, KREMLIN, make_record

STORY = "In {1:Kazakhstan} it snowed. {2:Almaty} froze, and {3:Alma-Ata} slept. {4:The Kremlin} was silent."
PLACES = {1: KAZAKHSTAN, 2: ALMATY, 3: ALMATY, 4: KREMLIN}


def test_mentions_of_one_entry_are_one_spot_and_the_most_mentioned_comes_first() -> None:
    found = collect_spots([make_record(STORY, PLACES)])
    assert [(spot.number, spot.name, len(spot.mentions)) for spot in found.spots] == [
        (1, "Almaty", 2),
        (2, "Kazakhstan", 1),
    ]
    assert [(spot.shape, spot.precision) for spot in found.spots] == [("town", "town"), ("wide", "country")]
    assert count_mentions(found.spots) == 3


def test_what_is_no_place_is_left_out_with_its_reason() -> None:
    (left,) = collect_spots([make_record(STORY, PLACES)]).left_out
    assert (left.mention.words, left.why) == ("The Kremlin", "means a government or body by its seat")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "not resolved: no place of this name was taken"),
        ({"reason": "four places fit"}, "four places fit"),
        (ALMATY | {"latitude": 95.0}, "its coordinates lie outside the globe"),
        (ALMATY | {"longitude": -181.0}, "its coordinates lie outside the globe"),
        (ALMATY | {"latitude": math.nan}, "its coordinates lie outside the globe"),
        (ALMATY | {"longitude": math.inf}, "its coordinates lie outside the globe"),
        (ALMATY | {"use": "demonym"}, "means people or things, not the place"),
        (ALMATY | {"use": "institution"}, "stands inside the name of an institution"),
    ],
)
def test_reasons(fields: dict[str, object], why: str) -> None:
    found = collect_spots([make_record("{1:Here}", {1: fields})])
    assert (found.spots, found.left_out[0].why) == ((), why)


@pytest.mark.parametrize("radius", [None, 0.0, -3.0, math.nan, math.inf])
def test_a_radius_that_is_none_is_assumed_and_said_so(radius: float | None) -> None:
    (spot,) = collect_spots([make_record("{1:Almaty}", {1: ALMATY | {"radius_km": radius}})]).spots
    assert (spot.assumed, spot.radius_km) == (True, 10.0)


def test_the_widest_radius_of_several_is_kept() -> None:
    record = make_record("{1:Almaty} {2:Almaty}", {1: ALMATY, 2: ALMATY | {"radius_km": 40.0}})
    assert collect_spots([record]).spots[0].radius_km == 40.0


def test_a_mention_keeps_the_words_of_its_sentence() -> None:
    (mention, _) = collect_spots([make_record(STORY, PLACES)]).spots[0].mentions
    assert (mention.before, mention.words, mention.after) == ("", "Almaty", " froze, and Alma-Ata slept.")


def test_long_sentences_are_cut_around_the_mention() -> None:
    (spot,) = collect_spots([make_record("word " * 300 + "{1:Almaty}" + " word" * 300, {1: ALMATY})]).spots
    assert len(spot.mentions[0].before) == len(spot.mentions[0].after) == 161
    assert spot.mentions[0].before.startswith("…")


def test_places_of_several_reports_go_together() -> None:
    found = collect_spots([make_record("{1:Almaty}", {1: ALMATY})] * 2, first=4)
    assert [(mention.report, mention.index) for mention in found.spots[0].mentions] == [(4, 1), (5, 1)]
