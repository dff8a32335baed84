"""Contents pointed at, bodies as sources, halves filled in, cues that name nobody."""

from __future__ import annotations

import pytest

from sayso.claims.cited import find_frames, place_inside
from sayso.claims.cue_forms import Sentences
from sayso.claims.pointing import BODY, COMPLETED, POINTED, UNNAMED, settle_attributions
from sayso.claims.torn import INSIDE, adopt_torn
from sayso.model import Attribution, Mark
from tests.claims.trees import make_tree


def attribution(source: tuple[int, int] | None, cue: tuple[int, int] | None, *content: tuple[int, int]) -> Attribution:
    return Attribution(
        None if source is None else Mark("source", *source, 0.9),
        None if cue is None else Mark("cue", *cue, 0.9),
        tuple(Mark("content", *part, 0.9) for part in content),
        0.9,
    )


def settle(tree: str, *joined: Attribution) -> list[Attribution]:
    report, tokens, syntax = make_tree(tree)
    return settle_attributions(joined, Sentences(report, tokens, syntax), tokens)


def spans(found: Attribution) -> list[tuple[int, int]]:
    return [(m.first, m.last) for m in found.content]


FELL = "Rain/NOUN/nsubj>1 fell/VERB/root ./PUNCT/punct>1{} "
REPORTED = (
    "This/PRON/nsubj:pass>5 was/AUX/aux:pass>5 reported/VERB/root at/ADP/case>8 the/DET/det>8 ministry/NOUN/obl>5 "
    "./PUNCT/punct>5"
)


@pytest.mark.parametrize("break_", ["", "¶"])
def test_this_points_at_the_sentence_before(break_: str) -> None:
    found = settle(FELL.format(break_) + REPORTED, attribution(None, (4, 5), (3, 3)))
    assert [(a.rule, spans(a)) for a in found] == [(POINTED, [(0, 1)])]
    assert found[0].source == Mark("source", 7, 8, found[0].source.confidence if found[0].source else 0)


def test_this_at_the_head_of_a_report_points_at_nothing() -> None:
    tree = "This/PRON/nsubj:pass>2 was/AUX/aux:pass>2 reported/VERB/root ./PUNCT/punct>2"
    joined = attribution(None, (1, 2), (0, 0))
    assert settle(tree, joined) == [joined]


def test_short_paragraph_is_pointed_at_whole() -> None:
    tree = (
        FELL.format("")
        + "Snow/NOUN/nsubj>4 fell/VERB/root ./PUNCT/punct>4¶ "
        + ("This/PRON/nsubj:pass>8 was/AUX/aux:pass>8 reported/VERB/root ./PUNCT/punct>8")
    )
    assert spans(settle(tree, attribution(None, (7, 8), (6, 6)))[0]) == [(0, 4)]


def test_said_so_and_announced_this() -> None:
    said = FELL.format("") + "He/PRON/nsubj>4 said/VERB/root so/ADV/advmod>4 ./PUNCT/punct>4"
    assert spans(settle(said, attribution((3, 3), (4, 4)))[0]) == [(0, 1)]
    announced = FELL.format("") + "He/PRON/nsubj>4 announced/VERB/root this/PRON/obj>4 ./PUNCT/punct>4"
    assert spans(settle(announced, attribution((3, 3), (4, 4), (5, 5)))[0]) == [(0, 1)]


@pytest.mark.parametrize("verb", ["denied", "confirmed"])
def test_what_is_denied_or_confirmed_stays(verb: str) -> None:
    tree = FELL.format("") + f"He/PRON/nsubj>4 {verb}/VERB/root this/PRON/obj>4 ./PUNCT/punct>4"
    joined = attribution((3, 3), (4, 4), (5, 5))
    assert settle(tree, joined) == [joined]


def test_body_in_which_it_is_noted_is_the_source() -> None:
    tree = (
        "As/SCONJ/mark>2 was/AUX/aux:pass>2 noted/VERB/advcl>7 in/ADP/case>5 the/DET/det>5 department/NOUN/obl>2 "
        "it/PRON/nsubj>7 rained/VERB/root ./PUNCT/punct>7"
    )
    found = settle(tree, attribution(None, (1, 2), (6, 7)))
    assert (found[0].rule, found[0].source) == (BODY, Mark("source", 4, 5, 0.6))
    town = tree.replace("department", "morning")
    assert settle(town, attribution(None, (1, 2), (6, 7)))[0].source is None


