"""Event triggers from the scores of the event head."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from sayso.model import EventMark
from sayso.parse.outputs import EventLabels, Floats


def find_event_marks(scores: Floats, labels: EventLabels | None, *, offset: int, weak: bool = False) -> list[EventMark]:
    """The triggers in score rows [n, size], in text order; none where the model has no event head.

    Neighbouring tokens of one type are one trigger. ``offset`` is added to token numbers. With ``weak`` there are also
    marks between the least chance of a weak trigger and that of an event, which have a type alone.
    """
    if labels is None or not len(scores):
        return []
    types, modes, realis, contexts = labels.split(scores)
    types = types.copy()
    types[:, 0] += labels.bias
    chances = _softmax(types)
    told = 1 - chances[:, 0]
    best = (chances[:, 1:].argmax(axis=1) + 1).tolist()
    groups = [(first, last, False) for first, last in _group(np.flatnonzero(told >= labels.least).tolist(), best)]
    if weak:
        taken = {(token, best[first]) for first, last, _ in groups for token in range(first - 1, last + 2)}
        likely = np.flatnonzero((told >= labels.weakest) & (told < labels.least)).tolist()
        doubted = _group([token for token in likely if (token, best[token]) not in taken], best)
        groups = sorted([*groups, *((first, last, True) for first, last in doubted)])
    if not groups:
        return []
    _, modes, realis, contexts = labels.split(_average(scores, groups))
    told_modes, told_realis = modes.tolist(), _softmax(realis).tolist()
    told_contexts = (1 / (1 + np.exp(-contexts))).tolist()
    found = []
    places: dict[str, list[int]] = {}
    for number, (first, last, doubtful) in enumerate(groups):
        kind = labels.types[best[first]]
        if kind not in places:
            places[kind] = _list_modes(labels, kind)
        mark = EventMark(
            first=offset + first,
            last=offset + last,
            type=kind,
            confidence=_calibrate(float(told[first : last + 1].max()), labels.calibration),
            modes=() if doubtful else _weigh_modes(told_modes[number], labels, places[kind]),
            realis=() if doubtful else _name(told_realis[number], labels.realis, 0.0),
            contexts=() if doubtful else _name(told_contexts[number], labels.contexts, labels.least_context),
            weak=doubtful,
        )
        found.append(mark)
    return found


def _average(scores: Floats, groups: Sequence[tuple[int, int, bool]]) -> Floats:
    """The mean score rows of groups, [groups, size]."""
    means = scores[[first for first, _, _ in groups]]
    for number, (first, last, _) in enumerate(groups):
        if last > first:
            means[number] = scores[first : last + 1].mean(axis=0)
    return means


def _group(tokens: list[int], best: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for token in tokens:
        if found and found[-1][1] == token - 1 and best[token] == best[token - 1]:
            found[-1] = (found[-1][0], token)
        else:
            found.append((token, token))
    return found


def _list_modes(labels: EventLabels, kind: str) -> list[int]:
    """Where the modes of a type stand, first that of none."""
    return [0, *(i for i, name in enumerate(labels.modes) if name.startswith(f"{kind}-"))]


def _weigh_modes(scores: Sequence[float], labels: EventLabels, own: list[int]) -> tuple[tuple[str, float], ...]:
    """The chances of a type's modes, of none first; nothing for a type without modes."""
    if len(own) == 1:
        return ()
    most = max(scores[i] for i in own)
    grown = [math.exp(scores[i] - most) for i in own]
    whole = sum(grown)
    return tuple((labels.modes[i].partition("-")[2], _round(g / whole)) for i, g in zip(own, grown, strict=True))


def _name(chances: Sequence[float], names: tuple[str, ...], least: float) -> tuple[tuple[str, float], ...]:
    return tuple((name, _round(c)) for name, c in zip(names, chances, strict=True) if c >= least)


def _softmax(scores: Floats) -> Floats:
    grown: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = grown / grown.sum(axis=1, keepdims=True)
    return shares


def _calibrate(chance: float, calibration: tuple[float, float]) -> float:
    """The chance that type and place of a trigger are right, by Platt scaling."""
    bounded = min(max(chance, 1e-6), 1 - 1e-6)
    odds = calibration[0] * math.log(bounded / (1 - bounded)) + calibration[1]
    return _round(1 / (1 + math.exp(-odds)))


def _round(chance: float) -> float:
    """Four digits: more would differ between processors."""
    return round(chance, 4)
