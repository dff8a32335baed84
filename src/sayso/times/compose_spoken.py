"""From a match to a draft: clock times as they are spoken, "half past six in the morning", "eight at night"."""

from __future__ import annotations

from sayso.times.compose_dates import Fields, make_draft, read_day, read_part_day
from sayso.times.drafts import Draft
from sayso.times.page import Page
from sayso.times.taken import Taken

_LATE = 12  # hours that the second half of a day adds
_NIGHTFALL = 5  # "five at night" and later is before midnight
_PAST = frozenset("L")


def compose_spoken(taken: Taken, rule: str, page: Page) -> Draft | None:
    """A clock time in words, with its part of day and its day where they stand beside it."""
    place = _find_hour(taken, rule)
    hour = taken.island.values[taken.start + place]
    minute = _read_minute(taken, place)
    if not isinstance(hour, int | float) or hour != int(hour) or not 1 <= hour <= _LATE or minute is None:
        return None
    if rule == "spoken" and not _is_spoken(taken, place, page):
        return None
    before = page.low(taken.first - 1)
    led = taken.has("q") or before in page.vocabulary.clock_prepositions or before in page.vocabulary.to
    if rule == "spoken_hour" and not led:
        return None
    total = _choose_half(int(hour), taken) * 60 + minute
    day = _read_rest(taken, place + 1) or {"kind": "calendar", "anchor": "last"}
    clock = f"{total // 60 % 24:02d}:{total % 60:02d}"
    fields = {**day, "clock": clock, "type": "TIME", "mod": taken.edge(), "whole_hour": rule == "spoken_hour"}
    return make_draft(taken, rule, fields)


def _is_spoken(taken: Taken, place: int, page: Page) -> bool:
    """Whether the number is an hour: behind "half past", or with a part of day or "o'clock" behind it."""
    joint = taken.token(place - 1)
    if taken.classes[place - 1] in _PAST:
        return page.low(joint) in page.vocabulary.bygone
    return taken.has("h&PAo")


def _find_hour(taken: Taken, rule: str) -> int:
    """The place of the hour: the number behind "past" or "to", else the first one."""
    joint = taken.find("L8") if rule == "spoken" else -1
    return next(at for at in range(joint + 1, len(taken.classes)) if taken.classes[at] in "dn")


def _read_rest(taken: Taken, place: int) -> Fields | None:
    """The day that stands behind the hour."""
    if place >= len(taken.classes):
        return None
    rest = Taken(taken.island, taken.start + place, taken.start + len(taken.classes))
    if rest.classes[-1] in "<>bc" and rest.word("U&!") == "D":
        return read_part_day(rest)
    return read_day(rest) or (read_part_day(rest) if rest.has("P") and rest.relation() else None)


def _read_minute(taken: Taken, hour: int) -> int | None:
    """Minutes past the hour, negative for those before it."""
    if hour == 0 or taken.classes[hour - 1] not in "L8":
        return 0
    sign = 1 if taken.classes[hour - 1] in _PAST else -1
    if taken.has("h"):
        return 30 * sign if sign > 0 else None
    if taken.classes.lstrip("qa").startswith("&"):
        return 15 * sign
    value = taken.number("dn")
    return None if value is None or not 1 <= value < 60 else value * sign


def _choose_half(hour: int, taken: Taken) -> int:
    """The hour of the day, by the part of day or "p.m.": without either it stays as it is."""
    part, half = taken.word("P"), taken.number("A")
    if half is not None:
        return hour % _LATE + half
    if part in ("AF", "EV") or (part == "NI" and _NIGHTFALL <= hour < _LATE) or (part == "MI" and hour < 10):
        return hour % _LATE + _LATE
    return 0 if part in ("MO", "NI") and hour == _LATE else hour


__all__ = ["compose_spoken"]
