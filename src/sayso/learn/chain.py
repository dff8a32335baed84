"""Training loss of a linear-chain conditional random field over BIO labels (Lafferty, McCallum and Pereira 2001).

``transitions`` has shape [k + 2, k]: row i the scores of label i being followed by each label, row k the scores of
beginning with each label, row k + 1 those of ending with it. Steps that BIO forbids cost `FORBIDDEN`. A training window
may cut a span in two; its second part then begins with I, so in training a window may begin with any label.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from sayso.parse.spans import allowed_steps

FORBIDDEN = -1e4


def chain_loss(emissions: Tensor, labels: Tensor, transitions: Tensor) -> Tensor:
    """Sum over rows of the negative log-likelihood of ``labels`` [b, w] (negative: padding at the end)."""
    real = labels >= 0
    gold = labels.clamp(min=0)
    steps = masked_transitions(transitions, cut=True)
    return (_normaliser(emissions, real, steps) - _gold_score(emissions, gold, real, steps)).sum()


def masked_transitions(transitions: Tensor, *, cut: bool = False) -> Tensor:
    """Transitions with the forbidden steps filled in; ``cut`` lets a text begin inside a span, as a window may."""
    k = transitions.shape[1]
    allowed = np.vstack((allowed_steps(k), np.ones((1, k), dtype=bool)))
    allowed[k] |= cut
    mask = torch.from_numpy(allowed).to(transitions.device)
    return transitions.masked_fill(~mask, FORBIDDEN)


def _gold_score(emissions: Tensor, gold: Tensor, real: Tensor, steps: Tensor) -> Tensor:
    k = steps.shape[1]
    picked = (emissions.gather(2, gold[..., None]).squeeze(-1) * real).sum(1)
    moves = (steps[gold[:, :-1], gold[:, 1:]] * real[:, 1:]).sum(1)
    last = gold.gather(1, real.sum(1, keepdim=True) - 1).squeeze(1)
    return picked + moves + steps[k, gold[:, 0]] + steps[k + 1, last]


def _normaliser(emissions: Tensor, real: Tensor, steps: Tensor) -> Tensor:
    k = steps.shape[1]
    columns = zip(emissions.unbind(1), real[..., None].unbind(1), strict=True)
    total = steps[k] + next(columns)[0]
    inner = steps[:k]
    for emission, inside in columns:
        following = torch.logsumexp(total[:, :, None] + inner, 1) + emission
        total = torch.where(inside, following, total)
    return torch.logsumexp(total + steps[k + 1], 1)
