"""Reads a codebook from YAML: bounded, without aliases or tags, with every fault told at once."""

from __future__ import annotations

import functools
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import yaml

from sayso.codebook.book import EventBook
from sayso.codebook.faults import Fault, check_book, check_shape
from sayso.errors import SaysoError

_MOST_BYTES = 2_000_000
_Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc, valid-type]
    """A safe loader that takes no aliases (they can blow up) and no key twice (one would be lost)."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Compose a node; an alias raises."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError(f"line {self.peek_event().start_mark.line + 1}: aliases (*name) are not read")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        """Build a mapping; a key that stands twice raises."""
        keys = [key.value for key, _ in node.value]
        twice = sorted({str(key) for key in keys if keys.count(key) > 1}) if len(keys) < 5000 else []
        if twice:
            raise yaml.YAMLError(f"line {node.start_mark.line + 1}: {twice[0]!r} stands twice")
        return super().construct_mapping(node, deep=deep)


@functools.cache
def load_codebook() -> EventBook:
    """The codebook that comes with Sayso."""
    book = msgspec.convert(_decode(read_shipped(), "plover.yaml"), EventBook)
    return book


def read_shipped() -> bytes:
    """The YAML file of the codebook that comes with Sayso, with its remarks."""
    return resources.files(__package__).joinpath("data", "plover.yaml").read_bytes()


def read_codebook(path: str | Path) -> EventBook:
    """The codebook in a YAML file.

    Raises SaysoError: SAY-409 where the file cannot be read or is no YAML, SAY-410 with all that is wrong in it.
    """
    book, faults = check_codebook(path)
    if book is None or faults:
        raise SaysoError("SAY-410", path=path, problems="; ".join(f"{f.where}: {f.what}" for f in faults))
    return book


def check_codebook(path: str | Path) -> tuple[EventBook | None, list[Fault]]:
    """The codebook in a YAML file, None where its form is wrong, and all that is wrong with it.

    Raises SaysoError SAY-409 where the file cannot be read or is no YAML.
    """
    data = _decode(read_bytes(path), str(path))
    faults = list(check_shape(data))
    if faults:
        return None, faults
    book = msgspec.convert(data, EventBook)
    return book, list(check_book(book))


def find_codebook(path: str | None) -> EventBook:
    """The codebook at ``path``, or Sayso's own where there is none."""
    return read_codebook(path) if path else load_codebook()


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a codebook file. Raises SaysoError SAY-409 where it cannot be read or is too long."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise SaysoError("SAY-409", path=path, reason=error.strerror) from error
    if len(data) > _MOST_BYTES:
        raise SaysoError("SAY-409", path=path, reason=f"is longer than {_MOST_BYTES:,} bytes")
    return data


def _decode(data: bytes, path: str) -> Any:
    try:
        return yaml.load(data, Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        reason = " ".join(str(error).split())[:300] or type(error).__name__
        raise SaysoError("SAY-409", path=path, reason=reason) from error
