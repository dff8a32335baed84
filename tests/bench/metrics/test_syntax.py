"""Syntax scores on a sentence of six words, counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from bench.metrics.syntax import score_syntax
from sayso.learn.corpora.conllu import GoldDocument, GoldSentence, Word, rebuild_text
from sayso.model import Syntax, Tokens


def _word(form: str, upos: str, feats: str, head: int, deprel: str, *, space: bool = True) -> Word:
    return Word(form, form.lower(), upos, "_", feats, head, deprel, "_", space)


def _gold() -> GoldDocument:
    """Text "Ann left Rome. Bo slept." in two sentences: four words and three."""
    first = (
        _word("Ann", "PROPN", "Number=Sing", 1, "nsubj:pass"),
        _word("left", "VERB", "Mood=Ind|Tense=Past", -1, "root"),
        _word("Rome", "PROPN", "Number=Sing", 1, "obj", space=False),
        _word(".", "PUNCT", "_", 1, "punct"),
    )
    second = (
        _word("Bo", "PROPN", "Number=Sing", 1, "nsubj"),
        _word("slept", "VERB", "Mood=Ind|Tense=Past", -1, "root", space=False),
        _word(".", "PUNCT", "_", 1, "punct"),
    )
    sentences = (GoldSentence(first, True, True, "d"), GoldSentence(second, False, False, "d"))
    text, spans = rebuild_text(sentences)
    return GoldDocument("d", text, sentences, spans)


def _tokens(*spans: tuple[int, int]) -> Tokens:
    columns = np.array(spans, dtype=np.int32)
    return Tokens(columns[:, 0], columns[:, 1], np.zeros(len(spans), dtype=np.uint8))


def _syntax(rows: list[tuple[int, str, str, str, int, str]]) -> Syntax:
    sentences, upos, feats, lemmas, heads, deprels = zip(*rows, strict=True)
    return Syntax(np.array(sentences, dtype=np.int32), upos, feats, lemmas, np.array(heads, dtype=np.int32), deprels)


def _perfect_rows() -> list[tuple[int, str, str, str, int, str]]:
    rows: list[tuple[int, str, str, str, int, str]] = []
    for number, sentence in enumerate(_gold().sentences):
        base = len(rows)
        for word in sentence.words:
            head = base + word.head if word.head >= 0 else -1
            rows.append((number, word.upos, word.feats, word.lemma, head, word.deprel))
    return rows


_SPANS = ((0, 3), (4, 8), (9, 13), (13, 14), (15, 17), (18, 23), (23, 24))


def test_gold_against_itself_is_right_throughout() -> None:
    scores = score_syntax(_gold(), _tokens(*_SPANS), _syntax(_perfect_rows()))
    assert {measure: counts.f1 for measure, counts in scores.items()} == dict.fromkeys(scores, 1.0)
    assert scores["words"].gold == 7
    assert scores["sentences"].gold == 2


def test_each_slip_costs_its_own_measure() -> None:
    rows = _perfect_rows()
    rows[0] = (0, "NOUN", "Case=Nom|Number=Sing", "ann", 1, "nsubj")  # upos, feats, subtype of the relation
    rows[1] = (0, "VERB", "Tense=Past|Mood=Ind", "leave", -1, "root")  # order of features is nothing, lemma is
    rows[2] = (0, "PROPN", "Number=Plur", "rome", 0, "obj")  # feats, subset and head
    rows[3] = (0, ".", "_", ".", 1, "dep")  # upos, relation
    hits = {m: c.gold_hits for m, c in score_syntax(_gold(), _tokens(*_SPANS), _syntax(rows)).items()}
    assert hits == {
        "words": 7,
        "sentences": 2,
        "upos": 5,
        "feats": 5,
        "feats-subset": 6,
        "lemmas": 6,
        "uas": 6,
        "las": 5,
        "las-subtypes": 4,
    }


def test_words_and_sentences_align_by_characters() -> None:
    """The system keeps "Rome." as one token and takes all for one sentence with one root."""
    spans = ((0, 3), (4, 8), (9, 14), (15, 17), (18, 23), (23, 24))
    heads = (1, -1, 1, 4, 1, 4)  # "slept" hangs on "left"
    deprels = ("nsubj", "root", "obj", "nsubj", "conj", "punct")
    upos = ("PROPN", "VERB", "PROPN", "PROPN", "VERB", "PUNCT")
    rows = [(0, u, "_", "x", h, d) for u, h, d in zip(upos, heads, deprels, strict=True)]
    scores = score_syntax(_gold(), _tokens(*spans), _syntax(rows))
    assert scores["words"].f1 == pytest.approx(2 * 5 / (7 + 6))  # Ann, left, Bo, slept and the last full stop
    assert scores["upos"].gold_hits == 5
    assert scores["uas"].gold_hits == 4  # all of the five but "slept", a root in the gold
    assert (scores["sentences"].gold_hits, scores["sentences"].system) == (0, 1)
