"""The network as a `Model`, so that training is scored through the very reader that users run."""

from __future__ import annotations

import numpy as np
import torch

from sayso.learn.chain import masked_transitions
from sayso.learn.network import Batch, Reader
from sayso.parse.outputs import EventLabels, Floats, Labels, WindowInput, WindowOutput


class TorchModel:
    """Answers for windows with a torch network, in full precision."""

    def __init__(self, reader: Reader, labels: Labels) -> None:
        self.labels = labels
        self.event_labels: EventLabels | None = None
        self._reader = reader.eval()
        self._device = next(reader.parameters()).device

    @property
    def link_bias(self) -> tuple[float, float]:
        """Log-odds added to source and content link scores."""
        source, content = self._reader.link_bias.tolist()
        return source, content

    @property
    def mark_steps(self) -> Floats:
        """Scores of attribution labels following each other, forbidden steps included."""
        steps: Floats = masked_transitions(self._reader.transitions.detach().float()).cpu().numpy()
        return steps

    @torch.no_grad()
    def run(self, window: WindowInput) -> WindowOutput:
        """The answers for one window."""
        ids, shapes, gaps, firsts, lasts = (torch.from_numpy(a).to(self._device) for a in window)
        out = self._reader(Batch(ids, shapes, gaps, torch.ones_like(ids), firsts, lasts))
        d = self._reader.sizes.link
        return WindowOutput(
            sentence=_numpy(out.sentence),
            upos=_best(out.upos),
            feats=_best(out.feats),
            lemmas=_best(out.lemmas),
            names=_numpy(out.names),
            marks=_numpy(out.marks),
            arcs=_numpy(out.arcs),
            relation_dependent=_numpy(out.relation_dependent),
            relation_head=_numpy(out.relation_head),
            link=_numpy(out.link) / np.float32(d**0.25),
        )

    def score_events(self, states: Floats, lexicon: Floats) -> Floats:
        """No scores: the event head is trained apart."""
        return np.zeros((0, 0), np.float32)

    @torch.no_grad()
    def score_relations(self, dependent: Floats, head: Floats) -> Floats:
        """Scores [n, deprels] for pairs of relation vectors [n, r]."""
        pair = (torch.from_numpy(np.ascontiguousarray(x)).to(self._device) for x in (dependent, head))
        scores: Floats = self._reader.score_relations(*pair).float().cpu().numpy()
        return scores


def _numpy(tensor: torch.Tensor) -> Floats:
    array: Floats = tensor[0].float().cpu().numpy()
    return array


def _best(scores: torch.Tensor) -> np.ndarray:
    return scores[0].argmax(-1).cpu().numpy()
