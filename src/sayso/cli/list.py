"""``sayso list``: what a desk holds, page by page."""

from __future__ import annotations

from collections.abc import Callable

import click

from sayso.cli.desks import desk_option, json_option, locate_desk, page_options, write_json
from sayso.cli.listed import print_page
from sayso.ingest import parse_published
from sayso.store import Desk, IncidentQuery, Page, ReportQuery, open_desk

_HELP = """\
List the reports, incidents or speakers of a desk, and more.

WHAT is reports, incidents, speakers, families (of copies) or contradictions.
Reports come newest first, incidents and contradictions with most reports first, speakers with most claims first,
families of copies the largest first.

\b
Examples:
  sayso list
  sayso list reports --outlet "Example Courier" --from 2022-01-05 --to 2022-01-10
  sayso list incidents --type PROTEST --sort contradictions
  sayso list speakers --words ministry --json
"""

_WHAT = ("reports", "incidents", "speakers", "families", "contradictions")
_SORTS: dict[str, tuple[str, ...]] = {
    "reports": ("newest", "oldest", "title", "outlet", "claims", "relevance"),
    "incidents": ("reports", "origins", "contradictions", "newest", "oldest"),
    "speakers": ("claims", "reports", "name"),
    "families": ("reports",),
    "contradictions": ("reports",),
}
# Which list each filter narrows.
_FILTERS: dict[str, tuple[str, ...]] = {
    "words": ("reports", "incidents", "speakers"),
    "outlet": ("reports",),
    "language": ("reports",),
    "speaker": ("reports",),
    "kind": ("reports", "contradictions", "incidents"),
    "type": ("reports", "incidents"),
    "country": ("reports", "incidents"),
    "first": ("reports", "incidents"),
    "last": ("reports", "incidents"),
    "report": ("incidents", "contradictions"),
}
_OPTIONS = {"first": "--from", "last": "--to"}


@click.command(help=_HELP)
@click.argument("what", type=click.Choice(_WHAT), default="reports", metavar="WHAT")
@click.option("--words", default="", help="Only with these words.")
@click.option("--outlet", multiple=True, metavar="NAME", help="Only of this outlet; may be given several times.")
@click.option("--language", multiple=True, metavar="CODE", help="Only in this language.")
@click.option("--speaker", multiple=True, metavar="KEY", help="Only where this party is heard (`list speakers`).")
@click.option("--kind", multiple=True, metavar="CODE", help="Only with this kind of source, or of contradiction.")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only with events of this type.")
@click.option("--country", multiple=True, metavar="CODE", help="Only with places in this country, as KZ.")
@click.option("--from", "first", metavar="DATE", help="Only from this day on.")
@click.option("--to", "last", metavar="DATE", help="Only up to this day.")
@click.option("--report", metavar="ID", help="Only incidents or contradictions of this report.")
@click.option("--sort", metavar="ORDER", help="Another order, as newest, claims, origins or contradictions.")
@desk_option
@page_options
@json_option
def list(  # the name of the command
    *,
    what: str,
    words: str,
    outlet: tuple[str, ...],
    language: tuple[str, ...],
    speaker: tuple[str, ...],
    kind: tuple[str, ...],
    types: tuple[str, ...],
    country: tuple[str, ...],
    first: str | None,
    last: str | None,
    report: str | None,
    sort: str | None,
    desk: str | None,
    size: int,
    page: int,
    as_json: bool,
) -> None:
    """List the reports, incidents or speakers of a desk, and more."""
    given: dict[str, object] = {
        "words": words,
        "outlet": outlet,
        "language": language,
        "speaker": speaker,
        "kind": kind,
        "type": types,
        "country": country,
        "first": _read_day(first, "--from"),
        "last": _read_day(last, "--to"),
        "report": report,
    }
    asked = {name: value for name, value in given.items() if value}
    _check(what, asked, sort)
    with open_desk(locate_desk(desk)) as opened:
        found = _LISTS[what](opened, asked, sort or _SORTS[what][0], page, size)
        if as_json:
            write_json(found.rows)
        else:
            print_page(found, opened)


def _list_reports(desk: Desk, asked: dict[str, object], sort: str, page: int, size: int) -> Page[object]:
    return desk.list_reports(ReportQuery(**asked), sort=sort, page=page, size=size)  # type: ignore[arg-type, return-value]


def _list_incidents(desk: Desk, asked: dict[str, object], sort: str, page: int, size: int) -> Page[object]:
    return desk.list_incidents(IncidentQuery(**asked), sort=sort, page=page, size=size)  # type: ignore[arg-type, return-value]


def _list_speakers(desk: Desk, asked: dict[str, object], sort: str, page: int, size: int) -> Page[object]:
    words = str(asked.get("words", ""))
    return desk.list_speakers(words, sort=sort, page=page, size=size)  # type: ignore[arg-type, return-value]


def _list_families(desk: Desk, asked: dict[str, object], sort: str, page: int, size: int) -> Page[object]:
    return desk.list_families(page=page, size=size)  # type: ignore[return-value]


def _list_contradictions(desk: Desk, asked: dict[str, object], sort: str, page: int, size: int) -> Page[object]:
    return desk.list_contradictions(**asked, page=page, size=size)  # type: ignore[arg-type, return-value]


_LISTS: dict[str, Callable[[Desk, dict[str, object], str, int, int], Page[object]]] = {
    "reports": _list_reports,
    "incidents": _list_incidents,
    "speakers": _list_speakers,
    "families": _list_families,
    "contradictions": _list_contradictions,
}


def _check(what: str, asked: dict[str, object], sort: str | None) -> None:
    for name in asked:
        if what not in _FILTERS[name]:
            raise click.UsageError(
                f"{_OPTIONS.get(name, '--' + name)} narrows {' and '.join(_FILTERS[name])}, not {what}."
            )
    if sort is not None and sort not in _SORTS[what]:
        raise click.UsageError(f"{what} are sorted by {', '.join(_SORTS[what])}, not by {sort[:40]!r}.")


def _read_day(value: str | None, option: str) -> str | None:
    if value is None:
        return None
    day = parse_published(value)
    if day is None:
        raise click.UsageError(f"{option} {value[:40]!r} is no date. Write it as 2022-01-10.")
    return day[:10]
