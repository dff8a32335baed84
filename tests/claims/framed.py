"""Sentences with their trees and marked claims, from a file that says what stands around each claim.

Marks nest: [k1 that, [c2 according to] [s2 the mayor], [k2 it rained]]. A claim inside the content of another has that
one as its parent. A tree is one "UPOS relation head lemma" a token, parted by "|"; heads count from 0, -1 is the root.
"""

from __future__ import annotations

import re
from collections import defaultdict

import msgspec
import numpy as np

from sayso.model import Attribution, Entity, Mark, MarkRole, Report, Span, Syntax, Tokens
from sayso.text import find_tokens
from tests.batch.fakes import make_report

_BRACKET = re.compile(r"\[(?P<role>[sck])(?P<number>\d+) |(?P<close>\])")
_ROLES: dict[str, MarkRole] = {"s": "source", "c": "cue", "k": "content"}


class Framed(msgspec.Struct, frozen=True, eq=False):
    """A report with its syntax and the claims that its marks make, in the order of their numbers."""

    report: Report
    tokens: Tokens
    syntax: Syntax
    joined: tuple[Attribution, ...]


def read_framed(markup: str, tree: str | None = None, *, rule: str = "links") -> Framed:
    """The report without its brackets; without ``tree`` every token hangs on the next one."""
    text, parts = _strip(markup)
    report = make_report(text)
    tokens = find_tokens(report)
    return Framed(report, tokens, _make_syntax(report, tokens, tree), _join(parts, tokens, rule))


def make_entity(text: str, name: str, kind: str) -> Entity:
    """An entity with every mention of ``name``."""
    mentions = tuple(Span(m.start(), m.end()) for m in re.finditer(re.escape(name), text))
    return Entity(name, name, kind, mentions)  # type: ignore[arg-type]


def _strip(markup: str) -> tuple[str, list[tuple[str, str, int, int]]]:
    """The text, and its parts as role, number, start and end."""
    text, at = "", 0
    ahead: list[tuple[str, str, int]] = []
    parts = []
    for bracket in _BRACKET.finditer(markup):
        text += markup[at : bracket.start()]
        at = bracket.end()
        if bracket["close"] is None:
            ahead.append((bracket["role"], bracket["number"], len(text)))
        else:
            role, number, start = ahead.pop()
            parts.append((role, number, start, len(text)))
    return text + markup[at:], parts


def _join(parts: list[tuple[str, str, int, int]], tokens: Tokens, rule: str) -> tuple[Attribution, ...]:
    marks: dict[str, dict[str, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for role, number, start, end in sorted(parts, key=lambda p: p[2]):
        first = int(np.searchsorted(tokens.ends, start, side="right"))
        last = int(np.searchsorted(tokens.starts, end)) - 1
        marks[number][role].append(Mark(_ROLES[role], first, last, 1.0))
    numbers = sorted(marks, key=int)
    return tuple(
        Attribution(
            next(iter(marks[n]["s"]), None), next(iter(marks[n]["c"]), None), tuple(marks[n]["k"]), 1.0,
            parent=_find_parent(n, numbers, marks), rule=rule,
        )
        for n in numbers
    )  # fmt: skip


def _find_parent(number: str, numbers: list[str], marks: dict[str, dict[str, list[Mark]]]) -> int | None:
    own = [m for role in marks[number].values() for m in role]
    around = [
        (part.last - part.first, index)
        for index, other in enumerate(numbers)
        if other != number
        for part in marks[other]["k"]
        if all(part.first <= m.first and m.last <= part.last for m in own)
    ]
    return min(around)[1] if around else None


def _make_syntax(report: Report, tokens: Tokens, tree: str | None) -> Syntax:
    words = tokens.words(report.text)
    if tree is None:
        heads = [*range(1, len(words)), -1]
        blank = ("_",) * len(words)
        return Syntax(np.zeros(len(words), np.int32), blank, blank, tuple(words), np.array(heads, np.int32), blank)
    rows = [row.split(" ") for row in tree.split("|")]
    return Syntax(
        sentences=np.zeros(len(rows), np.int32),
        upos=tuple(row[0] for row in rows),
        feats=("_",) * len(rows),
        lemmas=tuple(row[3] for row in rows),
        heads=np.array([int(row[2]) for row in rows], np.int32),
        deprels=tuple(row[1] for row in rows),
    )
