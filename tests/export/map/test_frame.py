from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.map.frame import Reach, choose_frame, snap_frame

_REACHES = st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.floats(0.5, 20_000)), max_size=6)


@given(_REACHES)
def test_every_place_is_in_the_view_and_the_view_is_one_globe_wide_at_most(reaches: list[Reach]) -> None:
    for frame in (
        choose_frame(reaches, width=480, height=290),
        snap_frame(choose_frame(reaches, width=480, height=290)),
    ):
        assert frame.east - frame.west <= 360 + 1e-6
        for latitude, longitude, _ in reaches:
            x, y = frame.project((frame.turn(longitude), latitude))
            assert -1e-6 <= x <= 480 + 1e-6
            assert -1e-6 <= y <= 290 + 1e-6


def test_places_on_both_sides_of_the_date_line_make_a_narrow_view() -> None:
    frame = choose_frame([(-17.8, 178.0, 10), (-13.8, -172.0, 10)], width=480, height=290)
    assert frame.east - frame.west < 40
    assert frame.turn(178.0) < frame.turn(-172.0)


def test_one_town_is_shown_with_land_around_it() -> None:
    frame = choose_frame([(43.25, 76.95, 5)], width=480, height=290)
    assert frame.north - frame.south == pytest.approx(5)
    assert (frame.north + frame.south) / 2 == pytest.approx(43.25)


def test_scale_is_the_same_both_ways_in_the_middle() -> None:
    frame = choose_frame([(60.0, 10.0, 50)], width=480, height=290)
    assert frame.across / frame.down == pytest.approx(0.5, abs=0.01)


def test_no_place_gives_the_world() -> None:
    frame = choose_frame([], width=480, height=290)
    assert frame.east - frame.west == pytest.approx(360)


def test_near_views_snap_to_one() -> None:
    frames = {snap_frame(choose_frame([(43.2 + n / 50, 76.9, 15)], width=480, height=290)) for n in range(5)}
    assert len(frames) == 1
