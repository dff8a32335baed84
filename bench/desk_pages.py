"""``python -m bench.desk_pages DESK [ROUNDS]``: how long every page of a desk takes, in milliseconds.

The application is asked without a socket, each page once and then ROUNDS times (7). Printed are the first answer and
the median of the others by the clock, the same in time of the processor (what a machine with nothing else to do would
take), the median as JSON by the clock, and the size. The heaviest of each kind are asked for: the longest report, the
incident of most reports, the speaker of most claims, words in nearly all reports; and some taken at random. The exit
status is 1 where a page takes more than 100 ms of the processor.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple

from starlette.types import ASGIApp

from bench.asking import ask
from sayso.desk import make_app
from sayso.desk.places import path_to
from sayso.desk.profiles import ProfileKeeper
from sayso.store import Desk, open_desk

LIMIT_MS = 100.0
_SEED = 11
_RANDOM = 4
_LISTS = (
    "/",
    "/reports",
    "/reports?page=100",
    "/reports?sort=title",
    "/reports?sort=claims",
    "/reports?copies=apart",
    "/reports?q=said",
    "/reports?q=said+police&sort=newest",
    "/reports?type=ASSAULT&sort=outlet",
    "/incidents",
    "/incidents?sort=origins&page=200",
    "/incidents?sort=contradictions",
    "/incidents?kind=toll&least=2",
    "/incidents?q=police",
    "/speakers",
    "/speakers?q=ministry&sort=name",
    "/contradictions",
    "/contradictions?kind=toll&page=5",
    "/profile",
    "/search",
    "/search?q=said",
    "/search?q=said&in=claims&page=50",
    "/search?q=%22said+on%22&in=reports",
    "/nowhere",
)


def list_addresses(desk: Desk) -> Iterator[str]:
    """All rooms, the heaviest of each, and some at random."""
    chance = random.Random(_SEED)
    yield from _LISTS
    reports = [*desk.list_reports(sort="claims", size=500).rows, *desk.list_reports(size=500).rows]
    heavy = [max(reports, key=lambda row: row.words), max(reports, key=lambda row: row.claims)]
    for row in dict.fromkeys([*heavy, *chance.sample(reports, min(_RANDOM, len(reports)))]):
        yield path_to("reports", row.id)
    incidents = desk.list_incidents(sort="reports", size=500).rows
    disputed = desk.list_incidents(sort="contradictions", size=2).rows
    for incident in dict.fromkeys([*incidents[:2], *disputed, *chance.sample(incidents, min(2, len(incidents)))]):
        yield path_to("incidents", incident.id)
    for family in desk.list_families(size=2).rows:
        yield path_to("families", family.id)
    for speaker in desk.list_speakers(size=2).rows:
        yield path_to("speakers", speaker.key)
        claims = desk.list_claims_of(speaker.key, size=200).rows
        yield from [path_to("statements", claim.statement) for claim in claims if claim.statement][:1]


class Taken(NamedTuple):
    """Milliseconds of the first answer and the median of the next ones, by the clock and of the processor; bytes."""

    first: float
    median: float
    first_cpu: float
    cpu: float
    size: int


def measure(app: ASGIApp, address: str, rounds: int) -> Taken:
    """Ask for a page once and then ``rounds`` times."""
    clock, cpu = [], []
    size = 0
    for _ in range(rounds + 1):
        begun, worked = time.perf_counter(), time.process_time()
        size = len(ask(app, address).body)
        clock.append(1000 * (time.perf_counter() - begun))
        cpu.append(1000 * (time.process_time() - worked))
    return Taken(clock[0], statistics.median(clock[1:]), cpu[0], statistics.median(cpu[1:]), size)


def wait_for_profile(keeper: ProfileKeeper) -> float:
    """Seconds until the sourcing profile, which is counted in the background, is there."""
    begun = time.perf_counter()
    while keeper.ask().profile is None:
        time.sleep(0.05)
    return time.perf_counter() - begun


def main(path: str, rounds: int = 7) -> int:
    """Measure; the exit status."""
    slow = 0
    with open_desk(path) as desk:
        keeper = ProfileKeeper(desk)
        app = make_app(desk, name="bench", profiles=keeper)
        totals = desk.totals()
        print(f"{totals.reports:,} reports, {totals.words:,} words, {totals.claims:,} claims, "
              f"{totals.incidents:,} incidents, {totals.contradictions:,} contradictions")  # fmt: skip
        keeper.ask()
        counting = [measure(app, address, rounds).median for address in ("/", "/reports", "/incidents")]
        print(f"while the profile is counted: / {counting[0]:.0f} ms, /reports {counting[1]:.0f} ms, "
              f"/incidents {counting[2]:.0f} ms; counted after {wait_for_profile(keeper):.1f} s more")  # fmt: skip
        print(f"{'first':>7} {'median':>7} {'cpu 1st':>7} {'cpu':>7} {'json':>7} {'KiB':>6}  page")
        for address in list_addresses(desk):
            taken = measure(app, address, rounds)
            route, mark, query = address.partition("?")
            data = measure(app, f"{'/index' if route == '/' else route}.json{mark}{query}", rounds).median
            slow += taken.cpu > LIMIT_MS
            print(f"{taken.first:7.1f} {taken.median:7.1f} {taken.first_cpu:7.1f} {taken.cpu:7.1f} {data:7.1f}"
                  f" {taken.size / 1024:6.0f}  {address[:70]}")  # fmt: skip
        keeper.close()
    print(f"{slow} pages over {LIMIT_MS:.0f} ms")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:3])))
