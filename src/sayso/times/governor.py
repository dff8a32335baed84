"""The word that a time expression dates: the verb or noun that it belongs to."""

from __future__ import annotations

from collections.abc import Collection

from sayso.times.page import Page

_STEPS = 6
_EMPTY = frozenset({"AUX", "ADP", "SCONJ", "CCONJ", "PART", "DET", "PUNCT"})


def find_governor(page: Page, first: int, last: int, inside: Collection[int]) -> int | None:
    """The nearest word above the expression over tokens ``first`` to ``last`` that can have a time.

    ``inside`` are tokens of time expressions: the governor of one that hangs on another is that of the other. None
    where the expression stands at the root of its sentence.
    """
    head = page.find_head(first, last)
    for above in page.climb(head, _STEPS):
        if first <= above <= last or above in inside or page.upos[above] in _EMPTY:
            continue
        return above
    return None


__all__ = ["find_governor"]
