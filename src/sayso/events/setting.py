"""When and where an event took place, among the times and places of its report: by syntax, then by discourse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from sayso.events.tree import Tree
from sayso.model import Place, Time

_LOCATED = frozenset({"in", "at", "near", "outside", "on", "across", "around", "from", "into", "inside", "throughout", "off", "through"})  # fmt: skip
_MOST = 5  # candidates that are kept


class Setting(msgspec.Struct, frozen=True):
    """What was taken first, and all that may be meant where there is more than one."""

    best: str | None
    all: tuple[str, ...] = ()


class Settings:
    """The times and places of a report by the token that they begin at."""

    def __init__(self, tree: Tree, times: Sequence[Time], places: Sequence[Place], said: frozenset[str]) -> None:
        self._tree = tree
        self._times = [(self._find(t.start), t) for t in times if t.type in {"DATE", "TIME"} and t.precision != "vague"]
        self._said = said
        self._places = [(self._find(p.start), p) for p in places if p.use == "literal"]

    def when(self, trigger: int) -> Setting:
        """The time of the event told at token ``trigger``."""
        own = self._dated(trigger)
        if own:
            return _choose([time.id for time in own])
        sentence = self._tree.sentences[trigger]
        near = [(at, t) for at, t in self._times if self._tree.sentences[at] == sentence and t.id not in self._said]
        free = [(at, t) for at, t in near if self._same_clause(at, trigger)]
        if free:
            return _choose([t.id for _, t in sorted(free, key=lambda pair: abs(pair[0] - trigger))])
        return Setting(None)

    def where(self, trigger: int) -> Setting:
        """The place of the event told at token ``trigger``."""
        scored = [(self._weigh(at, trigger), abs(at - trigger), p) for at, p in self._places]
        near = sorted(((w, d, p.start, p) for w, d, p in scored if w is not None), key=lambda row: row[:3])
        ids: list[str] = []
        entries: set[str] = set()
        for _, _, _, place in near:
            name = place.entry or place.name
            if name not in entries:
                entries.add(name)
                ids.append(place.id)
        return _choose(ids)

    def _dated(self, trigger: int) -> list[Time]:
        """Times that the reader ties to the trigger itself or to the light verb above it."""
        tree = self._tree
        words = {trigger}
        head = tree.heads[trigger]
        if head >= 0 and tree.upos[trigger] == "NOUN" and tree.upos[head] == "VERB":
            words.add(head)
        starts = {tree.starts[word] for word in words}
        return [t for _, t in self._times if t.dates is not None and t.dates.start in starts and t.id not in self._said]

    def _same_clause(self, at: int, trigger: int) -> bool:
        """Whether the time hangs in the trigger's clause, or in one that the trigger's clause hangs on."""
        tree = self._tree
        above = {trigger, *tree.climb(trigger)}
        return any(head in above for head in (at, *tree.climb(at, 4)))

    def _weigh(self, at: int, trigger: int) -> int | None:
        """How far, in steps of kinds, a place is from the event; None for one that stands behind it or elsewhere."""
        tree = self._tree
        sentence, own = tree.sentences[trigger], tree.sentences[at]
        if own > sentence or sentence - own > 3:
            return None
        if own == sentence:
            head = tree.heads[at]
            located = tree.case(at) in _LOCATED
            tied = head == trigger or (head >= 0 and tree.heads[head] == trigger)
            return 0 if tied and located else 1 if tied else 2 if located else 4
        return 5 + sentence - own if tree.case(at) in _LOCATED else 8 + sentence - own

    def _find(self, position: int) -> int:
        return max(0, bisect_right(self._tree.starts, position) - 1)


def _choose(ids: Sequence[str]) -> Setting:
    if not ids:
        return Setting(None)
    return Setting(ids[0], tuple(ids[:_MOST]) if len(ids) > 1 else ())
