"""The lexicon of triggers: which words and phrases it knows, in all their forms."""

from __future__ import annotations

import pytest

from sayso.codebook import load_codebook
from sayso.lang import load_trigger_lexicon


def find_names(text: str, word: str) -> set[str]:
    lexicon = load_trigger_lexicon()
    words = text.lower().split()
    row = lexicon.mark(words)[words.index(word)]
    return {lexicon.names[i] for i in row.nonzero()[0]}


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("gunmen ambushed the convoy", "ambushed", "ASSAULT"),
        ("they opened fire at dawn", "opened", "ASSAULT"),
        ("they opened fire at dawn", "fire", "ASSAULT"),
        ("she stepped down on Friday", "stepped", "RETREAT"),
        ("the union called for talks", "called", "REQUEST"),
        ("he suffered a heart attack", "heart", "harmless"),
        ("the minister said so", "said", "reporting"),
    ],
)
def test_words_and_phrases_are_known(text: str, word: str, name: str) -> None:
    assert any(found.split()[0].split("-")[0] == name for found in find_names(text, word))


def test_a_small_word_may_stand_inside_a_phrase() -> None:
    assert find_names("rebels laid down their arms", "arms") & {"RETREAT", "RETREAT strong", "RETREAT-disarm"}


def test_plain_words_tell_nothing() -> None:
    assert find_names("the yellow teapot sang", "teapot") == set()


def test_tables_are_types_and_modes_of_the_codebook() -> None:
    book = load_codebook()
    known = {*book.types, *book.list_modes(), "harmless", "reporting"}
    assert {name.split()[0] for name in load_trigger_lexicon().names} == known
