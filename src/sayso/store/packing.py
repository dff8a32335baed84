"""Records and links as bytes: JSON, deflated with a dictionary of what all of them hold."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from typing import Any, TypeVar

import msgspec

from sayso.model import (
    Claim,
    Contradiction,
    Credit,
    Entity,
    Event,
    Family,
    Incident,
    Ladder,
    LooseToll,
    Passage,
    Place,
    Provenance,
    Record,
    Report,
    Side,
    Span,
    Statement,
    Step,
    Tie,
    Time,
)

T = TypeVar("T")

_LEVEL = 6
_MOST_BYTES = 1 << 30
_UNFIT = re.compile("[\0\ud800-\udfff]")


def pack(value: object, dictionary: bytes) -> bytes:
    """The value as JSON, deflated. Equal values give equal bytes."""
    return deflate(encode(value), dictionary)


def encode(value: object) -> bytes:
    """The value as JSON; half of a surrogate pair, which UTF-8 cannot hold, as an escape."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value), separators=(",", ":")).encode("ascii")


def deflate(data: bytes, dictionary: bytes) -> bytes:
    """The bytes deflated (zlib), with what is in ``dictionary`` known beforehand."""
    squeeze = zlib.compressobj(_LEVEL, zdict=dictionary)
    return squeeze.compress(data) + squeeze.flush()


def unpack(data: bytes, dictionary: bytes, kind: type[T]) -> T:
    """The value that `pack` made bytes of. Raises ValueError where they stretch beyond all bounds."""
    stretch = zlib.decompressobj(zdict=dictionary)
    whole = stretch.decompress(data, _MOST_BYTES)
    if stretch.unconsumed_tail:
        raise ValueError(f"more than {_MOST_BYTES} bytes")
    try:
        return msgspec.json.decode(whole, type=kind)
    except msgspec.DecodeError:
        return msgspec.convert(json.loads(whole), kind)


def digest(data: bytes) -> bytes:
    """Sixteen bytes that tell whether a link has changed."""
    return hashlib.blake2b(data, digest_size=16).digest()


def clean(text: str) -> str:
    """Text that SQLite can hold and mark: characters that it cannot are replaced, so every other one keeps its place.

    These are halves of surrogate pairs, which UTF-8 cannot hold, and NUL, at which FTS5 stops when it marks hits.
    """
    return text if text.isascii() and "\0" not in text else _UNFIT.sub("\ufffd", text)


def make_dictionary() -> bytes:
    """What records and links have in common: the names of their fields, the words of their closed vocabularies.

    Each desk keeps the dictionary that it was made with, so this may change from version to version.
    """
    kinds: tuple[type[Any], ...] = (
        Record, Report, Entity, Time, Place, Claim, Event, LooseToll, Family, Passage, Credit, Ladder, Contradiction,
        Incident, Statement, Tie, Provenance, Step, Side, Span,
    )  # fmt: skip
    schemas, parts = msgspec.json.schema_components(kinds)
    words = json.dumps([schemas, _list_enums(parts)], sort_keys=True, separators=(",", ":"))
    shapes = [_show_shape(parts[name]) for name in sorted(parts)]
    return (words[-4000:] + "".join(shapes) * 2).encode()[-16_000:]


def _list_enums(parts: dict[str, Any]) -> list[str]:
    found = []
    for part in parts.values():
        for field in part.get("properties", {}).values():
            found += [word for word in field.get("enum", ()) if isinstance(word, str)]
    return sorted(set(found))


def _show_shape(part: dict[str, Any]) -> str:
    fields = []
    for name, field in part.get("properties", {}).items():
        blank = '""' if field.get("type") == "string" else "[]" if field.get("type") == "array" else "null"
        fields.append(f'"{name}":{blank}')
    return "{" + ",".join(fields) + "}"
