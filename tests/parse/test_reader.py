"""The reader over any model: windows, sections and reports fit together."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.parse import Reader
from sayso.parse.pieces import PieceCutter
from sayso.parse.windows import MAX_LENGTH
from sayso.text import find_tokens
from tests.batch.fakes import make_report
from tests.parse.columns import RandomModel
from tests.parse.test_pieces import ToyTokenizer

WORDS = st.lists(st.sampled_from(["a", "said.", "“No!”", "Rain", "abcdefghijklmnop", "\n\n", "\n", ","]), max_size=900)


@given(WORDS, st.integers(1, 40))
def test_any_model_gives_a_sound_reading(words: list[str], times: int) -> None:
    report = make_report(" ".join(words * times)[:4_000])
    tokens = find_tokens(report)
    model = RandomModel()
    syntax, names, attributions = Reader(model, PieceCutter(ToyTokenizer(), 9)).read(report, tokens)
    n = len(tokens)
    assert {len(syntax.heads), len(syntax.upos), len(syntax.lemmas), len(syntax.deprels)} == {n}
    assert np.all(np.diff(syntax.sentences) >= 0)
    assert all(length <= MAX_LENGTH for length, _ in model.windows)
    marks = attributions.marks
    for spans in ([(m.first, m.last) for m in names], [(m.first, m.last) for m in marks]):
        assert all(0 <= first <= last < n for first, last in spans)
        assert all(a[1] < b[0] for a, b in pairwise(spans))
    assert all(marks[k.cue].role == "cue" != marks[k.mark].role for k in attributions.links)
    assert len({(k.cue, k.mark) for k in attributions.links}) == len(attributions.links)
