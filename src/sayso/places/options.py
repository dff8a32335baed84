"""The places that the toponyms of a report may mean, as columns: one row for each place that one name may mean."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.gazetteer import Entry, Gazetteer, Match, normalise_name
from sayso.lang import PlaceWords
from sayso.places.drafts import find_counties
from sayso.places.toponym import Toponym

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
MOST = 60
"""Places of one name that are weighed; of more, the most populous."""
_LARGER = frozenset(("country", "admin1", "admin2", "region", "continent"))
_SETTLED = frozenset(("town", "admin2", "point", "water"))
FEATURES = (
    "population", "lead", "country", "continent", "region", "admin1", "admin2", "water", "point",
    "alias", "alias beside", "abbreviation", "capital", "rival capital", "capital twin", "seat", "head", "wrong head",
    "bare county", "county alias", "twin town", "state hint", "qualified", "misqualified", "holds", "dated",
    "outlet country", "outlet admin1", "outlet near", "domain", "local words",
    "same country", "same admin1", "same admin2", "near", "near by", "parent",
)  # fmt: skip
"""What a place is weighed by, in the order of the columns; from "same country" on they change with every round."""
STATIC = FEATURES.index("same country")


class Sense(msgspec.Struct, frozen=True):
    """Toponyms of a report that mean one place: a name, and what qualifies it.

    ``toponyms`` are their numbers, ``confidence`` the mean of theirs; ``stripped`` tells that the matches are those of
    a part of the name.
    """

    name: str
    toponyms: tuple[int, ...]
    matches: tuple[Match, ...]
    head: str
    stripped: bool
    outer: tuple[int, ...]
    inner: tuple[int, ...]
    sure: bool
    state_hint: float
    confidence: float


class Options(msgspec.Struct, frozen=True, eq=False):
    """Rows of all senses, those of one sense together; ``owner`` gives the sense of a row, ``firsts`` its first row.

    ``columns`` (shape [rows, features]) hold what does not change with the rounds; ``points`` (shape [rows, 3]) lie on
    the unit sphere; ``countries``, ``admin1`` and ``admin2`` number what a row lies in, or is, -1 for nothing; ``keys``
    number the places themselves, ``above`` (shape [rows, 3]) those that a row lies in, -1 for none. ``weights`` (shape
    [senses]) grow with the mentions; ``settled`` tells what is small enough for others to lie near it.
    """

    senses: tuple[Sense, ...]
    matches: tuple[Match, ...]
    owner: Numbers
    firsts: Numbers
    columns: Floats
    points: Floats
    countries: Numbers
    admin1: Numbers
    admin2: Numbers
    keys: Numbers
    above: Numbers
    weights: Floats
    settled: NDArray[np.bool_]


def strip_name(toponym: Toponym, gazetteer: Gazetteer, words: PlaceWords) -> tuple[tuple[Match, ...], bool]:
    """What a name may mean, and whether part of it had to be left out for that.

    Left out are compass words before and words for a sort of place before or behind ("northern", "Township").
    """
    if toponym.matches and (toponym.head or " " in toponym.name.strip()):
        return toponym.matches, False
    if toponym.matches or not toponym.head:
        known = {match.entry.key for match in toponym.matches}
        added = (m for m in find_counties(toponym.name, gazetteer, words) if m.entry.key not in known)
        if found := (*toponym.matches, *added):
            return found, False
    parts = normalise_name(toponym.name).split()
    while len(parts) > 1 and parts[0] in words.compass:
        parts = parts[1:]
        if found := gazetteer.find(" ".join(parts)):
            return found, False
    if len(parts) > 1 and parts[-1] in words.heads:
        return _prefer(gazetteer.find(" ".join(parts[:-1])), words.heads[parts[-1]]), True
    if len(parts) > 1 and parts[0] in words.heads:
        rest = parts[2:] if parts[1] == "of" and len(parts) > 2 else parts[1:]
        return _prefer(gazetteer.find(" ".join(rest)), words.heads[parts[0]]), True
    return find_namesake(parts, gazetteer, words), True


def find_namesake(parts: Sequence[str], gazetteer: Gazetteer, words: PlaceWords) -> tuple[Match, ...]:
    """The place that a building or body is named after, and lies in as a rule: "Manila Cathedral", "Bank of Mexico"."""
    if len(parts) < 2 or not {parts[0], parts[-1]} & (words.buildings | words.bodies):
        return ()
    after = parts[parts.index("of") + 1 :] if "of" in parts else []
    length = gazetteer.longest(parts[:-1])
    tried = (gazetteer.find(" ".join(name)) for name in (after, parts[:length]) if name)
    return next((kept for found in tried if (kept := tuple(m for m in found if m.name_kind != "demonym"))), ())


def _prefer(matches: tuple[Match, ...], kind: str) -> tuple[Match, ...]:
    """Matches of a kind where there are any; a terrain or water of an unknown name is no town of that name."""
    alike = tuple(match for match in matches if match.entry.kind == kind)
    return alike or (() if kind in ("water", "point", "region") else matches)


def measure_unit(latitude: float, longitude: float) -> tuple[float, float, float]:
    """The point on the unit sphere."""
    lat, lon = math.radians(latitude), math.radians(longitude)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def cut_matches(matches: Sequence[Match]) -> list[Match]:
    """The first `MOST` of the matches, countries and divisions before towns."""
    if len(matches) <= MOST:
        return list(matches)
    return sorted(matches, key=lambda m: (m.entry.kind not in _LARGER, -m.entry.population, m.entry.key))[:MOST]


def lies_in(inner: Entry, outer: Entry) -> bool:
    """Whether a place lies in another, as far as countries and divisions say."""
    if inner.key == outer.key:
        return False
    if outer.kind == "country":
        return inner.country == outer.country
    return outer.key in (inner.admin1, inner.admin2)
