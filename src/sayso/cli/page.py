"""``sayso page``: reports in, one self-contained web page out."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.app import EXIT_FAILED
from sayso.cli.inputs import Outcome, input_options, read_paths
from sayso.cli.meter import open_meter
from sayso.cli.safe import show_line
from sayso.cli.sinks import check_output
from sayso.cli.whole import check_own, write_whole
from sayso.export.page import render_page

_HELP = """\
Write a web page of reports with their claims marked.

The page is one file that needs no network: the text of each report with its claims, events, times and places marked; a
card for every claim, event and speaker; when things were said and happened, and where; who is heard how much, and what
is grave and has no source. In a browser that runs its script, buttons dim all claims but those of chosen speakers or
kinds of source, and all events but those of chosen types or realis; the address keeps the choice (add
"#kind=official&speaker=ana+lopes" or "#type=ASSAULT&realis=denied"). FILE is replaced if it is a page of Sayso's,
and left alone if it is anything else.

\b
Examples:
  sayso page report.txt
  sayso page reports/ -o january.html --title "Reports of January"
"""


@click.command(help=_HELP)
@input_options
@click.option("--title", metavar="TEXT", help="Title of the page.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="sayso-page.html",
    show_default=True,
    type=click.Path(dir_okay=False, path_type=str),
    help="Where to write the page; - for standard output.",
)
@click.pass_context
def page(
    ctx: click.Context,
    *,
    paths: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    jobs: int,
    source_kinds: str | None,
    areas: str | None,
    codebook: str | None,
    title: str | None,
    output: str,
) -> None:
    """Write a web page of reports with their claims marked."""
    check_output(output, paths)
    check_own(output)
    outcome = Outcome()
    results = read_paths(
        paths,
        published=published,
        outlet=outlet,
        title=_title_report(paths, title),
        jobs=jobs,
        source_kinds=source_kinds,
        areas=areas,
        codebook=codebook,
    )
    with open_meter(paths, quiet=False) as advance:
        records = list(outcome.sift(results, advance))
    if records:
        place = write_whole(output, render_page(records, title=title).encode("utf-8", "backslashreplace"))
        if place is not None:
            click.echo(show_line(f"Page written: {place}"))
    ctx.exit(EXIT_FAILED if outcome.failed else 0)


def _title_report(paths: tuple[str, ...], title: str | None) -> str | None:
    """The page's title is also that of its one report, where that is a file of its own without a title."""
    alone = len(paths) == 1 and not Path(paths[0]).is_dir() and Path(paths[0]).suffix.lower() != ".jsonl"
    return title if alone else None
