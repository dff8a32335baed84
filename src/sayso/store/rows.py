"""A record as rows: what of it is listed, counted and searched."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from sayso.model import Claim, Event, LooseToll, Record, Report, Time, cover
from sayso.store.base import Row
from sayso.store.packing import clean, pack

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}://")
_BETWEEN = " … "

_Named = TypeVar("_Named", Claim, Event, LooseToll)


class Flat(msgspec.Struct, frozen=True):
    """The rows of a record, without the number of its report in front."""

    report: Row
    text: Row
    record: bytes
    claims: tuple[Row, ...]
    events: tuple[Row, ...]
    tolls: tuple[Row, ...]
    facets: tuple[Row, ...]


def make_identity(report: Report) -> bytes:
    """What two inputs have in common that are the same report.

    That is text, outlet, date and address; where the report comes from a file, which has no address, its id in place
    of that, so that a file may move and two entries of one file stay two.
    """
    own = report.uri if find_address(report) else f"id {report.id}"
    parts = (report.text_sha256, report.outlet or "", report.published or "", own or "")
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()[:16]


def find_address(report: Report) -> str | None:
    """The web address of a report, None where its uri is the path of a file."""
    return report.uri if report.uri and _ADDRESS.match(report.uri) else None


def flatten(record: Record, *, identity: bytes, given: str, reader: str, dictionary: bytes) -> Flat:
    """All rows of a record. ``given`` is the id that its input gave, ``reader`` the model that read it."""
    report = record.report
    text = clean(report.text)
    bare = record if text != report.text else msgspec.structs.replace(record, report=_without_text(report))
    times = {time.id: time for time in record.times}
    day = report.published[:10] if report.published else None
    return Flat(
        report=_make_report(record, identity=identity, given=given, reader=reader, day=day),
        text=(clean(report.title or ""), text),
        record=pack(bare, dictionary),
        claims=tuple(_flatten_claims(record, times, day)),
        events=tuple(_flatten_events(record, times)),
        tolls=tuple(_flatten_toll(toll) for toll in _unique(record.tolls)),
        facets=tuple(sorted(set(_list_facets(record)))),
    )


def _without_text(report: Report) -> Report:
    return msgspec.structs.replace(report, text="")


def _make_report(record: Record, *, identity: bytes, given: str, reader: str, day: str | None) -> Row:
    report = record.report
    address = find_address(report)
    return (
        clean(report.id),
        clean(given),
        identity,
        report.text_sha256,
        _clean(report.uri),
        _clean(address),
        _clean(report.outlet),
        _clean(report.title),
        report.published,
        day,
        _clean(report.language),
        len(report.text.split()),
        len(record.claims),
        len(record.events),
        record.sayso,
        reader,
    )


def _flatten_claims(record: Record, times: dict[str, Time], day: str | None) -> Iterator[Row]:
    text = record.report.text
    names = {entity.id: entity.name for entity in record.entities}
    for claim in _unique(record.claims):
        span = cover(claim.content) or claim.cue or claim.source
        said = times[claim.said].earliest if claim.said in times else None
        speaker = names.get(claim.speaker or "") or (claim.source.text(text) if claim.source else "")
        yield (
            claim.id,
            clean(speaker),
            clean(_BETWEEN.join(piece.text(text) for piece in claim.content)),
            claim.quotation,
            claim.source_kind.code if claim.source_kind else None,
            claim.stance,
            said[:10] if said else day,
            span.start if span else None,
            span.end if span else None,
        )


def _flatten_events(record: Record, times: dict[str, Time]) -> Iterator[Row]:
    places = {place.id: place for place in record.places}
    for event in _unique(record.events):
        place = places.get(event.place or "")
        earliest, latest = _find_days(times.get(event.time or ""), times)
        yield (
            event.id,
            event.type,
            event.mode,
            event.realis,
            earliest,
            latest,
            _clean((place.resolved_name or place.name) if place else None),
            place.country if place else None,
            event.trigger.start,
            event.trigger.end,
        )


def _find_days(time: Time | None, times: dict[str, Time]) -> tuple[str | None, str | None]:
    """First and last day of a time, or of the range that it opens."""
    if time is None:
        return None, None
    end = times.get(time.range_end or "", time)
    return (time.earliest[:10] if time.earliest else None), (end.latest[:10] if end.latest else None)


def _flatten_toll(toll: LooseToll) -> Row:
    return (toll.id, toll.kind, _fit(toll.low), _fit(toll.high), toll.words.start, toll.words.end)


def _fit(number: int | None) -> int | None:
    """The number, as far as SQLite's eight bytes go."""
    return None if number is None else min(number, 2**63 - 1)


def _list_facets(record: Record) -> Iterator[tuple[str, str]]:
    report = record.report
    if report.outlet:
        yield "outlet", clean(report.outlet)
    if report.language:
        yield "language", clean(report.language)
    yield from (("kind", claim.source_kind.code) for claim in record.claims if claim.source_kind)
    yield from (("type", event.type) for event in record.events)
    yield from (("country", place.country) for place in record.places if place.country and place.use == "literal")


def _unique(found: tuple[_Named, ...]) -> list[_Named]:
    """Each once, also where a damaged record holds an id twice."""
    return list({one.id: one for one in found}.values())


def _clean(text: str | None) -> str | None:
    return None if text is None else clean(text)
