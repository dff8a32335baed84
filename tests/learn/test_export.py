"""The exported graphs against the network they were written from, on windows of random pieces."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is installed for training only")
pytest.importorskip("onnx", reason="onnx is installed for training only")

from sayso.errors import SaysoError  # noqa: E402
from sayso.learn.calibrate import find_factors  # noqa: E402
from sayso.learn.export import build_graph  # noqa: E402
from sayso.learn.graph import quantise_rows  # noqa: E402
from sayso.learn.network import Reader, Sizes  # noqa: E402
from sayso.learn.ship import write_model  # noqa: E402
from sayso.learn.torch_model import TorchModel  # noqa: E402
from sayso.learn.weights import load_network, save_network  # noqa: E402
from sayso.parse.onnx_model import GRAPH, TABLES, OnnxModel, load_model  # noqa: E402
from sayso.parse.onnx_model import LABELS as LABELS_FILE  # noqa: E402
from sayso.parse.outputs import Floats, WindowInput, WindowOutput  # noqa: E402
from tests.parse.columns import LABELS  # noqa: E402

SIZES = Sizes(
    vocabulary=120, shapes=8, gaps=5, upos=2, feats=2, lemmas=2, deprels=3, names=9, marks=7, width=24, layers=2,
    attention_heads=3, inner=48, positions=64, arc=16, relation=8, link=12,
)  # fmt: skip


def make_reader() -> Reader:
    torch.manual_seed(3)
    reader = Reader(SIZES).eval()
    with torch.no_grad():
        for parameter in reader.parameters():
            parameter.normal_(std=0.3)
    return reader


def make_window(tokens: int, seed: int) -> WindowInput:
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 4, tokens)
    lasts = np.cumsum(sizes)
    firsts = lasts - sizes + 1
    t = int(sizes.sum()) + 2
    columns = [rng.integers(0, high, (1, t)) for high in (SIZES.vocabulary, SIZES.shapes, SIZES.gaps)]
    return WindowInput(columns[0], columns[1], columns[2], firsts[None], lasts[None])


WINDOWS = [make_window(17, seed) for seed in (8, 9)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("models")
    (work / "vocab.txt").write_text("[PAD]\n[UNK]\n", encoding="utf-8")
    for name, windows in (("exact", []), ("int8", WINDOWS)):
        write_model(make_reader(), LABELS, work / "vocab.txt", work / name, windows=windows)
    return work


def pair(found: WindowOutput, expected: WindowOutput) -> list[tuple[Floats, Floats]]:
    """Scores beside scores; label numbers are left out, and what a graph without an event head does not give."""
    pairs = [(np.asarray(a), np.asarray(b)) for a, b in zip(found, expected, strict=True)]
    assert all(a.shape == b.shape for a, b in pairs)
    return [(a, b) for a, b in pairs if a.dtype == np.float32 and a.size]


def difference(found: WindowOutput, expected: WindowOutput) -> float:
    """The largest distance of any score, relative to the spread of its kind."""
    return max(float(np.abs(a - b).max() / max(b.std(), 0.1)) for a, b in pair(found, expected))


@pytest.mark.parametrize("tokens", [1, 2, 17])
def test_exact_graph_answers_as_the_network_does(folder: Path, tokens: int) -> None:
    window = make_window(tokens, tokens)
    expected = TorchModel(make_reader(), LABELS).run(window)
    found = load_model(folder / "exact").run(window)
    assert difference(found, expected) < 1e-3
    for name in ("upos", "feats", "lemmas"):
        assert getattr(found, name).tolist() == getattr(expected, name).tolist()


def test_int8_graph_answers_nearly_so(folder: Path) -> None:
    window = make_window(17, 1)
    expected = TorchModel(make_reader(), LABELS).run(window)
    rough = load_model(folder / "int8").run(window)
    mean = np.mean([np.abs(a - b).mean() / b.std() for a, b in pair(rough, expected)])
    assert 0 < mean < 0.2


def test_outstanding_channels_cost_the_others_less_when_calibrated(tmp_path: Path) -> None:
    reader = make_reader()
    with torch.no_grad():
        for layer in reader.encoder.layers:
            layer.norm_inner.weight[3] = 40.0
    factors = find_factors(reader, WINDOWS)
    second = reader.encoder.layers[1].qkv
    assert factors[second][3] > 3
    assert np.median(factors[second]) == 1
    window = make_window(17, 1)
    expected = TorchModel(reader, LABELS).run(window)
    (tmp_path / "vocab.txt").write_text("[PAD]\n", encoding="utf-8")
    errors = []
    for used in (None, factors):
        write_model(reader, LABELS, tmp_path / "vocab.txt", tmp_path / "model")
        graph = build_graph(reader, int8=True, factors=used)
        (tmp_path / "model" / GRAPH).write_bytes(graph.SerializeToString())
        found = load_model(tmp_path / "model").run(window)
        errors.append(np.mean([np.abs(a - b).mean() / b.std() for a, b in pair(found, expected)]))
    assert errors[1] < errors[0]


def test_answers_do_not_depend_on_what_was_asked_before(folder: Path) -> None:
    model = load_model(folder / "int8")
    window = make_window(9, 5)
    first = model.run(window)
    model.run(make_window(17, 6))
    assert all(np.array_equal(a, b) for a, b in pair(model.run(window), first))


@pytest.mark.parametrize("name", ["exact", "int8"])
def test_relations_steps_and_biases(folder: Path, name: str) -> None:
    rng = np.random.default_rng(2)
    dependent, head = (rng.normal(size=(6, SIZES.relation)).astype(np.float32) for _ in range(2))
    network, model = TorchModel(make_reader(), LABELS), load_model(folder / name)
    assert np.allclose(model.score_relations(dependent, head), network.score_relations(dependent, head), atol=1e-4)
    assert np.allclose(model.mark_steps, network.mark_steps)
    assert model.link_bias == pytest.approx(network.link_bias)


def test_same_network_gives_the_same_files(folder: Path, tmp_path: Path) -> None:
    write_model(make_reader(), LABELS, folder / "vocab.txt", tmp_path / "again", windows=WINDOWS)
    names = sorted(f.name for f in (tmp_path / "again").iterdir())
    assert names == sorted(f.name for f in (folder / "int8").iterdir())
    assert all((tmp_path / "again" / n).read_bytes() == (folder / "int8" / n).read_bytes() for n in names)


@pytest.mark.parametrize("content", [b"", b"\x00\xffbroken", b"PK\x03\x04"])
def test_each_damaged_file_is_told(folder: Path, tmp_path: Path, content: bytes) -> None:
    for damaged in sorted((folder / "int8").iterdir()):
        if damaged.name == "vocab.txt":
            continue
        copy = tmp_path / damaged.name
        copy.mkdir()
        for file in (folder / "int8").iterdir():
            (copy / file.name).write_bytes(content if file == damaged else file.read_bytes())
        with pytest.raises(SaysoError) as raised:
            load_model(copy)
        assert raised.value.code == "SAY-402"


def test_table_without_its_columns_is_told(folder: Path, tmp_path: Path) -> None:
    for file in (folder / "int8").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    np.savez(tmp_path / TABLES, allow_pickle=False, other=np.zeros(1))
    with pytest.raises(SaysoError, match="SAY-402"):
        load_model(tmp_path)
    (tmp_path / LABELS_FILE).write_text("{}")
    with pytest.raises(SaysoError, match="SAY-402"):
        load_model(tmp_path)


def test_weights_survive_the_disk(tmp_path: Path) -> None:
    save_network(make_reader(), LABELS, tmp_path / "reader.pt")
    network, labels = load_network(tmp_path / "reader.pt")
    assert labels == LABELS
    window = make_window(5, 8)
    found, expected = TorchModel(network, labels).run(window), TorchModel(make_reader(), LABELS).run(window)
    assert difference(found, expected) < 1e-6


def test_rows_come_back_within_half_a_step() -> None:
    weight = np.random.default_rng(4).normal(size=(5, 40)).astype(np.float32)
    values, scales = quantise_rows(weight)
    assert np.all(np.abs(values * scales[:, None] - weight) <= scales[:, None] * 0.501)
    assert np.all(quantise_rows(np.zeros((2, 3), np.float32))[0] == 0)


def test_model_is_an_onnx_model(folder: Path) -> None:
    assert isinstance(load_model(folder / "exact"), OnnxModel)
