"""How far two annotations of the same passages with time expressions agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench.data import hash_folder
from bench.errors import BenchError
from bench.gold.find import shorten
from bench.gold.load import list_files
from bench.gold.load_times import TIMES, GoldTime, Passage, load_passages
from bench.metrics.anchors import has_right_value, is_right, pair_times, score_passage
from bench.results import Results, make_figures, pack_counts
from sayso import __version__
from sayso.model import Time, TimeCandidate

PASSES = TIMES / "passes"
_UNSCORED = ("dated-word", "said-link", "range", "precision")


class Twice(msgspec.Struct, frozen=True):
    """A passage as it was read twice."""

    first: Passage
    second: Passage


def load_passes(folder: Path = PASSES) -> list[Twice]:
    """The passages under ``a/`` and ``b/`` of a folder. Raises BenchError where they are not the same texts."""
    first, second = ({passage.id: passage for passage in load_passages(folder / name)} for name in ("a", "b"))
    lonely = sorted(first.keys() ^ second.keys())
    if lonely:
        raise BenchError(f"only one pass has {', '.join(lonely)}")
    for name, passage in first.items():
        if passage.text != second[name].text:
            raise BenchError(f"{name}: the passes have different texts")
    return [Twice(passage, second[name]) for name, passage in first.items()]


def measure_agreement(passes: Sequence[Twice], folder: Path = PASSES) -> Results:
    """The measures of the task times, the first pass taken as gold and the second as a system.

    What the second pass leaves out (the word dated, ranges, precision) is not compared.
    """
    scores = [score_passage(two.first, take_times(two.second), ()) for two in passes]
    parts = {"passes": [{name: c for name, c in score.items() if name not in _UNSCORED} for score in scores]}
    return Results(
        task="agreement-times",
        command="python -m bench agreement --gold times",
        sayso=__version__,
        model={},
        corpora={name: hash_folder(list_files(folder / name)) for name in ("a", "b")},
        figures=make_figures(parts),
        counts=pack_counts(parts),
    )


def take_times(passage: Passage) -> tuple[Time, ...]:
    """The expressions of a passage as a record has them; their numbers are the ids."""
    return tuple(
        Time(
            id=str(time.n),
            start=time.start,
            end=time.end,
            type=time.type,
            value=time.first.value,
            mod=time.mod,
            anchor=None if time.first.anchor is None else str(time.first.anchor),
            candidates=tuple(TimeCandidate(reading.value or "", None) for reading in time.candidates),
            precision=time.precision,
        )
        for time in passage.times
    )


def list_differences(passes: Sequence[Twice]) -> str:
    """Every expression that one pass lacks or that differs in span, type, value or anchor."""
    return "".join(f"{two.first.id}\t{line}\n" for two in passes for line in _compare(two))


def _compare(two: Twice) -> Iterator[str]:
    text = two.first.text
    found = take_times(two.second)
    paired = pair_times(two.first, found)
    for time in two.first.times:
        other = paired.by_number.get(time.n)
        words = shorten(text[time.start : time.end])
        if other is None:
            yield f"{time.n} {words}: a only"
            continue
        theirs = f"{other.type} {other.value} from {other.anchor} {shorten(text[other.start : other.end])}"
        ours = f"{time.type} {time.first.value} from {time.first.anchor}"
        kind = _name_difference(time, other, right=is_right(paired, time))
        if kind:
            yield f"{kind}\t{time.n} {words}: a {ours} | b {theirs}"
    for extra in found:
        if extra.id not in paired.numbers:
            yield f"{shorten(text[extra.start : extra.end])}: b only"


def _name_difference(time: GoldTime, other: Time, *, right: bool) -> str | None:
    if time.type != other.type:
        return "type"
    if not has_right_value(time, other):
        return "value"
    if not right:
        return "anchor"
    if (time.start, time.end) != (other.start, other.end):
        return "span"
    if time.mod != other.mod:
        return "mod"
    return None if len(time.candidates) == len(other.candidates) else "candidates"
