"""Half-open ranges of Unicode code points into the unaltered text of a report."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """Characters ``start`` (included) to ``end`` (excluded) of ``report.text``.

    Raises ValueError when ``start`` is negative or ``end`` comes before ``start``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}..{self.end} is not a half-open range of code points")

    def __len__(self) -> int:
        return self.end - self.start

    def text(self, whole: str) -> str:
        """The characters of ``whole`` that this span covers."""
        return whole[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


def cover(spans: Iterable[Span]) -> Span | None:
    """The smallest span that holds every one of ``spans``; None where there are none."""
    kept = list(spans)
    if not kept:
        return None
    return Span(min(s.start for s in kept), max(s.end for s in kept))
