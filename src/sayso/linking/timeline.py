"""The chronology of one or several reports: what was said when, and what happened when, from the records alone.

A time belongs to the lane "said" where a claim names it as the time of the statement, to "happened" where it is any
other date or time, and to "other" where it is a duration, a repetition or vague. Nothing is resolved anew.
The events that happened then, as the records have them, stand beside the time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal, get_args

import msgspec

from sayso.linking.naming import name_value, read_bounds
from sayso.linking.sentences import split_sentences
from sayso.model import Claim, Entity, Event, Realis, Record, Span, Time, TimeCandidate, TimePrecision
from sayso.times.intervals import find_interval

Lane = Literal["said", "happened", "other"]
Side = Literal["before", "after"]
_PRECISIONS = {precision: rank for rank, precision in enumerate(get_args(TimePrecision))}
_SIDES: dict[str, Side] = {"BEFORE": "before", "ON_OR_BEFORE": "before", "AFTER": "after", "ON_OR_AFTER": "after"}
_DEEPEST = 32  # contents open at one place of the text that are looked at
_LONGEST = 300


class Option(msgspec.Struct, frozen=True):
    """One reading of an ambiguous time: its value, that in words, its first and last day or minute, and why."""

    value: str
    name: str
    earliest: str | None
    latest: str | None
    anchor: str | None
    reason: str | None


class Statement(msgspec.Struct, frozen=True):
    """A claim: its id, its speaker (or the words of its source, "" where it names none), and its cue."""

    claim: str
    speaker: str
    cue: str | None


class Happening(msgspec.Struct, frozen=True):
    """An event that is told to have happened at a time: its id, type, mode, the words that tell it, and realis."""

    event: str
    type: str
    mode: str | None
    words: str
    realis: Realis


class Closing(msgspec.Struct, frozen=True):
    """The time that ends a range: its id, words, value and last day or minute."""

    time: str
    words: str
    value: str | None
    latest: str | None


class Row(msgspec.Struct, frozen=True):
    """A time expression in a chronology.

    ``report`` counts from 0, ``start`` and ``end`` are its characters, ``words`` they themselves; ``name`` is the value
    as one reads it; ``earliest`` and ``latest`` the first and last day or minute, of a range to its end, None where the
    time has no place in the order (``why`` then tells the reason). ``side`` tells that it lies somewhere before or
    after its value and has no first or last day of its own; it stands in the order where the value does. ``anchor`` is
    "published" or a time id, and ``anchor_words`` what stands there. ``said`` are the claims made then; ``told_by`` the
    innermost claim that says that it was then, None for the report's own voice. ``dates`` is the word that it dates,
    ``sentence`` the sentence around it. ``happened`` are the events of that time, in text order.
    """

    report: int
    report_id: str
    time: str
    start: int
    end: int
    words: str
    type: str
    value: str | None
    mod: str | None
    name: str
    precision: TimePrecision | None
    earliest: str | None
    latest: str | None
    side: Side | None
    zone: str | None
    anchor: str | None
    anchor_words: str | None
    lane: Lane
    said: tuple[Statement, ...]
    told_by: Statement | None
    dates: str | None
    sentence: Span | None
    candidates: tuple[Option, ...]
    range: Closing | None
    why: str | None
    happened: tuple[Happening, ...] = ()

    @property
    def bounds(self) -> tuple[datetime, datetime] | None:
        """First and last moment, of an open time those of its value; None where it has no place in the order."""
        if self.why is not None:
            return None
        interval = find_interval(self.value or "") if self.side is not None else None
        return read_bounds(interval.earliest, interval.latest) if interval else read_bounds(self.earliest, self.latest)


def make_timeline(records: Iterable[Record], *, lane: Lane | None = None) -> list[Row]:
    """The chronology of the records together, of one ``lane`` where that is given.

    Placed times come by their first moment, the more exact first, then in the order of reports and text; after them
    durations, repetitions and vague times, then those that are unresolved, each in the order of reports and text.
    """
    rows = [row for number, record in enumerate(records) for row in _list_rows(record, number)]
    return sorted((row for row in rows if lane in (None, row.lane)), key=_order)


def _order(row: Row) -> tuple[int, datetime, int, int, int, int, int, str]:
    bounds = row.bounds
    apart = 0 if bounds else 1 if row.lane == "other" else 2
    first = bounds[0] if bounds else datetime.min
    precision = _PRECISIONS.get(row.precision or "vague", len(_PRECISIONS))
    side = {"before": -1, "after": 1}.get(row.side or "", 0)
    return apart, first, side, precision if bounds else 0, row.report, row.start, row.end, row.time


def _list_rows(record: Record, number: int) -> Iterator[Row]:
    if not record.times:
        return
    reading = _Reading(record, number)
    closed = {time.range_end for time in record.times if time.range_end} - set(reading.said)
    for time in record.times:
        if time.id not in closed or time.range_end is not None:
            yield reading.make_row(time)


class _Reading:
    """What stands in one record, looked up once."""

    def __init__(self, record: Record, number: int) -> None:
        self._record, self._number = record, number
        self._text = record.report.text
        self._times = {time.id: time for time in record.times}
        self._entities: dict[str, Entity] = {entity.id: entity for entity in record.entities}
        self._sentences = list(split_sentences(self._text, record.report.language))
        self._starts = [sentence.start for sentence in self._sentences]
        self._tellers = find_tellers(record.claims, [Span(*_hold(t, len(self._text))) for t in record.times])
        self.said: dict[str, list[Claim]] = {}
        self._events: dict[str, list[Event]] = {}
        for event in sorted(record.events, key=lambda e: (e.trigger.start, e.trigger.end, e.type)):
            if event.time is not None:
                self._events.setdefault(event.time, []).append(event)
        for claim in record.claims:
            if claim.said is not None:
                self.said.setdefault(claim.said, []).append(claim)

    def make_row(self, time: Time) -> Row:
        """The row of a time of the record."""
        start, end = _hold(time, len(self._text))
        said = tuple(self._name(claim) for claim in self.said.get(time.id, ()))
        closing = self._close(time)
        bounds = _bound(time, closing)
        side = _choose_side(time)
        teller = self._tellers.get(Span(start, end))
        lane = _choose_lane(time, said=bool(said))
        return Row(
            report=self._number,
            report_id=self._record.report.id,
            time=time.id,
            start=start,
            end=end,
            words=self._quote(start, end),
            type=time.type,
            value=time.value,
            mod=time.mod,
            name=_name(time, closing),
            precision=time.precision,
            earliest=bounds[0] if bounds and side is None else time.earliest,
            latest=bounds[1] if bounds and side is None else time.latest,
            side=side,
            zone=time.zone,
            anchor=time.anchor,
            anchor_words=self._name_anchor(time),
            lane=lane,
            said=said,
            told_by=self._name(teller) if teller is not None else None,
            dates=self._quote(time.dates.start, time.dates.end) if time.dates is not None else None,
            sentence=self._find_sentence(start),
            candidates=tuple(map(_make_option, time.candidates)),
            range=closing,
            why=None if bounds and lane != "other" else self._explain(time, lane),
            happened=tuple(map(self._tell, self._events.get(time.id, ()))),
        )

    def _quote(self, start: int, end: int) -> str:
        return " ".join(self._text[start : min(end, start + _LONGEST)].split())

    def _name(self, claim: Claim) -> Statement:
        entity = self._entities.get(claim.speaker or "")
        source, cue = claim.source, claim.cue
        words = self._quote(source.start, source.end) if source is not None else ""
        speaker = " ".join(entity.name[:_LONGEST].split()) if entity is not None else words
        return Statement(claim.id, speaker, self._quote(cue.start, cue.end) if cue is not None else None)

    def _tell(self, event: Event) -> Happening:
        words = self._quote(event.trigger.start, event.trigger.end)
        return Happening(event.id, event.type, event.mode, words, event.realis)

    def _name_anchor(self, time: Time) -> str | None:
        if time.anchor is None:
            return None
        if time.anchor == "published":
            return self._record.report.published
        anchor = self._times.get(time.anchor)
        return self._quote(*_hold(anchor, len(self._text))) if anchor is not None else None

    def _close(self, time: Time) -> Closing | None:
        end = self._times.get(time.range_end or "")
        if end is None or end.id == time.id:
            return None
        return Closing(end.id, self._quote(*_hold(end, len(self._text))), end.value, end.latest)

    def _find_sentence(self, start: int) -> Span | None:
        at = bisect_right(self._starts, start) - 1
        return self._sentences[at] if at >= 0 and start < self._sentences[at].end else None

    def _explain(self, time: Time, lane: Lane) -> str:
        """Why a time has no place in the order."""
        if time.type == "DURATION":
            return "a length of time, not a date"
        if time.type == "SET":
            return "a repetition, not one date"
        if lane == "other":
            return "vague: the words name no date"
        if time.value is None and self._record.report.published is None:
            return "the report gives no date of publication to count from"
        if time.value is None:
            return "what it counts from is not known"
        return "the value is no date of the calendar"


def find_tellers(claims: Sequence[Claim], spans: Sequence[Span]) -> Mapping[Span, Claim]:
    """For each span the innermost claim whose content holds it; spans in the report's own voice are left out."""
    contents = sorted(
        ((piece, number) for number, claim in enumerate(claims) for piece in claim.content),
        key=lambda pair: (pair[0].start, -pair[0].end, pair[1]),
    )
    found: dict[Span, Claim] = {}
    opened: list[tuple[Span, int]] = []
    at = 0
    for span in sorted(set(spans)):
        while at < len(contents) and contents[at][0].start <= span.start:
            opened.append(contents[at])
            at += 1
        opened = [pair for pair in opened if pair[0].end > span.start][-_DEEPEST:]
        around = [pair for pair in opened if pair[0].end >= span.end]
        if around:
            found[span] = claims[min(around, key=lambda pair: (len(pair[0]), -pair[1]))[1]]
    return found


