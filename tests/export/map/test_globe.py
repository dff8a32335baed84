from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.map.globe import EARTH_KM, LARGEST_KM, draw_ring, is_on_globe, measure_reach


def measure(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two (longitude, latitude), by the chord between them."""
    (ax, ay), (bx, by) = ([math.radians(v) for v in point] for point in (one, other))
    chord = math.dist(
        (math.cos(ay) * math.cos(ax), math.cos(ay) * math.sin(ax), math.sin(ay)),
        (math.cos(by) * math.cos(bx), math.cos(by) * math.sin(bx), math.sin(by)),
    )
    return 2 * EARTH_KM * math.asin(min(1.0, chord / 2))


@pytest.mark.parametrize(
    ("latitude", "longitude", "on"),
    [
        (90, 180, True), (-90, -180, True), (0, 0, True), (90.01, 0, False), (0, -180.01, False), (None, 0, False),
        (0, None, False), (math.nan, 0, False), (0, math.inf, False), (-math.inf, 0, False),
    ],
)  # fmt: skip
def test_only_degrees_of_the_globe_lie_on_it(latitude: float | None, longitude: float | None, on: bool) -> None:
    assert is_on_globe(latitude, longitude) is on


@given(st.floats(-60, 60), st.floats(-180, 180), st.floats(1, 3000))
def test_every_corner_of_a_ring_is_as_far_as_it_says(latitude: float, longitude: float, radius: float) -> None:
    for corner in draw_ring(latitude, longitude, radius):
        assert measure((longitude, latitude), corner) == pytest.approx(radius, rel=1e-6, abs=1e-3)
        assert abs(corner[0] - longitude) <= measure_reach(latitude, radius) + 1e-6


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(-10, 1e9))
def test_no_ring_leaves_the_globe_or_turns_round_it_twice(latitude: float, longitude: float, radius: float) -> None:
    corners = draw_ring(latitude, longitude, radius)
    assert all(math.isfinite(x) and -90 <= y <= 90 for x, y in corners)
    assert max(x for x, _ in corners) - min(x for x, _ in corners) <= 360 + 1e-6


@pytest.mark.parametrize("latitude", [89.0, -89.0, 90.0, 60.0])
def test_a_ring_that_holds_a_pole_is_a_strip_along_it(latitude: float) -> None:
    corners = draw_ring(latitude, 10.0, 4000)
    assert (min(x for x, _ in corners), max(x for x, _ in corners)) == (-170.0, 190.0)
    assert {corners[0][1], corners[-1][1]} == {math.copysign(90.0, latitude)}
    assert measure_reach(latitude, 4000) == 180.0


def test_a_ring_across_the_date_line_is_in_one_piece() -> None:
    corners = draw_ring(-17.8, 178.0, 500)
    assert max(x for x, _ in corners) > 180
    assert min(x for x, _ in corners) > 170


def test_the_largest_ring_stays_on_its_half() -> None:
    assert draw_ring(0.0, 0.0, 1e12) == draw_ring(0.0, 0.0, LARGEST_KM)
