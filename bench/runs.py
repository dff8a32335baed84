"""Runs ``sayso read --json`` as a process of its own, and takes its time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import msgspec

from bench.errors import BenchError

_ROOT = Path(__file__).resolve().parents[1]


class Run(msgspec.Struct, frozen=True):
    """One run: seconds on the clock, until the first record and of processor time; peak memory in bytes; records."""

    wall: float
    first: float
    cpu: float
    peak: int
    records: int


def run_read(reports: Path, *, model: Path | None, core: int) -> Run:
    """Reads a JSON Lines file of reports on one core.

    Raises BenchError where the run fails or the system cannot measure it.
    """
    if not hasattr(os, "wait4"):
        raise BenchError("speed is measured on Linux and macOS alone")
    peak = reports.with_suffix(".peak")
    peak.unlink(missing_ok=True)
    command = [sys.executable, "-m", "bench.driver", str(peak), str(core), str(model.resolve()) if model else ""]
    command += ["read", "--json", "-j", "1", str(reports)]
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, cwd=_ROOT, env=_make_environment(), stdout=subprocess.PIPE, stderr=told)
        with process:
            first, records = _take_records(process, begin)
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begin
            process.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        complaint = told.read().decode(errors="replace").strip()
    if process.returncode:
        raise BenchError(f"sayso read ended with exit code {process.returncode}: {complaint[-500:]}")
    return Run(wall, first, usage.ru_utime + usage.ru_stime, int(peak.read_text()), records)


def find_median(values: list[float]) -> tuple[float, float, float]:
    """Median, least and greatest."""
    return median(values), min(values), max(values)


def choose_core() -> int:
    """The last core that this process may use: the first ones serve the rest of the machine."""
    return max(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0


def _take_records(process: subprocess.Popen[bytes], begin: float) -> tuple[float, int]:
    """Seconds until the first line, and how many lines there were."""
    first, records = 0.0, 0
    for _ in process.stdout or ():
        first = first or time.perf_counter() - begin
        records += 1
    return first, records


def _make_environment() -> dict[str, str]:
    paths = [str(_ROOT / "src"), str(_ROOT), os.environ.get("PYTHONPATH", "")]
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
