from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Claim, Span
from sayso.pipeline import find_extent, order_claims

OUTER = Claim("b", Span(0, 3), Span(4, 8), (Span(9, 40),), "indirect")
INNER = Claim("a", Span(9, 12), Span(13, 17), (Span(18, 40),), "indirect")
NOWHERE = Claim("0", None, None, (), "indirect")


def test_claims_come_as_they_begin_and_those_without_a_place_last() -> None:
    assert order_claims([NOWHERE, INNER, OUTER]) == [OUTER, INNER, NOWHERE]


def test_a_hedge_before_its_claim_is_where_the_claim_begins() -> None:
    hedged = Claim("z", Span(50, 53), None, (), "indirect", hedges=(Span(45, 49),))
    plain = Claim("y", Span(46, 48), None, (), "indirect")
    assert order_claims([plain, hedged]) == [hedged, plain]
    assert find_extent(hedged) == Span(45, 53)


def test_of_two_claims_that_begin_together_the_outer_comes_first() -> None:
    short = Claim("a", None, None, (Span(0, 5),), "indirect")
    long = Claim("b", None, None, (Span(0, 9),), "indirect")
    assert order_claims([short, long]) == [long, short]


@given(st.permutations([NOWHERE, INNER, OUTER, Claim("c", Span(0, 3), Span(4, 8), (Span(9, 40),), "direct")]))
def test_order_of_the_record_changes_nothing(claims: list[Claim]) -> None:
    assert [claim.id for claim in order_claims(claims)] == ["b", "c", "a", "0"]
