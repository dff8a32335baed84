"""Records as JSON Lines: one object and one line end per record, UTF-8, the same bytes everywhere."""

from __future__ import annotations

import json
import re

import msgspec

from sayso.model import Record

# DEL, C1 controls, line separators and direction marks as UTF-8. JSON allows them as they are, terminals obey them;
# no other character has these bytes within it, because each pattern begins with a lead byte.
_STEERING = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def encode_record(record: Record) -> bytes:
    """One line of a record; see `encode_value`."""
    return encode_value(record)


def encode_value(value: object) -> bytes:
    """One line: fields in the order of the types, non-ASCII kept.

    What could steer a terminal is written as ``\\u009b``, a lone surrogate as ``\\ud800``: a JSON reader gives back
    the same characters.
    """
    try:
        line = msgspec.json.encode(value)
    except UnicodeEncodeError:
        line = _encode_surrogates(value)
    return _STEERING.sub(_escape, line) + b"\n"


def _encode_surrogates(value: object) -> bytes:
    line = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":"))
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", line).encode()


def _escape(match: re.Match[bytes]) -> bytes:
    return f"\\u{ord(match[0].decode()):04x}".encode()
