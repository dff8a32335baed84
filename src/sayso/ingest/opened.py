"""A file or standard input that is being read: never further than asked."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import msgspec

from sayso.errors import SaysoError

_HEAD_BYTES = 8_192
_SKIP_BYTES = 65_536

# How files begin that are often taken for text. The words go into the error line.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
)


class Line(msgspec.Struct, frozen=True):
    """One line of a file with its end; ``data`` is None where its ``size`` is over the limit."""

    number: int
    size: int
    data: bytes | None


class Opened:
    """What is being read: ``label`` names it in errors, ``uri`` in the record (None for standard input)."""

    def __init__(self, stream: BinaryIO, *, label: str, uri: str | None = None, size: int | None = None) -> None:
        self._stream = stream
        self._size = size
        self.label = label
        self.uri = uri
        self.head = stream.read(_HEAD_BYTES)
        self._rest = self.head

    def check_binary(self) -> None:
        """Raise SaysoError SAY-103 where there is not one byte, SAY-104 where the first ones are no text's."""
        if not self.head:
            raise SaysoError("SAY-103", path=self.label)
        for magic, reason in _MAGIC:
            if self.head.startswith(magic):
                raise SaysoError("SAY-104", path=self.label, reason=reason)

    def read_all(self, limit: int) -> bytes:
        """All bytes. Raises SaysoError SAY-105 where there are more than ``limit``; reads one more at the most."""
        if self._size is not None and self._size > limit:
            raise SaysoError("SAY-105", path=self.label, size=self._size, limit=limit)
        data = self._read(limit + 1)
        if len(data) > limit:
            raise SaysoError("SAY-105", path=self.label, size=f"more than {limit}", limit=limit)
        return data

    def read_lines(self, limit: int) -> Iterator[Line]:
        """The lines, numbered from 1, one in memory at a time. A line ends with a line feed and nothing else."""
        number = 0
        while data := self._read_line(limit + 1):
            number += 1
            size = len(data)
            if size > limit:
                yield Line(number, size + (0 if data.endswith(b"\n") else self._skip_line()), None)
            else:
                yield Line(number, size, data)

    def _read(self, size: int) -> bytes:
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken + self._stream.read(size - len(taken)) if len(taken) < size else taken

    def _read_line(self, size: int) -> bytes:
        end = self._rest.find(b"\n", 0, size) + 1 or min(size, len(self._rest))
        taken, self._rest = self._rest[:end], self._rest[end:]
        if taken.endswith(b"\n") or len(taken) == size:
            return taken
        return taken + self._stream.readline(size - len(taken))

    def _skip_line(self) -> int:
        skipped = 0
        while part := self._read_line(_SKIP_BYTES):
            skipped += len(part)
            if part.endswith(b"\n"):
                break
        return skipped


@contextmanager
def open_file(path: str) -> Iterator[Opened]:
    """Open the file at ``path``. Raises SaysoError SAY-101 or SAY-102 where that is not possible."""
    label = show_path(path)
    try:
        stream = open(path, "rb")  # noqa: SIM115 - closed below
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise SaysoError("SAY-101", path=label) from None
    except OSError as error:
        raise SaysoError("SAY-102", path=label, reason=describe_os_error(error)) from None
    with stream:
        status = os.fstat(stream.fileno())
        size = status.st_size if stat.S_ISREG(status.st_mode) else None
        yield Opened(stream, label=label, uri=make_encodable(path), size=size)


def describe_os_error(error: OSError) -> str:
    """What the system says is wrong, without the path."""
    return (error.strerror or type(error).__name__).lower()


def make_encodable(path: str) -> str:
    """The path as text: bytes of a file name that are no UTF-8 are written as escapes."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def show_path(path: str) -> str:
    """The path as one line of printable text."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in path)
    return make_encodable(shown) or "''"
