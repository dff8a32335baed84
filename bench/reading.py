"""From a raw text to what the reader sees in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from bench.data import hash_files
from bench.errors import BenchError
from sayso.errors import SaysoError
from sayso.model import Attributions, Name, Report, Syntax, Tokens, hash_text, make_id
from sayso.parse import MODEL_FOLDER, Reader, load_reader
from sayso.parse.onnx_model import EVENT_LABELS, EVENTS, GRAPH, LABELS, RELATIONS, STATES, TABLES, VOCABULARY
from sayso.text import find_tokens

Reading = tuple[Tokens, Syntax, Sequence[Name]]


class Reads(Protocol):
    """The part of the reader that syntax and names need."""

    def read(self, report: Report, tokens: Tokens) -> tuple[Syntax, tuple[Name, ...], Attributions]:
        """Syntax, names and attribution marks of a report."""


def open_reader(folder: Path | None) -> Reader:
    """The reader of a model folder, the shipped one for None. Raises BenchError where it is missing or damaged."""
    try:
        return load_reader(folder or MODEL_FOLDER)
    except SaysoError as error:
        raise BenchError(str(error)) from error


def hash_model(folder: Path | None) -> dict[str, str]:
    """The SHA-256 of every file of a model that has a say in what is read, by name."""
    chosen = folder or MODEL_FOLDER
    head = [name for name in (EVENTS, EVENT_LABELS, STATES) if (chosen / name).is_file()]
    return hash_files(chosen / name for name in (GRAPH, RELATIONS, TABLES, LABELS, VOCABULARY, *head))


def make_report(text: str) -> Report:
    """A report that is nothing but text."""
    sha256 = hash_text(text)
    return Report(make_id("report", sha256), sha256, None, None, None, None, None, None, text)


def read_text(text: str, reader: Reads) -> Reading:
    """Tokens, syntax and names of a raw text."""
    report = make_report(text)
    tokens = find_tokens(report)
    syntax, names, _ = reader.read(report, tokens)
    return tokens, syntax, names
