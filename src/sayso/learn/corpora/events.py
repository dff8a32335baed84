"""Gold events: the project's own TOML files (bench/gold/events/README.md) and the PLOVER gold standard records."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from sayso.errors import SaysoError
from sayso.learn.corpora.quoting import NotFoundError, choose_nearest, find_candidates
from sayso.model import Realis, Span, TollKind

_OLD_TYPES = {"DEMAND": "REQUEST", "FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
_OLD_CODES = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}
_OPENING = re.compile(r"[({](SRC/TAR|TAR/SRC|SRC/LOC|TAR/LOC|LOC/SRC|LOC/TAR|SRC|TAR|EVT|LOC)\s*:\s*")


class GoldToll(msgspec.Struct, frozen=True):
    """A count of people, as gold has it."""

    kind: TollKind
    words: Span
    low: int | None
    high: int | None
    who: Span | None


class GoldEvent(msgspec.Struct, frozen=True):
    """An event with its spans (code points). ``triggers`` are several where the gold marks its words in pieces."""

    triggers: tuple[Span, ...]
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    time: Span | None = None
    place: Span | None = None
    realis: Realis = "actual"
    asserted: Span | None = None
    tolls: tuple[GoldToll, ...] = ()


class GoldActor(msgspec.Struct, frozen=True):
    """An actor of a PLOVER record: words, country or organisation code, sector."""

    words: str
    code: str
    sector: str | None


class EventReport(msgspec.Struct, frozen=True):
    """A text with all its events. ``kind`` is passage, single, near-miss, or plover for a PLOVER record.

    A PLOVER record has one event, and the actors with their codes in ``sources`` and ``targets``. Of a ``brief`` text
    nothing but triggers with their types, modes and realis is marked.
    """

    id: str
    kind: str
    text: str
    events: tuple[GoldEvent, ...]
    published: str | None = None
    near_miss: str | None = None
    file: str = ""
    sources: tuple[GoldActor, ...] = ()
    targets: tuple[GoldActor, ...] = ()
    brief: bool = False


class _Toll(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: TollKind
    words: str
    low: int | None = None
    high: int | None = None
    who: str | None = None


class _Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    trigger: str
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    time: str | None = None
    place: str | None = None
    realis: Realis = "actual"
    asserted: str | None = None
    tolls: tuple[_Toll, ...] = ()


class _Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    kind: str
    text: str
    near_miss: str | None = None
    published: str | None = None
    country: str | None = None
    register: str | None = None
    topic: str | None = None
    events: tuple[dict[str, Any], ...] = ()


class Inspected(msgspec.Struct, frozen=True):
    """What could be read of a file, and what is wrong with it, one line each."""

    reports: tuple[EventReport, ...]
    problems: tuple[str, ...]


def read_events(folder: Path) -> list[EventReport]:
    """All reports of the TOML files in a folder, by file name. Raises SaysoError (SAY-603) where one is wrong."""
    found: list[EventReport] = []
    for path in sorted(folder.glob("*.toml")):
        inspected = inspect_events(path)
        if inspected.problems:
            raise SaysoError("SAY-603", reason=f"{path.name}: {inspected.problems[0]}")
        found += inspected.reports
    return found


def inspect_events(path: Path, *, types: Mapping[str, Sequence[str]] | None = None) -> Inspected:
    """The reports of one file as far as they can be read, and every fault.

    ``types`` gives the modes of each type; where it is given, types and modes are checked against it.
    """
    try:
        tables = tomllib.loads(path.read_text("utf-8")).get("reports", [])
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return Inspected((), (str(error),))
    problems: list[str] = []
    reports = [_place_report(table, path.stem, problems, types) for table in tables]
    if not tables:
        problems.append("there is no [[reports]]")
    return Inspected(tuple(report for report in reports if report is not None), tuple(problems))


def _place_report(
    table: dict[str, Any], file: str, problems: list[str], types: Mapping[str, Sequence[str]] | None
) -> EventReport | None:
    name = str(table.get("id", "without id"))
    try:
        raw = msgspec.convert(table, _Report)
    except msgspec.ValidationError as error:
        problems.append(f"{name}: {error}")
        return None
    events = []
    for number, event in enumerate(raw.events, start=1):
        where = f"{name}, event {number}"
        try:
            quoted = msgspec.convert(event, _Event)
            events.append(_place_event(raw.text, quoted))
        except (msgspec.ValidationError, NotFoundError) as error:
            problems.append(f"{where} ({event.get('trigger')}): {error}")
            continue
        problems += [f"{where} ({quoted.trigger}): {p}" for p in _check_type(quoted, types)]
    if raw.kind == "near-miss" and events:
        problems.append(f"{name}: a near-miss has no event")
    return EventReport(raw.id, raw.kind, raw.text, tuple(events), raw.published, raw.near_miss, file)


def _check_type(event: _Event, types: Mapping[str, Sequence[str]] | None) -> Iterator[str]:
    if types is None:
        return
    if event.type not in types:
        yield f"{event.type} is no type"
    elif event.mode is not None and event.mode not in types[event.type]:
        yield f"{event.mode} is no mode of {event.type}"


def _place_event(text: str, event: _Event) -> GoldEvent:
    trigger = find_candidates(text, event.trigger)[0]

    def place(words: str | None) -> Span | None:
        return None if words is None else choose_nearest(find_candidates(text, words), trigger)

    def place_all(words: Sequence[str]) -> tuple[Span, ...]:
        return tuple(choose_nearest(find_candidates(text, each), trigger) for each in words)

    tolls = []
    for toll in event.tolls:
        words = choose_nearest(find_candidates(text, toll.words), trigger)
        who = None if toll.who is None else choose_nearest(find_candidates(text, toll.who), words)
        tolls.append(GoldToll(toll.kind, words, toll.low, toll.high, who))
    return GoldEvent(
        triggers=(trigger,),
        type=event.type,
        mode=event.mode,
        contexts=event.contexts,
        actors=place_all(event.actors),
        recipients=place_all(event.recipients),
        time=place(event.time),
        place=place(event.place),
        realis=event.realis,
        asserted=place(event.asserted),
        tolls=tuple(tolls),
    )


def read_plover(path: Path) -> list[EventReport]:
    """The PLOVER gold standard records, with names of types and codes brought up to date.

    The text is that of the record's markup without its brackets. Records of old types that are two of the new ones
    are mapped as the codebook's aliases say. Raises SaysoError (SAY-601) where a line is none.
    """
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            record = msgspec.json.decode(line)
            if record["event"] != "DOCUMENT":
                found.append(_convert_plover(record))
        except (msgspec.DecodeError, KeyError, TypeError) as error:
            raise SaysoError("SAY-601", path=path, line=number, reason=str(error), format="PLOVER") from error
    return found


def _convert_plover(record: dict[str, Any]) -> EventReport:
    info = record["textInfo"]
    text, spans = strip_markup(info["markup"] if isinstance(info, dict) else info)
    triggers = tuple(span for tag, span in spans if tag == "EVT")
    event = GoldEvent(
        triggers=triggers,
        type=_OLD_TYPES.get(record["event"], record["event"]),
        actors=tuple(span for tag, span in spans if "SRC" in tag),
        recipients=tuple(span for tag, span in spans if "TAR" in tag),
    )
    return EventReport(
        record["id"],
        "plover",
        text,
        (event,),
        sources=_read_actors(record.get("source")),
        targets=_read_actors(record.get("target")),
    )


def _read_actors(actors: object) -> tuple[GoldActor, ...]:
    found = []
    for actor in actors if isinstance(actors, list) else []:
        if isinstance(actor, dict) and actor.get("code"):
            code = str(actor["code"])
            found.append(GoldActor(str(actor.get("actorText", "")), _OLD_CODES.get(code, code), actor.get("sector")))
    return tuple(found)


def strip_markup(markup: str) -> tuple[str, list[tuple[str, Span]]]:
    """The text without "(TAG: words)" brackets, and the tagged spans in it. Other brackets stay."""
    text: list[str] = []
    open_tags: list[tuple[str, int]] = []
    spans: list[tuple[str, Span]] = []
    at = 0
    while at < len(markup):
        opening = _OPENING.match(markup, at)
        if opening:
            open_tags.append((opening[1], len(text)))
            at = opening.end()
            continue
        letter = markup[at]
        at += 1
        if letter == "(":
            open_tags.append(("", len(text)))
        elif letter in ")}" and open_tags:
            tag, start = open_tags.pop()
            if tag:
                spans.append((tag, Span(start, len(text))))
                continue
        text.append(letter)
    return "".join(text), sorted(spans, key=lambda pair: (pair[1].start, pair[1].end))
