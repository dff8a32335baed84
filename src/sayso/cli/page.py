"""``sayso page``: reports in, one self-contained web page out."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import click

from sayso.cli.app import EXIT_FAILED
from sayso.cli.inputs import Outcome, input_options, read_paths
from sayso.cli.meter import open_meter
from sayso.cli.safe import show_line
from sayso.cli.sinks import STANDARD_OUTPUT, check_output, open_sink
from sayso.errors import SaysoError
from sayso.export.page import render_page

_HELP = """\
Write a web page of reports with their claims marked.

The page is one file that needs no network: the text of each report with its claims marked, also those inside others; a
card for every claim and speaker; who is heard how much, and what is grave and has no source. In a browser that runs its
script, buttons dim all claims but those of chosen speakers or kinds of source, and the address keeps the choice (add
"#kind=official&speaker=ana+lopes"). FILE is replaced if it is a page of Sayso's, and left alone if it is anything else.

\b
Examples:
  sayso page report.txt
  sayso page reports/ -o january.html --title "Reports of January"
"""

# The masthead of every page written here, which stands after its styles; nothing without it is ever overwritten.
_OWN_MARK = b'<p class="brand"><b>Sayso</b>'
_MARK_WITHIN_BYTES = 64 << 20


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
    title: str | None,
    output: str,
) -> None:
    """Write a web page of reports with their claims marked."""
    check_output(output, paths)
    _check_own(output)
    outcome = Outcome()
    results = read_paths(
        paths,
        published=published,
        outlet=outlet,
        title=_title_report(paths, title),
        jobs=jobs,
        source_kinds=source_kinds,
    )
    with open_meter(paths, quiet=False) as advance:
        records = list(outcome.sift(results, advance))
    if records:
        _write(output, render_page(records, title=title).encode("utf-8", "backslashreplace"))
    ctx.exit(EXIT_FAILED if outcome.failed else 0)


def _title_report(paths: tuple[str, ...], title: str | None) -> str | None:
    """The page's title is also that of its one report, where that is a file of its own without a title."""
    alone = len(paths) == 1 and not Path(paths[0]).is_dir() and Path(paths[0]).suffix.lower() != ".jsonl"
    return title if alone else None


def _check_own(output: str) -> None:
    """Refuse, with SAY-502, to overwrite what is not a page of Sayso's (or an empty file)."""
    if output == STANDARD_OUTPUT:
        return
    try:
        with open(output, "rb") as file:
            head = file.read(_MARK_WITHIN_BYTES)
    except FileNotFoundError:
        return
    except OSError as error:
        raise SaysoError("SAY-501", path=output, reason=error.strerror) from error
    if head and _OWN_MARK not in head:
        raise SaysoError("SAY-502", path=output)


def _write(output: str, content: bytes) -> None:
    if output == STANDARD_OUTPUT:
        with open_sink(output) as write:
            write(content)
        return
    _replace(output, content)
    click.echo(show_line(f"Page written: {Path(output).resolve()}"))


def _replace(output: str, content: bytes) -> None:
    """Write the file whole or not at all: beside its place first, then into it."""
    place = Path(output).resolve()
    try:
        number, beside = tempfile.mkstemp(dir=place.parent, prefix=".sayso-", suffix=".part")
    except OSError as error:
        raise SaysoError("SAY-501", path=output, reason=error.strerror) from error
    try:
        with open(number, "wb") as file:
            file.write(content)
        os.chmod(beside, 0o666 & ~_read_umask())
        os.replace(beside, place)
    except OSError as error:
        raise SaysoError("SAY-501", path=output, reason=error.strerror) from error
    finally:
        with suppress(OSError):
            os.unlink(beside)


def _read_umask() -> int:
    umask = os.umask(0o077)
    os.umask(umask)
    return umask
