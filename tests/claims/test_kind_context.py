"""Kinds that the words of a source leave open and the report around them tells."""

from __future__ import annotations

import pytest

from sayso.model import Entity, Span
from tests.claims.kinds import code, judge
from tests.claims.marked import make_entity, read_marked

SAID = " [c said] [k that it rained] ."


@pytest.mark.parametrize(
    ("before", "source", "kind"),
    [
        ("The school board met . ", "The board", "state_body"),
        ("The student council met . ", "The council", "civil_society"),
        ("The council met . ", "The council", "state_body"),
        ("The school board met . ", "Board chair", "official"),
        ("", "The National Cyber Centre", "state_body"),
        ("", "France's water office", "state_body"),
        ("The treasurer resigned . ", "His forecast", "document_data"),
        ("", "The ministry's forecast", "state_body"),
        ("", "reports in the newspapers", "media"),
        ("", "the agency Ala-Kabar", "media"),
        ("", "A widow with six children", "witness_resident"),
        ("Her husband was killed . ", "His widow", "victim_relative"),
        ("The plane left the runway . ", "Investigators", "official"),
        ("The shop was robbed . ", "Investigators", "military_police"),
        ("", "The member for Harbour East", "party_politician"),
        ("", "unnamed clerks", "unnamed"),
        ("", "one person involved in the talks", "unnamed"),
        ("", "her entourage", "unnamed"),
    ],
)
def test_what_was_said_before_decides(before: str, source: str, kind: str) -> None:
    assert code(f"{before}[s {source}]{SAID}") == kind


def test_what_befell_a_passenger_comes_first() -> None:
    assert code("[s A passenger] [c said] [k so] from her hospital bed .") == "victim_relative"
    assert code("[s A passenger] [c said] [k so] from her seat .") == "witness_resident"


def test_one_of_them_is_of_their_kind() -> None:
    markup = "[s1 Two people familiar with the matter] [c1 said] [k1 yes] . [s2 One of them] [c2 said] [k2 no] ."
    kinds = judge(markup)
    assert [k.code for k in kinds if k] == ["unnamed", "unnamed"]
    assert kinds[1] is not None
    assert "of those before" in kinds[1].reason


def test_an_account_is_what_its_name_says() -> None:
    assert code("[s @harbour_news, an account with followers,] [c claimed] [k that it rained] .") == "media"


def test_labels_of_an_interview_stand_for_its_sides() -> None:
    markup = (
        "Nurses strike on Monday . Minister Ana Paz met us .\n\n"
        "[s1 Q][c1 :] [k1 Will it last ?]\n[s2 A][c2 :] [k2 It will .]\n[s3 QUESTION][c3 :] [k3 They laugh .]"
    )
    text = read_marked(markup).report.text
    start = text.index("\nA") + 1
    answers = Entity("a", "A", "person", (Span(start, start + 1),))
    kinds = judge(markup, make_entity(text, "Ana Paz"), answers, speakers=(None, "a"))
    assert [k.code for k in kinds if k] == ["media", "official", "media"]
