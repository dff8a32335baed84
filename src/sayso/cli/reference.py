"""The reference page of the command line. ``python -m sayso.cli.reference > docs/cli.md`` prints it."""

from __future__ import annotations

import click

from sayso.cli.app import COMMANDS, root
from sayso.errors import MESSAGES

_WIDTH = 88

_HEAD = """\
# The command line

This page is printed by the code: `python -m sayso.cli.reference > docs/cli.md`.
"""

_OUTPUT = """\
## What goes where

- Records, summaries and the place of a page go to standard output or to `-o FILE`. Problems and the progress bar go to
  standard error. A problem is one line: a code that stays the same over versions, the file, the reason, the next step.
- The progress bar appears where standard error is a terminal and more than three reports are read, unless the
  summaries themselves appear on a terminal as they are made.
- `--json` writes UTF-8. Characters stay as they are, except those that could steer a terminal (controls, line
  separators, marks that turn the direction of text) and lone surrogates: these are written as `\\u001b`, and a JSON
  reader gives them back unchanged. The same input gives the same bytes, for any `--jobs`.
- Summaries and messages show such characters as visible symbols, such as `␛`. Text of a report never colours or moves
  anything on the terminal.
- Summaries shorten long content and say how many words are left out. Marked hedges are never left out. Each claim names
  its line (from 1) and its half-open range of code points in the text.
- A file written with `-o` by `sayso read` holds whole records at any moment, also after Ctrl-C or on a full disk. A
  page is written whole or not at all.
- A report that fails has a record too: its `issues` say why. A file that gives no report has a line on standard error.
- With `--jobs N`, a process that dies costs only the report it was reading.
- `NO_COLOR=1` turns colours off; `FORCE_COLOR=1` keeps them where output is no terminal.
"""

_COMPLETION = """\
## Completion in the shell

Commands, options and file names are completed after one line in a start-up file of the shell:

| shell | file | line |
|---|---|---|
| bash (4.4 or newer) | `~/.bashrc` | `eval "$(_SAYSO_COMPLETE=bash_source sayso)"` |
| zsh | `~/.zshrc` | `eval "$(_SAYSO_COMPLETE=zsh_source sayso)"` |
| fish | `~/.config/fish/completions/sayso.fish` | `_SAYSO_COMPLETE=fish_source sayso \\| source` |
"""


def render_reference() -> str:
    """The page in Markdown: help of every command, output, completion, messages."""
    context = root.make_context("sayso", [], resilient_parsing=True, terminal_width=_WIDTH, max_content_width=_WIDTH)
    parts = [_HEAD, _render_help("sayso", root, context)]
    for name in COMMANDS:
        command = root.get_command(context, name)
        if command is not None:
            inner = command.make_context(name, [], parent=context, resilient_parsing=True)
            parts.append(_render_help(f"sayso {name}", command, inner))
            parts += _render_inner(name, command, inner)
    return "\n".join((*parts, _OUTPUT, _COMPLETION, _render_messages()))


def _render_help(title: str, command: click.Command, context: click.Context) -> str:
    return f"## {title}\n\n```text\n{command.get_help(context)}\n```\n"


def _render_inner(name: str, command: click.Command, context: click.Context) -> list[str]:
    """The commands of a command that has some."""
    inner = command.commands if isinstance(command, click.Group) else {}
    return [
        _render_help(f"sayso {name} {word}", one, one.make_context(word, [], parent=context, resilient_parsing=True))
        for word, one in inner.items()
    ]


def _render_messages() -> str:
    rows = [f"| {code} | {_escape(text)} |" for code, text in sorted(MESSAGES.items())]
    return "\n".join(("## Messages", "", "| code | message |", "|---|---|", *rows, ""))


def _escape(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    click.echo(render_reference(), nl=False)
