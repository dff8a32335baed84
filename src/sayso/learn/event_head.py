"""The event head: a small network on the reader's frozen states and on a lexicon of triggers.

The reader's graph is not written anew for it. An ONNX file is a protocol buffer, and the bytes of two of them, one
behind the other, are read as one message whose lists are joined: `states.onnx` is such a second part, which adds the
states of two layers to what the reader's graph gives. The head itself (`events.onnx`) is a graph of its own. So it is
trained on exactly the numbers that it sees at run time, int8 rounding included.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from sayso.codebook import EventBook
from sayso.learn.network import GROUPS
from sayso.model import Report
from sayso.parse.outputs import EventLabels, WindowInput
from sayso.parse.pieces import PieceCutter
from sayso.parse.reader import make_input
from sayso.parse.windows import find_cuts, make_windows
from sayso.text import find_tokens

Floats = NDArray[np.float32]
LAYERS = (0, 5)
"""The layers whose states the head reads: the first is near to the words, the last knows the sentence."""
REALIS = ("actual", "planned", "hypothetical", "denied", "historical")
_WIDTH = 384
_LEXICON_SCALE = 3.0  # features of the lexicon are few among hundreds of states; larger, they are learned sooner


class HeadSizes(msgspec.Struct, frozen=True):
    """Widths of the head; ``lexicon`` is the number of features of the trigger lexicon.

    ``reach`` tokens are seen at once, and what the lexicon says of ``sight`` tokens around (both odd).
    """

    lexicon: int
    hidden: int = 128
    reach: int = 5
    sight: int = 21


def make_labels(book: EventBook) -> EventLabels:
    """The names of the head's outputs for a codebook."""
    return EventLabels(book.name, ("", *book.types), ("", *book.list_modes()), REALIS, tuple(book.contexts))


