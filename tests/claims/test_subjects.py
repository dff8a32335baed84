"""Who says it, where the verb has no subject of its own or the tree has lost it; what is said, by words alone."""

from __future__ import annotations

import pytest

from sayso.claims.clauses import ClauseBuilder
from sayso.claims.cue_forms import Sentences
from sayso.model import Mark
from tests.claims.trees import make_tree

TREES = {
    "object of the verb above": (
        "they/PRON/nsubj>1 accused/VERB/root him/PRON/obj>1 of/SCONJ/mark>4 saying/VERB/advcl>1 that/SCONJ/mark>7 "
        "it/PRON/nsubj>7 burned/VERB/ccomp>4",
        "saying",
        "him | saying | that it burned",
    ),
    "subject of the verb above": (
        "they/PRON/nsubj>1 left/VERB/root ,/PUNCT/punct>3 saying/VERB/advcl>1 it/PRON/nsubj>5 burned/VERB/ccomp>3",
        "saying",
        "they | saying | it burned",
    ),
    "noun described": (
        "men/NOUN/nsubj>6 in/ADP/case>2 masks/NOUN/nmod>0 shouting/VERB/acl>0 it/PRON/nsubj>5 burned/VERB/ccomp>3 "
        "ran/VERB/root",
        "shouting",
        "men in masks | shouting | it burned",
    ),
    "anyone who": (
        "ask/VERB/root anyone/PRON/obj>0 who/PRON/nsubj>3 claims/VERB/acl:relcl>1 it/PRON/nsubj>5 burned/VERB/ccomp>3",
        "claims",
        "anyone who | claims | it burned",
    ),
    "finite verb joined to an infinitive": (
        "she/PRON/nsubj>1 hopes/VERB/root to/PART/mark>3 win/VERB/xcomp>1 and/CCONJ/cc>5 fears/VERB/conj>3 "
        "that/SCONJ/mark>8 it/PRON/nsubj>8 burns/VERB/ccomp>5",
        "hopes",
        "she | hopes | to win",
    ),
    "subject lost by the tree": (
        "both/DET/dep>1 are/AUX/root hoping/VERB/dep>1 it/PRON/nsubj>4 burns/VERB/ccomp>2",
        "hoping",
        "both | hoping | it burns",
    ),
    "clause lost by the tree": (
        "I/PRON/nsubj>1 doubt/VERB/root they/PRON/dep>1 will/AUX/dep>1 win/VERB/dep>1",
        "doubt",
        "I | doubt | they will win",
    ),
    "preposition that links": (
        "he/PRON/nsubj>1 warned/VERB/root of/ADP/case>3 floods/NOUN/obl>1",
        "warned",
        "he | warned of | floods",
    ),
    "noun with a preposition": (
        "her/PRON/nmod:poss>1 warning/NOUN/root of/ADP/case>3 floods/NOUN/nmod>1",
        "warning",
        "her | warning of | floods",
    ),
    "quotation behind": (
        "he/PRON/nsubj>1 told/VERB/root me/PRON/iobj>1 :/PUNCT/punct>1 ‘/PUNCT/punct>5 go/VERB/dep>1 ’/PUNCT/punct>5",
        "told",
        "he | told | ‘ go ’",
    ),
    "word on no list": (
        "he/PRON/nsubj>1 radioactivated/VERB/root it/PRON/nsubj>3 burned/VERB/ccomp>1",
        "radioactivated",
        None,
    ),
    "supposed to": (
        "it/PRON/nsubj:pass>2 was/AUX/aux:pass>2 supposed/VERB/root to/PART/mark>4 end/VERB/xcomp>2",
        "supposed",
        None,
    ),
    "called a cab": (
        "he/PRON/nsubj>1 called/VERB/root a/DET/det>3 cab/NOUN/obj>1",
        "called",
        None,
    ),
}
FEATURES = {"saying": "VerbForm=Ger", "shouting": "VerbForm=Ger", "win": "VerbForm=Inf", "fears": "VerbForm=Fin"}
FINITE = frozenset({"are", "will", "claims", "accused", "left", "hopes", "doubt"})


def build(tree: str, cue: str) -> str | None:
    report, tokens, syntax = make_tree(tree)
    sentences = Sentences(report, tokens, syntax)
    sentences.feats = tuple(FEATURES.get(w, "VerbForm=Fin" if w in FINITE else "_") for w in sentences.words)
    found = ClauseBuilder(sentences, by_words=True).build(sentences.words.index(cue), 0, len(tokens) - 1)
    if found is None:
        return None

    def words(mark: Mark | None) -> str:
        return "-" if mark is None else report.text[tokens.starts[mark.first] : tokens.ends[mark.last]]

    return f"{words(found.source)} | {words(found.cue)} | {' ~ '.join(words(m) for m in found.content)}"


@pytest.mark.parametrize("name", TREES)
def test_built_with_words_where_the_tree_fails(name: str) -> None:
    tree, cue, expected = TREES[name]
    assert build(tree, cue) == expected
