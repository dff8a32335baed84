"""Where an outlet's reports usually play: learned from its own records, or given in a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from sayso.errors import SaysoError
from sayso.model import Place, Record

LEAST_REPORTS = 3
"""Reports of an outlet that an area is learned from."""
FORMAT = 1
_MOST_POINTS = 24


class Spot(msgspec.Struct, frozen=True):
    """A place that an outlet often writes about: degrees (WGS 84), and the share of its reports that name it."""

    latitude: float
    longitude: float
    share: float


class Area(msgspec.Struct, frozen=True):
    """Where one outlet's reports play.

    ``countries`` (ISO 3166 codes) and ``admin1`` (see `name_division`) give shares of the places in its reports, each
    report counting once; ``spots`` the towns named most; ``reports`` how many reports were read.
    """

    reports: int
    countries: dict[str, float]
    admin1: dict[str, float]
    spots: tuple[Spot, ...] = ()


class Areas(msgspec.Struct, frozen=True):
    """The areas of outlets by name; ``format`` is the version of the file."""

    outlets: dict[str, Area] = {}
    format: int = FORMAT

    def find(self, outlet: str | None) -> Area | None:
        """The area of an outlet; None where it is unknown."""
        return self.outlets.get(outlet) if outlet else None


def learn_areas(records: Iterable[Record]) -> Areas:
    """The areas of all outlets that at least three of the records are of; records without an outlet are left out."""
    by_outlet: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.report.outlet:
            by_outlet[record.report.outlet].append(record)
    return Areas(
        {outlet: learn_area(found) for outlet, found in sorted(by_outlet.items()) if len(found) >= LEAST_REPORTS}
    )


def learn_area(records: Iterable[Record]) -> Area:
    """The area that the places of records make up; each report has one vote, parted by its mentions."""
    countries: dict[str, float] = defaultdict(float)
    admin1: dict[str, float] = defaultdict(float)
    spots: dict[tuple[float, float], float] = defaultdict(float)
    reports = 0
    for record in records:
        reports += 1
        placed = [p for p in record.places if p.entry and p.country and p.use != "demonym"]
        for place in placed:
            countries[place.country or ""] += 1 / len(placed)
        divided = [division for place in placed if (division := _find_division(place))]
        for division in divided:
            admin1[division] += 1 / len(divided)
        for point in {(p.latitude, p.longitude) for p in placed if p.precision in ("town", "admin2", "point")}:
            spots[point[0] or 0.0, point[1] or 0.0] += 1
    ranked = sorted(spots.items(), key=lambda item: (-item[1], item[0]))[:_MOST_POINTS]
    return Area(
        reports,
        _share(countries),
        _share(admin1),
        tuple(Spot(lat, lon, round(number / max(reports, 1), 4)) for (lat, lon), number in ranked),
    )


def name_division(country: str | None, name: str) -> str:
    """What a first-order division is called in a file of areas: "US/Ohio"."""
    return f"{country or ''}/{name}"


def _find_division(place: Place) -> str | None:
    name = place.resolved_name if place.precision == "admin1" else place.admin1
    return name_division(place.country, name) if name else None


def encode_areas(areas: Areas) -> bytes:
    """Areas as indented JSON, the same bytes for the same areas."""
    return msgspec.json.format(msgspec.json.encode(areas), indent=1) + b"\n"


def read_areas(path: str) -> Areas:
    """The areas in a file that `encode_areas` made or somebody wrote by hand.

    Raises SaysoError SAY-710 where it is missing, malformed, of another format, or has coordinates off the globe.
    """
    try:
        areas = msgspec.json.decode(Path(path).read_bytes(), type=Areas)
    except (OSError, msgspec.DecodeError) as error:
        raise SaysoError("SAY-710", path=path, reason=error) from error
    if areas.format != FORMAT:
        raise SaysoError("SAY-710", path=path, reason=f"its format is {areas.format}, not {FORMAT}")
    spots = (spot for area in areas.outlets.values() for spot in area.spots)
    wrong = next((s for s in spots if not (abs(s.latitude) <= 90 and abs(s.longitude) <= 180)), None)
    if wrong is not None:
        reason = f"{wrong.latitude}, {wrong.longitude} lies off the globe"
        raise SaysoError("SAY-710", path=path, reason=reason)
    return areas


def _share(counts: Mapping[str, float]) -> dict[str, float]:
    total = sum(counts.values()) or 1.0
    return {name: round(number / total, 4) for name, number in sorted(counts.items())}
