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
_MISPRINTED, _FEWEST_NAMES = 16, 2  # equal words and names of a sentence in which another number may be a misprint
_Marks = npt.NDArray[np.int64]
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
    same formula for different things. In a long sentence with its names as they were another number is a misprint.
    """
    equal = np.zeros(len(text.words), dtype=np.bool_)
    for run in (run for match in matches for run in match.runs):
        equal[run.here : run.here_end] = True
    names, figures = _find_swapped(text, other, matches)
    lengths = np.diff(text.words.breaks)
    kept = count_by_sentence(equal.astype(np.int64), text.words) >= _MISPRINTED
    kept &= count_by_sentence((equal & text.named).astype(np.int64), text.words) >= _FEWEST_NAMES
    sound = (count_by_sentence(names, text.words) == 0) & ((count_by_sentence(figures, text.words) == 0) | kept)
    counted = equal & free & text.evident & np.repeat(sound, lengths)
    counts = count_by_sentence(counted.astype(np.int64), text.words)
    whole = counts[(counts >= _WHOLE * lengths) & (lengths >= _FEWEST)]
    return Evidence(int(counted.sum()), _find_longest(counted, matches), tuple(whole.tolist()))


def _find_swapped(text: Text, other: Text, matches: Sequence[Match]) -> tuple[_Marks, _Marks]:
    """1 for words between or beside equal stretches where both texts have names, or numbers alone, and others."""
    names = np.zeros(len(text.words), dtype=np.int64)
    figures = np.zeros(len(text.words), dtype=np.int64)
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
            here, there = _list_named(text, inside), _list_named(other, left)
            if here - there and there - here:
                (figures if _are_figures(text, inside) and _are_figures(other, left) else names)[slice(*inside)] = 1
    return names, figures


def _list_named(text: Text, words: tuple[int, int]) -> set[int]:
    return set(text.words.hashes[slice(*words)][text.named[slice(*words)]].tolist())


def _are_figures(text: Text, words: tuple[int, int]) -> bool:
    """Whether all words here that are marked as names are numbers in digits."""
    starts = text.words.starts[slice(*words)][text.named[slice(*words)]].tolist()
    return all(text.record.report.text[start].isdigit() for start in starts)


def _has_dateline(text: Text, words: tuple[int, int]) -> bool:
    """Whether these words at the start of a text have signs of a dateline among or behind them."""
    start, end = words
    if start or not end:
        return False
    stop = int(text.words.starts[end]) if end < len(text.words) else len(text.record.report.text)
    return any(sign in text.record.report.text[:stop] for sign in _DATELINE)


def _find_longest(counted: npt.NDArray[np.bool_], matches: Sequence[Match]) -> int:
    return max((int(counted[run.here : run.here_end].sum()) for m in matches for run in m.runs), default=0)
