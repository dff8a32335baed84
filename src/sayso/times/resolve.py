"""From drafts to dated expressions, in the order of the text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec

from sayso.model import Span, TimeCandidate, make_span_id
from sayso.times.anchors import REACH, STORY, Anchors
from sayso.times.calendar import Day, find_weekday, make_day, shift_day, write_season, write_unit
from sayso.times.drafts import Draft
from sayso.times.fill import fill_from, fill_near, fill_year, leave_open, place_inside, write_value
from sayso.times.governor import find_governor
from sayso.times.intervals import find_interval
from sayso.times.mentions import Mention, lasts
from sayso.times.readings import list_offsets, list_weekdays
from sayso.times.resolved import PUBLISHED, Resolved, look_behind
from sayso.times.sides import choose_side, is_aside, points_back
from sayso.times.story import anchor_lengths, choose_line, find_event, is_bound, is_flashback, is_led
from sayso.times.tense import AHEAD, BEHIND, PRESENT, find_direction

MONTH_FIRST, DAY_FIRST = "month before day", "day before month"

_ANAPHORIC = frozenset({"offset", "unit_before", "day_part", "this_unit", "numbers_to"})
_CLOCK_UNITS = {"H": 3600, "TM": 60, "S": 1}

# A value, what it was counted from, and all readings where there are several.
Reading = tuple[str | None, str | None, tuple[TimeCandidate, ...]]
UNKNOWN: Reading = (None, None, ())


class Resolver(Anchors):
    """Resolves the drafts of one report, each against what stands before it. ``cues`` are the tokens of cues."""

    def resolve(self, drafts: Iterable[Draft]) -> list[Resolved]:
        """The drafts in order with their values."""
        listed = list(drafts)
        self._inside = {token for draft in listed for token in range(draft.first, draft.last + 1)}
        found = look_behind(self._page, [self._resolve(draft) for draft in listed])
        return anchor_lengths(self._page, self._mentions.all(), found)

    def _resolve(self, draft: Draft) -> Resolved:
        page = self._page
        span = Span(page.starts[draft.first], page.ends[draft.last])
        governor = find_governor(page, draft.first, draft.last, self._inside)
        said = self._is_said(governor)
        self._tense = None if draft.kind == "fixed" else find_direction(draft, page)
        met = page.low(draft.first - 1) in page.vocabulary.tense.closing
        self._flash = is_flashback(page, governor) and not met
        draft = self._guess_half(draft)
        value, anchor, candidates = self._read(draft, said)
        if draft.clock == _MIDNIGHT and self._is_last_midnight(value):
            draft = msgspec.structs.replace(draft, clock="00:00")
        if draft.clock or draft.part:
            value = write_value(draft, value)
            candidates = tuple(
                msgspec.structs.replace(c, value=write_value(draft, c.value) or c.value) for c in candidates
            )
        dated = value is not None and draft.type in ("DATE", "TIME")
        interval = find_interval(value) if dated and value is not None else None
        time_id = make_span_id("time", self._sha, span)
        if interval is not None and value is not None and not is_aside(draft):
            sentence, bound = page.sentences[draft.first], is_bound(page, draft.first)
            self._mentions.add(
                Mention(
                    time_id, value, interval, draft.first, sentence, said, self._tense, self._flash, governor, bound
                )
            )
        return Resolved(draft, time_id, value, anchor, interval, candidates, governor)

    def _guess_half(self, draft: Draft) -> Draft:
        """A clock time without "a.m." or "p.m." right after one of the afternoon is one too: "5 p.m. ... 6:30"."""
        if draft.clock is None or draft.clock[0] != "0" or draft.zone is not None or draft.clock == "00:00":
            return draft
        words = {self._page.low(token) for token in range(draft.first, draft.last + 1)}
        last, vocabulary = self._mentions.last(), self._page.vocabulary
        bare = words.isdisjoint((*vocabulary.half_days, *vocabulary.parts)) and not any(
            w.startswith("0") for w in words
        )
        if not bare or last is None or last.interval.precision != "minute":
            return draft
        near = self._page.sentences[draft.first] - last.sentence <= 1
        hour, told = int(draft.clock[:2]) + 12, int(last.value[11:13])
        fits = near and told >= 12 and abs(hour - told) < abs(hour - 12 - told)
        return msgspec.structs.replace(draft, clock=f"{hour:02d}{draft.clock[2:]}") if fits else draft

    def _read(self, draft: Draft, said: bool) -> Reading:
        if draft.kind == "fixed":
            is_ref = draft.value is not None and draft.value.endswith("_REF") and self._published is not None
            told = self._find_latest(draft, said) if draft.anchor == "last" else None
            is_ref = is_ref or (draft.anchor == "published" and self._published is not None)
            return draft.value, PUBLISHED if is_ref else None if told is None else told.id, ()
        if draft.kind == "calendar":
            return self._fill(draft, said)
        if draft.rule == "same_of":
            return self._copy_year(draft)
        if draft.kind == "shift":
            return self._shift(draft, said)
        if draft.kind == "copy":
            last = self._find_mention(draft, "Y", said)
            return UNKNOWN if last is None else (last.value, last.id, ())
        mention = choose_line(self._page, self._mentions.all(), draft, find_event(self._page, draft))
        mention = mention or self._find_mention(draft, draft.unit or "D", said)
        if draft.rule == "nth_unit" and (mention is None or self._tense != BEHIND):
            return None, None, ()
        if mention is None or self._page.sentences[draft.first] - mention.sentence > REACH:
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
            if draft.holiday is not None and value == fill_from(draft, self._published, choose_side(draft, direction)):
                value = None  # a holiday is known by itself: only one of another year belongs to the story
            if value is not None:
                return value, story.id, ()
        value = fill_from(draft, self._published, choose_side(draft, direction))
        listed = () if value is None else list_weekdays(draft, value, self._published, self._tense, said=said)
        return value, PUBLISHED, listed if self._mentions.last() is not None else ()

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
            if self._is_over(mention, direction):
                return None
            mention = self._leave_flashback(mention)
            if self._is_apart(draft, mention, said):
                return None
            base = self._pass_midnight(draft, mention) or mention.day
        elif is_time and direction != AHEAD:
            if direction == PRESENT and mention.tense != PRESENT and self._published is not None:
                return None  # "the hearing is on the 26th"
            return self._fill_number(draft, mention)
        side = draft.direction or (0 if draft.direction == 0 else -1)
        if draft.direction == 0 and draft.weekday is not None:
            return self._fill_same_week(draft, mention)
        return fill_from(draft, base, 0 if is_time else side), mention.id, ()

    def _fill_same_week(self, draft: Draft, mention: Mention) -> Reading:
        """ "That Friday": the one in the week of the date told last, or before it where it would be still to come."""
        base = mention.day
        day = shift_day(base, "D", (draft.weekday or 1) - base.isoweekday())
        late = day is None or (self._published is not None and base <= self._published < day)
        return fill_from(draft, base, BEHIND) if late or day is None else day.isoformat(), mention.id, ()

    def _fill_number(self, draft: Draft, mention: Mention) -> Reading:
        """ "The 10th" in the month told last, or in the one before where it would lie after the report."""
        mention = self._leave_flashback(mention)
        value = fill_from(draft, mention.day, 0)
        late = value is not None and self._published is not None and value[:10] > self._published.isoformat()
        return fill_from(draft, mention.day, BEHIND) if late else value, mention.id, ()

    def _fill_undated(self, draft: Draft) -> Reading:
        """Without a date of publication the year comes from the text, if it names one."""
        mention = self._mentions.find("Y")
        lacks_year = draft.month is not None or draft.block not in (None, "Q?") or draft.holiday
        if mention is None or not lacks_year:
            return leave_open(draft), None, ()
        if draft.direction is not None:
            return fill_year(draft, mention.day.year + draft.direction), mention.id, ()
        return fill_near(draft, mention.day), mention.id, ()

    def _find_direction(self, draft: Draft) -> int | None:
        dated = draft.weekday or draft.month or draft.block or draft.holiday or draft.clock or draft.part or draft.day
        if draft.direction is not None or not dated:
            return draft.direction
        return self._tense

    def _tell(self, draft: Draft, story: Mention) -> str | None:
        """The next such weekday of a story, or the nearest such day of a year that it is told of."""
        if draft.weekday is not None and draft.month is None:
            back = lasts(story) or is_led(self._page, draft)
            start = story.day if back else shift_day(story.interval.last, "D", 1)
            day = None if start is None else find_weekday(start, draft.weekday, 1)
            late = day is None or self._published is None or day > self._published
            return None if late or day is None else day.isoformat()
        in_season = story.interval.precision == "season" and story.interval.last.year == story.day.year
        if story.interval.precision == "year" or (in_season and not draft.block):
            return fill_year(draft, story.day.year)
        value = fill_near(draft, story.day)
        interval = find_interval(value) if value is not None else None
        onward = story.interval.precision in (*_DAYS, "season") if draft.block else story.interval.precision in _DAYS
        if interval is not None and interval.last < story.day and onward and not self._flash:
            value = fill_from(draft, story.day, AHEAD)  # a story goes on
            interval = find_interval(value) if value is not None else None
        if interval is None or self._published is None or interval.first > self._published:
            return None
        if self._flash and abs((story.day - interval.last).days) <= _GOES_ON:
            return value
        far = self._page.sentences[draft.first] - story.sentence > STORY or story.interval.precision == "season"
        near = _YEAR if self._page.sentences[draft.first] == story.sentence else _GOES_ON
        return value if far or 0 <= (interval.last - story.day).days <= near else None

    # Offsets.

    def _shift(self, draft: Draft, said: bool) -> Reading:
        unit = draft.unit or "D"
        if draft.rule in ("offset", "unit_ago", "quarter_ago") and unit == "Y":
            quarter = self._shift_quarter(draft)
            if quarter is not None:
                return quarter
        mention = self._find_mention(draft, unit, said) if draft.anchor == "last" else None
        if mention is not None and unit in ("TM", "S"):
            mention = self._find_exact(draft, mention)
        if draft.anchor == "published" and draft.amount == 0 and draft.rule in ("edge_of_unit", "the_unit"):
            mention = self._find_unit(draft, said)
        if mention is not None and points_back(draft) and draft.part is not None:
            mention = self._find_part(draft, mention)
        if mention is not None and points_back(draft) and unit == "Y":
            mention = self._find_past_year(mention)
        if unit in _CLOCK_UNITS:
            return self._shift_clock(draft, mention)
        coarse = self._find_coarse(draft, mention)
        if coarse is not None:
            return self._move_coarse(draft, coarse)
        if mention is None:
            onward = self._page.low(draft.last) in self._page.vocabulary.on  # "two years on"
            ahead = draft.anchor == "last" and draft.amount > 0 and (self._tense == BEHIND or onward)
            value = None if self._published is None or ahead else self._move(draft, self._published)
            return (leave_open(draft), None, ()) if value is None else (value, PUBLISHED, ())
        value = self._move(draft, mention.day, mention)
        return UNKNOWN if value is None else (value, mention.id, self._list_readings(draft, value, mention, said))

    def _copy_year(self, draft: Draft) -> Reading:
        """ "The same week of 2018": the unit told last, in another year."""
        last = self._mentions.last()
        year = draft.year or (0 if self._published is None else self._published.year + draft.amount)
        if last is None or not 0 < year <= 9999:
            return UNKNOWN
        whole = last.value if draft.unit == "P" else write_unit(last.day, draft.unit or "D")
        return f"{year:04d}{whole[4:]}", last.id, ()

    def _move_coarse(self, draft: Draft, mention: Mention) -> Reading:
        """An offset in the unit of what it counts from."""
        day = shift_day(mention.day, draft.unit or "D", draft.amount)
        if day is None:
            return UNKNOWN
        if mention.interval.precision == "season":
            return write_season(day), mention.id, ()
        return write_unit(day, "M" if mention.interval.precision == "month" else "Y"), mention.id, ()

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
        behind = self._tense != AHEAD
        return (shift_day(day, "W", -1) if behind else day) or day

    def _list_readings(self, draft: Draft, value: str, mention: Mention, said: bool) -> tuple[TimeCandidate, ...]:
        """All readings of an offset that stands in a sentence without another date; see `readings`."""
        sentence = self._page.sentences[draft.first]
        if self._published is None or draft.amount == 0 or draft.rule not in _ANAPHORIC or mention.sentence == sentence:
            return ()
        if self._page.low(draft.last) in self._page.vocabulary.same or sentence - mention.sentence > 1:
            return ()

        def move(base: Day, other: Mention | None) -> str | None:
            return self._move(draft, base, other or (mention if draft.unit in ("W", "F") else None))

        return list_offsets(draft, value, mention, self._mentions, self._published, move)

    def _shift_quarter(self, draft: Draft) -> Reading | None:
        """ "A year earlier" right after a quarter is that quarter of the year before."""
        last = self._mentions.last() if draft.rule == "offset" else self._mentions.find_quarter()
        if last is None or last.interval.precision != "quarter" or draft.block not in (None, "Q?"):
            return None
        near = draft.rule != "offset" or self._page.sentences[draft.first] - last.sentence <= STORY
        year = last.day.year + draft.amount
        return (f"{year:04d}{last.value[4:]}", last.id, ()) if near and 0 < year <= 9999 else None

    def _shift_clock(self, draft: Draft, mention: Mention | None) -> Reading:
        """Hours and minutes from a time of day, where one is known."""
        anchor: str | None = PUBLISHED
        base = self._moment
        if mention is not None:
            anchor, base = mention.id, self._begin_clock(draft, mention)
        if base is None:
            return None, anchor if mention is not None or self._published is not None else None, ()
        try:
            unit = draft.unit or "H"
            moment = base + dt.timedelta(seconds=_CLOCK_UNITS[unit] * draft.amount)
        except OverflowError:
            return UNKNOWN
        if mention is not None and mention.interval.precision == "part-of-day":
            return moment.date().isoformat(), anchor, ()
        exact = mention is not None and (mention.interval.precision == "second" or unit == "S")
        return moment.isoformat(timespec="seconds" if exact else "minutes"), anchor, ()


_GOES_ON = 92  # days that a story may go on by from one date to the next
_YEAR = 365  # in one sentence: "from the end of May to mid-August"
_MIDNIGHT = "24:00"
_DAYS = frozenset({"day", "part-of-day", "hour", "minute", "second"})


__all__ = [
    "PUBLISHED",
    "Reading",
    "Resolved",
    "Resolver",
]
