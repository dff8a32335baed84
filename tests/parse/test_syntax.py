"""Sentences and relations from scores."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Syntax
from sayso.parse.outputs import WindowInput
from sayso.parse.sections import gather_section
from sayso.parse.syntax import MAX_SENTENCE, decode_syntax, find_sentences, join_syntax
from sayso.parse.windows import Window
from tests.parse.columns import LABELS, RandomModel, make_tokens


def begins(log_odds: list[float], gaps: list[int]) -> list[int]:
    found = find_sentences(np.array(log_odds, dtype=np.float32), np.array(gaps, dtype=np.uint8))
    return np.flatnonzero(found).tolist()


def test_sentences_begin_where_scores_or_paragraphs_say() -> None:
    assert begins([-1, -1, 2, -1, -1, -1], [3, 1, 1, 2, 3, 1]) == [0, 2, 4]
    assert begins([-5], [1]) == [0]
    assert begins([], []) == []


def test_long_sentence_is_cut_and_its_neighbours_are_not() -> None:
    n = 2 * MAX_SENTENCE + 15
    scores = [-1.0] * n
    scores[5] = scores[n - 5] = 1
    assert begins(scores, [1] * n) == [0, 5, 5 + MAX_SENTENCE, 5 + 2 * MAX_SENTENCE, n - 5]


def read(cores: list[tuple[int, int]], *, context: int) -> Syntax:
    """Syntax of tokens under random scores, from windows with these cores."""
    n = cores[-1][1]
    windows = [Window(max(a - context, 0), min(b + context, n), a, b) for a, b in cores]
    model = RandomModel()
    outputs = []
    for w in windows:
        blank = np.full((1, w.end - w.start), w.start)
        outputs.append(model.run(WindowInput(blank, blank, blank, blank, blank)))
    section = gather_section(windows, outputs)
    tokens = make_tokens([1] * n)
    return join_syntax([decode_syntax(model, section, tokens.gaps)], ["w"] * n, LABELS)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=5), st.integers(0, 4))
def test_each_sentence_has_one_root_and_heads_of_its_own(sizes: list[int], context: int) -> None:
    ends = np.cumsum(sizes).tolist()
    syntax = read(list(zip([0, *ends], ends, strict=False)), context=context)
    for sentence in set(syntax.sentences.tolist()):
        inside = np.flatnonzero(syntax.sentences == sentence).tolist()
        heads = [int(syntax.heads[i]) for i in inside]
        assert heads.count(-1) == 1
        assert set(heads) <= {-1, *inside}
    assert [d == "root" for d in syntax.deprels] == [h == -1 for h in syntax.heads.tolist()]


def test_heads_count_over_the_whole_report() -> None:
    model = RandomModel()
    parts = []
    for n in (3, 4):
        blank = np.zeros((1, n), dtype=np.int64)
        output = model.run(WindowInput(blank, blank, blank, blank, blank))
        section = gather_section([Window(0, n, 0, n)], [output])
        parts.append(decode_syntax(model, section, make_tokens([1] * n).gaps))
    syntax = join_syntax(parts, ["Aa"] * 7, LABELS)
    assert syntax.heads[:3].tolist() == parts[0].heads.tolist()
    assert syntax.heads[3:].tolist() == [h + 3 if h >= 0 else -1 for h in parts[1].heads.tolist()]
    assert syntax.sentences[3] == syntax.sentences[2] + 1
    assert set(syntax.lemmas) <= {"Aa", "aa"}


def test_no_tokens_no_syntax() -> None:
    syntax = join_syntax([], [], LABELS)
    assert (len(syntax.heads), syntax.upos, syntax.lemmas) == (0, (), ())
