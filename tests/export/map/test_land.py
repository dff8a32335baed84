from __future__ import annotations

import re
from itertools import accumulate, pairwise
from pathlib import Path

import pytest

from sayso.export.map.frame import choose_frame
from sayso.export.map.land import cut_land, load_outlines, write_borders, write_land
from sayso.export.map.make_land import make_land


def read_path(path: str) -> list[list[tuple[int, int]]]:
    """The corners of each ring of path data of one absolute point and relative steps."""
    rings = []
    for part in path.split("M")[1:]:
        numbers = [int(n) for n in re.findall(r"-?\d+", part)]
        rings.append(list(zip(accumulate(numbers[0::2]), accumulate(numbers[1::2]), strict=True)))
    return rings


def is_inside(rings: list[list[tuple[int, int]]], x: float, y: float) -> bool:
    """By the even-odd rule."""
    crossings = 0
    for ring in rings:
        for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize("detail", ["fine", "coarse"])
@pytest.mark.parametrize(
    ("latitude", "longitude", "land"),
    [
        (48, 68, True), (0, 25, True), (-25, 135, True), (-85, 0, True), (-85, 179, True), (67, 178, True),
        (0, -30, False), (0, -150, False), (60, -5, False), (41.5, 50.5, False), (85, 0, False), (43, 35, False),
    ],
)  # fmt: skip
def test_land_is_where_land_is(detail: str, latitude: float, longitude: float, land: bool) -> None:
    rings = read_path(write_land("fine" if detail == "fine" else "coarse"))
    assert any(is_inside(rings, 100 * (longitude + turn), 100 * latitude) for turn in (0, 360, -360)) is land


def test_no_outline_jumps_across_the_map() -> None:
    outlines = load_outlines()
    for line in [*outlines.fine, *outlines.coarse, *outlines.borders]:
        steps = line[2::2]
        corners = [y for y in accumulate(line[1::2])]
        far = [step for step, y in zip(steps, corners[1:], strict=True) if abs(step) > 9000 and y > -9000]
        assert far == []
        assert all(-9000 <= y <= 9000 for y in corners)


def test_path_data_follow_their_grammar() -> None:
    path = re.compile(r"(?:M-?\d+ -?\d+l(?:-?\d+(?:(?: |(?=-))-?\d+)*)z?)*")
    frame = choose_frame([(60.0, 10.0, 800)], width=480, height=290)
    for data in (write_land("fine"), write_land("coarse"), write_borders(), cut_land(frame)):
        assert path.fullmatch(data)


def test_data_name_their_source_and_stay_small() -> None:
    outlines = load_outlines()
    assert "Natural Earth" in outlines.source
    assert len(write_land("fine")) + len(write_land("coarse")) + len(write_borders()) < 400_000


def test_cut_land_stays_in_the_view_and_small() -> None:
    frame = choose_frame([(43.25, 50.0, 300)], width=480, height=290)
    path = cut_land(frame)
    corners = [corner for ring in read_path(path) for corner in ring]
    assert 0 < len(path) < 6000
    assert all(-30 <= x <= 990 and -30 <= y <= 610 for x, y in corners)


def test_cut_land_agrees_with_the_whole() -> None:
    frame = choose_frame([(40.0, 20.0, 900)], width=480, height=290)
    cut, whole = read_path(cut_land(frame)), read_path(write_land("fine"))
    agreed = total = 0
    for step_x in range(20, 480, 40):
        for step_y in range(20, 290, 40):
            longitude, latitude = frame.west + step_x / frame.across, frame.north - step_y / frame.down
            agreed += is_inside(cut, 2 * step_x, 2 * step_y) == is_inside(whole, 100 * longitude, 100 * latitude)
            total += 1
    assert agreed >= total - 2  # a corner may lie within a step of the coast


def test_view_across_the_date_line_has_land_on_both_sides() -> None:
    rings = read_path(cut_land(choose_frame([(66.0, 180.0, 600)], width=480, height=290)))
    xs = [x for ring in rings for x, _ in ring]
    assert min(xs) < 300
    assert max(xs) > 660


def test_topojson_is_decoded(tmp_path: Path) -> None:
    """Two squares that share a side: their outline is land, their common side a border."""
    folder = tmp_path
    arcs = "[[[0,0],[0,10]],[[0,10],[10,0],[0,-10],[-10,0]],[[0,0],[-10,0],[0,10],[10,0]]]"
    head = '{"type":"Topology","transform":{"scale":[1,1],"translate":[0,0]},"arcs":' + arcs + ',"objects":{'
    land = '"land":{"type":"GeometryCollection","geometries":[{"type":"MultiPolygon","arcs":[[[1,2]]]}]}'
    states = '{"type":"Polygon","arcs":[[0,1]]},{"type":"Polygon","arcs":[[-1,2]]}'
    whole = f'{head}{land},"countries":{{"type":"GeometryCollection","geometries":[{states}]}}}}}}'
    for name in ("countries-50m.json", "countries-110m.json"):
        (folder / name).write_text(whole, "utf-8")
    made = make_land(folder)
    assert made["borders"] == [[0, 0, 0, 1000]]
    (ring,) = made["fine"]
    corners = set(zip(accumulate(ring[0::2]), accumulate(ring[1::2]), strict=True))
    assert corners == {(0, 1000), (1000, 1000), (1000, 0), (0, 0), (-1000, 0), (-1000, 1000)} - {(0, 1000), (0, 0)} | {
        (0, 1000)
    }
    assert made["coarse"] == made["fine"]
