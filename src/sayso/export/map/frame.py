"""The stretch of the globe that a map shows, and the way from degrees to places on the drawing.

The projection is the equirectangular one, true to scale along every meridian and along the parallel in the middle of
the view (Snyder, Map Projections: A Working Manual, 1987, ch. 12). It needs no more than two factors, keeps poles and
date line drawable, and near the middle it shows a ring as a ring.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

from sayso.export.map.globe import KM_PER_DEGREE, Point, measure_reach

_PADDING = 1.15
_LEAST_SPAN = 5.0  # degrees of latitude: nearer there is too little land in the data to tell where one is
_MOST_REACH_KM = 1500.0  # of a large area no more than this around its middle must be in the view
_FLATTEST = math.cos(math.radians(72))

Reach = tuple[float, float, float]
"""Latitude, longitude, radius in kilometres."""


class Frame(msgspec.Struct, frozen=True):
    """A view of ``width`` by ``height`` units whose left edge is at ``west`` and whose upper edge at ``north``.

    ``west`` may lie below -180: longitudes run on across the date line. ``across`` and ``down`` are units per degree.
    """

    west: float
    north: float
    across: float
    down: float
    width: float
    height: float

    @property
    def east(self) -> float:
        """Longitude of the right edge, at most 360 more than ``west``."""
        return self.west + self.width / self.across

    @property
    def south(self) -> float:
        """Latitude of the lower edge; below -90 where the view reaches beyond the pole."""
        return self.north - self.height / self.down

    def project(self, point: Point) -> Point:
        """Units from the upper left corner of a point (longitude, latitude)."""
        return (point[0] - self.west) * self.across, (self.north - point[1]) * self.down

    def turn(self, longitude: float) -> float:
        """The same longitude, turned so that it lies in the view or next to its east."""
        return self.west + (longitude - self.west) % 360


def choose_frame(reaches: Sequence[Reach], *, width: float, height: float) -> Frame:
    """The view that holds all places with a margin, however they lie to the date line; the world where none is."""
    if not reaches:
        return _fit((-180.0, 180.0), (-58.0, 84.0), width, height)
    wests = _find_span(reaches)
    lows = [lat - min(radius, _MOST_REACH_KM) / KM_PER_DEGREE for lat, _, radius in reaches]
    highs = [lat + min(radius, _MOST_REACH_KM) / KM_PER_DEGREE for lat, _, radius in reaches]
    return _fit(wests, (max(-90.0, min(lows)), min(90.0, max(highs))), width, height)


def snap_frame(frame: Frame) -> Frame:
    """The view moved to a coarse grid and widened to a step, so that similar views become one."""
    step = 2.0 ** math.ceil(math.log2(max(1.0, (frame.north - frame.south) / 8)))
    west, east = math.floor(frame.west / step) * step, math.ceil(frame.east / step) * step
    south = max(-90.0, math.floor(frame.south / step) * step)
    north = min(90.0, math.ceil(frame.north / step) * step)
    return _fit((west, east), (south, north), frame.width, frame.height, padding=1.0)


def _fit(
    longitudes: tuple[float, float],
    latitudes: tuple[float, float],
    width: float,
    height: float,
    *,
    padding: float = _PADDING,
) -> Frame:
    (west, east), (south, north) = longitudes, latitudes
    middle = (south + north) / 2
    squeeze = max(math.cos(math.radians(middle)), _FLATTEST)
    high = min(180.0, max((north - south) * padding, _LEAST_SPAN))
    wide = min(360.0, (east - west) * padding)
    down = min(height / high, width / max(wide * squeeze, 1e-9))
    across = max(down * squeeze, width / 360)
    down = max(down, height / 180)
    reach = height / down / 2
    middle = min(max(middle, reach - 90), 90 - reach)
    left = (west + east) / 2 - width / across / 2
    return Frame(left, middle + reach, across, down, width, height)


def _find_span(reaches: Iterable[Reach]) -> tuple[float, float]:
    """The shortest stretch of longitudes that holds all places: all but the widest gap between them."""
    parts = sorted(_reach_across(reach) for reach in reaches)
    first = parts[0][0]
    end, gap, after = parts[0][1], 0.0, first
    for west, east in parts[1:]:
        if west - end > gap:
            gap, after = west - end, west
        end = max(end, east)
    if first + 360 - end >= gap:
        return (first, end) if end - first < 360 else (-180.0, 180.0)
    return after, after + 360 - gap


def _reach_across(reach: Reach) -> tuple[float, float]:
    latitude, longitude, radius = reach
    side = measure_reach(latitude, min(radius, _MOST_REACH_KM))
    west = (longitude - side + 180) % 360 - 180
    return west, west + 2 * side
