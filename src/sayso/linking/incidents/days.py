"""The day of a happening as a report tells it: its own, that of its sentence, or a guess from the report's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

import msgspec

from sayso.lang import find_happening_words
from sayso.model import Event, LooseToll, Realis, Record, Span, Time

_WORD = re.compile(r"\w+")
_BEHIND = re.compile(r"(?:\s[a-z]+){0,2}\s")
_BEHIND_CUE = 24  # code points between a cue and a time that belongs to it
_BEFORE = 70  # code points before a time that count as near it
_LONGEST_BETWEEN = 600
_DAYS_BEFORE = 4  # how long before its report an undated happening is taken to lie
_DAYS_AHEAD = 45
LENT = 10
"""Days by which what a report goes on about may lie longer ago than an undated happening is taken to."""
_YEARS_BACK = 60 * 365


class When(msgspec.Struct, frozen=True):
    """First and last day (ordinals, both included) of a happening; ``told`` 0 where only the report's date tells.

    ``lent`` says that the day is that of the happening which the report sets out with, or told last before; ``said``
    that it is that of a report or a figure ("the report of 9 January"): it tells what is meant, not when it happened;
    ``counted`` that it is counted from another day ("the following day"): nothing else in the report is dated by it;
    ``near`` that it is counted from the day of the report ("today"), which a reprint may have from its original.
    """

    first: int
    last: int
    told: bool
    lent: bool = False
    said: bool = False
    counted: bool = False
    near: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether the report tells the day, give or take one."""
        return self.told and self.last - self.first <= 1


def read_day(value: str | None) -> int | None:
    """The ordinal of an ISO date or date-time; None where it is none."""
    try:
        return date.fromisoformat((value or "")[:10]).toordinal()
    except ValueError:
        return None


