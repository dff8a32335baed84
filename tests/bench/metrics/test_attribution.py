"""Attributions as token sets, quotation kinds and speech cues."""

from __future__ import annotations

import pytest

from bench.metrics.attribution import (
    Attribution,
    cut_simply,
    find_punctuation,
    find_quotation,
    from_claim,
    has_speech_cue,
    make_token_sets,
    read_speech_cues,
)
from sayso.model import Claim, Span


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("“all is well”", "direct"),
        ('"all is well,"', "direct"),
        ("''all is well.''", "direct"),
        ("'we're all well'", "direct"),
        ("that “all is well”", "mixed"),
        ("that all ‘is’ well", "mixed"),
        ("all is well” again", "mixed"),
        ("all is well”", "direct"),
        ("“all is well", "direct"),
        ("“all” “is”", "direct"),
        ("the members' vote isn't Ann's", "indirect"),
        ("that all is well", "indirect"),
        ("", "indirect"),
    ],
)
def test_quotation_by_the_marks_in_the_content(content: str, kind: str) -> None:
    assert find_quotation(content, (Span(0, len(content)),)) == kind


def test_pieces_of_a_content_count_together() -> None:
    text = "“all is”, Ann said, well"
    assert find_quotation(text, (Span(0, 8), Span(20, 24))) == "mixed"


@pytest.mark.parametrize(
    ("cue", "speech"), [("has Said", True), ("according to", True), ("wants", False), (":", False)]
)
def test_speech_cues(cue: str, speech: bool) -> None:
    assert has_speech_cue(cue, (Span(0, len(cue)),), read_speech_cues()) is speech


def test_token_sets_drop_punctuation_but_keep_a_dash_as_cue() -> None:
    text = "Ann , -- no ."
    tokens = cut_simply(text)
    attribution = Attribution((Span(0, 5),), (Span(6, 8),), (Span(9, 13),))
    (sets,) = make_token_sets([attribution], tokens, find_punctuation(text, tokens))
    assert [sorted(sets.source), sorted(sets.cue), sorted(sets.content)] == [[0], [2, 3], [4]]


def test_tokens_that_a_span_cuts_belong_to_it() -> None:
    tokens = cut_simply("abc def")
    (sets,) = make_token_sets([Attribution((Span(2, 3),), (Span(3, 4),), (Span(1, 5),))], tokens, [False, False])
    assert [sorted(sets.source), sorted(sets.cue), sorted(sets.content)] == [[0], [], [0, 1]]


def test_a_claim_without_source_or_cue() -> None:
    claim = Claim("claim-1", None, None, (Span(0, 2),), "indirect")
    assert from_claim(claim) == Attribution((), (), (Span(0, 2),))
