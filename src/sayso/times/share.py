"""Dates that share a month or year with the one beside them: "13 to 15 March", "January and March 2021"."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.times.drafts import Draft
from sayso.times.page import Page

_GAP = 2  # tokens between the two
_SHORTLY, _FEW = 40, 4  # tokens and expressions since a clock time that a bare hour may follow


def share_parts(drafts: Sequence[Draft], page: Page) -> list[Draft]:
    """The drafts with what their neighbour says of month and year; a day that finds no month is left out."""
    found = list(drafts)
    for at in range(len(found) - 1, 0, -1):
        if _joins(found[at - 1], found[at], page):
            found[at - 1] = _borrow(found[at - 1], found[at])
    for at in range(1, len(found)):
        if found[at].rule == "day_on" and _joins(found[at - 1], found[at], page):
            month, year = found[at - 1].month, found[at].year or found[at - 1].year
            found[at] = msgspec.structs.replace(found[at], month=month, year=year)
    kept = [draft for draft in found if draft.month is not None or draft.rule not in ("day_on", "day_from")]
    return _drop_bare(kept)


def _drop_bare(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without the bare numbers that follow no clock time."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.rule != "bare_hour" or _has_clock(draft, kept[-_FEW:]):
            kept.append(draft)
    return kept


def _has_clock(one: Draft, before: Sequence[Draft]) -> bool:
    """Whether a clock time was told shortly before."""
    return any(two.clock is not None and one.first - two.last <= _SHORTLY for two in before)


def _borrow_day(one: Draft, two: Draft) -> Draft:
    """A clock time with the day that stands behind the other end of its range: "from 8 to 9 p.m. on Saturday"."""
    if one.rule not in ("clock", "clock_from") or two.rule != "clock_day":
        return one
    return msgspec.structs.replace(two, first=one.first, last=one.last, rule=one.rule, clock=one.clock, mod=one.mod)


def _borrow(one: Draft, two: Draft) -> Draft:
    """``one`` with the month and year of ``two``, where it lacks them and may."""
    if one.kind != "calendar" or one.direction is not None or one.year is not None:
        return one
    if one.clock is not None and two.clock is not None:
        return _borrow_day(one, two)
    if one.rule == "day_from" and two.kind == "calendar":
        return msgspec.structs.replace(one, month=two.month, year=two.year)
    if two.kind != "calendar":
        return one
    both_days = one.day is not None and (two.day is not None or two.rule == "day_on")
    both_months = one.day is None and two.day is None and one.month is not None and two.month is not None
    if two.year is None or one.month is None or not (both_days or both_months):
        return one
    same_year = two.month is None or one.month <= two.month
    return msgspec.structs.replace(one, year=two.year if same_year else two.year - 1)


def _joins(one: Draft, two: Draft, page: Page) -> bool:
    between = range(one.last + 1, two.first)
    joints = page.vocabulary.range_joints
    return 1 <= len(between) <= _GAP and all(page.low(token) in joints for token in between)


__all__ = ["share_parts"]
