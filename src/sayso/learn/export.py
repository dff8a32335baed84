"""Writes the trained network as one ONNX graph for windows of one report: no batch, no padding, no mask.

The graph is built by hand rather than traced, so that it uses the fused operators of onnxruntime (attention, skip
layer norm, dynamic int8 products); one window at a time keeps its activations in the processor's cache and makes its
quantisation depend on nothing but itself.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto
from torch import nn

from sayso.learn.chain import masked_transitions
from sayso.learn.graph import Graph
from sayso.learn.network import GROUPS, Encoder, Layer, Reader

Floats = NDArray[np.float32]
_EPSILON = 1e-12


def build_graph(reader: Reader, *, int8: bool, factors: Mapping[nn.Linear, Floats] | None = None) -> onnx.ModelProto:
    """The network as ONNX; see `sayso.parse.onnx_model` for what goes in and comes out.

    ``factors`` are those of `find_factors`; they make int8 more exact and change nothing in full precision.
    """
    g = Graph(int8=int8)
    layers = _Encoding(g, factors if factors and int8 else {}).encode(reader.encoder)
    tags, tree, names, marks = _mix_tokens(g, reader, layers)
    outputs = _tag_outputs(g, reader, tags) | _tree_outputs(g, reader, tree) | _span_outputs(g, reader, names, marks)
    for public, (name, _, _) in outputs.items():
        g.rename(name, public)
    sizes = {"ids": "t", "shapes": "t", "gaps": "t", "firsts": "w", "lasts": "w"}
    inputs = [(name, TensorProto.INT64, [size]) for name, size in sizes.items()]
    return g.finish(inputs, [(public, kind, dims) for public, (_, kind, dims) in outputs.items()])


def build_relation_graph(reader: Reader) -> onnx.ModelProto:
    """Scores of relations between chosen pairs of token vectors: [n, r] and [n, r] to [n, deprels]."""
    g = Graph(int8=False)
    added = g.one("Relu", g.one("Add", "dependent", "head"))
    pair = g.one("Concat", added, g.one("Mul", "dependent", "head"), axis=1)
    weight, bias = _array(reader.relation.weight), _array(reader.relation.bias)
    g.rename(g.linear(pair, weight, bias), "scores")
    dims: list[str | int] = ["n", reader.sizes.relation]
    inputs = [(name, TensorProto.FLOAT, dims) for name in ("dependent", "head")]
    return g.finish(inputs, [("scores", TensorProto.FLOAT, ["n", len(bias)])])


def decoding_tables(reader: Reader) -> dict[str, Floats]:
    """What decoding needs beside the graphs: label steps and link biases."""
    return {
        "mark_steps": masked_transitions(reader.transitions.detach().float()).numpy().astype(np.float32),
        "link_bias": _array(reader.link_bias),
    }


class _Encoding:
    """Adds the encoder to a graph."""

    def __init__(self, g: Graph, factors: Mapping[nn.Linear, Floats]) -> None:
        self._g = g
        self._factors = factors

    def encode(self, encoder: Encoder) -> list[str]:
        """The states after every layer, [t, width]."""
        g = self._g
        states = g.lookup(_array(encoder.pieces.weight), "ids")
        length = g.one("Shape", "ids")
        positions = g.one("Slice", g.constant(_array(encoder.positions.weight)), g.constant(np.array([0])), length)
        states = g.one("Add", states, positions)
        for table, ids in ((encoder.shapes, "shapes"), (encoder.gaps, "gaps")):
            states = g.one("Add", states, g.one("Gather", g.constant(_array(table.weight)), ids))
        states = g.one("LayerNormalization", states, *_norm(g, encoder.norm), axis=-1, epsilon=_EPSILON)
        found = []
        for layer in encoder.layers:
            states = self._add_layer(layer, states)
            found.append(states)
        return found

    def _add_layer(self, layer: Layer, states: str) -> str:
        g = self._g
        axis = g.constant(np.array([0]))
        qkv = g.one("Unsqueeze", self._linear(layer.qkv, states), axis)
        width = layer.out.weight.shape[0]
        q, k, v = g.node("Split", [qkv, g.constant(np.array([width] * 3))], outputs=3, axis=2)
        mixed = g.one("MultiHeadAttention", q, k, v, contrib=True, num_heads=layer.heads)
        mixed = self._linear(layer.out, g.one("Squeeze", mixed, axis))
        states = _add_norm(g, mixed, states, layer.norm_attention)
        inner = g.one("Gelu", self._linear(layer.up, states), contrib=True)
        return _add_norm(g, self._linear(layer.down, inner), states, layer.norm_inner)

    def _linear(self, linear: nn.Linear, x: str) -> str:
        factor = self._factors.get(linear)
        weight = _array(linear.weight)
        if factor is not None and factor.max() > 1:
            x = self._g.one("Mul", x, self._g.constant(1 / factor))
            weight = weight * factor
        return self._g.linear(x, weight, _array(linear.bias))


def _add_norm(g: Graph, x: str, skip: str, norm: nn.LayerNorm) -> str:
    return g.one("LayerNormalization", g.one("Add", x, skip), *_norm(g, norm), axis=-1, epsilon=_EPSILON)


def _mix_tokens(g: Graph, reader: Reader, layers: list[str]) -> list[str]:
    """States of the root and all tokens, [w + 1, width], one mix for each group of tasks."""
    zero = g.constant(np.array([0]))
    firsts = g.one("Concat", zero, "firsts", axis=0)
    lasts = g.one("Concat", zero, "lasts", axis=0)
    shares = reader.mix.weights.detach().softmax(-1).numpy().astype(np.float32) * np.float32(0.5)
    tokens = [g.one("Add", g.one("Gather", s, firsts), g.one("Gather", s, lasts)) for s in layers]
    axis = g.constant(np.array([0]))
    stacked = g.one("Concat", *(g.one("Unsqueeze", t, axis) for t in tokens), axis=0)
    flat = g.one("Reshape", stacked, g.constant(np.array([len(layers), -1])))
    mixed = g.one("MatMul", g.constant(shares), flat)
    shape = np.array([len(GROUPS), -1, reader.sizes.width])
    parts = g.node("Split", [g.one("Reshape", mixed, g.constant(shape))], outputs=len(GROUPS), axis=0)
    return [g.one("Squeeze", part, axis) for part in parts]


def _tag_outputs(g: Graph, reader: Reader, tags: str) -> dict[str, tuple[str, int, list[str | int]]]:
    tags = _drop_root(g, tags)
    heads = (reader.upos, reader.feats, reader.lemmas)
    weight = np.concatenate([_array(h.weight) for h in heads])
    bias = np.concatenate([_array(h.bias) for h in heads])
    sizes = np.array([len(h.bias) for h in heads])
    scores = g.node("Split", [g.linear(tags, weight, bias), g.constant(sizes)], outputs=3, axis=1)
    found: dict[str, tuple[str, int, list[str | int]]] = {}
    for name, score in zip(("upos", "feats", "lemmas"), scores, strict=True):
        found[name] = (g.one("ArgMax", score, axis=1, keepdims=0), TensorProto.INT64, ["w"])
    sentence = g.linear(tags, _array(reader.sentence.weight), _array(reader.sentence.bias), exact=True)
    found["sentence"] = (g.one("Squeeze", sentence, g.constant(np.array([1]))), TensorProto.FLOAT, ["w"])
    return found


def _tree_outputs(g: Graph, reader: Reader, tree: str) -> dict[str, tuple[str, int, list[str | int]]]:
    heads = (reader.arc_dependent, reader.arc_head, reader.relation_dependent, reader.relation_head)
    weight = np.concatenate([_array(h.weight) for h in heads])
    bias = np.concatenate([_array(h.bias) for h in heads])
    sizes = np.array([len(h.bias) for h in heads])
    parts = g.node("Split", [g.linear(tree, weight, bias), g.constant(sizes)], outputs=4, axis=1)
    dependent = g.one("Relu", _drop_root(g, parts[0]))
    head = g.one("Relu", parts[1])
    scale = np.float32(reader.sizes.arc**-0.5)
    bilinear = g.linear(dependent, _array(reader.arc_bilinear.weight) * scale, _array(reader.arc_bilinear.bias) * scale)
    arcs = g.one("MatMul", bilinear, g.one("Transpose", head, perm=[1, 0]))
    r = reader.sizes.relation
    return {
        "arcs": (arcs, TensorProto.FLOAT, ["w", "w1"]),
        "relation_dependent": (_drop_root(g, parts[2]), TensorProto.FLOAT, ["w", r]),
        "relation_head": (parts[3], TensorProto.FLOAT, ["w1", r]),
    }


def _span_outputs(g: Graph, reader: Reader, names: str, marks: str) -> dict[str, tuple[str, int, list[str | int]]]:
    names, marks = _drop_root(g, names), _drop_root(g, marks)
    scores = g.linear(names, _array(reader.names.weight), _array(reader.names.bias), exact=True)
    emissions = g.linear(marks, _array(reader.marks.weight), _array(reader.marks.bias), exact=True)
    scale = np.float32(reader.sizes.link**-0.25)  # half of the scaling goes to each side of the product
    link = g.linear(marks, _array(reader.link.weight) * scale, _array(reader.link.bias) * scale)
    return {
        "names": (g.one("LogSoftmax", scores, axis=1), TensorProto.FLOAT, ["w", reader.sizes.names]),
        "marks": (emissions, TensorProto.FLOAT, ["w", reader.sizes.marks]),
        "link": (link, TensorProto.FLOAT, ["w", 4 * reader.sizes.link]),
    }


def _drop_root(g: Graph, x: str) -> str:
    last = g.constant(np.array([np.iinfo(np.int64).max]))
    return g.one("Slice", x, g.constant(np.array([1])), last, g.constant(np.array([0])))


def _norm(g: Graph, norm: nn.LayerNorm) -> tuple[str, str]:
    return g.constant(_array(norm.weight)), g.constant(_array(norm.bias))


def _array(tensor: torch.Tensor) -> Floats:
    array: Floats = tensor.detach().float().cpu().numpy()
    return array
