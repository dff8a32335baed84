"""Drawing places as SVG: what is known only to an area is drawn as one, at true scale, and never as a pin.

Dots keep their size when the view is enlarged: they are lines of no length with round ends and a stroke that does not
scale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sayso.export.map.frame import Frame, Reach
from sayso.export.map.globe import KM_PER_DEGREE, Point, draw_ring, measure_reach
from sayso.export.map.spots import Spot
from sayso.export.markup import Html, show_plain, tag

MOST_DRAWN = 2000
_MOST_LABELS = 60
_LONGEST_LABEL, _LONGEST_TITLE = 26, 160
_LETTER, _LINE = 0.58, 1.25  # usual width and height of a letter in ems
_FEWEST_KM = 1.0
_SMALL_KM, _FAR_NORTH = 250.0, 75.0  # up to here a ring is drawn as an ellipse: less than a pixel away from it

# Where a name may stand, the best first, for dots and for areas: its anchor, and how far right and down in letters.
_SEATS: tuple[tuple[tuple[str, float, float], ...], ...] = (
    (("start", 0.6, 0.35), ("end", -0.6, 0.35), ("middle", 0, -0.7), ("middle", 0, 1.4)),
    tuple(("middle", 0, down) for down in (0.35, -0.9, 1.6, -2.2, 2.9)),
)

Box = tuple[float, float, float, float]


class Style(msgspec.Struct, frozen=True):
    """How a map is drawn: letters in units, the id of its hatching, what a spot leads to, corners of a large ring."""

    letters: float
    hatch: str
    target: str
    corners: int = 72


def list_reaches(spots: Sequence[Spot]) -> list[Reach]:
    """What the view must hold."""
    return [(spot.latitude, spot.longitude, spot.radius_km) for spot in spots[:MOST_DRAWN]]


def draw_spots(spots: Sequence[Spot], frame: Frame, style: Style) -> list[Html]:
    """All spots, the widest first so that none hides another, and their names where there is room."""
    shown = sorted(spots[:MOST_DRAWN], key=lambda spot: (-spot.radius_km, spot.number))
    names = _place_names(sorted(shown, key=lambda spot: spot.number), frame, style)
    return [_draw_spot(spot, frame, style, names.get(spot.number)) for spot in shown]


def draw_hatching(name: str) -> Html:
    """The pattern of areas whose edge is not known."""
    line = tag("path", d="M0 6L6 0M-1 1L1 -1M5 7L7 5", cls="hatch")
    return tag("pattern", line, id=name, width=6, height=6, patternUnits="userSpaceOnUse")


def describe_size(spot: Spot) -> str:
    """``town, within 12 km``."""
    size = f"{max(1, round(spot.radius_km)):,}"
    return f"{spot.precision}, within {size} km" + (" (assumed)" if spot.assumed else "")


def _draw_spot(spot: Spot, frame: Frame, style: Style, name: Html | None) -> Html:
    count = len(spot.mentions)
    told = f"{describe_size(spot)}; {count:,} {'mention' if count == 1 else 'mentions'}"
    title = tag("title", f"{show_plain(spot.name, _LONGEST_TITLE)}: {told}")
    x, y = frame.project((frame.turn(spot.longitude), spot.latitude))
    parts = list(_draw_ring(spot, frame, style))
    if spot.shape == "town":
        parts.append(tag("path", d=f"M{x:.1f} {y:.1f}h0", cls="core"))
    cls = f"spot {spot.shape}{' assumed' if spot.assumed else ''}"
    first = next((mention for mention in spot.mentions if mention.stands), None)
    if first is None and "{index}" in style.target:
        return tag("g", title, *parts, name or Html(), cls=cls)
    first = first or spot.mentions[0]
    href = style.target.format(number=spot.number, report=first.report, index=first.index)
    return tag("a", title, *parts, name or Html(), href=href, cls=cls)


def _draw_ring(spot: Spot, frame: Frame, style: Style) -> Iterator[Html]:
    """The ring, and again a turn of the globe further where the view shows that side too."""
    longitude, radius = frame.turn(spot.longitude), max(spot.radius_km, _FEWEST_KM)
    side = measure_reach(spot.latitude, radius)
    turns = [turn for turn in (-360, 0, 360) if longitude + turn + side >= frame.west]
    turns = [turn for turn in turns if longitude + turn - side <= frame.east]
    fill = f"url(#{style.hatch})" if spot.shape == "wide" else None
    if radius <= _SMALL_KM and abs(spot.latitude) < _FAR_NORTH:
        size = {"rx": f"{side * frame.across:.1f}", "ry": f"{radius / KM_PER_DEGREE * frame.down:.1f}"}
        for turn in turns:
            x, y = frame.project((longitude + turn, spot.latitude))
            yield tag("ellipse", cx=f"{x:.1f}", cy=f"{y:.1f}", cls="ring", fill=fill, **size)
        return
    corners = draw_ring(spot.latitude, longitude, radius, corners=style.corners)
    lines = [[frame.project((x + turn, y)) for x, y in corners] for turn in turns]
    if side < 180:
        yield tag("path", d="".join(_write_line(line) + "z" for line in lines), cls="ring", fill=fill)
        return
    yield tag("path", d="".join(_write_line(line) + "z" for line in lines), cls="ring cap", fill=fill)
    edges = "".join(_write_line(line[1:-1]) for line in lines)  # not the pole, nor the sides that lead there
    yield tag("path", d=edges, cls="ring edge")


def _write_line(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points)


def _place_names(spots: Iterable[Spot], frame: Frame, style: Style) -> dict[int, Html]:
    """Names beside dots and on areas, as far as none covers another name or a dot; the most mentioned go first."""
    names: dict[int, Html] = {}
    taken: list[Box] = []
    spots = list(spots)
    for spot in spots[:_MOST_LABELS]:
        if spot.shape == "town":
            x, y = frame.project((frame.turn(spot.longitude), spot.latitude))
            taken.append((x - 5, y - 5, x + 5, y + 5))
    for spot in spots[:_MOST_LABELS]:
        words = show_plain(spot.name, _LONGEST_LABEL)
        x, y = frame.project((frame.turn(spot.longitude), spot.latitude))
        for anchor, right, down in _SEATS[spot.shape != "town"]:
            box = _measure(words, anchor, x + right * style.letters, y + down * style.letters, style)
            if _fits(box, taken, frame):
                taken.append(box)
                names[spot.number] = _write_name(words, x, y, (anchor, right, down))
                break
    return names


def _write_name(words: str, x: float, y: float, seat: tuple[str, float, float]) -> Html:
    """The name, its distance from the place in letters, so that it keeps when letters keep their size."""
    anchor, right, down = seat
    shift = f"{right:g}em" if right else None
    return tag("text", words, x=f"{x:.1f}", y=f"{y:.1f}", dx=shift, dy=f"{down:g}em", text_anchor=anchor)


def _measure(words: str, anchor: str, x: float, y: float, style: Style) -> Box:
    wide = len(words) * _LETTER * style.letters
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
    return left, y - 0.8 * style.letters, left + wide, y + (_LINE - 0.95) * style.letters


def _fits(box: Box, taken: Sequence[Box], frame: Frame) -> bool:
    if box[0] < 2 or box[1] < 2 or box[2] > frame.width - 2 or box[3] > frame.height - 2:
        return False
    return not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken)
