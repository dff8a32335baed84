"""Results as tables for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bench.peers import read_peers
from bench.results import Difference, Figure, Results

_Shown = TypeVar("_Shown", Figure, Difference)
_WIDTH = 130  # where the output is no terminal


def make_console() -> Console:
    """The standard output, wide enough for the tables where it is no terminal."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_WIDTH)


def show_results(results: Results, console: Console) -> None:
    """One table a corpus, then what must be known to read it."""
    for corpus, figures in group_by_corpus(results.figures).items():
        console.print(_make_table(f"{results.task}: {corpus}", corpus, figures, results.peers))
    if results.differences:
        show_differences(results.differences, console, title=results.task)
    for peer in (peer for peer in read_peers() if peer.name in results.peers):
        console.print(Text(f"{peer.name}: {peer.note}", style="dim"))
    for note in results.notes:
        console.print(Text(note, style="red" if results.failures else "dim"))


def show_differences(differences: Mapping[str, Difference], console: Console, *, title: str) -> None:
    """First, second and their difference; a star marks an interval without 0."""
    for corpus, found in group_by_corpus(differences).items():
        table = _start_table(f"{title}: {corpus}", ("figure", "first", "second", "difference", "95 %"))
        for measure, difference in found.items():
            words = (format_value(difference.first), format_value(difference.second), f"{difference.value:+.4g}")
            table.add_row(measure, *words, format_interval(difference.low, difference.high) + _mark(difference))
        console.print(table)


def group_by_corpus(figures: Mapping[str, _Shown]) -> dict[str, dict[str, _Shown]]:
    """Figures by corpus and measure."""
    groups: dict[str, dict[str, _Shown]] = {}
    for name, figure in figures.items():
        corpus, _, measure = name.partition("/")
        groups.setdefault(corpus, {})[measure] = figure
    return groups


def format_value(value: float | None) -> str:
    """A figure as short as it stays readable; nothing for None."""
    if value is None:
        return ""
    if abs(value) >= 1_000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def format_interval(low: float | None, high: float | None) -> str:
    """Both bounds, or nothing where one is missing."""
    return "" if low is None or high is None else f"{format_value(low)} to {format_value(high)}"


def _make_table(
    title: str, corpus: str, figures: Mapping[str, Figure], peers: Mapping[str, Mapping[str, float]]
) -> Table:
    beside = [name for name, values in peers.items() if any(f"{corpus}/{m}" in values for m in figures)]
    table = _start_table(title, ("figure", "value", "unit", "interval", "precision", "recall", *beside))
    section = ""
    for measure, figure in figures.items():
        begins = measure.rpartition("/")[0]
        if begins != section:
            table.add_section()
        section = begins
        theirs = (format_value(peers[name].get(f"{corpus}/{measure}")) for name in beside)
        table.add_row(measure, *_describe(figure), *theirs)
    return table


def _describe(figure: Figure) -> tuple[str, ...]:
    interval = format_interval(figure.low, figure.high)
    return (
        format_value(figure.value),
        figure.unit,
        interval,
        format_value(figure.precision),
        format_value(figure.recall),
    )


def _start_table(title: str, columns: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column(columns[0])
    for column in columns[1:]:
        table.add_column(column, justify="right")
    return table


def _mark(difference: Difference) -> str:
    sure = difference.low is not None and difference.high is not None and (difference.low > 0 or difference.high < 0)
    return " *" if sure else ""
