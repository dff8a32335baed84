"""Marks and links from scores: a cue points at the tokens whose vectors answer to its own."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.model import Link, Mark, MarkRole
from sayso.parse.marks import find_links, find_marks, find_names
from sayso.parse.outputs import Floats
from sayso.parse.sections import LinkVectors
from sayso.parse.windows import Window
from tests.parse.columns import RandomModel

D = 2


def vectors(n: int, *, cue: int, sources: list[int], contents: list[int]) -> Floats:
    """Link vectors under which token ``cue`` strongly claims ``sources`` and ``contents`` and no token else."""
    table = np.zeros((n, 4 * D), dtype=np.float32)
    table[cue, 0] = table[cue, D] = 10
    table[:, 2 * D] = table[:, 3 * D] = -1
    table[sources, 2 * D] = table[contents, 3 * D] = 1
    return table


def mark(role: MarkRole, first: int, last: int) -> Mark:
    return Mark(role, first, last, 1.0)


MARKS = [mark("source", 0, 1), mark("cue", 2, 2), mark("content", 3, 6), mark("source", 8, 8)]


def test_links_are_mean_probabilities() -> None:
    table = vectors(10, cue=2, sources=[0, 1], contents=[3, 4])
    windows = (LinkVectors(table, Window(0, 10, 0, 10)),)
    assert find_links(MARKS, windows, (0.0, 0.0), offset=0, base=0) == [Link(1, 0, 1.0), Link(1, 2, 0.5)]


def test_numbers_count_over_the_report() -> None:
    table = vectors(10, cue=2, sources=[0, 1], contents=[3, 4])
    marks = [mark(m.role, m.first + 100, m.last + 100) for m in MARKS]
    windows = (LinkVectors(table, Window(0, 10, 0, 10)),)
    assert find_links(marks, windows, (0.0, 0.0), offset=100, base=7) == [Link(8, 7, 1.0), Link(8, 9, 0.5)]


def test_bias_raises_links() -> None:
    table = vectors(10, cue=2, sources=[0, 1], contents=[3, 4])
    windows = (LinkVectors(table, Window(0, 10, 0, 10)),)
    found = find_links(MARKS, windows, (20.0, 0.0), offset=0, base=0)
    assert Link(1, 3, 1.0) in found


def test_only_the_window_whose_core_holds_the_cue_speaks() -> None:
    full = vectors(10, cue=2, sources=[0, 1], contents=[3, 4, 5, 6])
    first = LinkVectors(full[:6], Window(0, 6, 0, 4))  # sees content up to token 5
    second = LinkVectors(np.zeros_like(full[2:]), Window(2, 10, 4, 10))
    found = find_links(MARKS, (first, second), (0.0, 0.0), offset=0, base=0)
    assert found == [Link(1, 0, 1.0), Link(1, 2, 1.0)]


@pytest.mark.parametrize("marks", [[], [mark("cue", 1, 1)], [mark("content", 0, 3)]])
def test_no_links_without_two_sides(marks: list[Mark]) -> None:
    table = vectors(5, cue=1, sources=[0], contents=[2])
    assert find_links(marks, (LinkVectors(table, Window(0, 5, 0, 5)),), (0.0, 0.0), offset=0, base=0) == []


def peaks(labels: list[int], k: int) -> Floats:
    scores = np.full((len(labels), k), np.log(0.1 / (k - 1)), dtype=np.float32)
    scores[np.arange(len(labels)), labels] = np.log(0.9)
    return scores


def test_names_and_marks_from_labels() -> None:
    names = find_names(peaks([0, 1, 2, 0, 5], 9), 0.0, offset=10)
    assert [(n.kind, n.first, n.last, n.confidence) for n in names] == [
        ("person", 11, 12, 0.9),
        ("location", 14, 14, 0.9),
    ]
    marks = find_marks(peaks([1, 2, 3, 5, 6, 0], 7), RandomModel().mark_steps, 0.0, offset=0)
    assert [(m.role, m.first, m.last) for m in marks] == [("source", 0, 1), ("cue", 2, 2), ("content", 3, 4)]


def test_bias_brings_out_what_is_doubtful() -> None:
    scores = np.log(np.array([[0.6, 0.3, 0.1, 0, 0, 0, 0, 0, 0]], dtype=np.float32) + np.float32(1e-9))
    assert find_names(scores, 0.0, offset=0) == []
    assert [n.confidence for n in find_names(scores, 1.0, offset=0)] == [0.3]