class EventHead(nn.Module):
    """States [n, layers * width] and lexicon features [n, lexicon] to scores [n, labels].

    Several texts may stand one behind the other with rows of ``mask`` 0 between them, as many as the head reaches.
    """

    def __init__(self, labels: EventLabels, sizes: HeadSizes, *, dropout: float = 0.35) -> None:
        super().__init__()
        self.sizes = sizes
        self.norms = nn.ModuleList(nn.LayerNorm(_WIDTH) for _ in LAYERS)
        self.inner = nn.Linear(len(LAYERS) * _WIDTH + 2 * sizes.lexicon, sizes.hidden)
        self.around = nn.Conv1d(sizes.hidden, sizes.hidden, sizes.reach, padding=sizes.reach // 2)
        self.out = nn.Linear(2 * sizes.hidden, labels.size)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, lexicon: Tensor, mask: Tensor | None = None) -> Tensor:
        """The scores; log-odds for contexts, else scores before the softmax of each part."""
        parts = states.split(_WIDTH, dim=1)
        normed = torch.cat([norm(part) for norm, part in zip(self.norms, parts, strict=True)], 1)
        near = functional.max_pool1d(lexicon.T[None], self.sizes.sight, stride=1, padding=self.sizes.sight // 2)[0].T
        seen = torch.cat((self.dropout(normed), lexicon * _LEXICON_SCALE, self.dropout(near)), 1)
        inner = self.dropout(functional.gelu(self.inner(seen)))
        inner = inner if mask is None else inner * mask[:, None]
        around = functional.gelu(self.around(inner.T[None])[0].T)
        out: Tensor = self.out(torch.cat((inner, self.dropout(around)), 1))
        return out


class StateReader:
    """The states of the tokens of a text, as the shipped graph computes them."""

    def __init__(self, graph: Path, cutter: PieceCutter) -> None:
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.log_severity_level = 3
        options.intra_op_num_threads = 1
        data = graph.read_bytes()
        self._session = onnxruntime.InferenceSession(
            data + build_states(data), options, providers=["CPUExecutionProvider"]
        )
        self._cutter = cutter

    def read(self, report: Report) -> NDArray[np.float16]:
        """States [n, layers * width] of all tokens of a report."""
        tokens = find_tokens(report)
        pieces = self._cutter.cut(tokens, report.text)
        found = [np.zeros((0, len(LAYERS) * _WIDTH), np.float16)]
        for window in make_windows(pieces, find_cuts(tokens, report.text)):
            feed = {n: a[0] for n, a in zip(WindowInput._fields, make_input(pieces, window), strict=True)}
            states = self._session.run(["states"], feed)[0]
            found.append(states[window.core_start - window.start : window.core_end - window.start].astype(np.float16))
        return np.concatenate(found)


def build_states(graph: bytes) -> bytes:
    """The part that adds the output "states" to the reader's graph."""
    model = onnx.load_from_string(graph)
    p = _Part("states")
    flat, layers = _find_mix(model)
    stacked = p.add("Reshape", flat, p.exact(np.array([layers, -1, _WIDTH])))
    end, axis = p.exact(np.array([np.iinfo(np.int64).max])), p.exact(np.array([1]))
    chosen = p.add("Gather", stacked, p.exact(np.array(LAYERS)), axis=0)
    tokens = p.add("Slice", chosen, p.exact(np.array([1])), end, axis)
    turned = p.add("Transpose", tokens, perm=[1, 0, 2])
    p.name(p.add("Reshape", turned, p.exact(np.array([-1, len(LAYERS) * _WIDTH]))), "states")
    value = helper.make_tensor_value_info("states", TensorProto.FLOAT, ["w", len(LAYERS) * _WIDTH])
    part = onnx.ModelProto()
    part.graph.CopyFrom(helper.make_graph(p.nodes, "reader", [], [value], p.weights))
    return part.SerializeToString(deterministic=True)


def _find_mix(model: onnx.ModelProto) -> tuple[str, int]:
    """The name of the value that holds the states of all layers, [layers, (w + 1) * width], and how many there are."""
    shapes = {weight.name: tuple(weight.dims) for weight in model.graph.initializer}
    for node in model.graph.node:
        shape = shapes.get(node.input[0], ()) if node.op_type == "MatMul" else ()
        if shape[:1] == (len(GROUPS),):
            return str(node.input[1]), int(shape[1])
    raise ValueError("the graph has no mix of layers")


def build_head(heads: Sequence[EventHead]) -> bytes:
    """The heads as one graph: "states" and "lexicon" to "scores", their mean; matrices in int8, a scale to a column."""
    p, sizes = _Part("event"), heads[0].sizes
    parts = p.split("states", [_WIDTH] * len(LAYERS))
    scaled = p.add("Mul", "lexicon", p.exact(np.array(_LEXICON_SCALE, np.float32)))
    axis, sight = p.exact(np.array([0])), sizes.sight
    columns = p.add("Unsqueeze", p.add("Transpose", "lexicon", perm=[1, 0]), axis)
    pooled = p.add("MaxPool", columns, kernel_shape=[sight], strides=[1], pads=[sight // 2, sight // 2])
    near = p.add("Transpose", p.add("Squeeze", pooled, axis), perm=[1, 0])
    scores = [_build_one(p, head.eval(), parts, scaled, near, axis) for head in heads]
    total = p.add("Sum", *scores)
    p.name(p.add("Mul", total, p.exact(np.array(1 / len(scores), np.float32))), "scores")
    inputs = [
        helper.make_tensor_value_info("states", TensorProto.FLOAT, ["n", len(LAYERS) * _WIDTH]),
        helper.make_tensor_value_info("lexicon", TensorProto.FLOAT, ["n", sizes.lexicon]),
    ]
    output = helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["n", len(heads[0].out.bias)])
    graph = helper.make_graph(p.nodes, "events", inputs, [output], p.weights)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="sayso")
    return model.SerializeToString(deterministic=True)


def _build_one(p: _Part, head: EventHead, parts: Sequence[str], scaled: str, near: str, axis: str) -> str:
    """The scores of one head."""
    normed = [
        p.add("LayerNormalization", part, p.exact(_array(n.weight)), p.exact(_array(n.bias)), axis=-1, epsilon=1e-5)
        for part, n in zip(parts, head.norms, strict=True)
    ]
    inner = p.add("Gelu", p.linear(p.add("Concat", *normed, scaled, near, axis=1), head.inner))
    pad = head.sizes.reach // 2
    turned = p.add("Unsqueeze", p.add("Transpose", inner, perm=[1, 0]), axis)
    kernel, shift = p.small(head.around.weight, 0), p.exact(_array(head.around.bias))
    around = p.add("Squeeze", p.add("Conv", turned, kernel, shift, pads=[pad, pad]), axis)
    both = p.add("Concat", inner, p.add("Gelu", p.add("Transpose", around, perm=[1, 0])), axis=1)
    return p.linear(both, head.out)


class _Part:
    """Nodes and weights of a graph, named in order behind a stem."""

    def __init__(self, stem: str) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._stem = stem

    def exact(self, array: NDArray[np.generic]) -> str:
        name = f"{self._stem}_c{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def small(self, tensor: Tensor, axis: int) -> str:
        """A weight in int8, with a scale for each slice along ``axis``."""
        array = _array(tensor)
        across = tuple(i for i in range(array.ndim) if i != axis)
        scale = np.maximum(np.abs(array).max(axis=across), 1e-8).astype(np.float32) / 127
        shape = [-1 if i == axis else 1 for i in range(array.ndim)]
        rounded = np.round(array / scale.reshape(shape)).astype(np.int8)
        return self.add("DequantizeLinear", self.exact(rounded), self.exact(scale), axis=axis)

    def linear(self, x: str, layer: nn.Linear) -> str:
        return self.add("Add", self.add("MatMul", x, self.small(layer.weight.T, 1)), self.exact(_array(layer.bias)))

    def split(self, x: str, sizes: Sequence[int]) -> list[str]:
        names = [f"{self._stem}_part{i}" for i in range(len(sizes))]
        self.nodes.append(helper.make_node("Split", [x, self.exact(np.array(sizes))], names, axis=1))
        return names

    def add(self, kind: str, *inputs: str, **attributes: object) -> str:
        name = f"{self._stem}_{kind.lower()}{len(self.nodes)}"
        domain = "com.microsoft" if kind == "Gelu" else ""
        self.nodes.append(helper.make_node(kind, list(inputs), [name], domain=domain, **attributes))
        return name

    def name(self, value: str, public: str) -> None:
        self.nodes.append(helper.make_node("Identity", [value], [public]))


def _array(tensor: Tensor) -> Floats:
    array: Floats = tensor.detach().float().cpu().numpy()
    return array
