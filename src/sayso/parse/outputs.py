"""What a model says about one window, and the label sets that give its numbers names."""

from __future__ import annotations

from typing import NamedTuple, Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.model import MarkRole, NameKind

Floats = NDArray[np.float32]
Indices = NDArray[np.int64]

NAME_KINDS: tuple[NameKind, ...] = ("person", "organisation", "location", "other")
MARK_ROLES: tuple[MarkRole, ...] = ("source", "cue", "content")


class Labels(msgspec.Struct, frozen=True):
    """Label names in the order of the model's outputs, and what was tuned on the development sets.

    ``sentence_bias`` is added to the log-odds that a token begins a sentence; ``mark_bias`` and ``name_bias`` to the
    log-scores of all labels but O.
    """

    version: str
    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemmas: tuple[str, ...]
    deprels: tuple[str, ...]
    sentence_bias: float = 0.0
    name_bias: float = 0.0
    mark_bias: float = 0.0
    sha256: str = ""


class EventLabels(msgspec.Struct, frozen=True):
    """Names of the event head's outputs, part after part; the empty name is "no event" and "no mode".

    ``bias`` is added to the score of "no event"; ``least`` is the smallest chance of an event that is kept, before its
    log-odds are multiplied by the first and moved by the second of ``calibration``. ``weakest`` is the smallest chance
    of a trigger that is kept as a weak one.
    """

    codebook: str
    types: tuple[str, ...]
    modes: tuple[str, ...]
    realis: tuple[str, ...]
    contexts: tuple[str, ...]
    bias: float = 0.0
    least: float = 0.46
    least_context: float = 0.5
    calibration: tuple[float, float] = (1.0, 0.0)
    weakest: float = 0.2

    @property
    def size(self) -> int:
        """How many outputs there are."""
        return len(self.types) + len(self.modes) + len(self.realis) + len(self.contexts)

    def split(self, scores: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Types, modes, realis and contexts of score rows [w, size]."""
        first = len(self.types)
        second, third = first + len(self.modes), first + len(self.modes) + len(self.realis)
        return scores[:, :first], scores[:, first:second], scores[:, second:third], scores[:, third:]


class WindowInput(NamedTuple):
    """One window for a model: pieces of shape [1, t] with both special pieces, tokens of shape [1, w]."""

    ids: Indices
    shapes: Indices
    gaps: Indices
    firsts: Indices
    lasts: Indices


class WindowOutput(NamedTuple):
    """One window's answers; w tokens, row 0 of ``relation_head`` and column 0 of ``arcs`` are the root.

    ``link`` holds four vectors a token: as cue for its source, as cue for its content, as source, as content.
    """

    sentence: Floats  # [w] log-odds
    upos: Indices  # [w]
    feats: Indices  # [w]
    lemmas: Indices  # [w]
    names: Floats  # [w, 9] log-scores, order of make_bio(NAME_KINDS)
    marks: Floats  # [w, 7] emissions, order of make_bio(MARK_ROLES)
    arcs: Floats  # [w, w + 1]
    relation_dependent: Floats  # [w, r]
    relation_head: Floats  # [w + 1, r]
    link: Floats  # [w, 4 * d], already scaled
    states: Floats = np.zeros((0, 0), np.float32)  # [w, s], what the event head reads; no rows: there is no such head


class Model(Protocol):
    """Something that answers for a window: the ONNX session at run time, a torch module in training."""

    labels: Labels
    event_labels: EventLabels | None

    def score_events(self, states: Floats, lexicon: Floats) -> Floats:
        """Scores [n, EventLabels.size] of tokens from their states [n, s] and lexicon features [n, f]."""
        ...

    def run(self, window: WindowInput) -> WindowOutput:
        """The answers for one window."""
        ...

    def score_relations(self, dependent: Floats, head: Floats) -> Floats:
        """Scores [n, deprels] for pairs of relation vectors [n, r]."""
        ...

    @property
    def mark_steps(self) -> Floats:
        """Scores [k + 2, k] of attribution labels following, beginning and ending a text (see `spans.decode_chain`)."""
        ...

    @property
    def link_bias(self) -> tuple[float, float]:
        """Log-odds added to source and content link scores."""
        ...
