"""Who each source refers to: an entity named in the report, or one made for a speaker that the report does not name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.model import Attribution, Entity, Mark, Report, Resolution, Syntax, Tokens


def resolve_speakers(
    report: Report,
    tokens: Tokens,
    syntax: Syntax,
    named: tuple[Entity, ...],
    joined: Sequence[Attribution],
) -> tuple[tuple[Entity, ...], tuple[Resolution | None, ...]]:
    """All entities of the report, and for each attribution whom its source refers to (None where it has none)."""
    finder = _SpeakerFinder(tokens, syntax, named)
    found = []
    for attribution in joined:
        entity = finder.find(attribution.source) if attribution.source else None
        found.append(Resolution(entity, (), "name", 1.0) if entity else None)
    return named, tuple(found)


class _SpeakerFinder:
    """Finds the named entity behind a source; sources without a name (pronouns, common nouns) have none yet."""

    def __init__(self, tokens: Tokens, syntax: Syntax, entities: tuple[Entity, ...]) -> None:
        pairs = sorted((span.start, span.end, e.id, e.kind) for e in entities for span in e.mentions)
        self._tokens = tokens
        self._heads = syntax.heads
        self._mentions = pairs
        self._starts = np.array([p[0] for p in pairs], dtype=np.int64)

    def find(self, source: Mark) -> str | None:
        """The entity id, or None where the head of the source is no name and its names are not of one speaker."""
        inside = self._mentions_in(source)
        head = self._head(source)
        at_head = [m for m in inside if m[0] <= self._tokens.starts[head] < m[1]]
        if at_head:
            return at_head[0][2]
        people = {m[2] for m in inside if m[3] == "person"}
        return people.pop() if len(people) == 1 else None

    def _mentions_in(self, source: Mark) -> list[tuple[int, int, str, str]]:
        span = self._tokens.span(source.first, source.last)
        low, high = np.searchsorted(self._starts, (span.start, span.end))
        return [m for m in self._mentions[int(low) : int(high)] if m[1] <= span.end]

    def _head(self, source: Mark) -> int:
        """The first token of the source whose own head lies outside of it."""
        for index in range(source.first, source.last + 1):
            if not source.first <= self._heads[index] <= source.last:
                return index
        return source.first
