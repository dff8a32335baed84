"""Who speaks: claims grouped by speaker, kinds with their counts, and what the filter compares."""

from __future__ import annotations

import pytest

from sayso.export.page import render_page
from sayso.export.page.kinds import name_kind
from sayso.export.page.speakers import group_speakers
from sayso.export.page.view import view_record
from sayso.model import Entity, Record, Role, SourceKind, Span
from tests.export.page.marked import make_record
from tests.export.page.parsing import Page

ADA = Entity(
    "e1", "Ada  Sample", "person", (), (Role("mayor", "Northford", Span(0, 1)), Role("chair", None, Span(0, 1)))
)
TEXT = (
    "{1q:It is known} {1c:that ice melts}. {2s:Ada} {2q:says} {2c:no}. {3s:They} {3q:say} {3c:so}. "
    "{4s:She} {4q:adds} {4c:yes}. {5s:they} {5q:cry} {5c:stop}."
)


def make_sample() -> Record:
    official = SourceKind("official", "role 'mayor'")
    return make_record(
        TEXT, speakers={2: ADA, 4: ADA}, kinds={2: official, 4: official, 1: SourceKind("none", "no source")}
    )


def test_claims_are_grouped_by_speaker_words_or_lack_of_either() -> None:
    groups = group_speakers(view_record(make_sample(), 1))
    assert [(g.key, g.name, [c.number for c in g.claims]) for g in groups] == [
        ("ada sample", "Ada  Sample", [2, 4]),
        ("they", "They", [3, 5]),
        ("", "No source named", [1]),
    ]
    assert [g.kind.code if g.kind else None for g in groups] == ["official", None, "none"]


def test_speaker_card_has_roles_kind_count_and_links() -> None:
    page = Page(render_page([make_sample()]))
    card = page.all("li", "voice")[0]
    assert card.text == "Ada  Sample2 claimsmayor, Northford; chairofficialrole 'mayor'24Show"
    links = [e.attributes["href"] for e in page.all("a", "no") if not e.in_card and not e.in_report_text]
    assert links == ["#r1s2", "#r1s4", "#r1s3", "#r1s5", "#r1s1"]


def test_cards_and_buttons_agree_on_what_is_filtered() -> None:
    page = Page(render_page([make_sample()]))
    cards = page.all("li", "card")
    buttons = page.all("button", "f")
    speakers = [e.attributes["data-v"] for e in buttons if e.attributes["data-f"] == "speaker"]
    kinds = {e.attributes["data-v"]: e.text for e in buttons if e.attributes["data-f"] == "kind"}
    assert set(speakers) == {e.attributes["data-who"] for e in cards}
    assert set(kinds) == {e.attributes["data-kind"] for e in cards}
    assert kinds == {"official": "official 2", "unknown": "kind not told 2", "none": "no source 1"}


def test_buttons_need_the_script_and_are_hidden_without_it() -> None:
    page = Page(render_page([make_sample()]))
    for button in page.all("button"):
        kind = button.attributes["data-f"] == "kind"
        assert kind or "hidden" in button.attributes
        assert button.attributes["type"] == "button"
        assert button.attributes["aria-pressed"] == "false"
    (group,) = page.all("div", "kinds")
    assert "hidden" in group.attributes
    assert group.attributes["aria-label"]


def test_one_kind_alone_needs_no_filter_and_no_claims_no_section() -> None:
    assert not Page(render_page([make_record("{1s:A} {1q:says} {1c:yes}.")])).all("div", "kinds")
    assert not Page(render_page([make_record("Rain.")])).all("section", "who-speaks")


def test_many_speakers_are_folded_and_the_rest_counted() -> None:
    record = make_record(" ".join(f"{{{n}s:Clerk{n}}} {{{n}q:says}} {{{n}c:yes}}." for n in range(1, 321)))
    page = Page(render_page([record]))
    assert len(page.all("li", "voice")) == 300
    assert "316 more speakers" in page.all("section", "who-speaks")[0].text
    assert "and 20 more" in page.all("section", "who-speaks")[0].text


@pytest.mark.parametrize(
    ("code", "words"), [("state_body", "state body"), ("none", "no source"), ("unknown", "kind not told")]
)
def test_codes_are_told_in_words(code: str, words: str) -> None:
    assert name_kind(code) == words
