"""Triggers by the words of a codebook, over trees made by hand; a root is a word without a head."""

from __future__ import annotations

import msgspec
import pytest

from sayso.codebook import EventBook
from sayso.events import find_events
from sayso.events.lexical import find_lexical
from sayso.events.tree import Tree
from sayso.model import EventMark
from tests.claims.trees import make_tree

BOOK = msgspec.convert(
    {
        "codebook": "mine",
        "version": "1",
        "types": {
            "FIRE": {
                "definition": "x",
                "verbs": ["burn | subject=forest", "light | object=fire", "flare up", "smoulder"],
                "nouns": ["fire", "fire | object=forest"],
                "phrases": ["go up in flame", "burn down"],
                "modes": {
                    "arson": {"definition": "x", "nouns": ["arson"], "phrases": ["set fire"]},
                    "wild": {"definition": "x", "adjectives": ["wild"]},
                },
            },
            "FLOOD": {"definition": "x", "verbs": ["flood"], "nouns": ["fire"]},
            "ASSAULT": {"definition": "x", "modes": {"firearms": "x", "raid": {"definition": "x", "nouns": ["raid"]}}},
        },
        "contexts": {"weather": {"definition": "x", "words": ["heat wave", "wind"]}, "law": "x"},
    },
    EventBook,
)


def find(tree: str, *types: str) -> list[tuple[str, str, str | None]]:
    report, tokens, syntax = make_tree(tree)
    made = Tree(report.text, tokens, syntax)
    found = find_lexical(made, BOOK, types or BOOK.types)
    return [(made.span(t.first, t.last).text(report.text), t.type, t.mode) for t in found]


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ("The/DET/det>1 peat/NOUN/nsubj>2 smoulder/VERB/root ./PUNCT/punct>2", [("smoulder", "FIRE", None)]),
        ("The/DET/det>1 forest/NOUN/nsubj>2 burn/VERB/root ./PUNCT/punct>2", [("burn", "FIRE", None)]),
        ("The/DET/det>1 forest/NOUN/nsubj>2 burned/VERB/root ./PUNCT/punct>2", [("burned", "FIRE", None)]),
        ("The/DET/det>1 candle/NOUN/nsubj>2 burn/VERB/root ./PUNCT/punct>2", []),
        ("They/PRON/nsubj>1 light/VERB/root a/DET/det>3 fire/NOUN/obj>1 ./PUNCT/punct>1",
         [("light", "FIRE", None), ("fire", "FIRE", None)]),
        ("They/PRON/nsubj>1 light/VERB/root a/DET/det>3 lamp/NOUN/obj>1 ./PUNCT/punct>1", []),
        ("A/DET/det>2 wild/ADJ/amod>2 fire/NOUN/nsubj>3 rage/VERB/root ./PUNCT/punct>3",
         [("wild", "FIRE", "wild"), ("fire", "FIRE", "wild")]),
        ("It/PRON/nsubj>1 go/VERB/root up/ADP/compound:prt>1 in/ADP/case>5 big/ADJ/amod>5 flame/NOUN/obl>1 ./PUNCT/p>1",
         [("go up in big flame", "FIRE", None)]),
        ("It/PRON/nsubj>1 flare/VERB/root again/ADV/advmod>1 up/ADP/compound:prt>1 ./PUNCT/punct>1",
         [("flare again up", "FIRE", None)]),
        ("The/DET/det>1 town/NOUN/nsubj>2 flood/VERB/root ./PUNCT/punct>2", [("flood", "FLOOD", None)]),
        ("The/DET/det>1 flood/NOUN/nsubj>2 rise/VERB/root ./PUNCT/punct>2", []),
    ],
)  # fmt: skip
def test_words_and_what_narrows_them(tree: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert find(tree) == expected


def test_only_the_types_asked_for() -> None:
    tree = "The/DET/det>1 fire/NOUN/nsubj>2 grow/VERB/root ./PUNCT/punct>2"
    assert find(tree, "FLOOD") == [("fire", "FLOOD", None)]
    assert find(tree, "ASSAULT") == []


def test_phrases_end_with_their_sentence() -> None:
    tree = "They/PRON/nsubj>1 set/VERB/root ./PUNCT/punct>1 fire/NOUN/root ./PUNCT/punct>3"
    assert find(tree) == [("fire", "FIRE", None)]


def read(tree: str, marks: tuple[EventMark, ...] = ()) -> list[tuple[str, str | None, tuple[str, ...], str]]:
    report, tokens, syntax = make_tree(tree)
    events = find_events(report, tokens, syntax, marks, (), (), (), (), BOOK)[0]
    return [(e.type, e.mode, e.contexts, e.by.method if e.by else "") for e in events]


def test_events_of_a_book_of_ones_own_carry_its_name_and_contexts() -> None:
    tree = (
        "The/DET/det>1 forest/NOUN/nsubj>3 will/AUX/aux>3 burn/VERB/root in/ADP/case>6 heat/NOUN/compound>6 "
        "wave/NOUN/obl>3 ./PUNCT/punct>3"
    )
    assert read(tree) == [
        ("FIRE", None, ("weather",), "words of the codebook, rules around it; mine 1"),
    ]


@pytest.mark.parametrize(("mode", "kept"), [("firearms", "firearms"), ("drone", "raid"), ("", "raid")])
def test_triggers_of_the_reader_are_kept_for_types_that_both_books_have(mode: str, kept: str) -> None:
    tree = "They/PRON/nsubj>1 attack/VERB/root in/ADP/case>4 a/DET/det>4 raid/NOUN/obl>1 ./PUNCT/punct>1"
    modes = ((mode, 0.9), ("aerial", 0.1))
    mark = EventMark(1, 1, "ASSAULT", 0.9, modes, (("actual", 1.0),), (("law", 0.9), ("crime", 0.9)))
    other = EventMark(4, 4, "PROTEST", 0.9, (), (("actual", 1.0),))
    assert read(tree, (mark, other)) == [
        ("ASSAULT", kept, ("law",), "event head, rules around it; mine 1"),
    ]


def test_an_alias_leads_from_a_trained_type_to_that_of_the_book() -> None:
    book = msgspec.structs.replace(BOOK, aliases={"PROTEST": "FLOOD"})
    report, tokens, syntax = make_tree("They/PRON/nsubj>1 march/VERB/root ./PUNCT/punct>1")
    mark = EventMark(1, 1, "PROTEST", 0.9, (), (("actual", 1.0),))
    assert [e.type for e in find_events(report, tokens, syntax, (mark,), (), (), (), (), book)[0]] == ["FLOOD"]
