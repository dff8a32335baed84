"""Rows of options made from senses: what speaks for a place whatever the other names of the report mean."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from sayso.gazetteer import Entry, Gazetteer, Match
from sayso.lang import PlaceWords
from sayso.places.areas import Area, name_division
from sayso.places.frame import Frame
from sayso.places.options import FEATURES, Options, Sense, cut_matches, lies_in, measure_unit

_AT = {name: column for column, name in enumerate(FEATURES)}
_TWIN = 0.25  # share of a division's people whose town of the same name goes before it
_SPOT_KM = 60.0
_REACHING = frozenset(("continent", "region", "water"))
_PEOPLE_PER_KM = 2_000
# Kinds whose aliases come from a list of all that anybody ever called them.
_LISTED = frozenset(("town", "admin2"))
_EARTH_KM = 6_371.0


def make_options(senses: Sequence[Sense], frame: Frame, words: PlaceWords, gazetteer: Gazetteer) -> Options:
    """All rows of a report; a sense without matches has none."""
    chosen = [cut_matches(sense.matches) for sense in senses]
    matches = [match for found in chosen for match in found]
    owner = np.repeat(np.arange(len(senses)), [len(found) for found in chosen])
    columns = np.zeros((len(matches), len(FEATURES)))
    row = 0
    for sense, found in zip(senses, chosen, strict=True):
        outer = [[m.entry for m in chosen[number]] for number in sense.outer]
        inner = [[m.entry for m in chosen[number]] for number in sense.inner]
        _fill_sense(columns[row : row + len(found)], sense, found, words)
        for match in found:
            _fill_row(columns[row], sense, match, frame)
            if frame.area is not None:
                _fill_area(columns[row], match.entry, frame.area, gazetteer)
            _fill_qualified(columns[row], sense, match.entry, outer, inner)
            row += 1
    entries = [match.entry for match in matches]
    own = {entry.key: number for number, entry in enumerate({e.key: e for e in entries}.values())}
    lands = {e.country: own[e.key] for e in entries if e.kind == "country" and e.country}
    above = [(own.get(e.admin1 or "", -1), own.get(e.admin2 or "", -1), _find_land(e, lands)) for e in entries]
    return Options(
        senses=tuple(senses),
        matches=tuple(matches),
        owner=owner,
        firsts=np.flatnonzero(np.diff(owner, prepend=-1)),
        columns=columns,
        points=np.array([measure_unit(e.latitude, e.longitude) for e in entries]).reshape(-1, 3),
        countries=_number([e.country for e in entries]),
        admin1=_number([e.key if e.kind == "admin1" else e.admin1 for e in entries]),
        admin2=_number([e.key if e.kind == "admin2" else e.admin2 for e in entries]),
        keys=np.array([own[e.key] for e in entries], dtype=np.int64),
        above=np.array(above, dtype=np.int64).reshape(-1, 3),
        weights=np.array([sense.confidence * (1 + math.log(len(sense.toponyms))) for sense in senses]),
        settled=np.array([e.kind in ("town", "admin2", "point") for e in entries], dtype=bool),
    )


def count_people(entry: Entry) -> float:
    """The people of a place; a region or water without any counts by its reach, as a strip of country would."""
    return entry.population or (_PEOPLE_PER_KM * entry.radius_km if entry.kind in _REACHING else 0)


def _find_land(entry: Entry, lands: dict[str, int]) -> int:
    return -1 if entry.kind == "country" else lands.get(entry.country or "", -1)


def _number(names: Sequence[str | None]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    known: dict[str, int] = {}
    return np.array([-1 if name is None else known.setdefault(name, len(known)) for name in names], dtype=np.int64)


def _fill_sense(columns: np.ndarray, sense: Sense, found: Sequence[Match], words: PlaceWords) -> None:
    """What compares the places of one name with each other."""
    if not found:
        return
    most = max(count_people(match.entry) for match in found)
    towns = [match.entry for match in found if match.entry.kind == "town"]
    capital = any(town.feature.endswith("PPLC") for town in towns)
    divided = any(match.entry.kind == "admin1" for match in found)
    main = any(match.name_kind == "main" for match in found)
    kind = words.heads.get(sense.head) or words.of_heads.get(sense.head)
    for row, match in zip(columns, found, strict=True):
        entry = match.entry
        row[_AT["lead"]] = (math.log10(count_people(entry) + 1) - math.log10(most + 1)) / 3
        row[_AT["alias beside"]] = main and match.name_kind == "alias" and entry.kind in _LISTED
        row[_AT["capital twin"]] = divided and entry.feature.endswith("PPLC")
        row[_AT["rival capital"]] = capital and entry.kind == "admin1" and kind is None
        if kind is not None:
            row[_AT["head"]] = entry.kind == kind
            row[_AT["wrong head"]] = entry.kind != kind
        if entry.kind == "admin1" and kind is None:
            largest = max((t.population for t in towns if t.admin1 == entry.key), default=0)
            row[_AT["twin town"]] = largest > _TWIN * entry.population


def _fill_row(row: np.ndarray, sense: Sense, match: Match, frame: Frame) -> None:
    """What speaks for one place by itself, and beside what is known of the report."""
    entry = match.entry
    row[_AT["population"]] = math.log10(count_people(entry) + 1) / 3
    if entry.kind in _AT:
        row[_AT[entry.kind]] = 1
    if match.name_kind == "abbreviation" or (match.name_kind == "alias" and entry.kind in _LISTED):
        row[_AT[match.name_kind]] = 1
    row[_AT["capital"]] = entry.feature.endswith("PPLC")
    row[_AT["seat"]] = entry.feature.endswith("PPLA")
    bare = entry.kind == "admin2" and not sense.head
    row[_AT["bare county"]] = bare and len(sense.name.split()) == 1
    row[_AT["county alias"]] = bare and match.name_kind == "alias"
    if entry.kind == "admin1":
        row[_AT["state hint"]] = sense.state_hint
    if frame.year is not None:
        early = match.first_year is not None and frame.year < match.first_year
        row[_AT["dated"]] = early or (match.last_year is not None and frame.year > match.last_year)
    if frame.country is not None:
        row[_AT["domain"]] = entry.country == frame.country
    row[_AT["local words"]] = frame.local.get(entry.country or "", 0.0)


def _fill_area(row: np.ndarray, entry: Entry, area: Area, gazetteer: Gazetteer) -> None:
    row[_AT["outlet country"]] = area.countries.get(entry.country or "", 0.0)
    division = entry if entry.kind == "admin1" else gazetteer.get(entry.admin1 or "")
    if division is not None:
        row[_AT["outlet admin1"]] = area.admin1.get(name_division(entry.country, division.name), 0.0)
    if entry.kind in ("town", "admin2", "point"):
        here = measure_unit(entry.latitude, entry.longitude)
        total = sum(
            spot.share * math.exp(-_measure(here, measure_unit(spot.latitude, spot.longitude)) / _SPOT_KM)
            for spot in area.spots
        )
        row[_AT["outlet near"]] = min(total, 1.0)


def _measure(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """The chord between two points of the unit sphere in km: that of the arc where they lie near."""
    return _EARTH_KM * math.dist(one, other)


def _fill_qualified(
    row: np.ndarray, sense: Sense, entry: Entry, outer: Sequence[Sequence[Entry]], inner: Sequence[Sequence[Entry]]
) -> None:
    """Whether a place lies where the text says, and whether what is said to lie in it does."""
    if outer:
        inside = any(lies_in(entry, other) for others in outer for other in others)
        row[_AT["qualified"]] = inside * (1.0 if sense.sure else 0.5)
        row[_AT["misqualified"]] = sense.sure and not inside
    if inner:
        row[_AT["holds"]] = any(lies_in(other, entry) for others in inner for other in others)
