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
_REACH = 40  # mentions looked back over


class Mention(msgspec.Struct, frozen=True):
    """A dated expression: its id, value and interval, its first token and the number of its sentence.

    ``said``: it dates the saying of something, not what happened.
    """

    id: str
    value: str
    interval: Interval
    token: int
    sentence: int
    said: bool

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

    def last(self) -> Mention | None:
        """The one mentioned last."""
        return self._found[-1] if self._found else None

    def find(self, unit: str, *, told: int | None = None, tails: bool = True) -> Mention | None:
        """The one mentioned last that is exact enough to count ``unit`` from.

        With ``told``, the number of a sentence, dates of saying in earlier sentences are left out. Without ``tails``
        only those that follow another date of their sentence are ("on May 8, the ministry said on Monday").
        """
        fine = _FINE.get(unit, _DAY)
        recent = self._found[: -_REACH - 1 : -1]
        for at, mention in enumerate(recent):
            if mention.interval.precision not in fine:
                continue
            if mention.said and told is not None and mention.sentence != told:
                continue
            if mention.said and not tails and _follows(mention, recent[at + 1 : at + 2], fine):
                continue
            return mention
        return None

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


def _follows(mention: Mention, before: list[Mention], fine: frozenset[TimePrecision]) -> bool:
    return any(m.sentence == mention.sentence and not m.said and m.interval.precision in fine for m in before)


__all__ = ["Mention", "Mentions"]
