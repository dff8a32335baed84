"""Contents that a claim inside them tore apart."""

from __future__ import annotations

import msgspec

from sayso.claims import find_quotations
from sayso.claims.cue_forms import Sentences
from sayso.claims.torn import INSIDE, adopt_torn, close_quotations
from sayso.model import Attribution, Mark, Span
from tests.claims.trees import make_tree


def claim(source: tuple[int, int], cue: int, content: tuple[int, int]) -> Attribution:
    return Attribution(Mark("source", *source, 0.9), Mark("cue", cue, cue, 0.9), (Mark("content", *content, 0.9),), 0.9)


def spans(attribution: Attribution) -> list[tuple[int, int]]:
    return [(mark.first, mark.last) for mark in attribution.content]


def adopt(tree: str, found: list[Attribution]) -> list[Attribution]:
    report, tokens, syntax = make_tree(tree)
    return adopt_torn(found, Sentences(report, tokens, syntax))


def test_claim_that_fills_the_sentence_before_its_reporter_stands_inside() -> None:
    tree = (
        "rebels/NOUN/nsubj>1 said/VERB/ccomp>8 it/PRON/nsubj>3 burned/VERB/ccomp>1 ,/PUNCT/punct>8 the/DET/det>6 "
        "agency/NOUN/nsubj>7 reported/VERB/root ./PUNCT/punct>7"
    )
    inner, outer = adopt(tree, [claim((0, 0), 1, (2, 3)), claim((5, 6), 7, (2, 3))])
    assert (inner.parent, inner.rule) == (1, INSIDE)
    assert (outer.parent, spans(outer)) == (None, [(0, 3)])


def test_aside_with_as_stands_inside_the_clause_around_it() -> None:
    tree = (
        "she/PRON/nsubj>1 said/VERB/root ferries/NOUN/nsubj>8 ,/PUNCT/punct>6 as/SCONJ/mark>6 he/PRON/nsubj>6 "
        "admits/VERB/advcl>8 ,/PUNCT/punct>6 sank/VERB/ccomp>1 ./PUNCT/punct>1"
    )
    outer, inner = adopt(tree, [claim((0, 0), 1, (2, 2)), claim((5, 5), 6, (8, 8))])
    assert inner.parent == 0
    assert spans(outer) == [(2, 2), (5, 6), (8, 8)]


def test_two_claims_side_by_side_stay_so() -> None:
    tree = (
        "she/PRON/nsubj>1 said/VERB/root it/PRON/nsubj>3 burned/VERB/ccomp>1 and/CCONJ/cc>6 he/PRON/nsubj>6 "
        "said/VERB/conj>1 it/PRON/nsubj>8 sank/VERB/ccomp>6 ./PUNCT/punct>1"
    )
    found = [claim((0, 0), 1, (2, 3)), claim((5, 5), 6, (7, 8))]
    assert adopt(tree, found) == found


def test_content_reaches_the_end_of_its_quotation() -> None:
    tree = (
        "she/PRON/nsubj>1 said/VERB/root :/PUNCT/punct>1 “/PUNCT/punct>4 go/VERB/ccomp>1 ./PUNCT/punct>4 "
        "do/AUX/aux>8 not/PART/advmod>8 wait/VERB/root ./PUNCT/punct>8 ”/PUNCT/punct>8"
    )
    report, tokens, _ = make_tree(tree)
    pairing, _ = find_quotations(report)
    quote = pairing.quotes[0]
    assert quote.span == Span(int(tokens.starts[3]), int(tokens.ends[10]))
    (closed,) = close_quotations([claim((0, 0), 1, (3, 4))], pairing, tokens)
    assert spans(closed) == [(3, 10)]
    orphan = msgspec.structs.replace(claim((0, 0), 1, (3, 4)), cue=None)
    assert close_quotations([orphan], pairing, tokens) == [orphan]


def test_relative_clause_behind_a_content_stands_inside() -> None:
    tree = (
        "she/PRON/nsubj>1 said/VERB/root it/PRON/nsubj>3 reached/VERB/ccomp>1 Bo/PROPN/obj>3 ,/PUNCT/punct>7 "
        "who/PRON/nsubj>7 ruled/VERB/acl:relcl>4 it/PRON/nsubj>9 stands/VERB/ccomp>7 ./PUNCT/punct>1"
    )
    outer, inner = adopt(tree, [claim((0, 0), 1, (2, 4)), claim((6, 6), 7, (8, 9))])
    assert (inner.parent, spans(outer)) == (0, [(2, 9)])
    apart = adopt(
        tree.replace(",/PUNCT/punct>7", "gladly/ADV/advmod>3"), [outer, msgspec.structs.replace(inner, parent=None)]
    )
    assert spans(apart[0]) == [(2, 9)]
