"""JSON Lines: one report a line, an object with a "text" and what else is known."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import msgspec

from sayso.errors import SaysoError
from sayso.ingest.encoding import Decoded, decode_bytes, find_mark
from sayso.ingest.made import Defaults, Ingested, Said, is_blank, make_ingested
from sayso.ingest.opened import Line, Opened
from sayso.settings import Settings

SUFFIXES = (".jsonl", ".ndjson")

_OBJECT = re.compile(rb'\s*\{\s*(?:"|\})')
_HALF_PAIR = re.compile(r"\\u[dD][89a-fA-F]")


class _Fields(msgspec.Struct, frozen=True):
    """The fields that are read from a line; others are passed over."""

    text: str
    id: str | int | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | int | float | None = None
    url: str | None = None
    language: str | None = None


_DECODER = msgspec.json.Decoder(_Fields)


def sniff(head: bytes) -> bool:
    """Whether the bytes begin like a JSON object."""
    mark = find_mark(head)
    start = head if mark is None else head.decode(mark, "replace").encode()
    return _OBJECT.match(start) is not None


def read(opened: Opened, *, defaults: Defaults, settings: Settings) -> Iterator[Ingested | SaysoError]:
    """Yield a report for each line, and an error with its number for each line that gives none.

    One line is in memory at a time, but for UTF-16 and UTF-32, which are read whole. Blank lines are passed over.
    Raises SaysoError SAY-111 where all are blank.
    """
    found = False
    for line in _read_lines(opened, settings.max_text_bytes):
        if line.data is not None and not line.data.strip(b" \t\r\n\f\v\xef\xbb\xbf"):
            continue
        found = True
        try:
            yield _read_line(line, opened=opened, defaults=defaults, settings=settings)
        except SaysoError as error:
            yield error
    if not found:
        raise SaysoError("SAY-111", path=opened.label)


def _read_lines(opened: Opened, limit: int) -> Iterator[Line]:
    if find_mark(opened.head) not in {"utf-16", "utf-32"}:
        return opened.read_lines(limit)
    data = opened.read_all(limit)
    text = decode_bytes(data, label=opened.label).text
    whole = Opened(io.BytesIO(text.encode("utf-8")), label=opened.label)
    return whole.read_lines(max(limit, 2 * len(data)))


def _read_line(line: Line, *, opened: Opened, defaults: Defaults, settings: Settings) -> Ingested:
    where = f"{opened.label}, line {line.number}"
    if line.data is None:
        raise SaysoError("SAY-105", path=where, size=line.size, limit=settings.max_text_bytes)
    decoded = decode_bytes(line.data, label=where)
    fields = _parse(decoded.text, opened.label, line.number)
    if is_blank(fields.text):
        raise SaysoError("SAY-107", path=opened.label, line=line.number, reason="the text is empty")
    encoding = find_mark(opened.head) or decoded.encoding
    return make_ingested(
        fields.text,
        _say(fields),
        opened=opened,
        decoded=Decoded(fields.text, encoding, decoded.guessed),
        defaults=defaults,
    )


def _say(fields: _Fields) -> Said:
    return Said(
        id=None if fields.id is None or fields.id == "" else str(fields.id),
        title=fields.title,
        outlet=fields.outlet,
        byline=fields.byline,
        published=None if fields.published is None else str(fields.published),
        language=fields.language,
        url=fields.url,
    )


def _parse(text: str, label: str, number: int) -> _Fields:
    try:
        return _DECODER.decode(text)
    except RecursionError:
        reason = "it is nested too deeply"
    except msgspec.ValidationError as error:
        reason = str(error)
    except msgspec.DecodeError as error:
        reason = _explain(text, error)
    raise SaysoError("SAY-107", path=label, line=number, reason=reason.rstrip("."))


def _explain(text: str, error: msgspec.DecodeError) -> str:
    if text.rstrip().endswith("}") and _HALF_PAIR.search(text):
        return "it may hold half of a surrogate pair, which is no character"
    return str(error)
