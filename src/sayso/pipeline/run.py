"""Runs the stages over one report; a stage that fails leaves an issue, those that need it are skipped and say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sayso import __version__
from sayso.codebook import EventBook
from sayso.errors import SaysoError, format_message
from sayso.gazetteer import Gazetteer
from sayso.lang import SourceBook
from sayso.model import Issue, Parsed, Record, Report
from sayso.parse import Reader
from sayso.pipeline.stages import GIVEN, STAGES, Stage
from sayso.places import Areas

_RECORDED = ("entities", "times", "places", "claims", "events", "tolls", "distancing")


def read_report(
    report: Report,
    *,
    reader: Reader,
    issues: Sequence[Issue] = (),
    stages: Sequence[Stage] = STAGES,
    codebook: SourceBook | None = None,
    gazetteer: Gazetteer | None = None,
    areas: Areas | None = None,
    book: EventBook | None = None,
) -> Record:
    """The record of one report. ``issues`` are those of its ingest; they come first.

    ``codebook`` tells the kinds of source apart; by default it is that of the report's language. ``book``
    is the codebook of events; by default the one that comes with Sayso.

    Never raises for a bad report: what fails is told in ``record.issues``. Raises SaysoError (SAY-203) when a stage
    reads what no earlier stage writes.
    """
    check_stages(stages)
    given = {
        "report": report,
        "reader": reader,
        "codebook": codebook,
        "gazetteer": gazetteer,
        "areas": areas,
        "book": book,
    }
    board = run_stages(given, stages)
    return make_record(report, board, issues=issues)


def make_record(report: Report, board: Mapping[str, Any], *, issues: Sequence[Issue] = ()) -> Record:
    """The record of what the stages wrote on ``board``, behind the ``issues`` of the ingest."""
    found = {name: board[name] for name in _RECORDED if name in board}
    return Record(sayso=__version__, report=report, issues=(*issues, *board.get("issues", ())), **found)


def parse_report(report: Report, *, reader: Reader, stages: Sequence[Stage] = STAGES) -> Parsed:
    """What the reader sees in one report: tokens, syntax, names and attribution marks, before they are joined.

    Raises SaysoError (SAY-211) when a stage fails on it.
    """
    wanted = ("tokens", "syntax", "names", "attributions")
    needed = [stage for stage in stages if any(name in stage.writes for name in wanted)]
    board = run_stages({"report": report, "reader": reader}, needed)
    if any(name not in board for name in wanted):
        raise SaysoError("SAY-211", report=report.id, reason=board["issues"][0].message)
    return Parsed(report, *(board[name] for name in wanted))


def check_stages(stages: Sequence[Stage]) -> None:
    """Raises SaysoError (SAY-203) when a stage reads what stands on no board before it."""
    known = set(GIVEN)
    for stage in stages:
        unmet = [name for name in stage.reads if name not in known]
        if unmet:
            raise SaysoError("SAY-203", stage=stage.name, needs=", ".join(unmet))
        known.update(stage.writes)


def run_stages(board: dict[str, Any], stages: Sequence[Stage]) -> dict[str, Any]:
    """The board after all stages, "issues" among it; ``board`` itself is left as it is."""
    board = dict(board)
    issues: list[Issue] = []
    lost: dict[str, str] = {}
    for stage in stages:
        blocked = [name for name in stage.reads if name in lost]
        if blocked:
            message = format_message("SAY-202", stage=stage.name, needs=blocked[0], failed=lost[blocked[0]])
            issues.append(Issue("SAY-202", stage.name, message))
            lost |= {name: lost[blocked[0]] for name in stage.writes if name != "issues"}
            continue
        try:
            written = _run(stage, board)
        except Exception as error:  # the one place where any failure of a stage becomes an issue of the record
            message = format_message("SAY-201", stage=stage.name, reason=f"{type(error).__name__}: {error}")
            issues.append(Issue("SAY-201", stage.name, message))
            lost |= {name: stage.name for name in stage.writes if name != "issues"}
            continue
        issues += written.pop("issues", ())
        board |= written
    board["issues"] = tuple(issues)
    return board


def _run(stage: Stage, board: dict[str, Any]) -> dict[str, Any]:
    result = stage.run(*(board[name] for name in stage.reads))
    values = result if len(stage.writes) > 1 else (result,)
    return dict(zip(stage.writes, values, strict=True))
