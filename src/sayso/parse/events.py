"""Event triggers from the scores of the event head."""

from __future__ import annotations

import math

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.model import EventMark
from sayso.parse.outputs import EventLabels, Floats


def find_event_marks(scores: Floats, labels: EventLabels | None, *, offset: int, weak: bool = False) -> list[EventMark]:
    """The triggers in score rows [n, size], in text order; none where the model has no event head.

    Neighbouring tokens of one type are one trigger. ``offset`` is added to token numbers. With ``weak`` there are also
    marks between the least chance of a weak trigger and that of an event, which have a type and modes alone.
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
    found = []
    places: dict[str, list[int]] = {}
    for first, last, doubtful in groups:
        rows = slice(first, last + 1)
        code = best[first]
        confidence = _calibrate(float(told[rows].max()), labels.calibration)
        kind = labels.types[code]
        if kind not in places:
            places[kind] = _list_modes(labels, kind)
        named = _weigh_modes(modes[rows].mean(axis=0), labels, places[kind])
        mark = EventMark(offset + first, offset + last, kind, confidence, named, (), weak=doubtful)
        if not doubtful:
            mark = msgspec.structs.replace(
                mark,
                realis=_name(_softmax(realis[rows].mean(axis=0, keepdims=True))[0], labels.realis, 0.0),
                contexts=_name(1 / (1 + np.exp(-contexts[rows].mean(axis=0))), labels.contexts, labels.least_context),
            )
        found.append(mark)
    return found


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


def _weigh_modes(scores: Floats, labels: EventLabels, own: list[int]) -> tuple[tuple[str, float], ...]:
    """The chances of a type's modes, of none first; nothing for a type without modes."""
    if len(own) == 1:
        return ()
    chances = _softmax(scores[None, own])[0].tolist()
    return tuple((labels.modes[i].partition("-")[2], _round(c)) for i, c in zip(own, chances, strict=True))


def _name(chances: NDArray[np.floating], names: tuple[str, ...], least: float) -> tuple[tuple[str, float], ...]:
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
    return round(float(chance), 4)
