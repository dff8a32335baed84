"""Names, sectors, and what the report tells elsewhere."""

from __future__ import annotations

import pytest

from sayso.events.codes import Coder
from sayso.events.known import load_known
from sayso.events.sectors import find_sectors
from sayso.lang import load_language
from sayso.model import Entity, Place, Role, Span
from tests.events.trees import make_scene

BOOK = load_language("en").events
PARSED = (
    "Okoro|Okoro|PROPN|1|nsubj resigned|resign|VERB|-1|root .|.|PUNCT|1|punct The|the|DET|5|det "
    "Kenyan|Kenyan|ADJ|5|amod general|general|NOUN|6|nsubj left|leave|VERB|-1|root .|.|PUNCT|6|punct"
)
TEXT = "Okoro resigned. The Kenyan general left."


@pytest.mark.parametrize(
    ("words", "code", "length"),
    [
        ("Democratic Republic of the Congo forces", "COD", 5),
        ("U.S. troops", "USA", 1),
        ("North Korean state media", "PRK", 2),
        ("al - Qaeda fighters", "IMG", 3),
        ("UN Security Council", "UNO", 3),
        ("Ivorian rebels", "CIV", 1),
        ("Soviet diplomats", "RUS", 1),
        ("Ankara", "TUR", 1),
    ],
)
def test_longest_name_counts(words: str, code: str, length: int) -> None:
    found = load_known().find(words.split(), 0, None)
    assert found is not None
    assert (found[1].code, found[0]) == (code, length)


@pytest.mark.parametrize("word", ["us", "Us", "turkey", "table", "who"])
def test_common_words_are_no_nation(word: str) -> None:
    assert load_known().find([word], 0, None) is None


def test_table_is_dated() -> None:
    known = load_known()
    sectors = [known.find(["Taliban"], 0, year) for year in (1999, 2010, 2022)]
    assert [found[1].sector for found in sectors if found is not None] == ["GOV", "REB", "GOV"]
    mandela = [known.find_surname("Mandela", year) for year in (1996, 2005)]
    assert [found.sector for found in mandela if found is not None] == ["GOV", "ELI"]


@pytest.mark.parametrize(
    ("words", "sectors"),
    [
        ("riot police", ("COP",)),
        ("opposition leader", ("OPP",)),
        ("rebel troops", ("REB",)),
        ("former prime minister", ("ELI",)),
        ("army officers", ("MIL",)),
        ("families", ("CVL",)),
        ("human rights groups", ("SOC",)),
        ("student protesters", ("EDU",)),
        ("opposition senators", ("LEG", "OPP")),
        ("stone", ()),
    ],
)
def test_sectors(words: str, sectors: tuple[str, ...]) -> None:
    assert find_sectors(BOOK, words.split(), words.split()) == sectors


def test_entity_is_coded_by_its_other_mentions() -> None:
    scene = make_scene(TEXT, PARSED)
    named = Span(0, 5)
    general = Span(TEXT.index("The"), TEXT.index(" left"))
    role = Role("general", None, Span(TEXT.index("general"), TEXT.index(" left")))
    entity = Entity("entity-1", "Okoro", "person", (named, general), (role,))
    assert Coder(scene).code(0, acts=True).sectors == ()
    coded = Coder(scene, entities=(entity,)).code(0, acts=True)
    assert (coded.codes, coded.sectors) == (("KEN",), ("MIL",))
    assert Coder(scene, entities=(entity,)).find_entity(0) == entity


def test_resolved_place_tells_the_country() -> None:
    tree = "Mourners|mourner|NOUN|3|nsubj|Plur in|in|ADP|2|case Zliten|Zliten|PROPN|0|nmod wept|weep|VERB|-1|root"
    scene = make_scene("Mourners in Zliten wept", tree)
    place = Place("place-1", 12, 18, "Zliten", country="LY")
    assert Coder(scene, places=(place,)).code(0, acts=True).codes == ("LBY",)


def test_capital_stands_for_its_government_when_it_acts() -> None:
    tree = "Ankara|Ankara|PROPN|1|nsubj refused|refuse|VERB|-1|root"
    scene = make_scene("Ankara refused", tree)
    assert Coder(scene).code(0, acts=True).sectors == ("GOV",)
    assert Coder(scene).code(0, acts=False).sectors == ()
