"""Finds the input channels of the encoder's linear layers whose values stand out, so that int8 can spare the others.

One scale serves a whole window, so a few channels with values ten times as large as the rest cost all others their
resolution. Their values are divided by a fixed factor before quantisation and the weights multiplied by it: the
product stays the same (the idea of SmoothQuant, Xiao et al. 2023, for the outstanding channels alone).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from sayso.learn.network import Batch, Reader
from sayso.parse.outputs import WindowInput

Floats = NDArray[np.float32]
OUTSTANDING = 3.0  # times the median peak; from 1.5 to 3 the loss against full precision is flat and less than half


def find_factors(reader: Reader, windows: Iterable[WindowInput]) -> dict[torch.nn.Linear, Floats]:
    """For each linear layer of the encoder, what to divide every input channel by: 1 where nothing stands out."""
    linears = [m for m in reader.encoder.modules() if isinstance(m, torch.nn.Linear)]
    peaks: dict[torch.nn.Linear, Floats] = {}
    hooks = [linear.register_forward_hook(_watch(peaks)) for linear in linears]
    with torch.no_grad():
        for window in windows:
            ids, shapes, gaps, firsts, lasts = (torch.from_numpy(a) for a in window)
            reader(Batch(ids, shapes, gaps, torch.ones_like(ids), firsts, lasts))
    for hook in hooks:
        hook.remove()
    return {linear: _factors(peak) for linear, peak in peaks.items()}


def _factors(peaks: Floats) -> Floats:
    factors: Floats = np.maximum(peaks / (OUTSTANDING * np.median(peaks)), 1).astype(np.float32)
    return factors


def _watch(peaks: dict[torch.nn.Linear, Floats]) -> Callable[[torch.nn.Linear, Any, Any], None]:
    def note(linear: torch.nn.Linear, inputs: Any, _: Any) -> None:
        found = inputs[0].detach().abs().flatten(0, -2).amax(0).numpy()
        peaks[linear] = np.maximum(peaks[linear], found) if linear in peaks else found

    return note
