"""Windows over a report: what the encoder sees at once.

A window has a core, whose tokens are read from it, and context to both sides. Cores are cut where a sentence probably
ends, so that a sentence is seldom torn; each token is read from the one window whose core holds it. Windows depend on
the report alone.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.model import Ints, Tokens
from sayso.parse.pieces import Pieces

MAX_LENGTH = 256  # pieces in a window, both special pieces included
LEFT_CONTEXT = 8  # pieces
RIGHT_CONTEXT = 4

_ENDERS = frozenset(".!?…。！？")
_CLOSERS = frozenset("\"'”’»)]")


class Window(msgspec.Struct, frozen=True):
    """Half-open token ranges: encoded is ``start`` to ``end``, read is ``core_start`` to ``core_end``."""

    start: int
    end: int
    core_start: int
    core_end: int


def find_cuts(tokens: Tokens, text: str) -> NDArray[np.bool_]:
    """For every token (shape [n]) whether a sentence may begin there: after a line end or sentence punctuation."""
    n = len(tokens)
    cuts = tokens.gaps >= 2
    if n == 0:
        return cuts
    last_chars = [text[e - 1] for e in tokens.ends.tolist()]
    ender = np.array([char in _ENDERS for char in last_chars])
    closer = np.array([char in _CLOSERS for char in last_chars])
    ends = ender.copy()
    ends[1:] |= closer[1:] & ender[:-1]
    cuts[1:] |= ends[:-1] & ~closer[1:]
    cuts[0] = True
    return cuts


def make_windows(
    pieces: Pieces,
    cuts: NDArray[np.bool_],
    *,
    max_length: int = MAX_LENGTH,
    left: int = LEFT_CONTEXT,
    right: int = RIGHT_CONTEXT,
) -> list[Window]:
    """Windows whose cores cover all tokens once, in order; lengths are pieces, with the two special ones."""
    n = len(pieces.firsts)
    if n == 0:
        return []
    if fits_window(pieces, max_length=max_length):
        return [Window(0, n, 0, n)]
    ends = pieces.lasts + 1  # piece offset after each token
    room = max_length - 2 - left - right
    cores = _pack(ends, np.flatnonzero(cuts), room, n)
    return [_widen(pieces, ends, core, max_length - 2, left, right) for core in cores]


def fits_window(pieces: Pieces, *, max_length: int = MAX_LENGTH) -> bool:
    """Whether one window holds all pieces, so that it does not matter where a text may be cut."""
    return len(pieces.ids) <= max_length - 2


def _pack(ends: Ints, cut_tokens: NDArray[np.intp], room: int, n: int) -> list[tuple[int, int]]:
    """Cores of about equal size, each at most ``room`` pieces, ending at cuts where there is one in reach."""
    total = int(ends[-1])
    target = total / -(-total // room)  # equal shares: no short last window
    cores = []
    start = 0
    while start < n:
        base = int(ends[start - 1]) if start else 0
        hard = int(np.searchsorted(ends, base + room, side="right"))
        if hard >= n:
            cores.append((start, n))
            break
        hard = max(hard, start + 1)
        end = _choose_cut(ends, cut_tokens, start, hard, base + target, base)
        cores.append((start, end))
        start = end
    return cores


def _choose_cut(ends: Ints, cut_tokens: NDArray[np.intp], start: int, hard: int, target: float, base: int) -> int:
    """The cut in (start, hard] nearest to the target with the core over half full; ``hard`` where there is none."""
    low, high = np.searchsorted(cut_tokens, (start + 1, hard + 1))
    reach = cut_tokens[low:high]
    sizes = ends[reach - 1]
    good = reach[sizes - base >= (target - base) / 2]
    if not len(good):
        return hard
    return int(good[np.argmin(np.abs(ends[good - 1] - target))])


def _widen(pieces: Pieces, ends: Ints, core: tuple[int, int], room: int, left: int, right: int) -> Window:
    """A core with whole tokens around it: at most ``left`` pieces before, ``right`` behind, ``room`` in all."""
    first, last = core
    begin = int(pieces.firsts[first])
    start = min(int(np.searchsorted(pieces.firsts, begin - left, side="left")), first)
    furthest = min(int(ends[last - 1]) + right, int(pieces.firsts[start]) + room)
    end = int(np.searchsorted(ends, furthest, side="right"))
    return Window(start, max(end, last), first, last)
