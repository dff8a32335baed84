"""Counts behind precision, recall and F1, and how far they may be trusted: bootstrap over reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Counts(msgspec.Struct, frozen=True):
    """Hits and totals of one measure.

    ``system_hits`` of ``system`` things found are right, ``gold_hits`` of ``gold`` things are found. A plain share or
    mean (see `share`) has the same pair twice, so that precision, recall and F1 are all that share.
    """

    system_hits: float = 0.0
    system: float = 0.0
    gold_hits: float = 0.0
    gold: float = 0.0

    @property
    def precision(self) -> float:
        """Share of the system's things that are right; 0 where there are none."""
        return self.system_hits / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold things that are found; 0 where there are none."""
        return self.gold_hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: Counts) -> Counts:
        """Counts over both parts."""
        return Counts(
            self.system_hits + other.system_hits,
            self.system + other.system,
            self.gold_hits + other.gold_hits,
            self.gold + other.gold,
        )


class Interval(msgspec.Struct, frozen=True):
    """A value and its 95 % percentile interval."""

    value: float
    low: float
    high: float


def count_hits(hits: float, *, gold: float, system: float) -> Counts:
    """Counts of one-to-one matches, where a hit counts on both sides."""
    return Counts(hits, system, hits, gold)


def share(total: float, number: float) -> Counts:
    """A share or mean: ``total`` over ``number``."""
    return Counts(total, number, total, number)


def add_counts(parts: Iterable[Mapping[str, Counts]]) -> dict[str, Counts]:
    """The sums by measure over reports: micro scores."""
    sums: dict[str, Counts] = {}
    for part in parts:
        for measure, counts in part.items():
            sums[measure] = sums.get(measure, Counts()) + counts
    return sums


def bootstrap(
    parts: Sequence[Mapping[str, Counts]], *, resamples: int = 1_000, seed: int = 20_160_908
) -> dict[str, Interval]:
    """F1 of every measure over all reports, with the interval from resampling whole reports with replacement.

    ``parts`` holds the counts of one report each. Raises ValueError where it is empty.
    """
    weights = _draw_weights(len(parts), resamples=resamples, seed=seed)
    sums = add_counts(parts)
    return {
        measure: _make_interval(counts.f1, _f1_of(weights @ _as_rows(parts, measure)))
        for measure, counts in sums.items()
    }


def paired_bootstrap(
    first: Sequence[Mapping[str, Counts]],
    second: Sequence[Mapping[str, Counts]],
    *,
    resamples: int = 1_000,
    seed: int = 20_160_908,
) -> dict[str, Interval]:
    """F1 of ``first`` less F1 of ``second`` for the measures that both have; both are drawn on the same reports.

    An interval without 0 says that the two systems differ. Raises ValueError where the reports differ in number.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} reports against {len(second)}: a paired comparison needs the same reports")
    weights = _draw_weights(len(first), resamples=resamples, seed=seed)
    sums, others = add_counts(first), add_counts(second)
    differences: dict[str, Interval] = {}
    for measure in (m for m in sums if m in others):
        drawn = _f1_of(weights @ _as_rows(first, measure)) - _f1_of(weights @ _as_rows(second, measure))
        differences[measure] = _make_interval(sums[measure].f1 - others[measure].f1, drawn)
    return differences


def _draw_weights(reports: int, *, resamples: int, seed: int) -> Floats:
    """How often each report is drawn in each resample, shape [resamples, reports]."""
    if not reports:
        raise ValueError("there are no reports to resample")
    random = np.random.default_rng(seed)
    return random.multinomial(reports, np.full(reports, 1 / reports), size=resamples).astype(np.float64)


def _as_rows(parts: Sequence[Mapping[str, Counts]], measure: str) -> Floats:
    empty = Counts()
    rows = (part.get(measure, empty) for part in parts)
    return np.array([(c.system_hits, c.system, c.gold_hits, c.gold) for c in rows], dtype=np.float64)


def _f1_of(sums: Floats) -> Floats:
    """F1 of every row of hits and totals."""
    precision = sums[:, 0] / np.maximum(sums[:, 1], 1e-12)
    recall = sums[:, 2] / np.maximum(sums[:, 3], 1e-12)
    scores: Floats = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    return scores


def _make_interval(value: float, drawn: Floats) -> Interval:
    low, high = np.percentile(drawn, (2.5, 97.5))
    return Interval(value, float(low), float(high))
