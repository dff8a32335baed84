"""Names, attribution marks and the links between them from a section's scores."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.model import Link, Mark, Name
from sayso.parse.outputs import MARK_ROLES, NAME_KINDS, Floats
from sayso.parse.sections import LinkVectors
from sayso.parse.spans import decode_bio, decode_chain, find_runs

_MIN_LINK = 0.02  # weaker links are not worth keeping


def find_names(scores: Floats, bias: float, *, offset: int) -> list[Name]:
    """Names from log-scores [n, 9]; token numbers are raised by ``offset``."""
    labels = decode_bio(_lift(scores, bias))
    return [
        Name(first + offset, last + offset, NAME_KINDS[kind], confidence)
        for kind, first, last, confidence in _find_spans(scores, labels)
    ]


def find_marks(scores: Floats, steps: Floats, bias: float, *, offset: int) -> list[Mark]:
    """Attribution marks from emissions [n, 7] and chain ``steps`` (see `decode_chain`), in text order."""
    labels = decode_chain(_lift(scores, bias), steps)
    return [
        Mark(MARK_ROLES[kind], first + offset, last + offset, confidence)
        for kind, first, last, confidence in _find_spans(_log_softmax(scores), labels)
    ]


def _lift(scores: Floats, bias: float) -> Floats:
    """Scores with ``bias`` added to every label but O."""
    lifted = scores.copy()
    lifted[:, 1:] += bias
    return lifted


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(axis=1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return result


def _find_spans(scores: Floats, labels: NDArray[np.int64]) -> list[tuple[int, int, int, float]]:
    """(kind, first, last, confidence): the geometric mean of the probabilities of the span's labels."""
    chosen = np.take_along_axis(scores, labels[:, None], axis=1)[:, 0]
    totals = np.concatenate(([0.0], np.cumsum(chosen, dtype=np.float64)))
    return [
        (kind, first, last, _round(float(np.exp((totals[last + 1] - totals[first]) / (last + 1 - first)))))
        for kind, first, last in find_runs(labels)
    ]


def find_links(
    marks: list[Mark], windows: tuple[LinkVectors, ...], bias: tuple[float, float], *, offset: int, base: int
) -> list[Link]:
    """Links from each cue to the sources and contents that its window sees.

    A link's strength is the mean, over the tokens of the source or content, of the probability that the token belongs
    to the cue. ``marks`` are those of one section, ``base`` is added to their numbers and ``offset`` to its tokens.
    """
    links: list[Link] = []
    firsts = np.array([m.first - offset for m in marks])
    for part in windows:
        low, high = np.searchsorted(firsts, (part.window.start, part.window.end)) if len(marks) else (0, 0)
        seen = [i for i in range(max(low - 1, 0), high) if marks[i].last - offset >= part.window.start]
        cues = [i for i in seen if marks[i].role == "cue" and _in_core(marks[i], part, offset)]
        if cues and len(seen) > len(cues):
            links += _score_links(marks, seen, cues, part, bias, offset, base)
    return links


def _in_core(mark: Mark, part: LinkVectors, offset: int) -> bool:
    return part.window.core_start <= mark.first - offset < part.window.core_end


def _score_links(
    marks: list[Mark],
    seen: list[int],
    cues: list[int],
    part: LinkVectors,
    bias: tuple[float, float],
    offset: int,
    base: int,
) -> list[Link]:
    shift = offset + part.window.start
    source, content = link_probabilities(part.vectors, [marks[i].first - shift for i in cues], bias)
    totals = {"source": _running_sum(source), "content": _running_sum(content)}
    size = len(part.vectors)
    links = []
    for row, cue in enumerate(cues):
        for i in seen:
            mark = marks[i]
            if mark.role == "cue":
                continue
            first, last = max(mark.first - shift, 0), min(mark.last - shift + 1, size)
            total = totals[mark.role][row]
            strength = float(total[last] - total[first]) / (last - first)
            if strength >= _MIN_LINK:
                links.append(Link(cue + base, i + base, _round(strength)))
    return links


def link_probabilities(vectors: Floats, cues: list[int], bias: tuple[float, float]) -> tuple[Floats, Floats]:
    """Probabilities [cues, w] that each token is in the source, and in the content, of each cue token."""
    d = vectors.shape[1] // 4
    chosen = vectors[cues]
    source = chosen[:, :d] @ vectors[:, 2 * d : 3 * d].T + bias[0]
    content = chosen[:, d : 2 * d] @ vectors[:, 3 * d :].T + bias[1]
    return _sigmoid(source), _sigmoid(content)


def _sigmoid(x: Floats) -> Floats:
    one = np.float32(1)
    bounded: Floats = x.clip(-30.0, 30.0)
    return one / (one + np.exp(-bounded))


def _running_sum(rows: Floats) -> NDArray[np.float64]:
    return np.concatenate((np.zeros((len(rows), 1)), np.cumsum(rows, axis=1, dtype=np.float64)), axis=1)


def _round(value: float) -> float:
    """Three decimals: scores are shown, compared and written, and the last bits of a float mean nothing."""
    return round(value, 3)
