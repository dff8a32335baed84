"""Trained weights on disk: tensors, sizes and labels, read back without running any code of the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import torch

from sayso.learn.network import Reader as Network
from sayso.learn.network import Sizes
from sayso.parse.outputs import Labels


def save_network(network: Network, labels: Labels, path: Path) -> None:
    """Weights, sizes and labels in one file that `load_network` reads."""
    state: dict[str, Any] = {"weights": network.state_dict(), "sizes": tuple(network.sizes)}
    state["labels"] = msgspec.json.encode(labels).decode()
    scratch = path.with_suffix(".tmp")
    torch.save(state, scratch)
    scratch.replace(path)


def load_network(path: Path) -> tuple[Network, Labels]:
    """A network and its labels as `save_network` wrote them; only tensors and plain values are read."""
    state = torch.load(path, weights_only=True)
    network = Network(Sizes(*state["sizes"]))
    network.load_state_dict(state["weights"])
    return network.eval(), msgspec.json.decode(state["labels"], type=Labels)
