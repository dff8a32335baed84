"""The command ``sayso``: a table of commands, each loaded when it is called, and the exit codes of all of them."""

from __future__ import annotations

import difflib
import importlib
import os
import sys
from typing import Any

import click
import msgspec

from sayso import __version__
from sayso.cli.streams import drop_stdout, tell
from sayso.errors import SaysoError

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130
EXIT_PIPE_CLOSED = 141

# What keeps a command from starting: a wrong date, claim, settings, codebook, a place that cannot be written to.
_USAGE_CODES = frozenset(
    {
        "SAY-110",
        "SAY-212",
        "SAY-213",
        "SAY-301",
        "SAY-407",
        "SAY-408",
        "SAY-409",
        "SAY-410",
        "SAY-411",
        "SAY-501",
        "SAY-502",
        "SAY-503",
        "SAY-708",
        "SAY-710",
        "SAY-801",
        "SAY-802",
        "SAY-803",
        "SAY-804",
        "SAY-805",
        "SAY-806",
        "SAY-807",
        "SAY-808",
        "SAY-809",
        "SAY-856",
    }
)

_HELP = """\
Read news reports and record who says so.

Sayso finds every claim in a report: its source, the cue that signals it, its content, and the characters of the
report that each of them comes from. It works offline and takes no side.

\b
Examples:
  sayso read report.txt                    who said what, for reading
  sayso read reports/ --json -o out.jsonl  one JSON record per report
  curl -s URL | sayso read -               a report from standard input
  sayso page report.txt -o report.html     the report with its claims, as a web page
  sayso profile reports/                   who is heard in these reports, and how much
  sayso events reports/                    what happened, and on whose say-so
  sayso explain report.txt 3               how claim 3 came about
  sayso add reports/ --desk case.sayso     many reports on a desk, linked with one another
"""

_EPILOG = """\
\b
Exit codes:
  0    everything was read
  1    some reports could not be read; the others were
  2    the command line, the settings or the place to write to is wrong
  130  stopped with Ctrl-C; what was written stands
  141  the reader of standard output closed it
"""


class _Entry(msgspec.Struct, frozen=True):
    module: str
    summary: str


# The order here is the order in the help text. Each module has the command in a variable of the command's name.
COMMANDS: dict[str, _Entry] = {
    "read": _Entry("sayso.cli.read", "Read reports and print who said what."),
    "page": _Entry("sayso.cli.page", "Write a web page of reports with their claims marked."),
    "profile": _Entry("sayso.cli.profile", "Print who is heard in reports, and how much."),
    "timeline": _Entry("sayso.cli.timeline", "Print what was said when, and what happened when."),
    "map": _Entry("sayso.cli.map", "Write a map of the places that reports speak of."),
    "events": _Entry("sayso.cli.events", "Print what happened, to whom, and on whose say-so."),
    "origins": _Entry("sayso.cli.origins", "Show where an incident or a claim comes from."),
    "codebook": _Entry("sayso.cli.codebook", "Print or check the codebook of events."),
    "explain": _Entry("sayso.cli.explain", "Show how a claim came about, and what else was considered."),
    "parse": _Entry("sayso.cli.parse", "Print sentences, syntax, names and attribution marks as CoNLL-U."),
    "add": _Entry("sayso.cli.add", "Put reports on a desk, and link them with what is there."),
    "desk": _Entry("sayso.cli.desk", "Show a desk in the browser."),
    "search": _Entry("sayso.cli.search", "Search the reports and claims of a desk."),
    "list": _Entry("sayso.cli.list", "List the reports, incidents or speakers of a desk, and more."),
    "show": _Entry("sayso.cli.show", "Show whatever has an id on a desk."),
    "remove": _Entry("sayso.cli.remove", "Take reports off a desk; their trace is kept."),
    "places": _Entry("sayso.cli.places", "Build the gazetteer, import more places, look a name up."),
    "schema": _Entry("sayso.cli.schema", "Print the JSON Schema of a record."),
    "doctor": _Entry("sayso.cli.doctor", "Check the installation and show the settings in force."),
}


class LazyGroup(click.Group):
    """A group that loads a command's module when the command is called, so that help and errors come at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command; None where there is none of that name."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command = getattr(importlib.import_module(entry.module), cmd_name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that ``args`` begin with. Raises click.UsageError that names the nearest one."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            ctx.fail(_describe_unknown(name))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; errors become one line on standard error and an exit code."""
        try:
            return super().invoke(ctx)
        except SaysoError as error:
            tell(str(error))
            ctx.exit(EXIT_USAGE if error.code in _USAGE_CODES else EXIT_FAILED)
        except KeyboardInterrupt:
            ctx.exit(EXIT_INTERRUPTED)
        except BrokenPipeError:
            drop_stdout()
            ctx.exit(EXIT_PIPE_CLOSED)


@click.group(cls=LazyGroup, help=_HELP, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="sayso %(version)s")
def root() -> None:
    """The command ``sayso``."""


def main() -> None:
    """Run the command line; ends the process with an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    root.main(prog_name="sayso")


def _describe_unknown(name: str) -> str:
    near = difflib.get_close_matches(name, COMMANDS, n=1)
    if near:
        return f"No such command {name!r}. Did you mean {near[0]!r}?"
    if os.path.exists(name):
        return f"No such command {name!r}. Did you mean 'sayso read {name}'?"
    return f"No such command {name!r}. The commands are {', '.join(COMMANDS)}."
