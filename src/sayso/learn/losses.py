"""The training loss: one term per task over the tokens that carry its labels."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from sayso.learn.batches import Targets
from sayso.learn.chain import chain_loss
from sayso.learn.examples import UNKNOWN
from sayso.learn.network import Outputs, Reader

WEIGHTS = {
    "sentence": 0.5,
    "upos": 0.5,
    "feats": 0.5,
    "lemmas": 0.5,
    "arcs": 1.0,
    "relations": 0.7,
    "names": 1.0,
    "marks": 1.0,
    "links": 1.0,
}
PLAIN_SHARE = 0.3
_MASKED = -1e4


def find_losses(reader: Reader, outputs: Outputs, targets: Targets) -> dict[str, Tensor]:
    """Weighted loss of each task, every one a sum over its labelled tokens divided by all tokens of the batch."""
    tokens = targets.real.sum().clamp(min=1)
    losses = {"sentence": _binary(outputs.sentence, targets.labels["sentence"])}
    for name in ("upos", "feats", "lemmas", "names"):
        losses[name] = _classes(getattr(outputs, name), targets.labels[name])
    losses["marks"] = _chain(reader, outputs.marks, targets.labels["marks"])
    losses["arcs"] = _arcs(outputs.arcs, targets)
    losses["relations"] = _relations(reader, outputs, targets)
    losses["links"] = _links(reader, outputs, targets)
    return {name: WEIGHTS[name] * loss / tokens for name, loss in losses.items()}


def _classes(scores: Tensor, labels: Tensor) -> Tensor:
    return functional.cross_entropy(
        scores.float().flatten(0, -2), labels.flatten(), ignore_index=UNKNOWN, reduction="sum"
    )


def _binary(log_odds: Tensor, labels: Tensor) -> Tensor:
    known = (labels != UNKNOWN).float()
    loss = functional.binary_cross_entropy_with_logits(log_odds.float(), labels.clamp(min=0).float(), reduction="none")
    return (loss * known).sum()


def _chain(reader: Reader, emissions: Tensor, labels: Tensor) -> Tensor:
    """Label-chain loss of rows that carry marks, and a share of plain cross-entropy that keeps scores calibrated."""
    rows = (labels != UNKNOWN).any(1)
    if not bool(rows.any()):
        return emissions.float().sum() * 0.0
    emissions, labels = emissions[rows].float(), labels[rows]
    return chain_loss(emissions, labels, reader.transitions.float()) + PLAIN_SHARE * _classes(emissions, labels)


def _arcs(scores: Tensor, targets: Targets) -> Tensor:
    """Cross-entropy over the root and the tokens of the same gold sentence."""
    sentence = targets.sentence_of
    same = (sentence[:, :, None] == sentence[:, None, :]) & targets.real[:, None, :]
    allowed = functional.pad(same, (1, 0), value=True)
    return _classes(scores.float().masked_fill(~allowed, _MASKED), targets.heads)


def _relations(reader: Reader, outputs: Outputs, targets: Targets) -> Tensor:
    heads = targets.heads
    known = heads != UNKNOWN
    index = heads.clamp(min=0)[..., None].expand(-1, -1, outputs.relation_head.shape[-1])
    scores = reader.score_relations(outputs.relation_dependent, outputs.relation_head.gather(1, index))
    return _classes(scores, torch.where(known, targets.labels["deprels"], UNKNOWN))


def _links(reader: Reader, outputs: Outputs, targets: Targets) -> Tensor:
    """Binary cross-entropy between every gold cue and every token of its window, for source and content."""
    source, content = score_links(reader, outputs.link, targets.cues.clamp(min=0))
    known = (targets.cues >= 0)[:, :, None] & targets.real[:, None, :]
    total = torch.zeros((), device=source.device)
    for scores, gold in ((source, targets.cue_source), (content, targets.cue_content)):
        loss = functional.binary_cross_entropy_with_logits(scores.float(), gold, reduction="none")
        total = total + (loss * known).sum()
    return total * 0.1  # a window has about ten cues: one cue's row weighs as a row of token labels


def score_links(reader: Reader, link: Tensor, cues: Tensor) -> tuple[Tensor, Tensor]:
    """Log-odds [b, c, w] that each token is in the source, and in the content, of each cue token [b, c]."""
    d = reader.sizes.link
    chosen = link.gather(1, cues[..., None].expand(-1, -1, link.shape[-1]))
    source = chosen[..., :d] @ link[..., 2 * d : 3 * d].transpose(1, 2) / d**0.5 + reader.link_bias[0]
    content = chosen[..., d : 2 * d] @ link[..., 3 * d :].transpose(1, 2) / d**0.5 + reader.link_bias[1]
    return source, content
