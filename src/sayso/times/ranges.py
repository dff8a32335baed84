"""Ranges of times: "from January 13 to 19", "Monday through Wednesday", "1998-2000"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sayso.times.page import Page
from sayso.times.resolved import Resolved

_DASHES = frozenset({"-", "–", "—"})
_GAP = 4  # tokens between the two


def find_range_ends(page: Page, resolved: Sequence[Resolved]) -> dict[int, str]:
    """For each expression that opens a range, by its number, the id of the one that closes it."""
    pairs = pairwise(resolved)
    return {at: two.id for at, (one, two) in enumerate(pairs) if _spans(page, one, two)}


def _spans(page: Page, one: Resolved, two: Resolved) -> bool:
    first, last = one.draft.last + 1, two.draft.first
    if not 1 <= last - first <= _GAP or one.interval is None or two.interval is None:
        return False
    words = page.vocabulary
    between = [page.low(token) for token in range(first, last)]
    closing = (*words.to, *words.joining, *_DASHES)
    joints = [word for word in between if word in closing]
    if not joints or any(word not in closing and word not in (*words.on, *words.rough) for word in between):
        return False
    before = page.low(one.draft.first - 1)
    if any(word in words.joining for word in joints):
        return before in words.pair_openers
    return before in words.range_openers or joints[0] in _DASHES or len(between) == 1


__all__ = ["find_range_ends"]
