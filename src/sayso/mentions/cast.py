"""All who speak in a report: the named entities, and those made from the words of a source that names nobody."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

import msgspec

from sayso import __version__
from sayso.model import By, Entity, EntityKind, Report, Role, Span, make_span_id

_BY = By("mentions", __version__, "source words")
_MAX_NAME = 160  # characters
_NEAR = 4


class _Made:
    def __init__(self, name: str, kind: EntityKind, span: Span) -> None:
        self.name, self.kind, self.spans = name, kind, [span]


class Cast:
    """Entities by number: the named ones first, in their order, then those that are made.

    The first ``marked`` of the named ones always stand in the record, the others where somebody's source names them.
    """

    def __init__(self, report: Report, named: Sequence[Entity], marked: int, unmarked: Mapping[Span, int]) -> None:
        self._report, self._named, self._marked = report, named, marked
        self._made: list[_Made] = []
        self._spans = {span: number for number, e in enumerate(named) for span in e.mentions}
        self._extra: dict[int, list[Span]] = {}
        self._bearers: dict[int, Span] = {}
        for span, number in unmarked.items():
            self.add_span(number, span)

    def add(self, span: Span, kind: EntityKind) -> int:
        """The number of a new entity that is called by the words at ``span``; a span already taken keeps its entity."""
        known = self._spans.get(span)
        if known is not None:
            return known
        name = " ".join(span.text(self._report.text).split())[:_MAX_NAME]
        self._made.append(_Made(name, kind, span))
        number = len(self._named) + len(self._made) - 1
        self._spans[span] = number
        return number

    def add_span(self, number: int, span: Span) -> None:
        """One more mention of an entity, unless the span, or one that overlaps the last few, is a mention already."""
        if span in self._spans:
            return
        made = number - len(self._named)
        spans = self._made[made].spans if made >= 0 else self._extra.setdefault(number, [])
        if not any(span.overlaps(other) for other in spans[-_NEAR:]):
            self._spans[span] = number
            spans.append(span)

    def kind(self, number: int) -> EntityKind:
        """The kind of an entity."""
        made = number - len(self._named)
        return self._made[made].kind if made >= 0 else self._named[number].kind

    def is_made(self, number: int) -> bool:
        """Whether it was made from a source's words."""
        return number >= len(self._named)

    def first_span(self, number: int) -> Span:
        """The mention that a chain ends with: the one that bears the entity's name."""
        made = number - len(self._named)
        if made >= 0:
            return self._made[made].spans[0]
        if number not in self._bearers:
            entity, text = self._named[number], self._report.text
            bearer = next((s for s in entity.mentions if entity.name in s.text(text)), entity.mentions[0])
            self._bearers[number] = bearer
        return self._bearers[number]

    def finish(self, roles: Mapping[int, Sequence[Role]], used: Container[int]) -> tuple[tuple[Entity, ...], list[str]]:
        """The entities in order of first mention, and the id of each by number; ``used`` are those that speak."""
        entities = [self._finish_named(n, e, roles.get(n, ())) for n, e in enumerate(self._named)]
        first = len(self._named)
        entities += [self._finish_made(m, roles.get(n, ())) for n, m in enumerate(self._made, start=first)]
        ids = [entity.id for entity in entities]
        kept = [e for n, e in enumerate(entities) if n < self._marked or n >= len(self._named) or n in used]
        return tuple(sorted(kept, key=lambda e: (e.mentions[0], e.id))), ids

    def _finish_named(self, number: int, entity: Entity, roles: Sequence[Role]) -> Entity:
        extra = self._extra.get(number)
        if not extra and not roles:
            return entity
        mentions = tuple(sorted((*entity.mentions, *(extra or ()))))
        return msgspec.structs.replace(entity, mentions=mentions, roles=tuple(roles))

    def _finish_made(self, made: _Made, roles: Sequence[Role]) -> Entity:
        spans = tuple(sorted(made.spans))
        number = make_span_id("entity", self._report.text_sha256, made.spans[0])
        return Entity(id=number, name=made.name, kind=made.kind, mentions=spans, roles=tuple(roles), by=_BY)
