"""Entities of two sides meet in their mentions; sources are pronouns, nouns or names."""

from __future__ import annotations

import pytest

from bench.metrics.speakers import find_form, map_entities
from sayso.model import Span

TEXT = "Residents said so. She, Ana Paz, met Iranian officials and the Health Ministry. Paz left. “Police,” he said."


@pytest.mark.parametrize(
    ("source", "form"),
    [
        ("Residents", "noun"),
        ("She", "pronoun"),
        ("Ana Paz", "name"),
        ("Paz left", "name"),
        ("Iranian officials", "noun"),
        ("the Health Ministry", "name"),
        ("Police", "noun"),
        ("he", "pronoun"),
    ],
)
def test_the_form_of_a_source(source: str, form: str) -> None:
    start = TEXT.rindex(source)
    assert find_form(TEXT, Span(start, start + len(source))) == form


def test_entities_map_by_most_characters_and_ties_stay_open() -> None:
    gold = {"paz": (Span(0, 7), Span(4, 7)), "lu": (Span(20, 22),), "mo": (Span(30, 32),)}
    system = {
        "one": (Span(4, 7), Span(20, 22)),
        "two": (Span(20, 22), Span(30, 32)),
        "three": (Span(50, 52),),
        "four": (Span(18, 33),),
    }
    assert map_entities(gold, system) == {"one": "paz"}
