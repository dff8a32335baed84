"""TIMEX3 values: which there are, and which mean the same."""

from __future__ import annotations

import pytest

from bench.gold.timex import is_timex, make_canonical, make_plain


@pytest.mark.parametrize(
    "value",
    [
        *("2022-01-10", "2022-01", "2022", "199", "19", "2022-W02", "2022-W02-WE", "2022-Q3", "2022-H1", "2022-WI"),
        *("2022-01-10T18:30", "2022-01-10TNI", "2022-01-10T24:00", "T18:00", "XXXX-WXX-5", "XXXX-XX-XXTMO"),
        *("P9D", "PXD", "PT31H", "P1DE", "PTXH", "PT30M", "PRESENT_REF", "2006/2012"),
    ],
)
def test_values(value: str) -> None:
    assert is_timex(value)


@pytest.mark.parametrize("value", ["", "Monday", "2022-1", "P", "2022-01-10T", "2022-01-10 18:30", "PAST", "2006/"])
def test_what_is_no_value(value: str) -> None:
    assert not is_timex(value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("P10Y", "P1DE"),
        ("P10Y", "P120M"),
        ("P7D", "P1W"),
        ("P3M", "P1Q"),
        ("1998-W8", "1998-W08"),
        ("1998-W8-WE", "1998-W08-WE"),
        ("1968-XX", "1968"),
        ("2022-01-10T18:30:00", "2022-01-10T18:30"),
    ],
)
def test_values_that_mean_the_same(one: str, other: str) -> None:
    assert make_canonical(one) == make_canonical(other)


@pytest.mark.parametrize(
    ("one", "other"), [("P1M", "P30D"), ("PXY", "PXQ"), ("PXY", "PXM"), ("2022-01", "2022"), ("PT18M", "P18M")]
)
def test_values_that_do_not(one: str, other: str) -> None:
    assert make_canonical(one) != make_canonical(other)


def test_the_plain_form_knows_neither_zone_nor_bare_hour() -> None:
    assert make_plain("2022-01-10T18:30Z") == make_plain("2022-01-10T18:30+03:00") == "2022-01-10T18:30"
    assert make_plain("2022-01-10T18") == make_plain("2022-01-10T18:00:00") == "2022-01-10T18:00"
    assert make_plain("2022-01-10TNI") == "2022-01-10TNI"
