"""Dated expressions, and those whose value needs the expression beside them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest

import msgspec

from sayso.model import TimeCandidate
from sayso.times.calendar import shift_day
from sayso.times.drafts import Draft
from sayso.times.fill import place_inside, write_value
from sayso.times.intervals import Interval, find_interval
from sayso.times.page import Page

PUBLISHED = "published"
_JOINT = 2  # tokens from one end of a range to the other
_NEAR = 12  # tokens between "the day before" and the date it counts from
_DAYS = frozenset({"day", "part-of-day", "hour", "minute", "second"})


class Resolved(msgspec.Struct, frozen=True):
    """A draft with its value, what it was counted from, the other readings, and the word that it dates."""

    draft: Draft
    id: str
    value: str | None
    anchor: str | None
    interval: Interval | None
    candidates: tuple[TimeCandidate, ...]
    governor: int | None


def look_behind(page: Page, found: Sequence[Resolved]) -> list[Resolved]:
    """The expressions with what the one before or behind says of them: ends of ranges, "the day before May 3"."""
    found = [*(_lead(page, one, two) for one, two in pairwise(found)), *found[-1:]]
    ordered = [_follow(page, found[at - 1], r) if at else r for at, r in enumerate(found)]
    pairs = zip_longest(ordered, ordered[1:])
    return [one if two is None or not _is_open(page, one.draft) else _close(page, one, two) for one, two in pairs]


def _lead(page: Page, one: Resolved, two: Resolved) -> Resolved:
    """A clock time that has its day from the one behind it counts from that: "from 7 a.m. to 7 p.m. on Sunday"."""
    borrowed = one.draft.rule in ("clock", "clock_from") and one.draft.anchor == "published"
    near = two.draft.rule == "clock_day" and two.draft.first - one.draft.last <= _JOINT
    return msgspec.structs.replace(one, anchor=two.id) if borrowed and near and one.value else one


def _follow(page: Page, one: Resolved, two: Resolved) -> Resolved:
    """The weekday that closes a range comes after the one that opens it: "from Thursday to Monday"."""
    both = one.draft.weekday and two.draft.weekday and not two.draft.month and two.draft.direction is None
    if not both or one.interval is None or two.interval is None or two.interval.first > one.interval.first:
        return two
    between = [page.low(token) for token in range(one.draft.last + 1, two.draft.first)]
    day = shift_day(two.interval.first, "W", 1)
    if len(between) != 1 or between[0] not in page.vocabulary.to or day is None or one.anchor != PUBLISHED:
        return two
    value = write_value(two.draft, day.isoformat())
    interval = None if value is None else find_interval(value)
    return msgspec.structs.replace(two, value=value, interval=interval, candidates=())


def _is_open(page: Page, draft: Draft) -> bool:
    """Whether what follows says what it counts from: "the day before", "three weeks after"."""
    words = page.vocabulary
    opening = (*words.before, *words.after, *words.since)
    return (draft.kind == "open" and draft.rule != "nth_unit") or (
        draft.type == "DURATION" and page.low(draft.last + 1) in opening
    )


def _belongs(page: Page, opened: Resolved, following: Resolved) -> bool:
    """Whether the date behind is that of what the amount counts from: "before the vote on Tuesday", "after May 3"."""
    event = page.heads[opened.draft.last + 1]
    draft = following.draft
    if page.low(opened.draft.last + 1) in page.vocabulary.ended:
        return True
    return draft.first <= event <= draft.last or following.governor == event or event <= opened.draft.last


def _close(page: Page, opened: Resolved, following: Resolved) -> Resolved:
    """ "The day before" and its like, when a date behind them says what they count from."""
    if following.interval is None or following.interval.precision not in _DAYS:
        return opened
    near = following.draft.first - opened.draft.last <= _NEAR and _belongs(page, opened, following)
    if not near or page.sentences[following.draft.first] != page.sentences[opened.draft.first]:
        return opened
    if opened.draft.kind != "open":
        return msgspec.structs.replace(opened, anchor=following.id)
    day = shift_day(following.interval.first, opened.draft.unit or "D", opened.draft.amount)
    value = None if day is None else place_inside(opened.draft, day, None)
    if value is None:
        return opened
    return msgspec.structs.replace(opened, value=value, anchor=following.id, interval=find_interval(value))


__all__ = ["PUBLISHED", "Resolved", "look_behind"]
