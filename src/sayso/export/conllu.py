"""CoNLL-U, the format of Universal Dependencies: what the reader sees, a word a line.

``TokenRange=12:17`` in the last column gives the half-open range of code points in the text of the report. Names and
attribution marks stand there as ``Name=B-person`` and ``Mark=I-content``. Clitics are words of their own, without
lines for multi-word tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO, Protocol

import numpy as np

from sayso.model import Parsed

_PARAGRAPH = 3


class _Run(Protocol):
    @property
    def first(self) -> int: ...

    @property
    def last(self) -> int: ...


def write_conllu(parsed: Parsed, file: BinaryIO) -> None:
    """Writes one report to a binary file in UTF-8; lone surrogates are written as question marks."""
    file.write(render_conllu(parsed).encode("utf-8", "replace"))


def render_conllu(parsed: Parsed) -> str:
    """One report in CoNLL-U; an empty string where it has no words."""
    syntax = parsed.syntax
    if not len(parsed.tokens):
        return ""
    starts = np.flatnonzero(np.diff(syntax.sentences, prepend=-1)).tolist()
    columns = _Columns(parsed)
    blocks = [f"# newdoc id = {_flat(parsed.report.id)}\n"]
    for number, (first, end) in enumerate(pairwise([*starts, len(parsed.tokens)]), 1):
        blocks += columns.draw_sentence(number, first, end)
    return "".join(blocks)


class _Columns:
    """The columns of a report's words as strings."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._starts = parsed.tokens.starts.tolist()
        self._ends = parsed.tokens.ends.tolist()
        self._heads = parsed.syntax.heads.tolist()
        n = len(parsed.tokens)
        self._names = _label(n, parsed.names, [name.kind for name in parsed.names])
        marks = parsed.attributions.marks
        self._marks = _label(n, marks, [mark.role for mark in marks])

    def draw_sentence(self, number: int, first: int, end: int) -> Iterator[str]:
        text = self._parsed.report.text[self._starts[first] : self._ends[end - 1]]
        if self._parsed.tokens.gaps[first] >= _PARAGRAPH:
            yield "# newpar\n"
        yield f"# sent_id = {_flat(self._parsed.report.id)}-{number}\n# text = {_flat(text)}\n"
        for index in range(first, end):
            yield self._draw_word(index, first)
        yield "\n"

    def _draw_word(self, index: int, first: int) -> str:
        syntax, text = self._parsed.syntax, self._parsed.report.text
        head = self._heads[index]
        fields = (
            str(index - first + 1),
            _flat(text[self._starts[index] : self._ends[index]]),
            _flat(syntax.lemmas[index]),
            syntax.upos[index],
            "_",
            syntax.feats[index],
            "0" if head < 0 else str(head - first + 1),
            syntax.deprels[index],
            "_",
            self._draw_misc(index),
        )
        return "\t".join(fields) + "\n"

    def _draw_misc(self, index: int) -> str:
        start, end = self._starts[index], self._ends[index]
        parts = [f"TokenRange={start}:{end}"]
        if self._marks[index]:
            parts.append(f"Mark={self._marks[index]}")
        if self._names[index]:
            parts.append(f"Name={self._names[index]}")
        if index + 1 < len(self._starts) and self._starts[index + 1] == end:
            parts.append("SpaceAfter=No")
        return "|".join(sorted(parts))


def _label(n: int, runs: Sequence[_Run], kinds: Sequence[str]) -> list[str]:
    """BIO labels of ``n`` words; an empty string outside."""
    labels = [""] * n
    for run, kind in zip(runs, kinds, strict=True):
        for index in range(run.first, run.last + 1):
            labels[index] = f"{'B' if index == run.first else 'I'}-{kind}"
    return labels


def _flat(text: str) -> str:
    """On one line, without tabs: runs of blanks as one space."""
    return " ".join(text.split()) or "_"
