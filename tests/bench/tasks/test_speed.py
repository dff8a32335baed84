"""Speed: what the runs give, and that stages are timed without changing the reader."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, cast

import pytest

from bench import runs
from bench.errors import BenchError
from bench.runs import Run, run_read
from bench.tasks.speed import make_figures, make_shares, write_reports
from bench.tasks.stages import Clock, TimedModel, time_stages
from sayso.parse import Reader
from tests.bench.fakes import FakeReader


def _run(cpu: float, *, wall: float = 2.0, first: float = 0.5, peak: int = 100_000_000) -> Run:
    return Run(wall, first, cpu, peak, 1)


def test_words_per_second_leave_out_the_start() -> None:
    figures = make_figures(
        1_000,
        starts=[_run(0.4, wall=1.0), _run(0.5, wall=1.0), _run(0.6, wall=1.0)],
        ones=[_run(0.6, first=0.3), _run(0.6, first=0.9), _run(0.6, first=0.6)],
        runs=[_run(1.0), _run(1.5), _run(2.5)],
    )
    assert (figures["words-per-second"].value, figures["words-per-second"].high) == (1_000, 2_000)
    assert figures["words-per-second-wall"].value == 1_000
    assert figures["words-per-second-with-start"].value == 667
    assert (figures["start-cpu"].value, figures["first-record"].value) == (0.5, 0.6)
    assert figures["peak-memory-one-report"].value == 100


def test_shares_are_of_all_time() -> None:
    figures = make_shares(600, {"encoder": 3.0, "claims": 1.0})
    assert (figures["share/encoder"].value, figures["share/claims"].value) == (75, 25)
    assert figures["encoder-words-per-second"].value == 200


def test_stages_are_timed_and_the_model_is_put_back(tmp_path: Path) -> None:
    class WithModel(FakeReader):
        model: Any = cast("Any", TimedModel.__new__(TimedModel))

    reader = WithModel()
    reader.model.labels, reader.model.event_labels, reader.model.run = None, None, None
    before = reader.model
    reports = write_reports(["Ann said no.", "Bob ran."], tmp_path / "reports.jsonl")
    seconds = time_stages(reports, cast("Reader", reader))
    assert {"ingest", "tokens", "claims", "decoding", "writing"} <= seconds.keys()
    assert "reading" not in seconds
    assert reader.model is before


def test_the_clock_sums_also_what_fails() -> None:
    clock = Clock()

    def fail() -> None:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        clock.time("bad", fail)()
    assert clock.seconds["bad"] >= 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="measured on Linux")
def test_a_run_is_a_process_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _use_driver(monkeypatch, tmp_path, "print('one'); print('two'); open(sys.argv[1], 'w').write('5000')")
    run = run_read(write_reports(["a"], tmp_path / "a.jsonl"), model=None, core=0)
    assert (run.records, run.peak) == (2, 5_000)
    assert 0 < run.first <= run.wall
    assert run.cpu > 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="measured on Linux")
def test_a_failed_run_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _use_driver(monkeypatch, tmp_path, "sys.exit('SAY-401: no model')")
    with pytest.raises(BenchError, match="exit code 1: SAY-401"):
        run_read(write_reports(["a"], tmp_path / "a.jsonl"), model=None, core=0)


def _use_driver(monkeypatch: pytest.MonkeyPatch, folder: Path, code: str) -> None:
    """A root folder whose ``bench.driver`` is ``code``."""
    (folder / "bench").mkdir()
    (folder / "bench" / "__init__.py").touch()
    (folder / "bench" / "driver.py").write_text(f"import sys\n{code}\n", "utf-8")
    monkeypatch.setattr(runs, "_ROOT", folder)
