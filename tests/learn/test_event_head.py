"""The event heads' graph gives the mean of what the networks give, and the reader's graph takes the added output."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is installed for training only")

import onnxruntime  # noqa: E402

from sayso.codebook import load_codebook  # noqa: E402
from sayso.learn.event_head import LAYERS, EventHead, HeadSizes, build_head, build_states, make_labels  # noqa: E402
from sayso.parse.onnx_model import GRAPH, MODEL_FOLDER  # noqa: E402

_PROVIDERS = ["CPUExecutionProvider"]


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("length", [1, 2, 9, 60])
def test_graph_and_network_agree(length: int, number: int) -> None:
    torch.manual_seed(7)
    labels = make_labels(load_codebook())
    heads = [EventHead(labels, HeadSizes(lexicon=12)).eval() for _ in range(number)]
    states = torch.randn(length, len(LAYERS) * 384)
    lexicon = (torch.rand(length, 12) > 0.8).float()
    with torch.no_grad():
        expected = torch.stack([head(states, lexicon) for head in heads]).mean(0).numpy()
    session = onnxruntime.InferenceSession(build_head(heads), providers=_PROVIDERS)
    found: Any = session.run(None, {"states": states.numpy(), "lexicon": lexicon.numpy()})[0]
    assert found.shape == (length, labels.size)
    assert np.abs(found - expected).max() < 0.05  # matrices are stored in eight bits


def test_texts_behind_one_another_do_not_see_each_other() -> None:
    head = EventHead(make_labels(load_codebook()), HeadSizes(lexicon=3)).eval()
    gap = 11
    one, two = torch.randn(4, len(LAYERS) * 384), torch.randn(6, len(LAYERS) * 384)
    states = torch.zeros(10 + 2 * gap, one.shape[1])
    mask = torch.zeros(len(states))
    states[:4], mask[:4] = one, 1.0
    states[4 + gap : 10 + gap], mask[4 + gap : 10 + gap] = two, 1.0
    with torch.no_grad():
        together = head(states, torch.zeros(len(states), 3), mask)
        apart = head(two, torch.zeros(6, 3))
    assert torch.allclose(together[4 + gap : 10 + gap], apart, atol=1e-4)


def test_states_are_added_to_the_reader_s_graph() -> None:
    data = (MODEL_FOLDER / GRAPH).read_bytes()
    session = onnxruntime.InferenceSession(data + build_states(data), providers=_PROVIDERS)
    ids, zeros, tokens = np.array([101, 2000, 3000, 102]), np.zeros(4, np.int64), np.array([1, 2])
    feed = {"ids": ids, "shapes": zeros, "gaps": zeros, "firsts": tokens, "lasts": tokens}
    assert session.run(["states"], feed)[0].shape == (2, len(LAYERS) * 384)
