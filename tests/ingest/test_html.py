"""Web pages: the text with blank lines between paragraphs, and what the page says about itself."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sayso.ingest import Defaults
from tests.ingest.taking import FIXTURES, codes, only_report, take, take_bytes

PARAGRAPH = (
    "<p>On Monday the harbour master said that nine boats were held in the port, after a check by the guard.</p>"
)
TEXT = "On Monday the harbour master said that nine boats were held in the port, after a check by the guard."


def page(head: str = "", body: str = PARAGRAPH, attributes: str = "") -> bytes:
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>".encode()


def test_a_real_page() -> None:
    report = only_report(take(FIXTURES / "real.html"))
    assert report.text.split("\n\n")[1:] == [
        "The ferry will not sail on Tuesday, the harbour master said, because the wind has not dropped since the "
        "weekend.",
        "“We wait for the wind to drop,” she told reporters at the pier, where some forty passengers had gathered "
        "since dawn.",
        'A union said on 3 January 2020 that crews had asked for "clear rules"; the company denies this — in writing.',
    ]
    assert (report.title, report.outlet) == ("Ferry stays in harbour", "The Example Post")
    assert (report.byline, report.published) == ("Anna Writer", "2022-01-10T18:30:00+06:00")
    assert (report.uri, report.language, report.encoding) == ("https://news.example/ferry-stays", "en", "utf-8")


def test_a_broken_page() -> None:
    assert codes(take(FIXTURES / "broken.html")) == ["SAY-106"]


def test_defaults_fill_what_the_page_does_not_say() -> None:
    given_values = Defaults(published="2022-01-10", outlet="The Example Post", title="Boats held")
    report = only_report(take_bytes(page(), defaults=given_values))
    assert (report.published, report.outlet, report.title) == ("2022-01-10", "The Example Post", "Boats held")
    assert report.uri is None


def test_what_the_page_says_wins() -> None:
    head = '<meta property="og:site_name" content="The Page"><meta name="date" content="2021-05-06">'
    report = only_report(take_bytes(page(head), defaults=Defaults(published="2022-01-10", outlet="The Default")))
    assert (report.published, report.outlet) == ("2021-05-06", "The Page")


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta itemprop="datePublished" content="2022-01-10T08:00Z">', "", "2022-01-10T08:00Z"),
        ('<script type="application/ld+json">{"datePublished": "2022-01-10"}</script>', "", "2022-01-10"),
        ("", '<time datetime="2022-01-10">Monday</time>', "2022-01-10"),
        ("", '<div class="byline">Published 10 January 2022</div>', "2022-01-10"),
        ("", '<p class="date">10 January 2022</p>', "2022-01-10"),
        ('<link rel="canonical" href="https://news.example/2022/01/10/boats">', "", "2022-01-10"),
        ("", "<p>The strike of 10 January 2022 was the last one, the union told the paper in a letter.</p>", None),
        ("", "<footer>Copyright 10 January 2022</footer>", None),
        ('<meta name="date" content="soon">', "", None),
    ],
)
def test_the_date_is_the_pages_and_never_the_storys(head: str, body: str, published: str | None) -> None:
    assert only_report(take_bytes(page(head, body + PARAGRAPH))).published == published


@pytest.mark.parametrize(("declared", "codec"), [("windows-1251", "cp1251"), ("iso-8859-2", "iso8859-2")])
def test_the_declared_encoding_is_used(declared: str, codec: str) -> None:
    words = "Порт закрыт до утра, сообщила служба." if codec == "cp1251" else "Port jest zamknięty, podała służba."
    data = page(f'<meta charset="{declared}">').decode().replace(TEXT, words * 3).encode(codec)
    report = only_report(take_bytes(data))
    assert words in report.text
    assert report.encoding == codec


def test_a_wrong_declaration_gives_way_to_utf_8() -> None:
    data = page('<meta charset="iso-8859-1">', "<p>“Nine boats,” she said – twice, and the café agreed with her.</p>")
    report = only_report(take_bytes(data))
    assert "“Nine boats,” she said – twice, and the café" in report.text
    assert report.encoding == "utf-8"


@pytest.mark.parametrize(
    "declared", ["rot13", "base64", "utf-16", "no-such-thing", "idna", "undefined", "unicode_escape"]
)
def test_codecs_that_are_no_text_encoding_are_not_used(declared: str) -> None:
    data = page(f'<meta charset="{declared}">').replace(b"master", b"ma\xeetre")
    (item,) = take_bytes(data)
    assert "ma\xeetre" in getattr(item, "report").text  # noqa: B009


def test_xhtml_with_a_declaration() -> None:
    data = b'<?xml version="1.0" encoding="utf-8"?>\n<!-- x -->' + page(
        "<title>Boats</title>", attributes='xml:lang="en"'
    )
    assert only_report(take_bytes(data)).text == TEXT


def test_entities_are_not_expanded() -> None:
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    start = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "spam">{levels}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    data = start.encode() + f"<html><body><p>&e9; &f;</p>{PARAGRAPH}</body></html>".encode()
    report = only_report(take_bytes(data))
    assert len(report.text) < 2_000
    assert "root:" not in report.text


def test_scripts_and_handlers_are_no_text() -> None:
    data = page(body=f'<script>alert("said")</script><style>p{{}}</style><p onclick="x()">{TEXT}</p>{PARAGRAPH}')
    text = only_report(take_bytes(data)).text
    assert "alert" not in text
    assert "onclick" not in text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div>" * 50_000 + PARAGRAPH, {"report", "SAY-106"}),
        ("<p " + " ".join(f"a{n}=1" for n in range(120_000)) + ">" + PARAGRAPH, {"SAY-115"}),
        ("<p " + " ".join(f"a{n}='>'" for n in range(120_000)) + ">" + PARAGRAPH, {"SAY-115"}),
        ("<p '\n" + "/".join(f'a{n}=">"' for n in range(120_000)) + ">" + PARAGRAPH, {"SAY-115"}),
        ('<p a="' * 50_000 + PARAGRAPH, {"SAY-115"}),
        ("<a " * 50_000 + PARAGRAPH, {"report", "SAY-106", "SAY-115"}),
        ("<table>" * 5_000 + PARAGRAPH, {"report", "SAY-106"}),
        ("&#xD800;&#0;&#x110000;" + PARAGRAPH, {"report"}),
    ],
)
def test_hostile_pages_end_soon(body: str, expected: set[str]) -> None:
    start = time.process_time()
    assert set(codes(take_bytes(page(body=body)))) <= expected
    assert time.process_time() - start < 15


def test_half_a_surrogate_pair_in_metadata_does_not_come_through() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "a \\ud800 b"}</script>'
    report = only_report(take_bytes(page(head)))
    assert (report.title or "").encode() is not None


def test_a_title_beyond_all_measure_is_dropped() -> None:
    assert only_report(take_bytes(page(f"<title>{'x' * 5000}</title>"))).title is None


def test_nothing_is_logged() -> None:
    code = "import sys; from sayso.ingest import *; from sayso.settings import Settings;"
    code += "print(*find_reports(sys.argv[1:], settings=Settings()))"
    paths = [str(FIXTURES / "broken.html"), str(FIXTURES / "real.html")]
    done = subprocess.run([sys.executable, "-c", code, *paths], capture_output=True, text=True, check=True)
    assert "SAY-106" in done.stdout
    assert done.stderr == ""


def test_a_second_reading_gives_the_same(tmp_path: Path) -> None:
    assert take(FIXTURES / "real.html") == take(FIXTURES / "real.html")


PIECES = st.sampled_from(
    ["<html>", "<p>", "</p>", "<table>", "<td>", "<a href=", "'", '"', ">", "<!--", "<![CDATA[", "<meta charset=x>",
     "<script type='application/ld+json'>{", "</script>", "<time datetime=", "<svg>", "&amp", "&#0;", "\udcff",
     "said so. ",     "<link rel=canonical href=http://[>", "<title>", "<base href=//>", "10 January 2022", PARAGRAPH]
)  # fmt: skip


@hypothesis_settings(max_examples=60)
@given(pieces=st.lists(PIECES, max_size=12))
def test_any_page_gives_a_report_or_an_error(pieces: list[str]) -> None:
    data = "".join(["<html>", *pieces]).encode("utf-8", "surrogateescape")
    (item,) = take("-", stdin=io.BytesIO(data).getvalue())
    if codes([item])[0].startswith("report"):
        assert getattr(item, "report").text.encode()  # noqa: B009
