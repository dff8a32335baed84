"""Places as the record holds them, made from what the toponyms of a report may mean."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sayso import __version__
from sayso.gazetteer import Entry, EntryKind, Gazetteer, Match
from sayso.model import By, Place, PlaceCandidate, PlacePrecision, Report, Span, make_span_id
from sayso.places.options import FEATURES, Floats
from sayso.places.resolve import Choice
from sayso.places.toponym import Toponym

_BY = By("places", __version__, "names+gazetteer")
_SHOWN = 5
_AROUND_KM = 100.0
# How often a place that the gazetteer lacks lies where it is taken to lie, measured on the development sets.
_INSIDE, _AROUND = 0.7, 0.6
_PRECISIONS: dict[EntryKind, PlacePrecision] = {
    "continent": "region",
    "country": "country",
    "region": "region",
    "admin1": "admin1",
    "admin2": "admin2",
    "town": "town",
    "water": "region",
    "point": "point",
}
_REASONS = {
    "qualified": "the text says what it lies in",
    "holds": "the text says what lies in it",
    "near by": "near a place named beside it",
    "near": "near another place of the report",
    "parent": "in a place that the report names",
    "same admin2": "in the district of other places of the report",
    "same admin1": "in the division of other places of the report",
    "same country": "in the country of other places of the report",
    "outlet near": "near where the outlet's reports play",
    "outlet admin1": "in the division where the outlet's reports play",
    "outlet country": "in the country where the outlet's reports play",
    "domain": "in the country of the outlet's web address",
    "head": "the sort of place that the words beside it say",
    "state hint": "somebody who serves a division follows",
    "capital twin": "a capital that shares its name with a division",
    "capital": "a capital",
    "country": "a country",
    "lead": "most people of the places of that name",
    "population": "more people",
}
_UNKNOWN = "no place of this name in the gazetteer"
_NO_GAZETTEER = "there is no gazetteer"


class Terms(msgspec.Struct, frozen=True, eq=False):
    """What a place is described with: its weighed columns, and the gazetteer."""

    columns: Floats
    weights: Floats
    gazetteer: Gazetteer


def make_unresolved(report: Report, toponym: Toponym, *, gazetteer: bool = True) -> Place:
    """A place without coordinates, and why."""
    return Place(
        id=make_span_id("place", report.text_sha256, Span(toponym.start, toponym.end)),
        start=toponym.start,
        end=toponym.end,
        name=report.text[toponym.start : toponym.end],
        use=toponym.use,
        reason=_UNKNOWN if gazetteer else _NO_GAZETTEER,
        by=_BY,
        confidence=round(toponym.confidence, 4),
    )


def make_place(report: Report, toponym: Toponym, choice: Choice, terms: Terms) -> Place:
    """The likeliest place of a toponym with the next ones as candidates."""
    bare = make_unresolved(report, toponym)
    if not choice.ranked:
        return bare
    match, belief, _ = choice.ranked[0]
    entry = match.entry
    use = "demonym" if match.name_kind == "demonym" and toponym.use != "institution" else toponym.use
    return msgspec.structs.replace(
        bare,
        geonameid=entry.geonameid,
        latitude=entry.latitude,
        longitude=entry.longitude,
        country=entry.country,
        feature=entry.feature,
        precision=_PRECISIONS[entry.kind],
        candidates=tuple(
            _make_candidate(m, b, _give_reason(choice, at, terms), terms)
            for at, (m, b, _) in enumerate(choice.ranked[:_SHOWN])
        ),
        use=use,
        entry=entry.key,
        resolved_name=entry.name,
        admin1=_name_of(terms.gazetteer.get, entry.admin1),
        admin2=_name_of(terms.gazetteer.get, entry.admin2),
        radius_km=entry.radius_km,
        reason=_give_reason(choice, 0, terms),
        confidence=round(toponym.confidence * belief, 4),
    )


def make_within(bare: Place, other: Place, *, inside: bool) -> Place:
    """A place that the gazetteer lacks, put where another place of the report lies.

    With ``inside`` it is taken to lie in that place, without to lie somewhere around it.
    """
    how = "taken to lie in or near" if inside else f"taken to lie within {_AROUND_KM:.0f} km of"
    return msgspec.structs.replace(
        bare,
        latitude=other.latitude,
        longitude=other.longitude,
        country=other.country,
        precision=other.precision if inside else "region",
        admin1=other.admin1,
        admin2=other.admin2 if inside else None,
        radius_km=max(2 * (other.radius_km or 0.0), 10.0) if inside else _AROUND_KM,
        reason=f"not in the gazetteer; {how} {other.resolved_name}, which the report names",
        confidence=round((bare.confidence or 0.0) * (_INSIDE if inside else _AROUND), 4),
    )


def _make_candidate(match: Match, belief: float, reason: str, terms: Terms) -> PlaceCandidate:
    entry = match.entry
    return PlaceCandidate(
        geonameid=entry.geonameid,
        name=entry.name,
        score=round(belief, 4),
        reason=reason,
        entry=entry.key,
        latitude=entry.latitude,
        longitude=entry.longitude,
        country=entry.country,
        admin1=_name_of(terms.gazetteer.get, entry.admin1),
        feature=entry.feature,
    )


def _give_reason(choice: Choice, at: int, terms: Terms) -> str:
    """What speaks most for a candidate against the best other one."""
    if len(choice.ranked) == 1:
        return "for a part of the name" if choice.stripped else "the only place of this name"
    other = choice.ranked[1 if at == 0 else 0]
    row = choice.ranked[at][2]
    gains = (terms.columns[row] - terms.columns[other[2]]) * terms.weights
    for column in (-gains).argsort(kind="stable").tolist():
        if gains[column] <= 0:
            break
        if FEATURES[column] in _REASONS:
            return _REASONS[FEATURES[column]]
    return "bears this name"


def _name_of(get: Callable[[str], Entry | None], key: str | None) -> str | None:
    entry = get(key) if key else None
    return entry.name if entry is not None else None
