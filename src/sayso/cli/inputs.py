"""What `read` and `page` share: the options that name reports, and the way from paths to records."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import TypeVar

import click

from sayso.batch import ReadOne, Results, read_many
from sayso.cli.cores import count_cores
from sayso.cli.streams import tell
from sayso.codebook import EventBook, read_codebook
from sayso.errors import SaysoError
from sayso.gazetteer import Gazetteer, prepare_gazetteer
from sayso.ingest import Defaults, Ingested, find_reports
from sayso.lang import SourceBook, find_language, read_source_kinds
from sayso.model import Issue, Record, Report
from sayso.parse import Reader, load_reader
from sayso.pipeline import read_report
from sayso.places import Areas, read_areas
from sayso.settings import load_settings

_Command = TypeVar("_Command", bound=Callable[..., object])

# Issues that mean that a report was not read as it should be; all others are remarks on a reading that stands.
FAILURES = frozenset({"SAY-201", "SAY-208"})


output_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=str),
    help="Write to FILE, replacing it, instead of standard output (-).",
)


source_kinds_option = click.option(
    "--source-kinds",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=str),
    help="TOML file that adds kinds of source, or words of kinds.",
)


areas_option = click.option(
    "--areas",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=str),
    help="Where outlets usually report from, as `sayso places learn` writes it.",
)


codebook_option = click.option(
    "--codebook",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=str),
    help="YAML file with types of events in place of the shipped ones: docs/codebook.md.",
)


def input_options(command: _Command) -> _Command:
    """Add the arguments and options that say what to read."""
    return add_inputs(command, required=True)


def add_inputs(command: _Command, *, required: bool) -> _Command:
    """Add the arguments and options that say what to read; without ``required`` there may be no PATH."""
    paths = "PATH..." if required else "[PATH...]"
    for add in reversed((
        click.argument("paths", nargs=-1, required=required, metavar=paths, type=click.Path(path_type=str)),
        click.option("--published", metavar="DATE", help="Date of reports that do not give theirs, as 2022-01-10."),
        click.option("--outlet", metavar="NAME", help="Outlet of reports that do not name theirs."),
        click.option(
            "-j", "--jobs", type=click.IntRange(0), default=1, show_default=True, metavar="N",
            help="Processes that read at the same time; 0 for one per core. The records are the same for any N.",
        ),
        source_kinds_option,
        areas_option,
        codebook_option,
    )):  # fmt: skip
        command = add(command)
    return command


def read_paths(
    paths: Sequence[str],
    *,
    published: str | None,
    outlet: str | None,
    title: str | None,
    jobs: int,
    source_kinds: str | None = None,
    areas: str | None = None,
    codebook: str | None = None,
    skip: Callable[[Report], bool] | None = None,
) -> Results:
    """Yield a record for every report of ``paths`` ("-" is standard input) and an error for every file that fails.

    Reports for which ``skip`` is true are passed over without being read.
    Raises SaysoError for settings, a codebook, areas or a date that cannot be used, and where the reader does not load.
    """
    settings = load_settings()
    defaults = Defaults(published=published, outlet=outlet, title=title)
    if "-" in paths and sys.stdin and sys.stdin.isatty():
        click.echo("Reading standard input; end it with Ctrl-D on a line of its own.", err=True)
    items = find_reports(paths, defaults=defaults, settings=settings)
    if skip is not None:
        items = _leave_out(items, skip)
    chosen = source_kinds or settings.source_kinds
    events = codebook or settings.codebook
    load_codebook(chosen)
    load_areas(areas)
    load_events(events)
    load = partial(load_reading, chosen, areas, events) if chosen or areas or events else load_reading
    return read_many(items, jobs=jobs or count_cores(), load=load)


def _leave_out(
    items: Iterator[Ingested | SaysoError], skip: Callable[[Report], bool]
) -> Iterator[Ingested | SaysoError]:
    for item in items:
        if isinstance(item, SaysoError) or not skip(item.report):
            yield item


def load_reading(source_kinds: str | None = None, areas: str | None = None, codebook: str | None = None) -> ReadOne:
    """Load the reader, the codebooks, the gazetteer and areas once, for all reports that this process reads."""
    books = load_codebook(source_kinds), load_events(codebook)
    return partial(_read, load_reader(), books, load_gazetteer(), load_areas(areas))


def load_areas(path: str | None) -> Areas | None:
    """The areas of outlets in the file at ``path``, None where there is none. Raises SaysoError SAY-710."""
    return read_areas(path) if path else None


def load_gazetteer() -> Gazetteer | None:
    """The gazetteer, built first where there is none; None where it cannot be, which standard error is told."""
    return prepare_gazetteer(load_settings(), tell)


def load_events(path: str | None) -> EventBook | None:
    """The codebook of events in the file at ``path``; None, the shipped one, where there is none.

    Raises SaysoError SAY-409 or SAY-410 where the file cannot be used.
    """
    return read_codebook(path) if path else None


def load_codebook(path: str | None) -> SourceBook | None:
    """The codebook of kinds of source with what the file at ``path`` adds; None, the shipped one, where there is none.

    Raises SaysoError SAY-407 or SAY-408 where the file cannot be used.
    """
    return read_source_kinds(path, find_language(None).sources) if path else None


class Outcome:
    """Passes records on and tells what failed on standard error; ``failed`` says whether anything did."""

    def __init__(self) -> None:
        self.failed = False

    def sift(self, results: Results, advance: Callable[[], None]) -> Iterator[Record]:
        """Yield the records of ``results``, also of reports that failed; call ``advance`` for every result."""
        with closing(results):
            for result in results:
                advance()
                for line in describe_failures(result):
                    self.failed = True
                    tell(line)
                if isinstance(result, Record):
                    yield result


def describe_failures(result: Record | SaysoError) -> list[str]:
    """One line for a file that failed, or for each issue that means that a report was not read as it should be."""
    if isinstance(result, SaysoError):
        return [str(result)]
    name = result.report.uri or result.report.title or result.report.id
    return [f"{issue.code}: {name}: {issue.message}" for issue in result.issues if issue.code in FAILURES]


def _read(
    reader: Reader,
    books: tuple[SourceBook | None, EventBook | None],
    gazetteer: Gazetteer | None,
    areas: Areas | None,
    report: Report,
    issues: tuple[Issue, ...],
) -> Record:
    kinds, events = books
    return read_report(
        report, reader=reader, issues=issues, codebook=kinds, gazetteer=gazetteer, areas=areas, book=events
    )
