"""Figures of one ladder that cannot all be so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.linking.contradictions.figures import WHOLE, meets
from sayso.linking.contradictions.ladders import Rung
from sayso.linking.contradictions.voices import Desk
from sayso.model import Contradiction, Incident, Ladder, Side, make_id

_MOST_REASONS = 6


def find_tolls(desk: Desk, incident: Incident, ladder: Ladder, rungs: Sequence[Rung]) -> Iterator[Contradiction]:
    """The contradiction of a ladder: all rungs that differ from another one, in the order of the ladder."""
    sides = ladder.rungs
    apart = [
        (a, b)
        for b in range(len(sides))
        for a in range(b)
        if not meets((sides[a].low, sides[a].high), (sides[b].low, sides[b].high))
    ]
    if not apart:
        return
    kept = sorted({number for pair in apart for number in pair})
    about = ladder.kind if ladder.scope == WHOLE else f"{ladder.kind}, {ladder.scope}"
    yield Contradiction(
        id=make_id("contradiction", "toll", ladder.id),
        kind="toll",
        of=incident.id,
        about=about,
        sides=tuple(sides[number] for number in kept),
        reason="; ".join(dict.fromkeys(_reason(desk, rungs, sides, a, b) for a, b in _neighbours(apart)))
        + (" ..." if len(apart) > _MOST_REASONS else ""),
    )


def _neighbours(apart: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each later figure the nearest earlier one from which it differs."""
    nearest = {b: a for a, b in apart}
    return [(a, b) for b, a in sorted(nearest.items())][:_MOST_REASONS]


def _reason(desk: Desk, rungs: Sequence[Rung], sides: Sequence[Side], a: int, b: int) -> str:
    first, later = sides[a], sides[b]
    words = f"{first.value} ({first.name}) and {later.value} ({later.name}) cannot both be so"
    if _is_garbled(desk, rungs[a], rungs[b]):
        return f"{words}: a copy has another number than what it copies"
    if rungs[a].voice.is_same(rungs[b].voice) and rungs[a].voice.named:
        words = (
            f"{words}: a later figure of the same source"
            if (first.said or "") < (later.said or "")
            else f"{words}: two figures of one source"
        )
    return f"{words}; {first.value} was withdrawn" if first.standing == "withdrawn" else words


def _is_garbled(desk: Desk, a: Rung, b: Rung) -> bool:
    """Whether a figure of the one stands where a copied passage has one of the other."""
    return bool({figure.root for figure in a.figures} & {figure.root for figure in b.figures})
