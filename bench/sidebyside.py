"""Two versions of the package on the same reports, report by report in turn, so that noise hits both alike."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import msgspec

from bench.errors import BenchError
from bench.runs import choose_core
from bench.tasks.speed import write_reports

OWN_SOURCE = Path(__file__).resolve().parents[1] / "src"
_STEPPER = Path(__file__).with_name("stepper.py")
_WARM_UP = 2  # reports of each run that are not counted: libraries and word lists are loaded with them


class Pair(msgspec.Struct, frozen=True):
    """One report: its words, seconds of processor time of the one and the other, and whether the records agree."""

    words: int
    one: float
    other: float
    same: bool


class Sides(msgspec.Struct, frozen=True):
    """Microseconds a word of both, the words a second of the one relative to the other, and how many records differ.

    ``ratio`` is over the summed times of reports, each the least of the rounds; ``paired`` the median over reports.
    """

    one: float
    other: float
    ratio: float
    paired: float
    reports: int
    differ: int


def compare_sources(one: Path, other: Path, texts: Sequence[str], *, rounds: int) -> Sides:
    """Speed of the package under the folder ``one`` and that under ``other`` on ``texts``, on one core.

    Raises BenchError where a folder holds no package or a version cannot read the texts.
    """
    for folder in (one, other):
        if not (folder / "sayso" / "__init__.py").is_file():
            raise BenchError(f"there is no package sayso in {folder}")
    if len(texts) <= _WARM_UP:
        raise BenchError(f"at least {_WARM_UP + 1} reports are needed")
    with tempfile.TemporaryDirectory() as place:
        reports = write_reports(texts, Path(place) / "reports.jsonl")
        found = [_run_round(one, other, reports, texts, first=number % 2) for number in range(rounds)]
    return summarize([_take_least(pairs) for pairs in zip(*found, strict=True)][_WARM_UP:])


def summarize(pairs: Sequence[Pair]) -> Sides:
    """The figures of all reports."""
    words, one, other = (sum(values) for values in zip(*((p.words, p.one, p.other) for p in pairs), strict=True))
    return Sides(
        one=one / words * 1e6,
        other=other / words * 1e6,
        ratio=other / one,
        paired=median(p.other / p.one for p in pairs),
        reports=len(pairs),
        differ=sum(not p.same for p in pairs),
    )


def _take_least(pairs: Sequence[Pair]) -> Pair:
    same = all(p.same for p in pairs)
    return Pair(pairs[0].words, min(p.one for p in pairs), min(p.other for p in pairs), same)


def _run_round(one: Path, other: Path, reports: Path, texts: Sequence[str], *, first: int) -> list[Pair]:
    pairs = []
    with ExitStack() as stack:
        steppers = [stack.enter_context(_start(source, reports)) for source in (one, other)]
        for number, text in enumerate(texts):
            answers: dict[int, tuple[float, str]] = {}
            for side in (0, 1) if (number + first) % 2 == 0 else (1, 0):
                answers[side] = _ask(steppers[side])
            (spent, record), (spent_other, record_other) = answers[0], answers[1]
            pairs.append(Pair(max(len(text.split()), 1), spent, spent_other, record == record_other))
        for stepper in steppers:
            stepper.communicate()
    return pairs


def _start(source: Path, reports: Path) -> subprocess.Popen[str]:
    command = [sys.executable, str(_STEPPER), str(source.resolve()), str(reports), str(choose_core())]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=dict(os.environ))


def _ask(stepper: subprocess.Popen[str]) -> tuple[float, str]:
    if stepper.stdin is None or stepper.stdout is None:
        raise BenchError("a reading process has no pipes")
    try:
        stepper.stdin.write("\n")
        stepper.stdin.flush()
    except BrokenPipeError:
        raise BenchError("a reading process ended early") from None
    answer = stepper.stdout.readline().split()
    if len(answer) != 2:
        raise BenchError("a reading process ended early")
    return float(answer[0]), answer[1]
