from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.linking.naming import name_stretch, name_value, read_bounds


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("2022-01-10", "10 January 2022"),
        ("2022-01", "January 2022"),
        ("2022", "2022"),
        ("199", "1990s"),
        ("19", "1900–1999"),
        ("2022-W02", "week of 10 – 16 January 2022"),
        ("2021-W52-WE", "weekend of 1 – 2 January 2022"),
        ("2022-Q3", "third quarter of 2022"),
        ("2022-H1", "first half of 2022"),
        ("2022-WI", "winter 2022"),
        ("2022-01-10TEV", "10 January 2022, evening"),
        ("2022-01-10T18", "10 January 2022, 18h"),
        ("2022-01-10T18:30", "10 January 2022, 18:30"),
        ("PRESENT_REF", "the present"),
        ("P3D", "P3D"),
        ("2022-02-30", "2022-02-30"),
        (None, "unresolved"),
    ],
)
def test_a_value_is_named_as_what_it_is(value: str | None, name: str) -> None:
    assert name_value(value) == name


def test_modifier_and_zone_are_named() -> None:
    assert name_value("2022-01", mod="APPROX") == "about January 2022"
    assert name_value("2022-01-10T18:30", zone="+06:00") == "10 January 2022, 18:30 (+06:00)"
    assert name_value("2022-01-10", zone="+06:00") == "10 January 2022"


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (date(2022, 1, 13), date(2022, 1, 19), "13 – 19 January 2022"),
        (date(2022, 1, 30), date(2022, 2, 2), "30 January – 2 February 2022"),
        (date(2021, 12, 30), date(2022, 1, 2), "30 December 2021 – 2 January 2022"),
        (date(2022, 1, 2), date(2022, 1, 2), "2 January 2022"),
    ],
)
def test_a_stretch_says_no_word_twice(first: date, last: date, name: str) -> None:
    assert name_stretch(first, last) == name


def test_a_day_reaches_to_its_last_minute() -> None:
    assert read_bounds("2022-01-10", "2022-01-10") == (datetime(2022, 1, 10), datetime(2022, 1, 10, 23, 59))
    assert read_bounds("2022-01-10T18:30", "2022-01-10T18:30") == (datetime(2022, 1, 10, 18, 30),) * 2


@pytest.mark.parametrize(
    ("earliest", "latest"),
    [(None, "2022-01-10"), ("2022-01-10", None), ("2022-01-11", "2022-01-10"), ("2022-13-01", "x"), ("", "")],
)
def test_what_is_no_stretch_has_no_bounds(earliest: str | None, latest: str | None) -> None:
    assert read_bounds(earliest, latest) is None


@given(st.text(max_size=80), st.none() | st.text(max_size=10), st.none() | st.text(max_size=80))
def test_anything_has_a_short_name(value: str, mod: str | None, zone: str | None) -> None:
    assert len(name_value(value, mod=mod, zone=zone)) <= 160


@given(st.text(max_size=30), st.text(max_size=30))
def test_bounds_of_anything_are_in_order(earliest: str, latest: str) -> None:
    bounds = read_bounds(earliest, latest)
    assert bounds is None or bounds[0] <= bounds[1]
