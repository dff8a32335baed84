"""Which toponym is said to lie in which, and what sort of place each is."""

from __future__ import annotations

import pytest

from sayso.gazetteer import Gazetteer
from sayso.model import Span
from sayso.places.context import find_head, find_qualifiers, hints_state
from sayso.places.drafts import find_drafts
from sayso.places.frame import weigh_local
from sayso.places.recognise import take_spans
from tests.places.world import scene_of


@pytest.mark.parametrize(
    ("text", "names", "pairs"),
    [
        ("He left Springfield, Ohio, early.", ["Springfield", "Ohio"], [("Springfield", "Ohio", True)]),
        ("He left Springfield (Ohio) early.", ["Springfield", "Ohio"], [("Springfield", "Ohio", True)]),
        ("He left Ohio's Springfield early.", ["Ohio", "Springfield"], [("Springfield", "Ohio", True)]),
        ("The Syrian city of Homs fell.", ["Syrian", "Homs"], [("Homs", "Syrian", True)]),
        ("Tripoli, in northern Lebanon, was calm.", ["Tripoli", "Lebanon"], [("Tripoli", "Lebanon", True)]),
        ("He saw Paris, London and Homs.", ["Paris", "London", "Homs"], []),
        ("He saw Homs, Ohio and Texas.", ["Homs", "Ohio", "Texas"], [("Homs", "Ohio", False)]),
        ("He saw Paris before he left for his home in Ohio.", ["Paris", "Ohio"], []),
    ],
)
def test_qualifiers(gazetteer: Gazetteer, text: str, names: list[str], pairs: list[tuple[str, str, bool]]) -> None:
    scene = scene_of(text)
    toponyms = take_spans(scene, [Span(text.index(n), text.index(n) + len(n)) for n in names], gazetteer)
    found = find_qualifiers(scene, toponyms)
    assert [(toponyms[q.inner].name, toponyms[q.outer].name, q.sure) for q in found] == pairs


@pytest.mark.parametrize(
    ("text", "name", "head"),
    [
        ("He left Clark County early.", "Clark County", "county"),
        ("He left the city of Homs early.", "Homs", "city"),
        ("He left Homs province early.", "Homs", "province"),
        ("He swam in Lake Erie early.", "Erie", "lake"),
        ("He left Homs early.", "Homs", ""),
    ],
)
def test_the_sort_of_place_that_words_say(text: str, name: str, head: str) -> None:
    scene = scene_of(text)
    (toponym,) = take_spans(scene, [Span(text.index(name), text.index(name) + len(name))], None)
    assert find_head(scene, toponym) == head


def test_who_serves_a_state(gazetteer: Gazetteer) -> None:
    text = "New York Gov. Ann Poe met New York dentists."
    scene = scene_of(text)
    toponyms = take_spans(scene, [Span(0, 8), Span(26, 34)], gazetteer)
    assert [hints_state(scene, toponym) for toponym in toponyms] == [True, False]


def test_words_of_one_country_s_public_life() -> None:
    assert weigh_local(["the", "sheriff", "said", "so"], "en") == {"US": 0.5}
    assert weigh_local(["tenge", "akim", "sheriff"], "en") == {"KZ": 0.5, "US": 0.25}
    assert weigh_local([], "en") == {}


def test_drafts_come_from_the_gazetteer_the_reader_and_words_for_places(gazetteer: Gazetteer) -> None:
    text = "In Qwerty Township and on Blossom Road, near Highway 19, Homs and South Dayton, he met Foo."
    scene = scene_of(text, names=["Foo"])
    found = {draft.name for draft in find_drafts(scene, gazetteer)}
    assert found == {"Qwerty Township", "Blossom Road", "Highway 19", "Homs", "Dayton", "South Dayton", "Foo"}


def test_a_hyphenated_name_is_not_taken_apart(gazetteer: Gazetteer) -> None:
    scene = scene_of("He spoke in Nur-Sultan today.", names=["Nur", "Sultan"])
    assert [draft.name for draft in find_drafts(scene, gazetteer)] == ["Nur-Sultan"]
