"""Distances on the globe, taken as a sphere: which coordinates lie on it, and rings of true size around a point."""

from __future__ import annotations

import math

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""

KM_PER_DEGREE = EARTH_KM * math.pi / 180
LARGEST_KM = 9000.0
"""A ring is never drawn larger: from a quarter of the way round on it would close around the other side."""

Point = tuple[float, float]


def is_on_globe(latitude: float | None, longitude: float | None) -> bool:
    """Whether both are numbers of degrees within ±90 and ±180."""
    if latitude is None or longitude is None:
        return False
    return math.isfinite(latitude) and math.isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180


def measure_reach(latitude: float, radius_km: float) -> float:
    """How many degrees of longitude a ring reaches to each side of its middle; 180 where it holds a pole."""
    angle = min(radius_km, LARGEST_KM) / EARTH_KM
    across = math.cos(math.radians(latitude))
    if math.radians(abs(latitude)) + angle >= math.pi / 2 or across <= 0:
        return 180.0
    return math.degrees(math.asin(min(1.0, math.sin(angle) / across)))


def draw_ring(latitude: float, longitude: float, radius_km: float, *, corners: int = 72) -> list[Point]:
    """Corners (longitude, latitude) of the ring of points at that distance, in degrees.

    Longitudes run on across the date line, so that the ring is in one piece; one that holds a pole is drawn as the
    strip between it and that pole, 360 degrees wide.
    """
    angle = min(max(radius_km, 0.0), LARGEST_KM) / EARTH_KM
    if math.radians(abs(latitude)) + angle >= math.pi / 2:
        return _draw_cap(latitude, longitude, angle, corners)
    return [_walk(latitude, longitude, angle, 2 * math.pi * n / corners) for n in range(corners)]


def _walk(latitude: float, longitude: float, angle: float, bearing: float) -> Point:
    """Where one comes out after ``angle`` (radians) along the great circle that starts with ``bearing``."""
    lat = math.radians(latitude)
    sine = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(bearing)
    end = math.asin(max(-1.0, min(1.0, sine)))
    east = math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * math.sin(end)
    )
    return longitude + math.degrees(east), math.degrees(end)


def _draw_cap(latitude: float, longitude: float, angle: float, corners: int) -> list[Point]:
    pole = math.copysign(90.0, latitude)
    edge = [_walk(latitude, longitude, angle, 2 * math.pi * n / corners) for n in range(corners)]
    edge = sorted((_turn(x - longitude) + longitude, y) for x, y in edge)
    middle = (edge[0][1] + edge[-1][1]) / 2
    west, east = longitude - 180, longitude + 180
    return [(west, pole), (west, middle), *edge, (east, middle), (east, pole)]


def _turn(degrees: float) -> float:
    """The same direction within -180 (included) to 180."""
    return (degrees + 180) % 360 - 180
