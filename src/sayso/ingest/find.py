"""From paths to reports: the formats, and which one a file is in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import BinaryIO

import msgspec

from sayso.errors import SaysoError
from sayso.ingest import html, jsonl, txt
from sayso.ingest.made import NO_DEFAULTS, Defaults, Ingested
from sayso.ingest.opened import Opened, describe_os_error, open_file, show_path
from sayso.ingest.walk import STANDARD_INPUT, find_files, get_suffix
from sayso.settings import Settings


class Format(msgspec.Struct, frozen=True):
    """An input format: the suffixes of its files, how its first bytes look, and how it is read.

    ``read`` takes an Opened, and ``defaults`` and ``settings`` by keyword; it yields reports and errors, or raises
    a SaysoError where the whole file cannot be taken.
    """

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    read: Callable[..., Iterator[Ingested | SaysoError]]


# A known suffix decides; else the first format whose sniff says yes. Plain text stands last and takes the rest.
FORMATS: tuple[Format, ...] = (
    Format("JSON Lines", jsonl.SUFFIXES, jsonl.sniff, jsonl.read),
    Format("web page", html.SUFFIXES, html.sniff, html.read),
    Format("plain text", txt.SUFFIXES, txt.sniff, txt.read),
)

_SUFFIXES = frozenset(suffix for form in FORMATS for suffix in form.suffixes)


def find_reports(
    paths: Sequence[str],
    *,
    defaults: Defaults = NO_DEFAULTS,
    settings: Settings,
    stdin: BinaryIO | None = None,
) -> Iterator[Ingested | SaysoError]:
    """Yield the reports of files, folders and standard input ("-"), in their order, each when it is asked for.

    What cannot be taken yields one SaysoError (SAY-101 to SAY-115) and the rest goes on; nothing is raised for it.
    ``stdin`` stands in for the process's standard input. A file is never read beyond the limit in ``settings`` and
    one byte more.
    """
    for path in find_files(paths, suffixes=_SUFFIXES, limit=settings.max_files):
        if isinstance(path, SaysoError):
            yield path
            continue
        try:
            with _open(path, stdin) as opened:
                opened.check_binary()
                form = _choose_format(path, opened.head)
                yield from form.read(opened, defaults=defaults, settings=settings)
        except SaysoError as error:
            yield error
        except OSError as error:
            yield SaysoError("SAY-102", path=show_path(path), reason=describe_os_error(error))


def _open(path: str, stdin: BinaryIO | None) -> AbstractContextManager[Opened]:
    if path != STANDARD_INPUT:
        return open_file(path)
    # A process may be started without standard input.
    stream = stdin or getattr(sys.stdin, "buffer", None)
    if stream is None or stream.closed:
        raise SaysoError("SAY-102", path="standard input", reason="it is closed")
    return nullcontext(Opened(stream, label="standard input"))


def _choose_format(path: str, head: bytes) -> Format:
    suffix = get_suffix(path)
    for form in FORMATS:
        if suffix in form.suffixes:
            return form
    return next((form for form in FORMATS if form.sniff(head)), FORMATS[-1])
