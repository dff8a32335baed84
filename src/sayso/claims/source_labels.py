"""Interviews whose speakers are no names but labels: who is called "Q" asks, who is called "A" answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.claims.frame import Frame
from sayso.model import Attribution, Entity, EntityKind

_PERSON: EntityKind = "person"
_MOST_ASKED = 4


def find_labels(frame: Frame, joined: Sequence[Attribution], labels: Iterable[str]) -> tuple[int, ...]:
    """The numbers of the attributions that are turns of a transcript under one of these labels."""
    words = frozenset(labels)
    return tuple(number for number, a in enumerate(joined) if _is_label(frame, a, words))


def _is_label(frame: Frame, attribution: Attribution, labels: frozenset[str]) -> bool:
    source = attribution.source
    if source is None or source.first != source.last or frame.words[source.first] not in labels:
        return False
    return frame.words[source.last + 1 : source.last + 2] == [":"]


def list_interviewees(entities: Iterable[Entity], before: int) -> list[Entity]:
    """Who may answer: people whom the report names in full before the first turn, at ``before``; the first ones."""
    named = [e for e in entities if e.kind == _PERSON and " " in e.name and e.mentions and e.mentions[0].start < before]
    return sorted(named, key=lambda e: e.mentions[0].start)[:_MOST_ASKED]
