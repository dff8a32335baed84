"""``sayso show``: an id in, what the desk knows of it out."""

from __future__ import annotations

from collections.abc import Callable

import click
import msgspec

from sayso.cli.desks import Lines, desk_option, find_one, locate_desk, write_json
from sayso.cli.shown import show_claim, show_contradiction, show_family, show_incident, show_report, show_statement
from sayso.model import Claim, Event, Family, LooseToll, Record
from sayso.store import ClaimRow, Desk, Found, ReportRow, open_desk

_HELP = """\
Show whatever has an id on a desk.

ID is that of a report, claim, event, toll, statement, incident, family or contradiction; it may be shortened as long as
it stays the only one. A claim is shown with the statement that it is part of, an event with its incident.

\b
Examples:
  sayso show courier-12
  sayso show incident-3f0a --json
"""


class ReportShown(msgspec.Struct, frozen=True):
    """What ``--json`` prints of a report: its row, its record and its family."""

    report: ReportRow | None
    record: Record | None
    family: Family | None
    claims: tuple[ClaimRow, ...]


class PartShown(msgspec.Struct, frozen=True):
    """What ``--json`` prints of a claim, event or toll: itself, and its statement or incident."""

    found: Found
    part: Claim | Event | LooseToll | None
    link: object


@click.command(help=_HELP)
@click.argument("id", metavar="ID")
@desk_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show(*, id: str, desk: str | None, as_json: bool) -> None:
    """Show whatever has an id on a desk."""
    with open_desk(locate_desk(desk)) as opened:
        found = find_one(opened, id)
        if as_json:
            write_json([_take(opened, found)])
        else:
            _SHOW[found.kind](Lines(), opened, found)


def _take(desk: Desk, found: Found) -> object:
    if found.kind == "report":
        report = desk.get_report(found.id)
        return ReportShown(report, desk.get_record(found.id), desk.get_family_of(found.id), desk.list_claims(found.id))
    if found.kind in ("claim", "event", "toll"):
        return PartShown(found, _find_part(desk, found), _take_link(desk, found))
    return _take_link(desk, found)


def _take_link(desk: Desk, found: Found) -> object:
    link = found.link or ""
    if found.kind in ("claim", "statement"):
        return desk.get_statement(link)
    if found.kind in ("event", "toll", "incident"):
        return desk.get_incident(link)
    return desk.get_family(link) if found.kind == "family" else desk.get_contradiction(link)


def _find_part(desk: Desk, found: Found) -> Claim | Event | LooseToll | None:
    record = desk.get_record(found.report or "")
    parts: list[Claim | Event | LooseToll] = [*record.claims, *record.events, *record.tolls] if record else []
    return next((part for part in parts if part.id == found.id), None)


_SHOW: dict[str, Callable[[Lines, Desk, Found], None]] = {
    "report": show_report,
    "claim": show_claim,
    "event": show_incident,
    "toll": show_incident,
    "statement": show_statement,
    "incident": show_incident,
    "family": show_family,
    "contradiction": show_contradiction,
}
