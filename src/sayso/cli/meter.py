"""A progress bar on standard error, where it helps and disturbs nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

# Fewer reports are read before a bar could be looked at.
_FEW = 3


@contextmanager
def open_meter(paths: Sequence[str], *, quiet: bool) -> Iterator[Callable[[], None]]:
    """A function to call for every report that is done.

    It shows a bar from the fourth report on, where standard error is a terminal and ``quiet`` is false.
    """
    total = _count_reports(paths)
    if quiet or not sys.stderr.isatty() or (total is not None and total <= _FEW):
        yield lambda: None
        return
    meter = _Meter(total)
    try:
        yield meter.advance
    finally:
        meter.stop()


@contextmanager
def open_bar(label: str) -> Iterator[Callable[[str, int, int], None]]:
    """A function to call with a step, how much of it is done, and of how much; a bar on a terminal."""
    if not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    meter = _Meter(None, label)
    try:
        yield meter.set
    finally:
        meter.stop()


class _Meter:
    def __init__(self, total: int | None, label: str = "Reading") -> None:
        self._progress = Progress(
            TextColumn(label),
            BarColumn(),
            TaskProgressColumn(show_speed=False),
            TextColumn("{task.completed:.0f} {task.description}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("reports", total=total)
        self._done = 0

    def advance(self) -> None:
        self._done += 1
        self._progress.advance(self._task)
        if self._done == _FEW + 1:
            self._progress.start()

    def set(self, step: str, done: int, total: int) -> None:
        self._progress.update(self._task, description=step, completed=done, total=total)
        if total > _FEW:
            self._progress.start()

    def stop(self) -> None:
        self._progress.stop()


def _count_reports(paths: Sequence[str]) -> int | None:
    """How many reports ``paths`` hold, where that is known before reading: files of one report each."""
    if all(os.path.isfile(path) and path.lower().endswith((".txt", ".html", ".htm")) for path in paths):
        return len(paths)
    return None
