"""What the commands of a desk share: which file it is, how its ids are found, how lines about it are printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from importlib import resources
from typing import TypeVar

import click
from rich.console import Console
from rich.text import Text

from sayso.cli.json_lines import encode_value
from sayso.cli.phrases import count
from sayso.cli.safe import clip, show_line
from sayso.cli.sinks import open_sink
from sayso.errors import SaysoError
from sayso.settings import load_settings
from sayso.store import Desk, Found, Page, ReportRow

_Command = TypeVar("_Command", bound=Callable[..., object])
T = TypeVar("T")

DEFAULT_DESK = "desk.sayso"
_WIDEST = 110
_NARROWEST = 40
_LONGEST = 160
_LONGEST_FACT = 600

desk_option = click.option(
    "--desk",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=str),
    help=f"The desk file.  [default: SAYSO_DESK, else {DEFAULT_DESK}]",
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")


def page_options(command: _Command) -> _Command:
    """Add the options that say how many rows, and from where on."""
    for add in reversed((
        click.option("-n", "--size", type=click.IntRange(1, 500), default=20, show_default=True, help="Rows a page."),
        click.option("--page", type=click.IntRange(1), default=1, show_default=True, help="Which page."),
    )):  # fmt: skip
        command = add(command)
    return command


def locate_desk(given: str | None) -> str:
    """The desk file: the one given, that of the settings, or the one in the working folder."""
    return given or load_settings().desk or DEFAULT_DESK


def name_reader() -> str:
    """What tells one model of the reader from another: its version, and the beginning of its hash; "" if unknown."""
    try:
        labels = json.loads(resources.files("sayso.parse").joinpath("model/labels.json").read_text("utf-8"))
        return f"{labels['version']} {str(labels['sha256'])[:12]}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def find_one(desk: Desk, name: str) -> Found:
    """What an id, or the beginning of one, stands for. Raises SaysoError SAY-807 for nothing, SAY-808 for several."""
    found = desk.find_id(name)
    if not found:
        raise SaysoError("SAY-807", path=desk.path, name=clip(name, 80))
    if len(found) > 1:
        shown = [
            f"{one.kind} {one.id}" + (f" of {one.report}" if one.kind != "report" and one.report else "")
            for one in found
        ]
        more = " and others" if len(shown) > 5 else ""
        raise SaysoError("SAY-808", path=desk.path, name=clip(name, 80), found=", ".join(shown[:5]) + more)
    return found[0]


def _name_found(found: Found) -> str:
    of = f" of {found.report}" if found.report not in (None, found.id) else ""
    return f"{'report ' if found.kind == 'report' else ''}{found.id}{of}"


def write_json(values: Iterable[object]) -> None:
    """Print JSON Lines."""
    with open_sink(None) as write:
        for value in values:
            write(encode_value(value))


class Lines:
    """Prints lines to standard output, wrapped to its width, with what could steer a terminal shown instead."""

    def __init__(self) -> None:
        console = Console(file=sys.stdout)
        width = max(_NARROWEST, min(console.width, _WIDEST)) if console.is_terminal else _WIDEST
        self._console = Console(file=sys.stdout, markup=False, highlight=False, emoji=False, width=width)

    def title(self, words: str, *facts: object) -> None:
        """A line in bold, and one of facts below it; empty facts are left out."""
        self._print(Text(safe(words), "bold"))
        self.facts(*facts)

    def facts(self, *facts: object, left: int = 0) -> None:
        """A dim line of facts."""
        shown = [safe(str(fact), _LONGEST_FACT) for fact in facts if fact not in (None, "")]
        if shown:
            self._print(Text(" · ".join(shown), "dim"), left=left)

    def line(self, words: str | Text = "", *, left: int = 0) -> None:
        """A line; a Text must be safe already."""
        self._print(Text(safe(words)) if isinstance(words, str) else words, left=left)

    def head(self, words: str) -> None:
        """A heading inside a view."""
        self._print(Text())
        self._print(Text(words, "bold cyan"))

    def page(self, found: Page[T], noun: str) -> None:
        """Say how many rows there are in all, and which page this is."""
        total = count(found.total, noun) if noun else f"{found.total:,}"
        where = f" · page {found.page} of {found.pages}" if found.pages > 1 else ""
        self._print(Text(f"{total} in all{where}", "dim"))

    def _print(self, text: Text, *, left: int = 0) -> None:
        for line in text.wrap(self._console, max(self._console.width - left, 20), overflow="fold") or [Text()]:
            line.rstrip()
            self._console.print(Text.assemble(" " * left, line), soft_wrap=True)


def safe(words: str, length: int = _LONGEST) -> str:
    """Words of a report on one line, harmless and not too long."""
    return clip(show_line(words), length)


def name_report(report: ReportRow) -> str:
    """The title of a report, else its uri."""
    return report.title or report.uri or "Report without a title"


def span_days(first: str | None, last: str | None) -> str:
    """``2022-01-05`` or ``2022-01-05 to 2022-01-08``, "" where no day is known."""
    if first and last and first != last:
        return f"{first} to {last}"
    return first or last or ""
