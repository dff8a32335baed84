"""Places of reports, ready to be compared, and what a dateline and the sentence around them tell of them."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

import msgspec

from sayso.model import Place, Span

_DATELINE = re.compile(
    r"\s*(?:[A-Z]|\d{1,2} [A-Z][a-z]{2,8} \()[^\n.!?]{2,70}?(?:\([^()\n]{2,40}\)\s*)?"
    r"(?:\s[-–—]{1,2}\s|(?<=[A-Z]{3}):\s)"
)
_LONGEST_DATELINE = 130
_KM_DEGREE = 111.2
_SLACK_KM = 3.0
_NEAR_KM = 40.0


class Where(msgspec.Struct, frozen=True):
    """A place; ``own`` where the report gives it to the happening itself. ``level`` 0 country, 1 division, 2 town."""

    place: Place
    key: str
    name: str
    level: int
    own: bool


def make_where(place: Place, *, own: bool, scene: Where | None = None) -> Where:
    """A place ready to be compared; ``own`` where a report gives it to the happening itself.

    One that no list has is taken to lie in the country of the ``scene``.
    """
    if place.latitude is None and place.country is None and scene is not None:
        place = msgspec.structs.replace(place, country=scene.place.country)
    name = (place.resolved_name or place.name).lower()
    level = {"country": 0, "region": 0, "admin1": 1}.get(place.precision or "town", 2)
    key = place.entry or (str(place.geonameid) if place.geonameid is not None else f"?{name}")
    return Where(place, key, name, level, own)


def measure_km(a: Where, b: Where) -> float | None:
    """Distance of two places (great circle, close enough below 1,000 km); None where one has no coordinates."""
    p, q = a.place, b.place
    if p.latitude is None or p.longitude is None or q.latitude is None or q.longitude is None:
        return None
    east = (p.longitude - q.longitude + 540) % 360 - 180
    east *= math.cos(math.radians((p.latitude + q.latitude) / 2))
    return math.hypot(p.latitude - q.latitude, east) * _KM_DEGREE


def match_places(a: Where, b: Where) -> str:
    """How two places stand to one another: same, near, within, apart, far, or unknown."""
    if a.key == b.key:
        return "same" if a.level else "country"
    km = measure_km(a, b)
    if km is None:
        if a.place.country and b.place.country and a.place.country != b.place.country:
            return "far"
        if set(a.name.split()) & set(b.name.split()):
            return "same"
        known = a.place.precision is not None and b.place.precision is not None
        return "apart" if known and a.level == b.level == 2 else "unknown"
    p, q = a.place, b.place
    if a.level == 0 or b.level == 0:
        return "within" if p.country == q.country else "far"
    if a.level == 1 or b.level == 1:
        if p.admin1 is not None and q.admin1 is not None:
            return "within" if (p.country, p.admin1) == (q.country, q.admin1) else "far"
        return "within" if km <= (p.radius_km or 0.0) + (q.radius_km or 0.0) else "far"
    if km <= min((p.radius_km or 0.0) + (q.radius_km or 0.0), 30.0) + _SLACK_KM:
        return "same" if km <= _SLACK_KM else "near"
    return "apart" if km <= _NEAR_KM else "far"


def find_dateline(text: str) -> int:
    """Where the dateline of a report ends ("KASOLO, 3 May (Quay Wire) - "); -1 where it has none."""
    match = _DATELINE.match(text[:_LONGEST_DATELINE])
    return match.end() if match is not None else -1


class Towns:
    """The towns of a report, to make out what "in Jos, Nigeria" means where only the country was taken."""

    def __init__(self, places: Sequence[Place], dateline: int) -> None:
        self._towns = sorted(
            (p for p in places if p.start > dateline and p.use == "literal" and p.precision in ("town", "point")),
            key=lambda p: (p.start, p.id),
        )
        self._starts = [place.start for place in self._towns]

    def narrow(self, place: Place, limits: Span) -> Place:
        """The one town of a country or division that stands in the same sentence as it; else the place itself."""
        if place.precision not in ("country", "admin1") or place.country is None:
            return place
        first, last = bisect_left(self._starts, limits.start), bisect_left(self._starts, limits.end)
        inside = [p for p in self._towns[first:last] if p.country == place.country]
        return inside[0] if len({p.entry or p.name for p in inside}) == 1 else place


def find_scene(places: Sequence[Place], dateline: int) -> Where | None:
    """The place where a report mostly plays: the one named most, early ones first; a dateline alone tells little."""
    counts: Counter[str] = Counter()
    first: dict[str, Place] = {}
    for number, place in enumerate(places[:200]):
        if place.use == "literal" and place.latitude is not None:
            where = make_where(place, own=False)
            counts[where.key] += 1 if place.start <= dateline or number > 3 else 3
            first.setdefault(where.key, place)
    if not counts:
        return None
    best = max(counts, key=lambda key: (counts[key], make_where(first[key], own=False).level, -first[key].start))
    return make_where(first[best], own=False)
