"""Records as a faultless reader would give them, made from what is known of each token.

They hold what links are found by: events at the words that name the happening, figures, claims with the one who makes
them, days, towns. Coordinates of towns are invented: they only tell towns apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from zlib import crc32

from bench.testbed.drafts import Draft, Sent
from bench.testbed.frames import Tok
from bench.testbed.truth import Made
from bench.testbed.world import Happening, Told
from sayso import __version__
from sayso.model import (
    Claim,
    Entity,
    EntityKind,
    Event,
    LooseToll,
    Participant,
    Place,
    Realis,
    Record,
    Report,
    SourceKind,
    Span,
    Time,
    Toll,
    hash_text,
    make_id,
    make_span_id,
)

_SHORTEST = 3
_SECTORS = {
    "COP": frozenset({"police", "squad"}),
    "CRM": frozenset({"gang", "gangs", "deserter"}),
    "CVL": frozenset({"supporters", "youths", "provocateurs", "outsiders", "agitators", "watch", "men"}),
    "LAB": frozenset({"union", "federation"}),
    "MIL": frozenset({"guard", "unit"}),
    "REB": frozenset({"front", "army", "movement", "brigade", "militia", "resistance", "union", "sons", "splinter"}),
}
_KINDS = {
    "army": "military_police",
    "police": "military_police",
    "coast-guard": "military_police",
    "prosecutor": "court",
    "hospital": "expert",
    "union": "civil_society",
    "organisers": "civil_society",
    "rights-group": "civil_society",
    "red-lantern": "civil_society",
    "company": "company",
    "mayor": "official",
    "elder": "witness_resident",
    "witness": "witness_resident",
    "unnamed": "unnamed",
}
"""Kinds of source by party; the other bodies are organs of the state."""
_Setting = tuple[str | None, str | None, str | None]
_Places = Mapping[int, tuple[int, int]]


class IdealMaker:
    """Makes the records of drafts; ``told`` and ``happenings`` are those of their collection."""

    def __init__(
        self, happenings: Sequence[Happening], told: Sequence[Told], garbled: Mapping[str, tuple[str, int]]
    ) -> None:
        self.happenings = {h.id: h for h in happenings}
        self.names = {v.party.key: v.name for h in happenings for v in h.voices if v.party.role == "person"}
        self.tolls = {t.id: (t.kind, t.low, t.high) for t in told}
        self.tolls |= {name: (self.tolls[of][0], number, number) for name, (of, number) in garbled.items()}

    def make(self, draft: Draft, made: Made, places: _Places) -> Record:
        """The record of the report that the draft became."""
        report = Report(
            made.id, hash_text(made.text), made.url, made.outlet, made.title, None, made.published, "en", made.text
        )
        return _Scribe(self, report, places).write(draft)


class _Scribe:
    """Writes down one report."""

    def __init__(self, maker: IdealMaker, report: Report, places: _Places) -> None:
        self.maker, self.report, self.at = maker, report, places
        self.events: list[Event] = []
        self.tolls: list[LooseToll] = []
        self.claims: list[Claim] = []
        self.times: list[Time] = []
        self.towns: list[Place] = []
        self.mentions: dict[str, list[Span]] = {}
        self.days: dict[str, str] = {}
        self.scenes: dict[str, str] = {}

    def write(self, draft: Draft) -> Record:
        """The record of the report."""
        for sent in draft.sents:
            self.note_setting(sent)
        for sent in draft.sents:
            claim = self.add_claims(sent)
            if sent.incidents:
                self.add_happening(sent, self.maker.happenings[sent.incidents[0]], claim)
        return Record(
            sayso=__version__,
            report=self.report,
            entities=tuple(self.list_entities()),
            times=tuple(self.times),
            places=tuple(self.towns),
            claims=tuple(self.claims),
            events=tuple(self.events),
            tolls=tuple(self.tolls),
        )

    def span(self, toks: Sequence[Tok]) -> Span:
        return Span(self.at[toks[0].uid][0], self.at[toks[-1].uid][1])

    def name(self, kind: str, *spans: Span) -> str:
        return make_span_id(kind, self.report.text_sha256, *spans)

    # --- claims

    def add_claims(self, sent: Sent) -> str | None:
        """The claims of a sentence, outermost first; the id of the innermost, None where nobody says it."""
        parent: str | None = None
        for kind in ("A", "S"):
            found = list(_cut(sent.toks, kind))
            if found and any("c" in tok.tags for tok in sent.toks):
                parent = self.add_claim(sent, found[0][0], found[0][1], parent) or parent
        return parent

    def add_claim(self, sent: Sent, party: str, source: list[Tok], parent: str | None) -> str | None:
        content = tuple(self.list_content(sent.toks))
        if not content:
            return None
        words = source[:-1] if source[-1].text == "," else source
        cue = next(tok for tok in sent.toks if "c" in tok.tags)
        span = self.span(words)
        hedges = tuple(self.span(run) for run in _cut_tag(sent.toks, "h"))
        denies = any(tok.has("d") for tok in sent.toks) and not any(tok.has("d") and tok.has("f") for tok in sent.toks)
        self.mentions.setdefault(party, []).append(span)
        name = self.name("claim", span, *content)
        self.claims.append(
            Claim(
                name, span, self.span([cue]), content, "indirect", speaker=self.name_entity(party), hedges=hedges,
                parent=parent, source_kind=_find_kind(party), stance="denial" if denies else None, confidence=1.0,
            )
        )  # fmt: skip
        return name

    def list_content(self, toks: Sequence[Tok]) -> Iterator[Span]:
        """Runs of words that are neither source nor cue: of three words, or with a name of the doers or the people."""
        for inside, run in groupby(toks, lambda tok: not (tok.has("S") or tok.has("A") or "c" in tok.tags)):
            kept = [tok for tok in run if tok.text[0].isalnum()]
            if inside and (len(kept) >= _SHORTEST or any(tok.has("a") or tok.has("l") for tok in kept)):
                yield self.span(kept)

    def name_entity(self, party: str) -> str:
        return make_id("entity", self.report.text_sha256, party)

    def list_entities(self) -> Iterator[Entity]:
        for party, spans in self.mentions.items():
            body = party.split(":")[0]
            text = spans[0].text(self.report.text)
            kind: EntityKind = "person" if body in ("witness", "mayor", "elder") else "organisation"
            shown = text if kind == "person" or ":" not in party else body.replace("-", " ")
            name = self.maker.names.get(party, "")
            shown = name if any(name in span.text(self.report.text) for span in spans) and name else shown
            yield Entity(self.name_entity(party), shown, kind, tuple(spans), confidence=1.0)

    # --- what happened

    def note_setting(self, sent: Sent) -> None:
        """Days and towns of a sentence; the first of a happening hold for all that the report tells of it."""
        for incident in sent.incidents[:1]:
            for value, run in _cut(sent.toks, "w"):
                self.days.setdefault(incident, self.add_time(value, run))
            for _, run in _cut(sent.toks, "p"):
                self.scenes.setdefault(incident, self.add_place(run, self.maker.happenings[incident]))

    def add_happening(self, sent: Sent, happening: Happening, claim: str | None) -> None:
        when = [self.name("time", self.span(run)) for _, run in _cut(sent.toks, "w")]
        where = [self.name("place", self.name_town(run, happening)) for _, run in _cut(sent.toks, "p")]
        day, scene = self.days.get(happening.id), self.scenes.get(happening.id)
        setting = (when[0] if when else day, where[0] if where else scene, claim)
        figures = [(name, self.span(run)) for name, run in _cut(sent.toks, "f") if name in self.maker.tolls]
        triggers = [self.span(run) for run in _cut_tag(sent.toks, "t")]
        if triggers and happening.kind.type:
            tolls = tuple(
                Toll(*self.maker.tolls[name], words=span, who=self.find_who(sent, span)) for name, span in figures
            )
            actors = tuple(self.make_actor(run) for _, run in _cut(sent.toks, "a"))
            for number, trigger in enumerate(triggers):
                given = tolls if number == 0 else ()
                self.add_event(trigger, happening, setting, given, actors, _find_realis(sent))
        else:
            for name, span in figures:
                self.add_toll(name, span, setting, sent)

    def add_event(
        self,
        trigger: Span,
        happening: Happening,
        setting: _Setting,
        tolls: tuple[Toll, ...],
        actors: tuple[Participant, ...],
        realis: Realis,
    ) -> None:
        when, where, claim = setting
        name = self.name("event", trigger)
        kind = happening.kind.type
        self.events.append(
            Event(name, trigger, kind, None, (), actors, (), when, where, tolls, realis, claim, confidence=1.0)
        )

    def add_toll(self, statement: str, words: Span, setting: _Setting, sent: Sent) -> None:
        when, where, claim = setting
        kind, low, high = self.maker.tolls[statement]
        name, who, realis = self.name("toll", words), self.find_who(sent, words), _find_realis(sent)
        self.tolls.append(
            LooseToll(
                name, kind, low, high, words, who, when, where, realis, claim, self.span(sent.toks), confidence=1.0
            )
        )

    def find_who(self, sent: Sent, figure: Span) -> Span | None:
        """Whom a figure counts: the nearest words for people behind it, else before it."""
        runs = [self.span(run) for _, run in _cut(sent.toks, "o")]
        behind = [span for span in runs if span.start >= figure.end]
        return min(behind) if behind else max(runs, default=None)

    def make_actor(self, run: Sequence[Tok]) -> Participant:
        """A doer, with the sector of the codebook that its words stand for."""
        span = self.span(run)
        words = {tok.text.lower() for tok in run}
        return Participant(span.start, span.end, sectors=tuple(s for s, known in _SECTORS.items() if known & words))

    def add_time(self, day: str, run: list[Tok]) -> str:
        span = self.span(run)
        name = self.name("time", span)
        made = Time(
            name, span.start, span.end, "DATE", day, anchor="published", precision="day", earliest=day, latest=day
        )
        self.times.append(made)
        return name

    def name_town(self, run: list[Tok], happening: Happening) -> Span:
        """Where the town stands in the words for the place."""
        words = [tok for tok in run if tok.text in happening.town]
        return self.span(words or run)

    def add_place(self, run: list[Tok], happening: Happening) -> str:
        span = self.name_town(run, happening)
        name = self.name("place", span)
        number = crc32(happening.town.encode())
        latitude, longitude = (number % 1200) / 10 - 60, (number // 1200 % 3400) / 10 - 170
        place = Place(
            name, span.start, span.end, happening.town, number, latitude, longitude, happening.country.code,
            precision="town", entry=f"town:{happening.town}", resolved_name=happening.town, admin1=happening.region,
            radius_km=5.0, confidence=1.0,
        )  # fmt: skip
        self.towns.append(place)
        return name


def _find_kind(party: str) -> SourceKind:
    """The kind of source; ``party`` is a key, or the name of an outlet that is cited."""
    body, named, _ = party.partition(":")
    return SourceKind(_KINDS.get(body, "state_body") if named else "media", "known of the party")


def _find_realis(sent: Sent) -> Realis:
    if any(tok.has("d") for tok in sent.toks):
        return "denied"
    return "planned" if any("P" in tok.tags for tok in sent.toks) else "actual"


def _cut(toks: Sequence[Tok], kind: str) -> Iterator[tuple[str, list[Tok]]]:
    """Runs of tokens with one tag of a kind, and what it says."""
    for value, run in groupby(toks, lambda tok: tok.find(kind)):
        if value is not None:
            yield value, list(run)


def _cut_tag(toks: Sequence[Tok], tag: str) -> Iterator[list[Tok]]:
    for inside, run in groupby(toks, lambda tok: tag in tok.tags):
        if inside:
            yield list(run)
