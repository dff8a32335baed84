"""Lines of a GeoNames file, plain or zipped, read as a stream and within bounds."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from sayso.errors import SaysoError
from sayso.gazetteer.store import describe

LONGEST_LINE = 1 << 17
"""Bytes; the longest line of a whole dump has some 15,000."""

# The whole dump unpacks to 1.7 GB, at five times its packed size.
_MOST_BYTES = 1 << 34
_MOST_RATIO = 100
_ZIP_MAGIC = b"PK\x03\x04"


def read_lines(path: Path) -> Iterator[bytes]:
    """Every line of a text file, or of the .txt files in a .zip (its readme aside), without line ends.

    Nothing is unpacked to disk. A line over LONGEST_LINE comes as an empty one, so that it counts as damaged. Raises
    SaysoError SAY-705 where the file cannot be read, or unpacks to more than any dump does.
    """
    try:
        with ExitStack() as stack:
            for file in _open_all(path, stack):
                yield from _split(file, path)
    except (OSError, zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        if isinstance(error, UnicodeError):
            raise
        reason = describe(error) if isinstance(error, OSError) else str(error) or type(error).__name__
        raise SaysoError("SAY-705", path=path, reason=reason) from error
    except Exception as error:
        # zlib, lzma and bz2 each raise an error of their own for damaged data.
        if type(error).__module__ in ("zlib", "_lzma", "lzma"):
            raise SaysoError("SAY-705", path=path, reason=str(error)) from error
        raise


def _open_all(path: Path, stack: ExitStack) -> Iterator[IO[bytes]]:
    file = stack.enter_context(path.open("rb"))
    magic = file.read(len(_ZIP_MAGIC))
    file.seek(0)
    if magic != _ZIP_MAGIC:
        yield file
        return
    packed = stack.enter_context(zipfile.ZipFile(file))
    members = [
        m for m in packed.infolist() if m.filename.lower().endswith(".txt") and "readme" not in m.filename.lower()
    ]
    if not members:
        raise SaysoError("SAY-705", path=path, reason="holds no .txt file")
    for member in members:
        if member.file_size > _MOST_BYTES or member.file_size > _MOST_RATIO * max(member.compress_size, 1):
            raise SaysoError("SAY-705", path=path, reason=f"unpacks to {member.file_size:,} bytes")
        # What is read stops at the size that was declared, whatever the packed data holds.
        yield stack.enter_context(packed.open(member))


def _split(file: IO[bytes], path: Path) -> Iterator[bytes]:
    total = 0
    while line := file.readline(LONGEST_LINE):
        total += len(line)
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                total += len(rest)
            line = b""
        if total > _MOST_BYTES:
            raise SaysoError("SAY-705", path=path, reason="is longer than any dump of GeoNames")
        yield line.rstrip(b"\r\n")
