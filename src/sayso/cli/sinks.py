"""Where output goes: standard output or a file, always in whole pieces (a line of JSON, the summary of a report)."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sayso.cli.streams import drop_stdout
from sayso.errors import SaysoError
from sayso.ingest import FORMATS

Write = Callable[[bytes], None]

STANDARD_OUTPUT = "-"

_READ_SUFFIXES = frozenset(suffix for form in FORMATS for suffix in form.suffixes)


@contextmanager
def open_sink(output: str | None) -> Iterator[Write]:
    """A function that writes one piece: to standard output (None or "-"), or to the file ``output``, replacing it.

    A file holds whole pieces at any moment: one that could not be written to its end is taken back.
    Raises SAY-501 when the file cannot be opened or written.
    """
    if output is None or output == STANDARD_OUTPUT:
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
    if output is None or output == STANDARD_OUTPUT:
        return
    place = Path(output)
    for path in map(Path, paths):
        if path == place or (place.exists() and path.exists() and place.samefile(path)):
            raise SaysoError("SAY-503", path=output)
        inside = path.is_dir() and path.resolve() in place.resolve().parents
        if inside and place.suffix.lower() in _READ_SUFFIXES:
            raise SaysoError("SAY-503", path=output)


def _write_stdout(piece: bytes) -> None:
    try:
        sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_stdout()
        raise SaysoError("SAY-501", path="standard output", reason=error.strerror) from error


def _append(number: int, output: str, piece: bytes) -> None:
    start = _find_end(number)
    left = memoryview(piece)
    try:
        while left:
            left = left[os.write(number, left) :]
    except BaseException as error:
        if start is not None:
            os.ftruncate(number, start)
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise SaysoError("SAY-501", path=output, reason=error.strerror) from error
        raise


def _find_end(number: int) -> int | None:
    """Where the next byte goes; None in a pipe or device, which cannot be cut back."""
    return os.lseek(number, 0, os.SEEK_CUR) if stat.S_ISREG(os.fstat(number).st_mode) else None
