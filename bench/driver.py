"""``python -m bench.driver PEAK CORE MODEL ARGUMENT...``: runs ``sayso ARGUMENT...`` on one core and notes its memory.

PEAK is a file that gets the peak resident memory in bytes; MODEL a model folder, or "" for the shipped one.
"""

from __future__ import annotations

import os
import resource
import sys
from functools import partial
from pathlib import Path
from typing import Any

_STATUS = Path("/proc/self/status")


def find_peak() -> int:
    """Peak resident memory of this process in bytes.

    Linux counts what the parent held before the start into ``ru_maxrss``; VmHWM leaves it out.
    """
    if _STATUS.is_file():
        for line in _STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def stay_on(core: int) -> None:
    """Keeps this process on one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})


def main(peak: Path, core: int, model: str, arguments: list[str]) -> None:
    """Runs the command line of sayso; ends the process with its exit code."""
    stay_on(core)
    from sayso import cli  # noqa: PLC0415  (loading sayso is part of what is measured on one core)

    if model:
        _use_model(Path(model))
    sys.argv = ["sayso", *arguments]
    try:
        cli.main()
    finally:
        peak.write_text(str(find_peak()))


def _use_model(folder: Path) -> None:
    from sayso.cli import inputs  # noqa: PLC0415  (as above)
    from sayso.parse import load_reader  # noqa: PLC0415

    def load_reading(source_kinds: str | None = None, areas: str | None = None, codebook: str | None = None) -> Any:
        books, gazetteer = (inputs.load_codebook(source_kinds), inputs.load_events(codebook)), inputs.load_gazetteer()
        return partial(inputs._read, load_reader(folder), books, gazetteer, inputs.load_areas(areas))

    inputs.load_reading = load_reading


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:])
