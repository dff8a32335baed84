"""Fills what a draft leaves open from an anchor day: its year, its month, its day."""

from __future__ import annotations

from sayso.times.calendar import Day, find_holiday, find_weekday, last_of_month, make_day, shift_day, write_unit
from sayso.times.drafts import Draft
from sayso.times.intervals import find_interval

# Days: news leaves out the year of what is near. A side further away than ``_FAR`` gives way to one within ``_NEAR``.
_FAR, _NEAR = 270, 60
_SEASON = 92  # a quarter whose results are still to come may have ended


def write_value(draft: Draft, whole: str | None) -> str | None:
    """``whole`` with the draft's clock time or part of day, where it is a day."""
    time = draft.clock or draft.part
    return whole if whole is None or time is None or "T" in whole else f"{whole}T{time}"


def fill_near(draft: Draft, day: Day) -> str | None:
    """The value nearest to ``day``, in its year or one beside it."""
    return _pick_year(draft, day, None)


def fill_year(draft: Draft, year: int) -> str | None:
    """The value in a given year; None where the calendar has no such day."""
    if draft.holiday is not None and "k" in draft.holiday:
        return _find_week(draft.holiday, year)
    if draft.holiday is not None:
        day = find_holiday(draft.holiday, year)
        if day is not None and draft.unit is not None:
            return write_unit(day, draft.unit)
        return None if day is None else day.isoformat()
    if draft.block is not None:
        return f"{year:04d}-{draft.block}"
    if draft.month is not None and draft.day is not None:
        day = make_day(year, draft.month, draft.day)
        return None if day is None else day.isoformat()
    return None if draft.month is None else f"{year:04d}-{draft.month:02d}"


def _find_week(rule: str, year: int) -> str | None:
    """The week of a month, "04-k1" the first of April, "07-k-1" the last of July: weeks have most days in it."""
    month, number = int(rule[:2]), int(rule[4:])
    day = last_of_month(year, month) if number < 0 else make_day(year, month, 4 + 7 * (number - 1))
    day = shift_day(day, "D", -3) if day is not None and number < 0 else day
    return None if day is None else write_unit(day, "W")


def leave_open(draft: Draft) -> str | None:
    """The value with "X" for what nobody knows; None where nothing is known."""
    if draft.month is not None and draft.day is not None:
        return f"XXXX-{draft.month:02d}-{draft.day:02d}"
    if draft.month is not None:
        return f"XXXX-{draft.month:02d}"
    if draft.weekday is not None:
        return f"XXXX-WXX-{draft.weekday}"
    if draft.block is not None:
        return f"XXXX-{draft.block}".replace("Q?", "QX")
    if draft.day is not None:
        return f"XXXX-XX-{draft.day:02d}"
    if draft.holiday is not None and draft.holiday[0].isdigit() and draft.holiday[3:].isdigit():
        return f"XXXX-{draft.holiday}"
    if draft.clock is not None or draft.part is not None:
        return "XXXX-XX-XX"
    return {"D": "XXXX-XX-XX", "N": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "Q": "XXXX-QX",
            "WE": "XXXX-WXX-WE"}.get(draft.unit or "")  # fmt: skip


def fill_from(draft: Draft, base: Day, direction: int | None) -> str | None:
    """The value of a calendar draft without a year, counted from ``base``."""
    if draft.weekday is not None and draft.month is None:
        day = _pick_weekday(draft, base, direction)
        return None if day is None else day.isoformat()
    if draft.month is None and draft.block is None and draft.holiday is None:
        return _fill_day(draft, base, direction)
    return _pick_year(draft, base, direction)


def _pick_weekday(draft: Draft, base: Day, direction: int | None) -> Day | None:
    weekday = draft.weekday or 1
    day = find_weekday(base, weekday, 1 if direction == 1 else -1)
    if day is not None and day == base and draft.direction in (-1, 1):
        return shift_day(day, "W", draft.direction)
    return day


