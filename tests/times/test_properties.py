"""What holds for every text: offsets in order, values that are TIMEX3, the same answer twice."""

from __future__ import annotations

import time

import msgspec
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Report, Syntax, Time
from sayso.text import find_tokens
from sayso.times import find_times
from sayso.times.timex import MODIFIERS, is_timex_value
from tests.batch.fakes import make_report

_TEXT = (
    "on in at the a this last next previous following same two 3 10 31 99 first third 1998 2022 '90s 1990s 10th "
    "January Jan. March May Monday Sat. day days week year years month quarter hour hours night morning ago "
    "earlier later before after and to - , . of 's end early mid-May now recently today tomorrow noon 9:30 p.m. "
    "GMT Moscow time 01/02/2021 2021-12-10 Easter Christmas spring every each twice o'clock six night by evening "
    "half million hundred twenty old said than about more that date from between until 29 February 0600 hundreds "
    "dozens past future fiscal decade century weekend "
)
_WORDS = [*_TEXT.split(), "\n\n"]
_TEXTS = st.lists(st.sampled_from(_WORDS), max_size=30).map(" ".join)
_DATES = st.sampled_from([None, "2022-01-10", "2020-02-29T23:59", "0001-01-01", "9999-12-31", "2021-05-05T10:00+06:00"])


def find(text: str, published: str | None) -> tuple[Report, tuple[Time, ...]]:
    """The times of a text in which every token hangs on the next one."""
    report = msgspec.structs.replace(make_report(text), published=published)
    tokens = find_tokens(report)
    words = tokens.words(text)
    heads = np.array([*range(1, len(words)), -1][: len(words)], dtype=np.int32)
    upos = tuple("PROPN" if w[0].isupper() else "NOUN" for w in words)
    blank = ("_",) * len(words)
    syntax = Syntax(np.zeros(len(words), np.int32), upos, blank, tuple(words), heads, blank)
    return report, find_times(report, tokens, syntax, (), ())


@settings(max_examples=300)
@given(_TEXTS, _DATES)
def test_every_time_is_well_formed(text: str, published: str | None) -> None:
    _report, times = find(text, published)
    ids = {t.id for t in times}
    end = 0
    for found in times:
        assert end <= found.start < found.end <= len(text)
        end = found.end
        assert found.value is None or is_timex_value(found.value), found
        assert found.mod is None or found.mod in MODIFIERS
        assert found.anchor is None or found.anchor in ids or (found.anchor == "published" and published is not None)
        assert found.range_end is None or found.range_end in ids
        assert (found.earliest is None) == (found.latest is None)
        assert found.earliest is None or found.latest is None or found.earliest <= found.latest
        assert len(found.candidates) != 1
        assert not found.candidates or found.candidates[0].value == found.value
    assert len(ids) == len(times)
    assert find(text, published)[1] == times


@settings(max_examples=200)
@given(st.text(max_size=200), _DATES)
def test_any_text_is_read(text: str, published: str | None) -> None:
    report, times = find(text, published)
    assert all(0 <= t.start < t.end <= len(report.text) for t in times)


def test_a_long_report_stays_cheap() -> None:
    """Guards against time that grows with the square of the length, as in a table of numbers."""
    rows = " ".join(_WORDS)
    short, long = (find_seconds(rows * count) for count in (30, 300))
    assert long < 40 * max(short, 0.005)


def find_seconds(text: str) -> float:
    """Seconds of processor time, the tokens included."""
    start = time.process_time()
    find(text, "2022-01-10")
    return time.process_time() - start
