"""Tokens, pieces and scores made by hand or at random, for tests of the reader's parts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.model import Tokens
from sayso.parse.outputs import MARK_ROLES, NAME_KINDS, EventLabels, Floats, Labels, WindowInput, WindowOutput
from sayso.parse.pieces import Pieces
from sayso.parse.spans import allowed_steps

LABELS = Labels("0", ("NOUN", "VERB"), ("_", "Number=Sing"), ("=:0:", "l:0:"), ("nsubj", "root", "obj"))
WIDTH = 4  # of relation vectors, and of each of the four link vectors


def make_tokens(gaps: Sequence[int]) -> Tokens:
    """Tokens of one letter each, one blank apart."""
    starts = np.arange(len(gaps), dtype=np.int32) * 2
    return Tokens(starts, starts + 1, np.array(gaps, dtype=np.uint8))


def make_pieces(lengths: Sequence[int]) -> Pieces:
    lasts = np.cumsum(lengths, dtype=np.int32) - 1
    firsts = (lasts - np.array(lengths, dtype=np.int32) + 1).astype(np.int32)
    count = int(sum(lengths))
    return Pieces(np.arange(count, dtype=np.int32), np.ones(count, np.int32), np.ones(count, np.int32), firsts, lasts)


class RandomModel:
    """A model whose answers depend on the window alone, in no sensible way."""

    labels = LABELS
    link_bias = (0.0, 0.0)
    event_labels: EventLabels | None = None

    def __init__(self) -> None:
        self.windows: list[tuple[int, int]] = []  # pieces and tokens of each window asked about

    @property
    def mark_steps(self) -> Floats:
        k = 1 + 2 * len(MARK_ROLES)
        steps = np.where(allowed_steps(k), np.float32(0), np.float32(-1e4))
        return np.vstack((steps, np.zeros((1, k), dtype=np.float32))).astype(np.float32)

    def score_events(self, states: Floats, lexicon: Floats) -> Floats:
        return np.zeros((0, 0), np.float32)

    def run(self, window: WindowInput) -> WindowOutput:
        w = window.firsts.shape[1]
        self.windows.append((window.ids.shape[1], w))
        rng = np.random.default_rng(int(window.ids.sum()) + w)

        def floats(*shape: int) -> Floats:
            return rng.normal(scale=2, size=shape).astype(np.float32)

        names = floats(w, 1 + 2 * len(NAME_KINDS))
        names -= np.log(np.exp(names).sum(axis=1, keepdims=True))
        return WindowOutput(
            sentence=floats(w) - np.float32(2),
            upos=rng.integers(0, 2, (w,)),
            feats=rng.integers(0, 2, (w,)),
            lemmas=rng.integers(0, 2, (w,)),
            names=names,
            marks=floats(w, 1 + 2 * len(MARK_ROLES)),
            arcs=floats(w, w + 1),
            relation_dependent=floats(w, WIDTH),
            relation_head=floats(w + 1, WIDTH),
            link=floats(w, 4 * WIDTH),
        )

    def score_relations(self, dependent: Floats, head: Floats) -> Floats:
        scores: Floats = (dependent + head)[:, :3]
        return scores
