"""Reads a codebook from YAML: bounded, without aliases or tags, with every fault told at once."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import yaml

from sayso.codebook.book import Aspect, EventBook, EventType, Mode, Words
from sayso.errors import SaysoError

_MOST_BYTES = 2_000_000
_MOST_TYPES = 500
_MOST_WORDS = 6  # of an entry
_CODE_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
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
    data = resources.files(__package__).joinpath("data", "plover.yaml").read_bytes()
    return _convert(data, "plover.yaml")


def read_codebook(path: str | Path) -> EventBook:
    """The codebook in a YAML file.

    Raises SaysoError: SAY-409 where the file cannot be read or is no YAML of this form, SAY-410 with all that is wrong
    in it.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise SaysoError("SAY-409", path=path, reason=error.strerror) from error
    if len(data) > _MOST_BYTES:
        raise SaysoError("SAY-409", path=path, reason=f"is longer than {_MOST_BYTES:,} bytes")
    book = _convert(data, str(path))
    problems = list(_find_problems(book))
    if problems:
        raise SaysoError("SAY-410", path=path, problems="; ".join(problems))
    return book


def find_codebook(path: str | None) -> EventBook:
    """The codebook at ``path``, or Sayso's own where there is none."""
    return read_codebook(path) if path else load_codebook()


def _convert(data: bytes, path: str) -> EventBook:
    try:
        return msgspec.convert(yaml.load(data, Loader=_Loader), EventBook)
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError, RecursionError, ValueError) as error:
        reason = " ".join(str(error).split())[:300] or type(error).__name__
        raise SaysoError("SAY-409", path=path, reason=reason) from error


def _find_problems(book: EventBook) -> Iterator[str]:
    if not book.types:
        yield "it has no types"
    if len(book.types) > _MOST_TYPES:
        yield f"it has {len(book.types):,} types, more than {_MOST_TYPES}"
    for code, kind in book.types.items():
        yield from _find_type_problems(code, kind)
    for old, new in book.aliases.items():
        if new not in book.types:
            yield f"alias {old} leads to {new}, which is no type"
    for name in [*book.contexts, *book.sectors, *book.organisations]:
        yield from _check_code(name)
    for name, aspect in book.contexts.items():
        yield from _check_words(f"context {name}", aspect.words if isinstance(aspect, Aspect) else ())


def _find_type_problems(code: str, kind: EventType) -> Iterator[str]:
    yield from _check_code(code)
    if not -10 <= kind.score <= 10:
        yield f"{code}: score {kind.score:g} is not between -10 and 10"
    if not kind.definition.strip():
        yield f"{code}: definition is empty"
    yield from _check_words(code, list_words(kind))
    for name, mode in kind.modes.items():
        yield from _check_code(name)
        if isinstance(mode, Mode):
            yield from _check_words(f"{code}-{name}", list_words(mode))


def list_words(words: Words) -> tuple[str, ...]:
    """All entries of the four lists."""
    return (*words.verbs, *words.nouns, *words.adjectives, *words.phrases)


def _check_code(code: str) -> Iterator[str]:
    if not code or len(code) > 40 or not set(code) <= _CODE_LETTERS:
        yield f"{code[:40]!r} is no code: letters, digits, - and _ only, at most 40"


def _check_words(where: str, entries: tuple[str, ...]) -> Iterator[str]:
    for entry in entries:
        words = entry.split("|")[0].split()
        if not 1 <= len(words) <= _MOST_WORDS:
            yield f"{where}: {entry[:60]!r} has {len(words)} words, not 1 to {_MOST_WORDS}"
