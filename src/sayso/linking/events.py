"""The events of reports as rows, from records alone: every value with its words, and whose word it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

import msgspec

from sayso.linking.rules import Counted, RulePack, count_toll
from sayso.linking.sentences import split_sentences
from sayso.model import Claim, Event, LooseToll, Participant, Place, Realis, Record, Span, Time, Toll, TollKind

_LONGEST = 300
_LONGEST_CONTEXT = 2000  # of a sentence; of a longer one as much on both sides of the trigger


class Quoted(msgspec.Struct, frozen=True):
    """Characters of a report and the words there, blanks as one, cut to 300 code points."""

    start: int
    end: int
    words: str


class Party(Quoted, frozen=True):
    """An actor or recipient; ``name`` is that of its entity."""

    entity: str | None
    name: str | None
    codes: tuple[str, ...]
    sectors: tuple[str, ...]


class When(Quoted, frozen=True):
    """The time of an event: value, first and last day or minute, precision."""

    id: str
    value: str | None
    earliest: str | None
    latest: str | None
    precision: str | None


class Where(Quoted, frozen=True):
    """The place of an event, as far as it is resolved."""

    id: str
    name: str | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None


class Count(msgspec.Struct, frozen=True, omit_defaults=True):
    """A toll with its words; ``counted`` is what a rule pack makes of them, left out where none is applied."""

    kind: TollKind
    low: int | None
    high: int | None
    words: Quoted
    who: Quoted | None
    counted: Counted | None = None


class Teller(msgspec.Struct, frozen=True):
    """The claim that asserts an event: its speaker, or the words of its source, "" for none; and its cue."""

    claim: str
    speaker: str
    cue: str | None


class EventRow(msgspec.Struct, frozen=True):
    """An event of a report.

    ``report`` counts from 0; ``asserted_by`` None is the report's own voice; ``times`` and ``places`` are ids of all
    that may be meant; ``sentence`` counts from 1, ``context`` is that sentence, or
    as much of it as stands near the trigger; ``rules`` the pack applied to tolls.
    """

    report: int
    report_id: str
    text_sha256: str
    event: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    trigger: Quoted
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    time: When | None
    times: tuple[str, ...]
    place: Where | None
    places: tuple[str, ...]
    tolls: tuple[Count, ...]
    realis: Realis
    asserted_by: Teller | None
    sentence: int | None
    context: Quoted | None
    codebook: str | None
    confidence: float | None
    rules: str | None = None


class LooseRow(msgspec.Struct, frozen=True):
    """A toll that hangs on no event, with its time, its place, and whose word it is."""

    toll: Count
    time: When | None
    place: Where | None
    realis: Realis
    asserted_by: Teller | None


def make_event_rows(records: Iterable[Record], *, rules: RulePack | None = None) -> Iterator[EventRow]:
    """A row for each event, in the order of reports and text; ``rules`` are applied to the tolls."""
    for number, record in enumerate(records):
        rows = _Rows(record, number, rules)
        yield from (rows.make(event) for event in record.events)


def make_loose_rows(record: Record, *, rules: RulePack | None = None) -> list[LooseRow]:
    """A row for each toll that hangs on no event, in text order; without those of kinds that ``rules`` leave out."""
    rows = _Rows(record, 0, rules)
    return [row for toll in record.tolls if (row := rows.make_loose(toll)) is not None]


def name_book(event: Event) -> str | None:
    """Name and version of the codebook that an event was coded by, as its ``by`` tells; None where it does not."""
    _, mark, book = (event.by.method if event.by is not None else "").rpartition("; ")
    return book if mark else None


def _narrow(sentence: Span, trigger: Span) -> Span:
    """The sentence; of a long one what stands around the trigger."""
    if len(sentence) <= _LONGEST_CONTEXT:
        return sentence
    start = min(max(sentence.start, trigger.start - _LONGEST_CONTEXT // 2), sentence.end)
    return Span(start, min(sentence.end, start + _LONGEST_CONTEXT))


class _Rows:
    """What all events of one record share."""

    def __init__(self, record: Record, number: int, rules: RulePack | None) -> None:
        self._record, self._number, self._rules = record, number, rules
        self._text = record.report.text
        self._names = {entity.id: entity.name for entity in record.entities}
        self._times = {time.id: time for time in record.times}
        self._places = {place.id: place for place in record.places}
        self._claims = {claim.id: claim for claim in record.claims}
        self._sentences = list(split_sentences(self._text, record.report.language)) if record.events else []
        self._starts = [sentence.start for sentence in self._sentences]

    def make(self, event: Event) -> EventRow:
        sentence = bisect_right(self._starts, event.trigger.start)
        context = _narrow(self._sentences[sentence - 1], event.trigger) if sentence else None
        time, place = self._times.get(event.time or ""), self._places.get(event.place or "")
        teller = self._claims.get(event.asserted_by or "")
        return EventRow(
            report=self._number,
            report_id=self._record.report.id,
            text_sha256=self._record.report.text_sha256,
            event=event.id,
            type=event.type,
            mode=event.mode,
            contexts=event.contexts,
            trigger=self._quote(event.trigger),
            actors=tuple(map(self._name, event.actors)),
            recipients=tuple(map(self._name, event.recipients)),
            time=self._date(time) if time is not None else None,
            times=event.times,
            place=self._locate(place) if place is not None else None,
            places=event.places,
            tolls=tuple(self._count(event.tolls)),
            realis=event.realis,
            asserted_by=self._tell(teller) if teller is not None else None,
            sentence=sentence or None,
            context=self._quote(context) if context is not None else None,
            codebook=name_book(event),
            confidence=event.confidence,
            rules=self._rules.title if self._rules is not None else None,
        )

    def make_loose(self, loose: LooseToll) -> LooseRow | None:
        """The row of a toll that hangs on no event; None where the rules leave it out."""
        toll = Toll(loose.kind, loose.low, loose.high, loose.words, loose.who)
        counted = next(self._count([toll]), None)
        time, place = self._times.get(loose.time or ""), self._places.get(loose.place or "")
        teller = self._claims.get(loose.asserted_by or "")
        if counted is None:
            return None
        return LooseRow(
            toll=counted,
            time=self._date(time) if time is not None else None,
            place=self._locate(place) if place is not None else None,
            realis=loose.realis,
            asserted_by=self._tell(teller) if teller is not None else None,
        )

    def _words(self, start: int, end: int) -> str:
        return " ".join(self._text[max(start, 0) : min(max(end, 0), max(start, 0) + _LONGEST)].split())

    def _quote(self, span: Span) -> Quoted:
        return Quoted(span.start, span.end, self._words(span.start, span.end))

    def _name(self, party: Participant) -> Party:
        words = self._words(party.start, party.end)
        name = self._names.get(party.entity or "")
        return Party(party.start, party.end, words, party.entity, name, party.codes, party.sectors)

    def _date(self, time: Time) -> When:
        words = self._words(time.start, time.end)
        return When(time.start, time.end, words, time.id, time.value, time.earliest, time.latest, time.precision)

    def _locate(self, place: Place) -> Where:
        return Where(
            place.start,
            place.end,
            self._words(place.start, place.end),
            place.id,
            place.resolved_name,
            place.country,
            place.admin1,
            place.latitude,
            place.longitude,
            place.precision,
        )

    def _count(self, tolls: Iterable[Toll]) -> Iterator[Count]:
        for toll in tolls:
            words = self._quote(toll.words)
            counted = None
            if self._rules is not None:
                if toll.kind in self._rules.leave_out:
                    continue
                counted = count_toll(toll, words.words, self._rules)
            who = self._quote(toll.who) if toll.who is not None else None
            yield Count(toll.kind, toll.low, toll.high, words, who, counted)

    def _tell(self, claim: Claim) -> Teller:
        source, cue = claim.source, claim.cue
        name = self._names.get(claim.speaker or "") or (self._words(source.start, source.end) if source else "")
        return Teller(claim.id, " ".join(name[:_LONGEST].split()), self._words(cue.start, cue.end) if cue else None)
