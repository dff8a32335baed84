"""Gold triggers in a short form: one text to a line, each trigger in braces with its type, mode and realis.

``Police {rounded up|COERCE-arrest} 40 strikers before the {march|PROTEST-demo|planned}.`` A line without braces is a
text without an event; ``#`` begins a remark. Nothing but triggers is marked: such texts train the event head, and say
nothing of actors, places or tolls.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import get_args

from sayso.errors import SaysoError
from sayso.learn.corpora.events import EventReport, GoldEvent, Inspected
from sayso.model import Realis, Span

_MARK = re.compile(r"\{([^{}|]+)\|([A-Z]+)(?:-([a-z-]+))?(?:\|([a-z]+))?\}")
MARKED = (Path("bench/gold/events/marked"), Path("bench/gold/events/passages"))
"""Folders of the project's own texts in this form in which every event is marked."""
_REALIS: dict[str, Realis] = {name: name for name in get_args(Realis)}


def read_marked(*folders: Path) -> list[EventReport]:
    """All texts of the ``.txt`` files in folders, by file name. Raises SaysoError (SAY-603) where a line is wrong."""
    found: list[EventReport] = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.txt"))):
        inspected = inspect_marked(path)
        if inspected.problems:
            raise SaysoError("SAY-603", reason=f"{path.name}: {inspected.problems[0]}")
        found += inspected.reports
    return found


def inspect_marked(path: Path, *, types: Mapping[str, Sequence[str]] | None = None) -> Inspected:
    """The texts of one file as far as they can be read, and every fault.

    ``types`` gives the modes of each type; where it is given, types and modes are checked against it.
    """
    reports, problems = [], []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        text, events, faults = _strip(line.strip(), types)
        problems += [f"line {number}: {fault}" for fault in faults]
        kind = "single" if events else "near-miss"
        reports.append(EventReport(f"{path.stem}-{number}", kind, text, tuple(events), file=path.stem, brief=True))
    return Inspected(tuple(reports), tuple(problems))


def _strip(line: str, types: Mapping[str, Sequence[str]] | None) -> tuple[str, list[GoldEvent], list[str]]:
    """The text without its marks, the events they mark, and what is wrong."""
    parts: list[str] = []
    events, faults = [], []
    at = length = 0
    for mark in _MARK.finditer(line):
        before, words = line[at : mark.start()], mark[1]
        start = length + len(before)
        parts += (before, words)
        at, length = mark.end(), start + len(words)
        realis = _REALIS.get(mark[4] or "actual")
        if realis is None:
            faults.append(f"{mark[0]}: {mark[4]} is no realis")
        elif types is not None and (mark[2] not in types or (mark[3] and mark[3] not in types[mark[2]])):
            faults.append(f"{mark[0]}: no such type or mode")
        else:
            events.append(GoldEvent((Span(start, length),), mark[2], mark[3], realis=realis))
    parts.append(line[at:])
    text = "".join(parts)
    if "{" in text or "}" in text:
        faults.append(f"a brace is left in {text[:60]!r}")
    return text, events, faults
