"""A process that reads one report whenever it is told to, and says what that took.

``python stepper.py SRC REPORTS CORE``: reads the JSON Lines file REPORTS with the package under SRC, pinned to CORE.
For every line on standard input it takes the next report and answers with the seconds of processor time and the SHA-256
of the record; after the last report it ends.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import sys
import time
from collections.abc import Iterator
from typing import Any


def step(source: str, reports: str, core: int) -> None:
    """Answers until the reports or the questions end."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})
    sys.path.insert(0, source)  # before any installed package of the same name
    inputs = importlib.import_module("sayso.cli.inputs")
    encode = importlib.import_module("sayso.cli.json_lines").encode_record
    results: Iterator[Any] = inputs.read_paths((reports,), published=None, outlet=None, title=None, jobs=1)
    for _ in sys.stdin:
        begin = time.process_time()
        result = next(results, None)
        if result is None:
            return
        record = encode(result)
        spent = time.process_time() - begin
        sys.stdout.write(f"{spent:.9f} {hashlib.sha256(record).hexdigest()}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    step(sys.argv[1], sys.argv[2], int(sys.argv[3]))
