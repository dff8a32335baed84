"""Fits the weights of evidence that mentions in two reports are one happening, on made-up collections of known truth.

A logistic regression over the pairs of mentions that linking compares, by Newton's method. A ridge pulls the weights
towards those that were set by hand (`incident_prior.toml`): made-up reports hold little of much that real ones tell.
What is told of one happening in many mentions would weigh more than all else, so a pair counts the less the more pairs
of the same two happenings there are. Pairs inside one report are not fitted: a made-up report mostly tells of one
happening.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from bench.metrics.links import place_events
from bench.tasks.links import INCIDENTS, SEEDS
from bench.testbed.grow import grow_collection
from bench.testbed.records import CACHE, RecordMaker
from bench.testbed.truth import Collection
from sayso.linking.copies import find_copies
from sayso.linking.incidents.compare import Weights, compare
from sayso.linking.incidents.join import pair_mentions
from sayso.linking.incidents.mentions import Mention
from sayso.model import Record, Span
from sayso.parse import Reader

Floats = NDArray[np.float64]
PRIOR = Path(__file__).with_name("incident_prior.toml")
WEIGHTS = Path(__file__).resolve().parents[1] / "src/sayso/linking/incidents/weights.toml"
FITTED = (*SEEDS["tune"], *range(40, 73))
"""The seeds of the collections: none of those that are held out."""
RIDGE = 30.0
FIXED = frozenset(
    ("bias", "deeds_unlike", "figures_apart", "kinds_apart", "story_kinds_apart", "toll_same", "time_retold")
)
"""Weights that stay as set by hand: made-up reports tell too little of kinds that differ and figures that agree."""
_QUIET = 0.3  # what a pair with something that is no happening counts
_POWER = 0.5  # a pair counts the number of its like to the minus of this
_LEAST_SEEN = 20
_STEPS = 40
_STIFF = 1e7  # the ridge of a weight that stays


class Pair(msgspec.Struct, frozen=True):
    """Mentions in two reports that are compared: their features, and whether they are one happening.

    ``like`` names the two happenings, ``""`` for words of a report that tell of none.
    """

    features: dict[str, float]
    is_one: bool
    like: tuple[str, str]


def fit_incidents(reader: Reader, *, seeds: Sequence[int] = FITTED) -> Weights:
    """The weights that fit the collections of these seeds, as read and as a faultless reader would read them."""
    maker = RecordMaker(reader, CACHE)
    pairs: list[Pair] = []
    for seed in seeds:
        collection = grow_collection(seed, incidents=INCIDENTS)
        for records in (maker.read(collection.reports), collection.ideal):
            pairs += list_pairs(collection, records)
    prior = read_prior()
    return msgspec.structs.replace(prior, across=fit_pairs(pairs, prior.across))


def read_prior() -> Weights:
    """The weights set by hand."""
    return msgspec.toml.decode(PRIOR.read_bytes(), type=Weights)


def list_pairs(collection: Collection, records: Sequence[Record]) -> Iterator[Pair]:
    """The pairs between reports of one collection that are known to be one happening, or not to be."""
    placed = place_events(collection.truth, records)
    known = {**placed.sentences, **placed.incidents}
    quiet: dict[str, list[Span]] = defaultdict(list)
    for stretch in collection.truth.quiet:
        quiet[stretch.report].append(stretch.span)

    def name(mention: Mention) -> str | None:
        at, spans = mention.span.start, quiet[mention.ref.report]
        return known.get(mention.ref) or ("" if any(span.start <= at < span.end for span in spans) else None)

    families, _ = find_copies(records)
    for first, second in pair_mentions(records, families):
        one, other = name(first), name(second)
        if one is None or other is None or not (one or other) or first.ref.report == second.ref.report:
            continue
        yield Pair(compare(first, second), one == other, (min(one, other), max(one, other)))


def fit_pairs(pairs: Sequence[Pair], prior: Mapping[str, float]) -> dict[str, float]:
    """The weight of each feature of ``prior``; those that few pairs have keep theirs."""
    seen = Counter(chain.from_iterable(pair.features for pair in pairs))
    names = [name for name in prior if seen[name] >= _LEAST_SEEN]
    at = {name: column for column, name in enumerate(names)}
    columns = np.zeros((len(pairs), len(names)))
    for row, pair in zip(columns, pairs, strict=True):
        for name, value in pair.features.items():
            if name in at:
                row[at[name]] = value
    likes = Counter(pair.like for pair in pairs)
    counts = [(likes[pair.like] ** -_POWER) * (1.0 if all(pair.like) else _QUIET) for pair in pairs]
    stiff = [_STIFF if name in FIXED else RIDGE for name in names]
    right = np.array([pair.is_one for pair in pairs], np.float64)
    start = np.array([prior[name] for name in names])
    fitted = fit_logistic(columns, right, np.array(counts), start, np.array(stiff))
    return {**prior, **{name: round(float(weight), 2) for name, weight in zip(names, fitted, strict=True)}}


def fit_logistic(columns: Floats, right: Floats, counts: Floats, prior: Floats, stiff: Floats) -> Floats:
    """The weights of a logistic regression with a ridge around ``prior``; steps are halved until they help."""

    def lose(weights: Floats) -> float:
        sums = columns @ weights
        misses = counts * np.logaddexp(0.0, np.where(right > 0, -sums, sums))
        return float(misses.sum() + 0.5 * (stiff * (weights - prior) ** 2).sum())

    weights, loss = prior.copy(), lose(prior)
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(columns @ weights, -30, 30)))
        slope = columns.T @ (counts * (likely - right)) + stiff * (weights - prior)
        curve = (columns.T * (counts * (likely * (1 - likely) + 1e-6))) @ columns + np.diag(stiff)
        step, size = np.linalg.solve(curve, slope), 1.0
        while lose(weights - size * step) > loss and size > 1e-4:
            size /= 2
        before, weights = loss, weights - size * step
        loss = lose(weights)
        if before - loss < 1e-3:
            break
    return weights


def format_weights(weights: Weights) -> str:
    """The weights as they are read, one on a line, in the order of the ones set by hand."""
    known = msgspec.to_builtins(weights)
    tables = {name: table for name, table in known.items() if isinstance(table, dict)}
    lines = [f"{name} = {value}" for name, value in known.items() if name not in tables]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{feature} = {weight}" for feature, weight in table.items())]
    return "\n".join(lines) + "\n"
