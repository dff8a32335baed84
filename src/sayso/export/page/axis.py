"""The stretch of days that a strip shows: where most of the report's times lie; the others go to its edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import msgspec

_HALVES = (8, 16, 46, 183, 731, 3653, 18263, 182625)  # days to each side of the middle, from a week to centuries
_MOST_OF = 0.7
_WHOLE_DAYS = 31  # a bar of no more days is always seen whole, so that a month is a month
_EDGE = 13.0  # per cent of the width kept for what lies before or after
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOST_TICKS = 12
_DAY = timedelta(days=1)

Bounds = tuple[datetime, datetime]


class Tick(msgspec.Struct, frozen=True):
    """A line across the strip where something begins, with a name under the stretch up to the next one."""

    at: float
    middle: float
    name: str


class Axis(msgspec.Struct, frozen=True):
    """From ``first`` to ``last``, drawn between ``left`` and ``right`` per cent of the width."""

    first: datetime
    last: datetime
    left: float
    right: float

    def place(self, moment: datetime) -> float:
        """Per cent of the width; a moment outside lies at the edge."""
        held = min(max(moment, self.first), self.last)
        share = (held - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)

    def list_ticks(self) -> Iterator[Tick]:
        """Days, months or years with their names, no more than there is room for."""
        days = (self.last - self.first).days
        starts = list(_list_starts(self.first, self.last, days))
        step = -(-len(starts) // _MOST_TICKS) if starts else 1
        for number, start in enumerate(starts):
            after = starts[number + 1] if number + 1 < len(starts) else self.last
            name = _name(start, days, first=number == 0) if number % step == 0 else ""
            at = self.place(start)
            yield Tick(at, (at + self.place(after)) / 2 if days <= 45 else at, name)


def choose_axis(stretches: Sequence[Bounds], published: datetime | None) -> Axis:
    """The axis for those stretches of time, of which there is at least one, and the moment of publication."""
    firsts = sorted(first for first, _ in stretches)
    middle = published or firsts[len(firsts) // 2]
    half = next((days for days in _HALVES if _is_enough(stretches, middle, days)), _HALVES[-1])
    low, high = _move(middle, -half), _move(middle, half)
    longest = timedelta(days=max(_WHOLE_DAYS, 2 * half))
    shown = [(first, last) for first, last in stretches if first <= high and last >= low and last - first <= longest]
    edges = [edge for stretch in shown for edge in stretch] + ([published] if published is not None else [middle])
    pad = max(_DAY / 2, (max(edges) - min(edges)) / 25)
    begin, end = _floor(_shift(min(edges), -pad)), _floor(_shift(max(edges), pad)) + _DAY - timedelta(minutes=1)
    before = any(last < begin for _, last in stretches)
    after = any(first > end for first, _ in stretches)
    return Axis(begin, end, _EDGE if before else 0.0, 100.0 - _EDGE if after else 100.0)


def _is_enough(stretches: Sequence[Bounds], middle: datetime, days: int) -> bool:
    low, high = _move(middle, -days), _move(middle, days)
    inside = sum(first <= high and last >= low for first, last in stretches)
    return inside >= _MOST_OF * len(stretches)


def _move(moment: datetime, days: int) -> datetime:
    return _shift(moment, timedelta(days=days))


def _shift(moment: datetime, by: timedelta) -> datetime:
    """The moment moved, held inside the years that can be written."""
    try:
        return min(max(moment + by, datetime(1, 1, 2)), datetime(9999, 12, 30))
    except OverflowError:
        return datetime(1, 1, 2) if by < timedelta() else datetime(9999, 12, 30)


def _floor(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _list_starts(first: datetime, last: datetime, days: int) -> Iterator[datetime]:
    if days <= 45:
        yield from (first + n * _DAY for n in range(days + 1))
    elif days <= 1100:
        month = first.year * 12 + first.month - 1 + (first.day > 1)
        while (start := datetime(month // 12, month % 12 + 1, 1)) <= last:
            yield start
            month += 1
    else:
        years = (last.year - first.year) or 1
        step = next(size for size in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if years / size <= _MOST_TICKS)
        yield from (datetime(y, 1, 1) for y in range(-(-(first.year + 1) // step) * step, last.year + 1, step))


def _name(start: datetime, days: int, *, first: bool) -> str:
    if days > 1100:
        return str(start.year)
    if days > 45:
        return f"{_MONTHS[start.month - 1]} {start.year}"
    return f"{start.day} {_MONTHS[start.month - 1]}" + (f" {start.year}" if first else "")
