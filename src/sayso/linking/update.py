"""Brings the links of a desk up to date with the reports that it holds."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial

import msgspec

from sayso.linking.link import link_reports
from sayso.linking.partner import open_partner
from sayso.model import Links, Record
from sayso.store import DeskWriter

Link = Callable[[Sequence[Record]], Links]
Advance = Callable[[str, int, int], None]
WORTH = 400
"""Reports from which on starting a second process, which takes half a second, costs less than it saves."""


class Updated(msgspec.Struct, frozen=True):
    """How many reports were not linked before, how many were compared in all, and how many links changed."""

    new: int = 0
    compared: int = 0
    changed: int = 0


def update_links(
    desk: DeskWriter, *, jobs: int = 1, advance: Advance | None = None, link: Link | None = None
) -> Updated:
    """Link the reports that are not linked yet; nothing is done where no report came, changed or went.

    The links of the whole desk are found anew, and those that changed are written, in one transaction: where it is
    stopped, the desk stays as it was and the reports count as not linked. With ``jobs`` above 1 a second process helps
    where there are many reports; what is found is the same. ``advance`` is told what is being done, how much of it is
    done, and of how much. ``link`` is there for tests.
    """
    if desk.is_linked():
        return Updated()
    new = desk.list_unlinked()
    total = desk.totals().reports
    partner = open_partner(desk.path, total) if jobs > 1 and total >= WORTH and link is None else nullcontext()
    with _no_collection():
        with partner as opened:
            records = list(_load(desk, advance, total))
            find = link or partial(link_reports, advance=advance, partner=opened)
            links = find(records)
        changed = desk.replace_links(links)
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


def _load(desk: DeskWriter, advance: Advance | None, total: int) -> Iterator[Record]:
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
