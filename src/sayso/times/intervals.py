"""How exactly a TIMEX3 value places a time, and the first and last day or minute that it allows."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

import msgspec

from sayso.model import TimePrecision
from sayso.times.calendar import Day, last_of_month, make_day, shift_day

# First and last hour of each part of day; a night ends on the next day.
_PARTS = {"MO": (5, 12), "MI": (11, 13), "AF": (12, 18), "EV": (17, 23), "NI": (18, 30), "DT": (6, 18)}
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}  # months, northern hemisphere
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(.+))?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-(WE|[1-7]))?(?:T(.+))?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_BLOCK = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_YEARS = re.compile(r"(\d{2,4})(X{0,2})")
_CLOCK = re.compile(r"(\d\d)(?::(\d\d)(?::(\d\d))?)?")


class Interval(msgspec.Struct, frozen=True):
    """``precision`` of a value with the ``first`` and ``last`` days it allows; clock times are kept as written.

    ``earliest`` and ``latest`` are ISO 8601, a minute or second where the value has one, else a day, both included.
    """

    precision: TimePrecision
    first: Day
    last: Day
    earliest: str
    latest: str


@lru_cache(maxsize=4096)
def find_interval(value: str) -> Interval | None:
    """The interval of a date or time; None for a duration, a reference, and what has unknown digits."""
    if (match := _DATE.fullmatch(value)) is not None:
        day = make_day(int(match[1]), int(match[2]), int(match[3]))
        return None if day is None else _split_day(day, match[4])
    if (match := _WEEK.fullmatch(value)) is not None:
        return _find_week(match)
    if (match := _MONTH.fullmatch(value)) is not None:
        return _find_months(int(match[1]), int(match[2]), int(match[2]), "month")
    if (match := _BLOCK.fullmatch(value)) is not None:
        return _find_block(int(match[1]), match[2])
    return _find_years(value)


def _make(precision: TimePrecision, first: Day, last: Day) -> Interval:
    return Interval(precision, first, last, first.isoformat(), last.isoformat())


def _split_day(day: Day, time: str | None) -> Interval | None:
    if time is None:
        return _make("day", day, day)
    if time in _PARTS:
        first, last = _PARTS[time]
        moment = dt.datetime(day.year, day.month, day.day, first)
        try:
            end = moment + dt.timedelta(hours=last - first, minutes=-1)
        except OverflowError:
            return None
        return Interval("part-of-day", day, day, _write(moment), _write(end))
    clock = _CLOCK.fullmatch(time)
    return None if clock is None else _read_clock(day, clock)


def _read_clock(day: Day, clock: re.Match[str]) -> Interval | None:
    hour, minute, second = int(clock[1]), int(clock[2] or 0), int(clock[3] or 0)
    try:
        moment = dt.datetime(day.year, day.month, day.day) + dt.timedelta(hours=hour, minutes=minute, seconds=second)
    except OverflowError:
        return None
    if clock[3]:
        return Interval("second", day, day, moment.isoformat(), moment.isoformat())
    if clock[2]:
        return Interval("minute", day, day, _write(moment), _write(moment))
    return Interval("hour", day, day, _write(moment), _write(moment + dt.timedelta(minutes=59)))


def _write(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _find_week(match: re.Match[str]) -> Interval | None:
    try:
        monday = dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        return None
    inside = match[3]
    if inside and inside != "WE":
        day = shift_day(monday, "D", int(inside) - 1)
        return None if day is None else _split_day(day, match[4])
    first, last = shift_day(monday, "D", 5 if inside else 0), shift_day(monday, "D", 6)
    return None if first is None or last is None else _make("weekend" if inside else "week", first, last)


def _find_months(year: int, first: int, last: int, precision: TimePrecision) -> Interval | None:
    start = make_day(year, first, 1)
    over, month = divmod(last - 1, 12)
    if start is None or year + over > 9999:
        return None
    return _make(precision, start, last_of_month(year + over, month + 1))


def _find_block(year: int, block: str) -> Interval | None:
    if block in _SEASONS:
        return _find_months(year, *_SEASONS[block], "season")
    number = int(block[1])
    if block[0] == "Q":
        return _find_months(year, number * 3 - 2, number * 3, "quarter")
    return _find_months(year, number * 6 - 5, number * 6, "half")


def _find_years(value: str) -> Interval | None:
    match = _YEARS.fullmatch(value)
    if match is None or len(value) > 4:
        return None
    digits = match[1]
    low, high = int(digits.ljust(4, "0")), int(digits.ljust(4, "9"))
    precision: TimePrecision = "year" if len(digits) == 4 else "decade" if len(digits) == 3 else "century"
    return _make(precision, dt.date(max(low, 1), 1, 1), dt.date(max(high, 1), 12, 31))


def narrow(interval: Interval, mod: str | None) -> tuple[str, str]:
    """Earliest and latest day or minute under a modifier that leaves out a side: BEFORE and AFTER give none."""
    return interval.earliest, interval.latest


__all__ = ["Interval", "find_interval", "narrow"]
