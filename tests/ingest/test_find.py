"""Each path gives its reports or one clear error, in order, whatever its bytes are."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import SaysoError
from sayso.ingest import FORMATS, Ingested, find_reports
from sayso.settings import Settings
from tests.ingest.taking import FIXTURES, codes, only_report, take, take_bytes


def write(path: Path, data: bytes = b"She said so.") -> Path:
    path.write_bytes(data)
    return path


def test_every_format_has_a_real_and_a_broken_fixture() -> None:
    for form in FORMATS:
        assert any(FIXTURES.glob(f"real{suffix}") for suffix in form.suffixes), form.name
        assert any(FIXTURES.glob(f"broken{suffix}") for suffix in form.suffixes), form.name


def test_bad_files_do_not_stop_the_others(tmp_path: Path) -> None:
    files = [
        write(tmp_path / "a.txt"),
        tmp_path / "missing.txt",
        write(tmp_path / "empty.txt", b""),
        write(tmp_path / "blank.txt", b" \n\t\xc2\xa0\xe2\x80\x8b\n"),
        write(tmp_path / "long.txt", b"x" * 101),
        write(tmp_path / "binary.txt", b"a\0b"),
        write(tmp_path / "broken.txt", b"\xff\xfea"),
        tmp_path / "a.txt" / "below-a-file.txt",
        write(tmp_path / "b.txt", b"x" * 100),
    ]
    assert codes(take(*files, settings=Settings(max_text_bytes=100))) == [
        "report", "SAY-101", "SAY-103", "SAY-111", "SAY-105", "SAY-104", "SAY-109", "SAY-101", "report",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["", "a\0b", "x" * 5_000])
def test_paths_that_cannot_be(path: str) -> None:
    assert codes(take(path)) in (["SAY-101"], ["SAY-102"])


def test_errors_name_the_file_on_one_line(tmp_path: Path) -> None:
    (item,) = take(write(tmp_path / "a\n\x1b[31mb.txt", b""))
    assert "a\\n\\x1b[31mb.txt: is empty." in str(item)


def test_a_file_name_that_is_no_utf_8_can_be_written_down() -> None:
    taken = take("gone-\udcff.txt")
    assert "gone-\\udcff.txt: there is no such file" in str(taken[0])


def test_a_record_can_be_made_of_any_file_name(tmp_path: Path) -> None:
    report = only_report(take(write(tmp_path / "a-\udcff.txt")))
    assert report.uri is not None
    assert b"a-\\\\udcff.txt" in msgspec.json.encode(report)


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"%PDF-1.7 x", "PDF"),
        (b"PK\x03\x04x", "ZIP"),
        (b"{\\rtf1 x}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x1f\x8b\x08", "gzip"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".html", ".jsonl", ""])
def test_known_binary_files_are_named(tmp_path: Path, head: bytes, words: str, suffix: str) -> None:
    (item,) = take(write(tmp_path / f"a{suffix}", head))
    assert isinstance(item, SaysoError)
    assert item.code == "SAY-104"
    assert words in str(item)


@pytest.mark.parametrize(
    ("data", "start"),
    [
        (b'{"text": "She said so."}', "She said so."),
        (b'\xef\xbb\xbf \n{ "text": "She said so."}', "She said so."),
        ('{"text": "She said so."}'.encode("utf-16"), "She said so."),
        (b"{curly} She said so.", "{curly} She"),
        (b"<html><body><p>She said so, and that the port is closed.</p></body></html>", "She said so, and"),
        ("<!DOCTYPE html><html><body><p>She said so, twice.</p></body></html>".encode("utf-16"), "She said so, twice"),
        (b"<b> is how she began.", "<b> is how"),
    ],
)
def test_the_format_of_standard_input_is_found(data: bytes, start: str) -> None:
    assert only_report(take_bytes(data)).text.startswith(start)


def test_a_known_suffix_decides(tmp_path: Path) -> None:
    data = b'{"text": "She said so."}'
    assert only_report(take(write(tmp_path / "a.txt", data))).text == data.decode()
    assert only_report(take(write(tmp_path / "a.log", data))).text == "She said so."


def test_standard_input_has_no_uri_and_stands_among_files(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", b"From the file.")
    taken = take(path, "-", path, "-", stdin=b"From the stream.")
    assert codes(taken) == ["report", "report", "report", "SAY-103"]
    assert [x.report.uri for x in taken if isinstance(x, Ingested)] == [str(path), None, str(path)]
    assert str(taken[3]).startswith("SAY-103: standard input: is empty.")


def test_a_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    (item,) = take("-")
    assert str(item).startswith("SAY-102: standard input: cannot be read (it is closed).")


def test_reports_come_one_by_one(tmp_path: Path) -> None:
    first = write(tmp_path / "a.txt")
    items = find_reports([str(first), str(tmp_path / "b.txt")], settings=Settings())
    assert isinstance(next(items), Ingested)
    write(tmp_path / "b.txt", b"Written after the first was read.")
    assert isinstance(next(items), Ingested)


class Endless(io.RawIOBase):
    """A stream without end that counts what was taken from it."""

    taken = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        self.taken += size
        return b"x" * size


def test_nothing_is_read_beyond_the_limit_and_one_byte() -> None:
    stream = Endless()
    limit = 50_000
    items: Iterator[object] = find_reports(["-"], settings=Settings(max_text_bytes=limit), stdin=stream)  # type: ignore[arg-type]
    assert "more than 50000 bytes of text is over the limit of 50000" in str(next(items))
    assert stream.taken == limit + 1


def test_a_read_that_fails_midway_is_an_error() -> None:
    class Failing(Endless):
        def read(self, size: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    (item,) = find_reports(["-"], settings=Settings(), stdin=Failing())  # type: ignore[arg-type]
    assert str(item).startswith("SAY-102: -: cannot be read (input/output error).")


@given(data=st.binary(max_size=300), suffix=st.sampled_from([".txt", ".html", ".jsonl", ".bin"]))
def test_any_bytes_give_reports_or_errors(tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str) -> None:
    taken = take(write(tmp_path_factory.mktemp("any") / f"a{suffix}", data))
    assert taken
    for item in taken:
        if isinstance(item, Ingested):
            assert msgspec.json.decode(msgspec.json.encode(item.report))["text"] == item.report.text
        else:
            assert item.code.startswith("SAY-1")
