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
EVENTS, EVENT_LABELS, STATES = "events.onnx", "events.json", "states.onnx"
_TABLES = ("mark_steps", "link_bias")

_EVENT_ROWS = 256  # tokens that the event head scores at once: what it holds of so many stays in the processor's cache
_EVENT_REACH = 12  # tokens to either side that a score hangs on, see `sayso.learn.event_head.HeadSizes`


class OnnxModel:
    """Answers for windows with onnxruntime; holds no state that changes an answer."""

    def __init__(
        self,
        session: onnxruntime.InferenceSession,
        relations: onnxruntime.InferenceSession,
        tables: dict[str, Floats],
        labels: Labels,
        events: tuple[EventLabels, onnxruntime.InferenceSession] | None = None,
    ) -> None:
        self.labels = labels
        self.event_labels = events[0] if events else None
        self._events = events[1] if events else None
        self._session = session
        self._relations = relations
        self._tables = tables
        self._names = list(WindowOutput._fields[: None if events else -1])

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

    def score_events(self, states: Floats, lexicon: Floats) -> Floats:
        """Scores [n, labels] of tokens; without rows where the model has no event head."""
        if self._events is None:
            return np.zeros((0, 0), np.float32)
        parts = []
        for start in range(0, len(states), _EVENT_ROWS):
            first, end = max(0, start - _EVENT_REACH), start + _EVENT_ROWS
            seen = slice(first, end + _EVENT_REACH)
            found: Floats = self._events.run(None, {"states": states[seen], "lexicon": lexicon[seen]})[0]
            parts.append(found[start - first : end - first])
        return np.concatenate(parts) if len(parts) > 1 else parts[0] if parts else np.zeros((0, 0), np.float32)

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
        events = _open_events(folder, threads)
        reader = _open(_read_graph(folder) if events else folder / GRAPH, threads)
        relations = _open(folder / RELATIONS, threads)
    except Exception as error:  # onnxruntime has no common error type; whatever it says goes to the user
        reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
        raise SaysoError("SAY-402", path=folder, reason=reason) from error
    return OnnxModel(reader, relations, tables, labels, events)


def _open_events(folder: Path, threads: int) -> tuple[EventLabels, onnxruntime.InferenceSession] | None:
    """The event head and its labels; None where the folder has none."""
    if not all((folder / name).is_file() for name in (EVENTS, EVENT_LABELS, STATES)):
        return None
    labels = msgspec.json.decode((folder / EVENT_LABELS).read_bytes(), type=EventLabels)
    return labels, _open(folder / EVENTS, threads)


def _read_graph(folder: Path) -> bytes:
    """The reader's graph with the states as one more output.

    The bytes of two protocol buffers, one behind the other, are read as one whose lists are joined, so that the large
    file needs no change for a head that was trained later.
    """
    return (folder / GRAPH).read_bytes() + (folder / STATES).read_bytes()


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
