"""``sayso add``: reports or records onto a desk, and the links between all that it holds."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial

import click
import msgspec

from sayso import __version__
from sayso.batch import Results
from sayso.cli.app import EXIT_FAILED, EXIT_INTERRUPTED
from sayso.cli.cores import count_cores
from sayso.cli.desks import Lines, desk_option, locate_desk, name_reader, write_json
from sayso.cli.inputs import FAILURES, Outcome, add_inputs, read_paths
from sayso.cli.meter import open_bar, open_meter
from sayso.cli.phrases import count
from sayso.cli.recorded import read_records
from sayso.cli.streams import tell
from sayso.cli.taken import group_paths
from sayso.errors import SaysoError
from sayso.linking.update import update_links
from sayso.model import Record, Report
from sayso.store import DeskWriter, Totals, is_newer, open_writer

_HELP = """\
Put reports on a desk, and link them with what is there.

PATH is what `sayso read` takes, or a .jsonl file of the records that `sayso read --json` writes, which are not read
anew. A report that is on the desk already is not read again, unless it was read by an older Sayso or another model:
then its record is replaced, and what humans decided about it stays. Without PATH, only the links are brought up to
date. With -j above 1, or 0, a second process helps to link where there are many reports; the links are the same.

Ctrl-C loses nothing that was added; the same command goes on from there.

\b
Examples:
  sayso add reports/ --desk case.sayso
  sayso add records.jsonl more/ -j 0
  sayso add --desk case.sayso
"""

# Reports of one transaction: many enough that writing costs little, few enough that little is lost on a power cut.
_BATCH = 32


class Tally(msgspec.Struct):
    """What became of the reports given."""

    added: int = 0
    renamed: int = 0
    again: int = 0
    replaced: int = 0
    there: int = 0
    failed: int = 0


class Told(msgspec.Struct, frozen=True):
    """What ``--json`` prints."""

    desk: str
    reports: Tally
    links_changed: int | None
    totals: Totals


@click.command(help=_HELP)
@partial(add_inputs, required=False)
@click.option("--title", metavar="TEXT", help="Title of reports that do not give theirs.")
@desk_option
@click.option("--again", is_flag=True, help="Read and replace also what is there already.")
@click.option("--no-links", is_flag=True, help="Leave the links to the next `sayso add`.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object with the counts.")
@click.pass_context
def add(
    ctx: click.Context,
    *,
    paths: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    title: str | None,
    jobs: int,
    source_kinds: str | None,
    areas: str | None,
    codebook: str | None,
    desk: str | None,
    again: bool,
    no_links: bool,
    as_json: bool,
) -> None:
    """Put reports on a desk, and link them with what is there."""
    place = locate_desk(desk)
    if not paths and not os.path.exists(place):
        raise SaysoError("SAY-801", path=place)
    with open_writer(place) as opened:
        adding = _Adding(opened, again=again)
        read = partial(
            read_paths,
            published=published,
            outlet=outlet,
            title=title,
            jobs=jobs,
            source_kinds=source_kinds,
            areas=areas,
            codebook=codebook,
        )
        changed: int | None = None
        try:
            with open_meter(paths, quiet=False) as advance:
                adding.take(paths, read, advance)
            if not no_links:
                changed = _link(opened, jobs or count_cores())
        except KeyboardInterrupt:
            tell(f"Stopped. {adding.describe()}; all of it is kept. The same command goes on from here.")
            ctx.exit(EXIT_INTERRUPTED)
        told = Told(opened.path, adding.tally, changed, opened.totals())
        if as_json:
            write_json([told])
        else:
            _print(told, adding)
    ctx.exit(EXIT_FAILED if adding.tally.failed else 0)


class _Adding:
    """Takes results batch by batch; each batch is on the desk whole before the next one is read."""

    def __init__(self, desk: DeskWriter, *, again: bool) -> None:
        self.tally = Tally()
        self._desk = desk
        self._again = again
        self._reader = name_reader()
        self._advance: Callable[[], None] = lambda: None
        self._waiting: list[Record] = []
        self._kept = 0

    def take(self, paths: Sequence[str], read: Callable[..., Results], advance: Callable[[], None]) -> None:
        """Add everything that ``paths`` hold. What was read is stored also where Ctrl-C comes in between."""
        self._advance = advance
        for group, recorded in group_paths(paths) if paths else ():
            results = read_records(group) if recorded else read(group, skip=self._skip)
            reader = "" if recorded else self._reader
            try:
                with closing(results):
                    for result in results:
                        self._take_one(result, reader)
            finally:
                self._store(reader)

    def describe(self) -> str:
        """The counts in one line."""
        tally = self.tally
        parts = [f"{count(tally.added + tally.renamed + tally.again, 'report')} added"]
        for number, words in (
            (tally.again, "of them removed before"),
            (tally.renamed, "of them under another id, because theirs was taken"),
            (tally.replaced, "read anew"),
            (tally.there, "already there"),
            (tally.failed, "failed"),
        ):
            parts += [f"{number:,} {words}"] if number else []
        return ", ".join(parts)

    def _skip(self, report: Report) -> bool:
        """Whether a report is on the desk and was read as it would be read now."""
        there = None if self._again else self._desk.find_report(report)
        if there is None or is_newer(__version__, there.sayso):
            return False
        if there.reader and there.reader != self._reader and not is_newer(there.sayso, __version__):
            return False
        self.tally.there += 1
        self._advance()
        return True

    def _take_one(self, result: Record | SaysoError, reader: str) -> None:
        outcome = Outcome()
        whole = [*outcome.sift(_just(result), self._advance)]
        if outcome.failed:
            self.tally.failed += 1
        self._waiting += [r for r in whole if not any(issue.code in FAILURES for issue in r.issues)]
        if len(self._waiting) >= _BATCH:
            self._store(reader)

    def _store(self, reader: str) -> None:
        batch, self._waiting = self._waiting, []
        if not batch:
            return
        for added in self._desk.add(batch, reader=reader, again=self._again or bool(reader)):
            setattr(self.tally, added.outcome, getattr(self.tally, added.outcome) + 1)
            if added.outcome == "renamed":
                tell(f"The id {added.given!r} is that of another report; this one is {added.id!r} here.")


def _just(result: Record | SaysoError) -> Results:
    yield result


def _link(desk: DeskWriter, jobs: int) -> int:
    with open_bar("Linking") as advance:
        return update_links(desk, jobs=jobs, advance=advance).changed


def _print(told: Told, adding: _Adding) -> None:
    lines, totals = Lines(), told.totals
    lines.line(f"{told.desk}: {adding.describe()}.")
    parts = (
        count(totals.reports, "report"),
        count(totals.claims, "claim"),
        f"{totals.families:,} {'family' if totals.families == 1 else 'families'} of copies",
        count(totals.statements, "statement"),
        count(totals.incidents, "incident"),
        count(totals.contradictions, "contradiction"),
    )
    lines.line(" · ".join(parts))
    if totals.unlinked:
        lines.line(f"{count(totals.unlinked, 'report')} not linked yet: sayso add --desk {told.desk}")
