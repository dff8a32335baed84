"""Speech that the layout attributes: transcripts and signed quotations."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.structure import join_report
from sayso.claims.turns import OUTSIDE, REPLACED, Turn, find_turns, split_marks
from sayso.lang import load_language
from sayso.model import Mark
from sayso.text import find_tokens
from tests.batch.fakes import make_report
from tests.claims.marked import read_marked

WORDS = load_language("en").turns
HEARING = (
    "The inquiry heard two witnesses on Monday.\n\n"
    "JUDGE ROOK: When did the alarm sound?\n\n"
    "MS HALE: At ten past two. The pump had stopped.\n\n"
    "Nobody came for an hour.\n\n"
    "JUDGE ROOK: Who told you that?\n\n"
    "MS HALE: My foreman said it was safe.\n\n"
    "The hearing goes on."
)


def turns_of(text: str) -> list[str]:
    report = make_report(text)
    tokens = find_tokens(report)

    def words(mark: Mark) -> str:
        return tokens.span(mark.first, mark.last).text(text)

    return [" | ".join(map(words, (t.source, t.cue, *t.content))) for t in find_turns(text, tokens, WORDS)]


def test_transcript_in_capitals() -> None:
    assert turns_of(HEARING) == [
        "JUDGE ROOK | : | When did the alarm sound?",
        "MS HALE | : | At ten past two. The pump had stopped. | Nobody came for an hour.",
        "JUDGE ROOK | : | Who told you that?",
        "MS HALE | : | My foreman said it was safe.",
    ]


def test_interview_with_names_that_come_again() -> None:
    text = "Ledger: Is it over?\nOkafor: No.\nLedger: Why not?\nOkafor: The dam still leaks."
    assert len(turns_of(text)) == 4


def test_quoted_transcript_goes_on_while_the_next_paragraph_is_quoted() -> None:
    text = "“HOST: Why?\n\n“GUEST: Because.\n\n“And because.\n\n“HOST: Thanks.\n\nThe show ended there."
    assert turns_of(text)[1:] == ["GUEST | : | Because. | “And because.", "HOST | : | Thanks."]


@pytest.mark.parametrize(
    "text",
    [
        "Update: The road is open.\nNote: Bring water.\nUpdate: The road is shut.\nNote: Stay home.",
        "Rainfall: 30 mm.\nWind: 12 m/s.\nHumidity: 80 per cent.",
        "The mayor put it simply: the bridge is gone.",
        "JUDGE ROOK: When did the alarm sound?",
        "",
    ],
    ids=["labels", "table", "colon in a sentence", "one turn", "empty"],
)
def test_no_transcript(text: str) -> None:
    assert turns_of(text) == []


@pytest.mark.parametrize(
    ("line", "turn"),
    [
        ("“The water came at night.” – Ana Ruiz, teacher", "Ana Ruiz, teacher | – | “The water came at night.”"),
        ("”We lost the goats.”\xa0― Deng Majok.", "Deng Majok | ― | ”We lost the goats.”"),
        ('"Nobody warned us." -- A. Silva', 'A. Silva | -- | "Nobody warned us."'),
        ("«The bridge is gone.» — Imre", "Imre | — | «The bridge is gone.»"),
    ],
)
def test_signed_quotation(line: str, turn: str) -> None:
    assert turns_of(f"Voices from the valley:\n\n{line}\n\nThe road stays shut.") == [turn]


@pytest.mark.parametrize(
    "line", ["“We waited” – and then the rain came.", "“No,” – he said.", "He said “no” – Ana Ruiz left the room."]
)
def test_dash_that_signs_nothing(line: str) -> None:
    assert turns_of(line) == []


def test_marks_inside_a_turn_are_said_within_it() -> None:
    marked = read_marked(HEARING.replace("My foreman said it was safe", "[s My foreman] [c said] [k it was safe]"))
    found = join_report(marked.report.text, marked.tokens, marked.syntax, marked.attributions, WORDS)
    assert [(a.rule, a.parent) for a in found] == [("transcript", None)] * 4 + [("links", 3)]


def test_a_mark_that_leaves_its_turn_is_replaced() -> None:
    turn = Turn(Mark("source", 2, 3, 1.0), Mark("cue", 4, 4, 1.0), (Mark("content", 5, 9, 1.0),), "transcript")
    marks = [Mark("content", *pair, 1.0) for pair in ((0, 1), (0, 2), (2, 3), (5, 9), (6, 7), (8, 12), (10, 12))]
    assert split_marks(marks, [turn]) == [OUTSIDE, REPLACED, REPLACED, 0, 0, REPLACED, OUTSIDE]


@given(st.text(alphabet="AB :\n“”―x.", max_size=80))
def test_turns_are_in_order_and_apart(text: str) -> None:
    tokens = find_tokens(make_report(text))
    found = find_turns(text, tokens, WORDS)
    edges = [(min(t.source.first, t.content[0].first), max(t.source.last, t.content[-1].last)) for t in found]
    assert all(one[1] < other[0] for one, other in pairwise(edges))
