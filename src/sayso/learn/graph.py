"""A small builder of ONNX graphs, with dynamic int8 matrix products where asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

CONTRIB = "com.microsoft"
Array = NDArray[np.generic]


class Graph:
    """Collects nodes and weights; names are made in order, so that the same network gives the same file."""

    def __init__(self, *, int8: bool) -> None:
        self.int8 = int8
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[onnx.TensorProto] = []
        self._count = 0

    def constant(self, array: Array) -> str:
        """Adds a weight and gives its name."""
        name = self._name("c")
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(
        self, kind: str, inputs: Sequence[str], *, outputs: int = 1, contrib: bool = False, **attributes: Any
    ) -> list[str]:
        """Adds a node and gives the names of its outputs."""
        names = [self._name(kind.lower()) for _ in range(outputs)]
        domain = CONTRIB if contrib else ""
        self._nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names

    def one(self, kind: str, *inputs: str, contrib: bool = False, **attributes: Any) -> str:
        """A node with one output."""
        return self.node(kind, inputs, contrib=contrib, **attributes)[0]

    def rename(self, name: str, final: str) -> None:
        """Gives a value its public name."""
        self._nodes.append(helper.make_node("Identity", [name], [final]))

    def linear(self, x: str, weight: NDArray[np.float32], bias: NDArray[np.float32], *, exact: bool = False) -> str:
        """``x @ weight.T + bias`` (torch's layout [out, in]); int8 with one scale per output unless ``exact``."""
        if not self.int8 or exact:
            product = self.one("MatMul", x, self.constant(weight.T.astype(np.float32)))
            return self.one("Add", product, self.constant(bias.astype(np.float32)))
        values, scales = quantise_rows(weight)
        zeros = np.zeros(len(scales), dtype=np.int8)
        inputs = (values.T, scales, zeros, bias.astype(np.float32))
        return self.one("DynamicQuantizeMatMul", x, *(self.constant(a) for a in inputs), contrib=True)

    def lookup(self, table: NDArray[np.float32], ids: str) -> str:
        """Rows of an embedding table; int8 with one scale per row."""
        if not self.int8:
            return self.one("Gather", self.constant(table.astype(np.float32)), ids)
        values, scales = quantise_rows(table)
        rows = self.one("Cast", self.one("Gather", self.constant(values), ids), to=TensorProto.FLOAT)
        return self.one("Mul", rows, self.one("Gather", self.constant(scales[:, None]), ids))

    def finish(
        self,
        inputs: Sequence[tuple[str, int, Sequence[str | int]]],
        outputs: Sequence[tuple[str, int, Sequence[str | int]]],
    ) -> onnx.ModelProto:
        """The model; inputs and outputs are (name, element type, dimensions)."""
        graph = helper.make_graph(
            self._nodes,
            "reader",
            [helper.make_tensor_value_info(n, t, list(d)) for n, t, d in inputs],
            [helper.make_tensor_value_info(n, t, list(d)) for n, t, d in outputs],
            self._weights,
        )
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="sayso")

    def _name(self, stem: str) -> str:
        self._count += 1
        return f"{stem}_{self._count}"


def quantise_rows(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Symmetric int8 values and one scale per row, so that row = values * scale."""
    scales = np.maximum(np.abs(weight).max(axis=1), 1e-8).astype(np.float32) / np.float32(127)
    values = np.clip(np.rint(weight / scales[:, None]), -127, 127).astype(np.int8)
    return values, scales
