"""onnxruntime, loaded so that it picks its fast kernels.

While it loads, onnxruntime 1.32 looks at how many cores its process may use. Where that is one (a process pinned by
``taskset`` or a batch scheduler), its int8 products run at little more than half speed on processors with AMX for as
long as the process lives. So the process may use every core while the library loads, and afterwards only those it had.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _on_every_core() -> Iterator[None]:
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
    except OSError:  # a sandbox may forbid it: slower, and nothing else
        yield
        return
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


with _on_every_core():
    import onnxruntime

__all__ = ["onnxruntime"]
