"""The shipped model: one ONNX graph, a few tables and label names, run by onnxruntime on one thread."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np

from sayso.errors import SaysoError
from sayso.parse.outputs import EventLabels, Floats, Labels, WindowInput, WindowOutput
from sayso.parse.runtime import onnxruntime

MODEL_FOLDER = Path(__file__).parent / "model"
GRAPH, RELATIONS, TABLES = "reader.onnx", "relations.onnx", "tables.npz"
LABELS, VOCABULARY, CARD = "labels.json", "vocab.txt", "MODEL_CARD.md"
EVENTS, EVENT_LABELS = "events.onnx", "events.json"
_TABLES = ("mark_steps", "link_bias")


class OnnxModel:
    """Answers for windows with onnxruntime; holds no state that changes an answer."""

    def __init__(
        self,
        session: onnxruntime.InferenceSession,
        relations: onnxruntime.InferenceSession,
        tables: dict[str, Floats],
        labels: Labels,
        event_labels: EventLabels | None = None,
    ) -> None:
        self.labels = labels
        self.event_labels = event_labels
        self._session = session
        self._relations = relations
        self._tables = tables
        self._names = list(WindowOutput._fields[: None if event_labels else -1])

    @property
    def mark_steps(self) -> Floats:
        """Scores of attribution labels following each other (see `spans.decode_chain`)."""
        return self._tables["mark_steps"]

    @property
    def link_bias(self) -> tuple[float, float]:
        """Log-odds added to source and content link scores."""
        source, content = self._tables["link_bias"].tolist()
        return source, content

    def run(self, window: WindowInput) -> WindowOutput:
        """The answers for one window."""
        feed = {name: array[0] for name, array in zip(WindowInput._fields, window, strict=True)}
        return WindowOutput(*self._session.run(self._names, feed))

    def score_relations(self, dependent: Floats, head: Floats) -> Floats:
        """Scores [n, deprels] for pairs of relation vectors [n, r]."""
        scores: Floats = self._relations.run(None, {"dependent": dependent, "head": head})[0]
        return scores


def load_model(folder: Path = MODEL_FOLDER, *, threads: int = 1) -> OnnxModel:
    """The model of a folder.

    Raises SaysoError: SAY-401 where a file is missing, SAY-402 where one is damaged.
    """
    missing = [name for name in (GRAPH, RELATIONS, TABLES, LABELS, VOCABULARY) if not (folder / name).is_file()]
    if missing:
        raise SaysoError("SAY-401", path=folder / missing[0])
    try:
        labels = msgspec.json.decode((folder / LABELS).read_bytes(), type=Labels)
        with (folder / TABLES).open("rb") as file, np.load(file, allow_pickle=False) as archive:
            tables = {name: archive[name] for name in _TABLES}
        events = _read_event_labels(folder)
        reader = _open(_read_graph(folder, with_events=events is not None), threads)
        relations = _open(folder / RELATIONS, threads)
    except Exception as error:  # onnxruntime has no common error type; whatever it says goes to the user
        reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
        raise SaysoError("SAY-402", path=folder, reason=reason) from error
    return OnnxModel(reader, relations, tables, labels, events)


def _read_event_labels(folder: Path) -> EventLabels | None:
    """The labels of the event head; None where the folder has no such head."""
    paths = folder / EVENTS, folder / EVENT_LABELS
    if not all(path.is_file() for path in paths):
        return None
    return msgspec.json.decode(paths[1].read_bytes(), type=EventLabels)


def _read_graph(folder: Path, *, with_events: bool) -> Path | bytes:
    """The reader's graph, the event head joined to it: two protocol buffers, one behind the other, are read as one."""
    return (folder / GRAPH).read_bytes() + (folder / EVENTS).read_bytes() if with_events else folder / GRAPH


def _open(graph: Path | bytes, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The graph is written with fused operators already; further fusing would bring back a slow skip layer norm.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnxruntime.InferenceSession(
        graph if isinstance(graph, bytes) else str(graph), options, providers=["CPUExecutionProvider"]
    )
