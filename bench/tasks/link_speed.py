"""The time that linking takes: its share of adding reports, and how it grows with their number."""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence
from pathlib import Path

from bench.results import Figure, Measured
from bench.testbed.records import CACHE, RecordMaker
from bench.testbed.scale import WORDS, disguise_records, grow_long
from sayso.linking.link import link_reports
from sayso.model import Record
from sayso.parse import Reader

SEEDS = range(50, 54)
"""Collections that are read; the others are these in disguise."""
SIZES = (1_000, 2_000, 4_000, 8_000)
_TIMED = 60
"""Reports that are read again for the time that reading takes."""


def measure_link_speed(paths: Sequence[Path], reader: Reader, *, limit: int | None = None) -> Measured:
    """Figures for desks of 1,000 to 8,000 reports; ``limit`` keeps the first sizes."""
    maker = RecordMaker(reader, CACHE)
    base = [record for seed in SEEDS for record in maker.read(grow_long(seed))]
    reading = time_reading(reader, base[:_TIMED])
    figures = {"link-speed/reading": Figure(round(1000 * reading, 2), unit="ms")}
    before: float | None = None
    for size in SIZES[:limit]:
        seconds = time_linking(multiply(base, size))
        figures[f"link-speed/linking-{size}"] = Figure(round(1000 * seconds / size, 2), unit="ms")
        figures[f"link-speed/share-{size}"] = Figure(round(100 * seconds / (seconds + reading * size), 2))
        if before is not None:
            figures[f"link-speed/growth-{size}"] = Figure(round(seconds / before, 3), unit="times")
        before = seconds
    words = sum(len(record.report.text.split()) for record in base) / len(base)
    note = f"{len(base)} reports of {words:.0f} words (about {WORDS}) are read, the others are these in disguise."
    return Measured(figures=figures, notes=(note,))


def multiply(base: Sequence[Record], size: int) -> list[Record]:
    """So many records: the base, then the base in one disguise after the other."""
    records = list(base[:size])
    while len(records) < size:
        records += disguise_records(base[: size - len(records)], f"d{len(records)}")
    return records


def time_reading(reader: Reader, records: Sequence[Record]) -> float:
    """Processor seconds that reading one of these reports takes."""
    maker = RecordMaker(reader, CACHE)
    begin = time.process_time()
    for record in records:
        maker.read_one(record.report)
    return (time.process_time() - begin) / len(records)


def time_linking(records: Sequence[Record]) -> float:
    """Processor seconds that linking takes, without the collector of cycles, as when reports are added."""
    gc.collect()
    gc.disable()
    try:
        begin = time.process_time()
        link_reports(records)
        return time.process_time() - begin
    finally:
        gc.enable()
