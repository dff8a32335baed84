"""The record: what Sayso writes down about one report. Field names and meanings are a fixed public interface.

Unknown is ``None`` (``null``), absent is an empty tuple (``[]``). Struct order is field order in the JSON.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from sayso.model.span import Span

EntityKind = Literal["person", "organisation", "place", "group", "outlet", "other"]
Quotation = Literal["direct", "indirect", "mixed"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TollKind = Literal["killed", "injured", "arrested", "missing", "displaced", "crowd"]
Stance = Literal["denial", "refusal"]
DistancingKind = Literal["scare", "so-called"]
Realis = Literal["actual", "planned", "hypothetical", "denied", "historical"]
TimePrecision = Literal[
    "second",
    "minute",
    "hour",
    "part-of-day",
    "day",
    "weekend",
    "week",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
    "vague",
]
PlacePrecision = Literal["point", "town", "admin2", "admin1", "country", "region"]
PlaceUse = Literal["literal", "metonym", "demonym", "institution"]


class By(msgspec.Struct, frozen=True):
    """Who made a value: the stage, its version, and the rule or model that decided."""

    stage: str
    version: str
    method: str


class Report(msgspec.Struct, frozen=True):
    """One news item. ``text`` is exactly the decoded text; ``published`` an ISO date or date-time, or None."""

    id: str
    text_sha256: str
    uri: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    published: str | None
    language: str | None
    text: str
    encoding: str | None = None


class Role(msgspec.Struct, frozen=True):
    """A title or post that the text gives a person, and the organisation it belongs to."""

    title: str
    organisation: str | None
    span: Span


class Entity(msgspec.Struct, frozen=True):
    """Somebody or something named in the report, with every span that names it."""

    id: str
    name: str
    kind: EntityKind
    mentions: tuple[Span, ...]
    roles: tuple[Role, ...] = ()
    country: str | None = None
    by: By | None = None
    confidence: float | None = None


class TimeCandidate(msgspec.Struct, frozen=True):
    """One possible value of a time expression, the anchor that gives it, and why it may be meant."""

    value: str
    anchor: str | None
    reason: str | None = None


class Time(msgspec.Struct, frozen=True):
    """A time expression with its TIMEX3 value; ``anchor`` is "published", a time id, or None.

    ``earliest`` and ``latest`` are the first and last day or minute that the value allows (ISO 8601, both included);
    ``range_end`` is the id of the time that closes the range which this one opens; ``dates`` the word of what it dates.
    """

    id: str
    start: int
    end: int
    type: TimeType
    value: str | None
    mod: str | None = None
    anchor: str | None = None
    candidates: tuple[TimeCandidate, ...] = ()
    precision: TimePrecision | None = None
    earliest: str | None = None
    latest: str | None = None
    zone: str | None = None
    range_end: str | None = None
    dates: Span | None = None
    by: By | None = None
    confidence: float | None = None


class PlaceCandidate(msgspec.Struct, frozen=True):
    """One place that a toponym may refer to; ``entry`` is its key in the gazetteer."""

    geonameid: int | None
    name: str
    score: float
    reason: str
    entry: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    admin1: str | None = None
    feature: str | None = None


class Place(msgspec.Struct, frozen=True):
    """A toponym; coordinates are degrees (WGS 84), None where unresolved.

    ``use`` says whether the words speak of the place itself; only a literal place belongs on a map. ``radius_km`` is
    how far from the coordinates the thing spoken of may lie. ``reason`` says why this place was taken, or none.
    """

    id: str
    start: int
    end: int
    name: str
    geonameid: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    feature: str | None = None
    precision: PlacePrecision | None = None
    candidates: tuple[PlaceCandidate, ...] = ()
    use: PlaceUse = "literal"
    entry: str | None = None
    resolved_name: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    radius_km: float | None = None
    reason: str | None = None
    by: By | None = None
    confidence: float | None = None


class SourceKind(msgspec.Struct, frozen=True):
    """Kind of source: a ``code`` of the codebook, the ``reason`` in words, and the characters that decided."""

    code: str
    reason: str
    span: Span | None = None


class Claim(msgspec.Struct, frozen=True):
    """One attributed content: who (source), the word that signals it (cue), and what (content, maybe in pieces)."""

    id: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    quotation: Quotation
    speaker: str | None = None
    said: str | None = None
    channel: Span | None = None
    hedges: tuple[Span, ...] = ()
    parent: str | None = None
    source_kind: SourceKind | None = None
    stance: Stance | None = None
    antecedents: tuple[Span, ...] = ()
    by: By | None = None
    confidence: float | None = None


class Distancing(msgspec.Struct, frozen=True):
    """Words that the report keeps at arm's length; ``claim`` is the claim that they stand in, None in its own voice."""

    start: int
    end: int
    kind: DistancingKind
    claim: str | None = None


class Participant(msgspec.Struct, frozen=True):
    """An actor or recipient of an event: its span, and its entity where known.

    ``codes`` are countries (ISO 3166 alpha-3) or kinds of organisation (IGO, NGO ...), ``sectors`` those of the
    codebook (GOV, MIL ...); empty where the report does not tell.
    """

    start: int
    end: int
    entity: str | None = None
    codes: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()


class Toll(msgspec.Struct, frozen=True):
    """A count of people: ``low`` and ``high`` are None where the words set no bound."""

    kind: TollKind
    low: int | None
    high: int | None
    words: Span
    who: Span | None = None


class Event(msgspec.Struct, frozen=True):
    """One event coding at one place of the report (PLOVER type and mode).

    ``times`` and ``places`` are the ids of all times and places that it may have, the one taken first; empty where
    there is no doubt.
    """

    id: str
    trigger: Span
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    time: str | None
    place: str | None
    tolls: tuple[Toll, ...]
    realis: Realis
    asserted_by: str | None
    times: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    by: By | None = None
    confidence: float | None = None


class LooseToll(msgspec.Struct, frozen=True):
    """A toll that hangs on no event of the record: the dead of a flood, a figure that is only spoken of.

    ``sentence`` is the sentence around it; ``times`` and ``places`` as in an event.
    """

    id: str
    kind: TollKind
    low: int | None
    high: int | None
    words: Span
    who: Span | None
    time: str | None
    place: str | None
    realis: Realis
    asserted_by: str | None
    sentence: Span | None = None
    times: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    by: By | None = None
    confidence: float | None = None


class Issue(msgspec.Struct, frozen=True):
    """Something the reader of the record must know: a failed or skipped stage, an unclosed quotation, odd input."""

    code: str
    stage: str
    message: str
    span: Span | None = None


class Record(msgspec.Struct, frozen=True):
    """Everything written down about one report; ``sayso`` is the version that wrote it."""

    sayso: str
    report: Report
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    tolls: tuple[LooseToll, ...] = ()
    distancing: tuple[Distancing, ...] = ()
    issues: tuple[Issue, ...] = ()
