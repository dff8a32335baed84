"""Where the time goes: seconds of processor time by stage; the encoder apart from what is made of its answers."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from bench.errors import BenchError
from sayso.cli.json_lines import encode_record
from sayso.errors import SaysoError
from sayso.ingest import find_reports
from sayso.model import Record
from sayso.parse import Reader
from sayso.parse.outputs import EventLabels, Floats, Labels, Model, WindowInput, WindowOutput
from sayso.pipeline import STAGES, Stage, read_report
from sayso.settings import Settings


class Clock:
    """Sums up processor time by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def time(self, name: str, run: Callable[..., Any]) -> Callable[..., Any]:
        """``run``, its time added to that of ``name``."""

        def timed(*given: Any, **named: Any) -> Any:
            begin = time.process_time()
            try:
                return run(*given, **named)
            finally:
                self.seconds[name] += time.process_time() - begin

        return timed


class TimedModel:
    """A model whose answers for windows are timed as "encoder"."""

    def __init__(self, model: Model, clock: Clock) -> None:
        self.labels: Labels = model.labels
        self.event_labels: EventLabels | None = model.event_labels
        self._model = model
        self._run = clock.time("encoder", model.run)

    @property
    def mark_steps(self) -> Floats:
        """As the model's."""
        return self._model.mark_steps

    @property
    def link_bias(self) -> tuple[float, float]:
        """As the model's."""
        return self._model.link_bias

    def run(self, window: WindowInput) -> WindowOutput:
        """The answers for one window."""
        output: WindowOutput = self._run(window)
        return output

    def score_events(self, states: Floats, lexicon: Floats) -> Floats:
        """As the model's."""
        return self._model.score_events(states, lexicon)

    def score_relations(self, dependent: Floats, head: Floats) -> Floats:
        """As the model's."""
        return self._model.score_relations(dependent, head)


def time_stages(reports: Path, reader: Reader) -> dict[str, float]:
    """Seconds of processor time for "ingest", "encoder", "decoding", each other stage, and "writing" the JSON.

    "encoder" is the network with all its heads, "decoding" the rest of the stage "reading". Raises BenchError where a
    report cannot be taken.
    """
    clock = Clock()
    inner, reader.model = reader.model, TimedModel(reader.model, clock)
    try:
        _read_all(reports, reader, clock)
    finally:
        reader.model = inner
    seconds = dict(clock.seconds)
    seconds["decoding"] = max(seconds.pop("reading", 0.0) - seconds.get("encoder", 0.0), 0.0)
    return seconds


def _read_all(reports: Path, reader: Reader, clock: Clock) -> None:
    stages = [msgspec.structs.replace(stage, run=clock.time(stage.name, stage.run)) for stage in STAGES]
    write = clock.time("writing", encode_record)
    items = find_reports([str(reports)], settings=Settings())
    take = clock.time("ingest", lambda: next(items, None))
    while (item := take()) is not None:
        if isinstance(item, SaysoError):
            raise BenchError(str(item))
        write(_read_one(item.report, reader, stages))


def _read_one(report: Any, reader: Reader, stages: Sequence[Stage]) -> Record:
    return read_report(report, reader=reader, stages=stages)
