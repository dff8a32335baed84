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
from sayso.learn.graph import Graph
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
_END = int(np.iinfo(np.int64).max)
_LEXICON_SCALE = 3.0  # features of the lexicon are few among hundreds of states; larger, they are learned sooner


class HeadSizes(msgspec.Struct, frozen=True):
    """Widths of the head; ``lexicon`` is the number of features of the trigger lexicon.

    ``reach`` tokens are seen at once, and what the lexicon says of ``sight`` tokens around (both odd).
    """

    lexicon: int
    hidden: int = 224
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
    """The heads as one graph, "states" and "lexicon" to "scores", their mean; matrix products in int8.

    What the heads have in common is worked out once: a layer norm's own weights go into the matrix behind it.
    """
    g, sizes = Graph(int8=True), heads[0].sizes
    weights, shifts = zip(*map(_fold, heads), strict=True)
    weight, factors = _even_out(np.concatenate(weights))
    zeros = g.constant(np.zeros(_WIDTH, np.float32))
    split = g.node("Split", ["states", g.constant(np.array([_WIDTH] * len(LAYERS)))], outputs=len(LAYERS), axis=1)
    normed = [
        g.one("LayerNormalization", part, g.constant(factor), zeros, axis=-1, epsilon=1e-5)
        for part, factor in zip(split, factors, strict=True)
    ]
    scale = g.constant(np.array(_LEXICON_SCALE, np.float32))
    axis, sight = g.constant(np.array([0])), sizes.sight
    columns = g.one("Unsqueeze", g.one("Transpose", "lexicon", perm=[1, 0]), axis)
    pooled = g.one("MaxPool", columns, kernel_shape=[sight], strides=[1], pads=[sight // 2, sight // 2])
    near = g.one("Transpose", g.one("Squeeze", pooled, axis), perm=[1, 0])
    seen = g.one("Concat", *normed, g.one("Mul", "lexicon", scale), g.one("Mul", near, scale), axis=1)
    inner = g.one("Gelu", g.linear(seen, weight, np.concatenate(shifts)), contrib=True)
    around = _look_around(g, inner, heads)
    ends = [_array(head.out.weight) / len(heads) for head in heads]
    last = [end[:, : sizes.hidden] for end in ends] + [end[:, sizes.hidden :] for end in ends]
    bias = np.mean([_array(head.out.bias) for head in heads], axis=0)
    g.rename(g.linear(g.one("Concat", inner, *around, axis=1), np.concatenate(last, 1), bias), "scores")
    float_, size = TensorProto.FLOAT, len(bias)
    inputs = (("states", float_, ("n", len(LAYERS) * _WIDTH)), ("lexicon", float_, ("n", sizes.lexicon)))
    return g.finish(inputs, (("scores", float_, ("n", size)),)).SerializeToString(deterministic=True)


def _fold(head: EventHead) -> tuple[Floats, Floats]:
    """Weights and bias of the first layer for plainly normed states and a lexicon that is scaled everywhere."""
    weight, bias = _array(head.inner.weight).copy(), _array(head.inner.bias).copy()
    for number, norm in enumerate(head.norms):
        columns = slice(number * _WIDTH, (number + 1) * _WIDTH)
        bias += weight[:, columns] @ _array(norm.bias)
        weight[:, columns] *= _array(norm.weight)
    weight[:, -head.sizes.lexicon :] /= _LEXICON_SCALE
    return weight, bias


def _even_out(weight: Floats) -> tuple[Floats, list[Floats]]:
    """The first layer's weights with columns of states of like size, and the factors for the normed states instead.

    One scale serves all states in int8: so those that count for little take little of it.
    """
    peaks = np.abs(weight[:, : len(LAYERS) * _WIDTH]).max(axis=0)
    factors = np.clip(peaks / np.median(peaks), 0.25, 4).astype(np.float32)
    evened = weight.copy()
    evened[:, : len(factors)] /= factors
    return evened, np.split(factors, len(LAYERS))


def _look_around(g: Graph, inner: str, heads: Sequence[EventHead]) -> list[str]:
    """Each head's convolution over its own columns of ``inner``, as a product with neighbouring rows side by side."""
    reach, hidden = heads[0].sizes.reach, heads[0].sizes.hidden
    pads = g.constant(np.array([reach // 2, 0, reach // 2, 0]))
    parts = g.node(
        "Split", [g.one("Pad", inner, pads), g.constant(np.array([hidden] * len(heads)))], outputs=len(heads), axis=1
    )
    axis, found = g.constant(np.array([0])), []
    cuts = [(g.constant(np.array([i])), g.constant(np.array([i + 1 - reach or _END]))) for i in range(reach)]
    for head, part in zip(heads, parts, strict=True):
        rows = g.one("Concat", *(g.one("Slice", part, first, end, axis) for first, end in cuts), axis=1)
        kernel = _array(head.around.weight).transpose(0, 2, 1).reshape(hidden, -1)
        found.append(g.one("Gelu", g.linear(rows, kernel, _array(head.around.bias)), contrib=True))
    return found


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
