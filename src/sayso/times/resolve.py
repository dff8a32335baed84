"""From drafts to dated expressions, in the order of the text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

import msgspec

from sayso.model import Report, Span, TimeCandidate, make_span_id
from sayso.times.calendar import Day, find_weekday, make_day, shift_day
from sayso.times.drafts import Draft
from sayso.times.fill import fill_from, fill_near, fill_year, leave_open, place_inside, write_value
from sayso.times.governor import find_governor
from sayso.times.intervals import find_interval
from sayso.times.mentions import Mention, Mentions
from sayso.times.page import Page
from sayso.times.resolved import PUBLISHED, Resolved, look_behind
from sayso.times.sides import choose_side, is_aside, points_back, read_published
from sayso.times.tense import AHEAD, BEHIND, find_direction

READING_ORDER = "counted from the date mentioned last, in reading order"
FROM_SAYING = "counted from the date of the statement before"
FROM_REPORT = "counted from the date of the report"
MONTH_FIRST, DAY_FIRST = "month before day", "day before month"

_STORY = 2  # sentences over which a story goes on from the date it was at
_NEWS_DAYS = 6  # older dates are told as a story, not as news
_ANAPHORIC = frozenset({"offset", "unit_before", "day_part", "this_unit", "numbers_to"})
_CLOCK_UNITS = {"H": 3600, "TM": 60, "S": 1}

# A value, what it was counted from, and all readings where there are several.
Reading = tuple[str | None, str | None, tuple[TimeCandidate, ...]]
UNKNOWN: Reading = (None, None, ())


class Resolver:
    """Resolves the drafts of one report, each against what stands before it. ``cues`` are the tokens of cues."""

    def __init__(self, report: Report, page: Page, cues: Collection[int]) -> None:
        self._page, self._sha, self._cues = page, report.text_sha256, cues
        self._published, self._moment = read_published(report.published)
        self._mentions = Mentions()
        self._inside: set[int] = set()

    def resolve(self, drafts: Iterable[Draft]) -> list[Resolved]:
        """The drafts in order with their values."""
        listed = list(drafts)
        self._inside = {token for draft in listed for token in range(draft.first, draft.last + 1)}
        return look_behind(self._page, [self._resolve(draft) for draft in listed])

    def _resolve(self, draft: Draft) -> Resolved:
        page = self._page
        span = Span(page.starts[draft.first], page.ends[draft.last])
        governor = find_governor(page, draft.first, draft.last, self._inside)
        said = self._is_said(governor)
        draft = self._guess_half(draft)
        value, anchor, candidates = self._read(draft, said)
        if draft.clock or draft.part:
            value = write_value(draft, value)
            candidates = tuple(
                msgspec.structs.replace(c, value=write_value(draft, c.value) or c.value) for c in candidates
            )
        dated = value is not None and draft.type in ("DATE", "TIME")
        interval = find_interval(value) if dated and value is not None else None
        time_id = make_span_id("time", self._sha, span)
        if interval is not None and value is not None and not is_aside(draft):
            sentence = page.sentences[draft.first]
            self._mentions.add(Mention(time_id, value, interval, draft.first, sentence, said))
        return Resolved(draft, time_id, value, anchor, interval, candidates, governor)

    def _guess_half(self, draft: Draft) -> Draft:
        """A clock time without "a.m." or "p.m." right after one of the afternoon is one too: "5 p.m. ... 6:30"."""
        if draft.clock is None or draft.clock[0] != "0" or draft.zone is not None or draft.clock == "00:00":
            return draft
        words = {self._page.low(token) for token in range(draft.first, draft.last + 1)}
        last = self._mentions.last()
        bare = words.isdisjoint(self._page.vocabulary.half_days) and not any(w.startswith("0") for w in words)
        if not bare or last is None or last.interval.precision != "minute":
            return draft
        near = self._page.sentences[draft.first] - last.sentence <= 1
        hour, told = int(draft.clock[:2]) + 12, int(last.value[11:13])
        fits = near and told >= 12 and hour >= told
        return msgspec.structs.replace(draft, clock=f"{hour:02d}{draft.clock[2:]}") if fits else draft

    def _is_said(self, governor: int | None) -> bool:
        """Whether it dates a saying: a cue, or what the saying was done in ("in a statement on Monday")."""
        if governor is None:
            return False
        head = self._page.heads[governor]
        return governor in self._cues or (head in self._cues and self._page.deprels[governor].startswith("obl"))

    def _read(self, draft: Draft, said: bool) -> Reading:
        if draft.kind == "fixed":
            is_ref = draft.value is not None and draft.value.endswith("_REF") and self._published is not None
            return draft.value, PUBLISHED if is_ref else None, ()
        if draft.kind == "calendar":
            return self._fill(draft, said)
        if draft.kind == "shift":
            return self._shift(draft, said)
        if draft.kind == "copy":
            last = self._find_mention(draft, "Y", said)
            return UNKNOWN if last is None else (last.value, last.id, ())
        mention = self._find_mention(draft, draft.unit or "D", said)
        if mention is None or self._page.sentences[draft.first] - mention.sentence > _STORY:
            return leave_open(draft), None, ()
        return self._move(draft, mention.day), mention.id, ()

    # Dates that lack a part.

    def _fill(self, draft: Draft, said: bool) -> Reading:
        if draft.year is not None:
            return self._fill_given(draft)
        direction = self._find_direction(draft)
        if draft.anchor == "last":
            found = self._fill_told(draft, said, direction)
            if found is not None:
                return found
        if self._published is None:
            return self._fill_undated(draft)
        if draft.block == "Q?":
            return f"{self._published.year:04d}-Q{(self._published.month + 2) // 3}", PUBLISHED, ()
        story = None if draft.direction is not None else self._find_story(draft, said, direction)
        if story is not None:
            value = self._tell(draft, story)
            if value is not None:
                return value, story.id, ()
        return fill_from(draft, self._published, choose_side(draft, direction)), PUBLISHED, ()

    def _fill_given(self, draft: Draft) -> Reading:
        year = draft.year or 0
        if draft.block == "Q?":
            return f"{year:04d}-{self._last_quarter() or 'QX'}", None, ()
        value = fill_year(draft, year)
        if draft.other is None or value is None:
            return value, None, ()
        other = make_day(*draft.other)
        readings = [TimeCandidate(value, None, MONTH_FIRST)]
        if other is not None:
            readings.append(TimeCandidate(other.isoformat(), None, DAY_FIRST))
        return value, None, tuple(readings)

    def _fill_told(self, draft: Draft, said: bool, direction: int | None) -> Reading | None:
        """A clock time, a part of day, "the 10th", "that May": from the date told last."""
        is_time = draft.month is None and draft.block is None and draft.weekday is None and draft.holiday is None
        unit = ("D" if draft.day is None else "M") if is_time else "Y"
        mention = self._find_mention(draft, unit, said)
        if mention is None:
            return None
        base = mention.day
        if is_time and draft.day is None:
            if direction == AHEAD and self._published is not None and base < self._published:
                return None
            base = self._pass_midnight(draft, mention) or base
        side = draft.direction or (0 if draft.direction == 0 else -1)
        if draft.direction == 0 and draft.weekday is not None:
            side = -1
        return fill_from(draft, base, 0 if is_time else side), mention.id, ()

    def _pass_midnight(self, draft: Draft, mention: Mention) -> Day | None:
        """The day after, where clock times of one story go past midnight: "at 22:15 ... at 04:50"."""
        if draft.clock is None or mention.interval.precision not in ("minute", "second", "hour"):
            return None
        near = self._page.sentences[draft.first] - mention.sentence <= 1 and draft.zone is None
        fell = int(mention.value[11:13]) - int(draft.clock[:2])
        return shift_day(mention.day, "D", 1) if near and fell >= _LONG_FALL else None

    def _fill_undated(self, draft: Draft) -> Reading:
        """Without a date of publication the year comes from the text, if it names one."""
        mention = self._mentions.find("Y")
        lacks_year = draft.month is not None or draft.block not in (None, "Q?")
        if mention is None or not lacks_year:
            return leave_open(draft), None, ()
        if draft.direction is not None:
            return fill_year(draft, mention.day.year + draft.direction), mention.id, ()
        return fill_near(draft, mention.day), mention.id, ()

    def _find_direction(self, draft: Draft) -> int | None:
        dated = draft.weekday or draft.month or draft.block or draft.holiday or draft.clock or draft.part or draft.day
        if draft.direction is not None or not dated:
            return draft.direction
        return find_direction(draft, self._page)

    def _find_story(self, draft: Draft, said: bool, direction: int | None) -> Mention | None:
        """The date from which the story goes on: told shortly before, too old for news, and nothing to come."""
        if said or direction == AHEAD or self._published is None or draft.holiday is not None:
            return None
        sentence = self._page.sentences[draft.first]
        is_weekday = draft.weekday is not None and draft.month is None
        mention = self._mentions.find("W" if is_weekday else "Y", told=sentence)
        if mention is None or sentence - mention.sentence > _STORY:
            return self._find_old_year(draft, direction)
        if is_weekday:
            is_old = (self._published - mention.day).days > _NEWS_DAYS
            return mention if is_old and (sentence == mention.sentence or self._begins(draft.first)) else None
        if (draft.block or "").startswith(("Q", "H")):
            return None
        if mention.interval.precision not in _DATED and sentence != mention.sentence:
            return mention if draft.block and mention.interval.precision == "season" else None
        if mention.interval.last.year < self._published.year:
            return mention
        return self._find_old_year(draft, direction)

    def _find_old_year(self, draft: Draft, direction: int | None) -> Mention | None:
        """An older year told further up, for a past date that would else lie months back."""
        if direction != BEHIND or self._published is None or draft.month is None:
            return None
        value = fill_from(draft, self._published, BEHIND)
        interval = find_interval(value) if value is not None else None
        if interval is None or 0 <= (self._published - interval.last).days <= _FAR_BACK:
            return None
        return self._mentions.find_year(interval.first.year, self._page.sentences[draft.first] - _OLD_YEAR)

    def _tell(self, draft: Draft, story: Mention) -> str | None:
        """The next such weekday of a story, or the nearest such day of a year that it is told of."""
        if draft.weekday is not None and draft.month is None:
            after = shift_day(story.interval.last, "D", 1)
            day = None if after is None else find_weekday(after, draft.weekday, 1)
            late = day is None or self._published is None or day > self._published
            return None if late or day is None else day.isoformat()
        if story.interval.precision == "year":
            return fill_year(draft, story.day.year)
        value = fill_near(draft, story.day)
        interval = find_interval(value) if value is not None else None
        if interval is None or self._published is None or interval.first > self._published:
            return None
        far = self._page.sentences[draft.first] - story.sentence > _STORY or story.interval.precision == "season"
        return value if far or 0 <= (interval.last - story.day).days <= _GOES_ON else None

    # Offsets.

    def _shift(self, draft: Draft, said: bool) -> Reading:
        unit = draft.unit or "D"
        if draft.rule in ("offset", "unit_ago", "quarter_ago") and unit == "Y":
            quarter = self._shift_quarter(draft)
            if quarter is not None:
                return quarter
        mention = self._find_mention(draft, unit, said) if draft.anchor == "last" else None
        if draft.anchor == "published" and draft.amount == 0 and draft.rule in ("edge_of_unit", "the_unit"):
            mention = self._find_unit(draft, said)
        if unit in _CLOCK_UNITS:
            return self._shift_clock(draft, mention)
        if mention is None:
            ahead = draft.anchor == "last" and draft.amount > 0 and find_direction(draft, self._page) == BEHIND
            value = None if self._published is None or ahead else self._move(draft, self._published)
            return (leave_open(draft), None, ()) if value is None else (value, PUBLISHED, ())
        value = self._move(draft, mention.day, mention)
        return UNKNOWN if value is None else (value, mention.id, self._list_readings(draft, value, mention, said))

    def _find_mention(self, draft: Draft, unit: str, said: bool) -> Mention | None:
        """The date told last; for what happened a date of saying counts only in its own sentence, or alone."""
        told = None if said or points_back(draft) else self._page.sentences[draft.first]
        return self._mentions.find(unit, told=told, tails=False) or self._mentions.find(unit)

    def _find_unit(self, draft: Draft, said: bool) -> Mention | None:
        """The date of a story that "the end of the month" goes on from; None where it is the report's own month."""
        relation = [self._page.low(t) for t in range(draft.first, draft.last + 1)]
        if self._published is None or not set(relation).isdisjoint(self._page.vocabulary.this):
            return None
        story = self._find_story(draft, said, self._find_tense(draft))
        fine = self._mentions.find(draft.unit or "M", told=self._page.sentences[draft.first])
        return story if story is not None and story is fine else None

    def _find_tense(self, draft: Draft) -> int | None:
        return find_direction(draft, self._page)

    def _move(self, draft: Draft, base: Day, mention: Mention | None = None) -> str | None:
        day = shift_day(base, draft.unit or "D", draft.amount)
        if day is None:
            return None
        if draft.unit == "WE" and draft.rule == "the_unit" and base.isoweekday() < 6:
            day = self._pick_weekend(draft, day)
        exact = mention is not None and draft.rule in ("offset", "numbers_to")
        if exact and mention is not None and draft.block is None:
            precision = mention.interval.precision
            if draft.unit in ("W", "F") and precision in _DAYS:
                return day.isoformat()
            if draft.unit == "Y" and precision == "month":
                return f"{day.year:04d}-{day.month:02d}"
        return place_inside(draft, day, self._last_quarter())

    def _pick_weekend(self, draft: Draft, day: Day) -> Day:
        behind = find_direction(draft, self._page) != AHEAD
        return (shift_day(day, "W", -1) if behind else day) or day

    def _list_readings(self, draft: Draft, value: str, mention: Mention, said: bool) -> tuple[TimeCandidate, ...]:
        """All readings of "the day before" that begins a sentence, when what it may count from stands further up."""
        if self._published is None or draft.amount == 0 or draft.rule not in _ANAPHORIC:
            return ()
        if mention.sentence == self._page.sentences[draft.first] or not self._begins(draft.first):
            return ()
        found = [TimeCandidate(value, mention.id, READING_ORDER)]
        last = self._mentions.find(draft.unit or "D")
        if last is not None and last is not mention:
            other = self._move(draft, last.day, last)
            found += [] if other is None else [TimeCandidate(other, last.id, FROM_SAYING)]
        other = self._move(draft, self._published, None if draft.unit not in ("W", "F") else mention)
        found += [] if other is None else [TimeCandidate(other, PUBLISHED, FROM_REPORT)]
        distinct = {candidate.value: candidate for candidate in reversed(found)}
        return tuple(c for c in found if distinct[c.value] is c) if len(distinct) > 1 else ()

    def _begins(self, token: int) -> bool:
        """Whether a sentence begins at ``token``, or one or two small words before it."""
        sentences = self._page.sentences
        return token < 3 or sentences[token - 3] != sentences[token]

    def _last_quarter(self) -> str | None:
        last = self._mentions.find_quarter()
        return None if last is None else last.value[5:]

    def _shift_quarter(self, draft: Draft) -> Reading | None:
        """ "A year earlier" right after a quarter is that quarter of the year before."""
        last = self._mentions.last() if draft.rule == "offset" else self._mentions.find_quarter()
        if last is None or last.interval.precision != "quarter" or draft.block not in (None, "Q?"):
            return None
        near = draft.rule != "offset" or self._page.sentences[draft.first] - last.sentence <= _STORY
        year = last.day.year + draft.amount
        return (f"{year:04d}{last.value[4:]}", last.id, ()) if near and 0 < year <= 9999 else None

    def _shift_clock(self, draft: Draft, mention: Mention | None) -> Reading:
        """Hours and minutes from a time of day, where one is known."""
        anchor: str | None = PUBLISHED
        base = self._moment
        if mention is not None:
            exact = mention.interval.precision in ("minute", "second", "hour")
            anchor, base = mention.id, dt.datetime.fromisoformat(mention.interval.earliest) if exact else None
        if base is None:
            return None, anchor if mention is not None or self._published is not None else None, ()
        try:
            moment = base + dt.timedelta(seconds=_CLOCK_UNITS[draft.unit or "H"] * draft.amount)
        except OverflowError:
            return UNKNOWN
        return moment.isoformat(timespec="minutes")[:16], anchor, ()


_GOES_ON = 92  # days that a story may go on by from one date to the next
_FAR_BACK = 150  # days: a date without a year is rarely that old
_OLD_YEAR = 5  # sentences over which an older year is remembered
_LONG_FALL = 8  # hours that a clock goes back by only when a day has passed
_DAYS = frozenset({"day", "part-of-day", "hour", "minute", "second"})
_DATED = _DAYS | {"month"}


__all__ = [
    "FROM_REPORT",
    "FROM_SAYING",
    "PUBLISHED",
    "READING_ORDER",
    "Reading",
    "Resolved",
    "Resolver",
    "read_published",
]
