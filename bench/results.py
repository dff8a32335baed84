"""The results of a task: figures with intervals, the counts behind them, and the file that holds both."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from bench.errors import BenchError
from bench.metrics.counts import Counts, Interval, add_counts, bootstrap

Parts = Sequence[Mapping[str, Counts]]
"""The counts of each document of a corpus, by measure."""

Unit = Literal["%", "words/s", "reports/s", "km", "MB", "s", "ms", "times"]
OUT = Path("bench/out")
PINNED = Path(__file__).resolve().parent / "results"
_DIGITS = 2


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """One figure; of a score, ``value`` is F1 or a share.

    ``low`` and ``high`` bound the 95 % interval of a score, and the runs of a speed. ``precision`` and ``recall``
    stand only where they differ.
    """

    value: float
    low: float | None = None
    high: float | None = None
    precision: float | None = None
    recall: float | None = None
    unit: Unit = "%"


class Difference(msgspec.Struct, frozen=True, omit_defaults=True):
    """``first`` less ``second``, with the paired 95 % interval where counts are known."""

    value: float
    first: float
    second: float
    low: float | None = None
    high: float | None = None
    unit: Unit = "%"


class Results(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one run of a task measured. Figures are named "corpus/measure"; no path and no text stands in it.

    ``corpora`` and ``model`` give the SHA-256 of every file by name, ``other`` those of the model compared with;
    ``failures`` counts reports that a stage failed on. ``counts`` holds, by corpus and measure, the counts of each
    document (see `pack_counts`).
    """

    task: str
    command: str
    sayso: str
    model: dict[str, str]
    corpora: dict[str, str]
    other: dict[str, str] = {}
    figures: dict[str, Figure] = {}
    differences: dict[str, Difference] = {}
    peers: dict[str, dict[str, float]] = {}
    machine: str = ""
    notes: tuple[str, ...] = ()
    failures: int = 0
    counts: dict[str, dict[str, str]] = {}


class Measured(msgspec.Struct, frozen=True):
    """What a task hands over: counts by corpus and document, or figures without any."""

    parts: dict[str, Parts] = {}
    figures: dict[str, Figure] = {}
    notes: tuple[str, ...] = ()
    failures: int = 0


def make_figures(parts: Mapping[str, Parts], *, resamples: int = 1_000) -> dict[str, Figure]:
    """Figures in percent for every corpus and measure, by document bootstrap; empty corpora are left out."""
    figures: dict[str, Figure] = {}
    for corpus, documents in parts.items():
        if not documents:
            continue
        sums = add_counts(documents)
        for measure, interval in bootstrap(documents, resamples=resamples).items():
            figures[f"{corpus}/{measure}"] = _make_figure(interval, sums[measure])
    return figures


def pack_counts(parts: Mapping[str, Parts]) -> dict[str, dict[str, str]]:
    """Counts as one string a measure: documents parted by ";", numbers by blanks.

    A document has three numbers (hits, system, gold), or four where hits differ (system hits, system, gold hits, gold);
    one without the measure has none.
    """
    packed: dict[str, dict[str, str]] = {}
    for corpus, documents in parts.items():
        measures = list(dict.fromkeys(m for d in documents for m in d))
        packed[corpus] = {m: ";".join(_pack(d.get(m)) for d in documents) for m in measures}
    return packed


def unpack_counts(packed: Mapping[str, Mapping[str, str]]) -> dict[str, list[dict[str, Counts]]]:
    """The counts that `pack_counts` packed. Raises ValueError where the strings are no such counts."""
    parts: dict[str, list[dict[str, Counts]]] = {}
    for corpus, measures in packed.items():
        rows = {measure: [_unpack(d) for d in documents.split(";")] for measure, documents in measures.items()}
        number = max((len(row) for row in rows.values()), default=0)
        parts[corpus] = [{m: c for m, row in rows.items() if (c := row[i]) is not None} for i in range(number)]
    return parts


def encode_results(results: Results) -> bytes:
    """The results as indented JSON, the same bytes for the same results."""
    return msgspec.json.format(msgspec.json.encode(results), indent=1) + b"\n"


def write_results(results: Results, folder: Path) -> Path:
    """Writes ``TASK.json`` into the folder, which is made where there is none."""
    path = folder / f"{results.task}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode_results(results))
    except OSError as error:
        raise BenchError(f"{path} cannot be written ({error.strerror}); choose another folder with --out") from error
    return path


def read_results(path: Path) -> Results:
    """The results in a file. Raises BenchError where it is missing or holds none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Results)
    except OSError as error:
        raise BenchError(f"{path} cannot be read ({error.strerror})") from error
    except msgspec.DecodeError as error:
        raise BenchError(f"{path} holds no results of bench ({error})") from error


def percent(value: float) -> float:
    """A share as a rounded percentage."""
    return round(100 * value, _DIGITS)


def _make_figure(interval: Interval, counts: Counts) -> Figure:
    same = math.isclose(counts.precision, counts.recall)
    return Figure(
        percent(interval.value),
        percent(interval.low),
        percent(interval.high),
        None if same else percent(counts.precision),
        None if same else percent(counts.recall),
    )


def _pack(counts: Counts | None) -> str:
    if counts is None:
        return ""
    same = counts.system_hits == counts.gold_hits
    numbers = [counts.system_hits, counts.system, *(() if same else (counts.gold_hits,)), counts.gold]
    return " ".join(f"{number:.6g}" for number in numbers)


def _unpack(words: str) -> Counts | None:
    numbers = [float(word) for word in words.split()]
    if not numbers:
        return None
    if len(numbers) == 3:
        hits, system, gold = numbers
        return Counts(hits, system, hits, gold)
    return Counts(*numbers)
