"""Brings the links of a desk up to date with the reports that it holds."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import msgspec

from sayso.linking.link import link_reports
from sayso.model import Links, Record
from sayso.store import DeskWriter

Link = Callable[[Sequence[Record]], Links]
Advance = Callable[[str, int, int], None]


class Updated(msgspec.Struct, frozen=True):
    """How many reports were not linked before, how many were compared in all, and how many links changed."""

    new: int = 0
    compared: int = 0
    changed: int = 0


def update_links(desk: DeskWriter, *, advance: Advance | None = None, link: Link | None = None) -> Updated:
    """Link the reports that are not linked yet; nothing is done where no report came, changed or went.

    The links of the whole desk are found anew, and those that changed are written, in one transaction: where it is
    stopped, the desk stays as it was and the reports count as not linked. ``advance`` is told what is being done, how
    much of it is done, and of how much. ``link`` is there for tests.
    """
    if desk.is_linked():
        return Updated()
    new = desk.list_unlinked()
    find = link or partial(link_reports, advance=advance)
    with _no_collection():
        records = list(_load(desk, advance))
        changed = desk.replace_links(find(records))
    return Updated(len(new), len(records), changed)


def thin(record: Record) -> Record:
    """The record without what links are never found by: candidates, who made a value, issues."""
    replace = msgspec.structs.replace
    return replace(
        record,
        entities=tuple(replace(entity, by=None) for entity in record.entities),
        times=tuple(replace(time, candidates=(), by=None) for time in record.times),
        places=tuple(replace(place, candidates=(), by=None) for place in record.places),
        claims=tuple(replace(claim, by=None) for claim in record.claims),
        events=tuple(replace(event, by=None) for event in record.events),
        tolls=tuple(replace(toll, by=None) for toll in record.tolls),
        issues=(),
    )


def _load(desk: DeskWriter, advance: Advance | None) -> Iterator[Record]:
    total = desk.totals().reports
    for number, record in enumerate(desk.iter_records(), 1):
        yield thin(record)
        if advance is not None:
            advance("reports loaded", number, total)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from looking through all records for cycles, of which they hold none, again and again."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