def _hold(time: Time, length: int) -> tuple[int, int]:
    """The characters of a time, held inside the text."""
    start = min(max(time.start, 0), length)
    return start, min(max(time.end, start), length)


def _choose_lane(time: Time, *, said: bool) -> Lane:
    if said:
        return "said"
    vague = time.precision == "vague" or (time.value or "").endswith("_REF")
    return "other" if time.type in ("DURATION", "SET") or vague else "happened"


def _choose_side(time: Time) -> Side | None:
    """On which side of its value an open time lies."""
    return _SIDES.get(time.mod or "") if time.earliest is None or time.latest is None else None


def _bound(time: Time, closing: Closing | None) -> tuple[str, str] | None:
    """First and last day or minute, of a range to the end of its last time."""
    if time.type in ("DURATION", "SET"):
        return None
    interval = find_interval(time.value or "")
    earliest = time.earliest or (interval.earliest if interval else None)
    latest = time.latest or (interval.latest if interval else None)
    if closing is not None and read_bounds(earliest, closing.latest) is not None:
        latest = closing.latest
    if earliest is None or latest is None or read_bounds(earliest, latest) is None:
        return None
    return earliest, latest


def _name(time: Time, closing: Closing | None) -> str:
    name = name_value(time.value, mod=time.mod, zone=time.zone)
    return f"{name} to {name_value(closing.value)}" if closing is not None and closing.value is not None else name


def _make_option(candidate: TimeCandidate) -> Option:
    interval = find_interval(candidate.value)
    return Option(
        candidate.value,
        name_value(candidate.value),
        interval.earliest if interval is not None else None,
        interval.latest if interval is not None else None,
        candidate.anchor,
        candidate.reason,
    )
