"""Plain text comes through exactly as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest import Defaults
from sayso.ingest.made import is_blank
from sayso.model import hash_text, make_id
from tests.ingest.taking import FIXTURES, codes, only_report, take

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def write(folder: Path, data: bytes) -> Path:
    path = folder / "a.txt"
    path.write_bytes(data)
    return path


def test_a_real_file() -> None:
    path = FIXTURES / "real.txt"
    report = only_report(take(path))
    assert report.text == path.read_text("utf-8")
    assert (report.uri, report.encoding) == (str(path), "utf-8")
    assert (report.title, report.outlet, report.byline, report.published, report.language) == (None,) * 5


def test_a_broken_file() -> None:
    assert codes(take(FIXTURES / "broken.txt")) == ["SAY-104"]


@pytest.mark.parametrize(
    "text", ["  kept\t \r\n\r", "\u00a0a\u2028b\u0085", "🚗\u200d", "a\ufeffb", "\u202eold", "x\x1b[31m", "e\u0301"]
)
def test_text_is_not_altered(tmp_path: Path, text: str) -> None:
    assert only_report(take(write(tmp_path, text.encode()))).text == text


def test_a_byte_order_mark_is_no_text_but_a_second_one_is(tmp_path: Path) -> None:
    report = only_report(take(write(tmp_path, "\ufeff\ufeffShe said so.".encode())))
    assert (report.text, report.encoding) == ("\ufeffShe said so.", "utf-8-sig")


@given(text=TEXTS)
def test_utf_8_round_trip(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    data = text.encode()
    taken = take(write(tmp_path_factory.mktemp("txt"), data))
    if data.startswith((b"\xef\xbb\xbf", b"PK\x03\x04")):
        return
    if is_blank(text):
        assert codes(taken) in (["SAY-103"], ["SAY-111"])
    else:
        assert only_report(taken).text == text


def test_the_id_comes_from_text_outlet_date_and_title(tmp_path: Path) -> None:
    path = write(tmp_path, b"She said so.")
    given_values = Defaults(published="2022-01-10", outlet="The Example Post", title="So")
    digest = hash_text("She said so.")
    assert only_report(take(path)).id == make_id("report", digest, "", "", "")
    report = only_report(take(path, defaults=given_values))
    assert report.id == make_id("report", digest, "The Example Post", "2022-01-10", "So")
    assert (report.text_sha256, report.outlet, report.title) == (digest, "The Example Post", "So")


def test_a_path_does_not_change_the_id(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    for path in (first, second):
        path.write_text("She said so.", "utf-8")
    one, two = take(first), take(second)
    assert only_report(one).id == only_report(two).id
