"""Which files are desks, who may write, and how a desk grows with Sayso."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import stat
import threading
from pathlib import Path

import apsw
import pytest

from sayso.errors import SaysoError
from sayso.store import open_desk, open_writer, opening
from tests.store.checks import list_faults
from tests.store.made import make_record


def test_a_desk_that_is_not_there_is_named(path: Path) -> None:
    with pytest.raises(SaysoError, match=r"SAY-801: .*case.sayso: there is no desk"):
        open_desk(path)
    path.write_bytes(b"")
    with pytest.raises(SaysoError, match="SAY-801"):
        open_desk(path)
    with open_writer(path) as desk:  # an empty file, as a kill may leave it, becomes a desk
        assert desk.totals().reports == 0


@pytest.mark.parametrize("content", [b"Boats left at noon.\n" * 300, b"SQLite format 3\x00" + b"\x07" * 8000])
def test_what_is_no_desk_is_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for attempt in (open_desk, open_writer):
        with pytest.raises(SaysoError, match="SAY-802"):
            attempt(path)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_left_as_it_is(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE photos (name TEXT)")
    other.close()
    before = path.read_bytes()
    for attempt in (open_desk, open_writer):
        with pytest.raises(SaysoError, match=r"SAY-802: .*another program"):
            attempt(path)
    assert path.read_bytes() == before


def test_a_desk_of_a_newer_sayso_is_refused(path: Path) -> None:
    with open_writer(path) as desk:
        desk._base.rows("PRAGMA user_version = 99")
    for attempt in (open_desk, open_writer):
        with pytest.raises(SaysoError, match=r"SAY-803: .*schema 99.*Install a newer Sayso"):
            attempt(path)


def test_an_older_desk_is_brought_up_whole_or_not_at_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_writer(path) as desk:
        desk.add([make_record()])
    now = opening.list_schema()
    broken = (2, "CREATE TABLE more (id TEXT) STRICT; INSERT INTO nothing VALUES (1);")
    monkeypatch.setattr(opening, "list_schema", lambda: [*now, broken])
    with pytest.raises(SaysoError, match="SAY-806"):
        open_desk(path)
    with pytest.raises(SaysoError, match="SAY-805"):
        open_writer(path)
    monkeypatch.setattr(opening, "list_schema", lambda: [*now, (2, "CREATE TABLE more (id TEXT) STRICT;")])
    with open_writer(path) as desk:
        assert desk._base.number("PRAGMA user_version") == 2
        assert desk._base.number("SELECT count(*) FROM more") == 0
        assert list_faults(desk) == []
    with open_desk(path) as read:
        assert read.totals().reports == 1


def test_the_schema_is_numbered_without_gaps() -> None:
    assert [number for number, _ in opening.list_schema()] == list(range(1, len(opening.list_schema()) + 1))


def test_one_process_writes_at_a_time(path: Path) -> None:
    with open_writer(path):
        context = multiprocessing.get_context("spawn")
        with context.Pool(1) as pool:
            message = pool.apply(_try_to_write, (str(path),))
        pool.join()
    assert message.startswith("SAY-804: ")
    with open_writer(path, wait_s=0.0) as desk:
        assert desk.totals().reports == 0


def test_readers_read_while_one_writes(path: Path) -> None:
    with open_writer(path) as desk:
        desk.add([make_record(1)])
        with open_desk(path) as reader:
            state = reader.state
            assert reader.totals().reports == 1
            desk.add([make_record(2)])
            assert reader.totals().reports == 2
            assert reader.state != state
            with pytest.raises(apsw.ReadOnlyError):
                reader._base.rows("DELETE FROM reports")


def test_threads_share_a_reader(path: Path) -> None:
    with open_writer(path) as desk:
        desk.add([make_record(n) for n in range(40)])
    totals: list[int] = []
    with open_desk(path) as reader:

        def ask() -> None:
            totals.extend(len(reader.list_reports(page=n, size=10).rows) for n in range(1, 5))

        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert totals == [10] * 24


def test_a_desk_in_a_folder_that_cannot_be_written_to_can_be_read(path: Path) -> None:
    with open_writer(path) as desk:
        desk.add([make_record()])
    (path.parent / ".case.sayso.lock").unlink()
    path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with open_desk(path) as reader:
            assert reader.totals().reports == 1
        if os.getuid():  # root writes anywhere
            with pytest.raises(SaysoError, match="SAY-805"):
                open_writer(path)
    finally:
        path.parent.chmod(stat.S_IRWXU)


def test_a_damaged_page_is_told(path: Path) -> None:
    with open_writer(path) as desk:
        desk.add([make_record(n) for n in range(60)])
    content = bytearray(path.read_bytes())
    for at in range(4096, len(content), 4096):
        content[at : at + 200] = b"\xff" * 200
    path.write_bytes(bytes(content))
    with pytest.raises(SaysoError, match="SAY-802"), open_desk(path) as reader:
        reader.list_reports()


def _try_to_write(path: str) -> str:
    try:
        with open_writer(path, wait_s=0.1):
            return "written"
    except SaysoError as error:
        return str(error)


def test_a_damaged_record_is_told(path: Path) -> None:
    with open_writer(path) as desk:
        desk.add([make_record(id="a"), make_record(2, id="b")])
        desk._base.rows("UPDATE records SET data = x'0102' WHERE report = 1")
        with pytest.raises(SaysoError, match=r"SAY-802: .*Record"):
            desk.get_record("a")
        assert desk.get_record("b") is not None


def test_a_record_that_stretches_without_end_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.store.packing._MOST_BYTES", 100)
    with open_writer(path) as desk:
        desk.add([make_record(id="a")])
        with pytest.raises(SaysoError, match=r"SAY-802: .*more than 100 bytes"):
            desk.get_record("a")
