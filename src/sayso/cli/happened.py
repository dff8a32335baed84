"""The readable table of events: a heading for each report, a row for each event, and whose word it is."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.cli.phrases import count
from sayso.cli.safe import clip, show_line
from sayso.linking import EventRow, LooseRow
from sayso.linking.events import Count, Party
from sayso.linking.naming import name_value
from sayso.model import Realis, Record

_WIDE, _NARROWEST = 160, 80
_LONGEST, _LONGEST_NAME = 120, 60
_MOST_PARTIES = 4
_STYLES: dict[Realis, str] = {
    "actual": "bold",
    "planned": "cyan",
    "hypothetical": "yellow",
    "denied": "red",
    "historical": "dim",
}
OWN_VOICE = "the report’s own voice"


class Happened:
    """Renders tables of events; ``to_stdout`` says that they go to standard output."""

    def __init__(self, *, to_stdout: bool) -> None:
        out = sys.stdout if to_stdout else io.StringIO()
        console = Console(file=out)
        width = max(_NARROWEST, console.width) if console.is_terminal else _WIDE
        self._console = Console(file=out, markup=False, highlight=False, emoji=False, width=width)
        self._encoding = (out.encoding if to_stdout else None) or "utf-8"
        self._reports = 0
        self._realis: Counter[str] = Counter()

    def render(self, record: Record, rows: Sequence[EventRow], loose: Sequence[LooseRow] = ()) -> bytes:
        """The table of one report and that of its ``loose`` tolls, ready to be written."""
        self._reports += 1
        self._realis.update(row.realis for row in rows)
        report = record.report
        name = clip(show_line(report.title or report.uri or "Report without a title"))
        known = [show_line(value) for value in (report.outlet, report.published) if value]
        with self._console.capture() as capture:
            self._console.print(Text(name, "bold underline"))
            self._console.print(Text(" · ".join([*known, count(len(rows), "event")]), "dim"))
            if rows:
                self._console.print(_make_table(rows))
            if loose:
                self._console.print(Text("Tolls that hang on no event", "dim"))
                self._console.print(_make_loose_table(loose))
            self._console.print()
        return capture.get().encode(self._encoding, "backslashreplace")

    def render_total(self) -> bytes:
        """The counts of all reports in one line."""
        if not self._reports:
            return b""
        parts = [count(self._realis.total(), "event"), *(f"{n:,} {name}" for name, n in self._realis.most_common())]
        line = f"{count(self._reports, 'report')} · {' · '.join(parts)}\n"
        return line.encode(self._encoding, "backslashreplace")


def _make_table(rows: Sequence[EventRow]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=False, show_lines=False)
    for heading in ("event", "told by", "who → whom", "when", "where", "toll", "realis", "asserted by"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "realis")
    for row in rows:
        table.add_row(*_make_cells(row), style="dim" if row.realis == "historical" else None)
    return table


def _make_loose_table(rows: Sequence[LooseRow]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=False, show_lines=False)
    for heading in ("toll", "who", "when", "where", "realis", "asserted by"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "realis")
    for row in rows:
        who = clip(show_line(row.toll.who.words), _LONGEST_NAME) if row.toll.who else ""
        where = clip(show_line(row.place.words), _LONGEST_NAME) if row.place else ""
        table.add_row(
            name_toll(row.toll), who, _name_time(row), where, Text(row.realis, _STYLES[row.realis]), name_teller(row)
        )
    return table


def _make_cells(row: EventRow) -> Iterable[Text]:
    yield Text(show_line(f"{row.type}-{row.mode}" if row.mode else row.type))
    yield Text(f"“{clip(show_line(row.trigger.words), _LONGEST_NAME)}”")
    yield Text(_name_parties(row))
    yield Text(_name_time(row))
    yield Text(clip(show_line(row.place.words), _LONGEST_NAME) if row.place else "")
    yield Text("; ".join(name_toll(toll) for toll in row.tolls))
    yield Text(row.realis, _STYLES[row.realis])
    yield Text(name_teller(row), "" if row.asserted_by else "italic")


def _name_parties(row: EventRow) -> str:
    actors, recipients = _list_names(row.actors), _list_names(row.recipients)
    if not recipients:
        return actors
    return f"{actors or '?'} → {recipients}"


def _list_names(parties: Sequence[Party]) -> str:
    names = [_name_party(party) for party in parties[:_MOST_PARTIES]]
    more = len(parties) - len(names)
    return ", ".join(names) + (f", {more:,} more" if more > 0 else "")


def _name_party(party: Party) -> str:
    codes = " ".join((*party.codes, *party.sectors))
    words = clip(show_line(party.words), _LONGEST_NAME)
    return f"{words} [{show_line(codes)}]" if codes else words


def _name_time(row: EventRow | LooseRow) -> str:
    if row.time is None:
        return ""
    words = clip(show_line(row.time.words), _LONGEST_NAME)
    return f"{show_line(name_value(row.time.value))} (“{words}”)" if row.time.value else f"“{words}”"


def name_toll(toll: Count) -> str:
    """Kind and words of a toll, and the number of a rule pack: ``killed “dozens” = 12``."""
    told = f"{toll.kind} “{clip(show_line(toll.words.words), _LONGEST_NAME)}”"
    if toll.counted is None:
        return told
    low, high = toll.counted.low, toll.counted.high
    number = f"{low:,}" if low == high and low is not None else f"{_name_bound(low)}–{_name_bound(high)}"
    return f"{told} = {number}"


def _name_bound(bound: int | None) -> str:
    return "?" if bound is None else f"{bound:,}"


def name_teller(row: EventRow | LooseRow) -> str:
    """Whose word an event or a toll is."""
    teller = row.asserted_by
    if teller is None:
        return OWN_VOICE
    cue = f" ({clip(show_line(teller.cue), _LONGEST_NAME)})" if teller.cue else ""
    return (clip(show_line(teller.speaker), _LONGEST_NAME) or "no source named") + cue
