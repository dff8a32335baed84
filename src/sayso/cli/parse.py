"""``sayso parse``: reports in, CoNLL-U out."""

from __future__ import annotations

import click

from sayso.cli.app import EXIT_FAILED
from sayso.cli.inputs import output_option
from sayso.cli.meter import open_meter
from sayso.cli.sinks import check_output, open_sink
from sayso.cli.streams import tell
from sayso.errors import SaysoError
from sayso.export.conllu import render_conllu
from sayso.ingest import find_reports
from sayso.parse import load_reader
from sayso.pipeline import parse_report
from sayso.settings import load_settings

_HELP = """\
Print sentences, syntax, names and attribution marks as CoNLL-U.

This is what the reader sees before claims are joined: words with part of speech, morphology, lemma and Universal
Dependencies. TokenRange gives the code points of each word in the text of its report.

\b
Examples:
  sayso parse report.txt
  sayso parse reports/ -o reports.conllu
"""


@click.command(help=_HELP)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=str))
@output_option
@click.pass_context
def parse(ctx: click.Context, *, paths: tuple[str, ...], output: str | None) -> None:
    """Print what the reader sees, in CoNLL-U."""
    check_output(output, paths)
    reader = load_reader()
    failed = False
    with open_sink(output) as write, open_meter(paths, quiet=output is None) as advance:
        for item in find_reports(paths, settings=load_settings()):
            advance()
            try:
                if isinstance(item, SaysoError):
                    raise item
                parsed = parse_report(item.report, reader=reader)
            except SaysoError as error:
                tell(str(error))
                failed = True
                continue
            write(render_conllu(parsed).encode("utf-8", "replace"))
    ctx.exit(EXIT_FAILED if failed else 0)
