"""Places as GeoJSON (RFC 7946): one feature for every toponym, so that each keeps its own characters and its reason.

A feature has a point only where the text speaks of the place itself and the coordinates lie on the globe; all others
have no geometry, which RFC 7946 allows, so that a programme that draws whatever it is given draws no pin for a
government or a people. Precision and radius stand in the properties: the point alone is never the whole truth.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from sayso.export.map.spots import explain_absence, hold_span
from sayso.linking.timeline import find_tellers
from sayso.model import Place, Record

ATTRIBUTION = "Place data: GeoNames (geonames.org), CC BY 4.0, where an entry is from there"
_DIGITS = 6  # of a degree: a tenth of a metre, finer than any gazetteer

Feature = dict[str, Any]


def write_geojson(records: Iterable[Record]) -> bytes:
    """The places of the records as one FeatureCollection, a feature per line, UTF-8; same records, same bytes."""
    features = [_encode(feature) for record in records for feature in list_features(record)]
    head = b'{"type":"FeatureCollection","attribution":' + _encode(ATTRIBUTION) + b',"features":['
    return head + (b"\n" + b",\n".join(features) + b"\n" if features else b"") + b"]}\n"


def list_features(record: Record) -> Iterator[Feature]:
    """A feature for every toponym of the record, in text order."""
    length = len(record.report.text)
    spans = [hold_span(place.start, place.end, length) for place in record.places]
    tellers = find_tellers(record.claims, spans) if spans else {}
    for place, span in zip(record.places, spans, strict=True):
        why = explain_absence(place)
        teller = tellers.get(span)
        yield {
            "type": "Feature",
            "id": place.id,
            "geometry": _make_point(place) if why is None else None,
            "properties": {
                "words": span.text(record.report.text),
                "start": span.start,
                "end": span.end,
                "report": record.report.id,
                "text_sha256": record.report.text_sha256,
                "uri": record.report.uri,
                "title": record.report.title,
                "outlet": record.report.outlet,
                "published": record.report.published,
                "name": place.resolved_name,
                "entry": place.entry,
                "geonameid": place.geonameid,
                "country": place.country,
                "admin1": place.admin1,
                "admin2": place.admin2,
                "feature": place.feature,
                "precision": place.precision,
                "radius_km": _keep(place.radius_km),
                "use": place.use,
                "reason": place.reason,
                "not_located": why,
                "claim": teller.id if teller is not None else None,
                "confidence": _keep(place.confidence),
                "candidates": [_describe(candidate) for candidate in place.candidates],
            },
        }


def _make_point(place: Place) -> Feature:
    longitude, latitude = round(place.longitude or 0.0, _DIGITS), round(place.latitude or 0.0, _DIGITS)
    return {"type": "Point", "coordinates": [longitude, latitude]}


def _describe(candidate: msgspec.Struct) -> Mapping[str, Any]:
    return {name: _keep(value) if isinstance(value, float) else value for name, value in _list_fields(candidate)}


def _list_fields(value: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    yield from ((name, getattr(value, name)) for name in value.__struct_fields__)


def _keep(number: float | None) -> float | None:
    """The number; None for one that JSON cannot write."""
    return number if number is not None and math.isfinite(number) else None


def _encode(value: object) -> bytes:
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:  # a lone surrogate, which UTF-8 cannot hold
        return _encode_plain(value)


def _encode_plain(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()
