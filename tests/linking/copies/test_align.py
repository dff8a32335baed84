from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.linking.copies.align import find_runs

_WORDS = st.lists(st.integers(0, 12), max_size=80)


@given(_WORDS, _WORDS)
def test_stretches_are_equal_and_use_each_word_once(first: list[int], second: list[int]) -> None:
    here, there = np.array(first, dtype=np.uint64), np.array(second, dtype=np.uint64)
    used_here: list[int] = []
    used_there: list[int] = []
    for run in find_runs(here, there):
        assert first[run.here : run.here_end] == second[run.there : run.there_end]
        used_here += range(run.here, run.here_end)
        used_there += range(run.there, run.there_end)
    assert len(used_here) == len(set(used_here))
    assert len(used_there) == len(set(used_there))
    assert used_here == sorted(used_here)


@given(_WORDS, _WORDS, st.lists(st.integers(100, 10_000), min_size=4, max_size=30, unique=True))
def test_a_stretch_of_words_found_nowhere_else_is_found(before: list[int], behind: list[int], words: list[int]) -> None:
    here = np.array([*before, *words, *behind], dtype=np.uint64)
    there = np.array([*behind, 99, *words, 98, *before], dtype=np.uint64)
    covered = {w for run in find_runs(here, there) for w in range(run.here, run.here_end)}
    assert set(range(len(before), len(before) + len(words))) <= covered
