"""Make ``land.json`` from the npm package world-atlas (Natural Earth, public domain).

``npm pack world-atlas@2.0.2``, unpack it, then ``python -m sayso.export.map.make_land FOLDER``, where FOLDER holds
countries-50m.json and countries-110m.json. The TopoJSON is decoded here, thinned, and written as whole hundredths of a
degree, each point as its step from the one before.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Line = list[Point]

SOURCE = "Natural Earth 4.1, public domain, as packed in world-atlas 2.0.2"
_STEP = 100  # steps in a degree
_FINE, _COARSE = 0.035, 0.12  # how far, in degrees, a line may move when it is thinned
_SMALLEST_FINE, _SMALLEST_COARSE = 0.004, 0.15  # square degrees; islands below are left out


def make_land(folder: Path) -> dict[str, Any]:
    """The outlines of land, fine and coarse, and the lines between countries."""
    fine = _read(folder / "countries-50m.json")
    arcs = _decode_arcs(fine)
    return {
        "source": SOURCE,
        "step": _STEP,
        "fine": list(_pack_rings(_list_rings(fine["objects"]["land"], arcs), _FINE, _SMALLEST_FINE)),
        "coarse": list(_pack_coarse(_read(folder / "countries-110m.json"))),
        "borders": list(_pack_lines(_list_borders(fine["objects"]["countries"], arcs))),
    }


def _pack_coarse(topology: dict[str, Any]) -> Iterator[list[int]]:
    return _pack_rings(_list_rings(topology["objects"]["land"], _decode_arcs(topology)), _COARSE, _SMALLEST_COARSE)


def _read(path: Path) -> dict[str, Any]:
    topology = json.loads(path.read_text("utf-8"))
    if topology.get("type") != "Topology":
        raise ValueError(f"{path.name} is no TopoJSON")
    return dict(topology)


def _decode_arcs(topology: dict[str, Any]) -> list[Line]:
    """Arcs as degrees: in TopoJSON they are whole steps, each from the point before, scaled and moved."""
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        xs, ys = (list(accumulate(column)) for column in zip(*arc, strict=True))
        decoded.append([(x * wide + west, y * high + south) for x, y in zip(xs, ys, strict=True)])
    return decoded


def _list_rings(thing: dict[str, Any], arcs: Sequence[Line]) -> Iterator[Line]:
    """Every ring of a geometry, holes too: drawn together by the even-odd rule they give the area."""
    for numbers in _list_ring_numbers(thing):
        yield _close_at_pole(_run_on(_join(numbers, arcs)))


def _list_ring_numbers(thing: dict[str, Any]) -> Iterator[list[int]]:
    kind = thing["type"]
    if kind == "GeometryCollection":
        for part in thing["geometries"]:
            yield from _list_ring_numbers(part)
    elif kind == "Polygon":
        yield from thing["arcs"]
    elif kind == "MultiPolygon":
        for polygon in thing["arcs"]:
            yield from polygon


def _join(numbers: Iterable[int], arcs: Sequence[Line]) -> Line:
    """Arcs one after the other; the number ~n stands for arc n backwards, and ends that meet are one point."""
    line: Line = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        line += arc[1:] if line else arc
    return line


def _run_on(line: Line) -> Line:
    """Longitudes that run on across the date line, where those of the source jump from 180 to -180."""
    turn, ran = 0.0, line[:1]
    for before, point in pairwise(line):
        if abs(point[0] - before[0]) > 180:
            turn += 360 if point[0] < before[0] else -360
        ran.append((point[0] + turn, point[1]))
    return ran


def _close_at_pole(ring: Line) -> Line:
    """A ring that goes all the way round (Antarctica) is closed along its pole."""
    if abs(ring[-1][0] - ring[0][0]) < 180:
        return ring
    pole = -90.0 if ring[0][1] < 0 else 90.0
    return [*ring, (ring[-1][0], pole), (ring[0][0], pole), ring[0]]


def _list_borders(countries: dict[str, Any], arcs: Sequence[Line]) -> Iterator[Line]:
    """The arcs that two countries share."""
    uses = Counter(number if number >= 0 else ~number for ring in _list_ring_numbers(countries) for number in set(ring))
    yield from (_run_on(arcs[number]) for number, count in sorted(uses.items()) if count > 1 and len(arcs[number]) > 1)


def _pack_lines(lines: Iterable[Line]) -> Iterator[list[int]]:
    packed = (_pack(_thin(line, _FINE)) for line in lines)
    yield from (line for line in packed if len(line) > 2)


def _pack_rings(rings: Iterable[Line], distance: float, smallest: float) -> Iterator[list[int]]:
    for ring in rings:
        thinned = _thin_ring(ring, distance)
        if len(thinned) > 3 and abs(_measure(thinned)) >= smallest:
            yield _pack(thinned)


def _measure(ring: Line) -> float:
    """Area in square degrees (shoelace formula)."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _thin_ring(ring: Line, distance: float) -> Line:
    """A ring is thinned in two halves, since its ends are one point."""
    middle = max(range(len(ring)), key=lambda n: abs(ring[n][0] - ring[0][0]) + abs(ring[n][1] - ring[0][1]))
    return [*_thin(ring[: middle + 1], distance), *_thin(ring[middle:], distance)[1:]]


def _thin(line: Line, distance: float) -> Line:
    """The line without the points that lie within ``distance`` of it (Douglas and Peucker 1973)."""
    if len(line) < 3:
        return line
    kept, open_parts = {0, len(line) - 1}, [(0, len(line) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        if last - first < 2:
            continue
        farthest = max(range(first + 1, last), key=lambda n: _stray(line[n], line[first], line[last]))
        if _stray(line[farthest], line[first], line[last]) > distance:
            kept.add(farthest)
            open_parts += [(first, farthest), (farthest, last)]
    return [line[n] for n in sorted(kept)]


def _stray(point: Point, first: Point, last: Point) -> float:
    """How far a point lies from the stretch between two others, in degrees."""
    (x, y), (ax, ay), (bx, by) = point, first, last
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length))
    return float(((x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2) ** 0.5)


def _pack(line: Line) -> list[int]:
    """Longitude and latitude of the first point, then the steps to each next one, all in whole steps."""
    points = [(round(x * _STEP), round(y * _STEP)) for x, y in line]
    packed, (x, y) = [*points[0]], points[0]
    for px, py in points[1:]:
        if (px, py) != (x, y):
            packed += [px - x, py - y]
            x, y = px, py
    return packed


if __name__ == "__main__":
    _lines = json.dumps(make_land(Path(sys.argv[1])), separators=(",", ":")).replace("],[", "],\n[")
    Path(__file__).with_name("land.json").write_text(_lines + "\n", "utf-8")
