"""Which strings are TIMEX3 values, and what they allow."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.times.amounts import write_period
from sayso.times.calendar import find_easter, find_holiday, shift_day, write_unit
from sayso.times.intervals import find_interval
from sayso.times.timex import is_timex_value

_GOOD = (
    "2022 2022-01 2022-01-10 2022-W02 2022-W02-WE 2022-W02-3 2022-Q1 2022-H2 2022-SU 199 19 199X XXXX-WXX-1 "
    "XXXX-WXX-1TNI XXXX-01-10 XXXX-XX-XXT18:00 2022-01-10TMO 2022-01-10T18:30 2022-01-10T24:00 "
    "2022-01-10T18:30:05 PRESENT_REF P3D PXD P2Y6M PT1H30M P1.5W PXX P2DE PT40S T18:30 TNI "
)
GOOD = _GOOD.split()
_BAD = "2022-13 2022-01-40 2022-W60 2022-Q5 today P 22-01-10 2022-1-1 2022-01-10T25:00 PT P3X "
BAD = [*_BAD.split(), "", "P" + "1D" * 40]


@pytest.mark.parametrize("value", GOOD)
def test_a_value_is_known(value: str) -> None:
    assert is_timex_value(value)


@pytest.mark.parametrize("value", BAD)
def test_anything_else_is_none(value: str) -> None:
    assert not is_timex_value(value)


@given(
    st.dates(dt.date(1583, 1, 1), dt.date(3000, 1, 1)), st.sampled_from(["D", "W", "WE", "M", "Q", "H6", "Y", "E", "C"])
)
def test_every_unit_of_a_day_is_a_value_that_holds_it(day: dt.date, unit: str) -> None:
    value = write_unit(day, unit)
    interval = find_interval(value)
    assert is_timex_value(value)
    assert interval is not None
    assert interval.first <= interval.last
    assert unit == "WE" or interval.first <= day <= interval.last


@given(st.dates(), st.sampled_from(["D", "W", "M", "Q", "Y", "E"]), st.integers(-(10**6), 10**6))
def test_a_shift_stays_on_the_calendar_or_gives_nothing(day: dt.date, unit: str, amount: int) -> None:
    moved = shift_day(day, unit, amount)
    assert moved is None or (moved >= day) == (amount >= 0)


@given(
    st.floats(0.5, 500).map(lambda n: round(n * 2) / 2),
    st.sampled_from(["S", "TM", "H", "D", "W", "F", "M", "Q", "Y", "E", "C"]),
)
def test_every_period_is_a_value(number: float, unit: str) -> None:
    assert is_timex_value(write_period(number, unit))
    assert is_timex_value(write_period("X", unit))


@pytest.mark.parametrize(("year", "day"), [(1998, "1998-04-12"), (2019, "2019-04-21"), (2024, "2024-03-31")])
def test_easter(year: int, day: str) -> None:
    assert find_easter(year).isoformat() == day


@pytest.mark.parametrize(
    ("rule", "day"),
    [("11-w4-4", "2021-11-25"), ("05-w1--1", "2021-05-31"), ("12-25", "2021-12-25"), ("easter-2", "2021-04-02")],
)
def test_feasts_are_computed(rule: str, day: str) -> None:
    found = find_holiday(rule, 2021)
    assert found is not None
    assert found.isoformat() == day


def test_a_night_ends_on_the_next_day() -> None:
    interval = find_interval("2021-12-31TNI")
    assert interval is not None
    assert (interval.earliest, interval.latest) == ("2021-12-31T18:00", "2022-01-01T05:59")
