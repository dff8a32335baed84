"""Confidence of claims: a probability that follows what the reader is sure of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.confidence import FEATURES, describe, weigh
from sayso.model import Attribution, Evidence, Mark

SURE = Evidence(0.99, 0.99, 0.99, 0.99, 0.99)
CUE, SOURCE, CONTENT = Mark("cue", 1, 1, 0.9), Mark("source", 0, 0, 0.9), (Mark("content", 2, 4, 0.9),)


def weigh_evidence(evidence: Evidence | None, *, confidence: float = 0.5) -> float:
    return weigh(Attribution(SOURCE, CUE, CONTENT, confidence, evidence=evidence))


def test_a_rule_keeps_its_own_confidence() -> None:
    assert weigh_evidence(None, confidence=0.7) == 0.7


def test_what_the_reader_is_sure_of_is_likely_right() -> None:
    assert weigh_evidence(SURE) > 0.9


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence(0.5, 0.99, 0.99, 0.99, 0.99),
        Evidence(0.99, 0.99, 0.5, 0.99, 0.99),
        Evidence(0.99, 0.99, 0.99, 0.3, 0.99),
    ],
    ids=["doubtful cue", "doubtful content", "weak link"],
)
def test_doubt_lowers_it(evidence: Evidence) -> None:
    assert weigh_evidence(evidence) < weigh_evidence(SURE)


def test_without_content_or_cue_it_cannot_be_right() -> None:
    sure_cue, sure_content = Evidence(0.99, 0.99, None, 0.99, None), Evidence(None, None, 0.99, None, None)
    assert weigh(Attribution(SOURCE, CUE, (), 0.9, evidence=sure_cue)) < 0.1
    assert weigh(Attribution(None, None, CONTENT, 0.9, evidence=sure_content)) < 0.1


def test_content_that_a_rule_found_counts() -> None:
    evidence = Evidence(0.99, 0.99, None, 0.99, None)
    assert weigh(Attribution(SOURCE, CUE, CONTENT, 0.9, evidence=evidence)) > 0.1


def test_one_value_for_each_feature() -> None:
    assert len(describe(Attribution(SOURCE, CUE, CONTENT, 0.9), SURE)) == len(FEATURES)


_SCORE = st.none() | st.floats(0, 1)


@given(st.builds(Evidence, _SCORE, _SCORE, _SCORE, _SCORE, _SCORE))
def test_always_a_probability(evidence: Evidence) -> None:
    assert 0 <= weigh_evidence(evidence) <= 1
