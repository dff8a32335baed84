"""``sayso doctor``: what is installed, whether it is whole, and the settings in force."""

from __future__ import annotations

import json

import click
import msgspec

from sayso.cli.app import EXIT_FAILED
from sayso.cli.checkup import Finding, examine
from sayso.cli.safe import show_line

_COLOURS = {"ok": "green", "warning": "yellow", "broken": "red"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def doctor(ctx: click.Context, *, as_json: bool) -> None:
    """Check the installation and show the settings in force.

    Ends with exit code 1 when something is broken, and says what to do next. A warning breaks nothing.
    """
    findings = examine()
    broken = any(finding.state == "broken" for finding in findings)
    if as_json:
        shown = {"ok": not broken, "findings": msgspec.to_builtins(findings)}
        click.echo(json.dumps(shown, indent=2))
    else:
        _print(findings)
    ctx.exit(EXIT_FAILED if broken else 0)


def _print(findings: list[Finding]) -> None:
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        state = click.style(f"{finding.state:8}", fg=_COLOURS[finding.state])
        click.echo(f"{state} {show_line(finding.name):{width}}  {show_line(finding.value)}")
        if finding.next_step is not None:
            click.echo(f"{'':{width + 11}}{show_line(finding.next_step)}")
