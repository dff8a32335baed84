"""From a path to an open desk: the lock of the one writer, the schema, and what is refused."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from importlib import resources
from pathlib import Path
from urllib.parse import quote

import apsw

from sayso.errors import SaysoError
from sayso.store.base import Base
from sayso.store.desk import Desk
from sayso.store.packing import make_dictionary
from sayso.store.writing import DeskWriter

APPLICATION_ID = 0x53617973
"""The four bytes "Says" in the header of the file, by which it is known as a desk."""

WAIT_S = 5.0
_NAME = re.compile(r"([0-9]{4})_[a-z_]+\.sql")
_CACHE_KB = 65_536


def open_desk(path: str | os.PathLike[str]) -> Desk:
    """Open a desk to read, also while another process writes to it.

    Raises SaysoError: SAY-801 where there is no file, SAY-802 where it is no desk or damaged, SAY-803 where a newer
    Sayso made it.
    """
    place = os.fspath(path)
    if not os.path.isfile(place) or not os.path.getsize(place):
        raise SaysoError("SAY-801", path=place)
    base = Base(place, _connect_to_read(place))
    try:
        _check(base)
        base.dictionary = _read_dictionary(base)
    except BaseException:
        base.close()
        raise
    return Desk(base)


def open_writer(path: str | os.PathLike[str], *, wait_s: float | None = None) -> DeskWriter:
    """Open a desk to change it; make it where there is none, bring it up to the newest schema where it is older.

    One process at a time writes: another waits ``wait_s`` seconds (None: a few). Raises SaysoError: SAY-802 and SAY-803
    as `open_desk` does, SAY-804 where another process writes, SAY-805 where the file cannot be written.
    """
    place = os.fspath(path)
    wait_s = WAIT_S if wait_s is None else wait_s
    lock = _lock(place, wait_s)
    try:
        base = Base(place, _connect_to_write(place, wait_s))
        try:
            _check(base, empty=True)
            _migrate(base)
            base.dictionary = _read_dictionary(base)
        except BaseException:
            base.close()
            raise
    except apsw.Error as error:
        lock.close()
        raise SaysoError("SAY-805", path=place, reason=str(error)) from error
    except BaseException:
        lock.close()
        raise
    return DeskWriter(base, lock)


def list_schema() -> list[tuple[int, str]]:
    """The numbered SQL files that make the schema, in order: number and content."""
    files = [f for f in resources.files("sayso.store").joinpath("schema").iterdir() if _NAME.fullmatch(f.name)]
    return [(int(f.name[:4]), f.read_text("utf-8")) for f in sorted(files, key=lambda f: f.name)]


def _connect_to_read(place: str) -> apsw.Connection:
    uri = f"file:{quote(os.path.abspath(place))}"
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    try:
        connection = apsw.Connection(f"{uri}?mode=ro", flags=flags)
        connection.set_busy_timeout(int(WAIT_S * 1000))
        connection.execute("SELECT count(*) FROM sqlite_schema")
    except (apsw.CantOpenError, apsw.ReadOnlyError) as error:
        # In a folder that cannot be written to there is no place for the shared memory of WAL.
        if os.path.exists(f"{place}-wal") and os.path.getsize(f"{place}-wal"):
            raise SaysoError("SAY-802", path=place, reason=str(error)) from error
        connection = apsw.Connection(f"{uri}?mode=ro&immutable=1", flags=flags)
    except (apsw.NotADBError, apsw.CorruptError, apsw.IOError) as error:
        raise SaysoError("SAY-802", path=place, reason=str(error)) from error
    _settle(connection)
    return connection


def _connect_to_write(place: str, wait_s: float) -> apsw.Connection:
    try:
        connection = apsw.Connection(os.path.abspath(place))
        connection.set_busy_timeout(int(wait_s * 1000))
        if connection.execute("PRAGMA application_id").fetchone() == (0,):
            _check_empty(connection, place)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        _settle(connection)
    except (apsw.NotADBError, apsw.CorruptError) as error:
        raise SaysoError("SAY-802", path=place, reason=str(error)) from error
    return connection


def _settle(connection: apsw.Connection) -> None:
    """A desk may come from anybody: nothing in its schema is trusted, and damaged pages are looked for."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")


def _check_empty(connection: apsw.Connection, place: str) -> None:
    """Refuse another program's database before anything in it is touched."""
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() != (0,):
        raise SaysoError("SAY-802", path=place, reason="it is the database of another program")


def _check(base: Base, *, empty: bool = False) -> None:
    try:
        known = base.number("PRAGMA application_id")
        version = base.number("PRAGMA user_version")
    except apsw.Error as error:
        raise SaysoError("SAY-802", path=base.path, reason=str(error)) from error
    newest = list_schema()[-1][0]
    if known != APPLICATION_ID and not (empty and known == 0 and version == 0):
        raise SaysoError("SAY-802", path=base.path, reason="it is the database of another program")
    if version > newest:
        raise SaysoError("SAY-803", path=base.path, version=version, newest=newest)
    if version < newest and not empty:
        raise SaysoError("SAY-806", path=base.path, version=version, newest=newest)


def _migrate(base: Base) -> None:
    """Bring the schema up to date: each file in one transaction, which also counts the version up."""
    version = base.number("PRAGMA user_version")
    for number, sql in list_schema():
        if number <= version:
            continue
        with base.connection:
            base.connection.execute(sql)
            if number == 1:
                base.rows("INSERT INTO meta VALUES ('dictionary', ?)", (make_dictionary(),))
            base.connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            base.connection.execute(f"PRAGMA user_version = {number}")


def _read_dictionary(base: Base) -> bytes:
    row = base.one("SELECT value FROM meta WHERE name = 'dictionary'")
    return row[0] if row and isinstance(row[0], bytes) else b""


def _lock(place: str, wait_s: float) -> apsw.Connection:
    """Keep other writers out, also between transactions; freed when the process ends, however it ends."""
    whole = Path(os.path.abspath(place))
    try:
        lock = apsw.Connection(str(whole.parent / f".{whole.name}.lock"))
        lock.set_busy_timeout(int(wait_s * 1000))
        lock.execute("BEGIN EXCLUSIVE")
    except apsw.BusyError as error:
        raise SaysoError("SAY-804", path=place) from error
    except apsw.Error as error:
        with suppress(apsw.Error, UnboundLocalError):
            lock.close()
        raise SaysoError("SAY-805", path=place, reason=str(error)) from error
    return lock
