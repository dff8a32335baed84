"""Whether a content is quoted directly, indirectly, or in part."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.claims.quotes import Pairing
from sayso.model import Quotation, Span

# "Direct" allows for a word or two outside the marks: contents take in a leading "that" or an ellipsis.
DIRECT_SHARE = 0.9


class QuotedText:
    """Which characters of a text stand between quotation marks."""

    def __init__(self, text: str, pairing: Pairing) -> None:
        self._text = text
        outer = [q.inner for q in pairing.quotes if q.depth == 0]
        self._starts = np.array([s.start for s in outer], dtype=np.int64)
        self._ends = np.array([s.end for s in outer], dtype=np.int64)

    def judge(self, content: Sequence[Span]) -> Quotation:
        """ "direct" where nearly all letters and digits of the content are quoted, "mixed" where some are."""
        total = quoted = 0
        for span in content:
            total += self._count(span.start, span.end)
            low = int(np.searchsorted(self._ends, span.start, side="right"))
            high = int(np.searchsorted(self._starts, span.end, side="left"))
            for start, end in zip(self._starts[low:high].tolist(), self._ends[low:high].tolist(), strict=True):
                quoted += self._count(max(start, span.start), min(end, span.end))
        if quoted == 0:
            return "indirect"
        return "direct" if quoted >= DIRECT_SHARE * total else "mixed"

    def _count(self, start: int, end: int) -> int:
        return sum(map(str.isalnum, self._text[start:end]))
