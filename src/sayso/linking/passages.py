"""Where the characters of a copy stand in the report that it was copied from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import msgspec

from sayso.model import Copy, Family, Passage, Span

_SAMPLES = 8
_ENOUGH = 0.6


class Source(msgspec.Struct, frozen=True):
    """A place in an earlier report that characters were copied from; ``copy`` is the copy as a whole."""

    report: str
    span: Span
    copy: Copy


class Passages:
    """The copied passages of all families, by the report that they stand in."""

    def __init__(self, families: Iterable[Family]) -> None:
        self._copies: dict[str, list[_Laid]] = {}
        self._found: dict[tuple[str, Span], list[Source]] = {}
        self.credited: dict[str, Family] = {}
        for family in families:
            for copy in family.copies:
                self._copies.setdefault(copy.report, []).append(_lay_out(copy))
            if family.root is None and family.credited is not None:
                self.credited.update(dict.fromkeys(family.reports, family))
        for made in self._copies.values():
            made.sort(key=lambda laid: (-laid.copy.share, laid.copy.of))

    def __contains__(self, report: object) -> bool:
        return report in self._copies

    def list_copies(self, report: str) -> list[Copy]:
        """What a report was copied from, the largest part first."""
        return [laid.copy for laid in self._copies.get(report, ())]

    def list_sources(self, report: str, span: Span) -> list[Source]:
        """Where the characters of ``span`` were copied from: one place for each report that has most of them."""
        if report not in self._copies:
            return []
        key = report, span
        if key not in self._found:
            self._found[key] = list(self._find_sources(report, span))
        return self._found[key]

    def _find_sources(self, report: str, span: Span) -> Iterator[Source]:
        for laid in self._copies[report]:
            there = map_span(laid.passages, span) if laid.may_hold(span) else None
            if there is not None:
                yield Source(laid.copy.of, there, laid.copy)


class _Laid(msgspec.Struct, frozen=True):
    """A copy with its passages in order of ``here``; where each starts, and how far they reach up to there."""

    copy: Copy
    passages: tuple[Passage, ...]
    starts: tuple[int, ...]
    reach: tuple[int, ...]

    def may_hold(self, span: Span) -> bool:
        """Whether a passage shares characters with ``span``, or begins right at an empty one."""
        last = bisect_right(self.starts, max(span.end - 1, span.start)) - 1
        return last >= 0 and self.reach[last] > span.start


def _lay_out(copy: Copy) -> _Laid:
    passages = tuple(sorted(copy.passages, key=lambda p: (p.here, p.there)))
    reach = tuple(accumulate((passage.here.end for passage in passages), max))
    return _Laid(copy, passages, tuple(passage.here.start for passage in passages), reach)


def map_span(passages: Sequence[Passage], span: Span) -> Span | None:
    """Where the original has what a copy has at ``span``; None where less than most of it is copied.

    ``passages`` are in order of ``here``. The span is looked up at eight of its characters.
    """
    length = max(len(span), 1)
    places = sorted({span.start + (length - 1) * i // (_SAMPLES - 1) for i in range(_SAMPLES)})
    mapped = [there for at in places if (there := map_position(passages, at)) is not None]
    if len(mapped) < _ENOUGH * len(places) or not mapped:
        return None
    return Span(min(mapped), max(mapped) + 1)


def map_position(passages: Sequence[Passage], at: int) -> int | None:
    """Where the original has what a copy has at offset ``at``; None where that is not copied."""
    number = bisect_right(passages, at, key=lambda p: p.here.start) - 1
    if number < 0 or at >= passages[number].here.end:
        return None
    passage = passages[number]
    here, there = passage.here.start, passage.there.start
    for change in sorted(passage.changes, key=lambda c: (c.here, c.there)) if passage.changes else ():
        if change.here.start > at:
            break
        if at < change.here.end:
            return change.there.start + min(at - change.here.start, max(len(change.there) - 1, 0))
        here, there = change.here.end, change.there.end
    return min(there + at - here, max(passage.there.end - 1, passage.there.start))
