"""Where an area lies and how far it reaches, from the places in it."""

from __future__ import annotations

import math

EARTH_KM = 6_371.0


class Spread:
    """Gathers places; gives their middle, their reach and how many people live there.

    The middle is the mean of the centre of the bounding box and the mean of the places: nearer to the points that maps
    give than either of them.
    """

    def __init__(self) -> None:
        self.people = 0
        self._count = 0
        self._sum_y = self._sum_x = 0.0
        self._south = self._west = math.inf
        self._north = self._east = -math.inf

    def add(self, latitude: float, longitude: float, people: int) -> None:
        """Take in a place. Where an area crosses the 180th meridian, degrees east of it count on beyond 180."""
        if self._count and longitude - self._sum_x / self._count < -180.0:
            longitude += 360.0
        self._count += 1
        self._sum_y += latitude
        self._sum_x += longitude
        self._south, self._north = min(self._south, latitude), max(self._north, latitude)
        self._west, self._east = min(self._west, longitude), max(self._east, longitude)
        self.people += people

    def find_middle(self) -> tuple[float, float]:
        """Latitude and longitude in degrees."""
        latitude = ((self._south + self._north) / 2 + self._sum_y / self._count) / 2
        longitude = ((self._west + self._east) / 2 + self._sum_x / self._count) / 2
        return latitude, (longitude + 180.0) % 360.0 - 180.0

    def find_radius(self) -> float:
        """Half the diagonal of the bounding box, in km."""
        return find_distance(self._south, self._west, self._north, self._east) / 2


def find_distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres along the great circle between two points given in degrees (haversine formula)."""
    y, other_y = math.radians(latitude), math.radians(other_latitude)
    half_x = math.radians(other_longitude - longitude) / 2
    half_y = (other_y - y) / 2
    root = math.sin(half_y) ** 2 + math.cos(y) * math.cos(other_y) * math.sin(half_x) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(root)))
