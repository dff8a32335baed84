"""Confidence: whether a claim that is given 0.8 is right eight times in ten."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from bench.errors import BenchError
from bench.metrics.attribution import Attribution as Spans
from bench.metrics.attribution import cut_simply, find_punctuation, make_token_sets
from bench.metrics.relations import judge_pair, match_attributions
from bench.reading import make_report
from bench.results import Figure, Measured
from sayso.claims import confidence
from sayso.claims.confidence import FEATURES, describe
from sayso.learn.corpora.polnear import Article, first_readings, read_articles
from sayso.model import Attribution, Tokens
from sayso.parse import Reader
from sayso.pipeline import STAGES, Stage, run_stages

WEIGHTS = Path(confidence.__file__).with_name(confidence.WEIGHTS_FILE)
FOLDS = 5
BINS = 10
_NOTE = "given: mean confidence; right: share of claims right in who and what; weights fitted on the other reports"
_RIDGE = 0.05
_ROUNDS = 50
_WANTED = ("tokens", "joined")

Floats = NDArray[np.float64]


class Judged(msgspec.Struct, frozen=True, eq=False):
    """Attributions that the reader's scores speak of: features [n, f], right or not [n], number of the report [n]."""

    features: Floats
    right: Floats
    report: NDArray[np.int64]


def measure_confidence(paths: Sequence[Path], reader: Reader, *, limit: int | None = None) -> Measured:
    """The reliability table of weights fitted on the other reports (five parts), the Brier score and the error."""
    figures: dict[str, Figure] = {}
    for path in paths:
        judged = judge_reports(path, reader, limit=limit)
        chances = cross_fit(judged)
        figures |= {f"{path.stem}/{name}": figure for name, figure in make_table(chances, judged.right).items()}
    return Measured({}, figures=figures, notes=(_NOTE,))


def judge_reports(path: Path, reader: Reader, *, limit: int | None = None) -> Judged:
    """The outermost attributions of every report of a corpus, and which of them are right in who and what."""
    features, right, report = [], [], []
    for number, article in enumerate(list(first_readings(read_articles(path)))[:limit]):
        board = run_stages({"report": make_report(article.text), "reader": reader}, _needed())
        if any(name not in board for name in _WANTED):
            raise BenchError(f"{article.id} could not be read: {board['issues'][0].message}")
        outer = [a for a in board["joined"] if a.parent is None]
        for attribution, verdict in zip(outer, _judge(article, board["tokens"], outer), strict=True):
            if attribution.evidence is not None:
                features.append(describe(attribution, attribution.evidence))
                right.append(float(verdict))
                report.append(number)
    return Judged(np.array(features), np.array(right), np.array(report))


def fit(features: Floats, right: Floats) -> Floats:
    """Weights [f] of a logistic regression with a small ridge, by Newton's method."""
    weights = np.zeros(features.shape[1])
    ridge = _RIDGE * np.eye(len(weights))
    for _ in range(_ROUNDS):
        chances = _chances(features, weights)
        slope = features.T @ (chances - right) + _RIDGE * weights
        curve = features.T @ (features * (chances * (1 - chances))[:, None]) + ridge
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def cross_fit(judged: Judged) -> Floats:
    """The chance [n] that each attribution is right, by weights fitted on the reports of the other folds."""
    chances = np.zeros(len(judged.right))
    for fold in range(FOLDS):
        held = judged.report % FOLDS == fold
        chances[held] = _chances(judged.features[held], fit(judged.features[~held], judged.right[~held]))
    return chances


def make_table(chances: Floats, right: Floats) -> dict[str, Figure]:
    """Share right by tenth of confidence, expected calibration error and Brier score (both in %)."""
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    table = {}
    error = 0.0
    for index in range(BINS):
        chosen = bins == index
        if chosen.any():
            mean, share = float(chances[chosen].mean()), float(right[chosen].mean())
            error += float(chosen.mean()) * abs(mean - share)
            name = f"at-{index / BINS:.1f}-{(index + 1) / BINS:.1f}"
            table[f"{name}/given"] = Figure(round(100 * mean, 2))
            table[f"{name}/right"] = Figure(round(100 * share, 2))
            table[f"{name}/share-of-claims"] = Figure(round(100 * float(chosen.mean()), 2))
    table["calibration-error"] = Figure(round(100 * error, 2))
    table["brier"] = Figure(round(100 * float(((chances - right) ** 2).mean()), 2))
    return table


def format_weights(judged: Judged) -> str:
    """The weights fitted on all reports as the file that the program reads."""
    weights = fit(judged.features, judged.right)
    lines = [f"{name} = {value:.3f}" for name, value in zip(FEATURES, weights.tolist(), strict=True)]
    head = "# Weights of the confidence of claims; written by `python -m bench fit-confidence`.\n\n[weights]\n"
    return head + "\n".join(lines) + "\n"


def _needed() -> list[Stage]:
    last = max(i for i, stage in enumerate(STAGES) if "joined" in stage.writes)
    return list(STAGES[: last + 1])


def _chances(features: Floats, weights: Floats) -> Floats:
    chances: Floats = 1 / (1 + np.exp(-np.clip(features @ weights, -30, 30)))
    return chances


def _judge(article: Article, tokens: Tokens, attributions: Sequence[Attribution]) -> list[bool]:
    cut = cut_simply(article.text)
    punctuation = find_punctuation(article.text, cut)
    golds = make_token_sets(article.attributions, cut, punctuation)
    systems = make_token_sets([_take_spans(tokens, a) for a in attributions], cut, punctuation)
    right = {s for g, s in match_attributions(golds, systems) if judge_pair(golds[g], systems[s])["right"]}
    return [number in right for number in range(len(attributions))]


def _take_spans(tokens: Tokens, attribution: Attribution) -> Spans:
    source, cue = ((tokens.span(m.first, m.last),) if m else () for m in (attribution.source, attribution.cue))
    return Spans(source, cue, tuple(tokens.span(m.first, m.last) for m in attribution.content))
