"""Sections of a report, and the answers of a section's windows put together token by token."""

from __future__ import annotations

from typing import TypeVar

import msgspec
import numpy as np

from sayso.model import Tokens
from sayso.parse.outputs import Floats, Indices, WindowOutput
from sayso.parse.windows import Window

_Column = TypeVar("_Column", Floats, Indices)
SECTION_TOKENS = 8_000  # bounds what is held at once; a section ends with a paragraph where one ends in reach


class LinkVectors(msgspec.Struct, frozen=True, eq=False):
    """Link vectors [w, 4d] of a window, whose token ranges count within the section."""

    vectors: Floats
    window: Window


class Section(msgspec.Struct, frozen=True, eq=False):
    """Answers for the tokens of a section; ``arcs[i]`` are the scores of window i's core rows over its own tokens."""

    sentence: Floats
    upos: Indices
    feats: Indices
    lemmas: Indices
    names: Floats
    marks: Floats
    relation_dependent: Floats
    relation_head: Floats
    roots: Floats  # [windows, r]
    arcs: tuple[Floats, ...]
    windows: tuple[Window, ...]
    links: tuple[LinkVectors, ...]
    states: Floats  # [n, s]; without rows where the model has no event head


def cut_sections(tokens: Tokens, *, size: int = SECTION_TOKENS) -> list[tuple[int, int]]:
    """Half-open token ranges that cover a report in order, each of at most ``size`` tokens."""
    n = len(tokens)
    sections = []
    start = 0
    while start < n:
        end = min(start + size, n)
        if end < n:
            breaks = np.flatnonzero(tokens.gaps[start + size // 2 : end] >= 3)
            if not len(breaks):
                breaks = np.flatnonzero(tokens.gaps[start + size // 2 : end] >= 2)
            end = start + size // 2 + int(breaks[-1]) if len(breaks) else end
        sections.append((start, end))
        start = end
    return sections


def gather_section(windows: list[Window], outputs: list[WindowOutput]) -> Section:
    """Puts the core rows of all windows into columns over the section."""
    cores = [slice(w.core_start - w.start, w.core_end - w.start) for w in windows]
    rows = list(zip(outputs, cores, strict=True))
    return Section(
        sentence=_join([o.sentence[c] for o, c in rows]),
        upos=_join([o.upos[c] for o, c in rows]),
        feats=_join([o.feats[c] for o, c in rows]),
        lemmas=_join([o.lemmas[c] for o, c in rows]),
        names=_join([o.names[c] for o, c in rows]),
        marks=_join([o.marks[c] for o, c in rows]),
        relation_dependent=_join([o.relation_dependent[c] for o, c in rows]),
        relation_head=_join([o.relation_head[1:][c] for o, c in rows]),
        roots=np.stack([o.relation_head[0] for o in outputs]),
        arcs=tuple(o.arcs[c] for o, c in rows),
        windows=tuple(windows),
        links=tuple(LinkVectors(o.link, w) for o, w in zip(outputs, windows, strict=True)),
        states=_join([o.states[c] for o, c in rows]),
    )


def _join(parts: list[_Column]) -> _Column:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)
