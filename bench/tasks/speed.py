"""Speed and memory of the whole ``sayso read --json`` on one core, and where the time goes."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.reading import open_reader
from bench.results import Figure, Measured, Unit, percent
from bench.runs import Run, choose_core, find_median, run_read
from bench.tasks.stages import time_stages
from sayso.learn.corpora.polnear import first_readings, read_articles

RUNS, STARTS = 3, 5
_SHORTEST = "Boats left at noon, the pilot said."


class _Line(msgspec.Struct, frozen=True):
    text: str


def measure_speed(paths: Sequence[Path], model: Path | None, *, limit: int | None = None) -> Measured:
    """Figures by corpus (its file's stem); ``model`` is a model folder, None the shipped one.

    ``limit`` keeps the first reports of every file. Raises BenchError where a run fails.
    """
    figures: dict[str, Figure] = {}
    for path in paths:
        texts = [article.text for article in first_readings(read_articles(path))][:limit]
        with tempfile.TemporaryDirectory() as folder:
            found = measure_texts(texts, Path(folder), model)
        figures |= {f"{path.stem}/{name}": figure for name, figure in found.items()}
    return Measured(figures=figures)


def measure_texts(texts: Sequence[str], folder: Path, model: Path | None) -> dict[str, Figure]:
    """Figures of reading ``texts``, which are written to ``folder``; the runs come before a model is loaded here."""
    every = write_reports(texts, folder / "all.jsonl")
    one = write_reports([sorted(texts, key=_count_words)[len(texts) // 2]], folder / "one.jsonl")
    shortest = write_reports([_SHORTEST], folder / "shortest.jsonl")
    core = choose_core()
    run_read(shortest, model=model, core=core)  # brings the files into the system's cache
    starts = [run_read(shortest, model=model, core=core) for _ in range(RUNS)]
    ones = [run_read(one, model=model, core=core) for _ in range(STARTS)]
    runs = [run_read(every, model=model, core=core) for _ in range(RUNS)]
    words = sum(map(_count_words, texts))
    figures = make_figures(words, starts=starts, ones=ones, runs=runs)
    return figures | make_shares(words, time_stages(every, open_reader(model)))


def make_figures(words: int, *, starts: Sequence[Run], ones: Sequence[Run], runs: Sequence[Run]) -> dict[str, Figure]:
    """Medians over runs on a shortest report, on one report, and on all of ``words`` words.

    Words per second leave out the start-up, which is what the shortest report takes.
    """
    start_cpu = find_median([run.cpu for run in starts])[0]
    start_wall = find_median([run.wall for run in starts])[0]
    return {
        "words-per-second": _take([words / max(run.cpu - start_cpu, 1e-9) for run in runs], "words/s"),
        "words-per-second-wall": _take([words / max(run.wall - start_wall, 1e-9) for run in runs], "words/s"),
        "words-per-second-with-start": _take([words / run.cpu for run in runs], "words/s"),
        "start-cpu": _take([run.cpu for run in starts], "s"),
        "first-record": _take([run.first for run in ones], "s"),
        "peak-memory-one-report": _take([run.peak / 1e6 for run in ones], "MB"),
        "peak-memory-all": _take([run.peak / 1e6 for run in runs], "MB"),
    }


def make_shares(words: int, seconds: dict[str, float]) -> dict[str, Figure]:
    """The encoder's words per second, and each part's share of the time of all."""
    total = sum(seconds.values())
    encoder = Figure(round(words / max(seconds.get("encoder", 0.0), 1e-9)), unit="words/s")
    shares = {f"share/{name}": Figure(percent(spent / total)) for name, spent in seconds.items()}
    return {"encoder-words-per-second": encoder} | shares


def write_reports(texts: Sequence[str], path: Path) -> Path:
    """The texts as JSON Lines, one report a line."""
    path.write_bytes(b"".join(msgspec.json.encode(_Line(text)) + b"\n" for text in texts))
    return path


def _count_words(text: str) -> int:
    """Words as parted by blanks."""
    return len(text.split())


def _take(values: list[float], unit: Unit) -> Figure:
    digits = 0 if unit == "words/s" else 3 if unit == "s" else 1
    middle, low, high = (round(value, digits) for value in find_median(values))
    return Figure(middle, low, high, unit=unit)
