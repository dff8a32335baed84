"""The reader's network: a small BERT encoder with case features, and one head per task on the states of whole tokens.

Token states mix the layers of the encoder with learned weights per task group (Peters et al. 2018); a token stands for
the mean of its first and last piece. Dependencies are biaffine (Dozat and Manning 2017); relations are scored on a
cheap combination of the two token vectors, so that only the chosen arcs need scoring. Attribution has a BIO head and,
beside it, scores between each cue and every token ("is this token in the source, in the content, of that cue?").
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

GROUPS = ("tags", "tree", "names", "marks")
"""Groups of tasks that share one mix of the encoder's layers."""


class Sizes(NamedTuple):
    """Widths of the network and numbers of labels."""

    vocabulary: int
    shapes: int
    gaps: int
    upos: int
    feats: int
    lemmas: int
    deprels: int
    names: int
    marks: int
    width: int = 384
    layers: int = 6
    attention_heads: int = 12
    inner: int = 1536
    positions: int = 256
    arc: int = 256
    relation: int = 192
    link: int = 128


class Batch(NamedTuple):
    """Windows as the network takes them: [b, t] pieces; [b, w] tokens; ``mask`` is 1 on real pieces."""

    ids: Tensor
    shapes: Tensor
    gaps: Tensor
    mask: Tensor
    firsts: Tensor
    lasts: Tensor


class Outputs(NamedTuple):
    """What the heads say; [b, w, ...] rows are tokens, row 0 of ``arc`` columns and ``relation_head`` is the root."""

    sentence: Tensor  # [b, w] log-odds that the token begins a sentence
    upos: Tensor  # [b, w, upos] log-scores
    feats: Tensor
    lemmas: Tensor
    names: Tensor
    marks: Tensor  # emissions of the label chain, see `chain`
    arcs: Tensor  # [b, w, w + 1]
    relation_dependent: Tensor  # [b, w, relation]
    relation_head: Tensor  # [b, w + 1, relation]
    link: Tensor  # [b, w, 4 * link]: cue for source, cue for content, source, content


class Layer(nn.Module):
    """One encoder layer: self-attention and a feed-forward part, each followed by a layer norm."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.heads = sizes.attention_heads
        self.qkv = nn.Linear(sizes.width, 3 * sizes.width)
        self.out = nn.Linear(sizes.width, sizes.width)
        self.norm_attention = nn.LayerNorm(sizes.width, eps=1e-12)
        self.up = nn.Linear(sizes.width, sizes.inner)
        self.down = nn.Linear(sizes.inner, sizes.width)
        self.norm_inner = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """[b, t, width] to the same; ``bias`` is added to the attention scores."""
        b, t, width = states.shape
        q, k, v = self.qkv(states).view(b, t, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        mixed = mixed.transpose(1, 2).reshape(b, t, width)
        states = self.norm_attention(states + self.dropout(self.out(mixed)))
        return self.norm_inner(states + self.dropout(self.down(functional.gelu(self.up(states)))))


class Encoder(nn.Module):
    """Piece, position and feature embeddings and a stack of layers; gives the states after each layer."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.pieces = nn.Embedding(sizes.vocabulary, sizes.width)
        self.positions = nn.Embedding(sizes.positions, sizes.width)
        self.shapes = nn.Embedding(sizes.shapes, sizes.width)
        self.gaps = nn.Embedding(sizes.gaps, sizes.width)
        for table in (self.shapes, self.gaps):
            nn.init.zeros_(table.weight)  # the pretrained encoder is undisturbed at the start
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.layers))

    def forward(self, batch: Batch) -> list[Tensor]:
        """The states after each layer, [b, t, width]."""
        length = batch.ids.shape[1]
        states = self.pieces(batch.ids) + self.positions.weight[:length]
        states = states + self.shapes(batch.shapes) + self.gaps(batch.gaps)
        states = self.dropout(self.norm(states))
        bias = ((1.0 - batch.mask.to(states.dtype)) * -1e4)[:, None, None, :]
        found = []
        for layer in self.layers:
            states = layer(states, bias)
            found.append(states)
        return found


