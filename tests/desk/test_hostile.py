"""Reports from hostile places: markup, marks that turn the direction, NUL, half characters, one text of 1.5 MB."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from starlette.types import ASGIApp

from bench.asking import ask
from sayso.desk import make_app
from sayso.desk.places import path_to
from sayso.model import (
    Claim,
    Contradiction,
    Entity,
    Event,
    Incident,
    Ladder,
    Links,
    Location,
    Origin,
    Provenance,
    Record,
    Ref,
    Report,
    Side,
    Span,
    Statement,
    Step,
    Toll,
    Trail,
    hash_text,
    make_span_id,
)
from sayso.store import open_desk, open_writer

NASTY = (
    "</script><script>alert(1)</script>",
    "<!-- --><svg onload=alert(1)><style>*{display:none}</style>",
    "\u202e<b>gnp.exe\u202c \u2066x\u2069 \u200f\u061c",
    "a\0b\x1b[31m\x07 \ud800 \ufffe \u2028 \r\n",
    '"\' onfocus=alert(1) autofocus x="',
    "javascript:alert(1) data:text/html,<script>alert(1)</script>",
    "<bdo dir=rtl>\u05d0\u05d1\u05d2 </bdi></q></a></main> \u0301\u0301\u0301 &lt;script&gt; &#60;",
)
LONG = ("No word of it is true. <b>" + "x" * 60 + " ") * 17_500
# The reading view shows a report as it is, each part in its own <bdi>; everywhere else such marks are left out.
_HEADS = "//title//text() | //h1//text() | //*[self::h2 or self::h3][not(ancestor::*[@class='one reading'])]//text()"
_LABELS = "//*[not(ancestor::*[@class='one reading'])]/@*[name() = 'title' or name() = 'aria-label']"
MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def make_record(number: int, words: str) -> Record:
    """A report that is hostile in every field that can hold words."""
    text = f"{words} said {words} killed {words}."
    source, cue = Span(0, len(words)), Span(len(words) + 1, len(words) + 5)
    content = Span(len(words) + 6, len(text) - 1)
    trigger = Span(content.start + len(words) + 1, content.start + len(words) + 7)
    sha = hash_text(text)
    report = Report(f"{number} {words[:80]}", sha, words[:900], words, words, words[:200], words[:30], words[:8], text)
    claim = Claim(make_span_id("claim", sha, source, cue, content), source, cue, (content,), "indirect", "e1")
    toll = Toll("killed", 7, 7, Span(trigger.end + 1, len(text) - 1))
    event = Event(
        make_span_id("event", sha, trigger), trigger, "ASSAULT", None, (), (), (), None, None, (toll,), "actual",
        claim.id,
    )  # fmt: skip
    return Record("0", report, (Entity("e1", words, "person", (source,)),), claims=(claim,), events=(event,))


def make_links(records: list[Record]) -> Links:
    """One incident, one statement and one contradiction, all in the words of the reports."""
    claims = [Ref(one.report.id, one.claims[0].id) for one in records]
    events = tuple(Ref(one.report.id, one.events[0].id) for one in records)
    reports = tuple(one.report.id for one in records)
    sides = tuple(
        Side(one.report.id, ref, one.events[0].trigger, one.report.outlet or "", one.report.outlet or "", f"k{n}",
             one.report.outlet or "", one.report.outlet, reports, low=n, high=n)
        for n, (one, ref) in enumerate(zip(records, claims, strict=True))
    )  # fmt: skip
    trails = tuple(
        Trail(id, ref, (Step("outlet", id, "published", reason=id), Step("body", id, "said")))
        for id, ref in zip(reports, claims, strict=True)
    )
    words = NASTY[0]
    spot = Location(NASTY[1], NASTY[2], 5.0, 5.0, 9.0, "town")
    provenances = tuple(
        Provenance(of, len(reports), (Origin("o", NASTY[4], "body", NASTY[6], trails),)) for of in ("i1", "s1")
    )
    return Links(
        statements=(Statement("s1", tuple(claims), NASTY[6], words, ()),),
        incidents=(Incident("i1", "ASSAULT", None, words, events, (), reports, None, None, spot, ()),),
        provenances=provenances,
        ladders=(Ladder("l1", "i1", "killed", NASTY[1], sides),),
        contradictions=(Contradiction("c1", "toll", "i1", NASTY[2], sides, NASTY[3]),),
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ASGIApp, list[str]]]:
    """The application over such a desk, and the addresses of all its pages."""
    path: Path = tmp_path_factory.mktemp("hostile") / "h.sayso"
    records = [make_record(n, words) for n, words in enumerate(NASTY)]
    with open_writer(path) as writer:
        writer.add(records)
        records = list(writer.iter_records())
        writer.replace_links(make_links(records))
        writer.add([make_record(99, LONG[:40])])
    with open_desk(path) as desk:
        ids = [one.report.id for one in records]
        rooms = ["/", "/reports", "/incidents", "/speakers", "/contradictions", "/profile", "/search?q=killed"]
        rooms += [path_to("reports", id) for id in ids] + [path_to("incidents", "i1"), path_to("statements", "s1")]
        rooms += [path_to("speakers", row.key) for row in desk.list_speakers().rows]
        yield make_app(desk, name=NASTY[0]), rooms


def test_no_page_takes_an_element_an_address_or_a_mark_from_a_report(hostile: tuple[ASGIApp, list[str]]) -> None:
    app, rooms = hostile
    assert len(rooms) > 15
    for address in rooms:
        answer = ask(app, address)
        assert answer.status == 200, (address, answer.text[-300:])
        page = lxml.html.document_fromstring(answer.text)
        assert page.xpath("//img | //iframe | //bdo | //b[@onload] | //@onload | //@onfocus | //@autofocus") == []
        assert page.xpath("count(//main)") == 1.0
        assert all("alert(1)" not in (node.text or "") for node in page.xpath("//script | //style"))
        links = [str(link) for link in page.xpath("//@href | //@src | //@action")]
        assert [link for link in links if not link.startswith(("/", "#", "?"))] == []
        for mark in MARKS + "\0\x1b":
            assert mark not in "".join(page.xpath(_HEADS))
            assert all(mark not in str(value) for value in page.xpath(_LABELS)), address


def test_each_page_is_also_json(hostile: tuple[ASGIApp, list[str]]) -> None:
    app, rooms = hostile
    for address in rooms:
        path, mark, query = address.partition("?")
        answer = ask(app, f"{'/index' if path == '/' else path}.json{mark}{query}")
        assert answer.status == 200, address
        assert answer.headers["content-type"] == "application/json"


def test_a_report_of_a_megabyte_and_a_half_is_one_page_like_any_other(tmp_path: Path) -> None:
    record = make_record(1, "the ministry")
    text = record.report.text + "\n" + LONG
    assert len(text) > 1_500_000
    report = Report("long", hash_text(text), None, "Wire", LONG, LONG, None, "en", text)
    with open_writer(tmp_path / "l.sayso") as writer:
        writer.add([Record("0", report, record.entities, claims=record.claims, events=record.events)])
        app = make_app(writer, name="l.sayso")
        for address in ("/reports/long", "/reports", "/", "/search?q=ministry", "/reports/long?at=1500000,1500040"):
            begun = time.perf_counter()
            answer = ask(app, address)
            assert answer.status == 200
            assert time.perf_counter() - begun < 5
            page = lxml.html.document_fromstring(answer.text, parser=lxml.html.HTMLParser(huge_tree=True))
            assert len(page.xpath("//title")[0].text) < 200
        assert page.xpath("//*[@id='r1t']")[0].text_content() == text
        assert "".join(page.xpath("//*[contains(@class, 'pointed')]//text()")) == text[1_500_000:1_500_040]
