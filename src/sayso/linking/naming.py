"""What a reader calls a TIMEX3 value: ``2022-01`` is "January 2022", never its first day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from sayso.model import TimePrecision
from sayso.times.intervals import Interval, find_interval

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "by day"}
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_ORDER = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
_MODIFIERS = {
    "APPROX": "about", "START": "beginning of", "MID": "middle of", "END": "end of", "BEFORE": "before",
    "AFTER": "after", "ON_OR_BEFORE": "up to", "ON_OR_AFTER": "from", "LESS_THAN": "less than",
    "MORE_THAN": "more than", "EQUAL_OR_LESS": "at most", "EQUAL_OR_MORE": "at least",
}  # fmt: skip
_REFERENCES = {"PRESENT_REF": "the present", "PAST_REF": "the past", "FUTURE_REF": "the future"}
_LONGEST = 60


def read_bounds(earliest: str | None, latest: str | None) -> tuple[datetime, datetime] | None:
    """The first and last moment of two ISO dates or minutes, both included; None where they are none.

    Zones are left aside: moments are those of the clock that the report speaks of.
    """
    first, last = _read_moment(earliest, time.min), _read_moment(latest, time(23, 59))
    return (first, last) if first is not None and last is not None and first <= last else None


def name_value(value: str | None, *, mod: str | None = None, zone: str | None = None) -> str:
    """The value in words, ``about January 2022``; one that is no date or time as it is written."""
    if value is None:
        return "unresolved"
    interval = find_interval(value)
    words = (
        _REFERENCES.get(value, value[:_LONGEST]) if interval is None else _NAMES[interval.precision](value, interval)
    )
    at = f" ({zone[:_LONGEST]})" if zone and interval is not None and "T" in interval.earliest else ""
    return f"{_MODIFIERS[mod]} {words}{at}" if mod in _MODIFIERS else f"{words}{at}"


def name_day(day: date) -> str:
    """``10 January 2022``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def name_month(day: date) -> str:
    """``January 2022``."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def name_stretch(first: date, last: date) -> str:
    """``13 – 19 January 2022``, with no word said twice."""
    if first == last:
        return name_day(first)
    if first.year != last.year:
        return f"{name_day(first)} – {name_day(last)}"
    head = f"{first.day}" if first.month == last.month else f"{first.day} {_MONTHS[first.month - 1]}"
    return f"{head} – {name_day(last)}"


def _read_moment(value: str | None, at: time) -> datetime | None:
    text = value or ""
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), at)
        return datetime.fromisoformat(text[:19]).replace(tzinfo=None) if "T" in text else None
    except ValueError:
        return None


def _name_clock(value: str, interval: Interval) -> str:
    return f"{name_day(interval.first)}, {interval.earliest.partition('T')[2]}"


def _name_hour(value: str, interval: Interval) -> str:
    return f"{name_day(interval.first)}, {interval.earliest[11:13]}h"


def _name_part(value: str, interval: Interval) -> str:
    return f"{name_day(interval.first)}, {_PARTS.get(value[-2:], value[-2:])}"


def _name_piece(value: str, interval: Interval) -> str:
    return f"{_ORDER[value[-1]]} {interval.precision} of {value[:4]}"


def _name_days(value: str, interval: Interval) -> str:
    return f"{interval.precision} of {name_stretch(interval.first, interval.last)}"


_NAMES: dict[TimePrecision, Callable[[str, Interval], str]] = {
    "second": _name_clock,
    "minute": _name_clock,
    "hour": _name_hour,
    "part-of-day": _name_part,
    "day": lambda value, interval: name_day(interval.first),
    "weekend": _name_days,
    "week": _name_days,
    "month": lambda value, interval: name_month(interval.first),
    "quarter": _name_piece,
    "half": _name_piece,
    "season": lambda value, interval: f"{_SEASONS[value[-2:]]} {value[:4]}",
    "year": lambda value, interval: value[:4],
    "decade": lambda value, interval: f"{interval.first.year // 10 * 10}s",
    "century": lambda value, interval: f"{interval.first.year // 100 * 100}–{interval.last.year}",
    "vague": lambda value, interval: value,
}
