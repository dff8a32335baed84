"""Distances, denominators and matches counted by hand."""

from __future__ import annotations

import math

import pytest

from bench.metrics.places import (
    FARTHEST_KM,
    Point,
    Spot,
    measure_auc,
    measure_distance,
    measure_error,
    score_answers,
    score_end_to_end,
    score_spans,
    summarise_errors,
)

EQUATOR = Point(0.0, 0.0, 1)
DEGREE_KM = 6_371 * math.pi / 180  # 111.19 km


@pytest.mark.parametrize(
    ("other", "km"),
    [
        (EQUATOR, 0.0),
        (Point(1.0, 0.0), DEGREE_KM),
        (Point(0.0, -1.0), DEGREE_KM),
        (Point(90.0, 12.0), 90 * DEGREE_KM),
        (Point(0.0, 180.0), 180 * DEGREE_KM),
    ],
)
def test_distances_are_great_circles(other: Point, km: float) -> None:
    assert measure_distance(EQUATOR, other) == pytest.approx(km)


def test_a_matching_id_counts_as_no_error_unless_told_otherwise() -> None:
    far = Point(10.0, 0.0, 1)
    assert measure_error(far, EQUATOR) == 0
    assert measure_error(far, EQUATOR, ids=False) == pytest.approx(10 * DEGREE_KM)
    assert measure_error(None, EQUATOR) == FARTHEST_KM
    assert measure_error(Point(1.0, 0.0), Point(0.0, 0.0)) == pytest.approx(DEGREE_KM)  # no id on either side


def test_answers_by_every_denominator() -> None:
    golds = [Point(0, 0, 1), Point(0, 0, 2), Point(0, 0, 3), Point(0, 0, 4)]
    near, far = Point(1.0, 0.0), Point(5.0, 0.0)
    answers = [Point(0, 0, 1), near, far, None]
    candidates = [[Point(0, 0, 1)], [near], [far, near], []]
    scores = {
        name: (counts.system_hits, counts.system) for name, counts in score_answers(golds, answers, candidates).items()
    }
    assert scores == {
        "acc161": (2, 4),
        "acc161-answered": (2, 3),
        "acc161-reachable": (2, 3),
        "acc161-coordinates": (2, 4),
        "acc20": (1, 4),
        "reachable": (3, 4),
    }


def test_spans_exact_and_overlapping() -> None:
    gold = [Spot(0, 5), Spot(10, 20)]
    system = [Spot(0, 5), Spot(12, 14), Spot(15, 17), Spot(30, 31)]
    scores = score_spans(gold, system)
    exact, overlap = scores["recognition/exact"], scores["recognition/overlap"]
    assert (exact.system_hits, exact.system, exact.gold) == (1, 4, 2)
    assert (overlap.system_hits, overlap.system, overlap.gold_hits, overlap.gold) == (3, 4, 2, 2)


def test_end_to_end_uses_a_gold_toponym_once_and_leaves_out_what_is_unknown() -> None:
    here, far = Point(0.0, 0.0), Point(9.0, 9.0)
    gold = [Spot(0, 5, here), Spot(10, 15, here), Spot(20, 25), Spot(30, 35, here)]
    system = [
        Spot(0, 2, here),  # right
        Spot(3, 5, here),  # the same gold again
        Spot(10, 15, far),  # too far
        Spot(20, 25, far),  # over gold without coordinates: left out
        Spot(30, 35),  # unresolved: left out
        Spot(40, 45, here),  # nothing there
    ]
    counts = score_end_to_end(gold, system)
    assert (counts.system_hits, counts.system, counts.gold_hits, counts.gold) == (1, 4, 1, 3)


def test_mean_median_and_area() -> None:
    assert summarise_errors([]) == {}
    found = summarise_errors([3.0, 0.0, FARTHEST_KM])
    assert found["mean"] == pytest.approx((3 + FARTHEST_KM) / 3)
    assert found["median"] == 3
    logs = [0.0, math.log(4), math.log(FARTHEST_KM + 1)]
    area = (logs[0] + logs[1]) / 2 + (logs[1] + logs[2]) / 2
    assert found["auc"] == pytest.approx(area / (2 * math.log(FARTHEST_KM)))
    assert measure_auc([0.0, 0.0, 0.0]) == 0
