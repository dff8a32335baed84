"""What a process keeps for all its reports, put out of the way of Python's collector of cycles.

The collector looks through everything that is alive again and again. The reader, the libraries and the word lists live
as long as the process does: looking through them costs a report several percent of its time and frees nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING

from sayso.model import Issue, Record, Report

if TYPE_CHECKING:
    from sayso.batch.crew import ReadOne


def load_settled(load: Callable[[], ReadOne]) -> ReadOne:
    """What ``load`` makes, with all that is loaded by now, and by the first report, left alone by the collector."""
    return _Settled(load())


class _Settled:
    def __init__(self, read: ReadOne) -> None:
        self._read = read
        self._begun = False
        gc.freeze()

    def __call__(self, report: Report, issues: tuple[Issue, ...]) -> Record:
        record = self._read(report, issues)
        if not self._begun:  # word lists are loaded by the first report that asks for them
            self._begun = True
            gc.freeze()
        return record
