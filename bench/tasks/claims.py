"""Claims: whole records against the project's own gold reports."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import msgspec

from bench.gold.differences import Names, describe_differences
from bench.gold.load import read_gold
from bench.gold.model import GoldReport
from bench.metrics.claims import Matching, from_gold, from_record, match_sides, score_sides, sum_confusions
from bench.metrics.counts import Counts
from bench.reading import make_report
from bench.results import Measured, Parts
from bench.tasks.attribution import find_failures
from sayso.model import Record
from sayso.parse import Reader
from sayso.pipeline import read_report

_NAMES = Names("gold", "sayso")
_NO_TIMES = "The record has no times: dates of saying are not scored."


class Read(msgspec.Struct, frozen=True):
    """A gold report and the record that Sayso makes of its text."""

    gold: GoldReport
    record: Record


def measure_claims(paths: Sequence[Path], reader: Reader, *, limit: int | None = None) -> Measured:
    """Counts by corpus ("claims-" and the folder's name) and report; ``limit`` keeps the first reports of a folder.

    Raises BenchError where a gold report cannot be read.
    """
    parts: dict[str, Parts] = {}
    notes: list[str] = []
    failures: list[str] = []
    for folder, files in groupby(paths, key=lambda path: path.parent):
        reads = read_all(list(files)[:limit], reader)
        failures += [failure for read in reads for failure in find_failures(read.record)]
        dated = any(read.record.times for read in reads)
        parts[f"claims-{folder.name}"] = [score_claims(read, dated=dated) for read in reads]
        confusions = sum_confusions(match_claims(read) for read in reads)
        notes += [f"Kinds of source taken for another: {confusions}."] if confusions else []
        notes += [] if dated else [_NO_TIMES]
    first = tuple(dict.fromkeys(failures))[:3]
    return Measured(parts, notes=(*first, *dict.fromkeys(notes)), failures=len(failures))


def read_all(paths: Sequence[Path], reader: Reader) -> list[Read]:
    """The gold reports with their records; the reader is told outlet, title and date."""
    golds = [read_gold(path) for path in paths]
    return [Read(gold, read_gold_report(gold, reader)) for gold in golds]


def read_gold_report(gold: GoldReport, reader: Reader) -> Record:
    """The record of a gold report's text."""
    report = msgspec.structs.replace(
        make_report(gold.text), outlet=gold.outlet, title=gold.title, published=gold.published
    )
    return read_report(report, reader=reader)


def score_claims(read: Read, *, dated: bool = True) -> dict[str, Counts]:
    """The counts of one report; without ``dated`` not those of the date of saying."""
    return score_sides(read.gold.text, from_gold(read.gold), from_record(read.record, dated=dated))


def match_claims(read: Read) -> Matching:
    """Which claims of gold and record are the same."""
    return match_sides(read.gold.text, from_gold(read.gold), from_record(read.record, dated=bool(read.record.times)))


def list_errors(reads: Sequence[Read]) -> str:
    """Missed, false and differing claims, report by report."""
    return "\n".join(line for read in reads for line in describe_differences(read.gold.id, match_claims(read), _NAMES))
