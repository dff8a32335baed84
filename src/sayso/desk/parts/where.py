"""Where an incident was: a small map with the ring that it lies in, as large as what is known of the place."""

from __future__ import annotations

import functools
import math

from sayso.desk.parts.words import bdi, name_country
from sayso.export.map.draw import Style, draw_hatching, draw_spots
from sayso.export.map.frame import choose_frame
from sayso.export.map.globe import is_on_globe
from sayso.export.map.land import cut_land
from sayso.export.map.spots import Shape, Spot, name_precision
from sayso.export.markup import Html, join_markup, show_plain, tag
from sayso.model import Location, PlacePrecision

_WIDTH, _HEIGHT = 340, 200
_STYLE = Style(letters=14, hatch="hatch", target="#{index}", corners=48)
_LEAST_VIEW_KM = 1400.0  # nearer, a place inland would stand on blank paper
_SMALL_KM = 120.0  # up to here the ring is too small to see in such a view
_SHAPES: dict[PlacePrecision, Shape] = {
    "point": "town",
    "town": "town",
    "admin2": "area",
    "admin1": "area",
    "country": "wide",
    "region": "wide",
}
_ASSUMED: dict[PlacePrecision, float] = {
    "point": 2.0,
    "town": 10.0,
    "admin2": 40.0,
    "admin1": 150.0,
    "country": 500.0,
    "region": 500.0,
}


def tell_location(location: Location | None) -> Html:
    """``Almaty, Kazakhstan · town, within 12 km``."""
    if location is None:
        return tag("span", "place not told", cls="soft")
    name = ", ".join(dict.fromkeys(part for part in (location.name, name_country(location.country)) if part))
    words = [name_precision(location.precision)] if location.precision else []
    if location.radius_km:
        words.append(f"within {max(1, round(location.radius_km)):,} km")
    return join_markup(
        [bdi(name, 120, cls="place-of"), *([tag("span", " " + ", ".join(words), cls="soft")] if words else [])]
    )


@functools.lru_cache(maxsize=256)
def draw_location(location: Location | None) -> Html:
    """The map; nothing where no coordinates are known."""
    if location is None or not is_on_globe(location.latitude, location.longitude):
        return Html()
    precision: PlacePrecision = location.precision or "admin2"
    given = location.radius_km
    sized = given is not None and math.isfinite(given) and given > 0
    radius = given if sized and given is not None else _ASSUMED[precision]
    latitude, longitude = location.latitude or 0.0, location.longitude or 0.0
    spot = Spot(
        1,
        show_plain(location.name, 60),
        "",
        latitude,
        longitude,
        name_precision(location.precision),
        _SHAPES[precision],
        radius,
        not sized,
        (),
    )
    frame = choose_frame([(latitude, longitude, max(radius * 2, _LEAST_VIEW_KM))], width=_WIDTH, height=_HEIGHT)
    lens = _draw_lens(radius, assumed=not sized) if radius < _SMALL_KM else Html()
    return tag(
        "svg",
        tag("defs", draw_hatching("hatch")),
        tag("rect", width=_WIDTH, height=_HEIGHT, cls="sea"),
        tag("path", d=cut_land(frame), transform="scale(.5)", cls="land"),
        *draw_spots([spot], frame, _STYLE),
        lens,
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        role="img",
        aria_label=f"Map: {spot.name}",
        cls="map",
    )


def _draw_lens(radius_km: float, *, assumed: bool) -> Html:
    """The ring seen from near, with its size: in a view that shows where on the globe it is, it would be a dot."""
    x, y = _WIDTH - 46, _HEIGHT - 62
    words = f"{max(1, round(radius_km)):,} km" + ("?" if assumed else "")
    return tag(
        "g",
        tag("circle", cx=x, cy=y, r=36, cls="lens"),
        tag("circle", cx=x, cy=y, r=26, cls="ring"),
        tag("path", d=f"M{x} {y}h0", cls="core"),
        tag("path", d=f"M{x} {y}h26", cls="radius"),
        tag("text", words, x=x, y=_HEIGHT - 10, text_anchor="middle"),
        cls="spot town lens-of",
    )
