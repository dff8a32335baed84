"""The dates that a report has mentioned so far: what later expressions count from."""

from __future__ import annotations

import msgspec

from sayso.model import TimePrecision
from sayso.times.calendar import Day
from sayso.times.intervals import Interval

# Precisions that are fine enough to count units from.
_DAY: frozenset[TimePrecision] = frozenset({"second", "minute", "hour", "part-of-day", "day"})
_WEEK: frozenset[TimePrecision] = _DAY | {"week", "weekend"}
_MONTH: frozenset[TimePrecision] = _DAY | {"month"}
_QUARTER: frozenset[TimePrecision] = _MONTH | {"quarter"}
_YEAR: frozenset[TimePrecision] = _QUARTER | {"week", "weekend", "season", "half", "year"}
_DECADE: frozenset[TimePrecision] = _YEAR | {"decade"}
_CENTURY: frozenset[TimePrecision] = _DECADE | {"century"}
_FINE: dict[str, frozenset[TimePrecision]] = {
    **{unit: _DAY for unit in ("D", "N", "H", "TM", "S")},
    **{unit: _WEEK for unit in ("W", "WE", "F")},
    "M": _MONTH,
    "Q": _QUARTER,
    "H6": _QUARTER,
    "Y": _YEAR,
    "E": _DECADE,
    "C": _CENTURY,
    "L": _CENTURY,
}
_COARSE = frozenset({"month", "season", "year"})
_LATE = ("EV", "NI")
_HOURS: dict[str, frozenset[int]] = {
    "MO": frozenset(range(4, 12)),
    "AF": frozenset(range(12, 18)),
    "EV": frozenset(range(17, 25)),
    "NI": frozenset((*range(18, 25), *range(4))),
}
_REACH = 40  # mentions looked back over


class Mention(msgspec.Struct, frozen=True):
    """A dated expression: its id, value and interval, its first token and the number of its sentence.

    ``said``: it dates the saying of something, not what happened; ``tense`` is that of its clause (see `tense`), and
    ``flash`` is set where the clause goes back behind the story ("he had left on Friday"); ``governor`` is its verb;
    ``bound``: it only bounds or denies, nothing happened then ("the third since Sunday", "not Saturday").
    """

    id: str
    value: str
    interval: Interval
    token: int
    sentence: int
    said: bool
    tense: int | None = None
    flash: bool = False
    governor: int | None = None
    bound: bool = False

    @property
    def day(self) -> Day:
        """Its first day."""
        return self.interval.first


class Mentions:
    """Dated expressions in the order of the text."""

    def __init__(self) -> None:
        self._found: list[Mention] = []

    def add(self, mention: Mention) -> None:
        """Remember one more."""
        self._found.append(mention)

    def all(self) -> list[Mention]:
        """All of them, in order."""
        return list(self._found)

    def last_day(self) -> Mention | None:
        """The day mentioned last, in whatever role."""
        return next((m for m in self._found[: -_REACH - 1 : -1] if m.interval.precision in _DAY), None)

    def last(self) -> Mention | None:
        """The one mentioned last."""
        return self._found[-1] if self._found else None

    def find(
        self, unit: str, *, told: int | None = None, tails: bool = True, until: Day | None = None
    ) -> Mention | None:
        """The one mentioned last that is exact enough to count ``unit`` from.

        With ``told``, the number of a sentence, dates of saying in earlier sentences are left out. Without ``tails``
        only those that follow another date of their sentence are ("on May 8, the ministry said on Monday"). Dates
        after ``until`` are left out.
        """
        fine = _FINE.get(unit, _DAY)
        recent = self._found[: -_REACH - 1 : -1]
        for at, mention in enumerate(recent):
            if mention.interval.precision not in fine or (until is not None and mention.day > until):
                continue
            if mention.said and told is not None and mention.sentence != told:
                continue
            if mention.bound and _continues(mention, recent[at + 1 : at + 2], fine):
                continue
            if mention.said and not tails and _follows(mention, recent[at + 1 : at + 2], fine):
                continue
            return mention
        return None

    def find_coarse(self, since: int, until: Day | None) -> Mention | None:
        """The season, month or year told last, in the sentences from ``since`` on."""
        for mention in self._found[: -_REACH - 1 : -1]:
            if mention.sentence < since:
                return None
            if mention.interval.precision in _COARSE and (until is None or mention.day <= until):
                return mention
        return None

    def is_alone(self, mention: Mention) -> bool:
        """Whether no other day stands in its sentence."""
        recent = self._found[-_REACH:]
        return not any(m is not mention and m.sentence == mention.sentence for m in recent)

    def find_line(self, since: int) -> Mention | None:
        """The day that the story was at before it went back, in the sentences from ``since`` on."""
        for mention in self._found[: -_REACH - 1 : -1]:
            if mention.sentence < since:
                return None
            if not mention.said and not mention.flash and mention.interval.precision in _DAY:
                return mention
        return None

    def find_part(self, part: str, until: Day | None) -> Mention | None:
        """The time mentioned last that lies in a part of day: "10 p.m." for a night."""
        for mention in self._found[: -_REACH - 1 : -1]:
            if (until is None or mention.day <= until) and lies_in(mention.value, part):
                return mention
        return None

    def find_clock(self, since: int, until: Day | None) -> Mention | None:
        """The clock time told last in the sentences from ``since`` on that dates no saying."""
        for mention in self._found[: -_REACH - 1 : -1]:
            if mention.sentence < since:
                return None
            exact = mention.interval.precision in ("minute", "second", "hour") and not mention.said
            if exact and (until is None or mention.day <= until):
                return mention
        return None

    def list_told(self, sentence: int) -> list[Mention]:
        """The days of one sentence on which something happened, in order."""
        recent = self._found[-_REACH:]
        return [m for m in recent if m.sentence == sentence and not m.said and m.interval.precision in _DAY]

    def find_year(self, before: int, since: int) -> Mention | None:
        """The last mention of a year before ``before`` in the sentences from ``since`` on."""
        for mention in self._found[: -_REACH - 1 : -1]:
            if mention.sentence < since:
                return None
            if mention.interval.last.year < before and mention.interval.precision in _YEAR:
                return mention
        return None

    def find_quarter(self) -> Mention | None:
        """The quarter mentioned last."""
        return next((m for m in self._found[: -_REACH - 1 : -1] if m.interval.precision == "quarter"), None)


def lasts(mention: Mention) -> bool:
    """Whether it is a week or weekend, whose days may be told after it: "that weekend ... on the Saturday"."""
    return mention.interval.precision in ("week", "weekend")


def lies_in(value: str, part: str) -> bool:
    """Whether a value is a time inside a part of day: night and evening count as one."""
    time = value.partition("T")[2]
    if not time:
        return False
    parts = _LATE if part in _LATE else (part,)
    if time in parts:
        return True
    hours = _HOURS.get(part)
    return hours is not None and time[:2].isdigit() and int(time[:2]) in hours


def _continues(mention: Mention, before: list[Mention], fine: frozenset[TimePrecision]) -> bool:
    """Whether something was told of another date in its sentence or the one before."""
    near = [m for m in before if mention.sentence - m.sentence <= 1 and m.interval.precision in fine]
    return any(mention.flash or not m.said for m in near)


def _follows(mention: Mention, before: list[Mention], fine: frozenset[TimePrecision]) -> bool:
    return any(m.sentence == mention.sentence and not m.said and m.interval.precision in fine for m in before)


__all__ = ["Mention", "Mentions", "lasts", "lies_in"]
