"""Attributions by set phrases."""

from __future__ import annotations

import pytest

from sayso.claims.cue_forms import Sentences
from sayso.claims.phrases import PhraseFinder
from sayso.model import Attribution, Mark, Report, Tokens
from tests.claims.trees import make_tree

HEAD = "it/PRON/nsubj>2 was/AUX/root "
PHRASES = {
    "own words": (
        HEAD + ",/PUNCT/punct>2 in/ADP/case>6 her/PRON/nmod>6 words/NOUN/obl>2 ,/PUNCT/punct>2 “/PUNCT/punct>9 "
        "dead/ADJ/ccomp>2 ”/PUNCT/punct>9",
        ["her | words | “ dead ”"],
    ),
    "aside": (
        HEAD + ",/PUNCT/punct>2 as/SCONJ/mark>6 he/PRON/nsubj>6 put/VERB/advcl>2 it/PRON/obj>6 ,/PUNCT/punct>2 "
        "a/DET/det>10 fair/NOUN/ccomp>2",
        ["he | put it | a fair"],
    ),
    "participle": (
        "the/DET/det>2 sum/NOUN/nsubj>8 ,/PUNCT/punct>4 put/VERB/acl>2 at/ADP/case>6 nine/NUM/obl>4 by/ADP/case>8 "
        "banks/NOUN/obl>4",
        ["banks | put | the sum ~ at nine"],
    ),
    "there is": (
        "there/PRON/expl>2 are/VERB/root reports/NOUN/nsubj>2 of/ADP/case>5 looting/NOUN/nmod>3",
        ["- | reports of | looting"],
    ),
    "there is no": ("there/PRON/expl>2 is/VERB/root no/DET/det>4 talk/NOUN/nsubj>2 of/ADP/case>6 war/NOUN/nmod>4", []),
    "view of an author": (
        "in/ADP/case>3 the/DET/det>3 view/NOUN/obl>8 of/ADP/case>5 divers/NOUN/nmod>3 ,/PUNCT/punct>3 it/PRON/nsubj>8 "
        "sank/VERB/root",
        ["divers | view of | it sank"],
    ),
    "according to": (
        "according/VERB/case>3 to/ADP/fixed>1 divers/NOUN/obl>6 ,/PUNCT/punct>3 it/PRON/nsubj>6 sank/VERB/root",
        ["divers | according to | it sank"],
    ),
    "told by": ("a/DET/det>2 tale/NOUN/root told/VERB/acl>2 by/ADP/case>5 boys/NOUN/obl>3", []),
    "words of nobody": ("in/ADP/case>3 other/ADJ/amod>3 words/NOUN/root ,/PUNCT/punct>3 no/INTJ/dep>3", []),
}


def show(found: Attribution, report: Report, tokens: Tokens) -> str:
    def words(mark: Mark | None) -> str:
        return "-" if mark is None else report.text[tokens.starts[mark.first] : tokens.ends[mark.last]]

    return f"{words(found.source)} | {words(found.cue)} | {' ~ '.join(words(m) for m in found.content)}"


@pytest.mark.parametrize(("tree", "expected"), PHRASES.values(), ids=PHRASES.keys())
def test_phrases(tree: str, expected: list[str]) -> None:
    report, tokens, syntax = make_tree(tree)
    finder = PhraseFinder(Sentences(report, tokens, syntax))
    assert [show(a, report, tokens) for a in finder.find(0, len(tokens) - 1)] == expected


@pytest.mark.parametrize(
    ("behind", "content"),
    [("my/DET/det>5 son/NOUN/obj>3 where/ADV/mark>7 he/PRON/nsubj>7 slept/VERB/ccomp>3", "where he slept"), ("", None)],
    ids=["clause", "nothing"],
)
def test_verb_with_who_is_told(behind: str, content: str | None) -> None:
    report, tokens, syntax = make_tree(f"they/PRON/nsubj>3 had/AUX/aux>3 asked/VERB/root {behind}".strip())
    found = PhraseFinder(Sentences(report, tokens, syntax)).build_told(2, 0, len(tokens) - 1)
    assert (show(found, report, tokens) if found else None) == (f"they | had asked | {content}" if content else None)
