"""Which place each name of a report means, settled in rounds: every name by what the others mean at the time.

The share of a report's names that lie in the same country and division, the nearest of the others, and what is known
of each place by itself are weighed and summed; a softmax over the places of a name gives how likely each is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.places.options import FEATURES, STATIC, Floats, Numbers, Options
from sayso.places.toponym import Toponym

ROUNDS = 4
_NEAR_KM = 80.0
_EARTH_KM = 6_371.0
_MOST_AROUND = 48
_BLOCK = 4_096
_BY = 25  # tokens between two names that are near one another


def solve(options: Options, weights: Floats, near: Sequence[tuple[int, int]], *, rounds: int = ROUNDS) -> Floats:
    """How likely each row is, shape [rows]; those of one sense sum to 1.

    ``weights`` go with `FEATURES`; ``near`` are pairs of senses that stand near one another in the text. Fills the
    changing columns of ``options`` as they are in the last round.
    """
    columns = options.columns
    fixed = columns[:, :STATIC] @ weights[:STATIC]
    if not len(fixed):
        return fixed
    beliefs = _softmax(fixed, options)
    for _ in range(rounds):
        fill_changing(options, beliefs, near)
        beliefs = _softmax(fixed + columns[:, STATIC:] @ weights[STATIC:], options)
    return beliefs


def fill_changing(options: Options, beliefs: Floats, near: Sequence[tuple[int, int]]) -> None:
    """Fill the columns that depend on what the other names mean."""
    masses = beliefs * options.weights[options.owner]
    total = float(masses.sum())
    others = total - np.bincount(options.owner, masses, len(options.senses))[options.owner]
    scale = 1 / np.maximum(others, 1e-9)
    for offset, places in enumerate((options.countries, options.admin1, options.admin2)):
        options.columns[:, STATIC + offset] = _sum_others(places, options.owner, masses) * scale
    _fill_near(options, beliefs, near)
    _fill_parents(options, beliefs)


def find_near(toponyms: Sequence[Toponym], owners: dict[int, int], sentences: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of senses that stand in one sentence, at most `_BY` tokens apart, both ways."""
    found: dict[tuple[int, int], None] = {}
    for number, one in enumerate(toponyms):
        for other_number in range(number + 1, min(number + 5, len(toponyms))):
            other = toponyms[other_number]
            if other.first - one.last > _BY or sentences[one.first] != sentences[other.first]:
                break
            pair = owners[number], owners[other_number]
            if pair[0] != pair[1]:
                found[pair] = None
                found[pair[1], pair[0]] = None
    return list(found)


def _softmax(scores: Floats, options: Options) -> Floats:
    """Scores as likelihoods within each sense."""
    tops = np.maximum.reduceat(scores, options.firsts)
    sizes = np.diff(np.append(options.firsts, len(scores)))
    powers = np.exp(scores - np.repeat(tops, sizes))
    likely: Floats = powers / np.repeat(np.add.reduceat(powers, options.firsts), sizes)
    return likely


def _sum_others(places: Numbers, owner: Numbers, masses: Floats) -> Floats:
    """For each row the mass of other senses in the same place; 0 where it lies in none."""
    number = int(places.max(initial=-1)) + 1
    if not number:
        return np.zeros(len(places))
    inside = places >= 0
    safe = np.where(inside, places, 0)
    totals = np.bincount(safe, masses * inside, number)
    _, pairs = np.unique(owner * number + safe, return_inverse=True)
    own = np.bincount(pairs, masses * inside)[pairs]
    sums: Floats = np.where(inside, totals[safe] - own, 0.0)
    return np.maximum(sums, 0.0)


def _fill_near(options: Options, beliefs: Floats, near: Sequence[tuple[int, int]]) -> None:
    """How near the likeliest place of another sense lies: of any, and of one that stands near in the text."""
    around = _choose_around(options, beliefs)
    if not len(around):
        return
    place = {int(options.owner[row]): column for column, row in enumerate(around)}
    beside = np.zeros((len(options.senses), len(around)), dtype=bool)
    for one, other in near:
        if other in place:
            beside[one, place[other]] = True
    theirs, owners = options.points[around], options.owner[around]
    for begin in range(0, len(beliefs), _BLOCK):
        rows = slice(begin, begin + _BLOCK)
        cosines = np.clip(options.points[rows] @ theirs.T, -1.0, 1.0)
        kernel = np.exp(np.sqrt(2 - 2 * cosines) * (-_EARTH_KM / _NEAR_KM)) * beliefs[around]
        kernel[options.owner[rows, None] == owners] = 0.0
        kernel[~options.settled[rows]] = 0.0
        options.columns[rows, STATIC + 3] = kernel.max(axis=1)
        options.columns[rows, STATIC + 4] = (kernel * beside[options.owner[rows]]).max(axis=1)


def _choose_around(options: Options, beliefs: Floats) -> Numbers:
    """The likeliest rows of the senses with most mentions, as far as they are settled places."""
    best = pick_best(options, beliefs)
    kept = best[options.settled[best]]
    if len(kept) > _MOST_AROUND:
        kept = kept[np.argsort(-options.weights[options.owner[kept]], kind="stable")[:_MOST_AROUND]]
    return kept


def pick_best(options: Options, beliefs: Floats) -> Numbers:
    """The likeliest row of each sense that has rows; the first where two are alike."""
    tops = np.maximum.reduceat(beliefs, options.firsts)
    sizes = np.diff(np.append(options.firsts, len(beliefs)))
    at_top = np.flatnonzero(beliefs == np.repeat(tops, sizes))
    _, firsts = np.unique(options.owner[at_top], return_index=True)
    return at_top[firsts]


def _fill_parents(options: Options, beliefs: Floats) -> None:
    """How sure it is that the country or division that a place lies in is named too."""
    named = np.minimum(np.bincount(options.keys, beliefs), 1.0)
    inside = np.where(options.above >= 0, named[options.above], 0.0)
    options.columns[:, STATIC + 5] = np.minimum(inside.sum(axis=1), 1.0)


def read_weights(table: dict[str, float]) -> Floats:
    """Weights in the order of `FEATURES`; a feature without one weighs nothing."""
    return np.array([table.get(name, 0.0) for name in FEATURES])
