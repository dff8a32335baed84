"""What keeps a task from being measured: one line, exit code 2."""

from __future__ import annotations

import click


class BenchError(click.ClickException):
    """An error shown as one line."""

    exit_code = 2

    def format_message(self) -> str:
        """The message on one line."""
        return "bench: " + " ".join(self.message.split())
