"""Looking up: by name, by key, by beginning, inside one another, from several threads and processes."""

from __future__ import annotations

import pickle
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import SaysoError
from sayso.gazetteer import Gazetteer
from tests.gazetteer.conftest import COUNTRY, FIRST, SEA, TOWN, VILLAGE, write_small


def test_the_most_populous_comes_first(small: Gazetteer) -> None:
    assert [match.entry for match in small.find("ALMATY")] == [TOWN, VILLAGE]
    assert small.find("Nowhere") == ()
    assert small.find("x" * 5000) == ()


def test_a_name_says_when_it_was_borne(small: Gazetteer) -> None:
    (match,) = small.find("Alma-Ata")
    assert (match.name_kind, match.first_year, match.last_year) == ("alias", 1921, 1993)
    assert small.dated_names(TOWN) == (("alma ata", 1921, 1993),)
    assert small.dated_names(SEA) == ()


def test_possessives_and_demonyms_are_found(small: Gazetteer) -> None:
    assert small.find("Kazakhstan's")[0].entry == COUNTRY
    assert small.find("Kazakh")[0].name_kind == "demonym"
    assert set(small.find_many(["Kazakh", "Nowhere", "Kazakh"])) == {"Kazakh"}


def test_keys_lead_to_entries(small: Gazetteer) -> None:
    for entry in (COUNTRY, FIRST, TOWN, SEA):
        assert small.get(entry.key) == entry
    assert small.get("gn:99") is small.get("own:none") is small.get("gn:x") is small.get("") is None


def test_parents_and_inside(small: Gazetteer) -> None:
    assert small.parents(TOWN) == (FIRST, COUNTRY)
    assert small.parents(COUNTRY) == small.parents(SEA) == ()
    assert small.inside(TOWN, FIRST)
    assert small.inside(FIRST, COUNTRY)
    assert not small.inside(SEA, COUNTRY)
    assert not small.inside(COUNTRY, COUNTRY)
    assert not small.inside(VILLAGE, FIRST)


def test_the_longest_name_in_words(small: Gazetteer) -> None:
    assert small.begins("Aral")
    assert small.begins("Almaty")
    assert not small.begins("Ara")
    assert not small.begins("Aral Sea")
    assert not small.begins("")
    assert small.longest(["Aral", "Sea", "shore"]) == 2
    assert small.longest(["Almaty", "police"]) == 1
    assert small.longest(["Aral", "shore"]) == 0


def test_threads_share_and_processes_open_their_own(small: Gazetteer) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(small.find, ["Almaty", "Kazakhstan"] * 100))
    assert found == [small.find("Almaty"), small.find("Kazakhstan")] * 100
    with pickle.loads(pickle.dumps(small)) as other:
        assert other.find("Almaty") == small.find("Almaty")


def test_a_missing_file_names_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match=r"SAY-701.*sayso places build"):
        Gazetteer.open(tmp_path / "none.sqlite")


@pytest.mark.parametrize("content", [b"", b"no database at all, not even nearly" * 40])
def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd?name#1.sqlite"
    path.write_bytes(content)
    with pytest.raises(SaysoError, match="SAY-702"):
        Gazetteer.open(path)


def test_another_format_is_refused(tmp_path: Path) -> None:
    path = write_small(tmp_path / "places.sqlite")
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(SaysoError, match="its format is 99"):
        Gazetteer.open(path)


def test_a_lone_surrogate_is_in_no_name(small: Gazetteer) -> None:
    assert small.find("Almaty\ud800") == ()
    assert not small.begins("Aral\ud800")


@given(st.text(max_size=80))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_asked_for(small: Gazetteer, name: str) -> None:
    assert small.find(name) == small.find(name)
    assert isinstance(small.begins(name), bool)
