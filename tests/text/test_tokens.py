"""Tokens: goldens show cuts inside a run as "|"; properties hold for any string."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.model import Tokens
from sayso.text import find_tokens, split_chunk
from tests.batch.fakes import make_report


def find(text: str) -> Tokens:
    return find_tokens(make_report(text))


def draw(text: str) -> str:
    """The tokens, parted by "|" where nothing stands between them and by a blank elsewhere."""
    tokens = find(text)
    pairs = zip(tokens.words(text), tokens.gaps.tolist(), strict=True)
    return "".join(("|" if gap == 0 else " ") + word for word, gap in pairs)[1:]


GOLDEN = """
I do|n't know|, ca|n't|, wo|n't|; it was|n’t
He said no|.|That was it|.
Can|not stop|, gon|na go
the workers|' and O'Brien|'s dog|, Kazakhstan|’s
The U.S. said 7,939 people left Alma|-|Ata|.
a pre-trial hearing|, anti-war|, well|-|known|, 20|-|year|-|old
at 10:30 a.m. on Jan. 5|.
“|No|.|” That is No. 5|. No|.
Mr. Smith of Smith & Co. met Dr. Roe|.
U.S.|-|led|, and|/|or|, km|/|h
Write to a.b@c.example|, or see https://example.org/a?b=1|)|. Also www.example.org/x|.
It rained|—|hard – and then|...
‘|Go|,|’ he said|, “|now|”|.
It cost $|5.50|, €|3|m|, 40|% of 5|km in '90s (|2022-01-10|)|.
cafe\u0301 नमस्ते
قال الوزير|، إنّها
他说|：|“|你好|。|”
@user #tag e.g. this etc|.
"""


@pytest.mark.parametrize("line", GOLDEN.strip().splitlines())
def test_golden(line: str) -> None:
    assert draw(line.replace("|", "")) == line


def test_joiners_and_marks_stay_with_what_they_join() -> None:
    assert draw("👨\u200d👩") == "👨\u200d|👩"
    assert draw("e\u0301\u0302x") == "e\u0301\u0302x"
    assert draw("a\u200bb") == "a|\u200b|b"


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("a b", [3, 1]),
        ("a,b", [3, 0, 0]),
        ("a\nb", [3, 2]),
        ("a\r\nb", [3, 2]),
        ("a \n \n b", [3, 3]),
        ("a\n\nb", [3, 3]),
        ("a\u2029b", [3, 3]),
        ("a\u2028b", [3, 2]),
        ("a\u00a0b", [3, 1]),
        ("  a", [3]),
    ],
)
def test_gaps_tell_blank_line_and_paragraph(text: str, gaps: list[int]) -> None:
    assert find(text).gaps.tolist() == gaps


def test_letter_and_stop_at_the_end_of_a_line_are_two() -> None:
    assert find("vitamin B.\nThe").words("vitamin B.\nThe") == ["vitamin", "B", ".", "The"]
    assert find("Susan B. The").words("Susan B. The") == ["Susan", "B.", "The"]


def test_blank_texts_have_no_tokens() -> None:
    assert [len(find(text)) for text in ("", " ", "\n\t\u00a0\u3000")] == [0, 0, 0]


def test_initial_is_cut_the_same_wherever_it_stands() -> None:
    """Guards the memory of runs: what follows first must not decide for all."""
    first, second = find("J. Él J. Al").words("J. Él J. Al"), find("J. Al J. Él").words("J. Al J. Él")
    assert sorted(first) == sorted(second)


def test_letters_without_end_are_one_token_and_punctuation_cuts_them() -> None:
    tokens = find("x" * 5_000)
    assert (tokens.ends - tokens.starts).tolist() == [5_000]
    assert find("x-" * 2_500).words("x-" * 2_500) == ["x", "-"] * 2_500


@pytest.mark.parametrize(
    "unit", ["word ", "a-", ",", "1.", "1.1_", "a.b@", "'s", "www.", "e\u0301", "\u200d", "((", "x'"]
)
def test_long_line_takes_linear_time(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    started = time.process_time()
    find(text)
    assert time.process_time() - started < 10  # under two seconds when nothing else runs


ODD = "ab'’-.,:;!?()“”‘\"0159/@#&%$ \n\t\r\u2028\u0301\u200b\u200d\ud800\u0645é漢👩ÉNo"
TEXTS = st.one_of(st.text(max_size=60), st.text(alphabet=ODD, max_size=60))


@given(TEXTS)
@example("\x1c\x1d\x85")
@example("\ufeffa")
def test_tokens_cover_every_visible_character_once(text: str) -> None:
    tokens = find(text)
    assert all(s < e for s, e in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True))
    assert all(e <= s for e, s in zip(tokens.ends.tolist(), tokens.starts[1:].tolist(), strict=False))
    assert "".join(tokens.words(text)) == "".join(c for c in text if not c.isspace())


@given(TEXTS)
def test_gaps_agree_with_what_stands_between(text: str) -> None:
    tokens = find(text)
    ends, starts = tokens.ends.tolist(), tokens.starts.tolist()
    between = [text[end:start] for end, start in zip(ends, starts[1:], strict=False)]
    assert [gap == 0 for gap in tokens.gaps.tolist()[1:]] == [not blank for blank in between]
    assert all(gap in (1, 2, 3) for gap, blank in zip(tokens.gaps.tolist()[1:], between, strict=True) if blank)
    assert tokens.gaps.tolist()[:1] == [3][: len(tokens)]


@given(TEXTS, TEXTS)
def test_paragraph_is_cut_the_same_after_another(first: str, second: str) -> None:
    before, joined = find(first + "\n\n"), find(first + "\n\n" + second)
    alone = find(second)
    assert joined.words(first + "\n\n" + second) == before.words(first) + alone.words(second)


@given(st.text(alphabet=ODD.replace(" ", "").translate(dict.fromkeys(map(ord, "\n\t\r\u2028"))), min_size=1))
def test_cuts_rise_from_the_begin_of_a_run_to_its_end(chunk: str) -> None:
    cuts = split_chunk(chunk)
    assert cuts[0] == 0
    assert cuts[-1] == len(chunk)
    assert list(cuts) == sorted(set(cuts))
