"""Land outlines as path data: whole for the map that zooms, cut to the view for a small one."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from importlib import resources
from itertools import accumulate, pairwise
from typing import Literal

import msgspec

from sayso.export.map.frame import Frame

_COARSE_FROM = 100.0  # degrees of longitude in view from which the coarse outlines are fine enough
_UNITS = 2  # steps of cut path data in a unit of the view
_NEAREST = 3  # steps; points that lie nearer to the one before are left out

Detail = Literal["fine", "coarse"]
Corner = tuple[float, float]


class Outlines(msgspec.Struct, frozen=True):
    """The data file: rings and lines of whole steps, ``step`` of them in a degree, each point from the one before."""

    source: str
    step: int
    fine: list[list[int]]
    coarse: list[list[int]]
    borders: list[list[int]]


class _Ring(msgspec.Struct, frozen=True):
    west: float
    east: float
    south: float
    north: float
    corners: list[Corner]


@functools.cache
def load_outlines() -> Outlines:
    """The outlines that ship."""
    data = resources.files(__package__).joinpath("land.json").read_bytes()
    return msgspec.json.decode(data, type=Outlines)


def write_land(detail: Detail) -> str:
    """Path data of all land in steps of the data file, y to the north; draw it with ``place_outlines``."""
    return "".join(_write_steps(ring) + "z" for ring in getattr(load_outlines(), detail))


def write_borders() -> str:
    """Path data of the lines between countries, as ``write_land``."""
    return "".join(_write_steps(line) for line in load_outlines().borders)


def place_outlines(frame: Frame) -> str:
    """The SVG transform from steps of the data file to units of the view."""
    step = load_outlines().step
    across, down = frame.across / step, frame.down / step
    return f"matrix({across:.6g} 0 0 {-down:.6g} {-frame.west * frame.across:.6g} {frame.north * frame.down:.6g})"


def cut_land(frame: Frame) -> str:
    """Path data of the land in the view, in half units, without detail too small to see."""
    detail: Detail = "coarse" if frame.east - frame.west >= _COARSE_FROM else "fine"
    return "".join(_cut_rings(frame, detail))


def _cut_rings(frame: Frame, detail: Detail) -> Iterator[str]:
    margin = 4 / frame.across
    west, east, south, north = frame.west - margin, frame.east + margin, frame.south - margin, frame.north + margin
    for ring in _decode(detail):
        if ring.north < south or ring.south > north:
            continue
        for turn in (-720, -360, 0, 360):
            if ring.east + turn < west or ring.west + turn > east:
                continue
            corners = [(x + turn, y) for x, y in ring.corners]
            inside = _clip(_clip(corners, 0, west, east), 1, south, north)
            yield _write_corners([frame.project(corner) for corner in inside])


@functools.cache
def _decode(detail: Detail) -> list[_Ring]:
    outlines = load_outlines()
    rings = []
    for packed in getattr(outlines, detail):
        xs = [x / outlines.step for x in accumulate(packed[0::2])]
        ys = [y / outlines.step for y in accumulate(packed[1::2])]
        rings.append(_Ring(min(xs), max(xs), min(ys), max(ys), list(zip(xs, ys, strict=True))))
    return rings


def _clip(corners: Sequence[Corner], axis: int, low: float, high: float) -> list[Corner]:
    """The part of a polygon between two lines (Sutherland and Hodgman 1974); edges may run along the lines."""
    return _clip_side(_clip_side(corners, axis, low, 1), axis, high, -1)


def _clip_side(corners: Sequence[Corner], axis: int, edge: float, sign: int) -> list[Corner]:
    if all((corner[axis] - edge) * sign >= 0 for corner in corners):
        return list(corners)
    kept: list[Corner] = []
    for before, corner in zip([*corners[-1:], *corners[:-1]], corners, strict=True):
        was, now = (before[axis] - edge) * sign >= 0, (corner[axis] - edge) * sign >= 0
        if was != now:
            share = (edge - before[axis]) / (corner[axis] - before[axis])
            kept.append((before[0] + share * (corner[0] - before[0]), before[1] + share * (corner[1] - before[1])))
        if now:
            kept.append(corner)
    return kept


def _write_corners(corners: Sequence[Corner]) -> str:
    points: list[tuple[int, int]] = []
    for x, y in corners:
        point = round(x * _UNITS), round(y * _UNITS)
        if not points or max(abs(point[0] - points[-1][0]), abs(point[1] - points[-1][1])) >= _NEAREST:
            points.append(point)
    if len(points) < 3:
        return ""
    steps = [*points[0]]
    for before, point in pairwise(points):
        steps += [point[0] - before[0], point[1] - before[1]]
    return _write_steps(steps) + "z"


def _write_steps(packed: Sequence[int]) -> str:
    """``M12 34l5-6...``: a blank stands only where no sign parts two numbers."""
    first = f"M{packed[0]} {packed[1]}l"
    rest = [str(step) if step < 0 else f" {step}" for step in packed[2:]]
    return first + "".join(rest).lstrip()
