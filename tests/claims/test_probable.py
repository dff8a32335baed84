"""How probable what syntax builds is."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.claims import probable
from sayso.claims.clauses import ClauseBuilder
from sayso.claims.cue_forms import Sentences
from sayso.claims.probable import Weights, describe, load_weights, weigh
from sayso.errors import SaysoError
from sayso.model import Attribution
from tests.claims.trees import make_tree

SAID = "Ana/PROPN/nsubj>1 said/VERB/root that/SCONJ/mark>4 it/PRON/nsubj>4 burned/VERB/ccomp>1"
REFUSED = "Ana/PROPN/nsubj>1 refused/VERB/root bread/NOUN/obj>1"


def judge(tree: str, cue: int) -> tuple[float, list[str]]:
    report, tokens, syntax = make_tree(tree)
    sentences = Sentences(report, tokens, syntax)
    built = ClauseBuilder(sentences, by_words=True).build(cue, 0, len(tokens) - 1)
    assert built is not None
    return weigh(sentences, cue, built), describe(sentences, cue, built)


def test_saying_with_a_clause_is_surer_than_an_act_with_an_object() -> None:
    said, features = judge(SAID, 1)
    refused, others = judge(REFUSED, 1)
    assert 0 <= refused < said <= 1
    assert {"one", "shape ccomp", "opens that", "source own"} <= set(features)
    assert {"one", "shape obj", "size short"} <= set(others)


def test_nothing_is_described_of_half_an_attribution() -> None:
    report, tokens, syntax = make_tree(SAID)
    sentences = Sentences(report, tokens, syntax)
    assert describe(sentences, 1, Attribution(None, None, (), 0.5)) == []


def test_weights_are_log_odds() -> None:
    weights = load_weights().weights
    assert "one" in weights
    assert all(abs(weight) < 6 for weight in weights.values())


def test_damaged_weights_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / probable.WEIGHTS_FILE).write_text("weights = 3", encoding="utf-8")
    monkeypatch.setattr(probable, "files", lambda _: tmp_path)
    load_weights.cache_clear()
    with pytest.raises(SaysoError, match="SAY-402"):
        load_weights()
    load_weights.cache_clear()
    assert isinstance(Weights({}), Weights)
