"""Relation measures, counted by hand over one short text."""

from __future__ import annotations

import pytest

from bench.metrics.attribution import Attribution, TokenSets, cut_simply
from bench.metrics.counts import Counts, add_counts
from bench.metrics.relations import judge_pair, make_headline, match_attributions, score_relations
from sayso.model import Span

# tokens:  0   1    2   3    4    5  6     7    8     9    10     11  12    13
_TEXT = "Ann said the bus left . Bo hopes that rain stops soon today ."


def _pick(source: str, cue: str, content: str) -> Attribution:
    def find(words: str) -> tuple[Span, ...]:
        start = _TEXT.find(words)
        return (Span(start, start + len(words)),) if words else ()

    return Attribution(find(source), find(cue), find(content))


def _sets(source: set[int], cue: set[int], content: set[int]) -> TokenSets:
    return TokenSets(frozenset(source), frozenset(cue), frozenset(content))


_GOLD = [_pick("Ann", "said", "the bus left"), _pick("Bo", "hopes", "that rain stops soon today")]


def _score(system: list[Attribution]) -> dict[str, Counts]:
    return score_relations(_TEXT, cut_simply(_TEXT), _GOLD, system)


def test_gold_against_itself() -> None:
    scores = _score(_GOLD)
    assert {counts.f1 for counts in scores.values() if counts.gold} == {1.0}


def test_measures_by_hand() -> None:
    """The first lacks "left", the second has only one word of five and the wrong source, a third is spurious."""
    system = [_pick("Ann", "said", "the bus"), _pick("Ann", "hopes", "rain"), _pick("", "soon", "today")]
    scores = _score(system)
    hits = {m: scores[m].gold_hits for m in ("cue", "exact", "dice50", "anyov", "right")}
    assert hits == {"cue": 2, "exact": 0, "dice50": 1, "anyov": 1, "right": 1}
    assert scores["dice50"].f1 == pytest.approx(2 * 1 / (2 + 3))
    # gold content 8 tokens, the system's 2 + 1 + 1; common 4 (the, bus, rain, today), of which "the bus" have Ann
    assert scores["who-token"] == Counts(2, 4, 2, 8)
    assert scores["who|content"].f1 == pytest.approx(2 / 4)


def test_slices_count_each_side_in_its_own() -> None:
    scores = _score([_pick("Ann", "said", "the bus left"), _pick("", "hopes", "that rain stops soon today")])
    assert scores["speech/exact"] == Counts(1, 1, 1, 1)
    assert scores["other/cue"] == Counts(1, 1, 1, 1)
    assert scores["other/dice50"].gold_hits == 0
    assert scores["no-source/cue"] == Counts(1, 1, 0, 0)
    assert scores["indirect/cue"].gold == 2
    assert scores["direct/cue"] == Counts()


def test_headline_takes_recall_of_speech_cues() -> None:
    headline = make_headline(add_counts([_score([_pick("Ann", "said", "left")])]))
    assert headline.speech_cue_recall == 1.0
    assert headline.speech_right_recall == 1.0  # Dice 2 * 1 / (1 + 3) is just a half
    assert headline.dice50_f1 == pytest.approx(2 / 3)


def test_the_best_sum_of_dice_is_matched_first() -> None:
    golds = [_sets({0}, {1}, {2, 3}), _sets({0}, {1}, {4})]
    systems = [_sets({0}, {1}, {4}), _sets({0}, {1, 5}, {2})]
    assert match_attributions(golds, systems) == [(1, 0), (0, 1)]


def test_without_a_cue_content_must_be_shared() -> None:
    golds = [_sets({0}, set(), {2}), _sets({0}, {1}, {3})]
    systems = [_sets({0}, set(), {3}), _sets({0}, set(), {2, 4})]
    assert match_attributions(golds, systems) == [(0, 1)]


def test_empty_sources_agree_only_with_each_other() -> None:
    assert judge_pair(_sets(set(), {1}, {2}), _sets(set(), {1}, {2}))["dice50"]
    lone = judge_pair(_sets({0}, {1}, {2}), _sets(set(), {1}, {2}))
    assert lone == {"cue": True, "exact": False, "dice50": False, "anyov": False, "right": False}


def test_overlapping_sources_with_little_in_common_are_right_but_not_half() -> None:
    verdict = judge_pair(_sets({0, 1, 2, 3, 4}, {6}, {7}), _sets({0}, {6}, {7}))  # Dice of sources 2/6
    assert (verdict["dice50"], verdict["right"], verdict["anyov"]) == (False, True, True)
