"""The lines of an interview whose speakers are no names but labels: who is called "Q" asks, who is called "A" answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.claims.frame import Frame
from sayso.model import Attribution, Entity, EntityKind

_PERSON: EntityKind = "person"


def find_labels(frame: Frame, joined: Sequence[Attribution], labels: Iterable[str]) -> frozenset[int]:
    """The numbers of the attributions that are turns of a transcript under one of these labels."""
    words = frozenset(labels)
    return frozenset(
        number
        for number, a in enumerate(joined)
        if a.source is not None
        and a.source.first == a.source.last
        and a.cue is not None
        and a.cue.first == a.source.last + 1
        and frame.words[a.cue.first] == ":"
        and frame.words[a.source.first] in words
    )


def find_interviewee(entities: Iterable[Entity], before: int) -> Entity | None:
    """Who answers: the last person with a full name whom the report names before the first turn, at ``before``."""
    named = [e for e in entities if e.kind == _PERSON and " " in e.name and e.mentions and e.mentions[0].start < before]
    return max(named, key=lambda e: e.mentions[0].start, default=None)
