"""The readable chronology: a heading for each day, month or range, a line for each time in its lane."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from sayso.cli.phrases import count
from sayso.cli.safe import clip, show_line
from sayso.linking import Row
from sayso.linking.naming import name_stretch, name_value
from sayso.linking.timeline import Statement
from sayso.model import Report, Span

_WIDEST, _NARROWEST = 100, 40
_LONGEST, _LONGEST_NAME = 160, 60
_LANES = {"said": "said     ", "happened": "happened ", "other": "         "}
_MOST_SAID = 6
_CLOCKS = frozenset({"second", "minute", "hour", "part-of-day"})
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Dated:
    """Renders chronologies; ``to_stdout`` says that they go to standard output."""

    def __init__(self, *, to_stdout: bool) -> None:
        out = sys.stdout if to_stdout else io.StringIO()
        console = Console(file=out)
        width = max(_NARROWEST, min(console.width, _WIDEST)) if console.is_terminal else _WIDEST
        self._console = Console(file=out, markup=False, highlight=False, emoji=False, width=width)
        self._encoding = (out.encoding if to_stdout else None) or "utf-8"

    def render(self, rows: Sequence[Row], reports: Sequence[Report]) -> bytes:
        """The chronology of ``reports``, ready to be written."""
        with self._console.capture() as capture:
            self._print(Text(_name(reports), "bold underline"))
            self._print(Text(describe_rows(rows, reports), "dim"), Text())
            for heading, group in groupby(rows, key=name_group):
                self._print(Text(heading, "bold"))
                for row in group:
                    self._print_row(row, reports)
                self._print()
        return capture.get().encode(self._encoding, "backslashreplace")

    def _print_row(self, row: Row, reports: Sequence[Report]) -> None:
        head = Text.assemble(
            "  ", (_LANES[row.lane], "cyan" if row.lane == "said" else "yellow"), tell_what(row, reports[row.report])
        )
        self._print(head, indent=11)
        for line in list_remarks(row, reports):
            self._print(Text(" " * 11 + line, "dim"), indent=11)

    def _print(self, *lines: Text, indent: int = 0) -> None:
        for line in lines or (Text(),):
            for number, part in enumerate(line.wrap(self._console, self._console.width - indent, overflow="fold")):
                part.rstrip()
                self._console.print(Text(" " * indent if number else "") + part, soft_wrap=True)


def describe_rows(rows: Sequence[Row], reports: Sequence[Report]) -> str:
    """The counts of a chronology in one line."""
    said = sum(row.lane == "said" for row in rows)
    placed = sum(row.why is None for row in rows)
    parts = [count(len(rows), "time"), f"{said:,} said", f"{len(rows) - placed:,} without a place in the order"]
    undated = sum(report.published is None for report in reports)
    if undated:
        parts.append(f"{count(undated, 'report')} without a date of publication")
    return " · ".join(parts)


def name_group(row: Row) -> str:
    """The heading that a row stands under: its day, or the month, range or year that it is."""
    bounds = row.bounds
    if bounds is None:
        return "Apart: lengths of time, repetitions, vague" if row.lane == "other" else "Not resolved"
    first, last = bounds[0].date(), bounds[1].date()
    if row.side is not None:
        return row.name[:1].upper() + row.name[1:]
    if row.range is not None:
        return f"{name_stretch(first, last)} (range)"
    if first == last or row.precision in _CLOCKS or row.precision == "day":
        return f"{name_stretch(first, first)}, {_WEEKDAYS[first.weekday()]}"
    name = name_value(row.value)
    return name if row.precision in ("week", "weekend") else f"{name} ({row.precision or 'period'})"


def tell_what(row: Row, report: Report) -> Text:
    """The words of the time and what it dates: the statements, or the word."""
    clock = f"{_name_clock(row)} " if row.precision in _CLOCKS else ""
    told = Text.assemble((clock, "bold"), f"“{clip(show_line(row.words), _LONGEST)}”")
    if row.said:
        names = [_name_statement(statement) for statement in row.said[:_MOST_SAID]]
        more = len(row.said) - len(names)
        told.append(": ").append("; ".join(names) + (f"; {more:,} more" if more > 0 else ""), "bold")
    elif row.happened:
        told.append(": ").append("; ".join(_name_events(row)), "bold")
    elif row.dates:
        told.append(": ").append(clip(show_line(row.dates), _LONGEST), "bold")
    return told


def _name_events(row: Row) -> Iterator[str]:
    """The events of a time: ``marched (PROTEST-demo)``, ``would vote (planned AGREE)``."""
    for event in row.happened[:_MOST_SAID]:
        code = show_line(f"{event.type}-{event.mode}" if event.mode else event.type)
        realis = "" if event.realis == "actual" else f"{event.realis} "
        yield f"{clip(show_line(event.words), _LONGEST_NAME)} ({realis}{code})"
    if len(row.happened) > _MOST_SAID:
        yield f"{len(row.happened) - _MOST_SAID:,} more"


def list_remarks(row: Row, reports: Sequence[Report]) -> Iterator[str]:
    """What must be known of a row: other readings, anchor, whose word it is, why it is apart; then its sentence."""
    report = reports[row.report]
    if len(row.candidates) > 1:
        readings = [_name_reading(option.name, option.reason) for option in row.candidates]
        yield f"may mean {', or '.join(readings)}"
    if row.anchor is not None:
        words = f"“{clip(show_line(row.anchor_words or ''), _LONGEST_NAME)}”"
        yield "counted from " + ("the date of publication" if row.anchor == "published" else words)
    if row.told_by is not None:
        yield f"told by {_name_speaker(row.told_by)}"
    if row.why is not None:
        value = f"{row.name}: " if row.value else ""
        yield show_line(f"{value}{row.why}")
    place = f"{row.start}..{row.end}"
    name = f"{_name([report])} · " if len(reports) > 1 else ""
    yield f"{name}{place}{_quote(row.sentence, report)}"


def _quote(sentence: Span | None, report: Report) -> str:
    return f" · {clip(show_line(sentence.text(report.text)), _LONGEST)}" if sentence is not None else ""


def _name_clock(row: Row) -> str:
    return show_line(row.name.partition(", ")[2])


def _name_reading(name: str, reason: str | None) -> str:
    return show_line(f"{name} ({clip(reason, _LONGEST_NAME)})" if reason else name)


def _name_statement(statement: Statement) -> str:
    cue = f" ({clip(show_line(statement.cue), _LONGEST_NAME)})" if statement.cue else ""
    return f"{_name_speaker(statement)}{cue}"


def _name_speaker(statement: Statement) -> str:
    return clip(show_line(statement.speaker), _LONGEST_NAME) or "no source named"


def _name(reports: Iterable[Report]) -> str:
    reports = list(reports)
    if len(reports) > 1:
        return f"Chronology of {len(reports):,} reports"
    report = reports[0]
    return clip(show_line(report.title or report.uri or "Report without a title"))
