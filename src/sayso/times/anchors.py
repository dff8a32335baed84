"""Which date of a report an expression counts from: what was told before it, or the report's own day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sayso.model import Report
from sayso.times.calendar import Day, shift_day, write_unit
from sayso.times.drafts import Draft
from sayso.times.fill import fill_from
from sayso.times.guards import heads_line
from sayso.times.intervals import find_interval
from sayso.times.mentions import Mention, Mentions, lasts, lies_in
from sayso.times.page import Page
from sayso.times.readings import begins
from sayso.times.sides import points_back, read_published
from sayso.times.story import is_led, is_told_before, tells_behind
from sayso.times.tense import AHEAD, BEHIND, PRESENT

STORY = 2  # sentences over which a story goes on from the date it was at
REACH = 8  # sentences over which an event named without a date, or the day of a clock time, is looked for

_NEWS_DAYS = 6  # older dates are told as a story, not as news
_FAR_BACK = 150  # days: a date without a year is rarely that old
_OLD_YEAR = 5  # sentences over which an older year is remembered
_SMALL_HOURS = 8  # clock times before it, told after a night, are of the morning after
_STALE = 30  # days: what was said longer ago is told as part of a story
_LONG_FALL = 8  # hours that a clock goes back by only when a day has passed
_DATED = frozenset({"day", "part-of-day", "hour", "minute", "second", "week", "weekend", "month"})


class Anchors:
    """What a report has told so far, and what the draft at hand counts from. ``cues`` are the tokens of cues.

    ``_tense`` and ``_flash`` are those of the clause of the draft at hand (see `Mention`).
    """

    def __init__(self, report: Report, page: Page, cues: Collection[int]) -> None:
        self._page, self._sha, self._cues = page, report.text_sha256, cues
        self._published, self._moment = read_published(report.published)
        self._mentions = Mentions()
        self._inside: set[int] = set()
        self._tense: int | None = None
        self._flash = False

    def _is_over(self, mention: Mention, direction: int | None) -> bool:
        """Whether a time cannot be one of the day told last: that is past and it is to come, or the reverse."""
        if self._published is not None and direction == BEHIND and mention.day > self._published:
            return True  # "will land tomorrow, the agency said at 8 p.m."
        if direction != AHEAD or self._published is None or mention.day >= self._published:
            return False
        return mention.tense == BEHIND and not mention.said

    def _leave_flashback(self, mention: Mention) -> Mention:
        """The day that the story was at, where the one told last lies behind it and the clause does not go back."""
        if not mention.flash or self._flash:
            return mention
        line = self._mentions.find_line(mention.sentence - STORY)
        return line if line is not None and line.day > mention.day else mention

    def _is_apart(self, draft: Draft, mention: Mention, said: bool) -> bool:
        """Whether a clock time counts from the report: at the head of a line, or where the last day is told far off."""
        if self._published is None:
            return False
        if heads_line(self._page, draft):
            return not self._page.before(mention.token).count("\n")
        return self._page.sentences[draft.first] - mention.sentence > (STORY if said else REACH)

    def _pass_midnight(self, draft: Draft, mention: Mention) -> Day | None:
        """The day after, where clock times of one story go past midnight: "at 22:15 ... at 04:50"."""
        exact = mention.interval.precision in ("minute", "second", "hour")
        night = mention.interval.precision == "part-of-day" and mention.value.endswith(("TNI", "TEV"))
        if draft.clock is None and not (draft.part == "MO" and (night or (exact and mention.value[11:13] >= "12"))):
            return None
        if not (exact or night):
            return None
        near = self._page.sentences[draft.first] - mention.sentence <= STORY and (night or draft.zone is None)
        hour = 0 if draft.clock is None else int(draft.clock[:2])
        fell = int(mention.value[11:13]) - hour if exact else 0
        over = fell >= _LONG_FALL or (night and hour < _SMALL_HOURS)
        after = shift_day(mention.day, "D", 1) if near and over else None
        late = after is not None and self._published is not None and mention.day <= self._published < after
        return None if late else after

    def _find_mention(self, draft: Draft, unit: str, said: bool) -> Mention | None:
        """The date told last; for what happened a date of saying counts only in its own sentence, or alone."""
        told = None if said or points_back(draft) else self._page.sentences[draft.first]
        until = self._published if self._tense == BEHIND or self._flash else None
        find = self._mentions.find
        last = find(unit, until=until)
        recent = last is not None and told is not None and last.said and last.sentence >= told - 1
        if recent and last is not None and self._mentions.is_alone(last):
            return last
        return find(unit, told=told, tails=False, until=until) or find(unit, until=until) or find(unit)

    def _find_part(self, draft: Draft, mention: Mention) -> Mention:
        """The night that "that night" means, where the date told last stands further off and is none."""
        far = self._page.sentences[draft.first] - mention.sentence > STORY
        if not far or draft.part is None or lies_in(mention.value, draft.part):
            return mention
        return self._mentions.find_part(draft.part, self._published) or mention

    def _find_exact(self, draft: Draft, mention: Mention) -> Mention:
        """The clock time that minutes count from, where the time told last is none: "at daybreak"."""
        if mention.interval.precision in ("minute", "second", "hour"):
            return mention
        since = self._page.sentences[draft.first] - STORY
        return self._mentions.find_clock(since, self._published) or mention

    def _find_past_year(self, mention: Mention) -> Mention:
        """The year that "that year" means: the report's own would be "this year"."""
        if self._published is None or mention.day.year != self._published.year:
            return mention
        return self._mentions.find_year(self._published.year, 0) or mention

    def _find_latest(self, draft: Draft, said: bool) -> Mention | None:
        """The day, month or year told last."""
        mention = self._find_mention(draft, "D", said)
        coarse = self._mentions.find_coarse(self._page.sentences[draft.first] - 1, self._published)
        return max((m for m in (mention, coarse) if m is not None), key=lambda m: m.token, default=None)

    def _find_coarse(self, draft: Draft, mention: Mention | None) -> Mention | None:
        """The month or year told since the last day, which an offset counts from: "in 2013 ... a month later"."""
        if draft.rule != "offset" or draft.anchor != "last":
            return None
        found = self._mentions.find_coarse(self._page.sentences[draft.first] - 1, self._published)
        return found if found is not None and (mention is None or found.token > mention.token) else None

    def _find_unit(self, draft: Draft, said: bool) -> Mention | None:
        """The date of a story that "the end of the month" goes on from; None where it is the report's own month."""
        relation = [self._page.low(t) for t in range(draft.first, draft.last + 1)]
        if self._published is None or not set(relation).isdisjoint(self._page.vocabulary.this):
            return None
        sentence = self._page.sentences[draft.first]
        fine = self._mentions.find(draft.unit or "M", told=sentence)
        if fine is not None and self._tense not in (AHEAD, PRESENT) and sentence - fine.sentence <= 1:
            unit = draft.unit or "M"
            return fine if write_unit(fine.day, unit) != write_unit(self._published, unit) else None
        story = self._find_story(draft, said, self._tense)
        return story if story is not None and story is fine else None

    def _find_story(self, draft: Draft, said: bool, direction: int | None) -> Mention | None:
        """The date from which the story goes on: told shortly before, too old for news, and nothing to come."""
        led = is_led(self._page, draft)
        if (direction == AHEAD and not led) or self._published is None:
            return None
        if said and not self._is_old(draft):
            return None
        sentence = self._page.sentences[draft.first]
        is_weekday = draft.weekday is not None and draft.month is None
        mention = self._mentions.find("W" if is_weekday else "Y", told=sentence)
        recent = self._mentions.find("Y")
        if recent is not None and recent.said and (self._published - recent.day).days > _STALE and not is_weekday:
            mention = recent
        if mention is None or sentence - mention.sentence > STORY:
            return self._find_old_year(draft, direction)
        inside = is_weekday and lasts(mention) and draft.weekday in _list_days(mention)
        if inside and direction == PRESENT and mention.day < self._published:
            return mention  # told in the present: "The weekend passes. On Sunday the doctor comes."
        if direction == PRESENT and mention.tense == BEHIND:
            return None
        if is_weekday:
            is_old = (self._published - mention.day).days > _NEWS_DAYS
            led = led or sentence == mention.sentence or begins(self._page, draft.first)
            return mention if is_old and led else None
        if (draft.block or "").startswith(("Q", "H")):
            return None
        if mention.interval.precision not in _DATED and sentence != mention.sentence:
            in_season = draft.block and mention.interval.precision == "season"
            return mention if in_season else None if draft.day is None else self._find_old_year(draft, direction)
        if mention.interval.last.year < self._published.year:
            return mention
        return self._find_old_year(draft, direction)

    def _is_old(self, draft: Draft) -> bool:
        """Whether a date of saying, counted from the report, would be too old for news."""
        value = None if self._published is None else fill_from(draft, self._published, BEHIND)
        interval = find_interval(value) if value is not None else None
        return interval is not None and self._published is not None and (self._published - interval.last).days > _STALE

    def _find_old_year(self, draft: Draft, direction: int | None) -> Mention | None:
        """An older year told further up, for a past date that would else lie months back."""
        if direction != BEHIND or self._published is None or draft.month is None:
            return None
        value = fill_from(draft, self._published, BEHIND)
        interval = find_interval(value) if value is not None else None
        if interval is None or 0 <= (self._published - interval.last).days <= _FAR_BACK:
            return None
        return self._mentions.find_year(interval.first.year, self._page.sentences[draft.first] - _OLD_YEAR)

    def _begin_clock(self, draft: Draft, mention: Mention) -> dt.datetime | None:
        """The time that hours count from: one of the clock, or the begin of a part of day, which tells the day only."""
        if mention.interval.precision not in ("minute", "second", "hour", "part-of-day"):
            return None
        if mention.interval.precision == "part-of-day" and draft.unit != "H":
            return None
        return dt.datetime.fromisoformat(mention.interval.earliest)

    def _is_last_midnight(self, value: str | None) -> bool:
        """Whether midnight is that with which the report's own day began: the one that ends it is still to come."""
        if value is None or self._published is None or self._tense not in (BEHIND, None):
            return False
        return value[:10] >= self._published.isoformat()

    def _last_quarter(self) -> str | None:
        last = self._mentions.find_quarter()
        return None if last is None else last.value[5:]

    def _is_said(self, governor: int | None) -> bool:
        """Whether it dates a saying: a cue, or what the saying was done in ("in a statement on Monday")."""
        if governor is None:
            return False
        head = self._page.heads[governor]
        if governor in self._cues or (head in self._cues and self._page.deprels[governor].startswith("obl")):
            return not is_told_before(self._page, governor)
        return tells_behind(self._page, governor)


def _list_days(mention: Mention) -> range:
    """The weekdays of a week or weekend."""
    return range(mention.interval.first.isoweekday(), mention.interval.last.isoweekday() + 1)


__all__ = ["REACH", "STORY", "Anchors"]
