"""Sets of words of many mentions as rows of numbers, so that many pairs of them are compared at once."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping

import msgspec
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Values = NDArray[np.float64]
Flags = NDArray[np.bool_]
_ROWS = 256  # of one table; each holds the words of all of them


class Shared(msgspec.Struct, frozen=True):
    """What the rows of each pair have in common: ``mass`` sums the lesser weights, ``rare`` counts great ones."""

    mass: Values
    rare: Values


class Bags:
    """Rows of words with weights. Rows are added first; then pairs of rows are compared."""

    def __init__(self, *, rare: float = 2.0) -> None:
        self._rare = rare
        self._known: dict[str, int] = {}
        self._items = array("q")
        self._weights = array("d")
        self._ends = array("q", (0,))
        self._ready: tuple[Numbers, Values, Numbers, Numbers] | None = None

    def add(self, words: Collection[str]) -> int:
        """A row of words that weigh the same; its number."""
        if words:
            known = self._known
            self._items.extend([known.setdefault(word, len(known)) for word in words])
        self._ends.append(len(self._items))
        return len(self._ends) - 2

    def add_weighed(self, words: Mapping[str, float]) -> int:
        """A row of words with a weight above 0 for each; its number."""
        known = self._known
        self._weigh_rest()
        self._items.extend([known.setdefault(word, len(known)) for word in words])
        self._weights.extend(words.values())
        self._ends.append(len(self._items))
        return len(self._ends) - 2

    def _weigh_rest(self) -> None:
        """Weights for the words of all rows that have none yet."""
        self._weights.extend([1.0] * (len(self._items) - len(self._weights)))

    def sizes(self, rows: Numbers) -> Numbers:
        """How many words rows have."""
        return self._arrays()[3][rows]

    def count(self, a: Numbers, b: Numbers) -> Values:
        """How many words the rows of each pair have in common; quickest where ``a`` is sorted."""
        return self.share(a, b).mass

    def share(self, a: Numbers, b: Numbers) -> Shared:
        """What the rows of each pair have in common; quickest where ``a`` is sorted."""
        sizes = self._arrays()[3]
        mass, rare = np.zeros(len(a)), np.zeros(len(a))
        chosen = np.flatnonzero((sizes[a] > 0) & (sizes[b] > 0))
        if np.any(a[chosen[1:]] < a[chosen[:-1]]):
            chosen = chosen[np.argsort(a[chosen], kind="stable")]
        if len(chosen):
            mass[chosen], rare[chosen] = self._share(a[chosen], b[chosen])
        return Shared(mass, rare)

    def _share(self, a: Numbers, b: Numbers) -> tuple[Values, Values]:
        items, weights, _, _ = self._arrays()
        column = np.zeros(len(self._known), np.int64)  # 0 is the column of words that no row of the table has
        mass, rare = np.zeros(len(a)), np.zeros(len(a))
        firsts = np.flatnonzero(np.concatenate(([True], a[1:] != a[:-1])))
        for at in range(0, len(firsts), _ROWS):
            start = firsts[at]
            end = firsts[at + _ROWS] if at + _ROWS < len(firsts) else len(a)
            rows = a[firsts[at : at + _ROWS]]
            here, row = self._expand(rows)
            words = np.unique(items[here])
            column[words] = np.arange(1, len(words) + 1)
            table = np.zeros((len(rows), len(words) + 1))
            table[row, column[items[here]]] = weights[here]
            there, pair = self._expand(b[start:end])
            mine = table[np.searchsorted(rows, a[start:end])[pair], column[items[there]]]
            least = np.minimum(mine, weights[there])
            mass[start:end] = np.bincount(pair, least, end - start)
            if self._rare <= 1.0:
                rare[start:end] = np.bincount(pair, least >= self._rare, end - start)
            column[words] = 0
        return mass, rare

    def _expand(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """The positions of the items of some rows one after the other, and whose each is."""
        _, _, starts, sizes = self._arrays()
        lengths = sizes[rows]
        ends = np.cumsum(lengths)
        row = np.repeat(np.arange(len(rows)), lengths)
        return np.arange(len(row)) + (starts[rows] - ends + lengths)[row], row

    def _arrays(self) -> tuple[Numbers, Values, Numbers, Numbers]:
        if self._ready is None:
            self._weigh_rest()
            ends = np.array(self._ends, np.int64)
            self._ready = np.array(self._items, np.int64), np.array(self._weights), ends[:-1], np.diff(ends)
        return self._ready
