"""JSON Lines: one report a line; a bad line is named and the others go on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import SaysoError
from sayso.ingest import Defaults, Ingested
from sayso.ingest.made import is_blank
from sayso.settings import Settings
from tests.ingest.taking import FIXTURES, codes, only_report, take, take_bytes

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def test_a_real_file() -> None:
    path = FIXTURES / "real.jsonl"
    full, bare = (x.report for x in take(path) if isinstance(x, Ingested))
    assert (full.id, full.title, full.outlet, full.byline) == ("b-1", "Bridge closed", "The Example Post", "A. Writer")
    assert (full.published, full.uri, full.language) == ("2022-01-10T18:30:00+06:00", "https://news.example/b-1", "en")
    assert bare.text == "“Two lanes open at noon,” the mayor’s office said.\u2028It gave no date. 🚗"
    assert (bare.uri, bare.title, bare.published) == (str(path), None, None)
    assert bare.id.startswith("report-")


def test_a_broken_file() -> None:
    taken = take(FIXTURES / "broken.jsonl")
    assert codes(taken) == ["report", *["SAY-107"] * 6, "report SAY-112"]
    errors = [str(x) for x in taken if isinstance(x, SaysoError)]
    assert [f"broken.jsonl, line {n}: " in error for n, error in enumerate(errors, 2)] == [True] * 6
    assert "half of a surrogate pair" in errors[4]


def test_a_date_that_is_none_leaves_the_report_and_the_default() -> None:
    line = b'{"text": "She said so.", "published": 1641800000}'
    (item,) = take_bytes(line, defaults=Defaults(published="2022-01-10"))
    assert isinstance(item, Ingested)
    assert item.report.published == "2022-01-10"
    assert item.issues[0].message.startswith("published '1641800000' is not an ISO date")


def test_defaults_fill_only_what_a_line_leaves_open() -> None:
    lines = b'{"text": "One.", "outlet": "A", "title": " "}\n{"text": "Two.", "published": "2022-01-09"}'
    one, two = take_bytes(lines, defaults=Defaults(published="2022-01-10", outlet="B", title="T"))
    assert isinstance(one, Ingested)
    assert isinstance(two, Ingested)
    assert (one.report.outlet, one.report.title, one.report.published) == ("A", "T", "2022-01-10")
    assert (two.report.outlet, two.report.title, two.report.published) == ("B", "T", "2022-01-09")


def test_ids_are_kept_also_when_they_come_twice() -> None:
    taken = take_bytes(b'{"text": "One.", "id": 7}\n{"text": "Two.", "id": "7"}\n')
    assert [x.report.id for x in taken if isinstance(x, Ingested)] == ["7", "7"]


@given(texts=st.lists(TEXTS.filter(lambda t: not is_blank(t)), min_size=1, max_size=4), ascii_only=st.booleans())
def test_text_round_trip(texts: list[str], ascii_only: bool) -> None:
    data = "\n".join(json.dumps({"text": t}, ensure_ascii=ascii_only) for t in texts).encode()
    assert [x.report.text for x in take_bytes(data) if isinstance(x, Ingested)] == texts


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings(codec: str) -> None:
    data = '{"text": "“So,” she said."}\r\n{"text": "No."}\r\n'.encode(codec)
    taken = take_bytes(data)
    assert [(x.report.text, x.report.encoding) for x in taken if isinstance(x, Ingested)] == [
        ("“So,” she said.", codec),
        ("No.", codec),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"text": "a", "x": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "nested too deeply"),
        (b'{"text": ' + b"[" * 200_000, "Expected `str`"),
        (b'{"text": "a", "id": ' + b"9" * 5000 + b"}", "out of range"),
        (b'{"text": "a", "x": NaN}', "malformed"),
        (b'{"text": "a"} {"text": "b"}', "malformed"),
        (b'{"text": "a\0"}', "NUL bytes"),
    ],
)
def test_hostile_lines_are_errors_and_the_next_goes_on(line: bytes, expected: str) -> None:
    first, second = take_bytes(b'{"text": "ok"}\n' + line)
    assert isinstance(first, Ingested)
    assert expected in str(second)
    assert "line 2" in str(second)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (b'{"text": "a", "text": "b"}', "b"),
        (b'{"text": "b", "n": 1e999}', "b"),
        (b'{"text": "b", "n": ' + b"9" * 5000 + b"}", "b"),
        (b'{"text": "\\u0000b"}', "\0b"),
    ],
)
def test_odd_lines_are_read(line: bytes, text: str) -> None:
    assert only_report(take_bytes(line)).text == text


def test_a_line_over_the_limit_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    long = b'{"text": "' + b"x" * 20_000 + b'"}'
    path.write_bytes(b'{"text": "One."}\n' + long + b'\n{"text": "Three."}\n' + long)
    taken = take(path, settings=Settings(max_text_bytes=100))
    assert codes(taken) == ["report", "SAY-105", "report", "SAY-105"]
    assert f"line 2: {len(long) + 1} bytes of text is over the limit of 100" in str(taken[1])
    assert f"line 4: {len(long)} bytes" in str(taken[3])


def test_only_blank_lines() -> None:
    assert codes(take_bytes(b'\n \n\xef\xbb\xbf\n{"text": "So."}')) == ["report"]


def test_a_file_of_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n  \r\n")
    assert codes(take(path)) == ["SAY-111"]
