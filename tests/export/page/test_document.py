from __future__ import annotations

import base64
import hashlib
import io
import random
import time

import msgspec
import pytest

from sayso.export.page import render_page, write_page
from sayso.model import By, Claim, Entity, Issue, Record, Role, Span
from tests.export.page.marked import make_record, make_report
from tests.export.page.parsing import Page

SAMPLE = "{1s:The clerk} {1q:said} {1c:that the hall is closed}. {2c:Two doors broke}, {2q:it is said}."
HOSTILE = "<img src=x onerror=alert(1)></title></script></style>\"'&\u202e"


def hostile_record() -> Record:
    record = make_record(
        HOSTILE + "{1s:" + HOSTILE + "} {1q:q} {1c:" + HOSTILE + "}",
        uri="javascript:" + HOSTILE,
        outlet=HOSTILE,
        title=HOSTILE,
        byline=HOSTILE,
        published=HOSTILE,
        language=HOSTILE,
        notes=[Issue(HOSTILE, HOSTILE, HOSTILE, Span(0, 4))],
    )
    speaker = Entity(HOSTILE, HOSTILE, "person", (), (Role(HOSTILE, HOSTILE, Span(0, 1)),))
    report = msgspec.structs.replace(record.report, text_sha256=HOSTILE, id=HOSTILE)
    claim = msgspec.structs.replace(record.claims[0], id=HOSTILE, speaker=HOSTILE, by=By(HOSTILE, HOSTILE, HOSTILE))
    return Record(sayso=HOSTILE, report=report, entities=(speaker,), claims=(claim,), issues=record.issues)


def test_nothing_from_a_record_becomes_markup() -> None:
    page = Page(render_page([hostile_record()] * 2, title=HOSTILE))
    plain = Page(render_page([make_record("{1s:a} {1q:b} {1c:c}")] * 2))
    assert {e.name for e in page.elements} <= {e.name for e in plain.elements} | {"section", "ul", "code", "summary"}
    assert not [e for e in page.elements for name in e.attributes if name.startswith("on") or name in ("src", "style")]
    assert all((e.attributes["href"] or "").startswith("#r") for e in page.all("a"))


def test_page_asks_for_nothing_outside_itself() -> None:
    page = Page(render_page([make_record(SAMPLE), hostile_record()]))
    assert not [e for e in page.elements if {"src", "srcset", "data", "action", "poster"} & set(e.attributes)]
    assert not page.all("link")
    styles = "".join(e.text for e in page.all("style"))
    assert "url(" not in styles
    assert "@import" not in styles


def test_policy_allows_exactly_the_style_and_script_of_the_page() -> None:
    page = Page(render_page([make_record(SAMPLE)]))
    (policy,) = [e.attributes["content"] for e in page.all("meta") if e.attributes.get("http-equiv")]
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(e.text.encode()).digest()).decode()}'"
        for e in [*page.all("style"), *page.all("script")]
    ]
    styles, script = " ".join(hashes[:2]), hashes[2]
    assert policy == (
        f"default-src 'none'; style-src {styles}; script-src {script}; base-uri 'none'; form-action 'none'"
    )


def test_same_records_give_the_same_page() -> None:
    records = [make_record(SAMPLE), hostile_record()]
    assert render_page(records) == render_page(records)


def test_span_and_card_lead_to_each_other() -> None:
    page = Page(render_page([make_record(SAMPLE)]))
    assert page.one("r1s1").attributes["href"] == "#r1k1"
    assert [e.attributes["href"] for e in page.all("a", "no") if e.in_card][:1] == ["#r1s1"]
    assert "#r1s1" in {e.attributes["href"] for e in page.all("a")}
    assert "#r1s1:target~.k1" in page.all("style")[1].text


def test_one_report_has_no_table_of_contents() -> None:
    page = Page(render_page([make_record(SAMPLE, title="Hall closed")]))
    assert page.all("title")[0].text == "Hall closed"
    assert not page.all("nav", "contents")


def test_several_reports_have_a_table_of_contents() -> None:
    records = [make_record(SAMPLE, title="Hall closed"), make_record("Quiet.", title=None, outlet=None, published=None)]
    page = Page(render_page(records))
    rows = [row.text for row in page.all("tr")]
    assert rows[1:3] == ["Hall closedThe Example Courier2022-01-1020157 %", "Untitled report––0000 %"]
    assert page.all("title")[0].text == "2 reports"
    assert [e.attributes["id"] for e in page.all("article")] == ["r1", "r2"]


def test_title_names_the_page() -> None:
    assert Page(render_page([], title="January")).all("h1")[0].text == "January"


def test_page_without_reports_says_so() -> None:
    assert "There is no report in this page." in Page(render_page([])).all("main")[0].text


def test_head_counts_claims_and_sources() -> None:
    page = Page(render_page([make_record(SAMPLE)]))
    figures = [e.text for e in page.all("li") if e.text[:1].isdigit()]
    assert figures[:3] == ["2 claims", "1 names its source", "1 names no source"]
    assert page.all("li", "share")[0].text == "57 % of the words in attributed content, 43 % in the report’s own voice"


def test_notes_with_one_message_are_listed_once_with_every_place() -> None:
    notes = [Issue("SAY-206", "claims", "no source", Span(n, n + 1)) for n in (0, 4)] + [
        Issue("SAY-201", "x", "failed")
    ]
    page = Page(render_page([make_record("Some text.", notes=notes)]))
    section = page.all("section", "notes")[0].text
    assert section == "Notes on this reading (3)SAY-206 no source claims at 0–1 at 4–5SAY-201 failed x"


def test_span_outside_the_text_is_cut_and_said() -> None:
    record = Record(
        sayso="0.1.0",
        report=make_report("Short."),
        claims=(Claim("c", Span(90, 95), None, (Span(0, 99),), "indirect"),),
    )
    page = Page(render_page([record]))
    notes = page.all("section", "notes")[0].text
    assert "source span 90..95 lies outside the text (6 code points)" in notes
    assert "content span 0..99 lies outside the text" in notes
    assert page.all("blockquote")[0].text == "Short."


def test_record_is_written_as_utf8_with_lone_surrogates_as_references() -> None:
    file = io.BytesIO()
    write_page([make_record("{1c:a\ud800b} “ç”")], file)
    assert "&#55296;" in file.getvalue().decode("utf-8")
    assert "“ç”" in file.getvalue().decode("utf-8")


@pytest.mark.parametrize("overlap", [60, 5000])
def test_long_report_is_rendered_in_seconds(overlap: int) -> None:
    chance = random.Random(7)
    text = " ".join(f"word{n % 997}" for n in range(100_000))
    starts = [n * len(text) // 5000 for n in range(5000)]
    claims = tuple(
        Claim(
            f"c{s}", Span(s, s + 6), Span(s + 7, s + 12), (Span(s + 13, s + 14 + chance.randrange(overlap)),), "mixed"
        )
        for s in starts
    )
    begun = time.perf_counter()
    page = render_page([Record(sayso="0.1.0", report=make_report(text), claims=claims)])
    assert time.perf_counter() - begun < 20  # a slow shared core; about a second on an idle one
    assert page.count('class="card none') + page.count('class="card"') == 5000
