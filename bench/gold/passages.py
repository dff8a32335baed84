"""Reads the passages of kinds/: short texts with every speaker marked and given a kind (kinds/README.md)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import get_args

import msgspec

from bench.errors import BenchError
from bench.gold.model import Kind
from sayso.model import Span

KINDS = Path(__file__).with_name("kinds")
"""The folder of the passages."""

_MARK = re.compile(r"\{([^{}|]*)\|(\w+)\}")


class Marked(msgspec.Struct, frozen=True):
    """A speaker's words and kind; of a claim that nobody is named for, its cue and ``none``."""

    span: Span
    kind: str


class Passage(msgspec.Struct, frozen=True):
    """A text without its marks, and the speakers in it."""

    id: str
    text: str
    marked: tuple[Marked, ...]


class _Passage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    register: str
    country: str
    topic: str
    text: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    passages: tuple[_Passage, ...]


def read_passages(path: Path) -> list[Passage]:
    """The passages of a file. Raises BenchError, naming file and passage, where they cannot be read."""
    try:
        file = msgspec.convert(tomllib.loads(path.read_text("utf-8")), _File)
    except OSError as error:
        raise BenchError(f"{path.name}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise BenchError(f"{path.name}: {error}") from error
    return [_strip(passage, path.name) for passage in file.passages]


def _strip(passage: _Passage, file: str) -> Passage:
    text, marked, at = "", [], 0
    for match in _MARK.finditer(passage.text):
        text += passage.text[at : match.start()]
        if match[2] not in get_args(Kind):
            raise BenchError(f"{file}: {passage.id}: there is no kind {match[2][:40]!r}")
        marked.append(Marked(Span(len(text), len(text) + len(match[1])), match[2]))
        text, at = text + match[1], match.end()
    text += passage.text[at:]
    if any(sign in text for sign in "{}|"):
        raise BenchError(f"{file}: {passage.id}: a mark is not closed or stands in another")
    return Passage(passage.id, text, tuple(marked))
