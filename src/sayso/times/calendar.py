"""Dates counted on the Gregorian calendar: shifts by units, weeks, holidays. All inside the years 1 to 9999."""

from __future__ import annotations

import datetime as dt
from functools import cache

Day = dt.date
_MONTHS = {"M": 1, "Q": 3, "H6": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}
_DAYS = {"D": 1, "N": 1, "W": 7, "WE": 7, "F": 14}


def make_day(year: int, month: int, day: int) -> Day | None:
    """The day, None where the calendar has none of that kind."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> Day:
    """The last day of a month."""
    if month == 12:
        return dt.date(year, 12, 31)
    return dt.date(year, month + 1, 1) - dt.timedelta(days=1)


def shift_day(day: Day, unit: str, amount: int) -> Day | None:
    """``day`` moved by ``amount`` units; a month that is too short gives its last day. None outside the calendar."""
    try:
        if unit in _DAYS:
            return day + dt.timedelta(days=_DAYS[unit] * amount)
        months = day.year * 12 + day.month - 1 + _MONTHS[unit] * amount
        year, month = divmod(months, 12)
        last = last_of_month(year, month + 1)
        return last if day.day > last.day else dt.date(year, month + 1, day.day)
    except (ValueError, OverflowError):
        return None


def write_unit(day: Day, unit: str) -> str:
    """The TIMEX3 value of the unit that ``day`` lies in."""
    if unit in ("D", "N"):
        return day.isoformat()
    if unit in ("W", "F", "WE"):
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "Q":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit == "H6":
        return f"{day.year:04d}-H{1 if day.month < 7 else 2}"
    whole = f"{day.year:04d}"
    return {"Y": whole, "E": whole[:3], "C": whole[:2], "L": whole}[unit]


def write_season(day: Day) -> str:
    """The TIMEX3 value of the season that ``day`` lies in; a winter has the year in which it begins."""
    season = ("WI", "SP", "SU", "FA")[day.month % 12 // 3]
    return f"{day.year - (season == 'WI' and day.month < 3):04d}-{season}"


def find_weekday(base: Day, weekday: int, direction: int) -> Day | None:
    """The nearest ``weekday`` (1 Monday to 7 Sunday) from ``base``, itself included: before (-1, 0) or after (1)."""
    ahead = (weekday - base.isoweekday()) % 7
    return shift_day(base, "D", ahead if direction > 0 or ahead == 0 else ahead - 7)


@cache
def find_easter(year: int) -> Day:
    """Easter Sunday of the western churches (the anonymous Gregorian computus, years from 1583 on)."""
    a, b, c = year % 19, year // 100, year % 100
    g = (8 * b + 13) // 25
    h = (19 * a + b - b // 4 - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * (b % 4) + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def find_holiday(rule: str, year: int) -> Day | None:
    """The day of a holiday in a year.

    ``rule`` is a month and day ("12-25"), a weekday of a month ("11-w4-4" the fourth Thursday, "05-w1--1" the last
    Monday), or days counted from Easter ("easter+1").
    """
    if rule.startswith("easter"):
        return shift_day(find_easter(year), "D", int(rule[6:]))
    month, rest = int(rule[:2]), rule[3:]
    if not rest.startswith("w"):
        return make_day(year, month, int(rest))
    weekday, number = int(rest[1]), int(rest[3:])
    if number < 0:
        return find_weekday(last_of_month(year, month), weekday, -1)
    first = find_weekday(dt.date(year, month, 1), weekday, 1)
    return None if first is None else shift_day(first, "W", number - 1)


__all__ = [
    "Day",
    "find_easter",
    "find_holiday",
    "find_weekday",
    "last_of_month",
    "make_day",
    "shift_day",
    "write_season",
    "write_unit",
]
