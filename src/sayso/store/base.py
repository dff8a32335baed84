"""One connection to a desk file, for any number of threads."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias, TypeVar

import apsw
import msgspec

from sayso.errors import SaysoError
from sayso.store.packing import clean, unpack

Value: TypeAlias = str | int | float | bytes | None
T = TypeVar("T")
Row: TypeAlias = tuple[Value, ...]

# SQLite allows 32,766 placeholders; fewer keep the statements in its cache small.
MANY = 500


class Base:
    """A connection that one thread uses at a time. ``dictionary`` is what records are deflated with."""

    def __init__(self, path: str, connection: apsw.Connection) -> None:
        self.path = path
        self.connection = connection
        self.dictionary = b""
        self.counts: dict[object, object] = {}
        self._counts_state = -1
        self._lock = threading.RLock()
        self._depth = 0

    @property
    def state(self) -> int:
        """A number that differs after each change of the file."""
        with self._lock:
            return self._read_state()

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows that a statement gives. Raises SaysoError SAY-802 where the file is damaged."""
        cleaned = tuple(clean(value) if isinstance(value, str) else value for value in values)
        with self._lock:
            try:
                return self.connection.execute(sql, cleaned).fetchall()
            except (apsw.CorruptError, apsw.NotADBError, apsw.IOError) as error:
                raise SaysoError("SAY-802", path=self.path, reason=str(error)) from error

    def one(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """The first row, None where there is none."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def number(self, sql: str, values: Sequence[Value] = ()) -> int:
        """The first value of the first row, as a whole number; 0 for none."""
        row = self.one(sql, values)
        return int(row[0] or 0) if row else 0

    def many(self, sql: str, values: Iterable[Sequence[Value]]) -> None:
        """Run a statement once for each of ``values``."""
        with self._lock:
            self.connection.executemany(sql, values)

    def unpack(self, data: Value, kind: type[T]) -> T:
        """What `packing.pack` made bytes of. Raises SaysoError SAY-802 where they are damaged."""
        try:
            return unpack(data if isinstance(data, bytes) else b"", self.dictionary, kind)
        except (zlib.error, msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise SaysoError("SAY-802", path=self.path, reason=f"{kind.__name__}: {error}") from error

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside is of one moment."""
        with self._lock:
            if self._depth or not self.connection.get_autocommit():
                yield
                return
            self._depth += 1
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self._depth -= 1
                self.connection.execute("COMMIT")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is changed inside is written whole, or where an exception comes out, not at all."""
        with self._lock:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if not self.connection.get_autocommit():
                    self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")

    def recall(self, key: object) -> object | None:
        """An answer kept since the last change of the file, None where there is none."""
        with self._lock:
            state = self._read_state()
            if state != self._counts_state:
                self.counts.clear()
                self._counts_state = state
            return self.counts.get(key)

    def keep(self, key: object, answer: object) -> None:
        """Keep an answer until the file changes; a few hundred at the most."""
        with self._lock:
            if len(self.counts) >= MANY:
                self.counts.clear()
            self.counts[key] = answer

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self.connection.close()

    def _read_state(self) -> int:
        # data_version tells of commits of others, total_changes of own ones.
        row = self.connection.execute("PRAGMA data_version").fetchone()
        return int(row[0]) * 1_000_003 + self.connection.total_changes() if row else 0


def fill(count: int) -> str:
    """``?,?,?``: places for ``count`` values."""
    return ",".join("?" * count)


def batches(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The values, as many at a time as one statement takes."""
    for at in range(0, len(values), MANY):
        yield values[at : at + MANY]
