"""``sayso map``: reports or records in, a map of their places out, as a web page or as GeoJSON."""

from __future__ import annotations

import click

from sayso.cli.app import EXIT_FAILED
from sayso.cli.inputs import Outcome, input_options
from sayso.cli.meter import open_meter
from sayso.cli.safe import show_line
from sayso.cli.sinks import STANDARD_OUTPUT, check_output, open_sink
from sayso.cli.taken import take_records
from sayso.cli.whole import check_own, write_whole
from sayso.export.geojson import write_geojson
from sayso.export.map import render_map
from sayso.model import Record

_HELP = """\
Write a map of the places that reports speak of.

PATH is what `sayso read` takes, or a .jsonl file of the records that `sayso read --json` writes, which are not read
anew. The map is one file that needs no network. Only places that are spoken of as places are drawn, each as exactly as
it is known: a town as a dot in its ring, a province or a country as an area, never as a pin. What is not drawn is
listed with the reason. FILE is replaced if it is a page of Sayso's, and left alone if it is anything else.

With --geojson, GeoJSON (RFC 7946) goes to standard output or to FILE, replacing it: one feature for each mention of a
place, with its words, precision and radius; those that no map should show have no geometry.

\b
Examples:
  sayso map report.txt
  sayso map reports/ -o january.html --title "Places of January"
  sayso map records.jsonl --geojson -o places.geojson
"""

_DEFAULT = "sayso-map.html"


@click.command(help=_HELP)
@input_options
@click.option("--title", metavar="TEXT", help="Title of the map.")
@click.option("--geojson", is_flag=True, help="Write GeoJSON in place of a page.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=str),
    help=f"Where to write; - for standard output.  [default: {_DEFAULT}; with --geojson: -]",
)
@click.pass_context
def map(
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
    geojson: bool,
    output: str | None,
) -> None:
    """Write a map of the places that reports speak of."""
    output = output or (STANDARD_OUTPUT if geojson else _DEFAULT)
    check_output(output, paths)
    if not geojson:
        check_own(output)
    outcome = Outcome()
    with open_meter(paths, quiet=False) as advance:
        records = list(
            take_records(
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
        )
    if records and geojson:
        with open_sink(output) as write:
            write(write_geojson(records))
    elif records:
        _write_page(records, title, output)
    ctx.exit(EXIT_FAILED if outcome.failed else 0)


def _write_page(records: list[Record], title: str | None, output: str) -> None:
    page = render_map(records, title=title).encode("utf-8", "backslashreplace")
    place = write_whole(output, page)
    if place is not None:
        click.echo(show_line(f"Map written: {place}"))
