"""Mentions at aligned positions of copied passages: they are one happening because they are one text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.linking.passages import map_position
from sayso.model import Family, Passage

_MOST_HOPS = 30


class Alignment:
    """Where a position of a copy stands in what it was copied from, back to the first report of its family."""

    def __init__(self, families: Iterable[Family]) -> None:
        self._copies: dict[str, list[tuple[str, tuple[Passage, ...]]]] = {}
        for family in families:
            for copy in family.copies:
                passages = tuple(sorted(copy.passages, key=lambda p: (p.here, p.there)))
                self._copies.setdefault(copy.report, []).append((copy.of, passages))
        for made in self._copies.values():
            made.sort(key=lambda item: (item[0], [(p.here, p.there) for p in item[1]]))

    def is_copy(self, report: str) -> bool:
        """Whether a report is a copy of another one in whole or in part."""
        return report in self._copies

    def trace(self, report: str, at: int) -> list[tuple[str, int]]:
        """All reports and positions that a position goes back to, itself first, the oldest last."""
        way, seen = [(report, at)], {report}
        while len(way) < _MOST_HOPS:
            step = self._step(*way[-1])
            if step is None or step[0] in seen:
                return way
            seen.add(step[0])
            way.append(step)
        return way

    def _step(self, report: str, at: int) -> tuple[str, int] | None:
        for of, passages in self._copies.get(report, ()):
            there = map_position(passages, at)
            if there is not None:
                return of, there
        return None


class Unions:
    """Sets of numbers that are joined pair by pair; the smallest number of a set stands for it."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, number: int) -> int:
        """The number that stands for the set of ``number``."""
        parent = self._parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def join(self, a: int, b: int) -> None:
        """Make one set of those of ``a`` and ``b``."""
        a, b = self.find(a), self.find(b)
        if a != b:
            self._parent[max(a, b)] = min(a, b)

    def groups(self) -> Mapping[int, list[int]]:
        """The sets by the number that stands for each."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            found.setdefault(self.find(number), []).append(number)
        return found
