"""The two standard streams: lines on standard error, and a standard output that failed."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import click

from sayso.cli.safe import show_line


def tell(line: str) -> None:
    """Print one line on standard error, harmless for a terminal."""
    click.echo(show_line(line), err=True)


def drop_stdout() -> None:
    """Send what is buffered for a closed or full standard output nowhere, so that the interpreter ends quietly."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
