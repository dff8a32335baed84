"""Events as PLOVER records (JSON Lines), one per event, with whose word it is. No clock goes into the output.

Fields are those of the PLOVER 2.0 draft. What it has no field for stands behind them: ``realis``, ``asserted_by``,
``trigger``, ``confidence``. ``coded_date`` is always null. What the report does not tell is null or left empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from sayso.codebook import EventBook
from sayso.linking import EventRow, RulePack, make_event_rows
from sayso.linking.events import Count, Party, Where
from sayso.model import Entity, Place, Realis, Record, Report, TollKind

CODER = "sayso"
QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4, "other": 0}
"""Numbers of the four classes, 0 for none."""
_RESOLUTIONS = {"point": 5, "town": 4, "admin2": 3, "admin1": 2, "country": 1, "region": 1}
_AUXILIARY: Mapping[Realis, tuple[str, ...]] = {
    "planned": ("future",),
    "hypothetical": ("hypothetical",),
    "denied": ("negation",),
    "historical": ("historical",),
}
_MAGNITUDES: Mapping[TollKind, str] = {"killed": "dead", "injured": "injured", "arrested": "arrested", "crowd": "size"}


def write_plover(
    records: Iterable[Record], book: EventBook, *, rules: RulePack | None = None, least: float = 0.0
) -> Iterator[bytes]:
    """A line for each event; ``book`` gives class and scale of types, ``least`` is the lowest confidence kept."""
    for record in records:
        for row in make_event_rows([record], rules=rules):
            if row.confidence is None or row.confidence >= least:
                yield encode_row(row, record, book)


def encode_row(row: EventRow, record: Record, book: EventBook) -> bytes:
    """One line of a row of ``record``."""
    line = make_plover(row, record, book)
    try:
        return msgspec.json.encode(line) + b"\n"
    except UnicodeEncodeError:  # a lone surrogate, which UTF-8 cannot hold
        return json.dumps(msgspec.to_builtins(line), ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def make_plover(row: EventRow, record: Record, book: EventBook) -> dict[str, Any]:
    """The PLOVER record of a row."""
    kind = book.types.get(row.type)
    entities = {entity.id: entity for entity in record.entities}
    context = row.context
    date, time = _split(row.time.earliest if row.time else None)
    end_date, end_time = _split(row.time.latest if row.time else None)
    return {
        "id": row.event,
        "date": date,
        "enddate": end_date,
        "time": time,
        "endtime": end_time,
        "actor": [_describe_party(party, entities) for party in row.actors],
        "recipient": [_describe_party(party, entities) for party in row.recipients],
        "event": [row.type],
        "mode": [row.mode] if row.mode else [],
        "auxiliary_mode": list(_AUXILIARY.get(row.realis, ())),
        "context": list(row.contexts),
        **_list_magnitudes(row.tolls),
        "event_loc": _describe_place(row.place, {place.id: place for place in record.places}) if row.place else None,
        "quad_code": QUADS[kind.event_class] if kind is not None else 0,
        "event_scale": kind.score if kind is not None else None,
        "link": record.report.uri,
        "text": record.report.text[context.start : context.end] if context is not None else None,
        "text_info": {
            "sequence": row.sentence,
            "start": context.start if context is not None else None,
            "end": context.end if context is not None else None,
        },
        "cite_info": _cite(record, row, book),
        "coder": f"{CODER} {record.sayso}",
        "coded_date": None,
        "comment": _comment(row),
        "realis": row.realis,
        "asserted_by": row.asserted_by,
        "trigger": row.trigger,
        "report": row.report_id,
        "text_sha256": row.text_sha256,
        "confidence": row.confidence,
        "rules": row.rules,
    }


def _split(moment: str | None) -> tuple[str | None, str | None]:
    """Day and, where it is told, clock of a day or minute."""
    date, _, clock = (moment or "").partition("T")
    return date or None, clock or None


def _describe_party(party: Party, entities: Mapping[str, Entity]) -> dict[str, Any]:
    entity = entities.get(party.entity or "")
    role = entity.roles[0] if entity is not None and entity.roles else None
    return {
        "code": list(party.codes),
        "sector": list(party.sectors),
        "entity_text": party.words,
        "identifier_id": None,
        "identifier_text": party.name,
        "office": role.title if role is not None else None,
        "start": party.start,
        "end": party.end,
    }


def _describe_place(where: Where, places: Mapping[str, Place]) -> dict[str, Any]:
    place = places[where.id]
    feature_class, _, feature_code = (place.feature or "").rpartition(".")
    return {
        "extracted_place": where.words,
        "resolved_place": place.resolved_name,
        "geonameid": place.geonameid,
        "lat": place.latitude,
        "lon": place.longitude,
        "city": place.resolved_name if place.precision in ("point", "town") else None,
        "district": place.admin2,
        "province": place.admin1,
        "country": place.resolved_name if place.precision == "country" else None,
        "country_code": place.country,
        "feature_class": feature_class or None,
        "feature_code": feature_code or None,
        "resolution": _RESOLUTIONS.get(place.precision or ""),
    }


def _list_magnitudes(tolls: Iterable[Count]) -> dict[str, list[dict[str, Any]]]:
    """The tolls by the names that PLOVER has for them, each with bounds and words; other kinds are left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for toll in tolls:
        name = _MAGNITUDES.get(toll.kind)
        if name is not None:
            bounds = toll.counted or toll
            entry = {"low": bounds.low, "high": bounds.high, "text": toll.words.words}
            found.setdefault(name, []).append(entry)
    return found


def _cite(record: Record, row: EventRow, book: EventBook) -> dict[str, Any]:
    report: Report = record.report
    return {
        "corpus": None,
        "citation": report.id,
        "url": report.uri,
        "title": report.title,
        "language": report.language,
        "publication": report.outlet,
        "date": report.published,
        "license": None,
        "copyright": None,
        "coder": f"{CODER} {record.sayso}",
        "codebook": (row.codebook or book.name).rpartition(" ")[0],
        "version": (row.codebook or book.name).rpartition(" ")[2],
    }


def _comment(row: EventRow) -> str:
    if row.asserted_by is None:
        return "told in the report's own voice"
    speaker = row.asserted_by.speaker or "no source named"
    return f"asserted by {speaker}" + (f" ({row.asserted_by.cue})" if row.asserted_by.cue else "")
