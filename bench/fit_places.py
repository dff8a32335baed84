"""Fits the weights of places: what tells a toponym, and which place a name means.

Both are maximum-likelihood fits with a ridge, by Newton's method: a logistic regression over the drafts of all reports,
and a conditional logit over the places of each gold name, where every place near enough to gold is right. The second
depends on what the other names of a report are taken to mean, so it is repeated with its own answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from bench.errors import BenchError
from bench.metrics.places import NEAR_KM, TIGHT_KM, Point, measure_error
from bench.reading import Reads
from bench.tasks.places import Seen, find_all, learn_others, name_outlet, read_lines, see
from sayso.gazetteer import Gazetteer, find_gazetteer
from sayso.lang import find_language
from sayso.model import Span
from sayso.places import Areas
from sayso.places.drafts import Scene, find_drafts, make_scene
from sayso.places.features import find_habits, list_features
from sayso.places.frame import make_frame
from sayso.places.options import FEATURES
from sayso.places.recognise import make_toponym, take_spans
from sayso.places.resolve import resolve_toponyms
from sayso.places.solve import read_weights
from sayso.places.weights import Weights, load_weights
from sayso.settings import load_settings

Floats = NDArray[np.float64]
RIDGE = 1.0
PRIOR = {"continent": 3.0, "region": 1.5, "water": 0.5, "dated": -2.0, "domain": 1.0, "seat": 0.3}
"""Where the ridge pulls weights of what the corpora hardly hold; all others are pulled to 0."""
LEAST_SEEN = 4
THRESHOLD = 0.4
_STEPS, _ROUNDS = 25, 3
WEIGHTS = Path(__file__).resolve().parents[1] / "src/sayso/places/weights.json"


class Rows(msgspec.Struct, frozen=True, eq=False):
    """Places of names: columns of shape [rows, features], the first row of each name, and which rows are right."""

    columns: Floats
    firsts: NDArray[np.int64]
    right: NDArray[np.bool_]


def fit_places(paths: Sequence[Path], reader: Reads) -> Weights:
    """The weights that fit the corpora best. Raises BenchError where there is no gazetteer."""
    gazetteer = find_gazetteer(load_settings())
    if gazetteer is None:
        raise BenchError("there is no gazetteer: build it once with `sayso places build`")
    seen = [[see(gold, reader) for gold in read_lines(path)] for path in paths]
    everything = [one for corpus in seen for one in corpus]
    recognise = fit_recognition(everything, gazetteer)
    areas = [known for corpus in seen for known in learn_others(corpus, [find_all(one, gazetteer) for one in corpus])]
    resolve = fit_resolution(everything, areas, gazetteer)
    return Weights(recognise, resolve, THRESHOLD)


def fit_recognition(seen: Sequence[Seen], gazetteer: Gazetteer) -> dict[str, float]:
    """Weights by feature; features that few drafts have are left out."""
    features: list[list[str]] = []
    right: list[bool] = []
    for one in seen:
        scene = scene_of(one)
        habits = find_habits(scene)
        golds = {(gold.start, gold.end) for gold in one.gold.toponyms}
        for draft in find_drafts(scene, gazetteer):
            toponym = make_toponym(scene, draft, 1.0)
            features.append(list_features(scene, draft, habits))
            right.append(bool(golds & {(toponym.start, toponym.end), (toponym.start, scene.ends[draft.last])}))
    counts = Counter(feature for found in features for feature in found)
    names = sorted(name for name, number in counts.items() if number >= LEAST_SEEN)
    columns = np.zeros((len(features), len(names)))
    at = {name: column for column, name in enumerate(names)}
    for row, found in zip(columns, features, strict=True):
        row[[at[feature] for feature in found if feature in at]] = 1
    weights = fit_logistic(columns, np.array(right, dtype=float))
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True) if abs(weight) > 0.02}


def fit_logistic(columns: Floats, right: Floats, *, ridge: float = RIDGE) -> Floats:
    """The weights of a logistic regression with a ridge, by Newton's method."""
    weights = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(columns @ weights, -30, 30)))
        slope = columns.T @ (likely - right) + ridge * weights
        curve = (columns.T * (likely * (1 - likely))) @ columns + ridge * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def fit_resolution(seen: Sequence[Seen], areas: Sequence[Areas], gazetteer: Gazetteer) -> dict[str, float]:
    """Weights by feature, fitted to reports without and with their outlet's area."""
    weights = read_weights(load_weights().resolve)
    for _ in range(_ROUNDS):
        rows = [
            collect_rows(one, given, gazetteer, weights)
            for one, known in zip(seen, areas, strict=True)
            for given in (None, known)
        ]
        weights = fit_choices(join_rows(rows), weights, prior=read_weights(PRIOR))
    return {name: round(float(w), 3) for name, w in zip(FEATURES, weights, strict=True) if abs(w) > 0.005}


