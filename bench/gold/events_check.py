"""``python -m bench.gold.events_check FILE...``: what is wrong in files of event gold, and what they hold."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from sayso.codebook import load_codebook
from sayso.learn.corpora.events import EventReport, inspect_events


def main(paths: list[str]) -> int:
    """Check the files; 1 where one is wrong."""
    types = {code: tuple(kind.modes) for code, kind in load_codebook().types.items()}
    reports: list[EventReport] = []
    faults = 0
    for path in map(Path, paths):
        inspected = inspect_events(path, types=types)
        reports += inspected.reports
        faults += len(inspected.problems)
        for problem in inspected.problems:
            print(f"{path.name}: {problem}")
    ids = Counter(report.id for report in reports)
    for name, count in ids.items():
        if count > 1:
            faults += 1
            print(f"id {name} stands {count} times")
    _show(reports)
    return 1 if faults else 0


def _show(reports: list[EventReport]) -> None:
    events = [event for report in reports for event in report.events]
    print(f"{len(reports)} reports: {dict(Counter(report.kind for report in reports))}; {len(events)} events")
    print("types:", dict(Counter(event.type for event in events).most_common()))
    print("modes:", dict(Counter(f"{e.type}-{e.mode}" for e in events if e.mode).most_common()))
    print("realis:", dict(Counter(event.realis for event in events)))
    print("tolls:", dict(Counter(toll.kind for event in events for toll in event.tolls)))
    print("asserted by a claim:", sum(event.asserted is not None for event in events))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
