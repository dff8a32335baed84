"""``sayso origins``: an incident, statement or claim of a desk in, the tree of its origins out."""

from __future__ import annotations

from collections.abc import Iterator

import click
import msgspec

from sayso.cli.desks import desk_option, json_option, locate_desk
from sayso.cli.json_lines import encode_value
from sayso.cli.safe import clip
from sayso.cli.sinks import STANDARD_OUTPUT, open_sink
from sayso.cli.traced import Traced, describe_count
from sayso.errors import SaysoError
from sayso.linking.origins import count_roles
from sayso.model import Provenance, StepRole
from sayso.store import Desk, Found, open_desk

_HELP = """\
Show where an incident or a claim comes from.

ID is the id of an incident, a statement, a claim, an event or a toll on the desk, or its first characters; of a claim,
its statement is traced, of an event or a toll, its incident. The id of a report stands for all incidents of that report
that other reports tell of too. Without ID it is the incident of most reports.

"N reports, M origins" counts who first put something into the world: reports that copy one another, or that cite the
same body, share one origin. Below it stand the ways from each origin to the reports, with the reason of every step.

\b
Examples:
  sayso origins
  sayso origins incident-3f0a91c2b4d5e6f7
  sayso origins claim-8c1e --desk unrest.sayso
  sayso origins report-12 --json
"""
_KINDS = {"statement", "incident", "claim", "event", "toll", "report"}
_MOST_NAMED = 5


class Traces(msgspec.Struct, frozen=True):
    """One line of ``--json``: what was traced, "N reports, M origins", how many of each role, and all trails."""

    title: str
    count: str
    roles: dict[StepRole, int]
    provenance: Provenance


@click.command(help=_HELP)
@click.argument("name", metavar="[ID]", required=False)
@desk_option
@json_option
def origins(*, name: str | None, desk: str | None, as_json: bool) -> None:
    """Show where an incident or a claim comes from."""
    view = Traced(to_stdout=True)
    with open_desk(locate_desk(desk)) as held, open_sink(STANDARD_OUTPUT) as write:
        for link in _find_links(held, name) if name is not None else _find_largest(held):
            provenance = held.get_provenance(link)
            if provenance is None:
                continue
            title = _find_title(held, link)
            if as_json:
                write(encode_value(Traces(title, describe_count(provenance), count_roles(provenance), provenance)))
            else:
                write(view.render(provenance, title, _find_days(held, provenance)))


def _find_largest(desk: Desk) -> list[str]:
    """The id of the incident that most reports tell of. Raises SaysoError SAY-810 where there is none."""
    found = [row.id for row in desk.list_incidents(size=1).rows]
    if not found:
        raise SaysoError("SAY-810", path=desk.path)
    return found


def _find_links(desk: Desk, name: str) -> list[str]:
    """The ids of the incidents and statements meant. Raises SaysoError SAY-807 for none, SAY-808 for several."""
    found = [one for one in desk.find_id(name) if one.kind in _KINDS]
    links = list(dict.fromkeys(link for one in found for link in _list_links(desk, one)))
    if not links:
        raise SaysoError("SAY-807", path=desk.path, name=clip(name, 80))
    if len(links) > 1 and not all(one.kind == "report" for one in found):
        raise SaysoError("SAY-808", path=desk.path, name=clip(name, 80), found=", ".join(_name_some(found)))
    return links


def _list_links(desk: Desk, found: Found) -> Iterator[str]:
    if found.kind != "report":
        yield found.link or found.id
        return
    for link in dict.fromkeys(desk.map_links(found.id).values()):
        provenance = desk.get_provenance(link)
        if provenance is not None and provenance.reports > 1:
            yield link


def _name_some(found: list[Found]) -> list[str]:
    names = [f"{one.kind} {one.id}" for one in found[:_MOST_NAMED]]
    return [*names, "..."] if len(found) > _MOST_NAMED else names


def _find_title(desk: Desk, link: str) -> str:
    incident = desk.get_incident(link)
    if incident is not None:
        return incident.incident.title
    statement = desk.get_statement(link)
    return statement.claims[0].content if statement is not None and statement.claims else link


def _find_days(desk: Desk, provenance: Provenance) -> dict[str, str]:
    steps = (step for origin in provenance.origins for trail in origin.trails for step in trail.steps)
    rows = desk.get_reports(sorted({step.held for step in steps if step.held is not None}))
    return {report: (row.published or "")[:10] for report, row in rows.items()}
