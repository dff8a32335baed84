"""The reader over any model: windows, sections and reports fit together."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.parse import Reader, reader
from sayso.parse.pieces import PieceCutter
from sayso.parse.sections import cut_sections
from sayso.parse.windows import MAX_LENGTH
from sayso.text import find_tokens
from tests.batch.fakes import make_report
from tests.parse.columns import RandomModel
from tests.parse.test_pieces import ToyTokenizer

WORDS = ("a", "said.", "“No!”", "Rain", "abcdefghijklmnop", "\n\n", "\n", ",")


def check_reading(text: str) -> tuple[int, float]:
    """Reads and checks a text; gives the number of windows, and how far into the text links reach, in [0, 1]."""
    report = make_report(text)
    tokens = find_tokens(report)
    model = RandomModel()
    syntax, names, attributions = Reader(model, PieceCutter(ToyTokenizer(), 9)).read(report, tokens)
    n = len(tokens)
    assert {len(syntax.heads), len(syntax.upos), len(syntax.lemmas), len(syntax.deprels)} == {n}
    assert np.all(np.diff(syntax.sentences) >= 0)
    same = syntax.heads < 0
    same[~same] = (syntax.sentences[syntax.heads] == syntax.sentences)[~same]
    assert same.all()
    assert all(length <= MAX_LENGTH for length, _ in model.windows)
    marks = attributions.marks
    for spans in ([(m.first, m.last) for m in names], [(m.first, m.last) for m in marks]):
        assert all(0 <= first <= last < n for first, last in spans)
        assert all(a[1] < b[0] for a, b in pairwise(spans))
    assert all(marks[k.cue].role == "cue" != marks[k.mark].role for k in attributions.links)
    assert all(abs(marks[k.cue].first - marks[k.mark].first) <= MAX_LENGTH for k in attributions.links)
    assert len({(k.cue, k.mark) for k in attributions.links}) == len(attributions.links)
    return len(model.windows), max((marks[k.cue].first / n for k in attributions.links), default=0.0)


@given(st.integers(0, 1_200), st.integers(0, 2**32 - 1))
@settings(max_examples=40)
def test_any_model_gives_a_sound_reading(size: int, seed: int) -> None:
    check_reading(" ".join(np.random.default_rng(seed).choice(WORDS, size)))


@pytest.mark.parametrize("size", [20, 400])
def test_sections_of_any_size_are_put_together(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(reader, "cut_sections", partial(cut_sections, size=size))
    windows, reach = check_reading(" ".join(np.random.default_rng(5).choice(WORDS, 1_000)))
    assert windows > 2
    assert reach > 0.9


@given(st.integers(1, 300), st.data())
@settings(max_examples=30)
def test_part_is_read_alone(size: int, data: st.DataObject) -> None:
    rng = np.random.default_rng(size)
    text = " ".join(rng.choice(WORDS, size).tolist())
    report = make_report(text)
    tokens = find_tokens(report)
    if not len(tokens):
        return
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    whole = Reader(RandomModel(), PieceCutter(ToyTokenizer(), 9))
    found = whole.read_part(report, tokens, first, last)
    assert all(first <= m.first <= m.last <= last for m in found.marks)
    assert all(found.marks[k.cue].role == "cue" != found.marks[k.mark].role for k in found.links)
    alone = make_report(text[tokens.starts[first] : tokens.ends[last]])
    again = find_tokens(alone)
    if len(again) == last - first + 1:
        expected = Reader(RandomModel(), PieceCutter(ToyTokenizer(), 9)).read(alone, again)[2]
        assert [(m.role, m.first - first, m.last - first, m.confidence) for m in found.marks] == [
            (m.role, m.first, m.last, m.confidence) for m in expected.marks
        ]
        assert found.links == expected.links