class Days:
    """Tells the days of the events and tolls of one record; ``starts`` are those of its sentences."""

    def __init__(self, record: Record, starts: Sequence[int], dateline: int) -> None:
        self._record, self._text = record, record.report.text
        self._starts, self._dateline = starts, dateline
        self._published = read_day(record.report.published)
        self._times = {time.id: time for time in record.times}
        self._words = find_happening_words(record.report.language)
        self._said = find_said_times(record)
        self._sentence_days = self._read_sentence_days()

    def read(self, thing: Event | LooseToll, span: Span, number: int) -> When | None:
        """The day of an event or toll at ``span`` in a sentence; four days before its report where nothing tells it."""
        time = self._times.get(thing.time or "")
        if time is not None and self._is_of(thing, span, time):
            first, last = read_day(time.earliest), read_day(time.latest)
            is_read = first is not None and last is not None and first <= last
            if is_read and not (thing.realis == "actual" and self._is_ahead(first)):
                said, counted = self._dates_words(time), self._is_counted_from(time)
                near = self._is_near(time)
                return When(first or 0, last or 0, True, said=said, counted=counted, near=near)
        guess = self._guess_when(thing.realis)
        days = self._sentence_days.get(number) if thing.realis in ("actual", "denied") and guess is not None else None
        if days is not None and len(days) == 1 and guess is not None:
            ((day, of),) = days.items()
            if guess.first - LENT <= day <= guess.last and not self._is_ahead(day):
                return When(day, day, False, True, counted=self._is_counted_from(of), near=self._is_near(of))
        return guess

    def _read_sentence_days(self) -> dict[int, dict[int, Time]]:
        """The days that each sentence tells, save those of saying and counting, and the words for them."""
        found: dict[int, dict[int, Time]] = {}
        for time in self._record.times:
            first, last = read_day(time.earliest), read_day(time.latest)
            if first is None or first != last or time.id in self._said or time.start < self._dateline:
                continue
            if self._is_counting(time):
                continue
            number = max(bisect_right(self._starts, time.start) - 1, 0)
            before = self._text[max(time.start - _BEFORE, self._starts[number] if self._starts else 0) : time.start]
            if self._tells_day(time) and self._words.counting.isdisjoint(_WORD.findall(before.lower())):
                found.setdefault(number, {})[first] = time
        return found

    def _is_of(self, thing: Event | LooseToll, span: Span, time: Time) -> bool:
        """Whether a time tells the day of what happened, not that of saying, of counting or of the report."""
        if time.id in self._said or time.start < self._dateline or self._is_counting(time):
            return False
        return self._tells_day(time) and not self._is_counted(thing, span, time)

    def _is_counting(self, time: Time) -> bool:
        """Whether a verb of saying or counting follows: "the ministry on Thursday raised the number of dead"."""
        after = _WORD.search(self._text, time.end, time.end + _BEHIND_CUE)
        return after is not None and after[0].lower() in self._words.counting

    def _dates_words(self, time: Time) -> bool:
        """Whether a day is that of what was said or counted then: "the report of 9 January"."""
        before = [w.lower() for w in _WORD.findall(self._text[max(0, time.start - _BEHIND_CUE) : time.start])]
        return len(before) > 1 and before[-1] in self._words.dated_by and before[-2] in self._words.dated

    def _is_counted(self, thing: Event | LooseToll, span: Span, time: Time) -> bool:
        """Whether a time is that of a count: "the number of dead rose to 11 on Sunday"."""
        if time.start < span.end or not (isinstance(thing, LooseToll) or thing.tolls):
            return False
        between = self._text[span.end : min(time.start, span.end + _LONGEST_BETWEEN)].lower()
        return not self._words.counting.isdisjoint(_WORD.findall(between))

    def _is_ahead(self, day: int | None) -> bool:
        """Whether a day lies after the report: what has happened cannot be dated so."""
        return day is not None and self._published is not None and day > self._published + 1

    def _tells_day(self, time: Time) -> bool:
        """Whether a time tells its day; one of the clock alone has that of the report, "most of the day" tells none."""
        words = self._words_of(time)
        if not self._words.stretches.isdisjoint(words) or self._is_end(time):
            return False
        if time.type != "TIME":
            return True
        return not self._words.days.isdisjoint(words) or any(len(word) == 4 and word.isdigit() for word in words)

    def _is_counted_from(self, time: Time) -> bool:
        return not self._words.counted_from.isdisjoint(self._words_of(time))

    def _is_near(self, time: Time) -> bool:
        return not self._words.near.isdisjoint(self._words_of(time))

    def _words_of(self, time: Time) -> frozenset[str]:
        return frozenset(_WORD.findall(self._text[time.start : min(time.end, time.start + 80)].lower()))

    def _is_end(self, time: Time) -> bool:
        """Whether a day is that up to which something lasts: "until Monday"."""
        before = _WORD.findall(self._text[max(0, time.start - _BEHIND_CUE) : time.start].lower())
        return bool(before) and before[-1] in self._words.until

    def _guess_when(self, realis: Realis) -> When | None:
        day = self._published
        if day is None:
            return None
        if realis == "planned":
            return When(day, day + _DAYS_AHEAD, False)
        if realis == "historical":
            return When(max(1, day - _YEARS_BACK), day - 200, False)
        return When(day - _DAYS_BEFORE, day, False)


def find_said_times(record: Record) -> frozenset[str]:
    """The ids of times at which something was said: those of claims, and those behind a cue ("announced on Monday")."""
    found = {claim.said for claim in record.claims if claim.said is not None}
    text, cues = record.report.text, sorted((c.cue.end, c.cue.start) for c in record.claims if c.cue is not None)
    ends = [end for end, _ in cues]
    for time in record.times:
        at = bisect_right(ends, time.start) - 1
        if at >= 0 and time.start - ends[at] <= _BEHIND_CUE and _BEHIND.fullmatch(text, ends[at], time.start):
            found.add(time.id)
    return frozenset(found)
