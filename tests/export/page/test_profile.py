"""The sourcing profile on the page: whose words, who is not heard, and grave sentences that lead to their place."""

from __future__ import annotations

import msgspec

from sayso.export.page import render_page
from sayso.export.page.profile import MOST_GRAVE, render_profile
from sayso.linking import GraveSentence, make_profile
from sayso.model import Record, SourceKind
from tests.export.page.marked import make_record
from tests.export.page.parsing import Page

TEXT = (
    "{1s:The ministry} {1q:said} {1c:that the pier was safe}. {2q:It is known} {2c:that three men were killed}. "
    "Two guards were beheaded. {3s:She} {3q:said} {3c:“{3h:maybe} nobody was killed”}."
)


def make_sample() -> Record:
    kinds = {1: SourceKind("state_body", "head noun"), 2: SourceKind("none", "no source")}
    return make_record(TEXT, kinds=kinds, quotations={3: "direct"})


def test_rows_are_the_own_voice_and_then_who_has_most_words() -> None:
    page = Page(render_page([make_sample()]))
    (panel,) = page.all("details", "profile")
    assert "open" in panel.attributes
    rows = [row.text for row in page.all("tr")]
    assert rows[0] == "Whose wordsSpeakersClaimsWordsShare of all words"
    assert rows[1].startswith("the report’s own voice––")
    assert [row.split("1")[0] for row in rows[2:]] == ["state bodies", "no source–", "kind not told"]


def test_counts_and_silence_are_told() -> None:
    page = Page(render_page([make_sample()]))
    assert [e.text for e in page.all("ul", "how")] == [
        "1 quoted directly2 in the report’s words1 hedged1 without a source"
    ]
    (silent,) = page.all("p", "unheard")
    assert silent.text.startswith("Not heard: armed groups · ")
    assert "state organs" not in silent.text


def test_grave_sentences_without_a_source_lead_to_their_place_and_back() -> None:
    page = Page(render_page([make_sample()]))
    listed = [e.text for e in page.elements if (e.attributes.get("id") or "").startswith("r1p")]
    assert sorted(listed) == [
        "It is known that three men were killed. in a claim that names no source",
        "Two guards were beheaded. in the report’s own voice",
    ]
    for number in (1, 2):
        mark = page.one(f"r1g{number}")
        assert mark.attributes["href"] == f"#r1p{number}"
        assert f"#r1g{number}" in [e.attributes["href"] for e in page.all("a")]
        assert "".join(page.pieces(f"g{number}")) in listed[number - 1]


def test_several_reports_have_a_profile_together_and_each_its_own_folded() -> None:
    page = Page(render_page([make_sample(), make_record("Rain fell.")]))
    panels = page.all("details", "profile")
    assert [panel.text.partition("Whose")[0] for panel in panels] == [
        "Sourcing profile of all 2 reports",
        "Sourcing profile",
        "Sourcing profile",
    ]
    assert "the reports’ own voice" in panels[0].text
    assert ["open" in panel.attributes for panel in panels] == [True, False, False]


def test_a_text_without_words_has_no_profile() -> None:
    assert not Page(render_page([make_record(" \n")])).all("details", "profile")


def test_no_more_grave_sentences_are_listed_than_marked() -> None:
    sentence = GraveSentence(0, "r", 0, 4, "x" * 1000, 3, (), "own")
    profile = msgspec.structs.replace(make_profile([make_record("Rain fell.")]), grave=(sentence,) * 300)
    page = Page(render_profile(profile, number=1, opened=True))
    assert len([e for e in page.all("li") if "id" in e.attributes]) == MOST_GRAVE
    (listed,) = page.all("div", "grave-list")
    assert listed.text.startswith("Grave, and no source for it (300)")
    assert listed.text.endswith("and 200 more")
    assert len(page.one("r1p1").text) < 300
