"""Small desks of records made by hand: reports with their events, tolls, times, places and claims by their words."""

from __future__ import annotations

from typing import Any

from sayso.model import (
    Claim,
    Entity,
    Event,
    LooseToll,
    Participant,
    Place,
    Realis,
    Record,
    Report,
    Span,
    Stance,
    Time,
    Toll,
    TollKind,
    hash_text,
    make_id,
)

TOWNS: dict[str, tuple[float, float, str, str]] = {
    "Kasolo": (-1.5, 30.2, "CD", "Lomba"),
    "Moreni": (44.9, 25.6, "RO", "Dalva"),
    "Tavira Sul": (-1.9, 30.6, "CD", "Lomba"),
}


class Draft:
    """A report whose parts are named by their words; ``make`` gives the record."""

    def __init__(self, name: str, text: str, *, published: str = "2024-05-03", outlet: str = "Quay Post") -> None:
        self.name, self.text, self.published, self.outlet = name, text, published, outlet
        self.events: list[Event] = []
        self.tolls: list[LooseToll] = []
        self.times: list[Time] = []
        self.places: list[Place] = []
        self.claims: list[Claim] = []
        self.entities: list[Entity] = []

    def find(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def time(self, words: str, first: str, last: str | None = None) -> str:
        span = self.find(words)
        name = f"t{len(self.times)}"
        precision: Any = "day" if last is None else "week"
        self.times.append(
            Time(name, span.start, span.end, "DATE", first, precision=precision, earliest=first, latest=last or first)
        )
        return name

    def place(self, words: str, *, country: str | None = None) -> str:
        span, name = self.find(words), f"p{len(self.places)}"
        if country is not None:
            place = Place(
                name, span.start, span.end, words, None, 0.0, 25.0, country, "A.PCLI", "country", radius_km=900.0
            )
        elif words in TOWNS:
            north, east, land, part = TOWNS[words]
            place = Place(
                name, span.start, span.end, words, None, north, east, land, "P.PPL", "town",
                entry=f"town-{words}", resolved_name=words, admin1=part, radius_km=5.0,
            )  # fmt: skip
        else:
            place = Place(name, span.start, span.end, words)
        self.places.append(place)
        return name

    def claim(
        self, source: str | None, cue: str, content: str, *, said: str | None = None, stance: Stance | None = None
    ) -> str:
        name = f"c{len(self.claims)}"
        where = self.find(source) if source is not None else None
        self.claims.append(
            Claim(name, where, self.find(cue), (self.find(content),), "indirect", said=said, stance=stance)
        )
        return name

    def event(
        self,
        trigger: str,
        kind: str = "ASSAULT",
        *,
        mode: str | None = None,
        time: str | None = None,
        place: str | None = None,
        claim: str | None = None,
        realis: Realis = "actual",
        actors: tuple[str, ...] = (),
        recipients: tuple[str, ...] = (),
        tolls: tuple[Toll, ...] = (),
    ) -> str:
        name = make_id("event", self.name, trigger, str(len(self.events)))
        self.events.append(
            Event(
                name, self.find(trigger), kind, mode, (), self._people(actors), self._people(recipients), time, place,
                tolls, realis, claim, confidence=0.8,
            )
        )  # fmt: skip
        return name

    def _people(self, words: tuple[str, ...]) -> tuple[Participant, ...]:
        spans = [self.find(word) for word in words]
        return tuple(Participant(span.start, span.end) for span in spans)

    def count(
        self, words: str, low: int | None, high: int | None, *, kind: TollKind = "killed", who: str | None = None
    ) -> Toll:
        return Toll(kind, low, high, self.find(words), self.find(who) if who is not None else None)

    def toll(
        self, words: str, low: int | None, high: int | None, *, kind: TollKind = "killed", who: str | None = None,
        time: str | None = None, place: str | None = None, claim: str | None = None,
    ) -> str:  # fmt: skip
        name = make_id("toll", self.name, words)
        told = self.count(words, low, high, kind=kind, who=who)
        self.tolls.append(LooseToll(name, kind, low, high, told.words, told.who, time, place, "actual", claim))
        return name

    def make(self) -> Record:
        report = Report(self.name, hash_text(self.text), None, self.outlet, None, None, self.published, "en", self.text)
        return Record(
            "0", report, tuple(self.entities), tuple(self.times), tuple(self.places), tuple(self.claims),
            tuple(self.events), tuple(self.tolls),
        )  # fmt: skip
