"""Lemma rules: what they look like, and that they give the lemma back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.parse.lemmas import FALLBACK, apply_rule, find_rule


@pytest.mark.parametrize(
    ("form", "lemma", "rule"),
    [
        ("cities", "city", "=:3:y"),
        ("Cities", "city", "l:3:y"),
        ("said", "say", "=:2:y"),
        ("was", "be", "=:3:be"),
        ("Almaty", "Almaty", "=:0:"),
        ("USA", "USA", "=:0:"),
        ("SAID", "say", "l:2:y"),
        ("ALMATY", "Almaty", "t:0:"),
    ],
)
def test_rules(form: str, lemma: str, rule: str) -> None:
    assert find_rule(form, lemma) == rule
    assert apply_rule(form, rule) == lemma


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
@example("İ", "i")
@example("a:b", "c:d")
def test_rule_gives_the_lemma_back(form: str, lemma: str) -> None:
    assert apply_rule(form, find_rule(form, lemma)) == lemma


@given(st.text(min_size=1, max_size=6), st.integers(0, 9), st.text(max_size=3), st.sampled_from("=lt"))
def test_lemma_is_never_empty(form: str, strip: int, add: str, case: str) -> None:
    assert apply_rule(form, f"{case}:{strip}:{add}")


def test_fallback_keeps_the_form() -> None:
    assert apply_rule("Qaz", FALLBACK) == "Qaz"
