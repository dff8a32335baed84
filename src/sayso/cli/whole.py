"""Pages as files: written whole or not at all, and never over anything but a page of Sayso's."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from sayso.cli.sinks import STANDARD_OUTPUT, open_sink
from sayso.errors import SaysoError

# The masthead of every page written here, which stands after its styles; nothing without it is ever overwritten.
_OWN_MARK = b'<p class="brand"><b>Sayso</b>'
_MARK_WITHIN_BYTES = 64 << 20


def check_own(output: str) -> None:
    """Refuse, with SAY-502, to overwrite what is not a page of Sayso's (or an empty file)."""
    if output == STANDARD_OUTPUT:
        return
    try:
        with open(output, "rb") as file:
            head = file.read(_MARK_WITHIN_BYTES)
    except FileNotFoundError:
        return
    except OSError as error:
        raise SaysoError("SAY-501", path=output, reason=error.strerror) from error
    if head and _OWN_MARK not in head:
        raise SaysoError("SAY-502", path=output)


def write_whole(output: str, content: bytes) -> Path | None:
    """Write the content; the place of the file, None for standard output. Raises SaysoError (SAY-501)."""
    if output == STANDARD_OUTPUT:
        with open_sink(output) as write:
            write(content)
        return None
    _replace(output, content)
    return Path(output).resolve()


def _replace(output: str, content: bytes) -> None:
    """Write the file whole or not at all: beside its place first, then into it."""
    place = Path(output).resolve()
    try:
        number, beside = tempfile.mkstemp(dir=place.parent, prefix=".sayso-", suffix=".part")
    except OSError as error:
        raise SaysoError("SAY-501", path=output, reason=error.strerror) from error
    try:
        with open(number, "wb") as file:
            file.write(content)
        os.chmod(beside, 0o666 & ~_read_umask())
        os.replace(beside, place)
    except OSError as error:
        raise SaysoError("SAY-501", path=output, reason=error.strerror) from error
    finally:
        with suppress(OSError):
            os.unlink(beside)


def _read_umask() -> int:
    umask = os.umask(0o077)
    os.umask(umask)
    return umask
