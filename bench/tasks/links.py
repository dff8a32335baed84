"""Links between reports, scored on made-up collections whose truth is known (bench/testbed/README.md)."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.metrics.counts import Counts
from bench.metrics.links import score_links
from bench.results import Figure, Measured
from bench.testbed.errors import list_link_errors
from bench.testbed.grow import grow_collection
from bench.testbed.records import CACHE, RecordMaker
from bench.testbed.truth import Collection
from sayso.linking.link import link_reports
from sayso.model import Links, Record
from sayso.parse import Reader

INCIDENTS = 20
"""Happenings in a collection."""
SEEDS = {"held": range(1000, 1025), "tune": range(25)}
"""Seeds that are measured, and those that linking may be built on: 500 incidents each."""


class Linked(msgspec.Struct, frozen=True):
    """A collection, its records, what was linked, and the seconds of processor time that this took."""

    collection: Collection
    records: tuple[Record, ...]
    links: Links
    seconds: float


def measure_links(paths: Sequence[Path], reader: Reader, *, limit: int | None = None, seeds: str = "held") -> Measured:
    """Counts by collection; ``paths`` are what collections are made of, ``limit`` keeps the first seeds."""
    maker = RecordMaker(reader, CACHE)
    ideal: list[dict[str, Counts]] = []
    parts: list[dict[str, Counts]] = []
    reports, seconds, words = 0, 0.0, 0
    for seed in SEEDS[seeds][:limit]:
        linked = link_collection(grow_collection(seed, incidents=INCIDENTS), maker)
        parts.append(score_links(linked.collection, linked.records, linked.links))
        ideal.append(score_ideal(linked.collection))
        reports, seconds = reports + len(linked.records), seconds + linked.seconds
        words += sum(len(made.text.split()) for made in linked.collection.reports)
    name = f"links-{seeds}"
    note = f"{name}: {len(parts)} collections, {reports} reports of {words / max(reports, 1):.0f} words."
    spent = Figure(round(1000 * seconds / max(reports, 1), 2), unit="ms")
    return Measured({name: parts, f"{name}-given": ideal}, {f"{name}/linking-per-report": spent}, notes=(note,))


def score_ideal(collection: Collection) -> dict[str, Counts]:
    """The counts where the records are those of a faultless reader: what is lost then is lost by linking."""
    return score_links(collection, collection.ideal, link_reports(collection.ideal))


def list_errors(reader: Reader, *, limit: int | None = None) -> str:
    """What is wrong with the links of the collections that linking may be built on, seed by seed."""
    maker = RecordMaker(reader, CACHE)
    lines: list[str] = []
    for seed in SEEDS["tune"][:limit]:
        linked = link_collection(grow_collection(seed, incidents=INCIDENTS), maker)
        lines += list_link_errors(linked.collection, linked.records, linked.links)
    return "\n".join(lines) + "\n"


def link_collection(collection: Collection, maker: RecordMaker) -> Linked:
    """The links of a collection's records."""
    records = maker.read(collection.reports)
    begin = time.process_time()
    links = link_reports(records)
    return Linked(collection, tuple(records), links, time.process_time() - begin)
