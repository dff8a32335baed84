"""What a map shows of records: places that are spoken of as places, grouped, and what it leaves out and why."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from sayso.export.map.globe import is_on_globe
from sayso.linking.sentences import split_sentences
from sayso.model import Place, PlaceUse, Record, Span

Shape = Literal["town", "area", "wide"]

_SHAPES: dict[str | None, Shape] = {
    "point": "town", "town": "town", "admin2": "area", "admin1": "area", "country": "wide", "region": "wide",
}  # fmt: skip
_PRECISION_NAMES = {
    "point": "point", "town": "town", "admin2": "district", "admin1": "province", "country": "country",
    "region": "region",
}  # fmt: skip
# Kilometres that are drawn where a record gives no radius; the drawing and the table say that they are assumed.
_ASSUMED = {"point": 2.0, "town": 10.0, "admin2": 40.0, "admin1": 150.0, "country": 500.0, "region": 500.0}
_USES: dict[PlaceUse, str] = {
    "metonym": "means a government or body by its seat",
    "demonym": "means people or things, not the place",
    "institution": "stands inside the name of an institution",
}
_AROUND = 160


class Mention(msgspec.Struct, frozen=True):
    """A toponym of report number ``report``, its ``index``-th (both from 1), with the words of its sentence around.

    ``stands`` tells that it has characters of the text, so that a link can lead there.
    """

    report: int
    index: int
    place: Place
    before: str
    words: str
    after: str
    stands: bool


class Spot(msgspec.Struct, frozen=True):
    """A place of the gazetteer with all mentions of it; ``number`` counts from 1, the most mentioned first.

    ``assumed`` tells that no record gives the radius, so that one usual for its precision is drawn.
    """

    number: int
    name: str
    within: str
    latitude: float
    longitude: float
    precision: str
    shape: Shape
    radius_km: float
    assumed: bool
    mentions: tuple[Mention, ...]


class LeftOut(msgspec.Struct, frozen=True):
    """A toponym that is not drawn, and why."""

    mention: Mention
    why: str


class Spots(msgspec.Struct, frozen=True):
    """Everything that a map tells of the places of some records; ``left_out`` in the order of reports and text."""

    spots: tuple[Spot, ...]
    left_out: tuple[LeftOut, ...]


def explain_absence(place: Place) -> str | None:
    """Why a toponym has no place on a map; None where it has one."""
    if place.use != "literal":
        return _USES[place.use]
    if place.latitude is None or place.longitude is None:
        return place.reason or "not resolved: no place of this name was taken"
    if not is_on_globe(place.latitude, place.longitude):
        return "its coordinates lie outside the globe"
    return None


def name_precision(precision: str | None) -> str:
    """The word for a precision: ``admin1`` is "province"."""
    return _PRECISION_NAMES.get(precision or "", "precision not told")


def collect_spots(records: Sequence[Record], *, first: int = 1) -> Spots:
    """The places of the records, grouped by entry of the gazetteer; ``first`` is the number of the first record."""
    groups: dict[tuple[object, ...], list[Mention]] = {}
    left_out: list[LeftOut] = []
    for number, record in enumerate(records, start=first):
        for mention in _list_mentions(record, number):
            why = explain_absence(mention.place)
            if why is None:
                groups.setdefault(_key(mention.place), []).append(mention)
            else:
                left_out.append(LeftOut(mention, why))
    ordered = sorted(groups.values(), key=lambda mentions: -len(mentions))
    spots = tuple(_make_spot(number, mentions) for number, mentions in enumerate(ordered, start=1))
    return Spots(spots, tuple(left_out))


def _key(place: Place) -> tuple[object, ...]:
    if place.entry is not None:
        return ("entry", place.entry)
    if place.geonameid is not None:
        return ("geonameid", place.geonameid)
    return (place.resolved_name or place.name, place.latitude, place.longitude)


def _make_spot(number: int, mentions: Sequence[Mention]) -> Spot:
    place = mentions[0].place
    given = [m.place.radius_km for m in mentions if _is_size(m.place.radius_km)]
    radius = max((size for size in given if size is not None), default=None)
    within = [part for part in (place.admin2, place.admin1, place.country) if part and part != place.resolved_name]
    return Spot(
        number=number,
        name=place.resolved_name or place.name,
        within=", ".join(dict.fromkeys(within)),
        latitude=place.latitude or 0.0,
        longitude=place.longitude or 0.0,
        precision=name_precision(place.precision),
        shape=_SHAPES.get(place.precision, "area"),
        radius_km=radius if radius is not None else _ASSUMED.get(place.precision or "", 200.0),
        assumed=radius is None,
        mentions=tuple(mentions),
    )


def _is_size(radius: float | None) -> bool:
    return radius is not None and math.isfinite(radius) and radius > 0


def _list_mentions(record: Record, number: int) -> Iterator[Mention]:
    if not record.places:
        return
    text = record.report.text
    sentences = list(split_sentences(text, record.report.language))
    starts = [sentence.start for sentence in sentences]
    for index, place in enumerate(record.places, start=1):
        span = hold_span(place.start, place.end, len(text))
        at = bisect_right(starts, span.start) - 1
        around = sentences[at] if at >= 0 else span
        first = max(min(around.start, span.start), span.start - _AROUND)
        last = min(max(around.end, span.end), span.end + _AROUND)
        before = text[first : span.start] if first == around.start else f"\u2026{text[first : span.start]}"
        after = text[span.end : last] if last == around.end else f"{text[span.end : last]}\u2026"
        stands = 0 <= place.start < min(place.end, len(text))
        yield Mention(number, index, place, before, span.text(text), after, stands)


def hold_span(start: int, end: int, length: int) -> Span:
    """The span held inside a text of that length."""
    first = min(max(start, 0), length)
    return Span(first, min(max(end, first), length))


def count_mentions(spots: Iterable[Spot]) -> int:
    """How many toponyms stand behind the spots."""
    return sum(len(spot.mentions) for spot in spots)
