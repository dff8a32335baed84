"""The event head: a small network on the reader's frozen states, trained apart and joined to the graph at run time.

The reader's graph is not written anew: an ONNX file is a protocol buffer, and the bytes of two of them, one behind the
other, are read as one message whose lists are joined. The head ships as such a second part (`events.onnx`): its nodes
take the stacked layer states of the reader's graph and add one output. So the head is trained on exactly the numbers
that it sees at run time, int8 rounding included.
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
STATES, OUTPUT = "layer_states", "events"
REALIS = ("actual", "planned", "hypothetical", "denied", "historical")


class HeadSizes(msgspec.Struct, frozen=True):
    """Widths of the head."""

    layers: int = 6
    width: int = 384
    hidden: int = 160
    reach: int = 5


def make_labels(book: EventBook) -> EventLabels:
    """The names of the head's outputs for a codebook."""
    contexts = tuple(book.contexts)
    return EventLabels(book.name, ("", *book.types), ("", *book.list_modes()), REALIS, contexts)


class EventHead(nn.Module):
    """Layer states [layers, w, width] of a window to scores [w, labels]: types, modes, realis, contexts.

    Several windows may stand one behind the other with rows of ``mask`` 0 between them, as many as the head reaches.
    """

    def __init__(self, labels: EventLabels, sizes: HeadSizes, *, dropout: float = 0.35) -> None:
        super().__init__()
        self.sizes = sizes
        self.mix = nn.Parameter(torch.zeros(sizes.layers))
        self.norm = nn.LayerNorm(sizes.width)
        self.inner = nn.Linear(sizes.width, sizes.hidden)
        self.around = nn.Conv1d(sizes.hidden, sizes.hidden, sizes.reach, padding=sizes.reach // 2)
        self.out = nn.Linear(2 * sizes.hidden, labels.size)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor | None = None) -> Tensor:
        """The scores; log-odds for contexts, else scores before the softmax of each part."""
        mixed = (self.mix.softmax(0)[:, None, None] * states).sum(0)
        inner = self.dropout(functional.gelu(self.inner(self.dropout(self.norm(mixed)))))
        inner = inner if mask is None else inner * mask[:, None]
        around = functional.gelu(self.around(inner.T[None])[0].T)
        out: Tensor = self.out(torch.cat((inner, self.dropout(around)), -1))
        return out


class StateReader:
    """The layer states of the tokens of a text, as the shipped graph computes them."""

    def __init__(self, graph: Path, cutter: PieceCutter) -> None:
        data = graph.read_bytes()
        flat = find_states(onnx.load_from_string(data))
        part = _make_part(
            [helper.make_node("Identity", [flat], [STATES])],
            [helper.make_tensor_value_info(STATES, TensorProto.FLOAT, ["l", "f"])],
            [],
        )
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(data + part, options, providers=["CPUExecutionProvider"])
        self._cutter = cutter

    def read(self, report: Report) -> list[tuple[NDArray[np.float16], int, int]]:
        """For each window: its states [layers, w, width], and the half-open range of tokens that is read from it.

        The range counts tokens of the report; states of context tokens are left out.
        """
        tokens = find_tokens(report)
        pieces = self._cutter.cut(tokens, report.text)
        found = []
        for window in make_windows(pieces, find_cuts(tokens, report.text)):
            feed = {n: a[0] for n, a in zip(WindowInput._fields, make_input(pieces, window), strict=True)}
            flat = self._session.run([STATES], feed)[0]
            states = flat.reshape(flat.shape[0], window.end - window.start + 1, -1)[:, 1:]
            core = slice(window.core_start - window.start, window.core_end - window.start)
            found.append((states[:, core].astype(np.float16), window.core_start, window.core_end))
        return found


def find_states(model: onnx.ModelProto) -> str:
    """The name of the value that holds the states of all layers, [layers, (w + 1) * width]."""
    shapes = {weight.name: tuple(weight.dims) for weight in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "MatMul" and shapes.get(node.input[0], ())[:1] == (len(GROUPS),):
            return str(node.input[1])
    raise ValueError("the graph has no mix of layers")


def write_head(head: EventHead, graph: Path, path: Path) -> int:
    """Writes the head as a part to be joined to ``graph``, in half precision; its size in bytes."""
    data = _build_part(head.eval(), find_states(onnx.load_from_string(graph.read_bytes())))
    path.write_bytes(data)
    return len(data)


class _Part:
    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def exact(self, array: NDArray[np.generic]) -> str:
        name = f"event_{len(self.nodes)}_{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def half(self, tensor: Tensor) -> str:
        small = self.exact(tensor.detach().numpy().astype(np.float16))
        return self.add("Cast", small, to=TensorProto.FLOAT)

    def add(self, kind: str, *inputs: str, **attributes: object) -> str:
        name = f"event_{kind.lower()}_{len(self.nodes)}"
        domain = "com.microsoft" if kind == "Gelu" else ""
        self.nodes.append(helper.make_node(kind, list(inputs), [name], domain=domain, **attributes))
        return name


def _build_part(head: EventHead, flat: str) -> bytes:
    p, sizes = _Part(), head.sizes
    mix = head.mix.detach().softmax(0).numpy().astype(np.float32)[None]
    rows = p.add("Reshape", p.add("MatMul", p.exact(mix), flat), p.exact(np.array([-1, sizes.width])))
    end = p.exact(np.array([np.iinfo(np.int64).max]))
    rows = p.add("Slice", rows, p.exact(np.array([1])), end, p.exact(np.array([0])))
    scale, shift = (p.exact(t.detach().numpy()) for t in (head.norm.weight, head.norm.bias))
    rows = p.add("LayerNormalization", rows, scale, shift, axis=-1, epsilon=head.norm.eps)
    inner = p.add("MatMul", rows, p.half(head.inner.weight.T))
    inner = p.add("Gelu", p.add("Add", inner, p.exact(head.inner.bias.detach().numpy())))
    axis = p.exact(np.array([0]))
    turned = p.add("Unsqueeze", p.add("Transpose", inner, perm=[1, 0]), axis)
    pad = sizes.reach // 2
    around = p.add(
        "Conv", turned, p.half(head.around.weight), p.exact(head.around.bias.detach().numpy()), pads=[pad, pad]
    )
    around = p.add("Gelu", p.add("Transpose", p.add("Squeeze", around, axis), perm=[1, 0]))
    both = p.add("Concat", inner, around, axis=1)
    out = p.add("MatMul", both, p.half(head.out.weight.T))
    out = p.add("Add", out, p.exact(head.out.bias.detach().numpy()))
    p.nodes.append(helper.make_node("Identity", [out], [OUTPUT]))
    value = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["w", len(head.out.bias)])
    return _make_part(p.nodes, [value], p.weights)


def _make_part(
    nodes: Sequence[onnx.NodeProto], outputs: Sequence[onnx.ValueInfoProto], weights: Sequence[onnx.TensorProto]
) -> bytes:
    model = onnx.ModelProto()
    model.graph.CopyFrom(helper.make_graph(list(nodes), "reader", [], list(outputs), list(weights)))
    return model.SerializeToString(deterministic=True)
