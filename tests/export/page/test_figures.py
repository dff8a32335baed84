from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.export.page.figures import Figures, Tally, count_figures, merge_spans
from sayso.export.page.view import view_record
from sayso.linking import make_profile
from sayso.model import Entity, Record, Span
from tests.export.page.marked import make_record

ADA = Entity(id="entity-a", name="Ada", kind="person", mentions=())
BEN = Entity(id="entity-b", name="Ben", kind="person", mentions=())


def count_record(record: Record) -> Figures:
    return count_figures(view_record(record, 1), make_profile([record]))


def test_counts_of_a_small_report() -> None:
    record = make_record(
        "{1s:Ben} {1q:says} {1c:no, never}. {2s:Ada} {2q:says} {2c:yes}. {3s:She} {3q:adds} {3c:soon}. {4c:Rain fell}.",
        speakers={1: BEN, 2: ADA, 3: ADA},
    )
    figures = count_record(record)
    assert (figures.claims, figures.named, figures.unnamed) == (4, 3, 1)
    assert figures.speakers == (Tally("Ada", 2, 2), Tally("Ben", 1, 1))
    assert (figures.words, figures.words_attributed, figures.percent_attributed) == (12, 6, 50)


def test_words_under_two_claims_count_once() -> None:
    figures = count_record(make_record("{1c:a b {2c:c d}} e"))
    assert (figures.words, figures.words_attributed) == (5, 4)


def test_apostrophes_hyphens_and_figures_do_not_break_a_word() -> None:
    assert count_record(make_record("Don’t re-open 3.5 doors, Il-76!")).words == 5


def test_text_without_words_has_no_share() -> None:
    assert count_record(make_record(" \n – !")).percent_attributed is None


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda p: Span(min(p), max(p)))))
def test_merged_spans_hold_the_same_characters_apart_from_each_other(spans: list[Span]) -> None:
    merged = merge_spans(spans)
    assert {p for s in merged for p in range(s.start, s.end)} == {p for s in spans for p in range(s.start, s.end)}
    assert all(left.end < right.start for left, right in pairwise(merged))
