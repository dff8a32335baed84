"""Training windows and batches: other cuts every epoch, case dropped at random, one padded batch of mixed corpora."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sayso.learn.examples import UNKNOWN, Example
from sayso.learn.network import Batch
from sayso.parse.reader import CLS, SEP

MAX_CUES = 48  # cues of a window whose links are trained
_COLUMNS = ("sentence", "upos", "feats", "lemmas", "deprels", "names", "marks")
_CASE_DROP = 0.05  # of windows, for upper and for lower case each
_GAP_DROP = 0.15  # of windows whose line and paragraph ends are weakened
_HIDDEN = 0.05  # of pieces, so that the words around say more and the names of one time and country less
_MASK = 103  # the piece that stands for a hidden one
_QUOTE_SWAP = 0.15  # of windows whose curly quotation marks become straight


class TrainWindow(NamedTuple):
    """Tokens ``start`` to ``end`` of an example."""

    example: Example
    start: int
    end: int


class Targets(NamedTuple):
    """Labels of a batch, [b, w], -100 where unknown; ``heads`` are columns of `Outputs.arcs`.

    ``sentence_of`` [b, w] tells which tokens share a sentence (-1 unknown). ``cues`` [b, c] are token numbers (-1
    none); ``cue_source`` and ``cue_content`` [b, c, w] are 1 where the token belongs to that cue. ``real`` [b, w] marks
    tokens.
    """

    labels: dict[str, Tensor]
    heads: Tensor
    sentence_of: Tensor
    cues: Tensor
    cue_source: Tensor
    cue_content: Tensor
    real: Tensor


def cut_windows(examples: Sequence[Example], rng: np.random.Generator, *, max_pieces: int) -> list[TrainWindow]:
    """Windows that cover every example once, cut where a sentence may begin, the first one at random length."""
    windows = []
    for example in examples:
        starts = np.append(np.flatnonzero(example.cuts), len(example.tokens))
        ends = np.append(example.pieces.firsts, len(example.pieces.ids))
        start, limit = 0, int(rng.integers(max_pieces // 3, max_pieces + 1))
        while start < len(example.tokens):
            furthest = int(np.searchsorted(ends, ends[start] + limit, side="right")) - 1
            at = int(np.searchsorted(starts, furthest, side="right")) - 1
            end = int(starts[at]) if starts[at] > start else max(furthest, start + 1)
            windows.append(TrainWindow(example, start, end))
            start, limit = end, max_pieces
    return windows


def make_batches(
    windows: Sequence[TrainWindow], rng: np.random.Generator, *, size: int, augment: bool = True
) -> Iterator[tuple[Batch, Targets]]:
    """Shuffled batches of windows of about equal length."""
    lengths = np.array([w.end - w.start for w in windows]) + rng.uniform(0, 24, len(windows))
    order = np.argsort(lengths, kind="stable")
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    for index in rng.permutation(len(groups)):
        yield _collate([windows[i] for i in groups[index]], rng, augment=augment)


def _collate(windows: list[TrainWindow], rng: np.random.Generator, *, augment: bool) -> tuple[Batch, Targets]:
    b = len(windows)
    spans = [(int(w.example.pieces.firsts[w.start]), int(w.example.pieces.lasts[w.end - 1]) + 1) for w in windows]
    t = max(end - begin for begin, end in spans) + 2
    width = max(w.end - w.start for w in windows)
    pieces = {name: np.zeros((b, t), dtype=np.int64) for name in ("ids", "shapes", "gaps", "mask")}
    firsts, lasts = np.zeros((b, width), dtype=np.int64), np.zeros((b, width), dtype=np.int64)
    labels = {name: np.full((b, width), UNKNOWN, dtype=np.int64) for name in (*_COLUMNS, "heads", "sentence_of")}
    for row, (w, (begin, end)) in enumerate(zip(windows, spans, strict=True)):
        _fill_pieces(pieces, row, w, begin, end)
        n = w.end - w.start
        firsts[row, :n] = w.example.pieces.firsts[w.start : w.end] - begin + 1
        lasts[row, :n] = w.example.pieces.lasts[w.start : w.end] - begin + 1
        for name in (*_COLUMNS, "sentence_of"):
            labels[name][row, :n] = getattr(w.example, name)[w.start : w.end]
        labels["heads"][row, :n] = _window_heads(w)
        if augment:
            _augment(pieces, row, rng)
    real = np.zeros((b, width), dtype=bool)
    for row, w in enumerate(windows):
        real[row, : w.end - w.start] = True
    tensors = {name: torch.from_numpy(a) for name, a in pieces.items()}
    batch = Batch(
        tensors["ids"],
        tensors["shapes"],
        tensors["gaps"],
        tensors["mask"],
        torch.from_numpy(firsts),
        torch.from_numpy(lasts),
    )
    return batch, _targets(windows, labels, real)


def _fill_pieces(pieces: dict[str, NDArray[np.int64]], row: int, w: TrainWindow, begin: int, end: int) -> None:
    n = end - begin
    pieces["ids"][row, 0], pieces["ids"][row, n + 1] = CLS, SEP
    for name in ("ids", "shapes", "gaps"):
        pieces[name][row, 1 : n + 1] = getattr(w.example.pieces, name)[begin:end]
    pieces["mask"][row, : n + 2] = 1


def _window_heads(w: TrainWindow) -> NDArray[np.int64]:
    """Heads as columns of the arc scores: 0 the root, token j of the window j + 1; unknown where outside the window."""
    heads = w.example.heads[w.start : w.end]
    inside = (heads >= w.start) & (heads < w.end)
    return np.where(heads == -1, 0, np.where(inside, heads - w.start + 1, UNKNOWN))


def _augment(pieces: dict[str, NDArray[np.int64]], row: int, rng: np.random.Generator) -> None:
    case, gap, quote = rng.random(3)
    shapes, gaps, ids = pieces["shapes"][row], pieces["gaps"][row], pieces["ids"][row]
    letters = (shapes >= 1) & (shapes <= 5)
    if case < 2 * _CASE_DROP:
        shapes[letters] = 3 if case < _CASE_DROP else 1
    if gap < _GAP_DROP:
        weaker = 2 if gap < _GAP_DROP / 2 else 1
        ends = (gaps == 2) | (gaps == 3)
        ends[:2] = False
        gaps[ends] = np.minimum(gaps[ends], weaker)
    if quote < _QUOTE_SWAP:
        for curly, straight in _STRAIGHT.items():
            ids[ids == curly] = straight
    words = np.flatnonzero(letters)
    ids[words[rng.random(len(words)) < _HIDDEN]] = _MASK


# Pieces of the uncased BERT vocabulary: “ and ” -> ", ‘ and ’ -> '.
_STRAIGHT = {1523: 1000, 1524: 1000, 1520: 1005, 1521: 1005}


def _targets(windows: list[TrainWindow], labels: dict[str, NDArray[np.int64]], real: NDArray[np.bool_]) -> Targets:
    found = [[k for k in w.example.links if w.start <= k.cue < w.end][:MAX_CUES] for w in windows]
    most = max(1, max(len(f) for f in found))
    b, width = real.shape
    cues = np.full((b, most), -1, dtype=np.int64)
    sides = {name: np.zeros((b, most, width), dtype=np.float32) for name in ("source", "content")}
    for row, (w, links) in enumerate(zip(windows, found, strict=True)):
        for column, link in enumerate(links):
            cues[row, column] = link.cue - w.start
            for name, table in sides.items():
                tokens = getattr(link, name)
                tokens = tokens[(tokens >= w.start) & (tokens < w.end)] - w.start
                table[row, column, tokens] = 1.0
    return Targets(
        labels={name: torch.from_numpy(labels[name]) for name in _COLUMNS},
        heads=torch.from_numpy(labels["heads"]),
        sentence_of=torch.from_numpy(labels["sentence_of"]),
        cues=torch.from_numpy(cues),
        cue_source=torch.from_numpy(sides["source"]),
        cue_content=torch.from_numpy(sides["content"]),
        real=torch.from_numpy(real),
    )
