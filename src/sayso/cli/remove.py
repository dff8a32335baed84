"""``sayso remove``: takes reports off a desk; their trace, and what humans decided, stays."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from sayso.cli.desks import Lines, desk_option, find_one, locate_desk, name_report, write_json
from sayso.cli.meter import open_bar
from sayso.errors import SaysoError
from sayso.linking.update import update_links
from sayso.store import DeskWriter, Removal, ReportRow, open_desk, open_writer

_HELP = """\
Take reports off a desk; their trace is kept.

ID is that of a report, or as much of it as is needed. Text, record and links of the report go. What stays is a line
that it was there: id, outlet, title, date, hash of the text, time of removal; and what humans decided about the text.
Adding the report again says that it was removed before.

\b
Examples:
  sayso remove report-3f0a91c2
  sayso remove courier-12 courier-13 --yes --desk case.sayso
"""


@click.command(help=_HELP)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@desk_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--no-links", is_flag=True, help="Leave the links to the next `sayso add`.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines: one trace per report.")
@click.pass_context
def remove(
    ctx: click.Context, *, ids: tuple[str, ...], desk: str | None, yes: bool, no_links: bool, as_json: bool
) -> None:
    """Take reports off a desk; their trace is kept."""
    place = locate_desk(desk)
    with open_desk(place):  # so that a wrong name makes no desk
        pass
    with open_writer(place) as opened:
        reports = [_find_report(opened, id) for id in dict.fromkeys(ids)]
        if not yes and not _ask(reports):
            ctx.exit(1)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        found = [opened.remove(report.id, when=now) for report in reports]
        removals = [removal for removal in found if removal is not None]
        if not no_links:
            with open_bar("Linking") as advance:
                update_links(opened, advance=advance)
    write_json(removals) if as_json else _print(removals)


def _find_report(desk: DeskWriter, id: str) -> ReportRow:
    found = find_one(desk, id)
    report = desk.get_report(found.id) if found.kind == "report" else None
    if report is None:
        raise SaysoError("SAY-809", path=desk.path, name=id[:80], kind=found.kind)
    return report


def _ask(reports: list[ReportRow]) -> bool:
    lines = Lines()
    for report in reports:
        lines.title(name_report(report), report.outlet, report.published, report.id)
    return click.confirm("Remove? Their text and record will be gone.", default=False, err=True)


def _print(removals: list[Removal]) -> None:
    lines = Lines()
    for removal in removals:
        lines.line(f"Removed {removal.id}. Its trace is kept: {removal.title or removal.uri or removal.text_sha256}")
