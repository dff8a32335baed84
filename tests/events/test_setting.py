"""When and where an event took place."""

from __future__ import annotations

from sayso.events.setting import Setting, Settings
from sayso.events.tree import Tree
from sayso.model import Place, Span, Time
from tests.events.trees import make_scene

TEXT = "On Tuesday police in Osh said rebels attacked Jalal on Monday and fled ."
TREE = (
    "On|on|ADP|1|case Tuesday|Tuesday|PROPN|5|obl police|police|NOUN|5|nsubj in|in|ADP|4|case Osh|Osh|PROPN|2|nmod "
    "said|say|VERB|-1|root rebels|rebel|NOUN|7|nsubj|Plur attacked|attack|VERB|5|ccomp Jalal|Jalal|PROPN|7|obj "
    "on|on|ADP|10|case Monday|Monday|PROPN|7|obl and|and|CCONJ|12|cc fled|flee|VERB|7|conj .|.|PUNCT|5|punct"
)


def make_settings(first_case: str = "in") -> tuple[Tree, Settings]:
    tree = make_scene(TEXT, TREE).tree
    tree.words[3] = first_case

    def span(word: str) -> Span:
        return Span(TEXT.index(word), TEXT.index(word) + len(word))

    times = [
        Time(word, span(word).start, span(word).end, type="DATE", value=None, dates=span(verb))
        for word, verb in (("Tuesday", "said"), ("Monday", "attacked"))
    ]
    places = [Place(name, span(name).start, span(name).end, name=name) for name in ("Osh", "Jalal")]
    return tree, Settings(tree, times, places)


def test_a_time_dates_the_verb_that_it_hangs_on() -> None:
    _, settings = make_settings()
    assert settings.when(7) == Setting("Monday")
    assert settings.when(5) == Setting("Tuesday")


def test_what_goes_on_shares_the_time_and_what_is_said_does_not() -> None:
    _, settings = make_settings()
    assert settings.when(12) == Setting("Monday")
    assert settings.when(8) == Setting("Monday")


def test_the_object_of_a_deed_comes_before_places_elsewhere_in_the_sentence() -> None:
    _, settings = make_settings()
    assert settings.where(7, "ASSAULT") == Setting("Jalal", ("Jalal", "Osh"))


def test_what_is_only_said_is_placed_by_its_own_words_alone() -> None:
    _, settings = make_settings()
    assert settings.where(7, "REQUEST").best != "Jalal"


def test_the_place_of_an_earlier_sentence_is_carried_on_for_deeds() -> None:
    tree, settings = make_settings()
    tree.sentences[:] = [0] * 6 + [1] * 8
    settings = Settings(tree, [], [Place("Osh", TEXT.index("Osh"), TEXT.index("Osh") + 3, name="Osh")])
    assert settings.where(12, "ASSAULT").best == "Osh"
    assert settings.where(12, "AGREE").best is None


def test_nothing_is_made_up() -> None:
    tree, _ = make_settings()
    empty = Settings(tree, [], [])
    assert empty.when(7) == empty.where(7) == Setting(None)
