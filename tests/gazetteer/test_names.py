"""The one spelling under which names are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.gazetteer import normalise_name
from sayso.gazetteer.names import drop_possessive
from sayso.gazetteer.naming import make_names, make_plural


@pytest.mark.parametrize(
    ("name", "norm"),
    [
        ("U.S.", "us"),
        ("U. S. A.", "usa"),
        ("Washington, D.C.", "washington dc"),
        ("W.Va.", "w va"),
        ("St. Louis", "saint louis"),
        ("Main St.", "main st"),
        ("Ft. Worth", "fort worth"),
        ("Mt Kenya", "mount kenya"),
        ("The Hague", "hague"),
        ("The The", "the"),
        ("São Tomé & Príncipe", "sao tome and principe"),
        ("Alma-Ata", "alma ata"),
        ("N’Djamena", "ndjamena"),
        ("Łódź", "lodz"),
        ("Åland", "aland"),
        ("İzmir", "izmir"),
        ("Straße", "strasse"),
        ("St. John's", "saint johns"),
        ("...", ""),
        ("", ""),
    ],
)
def test_names_meet_in_one_spelling(name: str, norm: str) -> None:
    assert normalise_name(name) == norm


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_what_is_normalised_stays(name: str) -> None:
    once = normalise_name(name)
    assert normalise_name(once) == once
    assert once == " ".join(once.split())


@pytest.mark.parametrize(
    ("name", "bare"), [("Kazakhstan's", "Kazakhstan"), ("the Philippines’", "the Philippines"), ("Paris", "Paris")]
)
def test_possessives_go(name: str, bare: str) -> None:
    assert drop_possessive(name) == bare


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("Kazakh", ("Kazakhs",)),
        ("Frenchman", ("Frenchmen",)),
        ("Malagasy", ("Malagasies",)),
        ("Chinese", ()),
        ("Danish", ()),
    ],
)
def test_plurals_of_peoples(one: str, many: tuple[str, ...]) -> None:
    assert make_plural(one) == many


def test_codes_and_transliterations_are_left_out() -> None:
    names = make_names("Almaty", ["ALA", "Alma-Ata", "a la mu tu", "Алматы", "NEW YORK", "Almaty"])
    assert [norm for norm, *_ in names] == ["almaty", "alma ata", "new york"]
    assert [kind for _, kind, *_ in names] == ["main", "alias", "alias"]
