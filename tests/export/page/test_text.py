from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.page import render_page
from sayso.export.page.text import list_targets, render_text
from sayso.export.page.view import view_record
from sayso.model import Claim, Distancing, Issue, Place, Record, SourceKind, Span, Time
from tests.export.page.marked import make_record, make_report
from tests.export.page.parsing import Page

NESTED = (
    "{1s:The health desk} {1q:told} {1l:the Morning Sample} {1c:that {2s:two doctors} {2q:had said} "
    "{2c:{3s:the mayor} {3q:denied} {3c:“ever seeing it”}}}. The square was quiet."
)


def list_brackets(page: Page) -> list[tuple[str | None, str | None, str | None]]:
    """Sign, classes and number of each bracket in report text."""
    found = [e for e in page.all("i", "br") if e.in_report_text]
    return [(e.attributes["data-b"], e.attributes["class"], e.attributes.get("data-n")) for e in found]


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A text of any characters under claims and notes whose spans overlap, nest, repeat, or reach outside."""
    letters = st.sampled_from(list("ab <>&\"'\n\r\t\x00\x85\u202e\u2067\u05d0\u0301\ufeff😀")) | st.characters()
    text = "".join(draw(st.lists(letters, max_size=60)))
    spans = st.tuples(st.integers(0, 70), st.integers(0, 70)).map(lambda pair: Span(min(pair), max(pair)))
    claims = st.builds(
        Claim,
        id=st.text("abc", min_size=1, max_size=2),
        source=st.none() | spans,
        cue=st.none() | spans,
        said=st.none() | st.text("abc", max_size=1),
        content=st.lists(spans, max_size=3).map(tuple),
        quotation=st.sampled_from(["direct", "mixed", "indirect"]),
        channel=st.none() | spans,
        hedges=st.lists(spans, max_size=2).map(tuple),
        parent=st.none() | st.text("abc", min_size=1, max_size=2),
        stance=st.sampled_from(["denial", "refusal", None]),
        antecedents=st.lists(spans, max_size=2).map(tuple),
        source_kind=st.none()
        | st.builds(SourceKind, code=st.text(max_size=5), reason=st.text(), span=st.none() | spans),
    )
    notes = st.builds(
        Issue, code=st.just("SAY-205"), stage=st.just("claims"), message=st.text(), span=st.none() | spans
    )
    ends = st.integers(-3, 70)
    words = st.builds(Distancing, ends, ends, st.just("scare"), st.none() | st.text("abc", min_size=1, max_size=2))
    times = st.builds(
        Time, st.text("abc", max_size=1), ends, ends, st.just("DATE"), st.none() | st.sampled_from(["2022-01", "2022"]),
        range_end=st.none() | st.text("abc", max_size=1), dates=st.none() | spans,
    )  # fmt: skip
    places = st.builds(
        Place, st.text("abc", max_size=1), ends, ends, st.text(max_size=3), latitude=st.none() | st.floats(-100, 100),
        longitude=st.none() | st.floats(-190, 190), precision=st.sampled_from(["town", "country", None]),
    )  # fmt: skip
    return Record(
        sayso="0.1.0",
        report=make_report(text),
        times=tuple(draw(st.lists(times, max_size=4))),
        places=tuple(draw(st.lists(places, max_size=4))),
        claims=tuple(draw(st.lists(claims, max_size=8))),
        distancing=tuple(draw(st.lists(words, max_size=3))),
        issues=tuple(draw(st.lists(notes, max_size=2))),
    )


@given(st.lists(records(), max_size=3))
def test_page_gives_back_exactly_the_text_of_each_report(given_records: list[Record]) -> None:
    page = Page(render_page(given_records))
    assert page.texts() == [record.report.text for record in given_records]


@given(st.lists(records(), max_size=2))
def test_every_link_leads_somewhere_and_every_id_is_used_once(given_records: list[Record]) -> None:
    page = Page(render_page(given_records))
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    links = {e.attributes["href"] for e in page.elements if "href" in e.attributes}
    assert len(ids) == len(set(ids))
    assert links <= {f"#{element_id}" for element_id in ids}


@given(records())
def test_pieces_of_a_role_cover_exactly_its_spans(record: Record) -> None:
    length = len(record.report.text)
    covered = {
        place for claim in record.claims for span in claim.content for place in range(span.start, min(span.end, length))
    }
    blank = {
        place for gap in re.finditer(r"(?<=\n)(?:[ \t\r]*\n)+", record.report.text) for place in range(*gap.span())
    }
    assert sum(map(len, Page(render_page([record])).pieces("content"))) == len(covered - blank)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\r\nline\r\n\r\nline\rline",
        "no claim at all",
        "<script>alert(1)</script></div></article>",
        "&lt; &amp; &#13; &#x3c;",
        "\x00\x07\x1b[31m\x85\x9f",
        "a\u202eb\u202c \u2066c\u2069 \ud800",
        "\n\n \n\t\n\n",
    ],
)
def test_odd_texts_come_back_unaltered(text: str) -> None:
    assert Page(render_page([Record(sayso="0.1.0", report=make_report(text))])).texts() == [text]


def test_each_role_is_marked_where_it_stands() -> None:
    page = Page(render_page([make_record("{1h:Perhaps} {1c:rain fell}, {1s:she} {1q:wrote} {1l:by post}.")]))
    own = {role: page.pieces(role) for role in ("hedge", "source", "cue", "channel")}
    assert own == {"hedge": ["Perhaps"], "source": ["she"], "cue": ["wrote"], "channel": ["by post"]}
    assert page.pieces("k1") == ["Perhaps", "rain fell", "she", "wrote", "by post"]


def test_nested_claims_are_pieces_of_every_claim_around_them() -> None:
    page = Page(render_page([make_record(NESTED, quotations={3: "direct"}, parents={2: 1, 3: 2})]))
    assert "".join(page.pieces("k2")) == "two doctorshad saidthe mayor denied “ever seeing it”"
    assert "".join(page.pieces("k3")) == "the mayordenied“ever seeing it”"
    assert page.pieces("d3") == ["“ever seeing it”"]
    assert page.pieces("direct") == ["“ever seeing it”"]


def test_piece_leads_to_the_innermost_claim() -> None:
    page = Page(render_page([make_record(NESTED)]))
    links = {e.text: e.attributes["href"] for e in page.all("a", "content")}
    assert links["“ever seeing it”"] == "#r1k3"
    assert links["that "] == "#r1k1"
    assert links["two doctors"] == "#r1k2"


def test_brackets_close_in_the_order_opposite_to_their_opening() -> None:
    page = Page(render_page([make_record(NESTED, quotations={3: "direct"}, parents={2: 1, 3: 2})]))
    opened = [("[", "br k1", None), ("[", "br k2", None), ("[[", "br k3", None)]
    closed = [("]]", "br k3", "3"), ("]", "br k2", "2"), ("]", "br k1", "1")]
    assert list_brackets(page) == opened + closed


def test_brackets_of_claims_that_do_not_nest_bear_no_number() -> None:
    page = Page(render_page([make_record("{1c:one} {2c:two}")]))
    assert [number for _, _, number in list_brackets(page)] == [None] * 4


def test_number_of_a_claim_stands_before_all_of_its_pieces_as_their_sibling() -> None:
    page = Page(render_page([make_record("x {1c:one}, {1s:he} {1q:said}, {1c:two}.")]))
    (run,) = page.all("span", "run")
    order = [e for e in page.elements if e.attributes.get("id") == "r1s1" or "k1" in e.classes]
    assert order[0].attributes["id"] == "r1s1"
    assert run.text == "x one, he said, two."


def test_direct_and_indirect_claims_differ_without_colour() -> None:
    page = Page(render_page([make_record("{1c:one} {2c:two} {3c:three}", quotations={1: "direct", 2: "mixed"})]))
    marks = [mark for mark, _, _ in list_brackets(page)]
    assert marks == ["[[", "]]", "[[", "]", "[", "]"]


def test_direction_marks_are_isolated_and_named() -> None:
    page = Page(render_page([make_record("{1s:a\u202eb} {1q:says} {1c:c\u2066}")]))
    assert [(e.text, e.attributes["data-c"]) for e in page.all("bdi", "ctl")] == [
        ("\u202e", "U+202E"),
        ("\u2066", "U+2066"),
    ]
    assert page.pieces("source") == ["a", "\u202e", "b"]


def test_number_of_markings_that_a_piece_names_is_bounded() -> None:
    base = make_record("word {1c:in many claims}")
    claims = tuple(msgspec.structs.replace(base.claims[0], id=f"c{n}") for n in range(500))
    page = Page(render_page([msgspec.structs.replace(base, claims=claims)]))
    assert max(len(element.classes) for element in page.elements) < 40
    assert len(page.all("li", "card")) == 500


def test_words_at_a_distance_are_marked_in_a_claim_and_in_the_own_voice() -> None:
    page = Page(render_page([make_record("{1s:A} {1q:says} {1c:{1d:“help”} came}. {0d:“Friends”} left.")]))
    assert page.pieces("distance") == ["“help”", "“Friends”"]
    links = {e.text: e.name for e in page.elements if "distance" in e.classes and e.in_report_text}
    assert links == {"“help”": "a", "“Friends”": "span"}


def test_grave_sentence_is_marked_and_lights_up() -> None:
    record = make_record("Two men were killed. Rain fell.")
    page = Page(render_text(view_record(record, 1, grave=[Span(0, 20), Span(500, 600)])))
    assert [e.text for e in page.all("span", "g1")] == ["Two men were killed."]
    assert [e.attributes["href"] for e in page.all("a", "gv")] == ["#r1p1"]
    assert list(list_targets(view_record(record, 1, grave=[Span(0, 20)]))) == [("r1g1", "g1")]


def test_note_leads_to_its_place_and_back() -> None:
    page = Page(render_page([make_record("He went {1n:“home}.")]))
    assert page.one("r1i1").attributes["href"] == "#r1n1"
    assert "#r1i1:target~.i1" in page.all("style")[1].text
    assert page.pieces("i1") == ["“home"]


@pytest.mark.parametrize(
    ("language", "kept"), [("ar", "ar"), ("zh-Hant", "zh-Hant"), ('en" onclick="x', None), (None, None)]
)
def test_language_is_set_only_where_it_is_one(language: str | None, kept: str | None) -> None:
    page = Page(render_page([make_record("text", language=language)]))
    assert page.one("r1t").attributes.get("lang") == kept
