from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sayso.export.page.axis import choose_axis

DAY = (datetime(2022, 1, 8), datetime(2022, 1, 8, 23, 59))
MONTH = (datetime(2022, 1, 1), datetime(2022, 1, 31, 23, 59))
OLD = (datetime(1986, 1, 1), datetime(1986, 12, 31, 23, 59))
PUBLISHED = datetime(2022, 1, 10, 12)

_MOMENTS = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31))
_STRETCHES = st.tuples(_MOMENTS, _MOMENTS).map(lambda pair: (min(pair), max(pair)))


def test_a_month_is_as_wide_as_a_month() -> None:
    axis = choose_axis([DAY, MONTH], PUBLISHED)
    month, day = (axis.place(last) - axis.place(first) for first, last in (MONTH, DAY))
    assert 30 < month / day < 32


def test_what_is_decades_away_goes_to_the_margin() -> None:
    axis = choose_axis([DAY, DAY, DAY, OLD], PUBLISHED)
    assert axis.first.year >= 2021
    assert axis.left > 0
    assert axis.right == 100
    assert axis.place(OLD[1]) == axis.left


def test_a_report_on_the_past_is_shown_in_years() -> None:
    axis = choose_axis([OLD, (datetime(1990, 1, 1), datetime(1990, 12, 31))], datetime(2022, 1, 1))
    assert axis.first <= OLD[0]
    names = [tick.name for tick in axis.list_ticks() if tick.name]
    assert {"1990", "2020"} <= set(names)


def test_days_months_and_years_are_named() -> None:
    days = [tick.name for tick in choose_axis([DAY], PUBLISHED).list_ticks() if tick.name]
    assert days[0] == "7 Jan 2022"
    assert "10 Jan" in days
    spring = (datetime(2022, 4, 1), datetime(2022, 4, 2))
    months = [tick.name for tick in choose_axis([DAY, spring, spring], datetime(2022, 4, 3)).list_ticks() if tick.name]
    assert "Feb 2022" in months


@given(st.lists(_STRETCHES, min_size=1, max_size=8), st.none() | _MOMENTS)
def test_any_stretches_have_an_axis_with_room_and_few_names(
    stretches: list[tuple[datetime, datetime]], published: datetime | None
) -> None:
    axis = choose_axis(stretches, published)
    assert axis.first < axis.last
    assert 0 <= axis.left < axis.right <= 100
    ticks = list(axis.list_ticks())
    assert len([tick for tick in ticks if tick.name]) <= 13
    assert all(axis.left <= tick.at <= axis.right for tick in ticks)
    assert [tick.at for tick in ticks] == sorted(tick.at for tick in ticks)


@given(_MOMENTS, st.timedeltas(timedelta(), timedelta(days=400)))
def test_later_is_never_farther_left(moment: datetime, by: timedelta) -> None:
    axis = choose_axis([DAY, MONTH], PUBLISHED)
    later = moment + min(by, datetime(9999, 12, 31) - moment)
    assert axis.left <= axis.place(moment) <= axis.place(later) <= axis.right
