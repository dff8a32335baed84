"""Plain text: the whole file is the text of one report."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.errors import SaysoError
from sayso.ingest.encoding import decode_bytes
from sayso.ingest.made import Defaults, Ingested, Said, is_blank, make_ingested
from sayso.ingest.opened import Opened
from sayso.settings import Settings

SUFFIXES = (".txt",)


def sniff(head: bytes) -> bool:
    """Whether this may be plain text: whatever is nothing else may."""
    return bool(head)


def read(opened: Opened, *, defaults: Defaults, settings: Settings) -> Iterator[Ingested | SaysoError]:
    """Yield the one report. Raises SaysoError where there is no text to read."""
    decoded = decode_bytes(opened.read_all(settings.max_text_bytes), label=opened.label)
    if is_blank(decoded.text):
        raise SaysoError("SAY-111", path=opened.label)
    yield make_ingested(decoded.text, Said(), opened=opened, decoded=decoded, defaults=defaults)
