"""``sayso places``: build the gazetteer, import more places, look a name up."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click
import msgspec
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from sayso.cli.app import EXIT_FAILED
from sayso.cli.inputs import Outcome, output_option
from sayso.cli.json_lines import encode_value
from sayso.cli.recorded import read_records
from sayso.cli.safe import clip, show_line
from sayso.cli.sinks import check_output, open_sink
from sayso.cli.streams import tell
from sayso.errors import SaysoError
from sayso.gazetteer import Entry, Gazetteer, Match, build_gazetteer, find_gazetteer, import_dump, locate_gazetteer
from sayso.places import encode_areas, learn_areas
from sayso.settings import load_settings

_HELP = """\
Build the gazetteer, import more places, look a name up.

The gazetteer is one file of places and their names. The first command that reads reports builds it; `sayso places
build` does so beforehand. Its data is that of GeoNames, CC BY 4.0.

\b
Examples:
  sayso places build
  sayso places find Springfield --country US
  sayso places learn records.jsonl -o areas.json
  sayso places import allCountries.zip --alternate-names alternateNamesV2.zip
"""

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_MOST_SHOWN = 40
_WIDE = 160


class Found(msgspec.Struct, frozen=True):
    """A place that bears the name: a line of ``sayso places find --json``. ``inside`` begins with the smallest."""

    entry: Entry
    name_kind: str
    first_year: int | None
    last_year: int | None
    inside: tuple[str, ...]
    dated_names: tuple[tuple[str, int | None, int | None], ...]


@click.group(help=_HELP)
def places() -> None:
    """Build the gazetteer, import more places, look a name up."""


@places.command()
@click.option("--replace", is_flag=True, help="Also where the file holds imported places, which are dropped.")
def build(*, replace: bool) -> None:
    """Build the gazetteer anew from the packages that are installed."""
    path = locate_gazetteer(load_settings())
    if path.is_file() and not replace and _holds_imports(path):
        raise SaysoError("SAY-708", path=path)
    count = build_gazetteer(path)
    tell(f"{path}: {count:,} places, {path.stat().st_size:,} bytes.")


@places.command(name="import")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=_FILE)
@click.option("--alternate-names", type=_FILE, metavar="FILE", help="alternateNamesV2.txt: names with their years.")
@click.option("--countries", metavar="XX,YY", default="", help="Places of these countries only (ISO 3166 codes).")
@click.option("--min-population", type=click.IntRange(0), default=0, metavar="N", help="No towns of fewer people.")
def import_command(
    *, paths: tuple[Path, ...], alternate_names: Path | None, countries: str, min_population: int
) -> None:
    """Add the places of a GeoNames dump to the gazetteer.

    FILE is a table of places (allCountries.txt, cities500.txt, KZ.txt), admin1CodesASCII.txt or admin2Codes.txt, as it
    is or in a .zip. The gazetteer changes when all is read, and not at all where that fails.
    """
    codes = _read_codes(countries)
    target = locate_gazetteer(load_settings())
    with _open_progress() as progress:
        tally = import_dump(
            target,
            paths,
            alternate_names=alternate_names,
            countries=codes,
            min_population=min_population,
            progress=progress,
        )
    tell(
        f"{target}: {tally.lines:,} lines read, {tally.places:,} places and {tally.names:,} names taken, "
        f"{tally.left_out:,} left out, {tally.damaged:,} damaged"
        + (f" (the first: {tally.first_damaged})." if tally.first_damaged else ".")
    )


@places.command()
@click.argument("paths", nargs=-1, required=True, metavar="RECORDS...", type=_FILE)
@output_option
@click.pass_context
def learn(ctx: click.Context, *, paths: tuple[Path, ...], output: str | None) -> None:
    """Learn where outlets usually report from.

    RECORDS are files that `sayso read --json` wrote. An outlet is learned that at least three of their reports name;
    hand the result to a reading command with --areas.
    """
    check_output(output, [str(path) for path in paths])
    outcome = Outcome()
    areas = learn_areas(outcome.sift(read_records([str(path) for path in paths]), lambda: None))
    with open_sink(output) as write:
        write(encode_areas(areas))
    tell(f"Outlets learned: {len(areas.outlets)}.")
    ctx.exit(EXIT_FAILED if outcome.failed else 0)


@places.command()
@click.argument("name")
@click.option("--country", metavar="XX", help="Places of this country only (ISO 3166 code).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per place and line.")
def find(*, name: str, country: str | None, as_json: bool) -> None:
    """List the places that are called NAME, the most populous first."""
    settings = load_settings()
    gazetteer = find_gazetteer(settings)
    if gazetteer is None:
        raise SaysoError("SAY-701", path=locate_gazetteer(settings))
    with closing(gazetteer):
        codes = _read_codes(country or "")
        matches = [m for m in gazetteer.find(name) if not codes or m.entry.country in codes]
        if not matches:
            raise SaysoError("SAY-707", name=clip(show_line(name), 80))
        found = [_describe(gazetteer, match) for match in matches]
    if as_json:
        with open_sink(None) as write:
            for one in found:
                write(encode_value(one))
    else:
        _print(found)


def _describe(gazetteer: Gazetteer, match: Match) -> Found:
    entry = match.entry
    return Found(
        entry=entry,
        name_kind=match.name_kind,
        first_year=match.first_year,
        last_year=match.last_year,
        inside=tuple(parent.name for parent in gazetteer.parents(entry)),
        dated_names=gazetteer.dated_names(entry),
    )


def _print(found: list[Found]) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("place", "in", "kind"):
        table.add_column(heading)
    for heading in ("people", "latitude, longitude"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("name")
    for one in found[:_MOST_SHOWN]:
        entry = one.entry
        cells = (
            entry.name,
            ", ".join(one.inside),
            f"{entry.kind} {entry.feature}",
            f"{entry.population:,}" if entry.population else "",
            f"{entry.latitude:.2f}, {entry.longitude:.2f}",
            _describe_name(one),
        )
        table.add_row(*map(show_line, cells))
    # A table that goes to a file or a pipe is not cut to the width of a terminal.
    width = None if sys.stdout.isatty() else _WIDE
    console = Console(width=width, markup=False, highlight=False, emoji=False)
    console.print(table)
    if len(found) > _MOST_SHOWN:
        console.print(f"and {len(found) - _MOST_SHOWN} more: --json lists all, --country narrows them down.")


def _describe_name(one: Found) -> str:
    """What sort of name it is and when it held, then the place's other names that held for a time."""
    said = one.name_kind + _show_years(one.first_year, one.last_year)
    others = [f"{name}{_show_years(first, last)}" for name, first, last in one.dated_names]
    return said if not others or one.first_year or one.last_year else f"{said}; {', '.join(others)}"


def _show_years(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return ""
    return f" {'' if first is None else first}–{'' if last is None else last}"


def _read_codes(words: str) -> tuple[str, ...]:
    codes = tuple(word.strip().upper() for word in words.split(",") if word.strip())
    wrong = [code for code in codes if not (len(code) == 2 and code.isascii() and code.isalpha())]
    if wrong:
        raise click.BadParameter(f"{clip(wrong[0], 20)!r} is no ISO 3166 code of two letters, such as KZ.")
    return codes


def _holds_imports(path: Path) -> bool:
    try:
        with closing(Gazetteer.open(path)) as gazetteer:
            return gazetteer.imported
    except SaysoError:
        return False


@contextmanager
def _open_progress() -> Iterator[Callable[[int], None]]:
    """A function that shows how many lines are read, where standard error is a terminal."""
    if not sys.stderr.isatty():
        yield lambda lines: None
        return
    columns = (TextColumn("Reading"), TextColumn("{task.completed:,.0f} lines"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda lines: progress.update(task, completed=lines)
