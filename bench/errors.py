"""What keeps a task from being measured: one line, exit code 2."""

from __future__ import annotations

from typing import IO, Any

import click


class BenchError(click.ClickException):
    """An error shown as one line."""

    exit_code = 2

    def format_message(self) -> str:
        """The message on one line."""
        return " ".join(self.message.split())

    def show(self, file: IO[Any] | None = None) -> None:
        """The message on standard error."""
        click.echo(f"bench: {self.format_message()}", file=file, err=True)