def collect_rows(one: Seen, areas: Areas | None, gazetteer: Gazetteer, weights: Floats) -> Rows:
    """The rows of the gold names of a report that have a right and a wrong place among their candidates."""
    report = name_outlet(one) if areas is not None else one.report
    scene = scene_of(one)
    toponyms = take_spans(scene, [Span(g.start, g.end) for g in one.gold.toponyms], gazetteer)
    resolved = resolve_toponyms(scene, toponyms, gazetteer, weights, make_frame(report, scene, areas))
    chosen: list[int] = []
    firsts: list[int] = []
    right: list[bool] = []
    for gold, choice in zip(one.gold.toponyms, resolved.choices, strict=True):
        if (point := gold.point) is None:
            continue
        entries = [match.entry for match, _, _ in choice.ranked]
        judged = judge([measure_error(Point(e.latitude, e.longitude, e.geonameid), point) for e in entries])
        if any(judged) and not all(judged):
            firsts.append(len(chosen))
            chosen += [row for _, _, row in choice.ranked]
            right += judged
    return Rows(resolved.options.columns[chosen], np.array(firsts, dtype=np.int64), np.array(right, dtype=bool))


def judge(errors: Sequence[float]) -> list[bool]:
    """Which places are right: that with gold's id, else all within 20 km, else all within 161 km."""
    limit = next((km for km in (0.0, TIGHT_KM, NEAR_KM) if min(errors, default=np.inf) <= km), -1.0)
    return [error <= limit for error in errors]


def join_rows(rows: Sequence[Rows]) -> Rows:
    """The rows of many reports as one."""
    begins = np.cumsum([0, *(len(part.columns) for part in rows)])[:-1]
    firsts = [part.firsts + begin for part, begin in zip(rows, begins, strict=True)]
    columns = np.concatenate([part.columns for part in rows])
    return Rows(columns, np.concatenate(firsts), np.concatenate([part.right for part in rows]))


def fit_choices(rows: Rows, weights: Floats, *, prior: Floats, ridge: float = RIDGE) -> Floats:
    """The weights of a conditional logit with several right answers; each step lowers a bound of the loss."""
    sizes = np.diff(np.append(rows.firsts, len(rows.columns)))
    weights = weights.copy()
    for _ in range(_STEPS):
        scores = rows.columns @ weights
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, rows.firsts), sizes))
        likely = powers / np.repeat(np.add.reduceat(powers, rows.firsts), sizes)
        wanted = np.where(rows.right, likely, 0.0)
        wanted /= np.repeat(np.maximum(np.add.reduceat(wanted, rows.firsts), 1e-12), sizes)
        slope = rows.columns.T @ (likely - wanted) + ridge * (weights - prior)
        means = np.add.reduceat(rows.columns * likely[:, None], rows.firsts)
        curve = (rows.columns.T * likely) @ rows.columns - means.T @ means + ridge * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-5:
            break
    return weights


def scene_of(one: Seen) -> Scene:
    """The columns that recognition looks at."""
    return make_scene(one.report.text, one.tokens, one.syntax, one.names, find_language(None))


def format_weights(weights: Weights) -> bytes:
    """The weights as indented JSON, the same bytes for the same weights."""
    return msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n"
