"""The readings of an expression that the text leaves open: which dates it may count from, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sayso.model import TimeCandidate
from sayso.times.calendar import Day, shift_day
from sayso.times.drafts import Draft
from sayso.times.mentions import Mention, Mentions
from sayso.times.page import Page
from sayso.times.resolved import PUBLISHED
from sayso.times.tense import BEHIND

READING_ORDER = "counted from the date mentioned last, in reading order"
FROM_OTHER = "counted from another date of the sentence before"
FROM_SAYING = "counted from the date of the statement before"
FROM_REPORT = "counted from the date of the report"
SAME_DAY = "the day of the report itself"
WEEK_BEFORE = "the same weekday a week earlier"
THIS_WEEK = "the next such weekday"
WEEK_AFTER = "that weekday of the week after"

_NEWS = 6  # days between a date and the report that may both be counted from

Move = Callable[[Day, Mention | None], str | None]


def list_offsets(
    draft: Draft, value: str, mention: Mention, mentions: Mentions, published: Day | None, move: Move
) -> tuple[TimeCandidate, ...]:
    """All readings of "the day before" in a sentence without a date, where the one before has several.

    Those are the days on which something happened there, the day when that was said, and, for what lies back, the
    report's own date where it is near.
    """
    found = [TimeCandidate(value, mention.id, READING_ORDER)]
    told = mentions.list_told(mention.sentence)
    found += _list_moved([m for m in told if m is not mention], FROM_OTHER, move)
    last = mentions.last_day()
    if last is not None and last is not mention and last.said:
        found += _list_moved([last], FROM_SAYING, move)
    latest = max([mention, *([] if last is None else [last])], key=lambda m: m.day).day
    if published is not None and draft.amount < 0 and 0 <= (published - latest).days <= _NEWS:
        other = move(published, None)
        found += [] if other is None else [TimeCandidate(other, PUBLISHED, FROM_REPORT)]
    if published is not None:
        found = [c for c in found if c.value == value or c.value[:10] <= published.isoformat()]
    return _keep_distinct(found)


def _list_moved(mentions: Sequence[Mention], why: str, move: Move) -> list[TimeCandidate]:
    moved = [(mention, move(mention.day, mention)) for mention in mentions]
    return [TimeCandidate(value, mention.id, why) for mention, value in moved if value is not None]


def _keep_distinct(found: Sequence[TimeCandidate]) -> tuple[TimeCandidate, ...]:
    distinct = {candidate.value: candidate for candidate in reversed(found)}
    kept = tuple(c for c in found if distinct[c.value] is c)
    return kept if len(kept) > 1 else ()


def list_weekdays(
    draft: Draft, value: str, published: Day | None, tense: int | None, *, said: bool
) -> tuple[TimeCandidate, ...]:
    """The readings of a weekday that is the report's own, and of "next Saturday" in the week of the report."""
    if published is None or draft.weekday is None or draft.month is not None or draft.kind != "calendar":
        return ()
    day = Day.fromisoformat(value[:10])
    if draft.direction is None and day == published and tense == BEHIND and not said and draft.clock is None:
        return _pair(value, shift_day(day, "W", -1), SAME_DAY, WEEK_BEFORE)
    same_week = day.isocalendar()[:2] == published.isocalendar()[:2]
    if draft.direction == 1 and draft.anchor == "published" and same_week:
        return _pair(value, shift_day(day, "W", 1), THIS_WEEK, WEEK_AFTER)
    return ()


def _pair(value: str, other: Day | None, one: str, two: str) -> tuple[TimeCandidate, ...]:
    if other is None:
        return ()
    return (TimeCandidate(value, PUBLISHED, one), TimeCandidate(other.isoformat() + value[10:], PUBLISHED, two))


def begins(page: Page, token: int) -> bool:
    """Whether a sentence begins at ``token``, or one or two small words before it."""
    sentences = page.sentences
    return token < 3 or sentences[token - 3] != sentences[token]


__all__ = [
    "FROM_OTHER",
    "FROM_REPORT",
    "FROM_SAYING",
    "READING_ORDER",
    "begins",
    "list_offsets",
    "list_weekdays",
]
