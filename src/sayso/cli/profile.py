"""``sayso profile``: reports or records in, who is heard in them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click
import msgspec

from sayso.cli.app import EXIT_FAILED
from sayso.cli.inputs import Outcome, input_options, load_codebook, output_option
from sayso.cli.json_lines import encode_value
from sayso.cli.meter import open_meter
from sayso.cli.profiled import Profiled
from sayso.cli.sinks import STANDARD_OUTPUT, check_output, open_sink
from sayso.cli.taken import take_records
from sayso.lang import SourceBook
from sayso.linking import Profile, make_profile
from sayso.model import Record
from sayso.settings import load_settings

_HELP = """\
Print who is heard in reports, and how much.

PATH is what `sayso read` takes, or a .jsonl file of the records that `sayso read --json` writes, which are not read
anew. All reports make one profile: claims and words by kind of source and by speaker, what the reports say in their own
voice, and the grave sentences among it that no source stands behind. A profile counts and judges nothing.

\b
Examples:
  sayso profile report.txt
  sayso profile reports/ -j 0
  sayso profile records.jsonl --each --json
"""


class ReportProfile(msgspec.Struct, frozen=True):
    """The profile of one report: a line of ``--each --json``."""

    report_id: str
    uri: str | None
    title: str | None
    profile: Profile


@click.command(help=_HELP)
@input_options
@click.option("--each", is_flag=True, help="One profile per report, in place of one of all.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object, with --each one per report and line.")
@output_option
@click.pass_context
def profile(
    ctx: click.Context,
    *,
    paths: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    jobs: int,
    source_kinds: str | None,
    areas: str | None,
    codebook: str | None,
    each: bool,
    as_json: bool,
    output: str | None,
) -> None:
    """Print who is heard in reports, and how much."""
    check_output(output, paths)
    to_stdout = output is None or output == STANDARD_OUTPUT
    source_kinds = source_kinds or load_settings().source_kinds
    book = load_codebook(source_kinds)
    outcome = Outcome()

    def read(advance: Callable[[], None]) -> Iterator[Record]:
        """The records of all paths, in their order."""
        return take_records(
            paths,
            outcome,
            advance,
            published=published,
            outlet=outlet,
            jobs=jobs,
            source_kinds=source_kinds,
            areas=areas,
            codebook=codebook,
        )

    view = Profiled(to_stdout=to_stdout)
    with open_sink(output) as write, open_meter(paths, quiet=False) as advance:
        if each:
            for record in read(advance):
                made = make_profile([record], book=book)
                write(_encode_one(record, made) if as_json else view.render(made, [record.report]))
        else:
            _write_all(read(advance), book, view, write, as_json=as_json)
    ctx.exit(EXIT_FAILED if outcome.failed else 0)


def _write_all(
    records: Iterator[Record], book: SourceBook | None, view: Profiled, write: Callable[[bytes], None], *, as_json: bool
) -> None:
    reports = []

    def note(record: Record) -> Record:
        reports.append(msgspec.structs.replace(record.report, text=""))
        return record

    made = make_profile((note(record) for record in records), book=book)
    if as_json:
        write(encode_value(made))
    elif reports:
        write(view.render(made, reports))


def _encode_one(record: Record, made: Profile) -> bytes:
    report = record.report
    return encode_value(ReportProfile(report.id, report.uri, report.title, made))
