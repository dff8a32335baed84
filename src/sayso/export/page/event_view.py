"""The events of a record as the page shows them: numbered in text order, with every span held inside the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

import msgspec

from sayso.linking.sentences import split_sentences
from sayso.model import Claim, Event, Participant, Record, Span

_AROUND = 200  # characters on each side of a trigger that a card quotes at most


class EventView(msgspec.Struct, frozen=True):
    """An event as the page shows it.

    ``number`` counts from 1 in text order; ``trigger`` is None where it has no character of the text; ``quoted`` is its
    sentence, or as much of it as a card shows; ``actors`` and ``recipients`` are those with characters of the text;
    ``time`` and ``place`` are numbers of the report's times and places, ``claim`` that of the claim that asserts it,
    None for the report's own voice; ``speaker`` is who makes that claim, "" where it names no source.
    """

    number: int
    event: Event
    trigger: Span | None
    quoted: Span | None
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    time: int | None
    place: int | None
    claim: int | None
    speaker: str


def view_events(record: Record, claims: Mapping[str, int]) -> tuple[EventView, ...]:
    """The events of a record in text order; ``claims`` gives the numbers of claims by their ids."""
    if not record.events:
        return ()
    text = record.report.text
    viewer = _Viewer(record, claims)
    order = sorted(record.events, key=lambda event: (event.trigger.start, event.trigger.end, event.type, event.id))
    sentences = list(split_sentences(text, record.report.language))
    starts = [sentence.start for sentence in sentences]
    found = []
    for number, event in enumerate(order, start=1):
        at = bisect_right(starts, event.trigger.start)
        found.append(viewer.view(event, number, sentences[at - 1] if at else None))
    return tuple(found)


class _Viewer:
    def __init__(self, record: Record, claims: Mapping[str, int]) -> None:
        self._text, self._numbers = record.report.text, claims
        self._claims = {claim.id: claim for claim in record.claims}
        self._names = {entity.id: entity.name for entity in record.entities}
        self._times = {time.id: number for number, time in enumerate(record.times, start=1)}
        self._places = {place.id: number for number, place in enumerate(record.places, start=1)}

    def view(self, event: Event, number: int, sentence: Span | None) -> EventView:
        trigger = self._clip(event.trigger.start, event.trigger.end)
        claim = self._claims.get(event.asserted_by or "")
        return EventView(
            number=number,
            event=event,
            trigger=trigger,
            quoted=_narrow(sentence, trigger) if sentence is not None and trigger is not None else None,
            actors=tuple(party for party in event.actors if self._clip(party.start, party.end)),
            recipients=tuple(party for party in event.recipients if self._clip(party.start, party.end)),
            time=self._times.get(event.time or ""),
            place=self._places.get(event.place or ""),
            claim=self._numbers.get(claim.id) if claim is not None else None,
            speaker=self._name(claim) if claim is not None else "",
        )

    def _clip(self, start: int, end: int) -> Span | None:
        held = min(end, len(self._text))
        return Span(start, held) if 0 <= start < held else None

    def _name(self, claim: Claim) -> str:
        words = claim.source.text(self._text) if claim.source is not None else ""
        return self._names.get(claim.speaker or "") or words


def _narrow(sentence: Span, trigger: Span) -> Span:
    """The sentence, cut where it goes on long before or behind the trigger."""
    start = max(sentence.start, trigger.start - _AROUND)
    return Span(min(start, trigger.start), max(min(sentence.end, trigger.end + _AROUND), trigger.end))
