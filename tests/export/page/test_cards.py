from __future__ import annotations

import msgspec
import pytest

from sayso.export.page import render_page
from sayso.export.page.cards import LONGEST_EXCERPT
from sayso.model import Claim, Entity, Record, Role, SourceKind, Span, Stance, Time
from tests.export.page.marked import make_record, make_report
from tests.export.page.parsing import Page

MAYOR = Entity(
    id="entity-1",
    name="Ada Sample",
    kind="person",
    mentions=(),
    roles=(Role(title="mayor", organisation="Northford", span=Span(0, 1)),),
)


def card_heads(page: Page) -> list[str]:
    return [e.text for e in page.all("h4") if e.in_card]


def facts(page: Page) -> dict[str, str]:
    names = [e.text for e in page.all("dt")]
    return dict(zip(names, [e.text for e in page.all("dd")], strict=True))


def test_card_says_who_what_and_how() -> None:
    record = make_record(
        "{1h:Reportedly}, {1s:the mayor} {1q:told} {1l:the radio} {1c:that the bridge is shut}.", speakers={1: MAYOR}
    )
    page = Page(render_page([record]))
    assert card_heads(page) == ["Ada Samplemayor, Northford"]
    assert page.all("blockquote")[0].text == "that the bridge is shut"
    assert facts(page) == {"Source": "the mayor", "Cue": "told", "Channel": "the radio", "Hedge": "Reportedly"}
    assert "confidence 0.90" in page.all("details", "evidence")[0].text
    assert "claims 0.1.0 by hand" in page.all("details", "evidence")[0].text


def test_claim_without_source_says_so() -> None:
    page = Page(render_page([make_record("{1q:It is known} {1c:that ice melts}.")]))
    assert card_heads(page) == ["No source named"]
    assert "none" in page.one("r1k1").classes
    assert "none" in page.one("r1s1").classes


def test_source_that_no_entity_stands_for_is_quoted_as_written() -> None:
    page = Page(render_page([make_record("{1s:They} {1q:say} {1c:it rains}.")]))
    assert card_heads(page) == ["Theynot tied to a name"]


def test_pieces_of_content_are_joined_with_an_ellipsis() -> None:
    page = Page(render_page([make_record("“{1c:One},” {1s:he} {1q:said}, “{1c:two}.”", quotations={1: "direct"})]))
    assert page.all("blockquote")[0].text == "One … two"
    assert "direct" in page.all("blockquote")[0].classes


def test_nested_claims_lead_to_one_another() -> None:
    page = Page(render_page([make_record("{1s:A} {1q:says} {1c:{2s:B} {2q:says} {2c:no}}", parents={2: 1})]))
    links = {e.text: e.attributes["href"] for e in page.all("a") if e.text.startswith("claim ")}
    assert links == {"claim 1": "#r1k1", "claim 2": "#r1k2"}
    assert "in1" in page.one("r1k2").classes


def test_cards_stand_in_text_order_whatever_the_order_of_the_record() -> None:
    record = make_record("{2s:B} {2q:says} {2c:no}. {1s:A} {1q:says} {1c:yes}.")
    assert [claim.source for claim in record.claims] == [Span(11, 12), Span(0, 1)]
    assert [e.text for e in Page(render_page([record])).all("blockquote")] == ["no", "yes"]


def test_claims_that_share_a_source_are_numbered_by_their_content() -> None:
    text = "She said one and then two at length."
    claims = (
        Claim("b", Span(0, 3), Span(4, 8), (Span(22, 35),), "indirect"),
        Claim("a", Span(0, 3), Span(4, 8), (Span(9, 12),), "indirect"),
    )
    page = Page(render_page([Record(sayso="0.1.0", report=make_report(text), claims=claims)]))
    assert [e.text for e in page.all("blockquote")] == ["one", "two at length"]


def test_circle_of_parents_does_not_hang() -> None:
    record = make_record("{1c:yes} {2c:no}", parents={1: 2, 2: 1})
    assert len(Page(render_page([record])).all("li", "card")) == 2


def test_claim_without_content_or_any_span_is_still_shown() -> None:
    record = Record(sayso="0.1.0", report=make_report("Text."), claims=(Claim("c", None, None, (), "indirect"),))
    page = Page(render_page([record]))
    assert "No content was found." in page.one("r1k1").text


def test_card_of_a_claim_without_span_links_back_to_the_text() -> None:
    record = Record(sayso="0.1.0", report=make_report("Text."), claims=(Claim("c", None, None, (), "indirect"),))
    assert [e.attributes["href"] for e in Page(render_page([record])).all("a", "no")] == ["#r1k1", "#r1t"]


def test_long_content_is_cut_in_the_card_only() -> None:
    record = make_record("{1c:" + "word " * 1000 + "}")
    page = Page(render_page([record]))
    assert len(page.all("blockquote")[0].text) == LONGEST_EXCERPT + 1
    assert page.texts() == [record.report.text]


def test_time_of_the_statement_is_shown_with_its_value() -> None:
    record = make_record("{1s:She} {1q:said} on Monday {1c:it rains}.")
    start = record.report.text.index("Monday")
    time = Time(id="time-1", start=start, end=start + 6, type="DATE", value="2022-01-10")
    claim = msgspec.structs.replace(record.claims[0], said="time-1")
    page = Page(render_page([msgspec.structs.replace(record, times=(time,), claims=(claim,))]))
    assert facts(page)["Said"] == "10 January 2022 (Monday)"
    assert "#r1m1" in {e.attributes["href"] for e in page.all("a") if e.text == "Monday"}


def test_report_without_claims_says_so() -> None:
    page = Page(render_page([make_record("Nobody says anything here.")]))
    assert "No claim was found" in page.all("aside")[0].text


def test_id_of_the_record_stands_in_the_card() -> None:
    record = make_record("{1s:A} {1q:says} {1c:yes}.")
    assert [e.text for e in Page(render_page([record])).all("code", "id")] == [record.claims[0].id]


@pytest.mark.parametrize(("stance", "words"), [("denial", "denies it"), ("refusal", "refuses")])
def test_denial_and_refusal_are_told_in_card_and_text(stance: Stance, words: str) -> None:
    page = Page(render_page([make_record("{1s:A} {1q:denied} {1c:this}.", stances={1: stance})]))
    assert [e.text for e in page.all("span", "stance")] == [words]
    signs = [e.attributes["data-s"] for e in page.all("i", "st") if "k1" in e.classes]
    (legend,) = {e.attributes["data-s"] for e in page.all("i", "st") if e.classes == {"st"}} & set(signs)
    assert signs == [legend]


def test_kind_of_source_gives_its_reason() -> None:
    text = "{1s:The ministry} {1q:says} {1c:yes}."
    kind = SourceKind("state_body", "head noun <b>", Span(4, 12))
    page = Page(render_page([make_record(text, kinds={1: kind})]))
    (card,) = [e for e in page.all("details", "sort") if e.in_card]
    assert card.text == "state bodyhead noun <b>\u201cministry\u201d"
    assert page.one("r1k1").attributes["data-kind"] == "state_body"


def test_words_at_a_distance_and_antecedents_are_facts_of_their_claim() -> None:
    text = "{1a:She}, {1a:Ada Sample}, {1q:said} {1c:the {1d:so-called help} came}. {0d:Indeed}."
    assert facts(Page(render_page([make_record(text)]))) == {
        "Stands for": "She \u2192 Ada Sample",
        "Cue": "said",
        "Distanced": "so-called help",
    }
