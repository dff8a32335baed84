"""The triggers of events that the reader sees, with the word of each that its arguments hang on."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.events.tree import Tree
from sayso.model import EventMark


class Trigger(msgspec.Struct, frozen=True):
    """A trigger over tokens ``first`` to ``last``; ``head`` is the word that its arguments hang on."""

    first: int
    last: int
    head: int
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    realis: tuple[tuple[str, float], ...]
    confidence: float
    method: str
    mode_confidence: float = 0.0
    weak: bool = False


def find_triggers(tree: Tree, marks: Sequence[EventMark]) -> list[Trigger]:
    """The triggers that the reader sees, in text order, each with its head and its particle."""
    found = []
    for mark in marks:
        head = find_head(tree, mark.first, mark.last)
        particle = next((c for c in tree.children(head, "compound:prt") if c == mark.last + 1), None)
        found.append(
            Trigger(
                first=mark.first,
                last=mark.last if particle is None else particle,
                head=head,
                type=mark.type,
                mode=mark.mode,
                contexts=tuple(name for name, _ in mark.contexts),
                realis=mark.realis,
                confidence=mark.confidence,
                method="event head",
                mode_confidence=mark.mode_confidence,
                weak=mark.weak,
            )
        )
    return found


def find_head(tree: Tree, first: int, last: int) -> int:
    """The token of a range that hangs outside it; a verb where there are several."""
    tops = [t for t in range(first, last + 1) if not first <= tree.heads[t] <= last]
    return next((t for t in tops if tree.upos[t] == "VERB"), tops[0] if tops else first)
