"""How much of what two reports share shows that one was made from the other."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from sayso.linking.copies.align import Run
from sayso.linking.copies.passages import Match, count_by_sentence
from sayso.linking.copies.texts import Text
from sayso.linking.copies.words import find_end, find_start

_WHOLE = 0.85  # of the words of a sentence
_FEWEST = 6  # words in it
_DATELINE = "([/–—-:"
_EDGE = 8  # words between the start or end of a sentence and what is the same in it


class Evidence(msgspec.Struct, frozen=True):
    """Equal words that count: all of them, the longest stretch, and the words of each sentence that is the same."""

    words: int
    longest: int
    sentences: tuple[int, ...]


def cut_head(runs: Sequence[Run], head: int) -> list[Run]:
    """The stretches without the words before word ``head`` of the copy: a dateline that credits somebody is its own."""
    return [
        run if run.here >= head else Run(head, run.there + head - run.here, run.here_end - head)
        for run in runs
        if run.here_end > head
    ]


def weigh(text: Text, other: Text, matches: Sequence[Match], free: npt.NDArray[np.bool_]) -> Evidence:
    """What counts of the equal words: none that quote, none of an outlet about itself, none told for another parent.

    Nor those of a sentence in which one name or number stands for another: that is how two reports look that use the
    same formula for different things.
    """
    equal = np.zeros(len(text.words), dtype=np.bool_)
    for run in (run for match in matches for run in match.runs):
        equal[run.here : run.here_end] = True
    swapped = _find_swapped(text, other, matches)
    lengths = np.diff(text.words.breaks)
    sound = np.repeat(count_by_sentence(swapped, text.words) == 0, lengths)
    counted = equal & free & text.evident & sound
    counts = count_by_sentence(counted.astype(np.int64), text.words)
    whole = counts[(counts >= _WHOLE * lengths) & (lengths >= _FEWEST)]
    return Evidence(int(counted.sum()), _find_longest(counted, matches), tuple(whole.tolist()))


def _find_swapped(text: Text, other: Text, matches: Sequence[Match]) -> npt.NDArray[np.int64]:
    """1 for words between or beside equal stretches where both texts have names or numbers, and others."""
    swapped = np.zeros(len(text.words), dtype=np.int64)
    for match in matches:
        gaps = [
            ((run.here_end, after.here), (run.there_end, after.there))
            for run, after in zip(match.runs[:-1], match.runs[1:], strict=True)
        ]
        (start, end), (low, high) = match.here, match.there
        before = (find_start(text.words, start), start), (find_start(other.words, low), low)
        behind = (end, find_end(text.words, end)), (high, find_end(other.words, high))
        edges = (behind,) if _has_dateline(text, before[0]) or _has_dateline(other, before[1]) else (before, behind)
        gaps += [edge for edge in edges if max(edge[0][1] - edge[0][0], edge[1][1] - edge[1][0]) <= _EDGE]
        for inside, left in gaps:
            if text.named[slice(*inside)].any() and other.named[slice(*left)].any():
                swapped[slice(*inside)] = 1
    return swapped


def _has_dateline(text: Text, words: tuple[int, int]) -> bool:
    """Whether these words at the start of a text have signs of a dateline among or behind them."""
    start, end = words
    if start or not end:
        return False
    stop = int(text.words.starts[end]) if end < len(text.words) else len(text.record.report.text)
    return any(sign in text.record.report.text[:stop] for sign in _DATELINE)


def _find_longest(counted: npt.NDArray[np.bool_], matches: Sequence[Match]) -> int:
    return max((int(counted[run.here : run.here_end].sum()) for m in matches for run in m.runs), default=0)
