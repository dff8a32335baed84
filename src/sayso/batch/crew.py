"""Processes that read reports: started when needed, replaced when they die, ended with their owner.

A worker holds one report at a time and talks over one pipe, so that a death is known to belong to that report. Workers
never see Ctrl-C: the owner does, and ends them. A worker whose owner vanishes finds its pipe closed and ends itself.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

import msgspec

from sayso.batch.settle import load_settled
from sayso.errors import SaysoError
from sayso.interrupts import hold_interrupts
from sayso.model import Issue, Record, Report

ReadOne = Callable[[Report, tuple[Issue, ...]], Record]

_PATIENCE_S = 2.0


class Death(msgspec.Struct, frozen=True):
    """A worker ended while it held a report; ``reason`` says how (``signal SIGKILL``, ``exit code 3``)."""

    reason: str


class _Ready(msgspec.Struct, frozen=True):
    """A worker has loaded its reader."""


class _Refusal(msgspec.Struct, frozen=True):
    """A worker could not load its reader: the parts of the SaysoError."""

    code: str
    values: dict[str, object]


class _Worker:
    """One process, the pipe to it, and the number of the report it holds."""

    def __init__(self, process: SpawnProcess, pipe: Connection) -> None:
        self.process = process
        self.pipe = pipe
        self.ready = False
        self.holds: int | None = None

    def end(self) -> str:
        """Give the process a moment to end of itself, then end it; how it ended."""
        self.pipe.close()
        self.process.join(_PATIENCE_S)
        self.process.terminate()
        self.process.join(_PATIENCE_S)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        return _describe_exit(self.process.exitcode)


class Crew:
    """Up to ``size`` workers, each with its own reader from ``load``; a context manager that leaves none behind."""

    def __init__(self, size: int, load: Callable[[], ReadOne]) -> None:
        self._size = size
        self._load = load
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def has_room(self) -> bool:
        """Whether a worker is free, or another may be started."""
        return len(self._workers) < self._size or any(w.holds is None for w in self._workers)

    def give(self, number: int, report: Report, issues: tuple[Issue, ...]) -> None:
        """Hand a report to a free worker, starting one where none is free."""
        while True:
            worker = next((w for w in self._workers if w.holds is None), None) or self._start()
            try:
                worker.pipe.send((report, issues))
            except (BrokenPipeError, ConnectionResetError):
                if not worker.ready:
                    self._hear(worker)
                self._dismiss(worker)
                continue
            worker.holds = number
            return

    def wait(self) -> list[tuple[int, Record | Death]]:
        """Wait until a worker that holds a report says something; the results that came, with their numbers."""
        busy = {w.pipe: w for w in self._workers if w.holds is not None}
        heard = [self._hear(busy[pipe]) for pipe in wait(list(busy)) if isinstance(pipe, Connection)]
        return [result for result in heard if result is not None]

    def _hear(self, worker: _Worker) -> tuple[int, Record | Death] | None:
        number, message = worker.holds, _receive(worker.pipe)
        if isinstance(message, _Ready):
            worker.ready = True
            return None
        if isinstance(message, _Refusal):
            raise SaysoError(message.code, **message.values)
        if number is None:
            return None
        if message is None:
            return number, Death(self._dismiss(worker))
        worker.holds = None
        return number, message

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_work, args=(there, self._load), daemon=True)
        with hold_interrupts():
            process.start()
        there.close()
        worker = _Worker(process, here)
        self._workers.append(worker)
        return worker

    def _dismiss(self, worker: _Worker) -> str:
        self._workers.remove(worker)
        reason = worker.end()
        if not worker.ready:
            raise SaysoError("SAY-209", reason=reason)
        return reason


def _receive(pipe: Connection) -> Record | _Ready | _Refusal | None:
    """The next message of a worker; None where it died."""
    try:
        message: Record | _Ready | _Refusal = pipe.recv()
    except (EOFError, OSError):
        return None
    return message


def _work(pipe: Connection, load: Callable[[], ReadOne]) -> None:
    """The life of a worker: load, then read what comes until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            read = load_settled(load)
        except SaysoError as error:
            pipe.send(_Refusal(error.code, error.values))
            return
        pipe.send(_Ready())
        while True:
            report, issues = pipe.recv()
            pipe.send(read(report, issues))


def _describe_exit(code: int | None) -> str:
    if code is None:
        return "unknown end"
    if code >= 0:
        return f"exit code {code}"
    with suppress(ValueError):
        return f"signal {signal.Signals(-code).name}"
    return f"signal {-code}"