def test_content_without_a_cue_gets_the_one_of_its_sentence() -> None:
    tree = "it/PRON/nsubj>1 rained/VERB/ccomp>4 ,/PUNCT/punct>4 she/PRON/nsubj>4 said/VERB/root ./PUNCT/punct>4"
    found = settle(tree, attribution(None, None, (0, 1)))
    assert [(a.rule, spans(a)) for a in found] == [(COMPLETED, [(0, 1)])]
    assert (found[0].source, found[0].cue) == (Mark("source", 3, 3, 0.8), Mark("cue", 4, 4, 0.8))


def test_cue_without_a_content_gets_its_clause() -> None:
    tree = "she/PRON/nsubj>1 said/VERB/root it/PRON/nsubj>3 rained/VERB/ccomp>1 ./PUNCT/punct>1"
    assert spans(settle(tree, attribution((0, 0), (1, 1)))[0]) == [(2, 3)]


def test_cue_of_nobody_is_added_where_nothing_is_marked() -> None:
    tree = "he/PRON/nsubj>2 allegedly/ADV/advmod>2 fled/VERB/root ./PUNCT/punct>2"
    found = settle(tree)
    assert [(a.rule, a.source, a.cue, spans(a)) for a in found] == [
        (UNNAMED, None, Mark("cue", 1, 1, 0.6), [(0, 0), (2, 2)])
    ]
    assert settle(tree, attribution((0, 0), (1, 2))) == [attribution((0, 0), (1, 2))]


CITING = (
    "Agencies/NOUN/nsubj>5 ,/PUNCT/punct>2 citing/VERB/advcl>5 doctors/NOUN/obj>2 ,/PUNCT/punct>2 said/VERB/root "
    "it/PRON/nsubj>7 rained/VERB/ccomp>5 ./PUNCT/punct>5"
)


def test_one_who_is_cited_stands_inside_the_claim_that_cites() -> None:
    report, tokens, syntax = make_tree(CITING)
    sentences = Sentences(report, tokens, syntax)
    outer, torn = attribution((0, 0), (5, 5), (6, 7)), attribution((0, 0), (2, 2), (3, 3))
    for joined in ([outer, torn], [outer]):
        found = find_frames(joined, sentences)
        assert found[0] == outer
        assert (found[1].parent, found[1].source, spans(found[1])) == (0, Mark("source", 3, 3, 0.7), [(6, 7)])
        assert find_frames(found, sentences) == found


def test_one_cited_between_two_verbs_stands_in_the_claim_of_the_second() -> None:
    tree = (
        "he/PRON/nsubj>1 denies/VERB/root it/PRON/obj>1 and/CCONJ/cc>8 ,/PUNCT/punct>5 citing/VERB/conj>1 "
        "friends/NOUN/obj>5 ,/PUNCT/punct>5 claims/VERB/conj>1 it/PRON/nsubj>10 rained/VERB/ccomp>8 ./PUNCT/punct>1"
    )
    report, tokens, syntax = make_tree(tree)
    joined = [attribution((0, 0), (1, 1), (2, 2)), attribution((0, 0), (8, 8), (9, 10))]
    found = find_frames(joined, Sentences(report, tokens, syntax))
    assert (found[2].parent, found[2].source, spans(found[2])) == (1, Mark("source", 6, 6, 0.7), [(9, 10)])


def test_claim_inside_a_content_is_placed_in_the_smallest() -> None:
    outer, middle, inner = (
        attribution((0, 0), (1, 1), (2, 9)),
        attribution((2, 2), (3, 3), (4, 9)),
        attribution((5, 5), (6, 6), (7, 9)),
    )
    assert [a.parent for a in place_inside([outer, middle, inner])] == [None, 0, 1]
    assert [a.parent for a in place_inside([inner, outer])] == [1, None]


def test_content_torn_by_a_claim_inside_it_is_mended() -> None:
    tree = (
        "Envoys/NOUN/nsubj>1 fear/VERB/ccomp>6 it/PRON/nsubj>3 fails/VERB/ccomp>1 ,/PUNCT/punct>6 she/PRON/nsubj>6 "
        "said/VERB/root ./PUNCT/punct>6"
    )
    report, tokens, syntax = make_tree(tree)
    joined = [attribution((5, 5), (6, 6), (0, 0)), attribution(None, (1, 1), (2, 3))]
    said, fear = adopt_torn(joined, Sentences(report, tokens, syntax))
    assert spans(said) == [(0, 3)]
    assert (fear.parent, fear.rule, fear.source) == (0, INSIDE, Mark("source", 0, 0, 0.9))
