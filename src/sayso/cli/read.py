"""``sayso read``: reports in, records or readable summaries out."""

from __future__ import annotations

from collections.abc import Callable

import click

from sayso.cli.app import EXIT_FAILED
from sayso.cli.inputs import Outcome, input_options, output_option, read_paths
from sayso.cli.json_lines import encode_record
from sayso.cli.meter import open_meter
from sayso.cli.sinks import STANDARD_OUTPUT, check_output, open_sink
from sayso.cli.summary import Summary
from sayso.model import Record

_HELP = """\
Read reports and print who said what.

PATH is a file or folder of .txt, .html or .jsonl (one report a line), or - for standard input. Reports come out in the
order they go in. A file that cannot be read gets one line on standard error, and the others go on.

\b
Examples:
  sayso read report.txt
  sayso read report.txt --published 2022-01-10 --outlet "Example Courier"
  sayso read reports/ --json -j 0 -o records.jsonl
  sayso read reports/ --json | head -1
"""


@click.command(help=_HELP)
@input_options
@click.option("--title", metavar="TEXT", help="Title of reports that do not give theirs.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines: one record per report and line.")
@output_option
@click.pass_context
def read(
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
    as_json: bool,
    output: str | None,
) -> None:
    """Read reports and print who said what."""
    check_output(output, paths)
    to_stdout = output is None or output == STANDARD_OUTPUT
    results = read_paths(
        paths,
        published=published,
        outlet=outlet,
        title=title,
        jobs=jobs,
        source_kinds=source_kinds,
        areas=areas,
        codebook=codebook,
    )
    summary = Summary(to_stdout=to_stdout)
    render: Callable[[Record], bytes] = encode_record if as_json else summary.render
    shown_at_once = to_stdout and summary.on_terminal
    outcome = Outcome()
    with open_sink(output) as write, open_meter(paths, quiet=shown_at_once) as advance:
        for record in outcome.sift(results, advance):
            write(render(record))
        if not as_json:
            write(summary.render_total())
    ctx.exit(EXIT_FAILED if outcome.failed else 0)