class Mix(nn.Module):
    """Learned averages of the layers' states, one for each group of tasks (order of `GROUPS`)."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(len(GROUPS), layers))
        with torch.no_grad():
            self.weights[:, -1] = 1.0

    def forward(self, states: Tensor) -> Tensor:
        """[layers, b, w, width] to [groups, b, w, width]."""
        mixed = self.weights.softmax(-1).to(states.dtype) @ states.flatten(1)
        return mixed.view(len(GROUPS), *states.shape[1:])


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(self, sizes: Sizes, *, dropout: float = 0.1, head_dropout: float = 0.25) -> None:
        super().__init__()
        width = sizes.width
        self.sizes = sizes
        self.encoder = Encoder(sizes, dropout)
        self.mix = Mix(sizes.layers)
        self.sentence = nn.Linear(width, 1)
        self.upos = nn.Linear(width, sizes.upos)
        self.feats = nn.Linear(width, sizes.feats)
        self.lemmas = nn.Linear(width, sizes.lemmas)
        self.names = nn.Linear(width, sizes.names)
        self.marks = nn.Linear(width, sizes.marks)
        self.transitions = nn.Parameter(torch.zeros(sizes.marks + 2, sizes.marks))  # last rows: start, (ends as) stop
        self.arc_dependent = nn.Linear(width, sizes.arc)
        self.arc_head = nn.Linear(width, sizes.arc)
        self.arc_bilinear = nn.Linear(sizes.arc, sizes.arc)
        self.relation_dependent = nn.Linear(width, sizes.relation)
        self.relation_head = nn.Linear(width, sizes.relation)
        self.relation = nn.Linear(2 * sizes.relation, sizes.deprels)
        self.link = nn.Linear(width, 4 * sizes.link)
        self.link_bias = nn.Parameter(torch.tensor([-3.0, -2.0]))
        self.dropout = nn.Dropout(head_dropout)

    def forward(self, batch: Batch) -> Outputs:
        """The answers of all heads."""
        firsts = functional.pad(batch.firsts, (1, 0))  # row 0: the first special piece, the root
        lasts = functional.pad(batch.lasts, (1, 0))
        layers = torch.stack([_token_states(states, firsts, lasts) for states in self.encoder(batch)])
        tags, tree, names, marks = self.dropout(self.mix(layers)).unbind(0)
        tags = tags[:, 1:]
        act = functional.relu
        dependent = self.dropout(act(self.arc_dependent(tree[:, 1:])))
        head = self.dropout(act(self.arc_head(tree)))
        arcs = self.arc_bilinear(dependent) @ head.transpose(1, 2) / (self.sizes.arc**0.5)
        return Outputs(
            sentence=self.sentence(tags).squeeze(-1),
            upos=self.upos(tags),
            feats=self.feats(tags),
            lemmas=self.lemmas(tags),
            names=self.names(names[:, 1:]).log_softmax(-1),
            marks=self.marks(marks[:, 1:]),
            arcs=arcs,
            relation_dependent=self.relation_dependent(tree[:, 1:]),
            relation_head=self.relation_head(tree),
            link=self.link(marks[:, 1:]),
        )

    def score_relations(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Scores [..., deprels] of relations between vectors of `Outputs.relation_dependent` and ``relation_head``."""
        return self.relation(self.dropout(torch.cat((functional.relu(dependent + head), dependent * head), -1)))


def _token_states(states: Tensor, firsts: Tensor, lasts: Tensor) -> Tensor:
    """A token's state: the mean of those of its first and last piece; [b, t, width] to [b, w, width]."""
    size = states.shape[-1]
    first = states.gather(1, firsts[..., None].expand(-1, -1, size))
    last = states.gather(1, lasts[..., None].expand(-1, -1, size))
    return (first + last) * 0.5


def load_base(reader: Reader, weights: dict[str, Tensor]) -> None:
    """Copies the weights of a BERT-like encoder (Hugging Face names) into ``reader.encoder``.

    The token-type embedding of type 0 is added to the positions: only one type occurs.
    """
    encoder = reader.encoder
    with torch.no_grad():
        embeddings = "embeddings."
        encoder.pieces.weight.copy_(weights[embeddings + "word_embeddings.weight"])
        positions = weights[embeddings + "position_embeddings.weight"][: reader.sizes.positions]
        encoder.positions.weight.copy_(positions + weights[embeddings + "token_type_embeddings.weight"][0])
        _copy(encoder.norm, weights, embeddings + "LayerNorm")
        for index, layer in enumerate(encoder.layers):
            prefix = f"encoder.layer.{index}."
            for part in ("weight", "bias"):
                names = [f"{prefix}attention.self.{x}.{part}" for x in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat([weights[name] for name in names]))
            _copy(layer.out, weights, prefix + "attention.output.dense")
            _copy(layer.norm_attention, weights, prefix + "attention.output.LayerNorm")
            _copy(layer.up, weights, prefix + "intermediate.dense")
            _copy(layer.down, weights, prefix + "output.dense")
            _copy(layer.norm_inner, weights, prefix + "output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[name + ".weight"])
    module.bias.copy_(weights[name + ".bias"])
