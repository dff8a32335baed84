"""How a story is told: what goes back behind it, and which of its days an event named without a date belongs to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from sayso.times.calendar import Day, shift_day
from sayso.times.drafts import Draft
from sayso.times.mentions import Mention
from sayso.times.page import Page
from sayso.times.resolved import Resolved
from sayso.times.tense import AHEAD

_DAYS = frozenset({"day", "part-of-day", "hour", "minute", "second"})
_LENGTHS = {"S": 0, "TM": 0, "H": 0, "D": 1, "N": 1, "W": 7, "F": 14}
_STEM = 4  # letters that a verb and its noun share: "collapsed", "collapse"
_CHAIN = 3  # verbs that "and" joins under one auxiliary
_CLAUSE = 12  # tokens before a verb in which its clause begins
_SENTENCE = 40  # tokens behind a verb in which the clause that tells it stands
_AHEAD = 8  # expressions further on that may date an event


def is_flashback(page: Page, governor: int | None) -> bool:
    """Whether a clause goes back behind the story: "had left"."""
    if governor is None or page.upos[governor] not in ("VERB", "ADJ", "NOUN"):
        return False
    back, steps = page.vocabulary.tense.flashback, _CHAIN
    while page.deprels[governor] == "conj" and governor not in page.auxiliaries and steps:
        governor, steps = page.heads[governor], steps - 1  # "had smelled gas and called": one auxiliary for both
    return any(page.low(token) in back for token in page.auxiliaries.get(governor, ()))


def tells_behind(page: Page, governor: int) -> bool:
    """Whether a clause tells what stands before it behind a comma: "A man left on May 8, the court heard on Monday"."""
    head = page.heads[governor]
    if page.deprels[governor] != "parataxis" or not 0 <= head < governor:
        return False
    marks = (page.low(t) for t in range(governor - 1, max(head, governor - _CLAUSE), -1) if page.tag(t) == "PUNCT")
    return next(marks, "") == ","


def is_led(page: Page, draft: Draft) -> bool:
    """Whether it is a weekday with "the" of its own: "the Friday", not "the early hours of Friday"."""
    return page.low(draft.first) in page.vocabulary.the and page.low(draft.first + 1) in page.vocabulary.weekdays


def is_told_before(page: Page, governor: int) -> bool:
    """Whether a clause behind it tells what this one says; see `tells_behind`."""
    behind = range(governor + 1, min(governor + _SENTENCE, len(page)))
    return any(page.heads[t] == governor and tells_behind(page, t) for t in behind)


def is_bound(page: Page, first: int) -> bool:
    """Whether a date only bounds or denies: "the third since Sunday", "not Saturday"."""
    before = page.low(first - 1)
    return before in page.vocabulary.since or before in page.vocabulary.tense.negations


def find_event(page: Page, draft: Draft) -> int | None:
    """The word behind "before", "after" or "since" that an amount counts from: a noun or verb of the same sentence."""
    words = page.vocabulary
    joint = draft.last + 1
    if page.low(joint) not in (*words.before, *words.after, *words.since):
        return None
    head = page.heads[joint] if joint < len(page) else -1
    return head if head > joint and page.sentences[head] == page.sentences[joint] else None


def choose_line(page: Page, mentions: Sequence[Mention], draft: Draft, event: int | None) -> Mention | None:
    """The day of an event named without a date: the one told of the same word, else that on which the story began.

    What the story began with is "the crash" by itself; "the first call" and what a clause tells may be another event.
    """
    sentence = page.sentences[draft.first]
    told = [m for m in mentions if not m.said and m.interval.precision in _DAYS and m.token < draft.first]
    if event is not None:
        stem = page.lemmas[event].lower()
        same = [m for m in told if m.governor is not None and _share(stem, page.lemmas[m.governor].lower())]
        if same:
            return same[-1]
        if not _is_plain(page, event):
            return None
    line = [m for m in told if not m.flash and m.tense != AHEAD and m.sentence != sentence]
    return min(line, key=lambda m: (m.day, m.token)) if line else None


def _is_plain(page: Page, event: int) -> bool:
    """Whether it is "the" and one noun."""
    return page.tag(event) == "NOUN" and page.low(event - 1) in page.vocabulary.the and page.tag(event + 1) != "ADP"


def _share(one: str, two: str) -> bool:
    return len(one) >= _STEM and len(two) >= _STEM and (one[:_STEM] == two[:_STEM] or one in two)


def anchor_lengths(page: Page, mentions: Sequence[Mention], found: Sequence[Resolved]) -> list[Resolved]:
    """Lengths counted from an event that the text dates elsewhere, with that date: "31 hours after the roof fell"."""
    return [_anchor_length(page, mentions, one, found[at + 1 : at + 1 + _AHEAD]) for at, one in enumerate(found)]


def _anchor_length(page: Page, mentions: Sequence[Mention], one: Resolved, following: Sequence[Resolved]) -> Resolved:
    if one.draft.type != "DURATION" or one.anchor is not None:
        return one
    event = find_event(page, one.draft)
    if event is None or page.tag(event) == "NUM":
        return one
    mention = choose_line(page, mentions, one.draft, event)
    anchor = None if mention is None else mention.id
    own = [m for m in mentions if m.sentence == page.sentences[one.draft.first] and m.token < one.draft.first]
    if own and own[-1].governor == one.governor and not own[-1].said and own[-1].interval.precision in _DAYS:
        anchor = _find_counted(page, own[-1].day, one, [*following]) or anchor
    return one if anchor is None else msgspec.structs.replace(one, anchor=anchor)


def _find_counted(page: Page, day: Day, one: Resolved, following: Sequence[Resolved]) -> str | None:
    """The date further on that lies as far from ``day`` as the length says."""
    sign = 1 if page.low(one.draft.last + 1) in page.vocabulary.before else -1
    reach = _read_days(one.value or "")
    if reach is None:
        return None
    low, high = (shift_day(day, "D", sign * n) for n in reach)
    if low is None or high is None:
        return None
    first, last = min(low, high), max(low, high)
    for other in following:
        interval = other.interval
        if interval is not None and interval.precision in _DAYS and first <= interval.first <= last:
            return other.id
    return None


def _read_days(value: str) -> tuple[int, int] | None:
    """How many days a length spans at least and at most: "PT31H" one or two."""
    number, unit = value[1:-1].removeprefix("T"), value[-1:]
    if not number.isdigit() or len(number) > _STEM:
        return None
    if value.startswith("PT"):
        hours = dt.timedelta(hours=int(number)) if unit == "H" else dt.timedelta(0)
        return hours.days, hours.days + 1
    factor = {"D": 1, "N": 1, "W": 7}.get(unit)
    return None if factor is None else (int(number) * factor, int(number) * factor)


__all__ = [
    "anchor_lengths",
    "choose_line",
    "find_event",
    "is_bound",
    "is_flashback",
    "is_led",
    "is_told_before",
    "tells_behind",
]
