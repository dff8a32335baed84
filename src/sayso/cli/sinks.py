"""Where output goes: standard output or a file, always in whole pieces (a line of JSON, the summary of a report)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sayso.errors import SaysoError

Write = Callable[[bytes], None]

_READ_SUFFIXES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".json"})


@contextmanager
def open_sink(output: str | None) -> Iterator[Write]:
    """A function that writes one piece: to standard output, or to the file ``output`` (replaced if it exists).

    A file holds whole pieces at any moment: one that could not be written to its end is taken back.
    Raises SAY-501 when the file cannot be opened or written.
    """
    if output is None:
        yield _write_stdout
        return
    try:
        number = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        raise SaysoError("SAY-501", path=output, reason=error.strerror) from error
    try:
        yield lambda piece: _append(number, output, piece)
    finally:
        os.close(number)


def check_output(output: str | None, paths: Sequence[str]) -> None:
    """Refuse, with SAY-503, an output that would overwrite a report to be read or be read itself."""
    if output is None:
        return
    place = Path(output)
    for path in map(Path, paths):
        if path == place or (place.exists() and path.exists() and place.samefile(path)):
            raise SaysoError("SAY-503", path=output)
        inside = path.is_dir() and path.resolve() in place.resolve().parents
        if inside and place.suffix.lower() in _READ_SUFFIXES:
            raise SaysoError("SAY-503", path=output)


def _write_stdout(piece: bytes) -> None:
    sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def _append(number: int, output: str, piece: bytes) -> None:
    start = os.lseek(number, 0, os.SEEK_CUR)
    left = memoryview(piece)
    try:
        while left:
            left = left[os.write(number, left) :]
    except BaseException as error:
        _take_back(number, start)
        if isinstance(error, OSError):
            raise SaysoError("SAY-501", path=output, reason=error.strerror) from error
        raise


def _take_back(number: int, start: int) -> None:
    """Cut a half-written piece off again; a device or pipe cannot be cut and is left as it is."""
    try:
        os.ftruncate(number, start)
    except OSError:
        return
