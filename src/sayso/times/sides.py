"""On which side of its anchor a date lies, and which dates nothing counts from; when a report was published."""

from __future__ import annotations

import datetime as dt

from sayso.times.calendar import Day
from sayso.times.drafts import Draft
from sayso.times.tense import AHEAD, BEHIND, PRESENT


def points_back(draft: Draft) -> bool:
    """ "That day", "the same night": they point at a date whatever it dates."""
    return draft.kind == "shift" and draft.amount == 0 and draft.anchor == "last"


def choose_side(draft: Draft, direction: int | None) -> int | None:
    """The side to look on: a weekday or quarter without a tense is the last one, any other date the nearest one."""
    if draft.weekday is not None and draft.month is None:
        return AHEAD if direction == PRESENT else direction or BEHIND
    if (draft.block or "").startswith(("Q", "H")):
        return direction or BEHIND
    if direction == PRESENT and (draft.month is not None or draft.day is not None):
        return AHEAD  # "the vote is on May 8"
    return direction or None


def is_aside(draft: Draft) -> bool:
    """Whether nothing later counts from it: "a year earlier" compares, "before that" has no bound."""
    compares = draft.unit == "Y" and draft.amount == -1 and draft.rule in ("offset", "unit_ago", "quarter_ago")
    return compares or draft.kind == "copy" or draft.rule == "this_time"


def read_published(published: str | None) -> tuple[Day | None, dt.datetime | None]:
    """The day of publication, and the moment where its time is given; as they are written, no zone is converted."""
    if published is None:
        return None, None
    try:
        moment = dt.datetime.fromisoformat(published)
    except ValueError:
        return None, None
    return moment.date(), moment.replace(tzinfo=None, microsecond=0) if len(published) > 10 else None


__all__ = ["choose_side", "is_aside", "points_back", "read_published"]
