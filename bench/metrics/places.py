"""Measures of toponyms: which spans are found, how far the answers lie from gold, and both together.

Definitions. *Error*: great-circle distance in km between answer and gold; 0 where both bear the same GeoNames id;
20,039 km where there is no answer. *acc@161*: share of all gold toponyms with coordinates whose error is at most 161 km
(100 miles). *AUC*: area under the sorted curve of ln(error + 1), by trapezoids, over that of the greatest error (lower
is better).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import median

import msgspec

from bench.metrics.counts import Counts, count_hits, share

FARTHEST_KM = 20_039.0
NEAR_KM, TIGHT_KM = 161.0, 20.0
_EARTH_KM = 6_371.0


class Point(msgspec.Struct, frozen=True):
    """A place on the globe: degrees (WGS 84), and its GeoNames id where known."""

    latitude: float
    longitude: float
    geonameid: int | None = None


class Spot(msgspec.Struct, frozen=True):
    """A toponym of gold or system: code points ``start`` to ``end`` and where it lies, None where unresolved."""

    start: int
    end: int
    point: Point | None = None

    def overlaps(self, other: Spot) -> bool:
        """Whether both share a character."""
        return self.start < other.end and other.start < self.end


def measure_distance(one: Point, other: Point) -> float:
    """Great-circle distance in km by the haversine formula on a sphere of 6,371 km."""
    lat1, lon1, lat2, lon2 = map(math.radians, (one.latitude, one.longitude, other.latitude, other.longitude))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def measure_error(answer: Point | None, gold: Point, *, ids: bool = True) -> float:
    """The error of an answer in km; with ``ids`` a matching GeoNames id counts as 0."""
    if answer is None:
        return FARTHEST_KM
    if ids and gold.geonameid is not None and answer.geonameid == gold.geonameid:
        return 0.0
    return measure_distance(answer, gold)


def score_spans(gold: Sequence[Spot], system: Sequence[Spot]) -> dict[str, Counts]:
    """Recognition: the same span, and any overlap (precision over system spans, recall over gold spans)."""
    known = {(spot.start, spot.end) for spot in gold}
    exact = sum((spot.start, spot.end) in known for spot in system)
    touching = [
        sum(any(a.overlaps(b) for b in others) for a in ones) for ones, others in ((system, gold), (gold, system))
    ]
    return {
        "recognition/exact": count_hits(exact, gold=len(gold), system=len(system)),
        "recognition/overlap": Counts(touching[0], len(system), touching[1], len(gold)),
    }


def score_answers(
    golds: Sequence[Point], answers: Sequence[Point | None], candidates: Sequence[Sequence[Point]]
) -> dict[str, Counts]:
    """Resolution of gold toponyms of one report: shares by each denominator; ``candidates`` are all of each name's."""
    errors = [measure_error(answer, gold) for answer, gold in zip(answers, golds, strict=True)]
    bare = [measure_error(answer, gold, ids=False) for answer, gold in zip(answers, golds, strict=True)]
    near = [error <= NEAR_KM for error in errors]
    answered = [answer is not None for answer in answers]
    reachable = [
        any(measure_error(point, gold) <= NEAR_KM for point in points)
        for points, gold in zip(candidates, golds, strict=True)
    ]
    return {
        "acc161": share(sum(near), len(golds)),
        "acc161-answered": share(sum(near), sum(answered)),
        "acc161-reachable": share(_count_both(near, reachable), sum(reachable)),
        "acc161-coordinates": share(sum(error <= NEAR_KM for error in bare), len(golds)),
        "acc20": share(sum(error <= TIGHT_KM for error in errors), len(golds)),
        "reachable": share(sum(reachable), len(golds)),
    }


def score_end_to_end(gold: Sequence[Spot], system: Sequence[Spot]) -> Counts:
    """Found and placed within 161 km, one gold toponym for one of the system's.

    What lies over gold without coordinates is left out, as are gold without coordinates and what the system leaves
    unresolved.
    """
    unknown = [spot for spot in gold if spot.point is None]
    known = [spot for spot in gold if spot.point is not None]
    placed = [spot for spot in system if spot.point is not None]
    used: set[int] = set()
    hits = ignored = 0
    for spot in placed:
        touched = [i for i, other in enumerate(known) if i not in used and spot.overlaps(other)]
        right = next((i for i in touched if _is_near(spot.point, known[i].point)), None)
        if right is not None:
            used.add(right)
            hits += 1
        elif not touched and any(spot.overlaps(other) for other in unknown):
            ignored += 1
    return count_hits(hits, gold=len(known), system=len(placed) - ignored)


def summarise_errors(errors: Iterable[float]) -> dict[str, float]:
    """Mean and median error in km, and the AUC in [0, 1], over all gold; empty where there is none."""
    ordered = sorted(errors)
    if not ordered:
        return {}
    return {"mean": sum(ordered) / len(ordered), "median": median(ordered), "auc": measure_auc(ordered)}


def measure_auc(ordered: Sequence[float]) -> float:
    """The trapezoid area under ln(km + 1) of errors in rising order, over ln(20,039) times their number less one."""
    logs = [math.log(error + 1) for error in ordered]
    if len(logs) == 1:
        return logs[0] / math.log(FARTHEST_KM)
    area = sum((one + other) / 2 for one, other in pairwise(logs))
    return area / (math.log(FARTHEST_KM) * (len(logs) - 1))


def name_after(prefix: str, counts: Mapping[str, Counts]) -> dict[str, Counts]:
    """The same counts, each measure behind a prefix."""
    return {f"{prefix}/{measure}": value for measure, value in counts.items()}


def _count_both(ones: Sequence[bool], others: Sequence[bool]) -> int:
    return sum(one and other for one, other in zip(ones, others, strict=True))


def _is_near(one: Point | None, other: Point | None) -> bool:
    return one is not None and other is not None and measure_error(one, other) <= NEAR_KM
