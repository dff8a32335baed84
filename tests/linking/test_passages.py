"""Where copied characters stand in the original: nothing is passed over that a slow look would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.linking.passages import Passages, Source, map_span
from sayso.model import Copy, Family, Passage, Span

_spans = st.tuples(st.integers(0, 90), st.integers(0, 30)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(_spans, max_size=6), st.lists(_spans, min_size=1, max_size=4))
def test_sources_are_those_that_all_passages_are_looked_through_for(here: list[Span], asked: list[Span]) -> None:
    passages = tuple(Passage(span, Span(span.start + 7, span.end + 7)) for span in here)
    copy = Copy("b", "a", "partial", 0.5, 0.5, passages, "")
    known = Passages([Family("f", ("a", "b"), "a", None, (copy,), "told")])
    ordered = sorted(passages, key=lambda passage: (passage.here, passage.there))
    for span in (*asked, *asked):
        there = map_span(ordered, span)
        assert known.list_sources("b", span) == ([] if there is None else [Source("a", there, copy)])
    assert known.list_sources("a", asked[0]) == []