def _fill_day(draft: Draft, base: Day, direction: int | None) -> str | None:
    """A day of the month of ``base``, or of the month before or after as the direction asks; or ``base`` itself."""
    if draft.day is None:
        return base.isoformat()
    wrong = draft.day > base.day if direction == -1 else draft.day < base.day if direction == 1 else False
    month = shift_day(base.replace(day=1), "M", direction or 0) if wrong else base
    day = None if month is None else make_day(month.year, month.month, draft.day)
    return None if day is None else day.isoformat()


def _pick_year(draft: Draft, base: Day, direction: int | None) -> str | None:
    """The value in the year before, of or after ``base`` that the direction asks for."""
    found: list[tuple[str, Day, Day]] = []
    for year in (base.year - 1, base.year, base.year + 1):
        value = fill_year(draft, year) if 1 < year < 9999 else None
        interval = find_interval(value) if value is not None else None
        if value is not None and interval is not None:
            found.append((value, interval.first, interval.last))
    if not found:
        return fill_leap(draft, base)
    if draft.direction == 0:
        return next((v for v, first, _ in found if first.year == base.year), found[0][0])
    if draft.direction in (-1, 1):
        return _pick_strict(found, base, draft.direction)
    if draft.weekday is not None:
        fitting = [f for f in found if f[1].isoweekday() == draft.weekday]
        found = fitting or found
    if direction in (-1, 1):
        return _pick_near(found, base, direction, is_quarter=(draft.block or "").startswith("Q"))
    return min(found, key=lambda f: (_distance(f[1], f[2], base), f[1]))[0]


def _pick_strict(found: list[tuple[str, Day, Day]], base: Day, direction: int) -> str:
    """The nearest one wholly before or after ``base``."""
    if direction > 0:
        return next((v for v, first, _ in found if first > base), found[-1][0])
    behind = [v for v, _, last in found if last < base]
    return behind[-1] if behind else found[0][0]


def _pick_near(found: list[tuple[str, Day, Day]], base: Day, direction: int, *, is_quarter: bool) -> str:
    """The nearest one on the side of the tense, unless that is far away and the other side is near."""
    ahead = [f for f in found if f[2] >= base]
    behind = [f for f in found if f[1] <= base]
    if not ahead or not behind:
        return found[0][0]
    chosen, other = (ahead[0], behind[-1]) if direction > 0 else (behind[-1], ahead[0])
    far, near = (0, _SEASON) if is_quarter and direction > 0 else (_FAR, _NEAR)
    if _distance(chosen[1], chosen[2], base) > far and _distance(other[1], other[2], base) < near:
        return other[0]
    return chosen[0]


def _distance(first: Day, last: Day, base: Day) -> int:
    if first <= base <= last:
        return 0
    return min(abs((first - base).days), abs((base - last).days))


def fill_leap(draft: Draft, base: Day) -> str | None:
    """A 29 February where none of the three years has one: the leap year before."""
    if (draft.month, draft.day) != (2, 29):
        return None
    years = range(base.year, max(base.year - 9, 1), -1)
    return next((value for year in years if (value := fill_year(draft, year)) is not None), None)


def place_inside(draft: Draft, day: Day, quarter: str | None) -> str | None:
    """The value of a shift: the unit that ``day`` lies in, or what the draft names inside it."""
    if draft.weekday is not None and draft.unit in ("W", "F"):
        monday = shift_day(day, "D", 1 - day.isoweekday())
        found = None if monday is None else shift_day(monday, "D", draft.weekday - 1)
        return None if found is None else found.isoformat()
    if draft.day is not None and draft.unit == "M":
        last = last_of_month(day.year, day.month)
        return (make_day(day.year, day.month, draft.day) or last).isoformat()
    if draft.block == "Q?":
        return f"{day.year:04d}-{quarter or f'Q{(day.month + 2) // 3}'}"
    if draft.block is not None or draft.month is not None:
        return fill_year(draft, day.year)
    return write_unit(day, draft.unit or "D")


__all__ = ["fill_from", "fill_near", "fill_year", "leave_open", "place_inside", "write_value"]
