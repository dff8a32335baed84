"""Dates, reasons and names in words."""

from __future__ import annotations

from typing import get_args

import pytest

from sayso.desk.parts.clash import KINDS
from sayso.desk.parts.facts import read_lead
from sayso.desk.parts.words import name_country, name_days, tell_reason
from sayso.model import Span
from sayso.model.links import ContradictionKind
from sayso.store import Lead


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (
            "they go back to the report of 2022-01-09T18:10:00+06:00",
            "they go back to the report of 9 January 2022 18:10",
        ),
        ("9 on 2022-01-09, 12 later", "9 on 9 January 2022, 12 later"),
        ("12022-01-09 and 2022-13-40", "12022-01-09 and 2022-13-40"),
    ],
)
def test_days_in_reasons_are_put_into_words(reason: str, told: str) -> None:
    assert tell_reason(reason) == f"<bdi>{told}</bdi>"


def test_codes_that_are_no_country_stay() -> None:
    assert [name_country(code) for code in ("KZ", "XX-9", "", None)] == ["Kazakhstan", "XX-9", "", ""]


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2022-01-09", "2022-01-10", "9\u201310 January 2022"),
        ("2022-01-09", "2022-02-10", "9 January \u2013 10 February 2022"),
        (None, "2022-01-09", "9 January 2022"),
        (None, None, ""),
    ],
)
def test_a_stretch_of_days(first: str | None, last: str | None, told: str) -> None:
    assert name_days(first, last) == told


def test_the_sentence_around_a_span_is_cut_at_words() -> None:
    text = "It began. " + "many words " * 60 + "fell here " + "and on " * 60 + "to the end."
    at = text.index("fell")
    around = read_lead(Lead("r", None, "en", Span(1000 + at, 1004 + at), text, 1000))
    assert around is not None
    assert around.words == "fell"
    assert around.before.startswith(("\u2026many ", "\u2026words "))
    assert around.after.endswith(("and\u2026", "on\u2026"))
    assert len(around.before) < 200


def test_a_span_outside_the_words_at_hand_gives_no_sentence() -> None:
    assert read_lead(Lead("r", None, "en", Span(50, 60), "short", 40)) is None


def test_every_kind_of_contradiction_has_a_name() -> None:
    assert set(KINDS) == set(get_args(ContradictionKind))
