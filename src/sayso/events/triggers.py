"""The triggers of events that the reader sees, with the word of each that its arguments hang on."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.events.tree import Tree
from sayso.model import EventMark


class Trigger(msgspec.Struct, frozen=True):
    """A trigger over tokens ``first`` to ``last``; ``head`` is the word that its arguments hang on.

    ``modes`` has the reader's chance of each mode of the type, the empty name for none.
    """

    first: int
    last: int
    head: int
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    realis: tuple[tuple[str, float], ...]
    confidence: float
    method: str
    modes: tuple[tuple[str, float], ...] = ()
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
                mode=None if mark.weak else _find_likeliest(mark.modes),
                contexts=tuple(name for name, _ in mark.contexts),
                realis=mark.realis,
                confidence=mark.confidence,
                method="event head",
                modes=mark.modes,
                weak=mark.weak,
            )
        )
    return found


def _find_likeliest(modes: Sequence[tuple[str, float]]) -> str | None:
    name, _ = max(modes, key=lambda pair: pair[1], default=("", 0.0))
    return name or None


def find_head(tree: Tree, first: int, last: int) -> int:
    """The token of a range that hangs outside it; a verb where there are several."""
    tops = [t for t in range(first, last + 1) if not first <= tree.heads[t] <= last]
    return next((t for t in tops if tree.upos[t] == "VERB"), tops[0] if tops else first)
