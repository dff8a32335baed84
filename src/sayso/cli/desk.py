"""``sayso desk``: a desk file in, its pages in a browser out."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from sayso.cli.safe import show_line
from sayso.cli.streams import tell
from sayso.desk import HOST, open_seat, serve
from sayso.desk.guard import is_loopback
from sayso.store import open_desk

_HELP = """\
Show a desk in the browser.

FILE is a desk that `sayso add` made. Its pages show what contradicts what, how many origins stand behind how many
reports, the reports with their claims marked, and who said what when. Every page is also JSON: add .json to its path.
The desk is only read, and may be added to at the same time; a page shows what is there when it is loaded.

The pages are served on this machine alone. With --host they can be reached from others: everybody who can reach the
address can read all reports, since there is no password. Ctrl-C ends it.

\b
Examples:
  sayso desk january.sayso --open
  sayso desk january.sayso --port 9000
"""


@click.command(help=_HELP)
@click.argument("file", type=click.Path(path_type=str))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port; 0 for 8642 or the next that is free.")
@click.option("--host", metavar="ADDRESS", default=HOST, show_default=True, help="Address to serve on.")
@click.option("--open", "open_browser", is_flag=True, help="Open the desk in the browser.")
def desk(*, file: str, port: int, host: str, open_browser: bool) -> None:
    """Show a desk in the browser."""
    with open_desk(file) as opened:
        seat = open_seat(host, port)
        if not is_loopback(host):
            tell(f"warning: {host} can be reached from other machines; whoever does can read all reports of this desk.")
        click.echo(show_line(f"Desk: {seat.address} (Ctrl-C ends it)"))

        def ready() -> None:
            if open_browser:
                webbrowser.open(seat.address)

        serve(opened, seat, name=Path(file).name, ready=ready)
