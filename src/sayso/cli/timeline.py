"""``sayso timeline``: reports or records in, what was said when and what happened when out."""

from __future__ import annotations

import click
import msgspec

from sayso.cli.app import EXIT_FAILED
from sayso.cli.dated import Dated
from sayso.cli.inputs import Outcome, input_options, output_option
from sayso.cli.json_lines import encode_value
from sayso.cli.meter import open_meter
from sayso.cli.sinks import STANDARD_OUTPUT, check_output, open_sink
from sayso.cli.taken import take_records
from sayso.linking import Lane, make_timeline
from sayso.model import Record

_HELP = """\
Print what was said when, and what happened when.

PATH is what `sayso read` takes, or a .jsonl file of the records that `sayso read --json` writes, which are not read
anew. All reports make one chronology of two lanes: "said" holds the times of statements, "happened" those of what the
reports tell, with the events of that time. A month stands as a month, never as its first day; a time that the text
leaves open stands with every reading. Lengths of time, repetitions and what cannot be resolved come last, with the
reason.

Relative times ("on Monday") count from the report's date of publication: pass --published where a file does not tell.

\b
Examples:
  sayso timeline report.txt --published 2022-01-10
  sayso timeline reports/ --lane said
  sayso timeline records.jsonl --json -o timeline.jsonl
"""


@click.command(help=_HELP)
@input_options
@click.option("--lane", type=click.Choice(("said", "happened")), help="Only what was said, or only what happened.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines: one object per time.")
@output_option
@click.pass_context
def timeline(
    ctx: click.Context,
    *,
    paths: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    jobs: int,
    source_kinds: str | None,
    areas: str | None,
    codebook: str | None,
    lane: Lane | None,
    as_json: bool,
    output: str | None,
) -> None:
    """Print what was said when, and what happened when."""
    check_output(output, paths)
    outcome = Outcome()
    with open_sink(output) as write, open_meter(paths, quiet=False) as advance:
        records = [
            _lighten(record)
            for record in take_records(
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
        ]
        rows = make_timeline(records, lane=lane)
        if as_json:
            for row in rows:
                write(encode_value(row))
        elif records:
            view = Dated(to_stdout=output is None or output == STANDARD_OUTPUT)
            write(view.render(rows, [record.report for record in records]))
    ctx.exit(EXIT_FAILED if outcome.failed else 0)


def _lighten(record: Record) -> Record:
    """The record without what a chronology does not need."""
    return msgspec.structs.replace(record, places=(), distancing=(), issues=())
