"""Ctrl-C while other processes are started."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def hold_interrupts() -> Iterator[None]:
    """Start a process with SIGINT blocked, so that Ctrl-C never hits one that has not yet come to ignore it."""
    if sys.platform == "win32":
        yield
        return
    # The tracker process would otherwise start inside and unblock the signal again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
