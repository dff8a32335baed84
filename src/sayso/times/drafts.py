"""A time expression before it is resolved: what its own words say, and what it needs from elsewhere."""

from __future__ import annotations

from typing import Literal

import msgspec

from sayso.model.record import TimeType

Kind = Literal["fixed", "calendar", "shift", "copy", "open"]
Anchor = Literal["none", "published", "last"]


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An expression over tokens ``first`` to ``last`` (both included), as the rule ``rule`` of the grammar took it.

    ``kind`` says how its value comes about:

    - "fixed": ``value`` stands as it is (durations, sets, references; None where nothing is known);
    - "calendar": the fields ``year`` to ``zone`` are given, the missing ones are filled from ``anchor``, on the side
      that ``direction`` says (-1 before, 1 after, 0 the same unit, None as the tense has it);
    - "shift": ``amount`` of ``unit`` away from ``anchor``; the fields then place it inside that unit;
    - "copy": the time mentioned last, with ``mod``;
    - "open": it counts from something that has no date; ``unit`` and ``amount`` say how.

    ``whole_hour``: the clock time has no minutes of its own ("6 a.m."). ``other`` is another reading (year, month, day)
    of a date in digits.
    """

    first: int
    last: int
    rule: str
    kind: Kind
    type: TimeType = "DATE"
    value: str | None = None
    mod: str | None = None
    anchor: Anchor = "published"
    direction: int | None = None
    year: int | None = None
    decade: str | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    clock: str | None = None
    zone: str | None = None
    whole_hour: bool = False
    block: str | None = None
    holiday: str | None = None
    unit: str | None = None
    amount: int = 0
    other: tuple[int, int, int] | None = None


__all__ = ["Anchor", "Draft", "Kind"]
