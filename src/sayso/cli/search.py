"""``sayso search``: words in, the reports or claims of a desk that hold them out."""

from __future__ import annotations

import click
from rich.text import Text

from sayso.cli.desks import (
    Lines,
    desk_option,
    json_option,
    locate_desk,
    name_report,
    page_options,
    write_json,
)
from sayso.cli.safe import show_line
from sayso.store import ClaimHit, Page, ReportHit, Snippet, open_desk

_HELP = """\
Search the reports and claims of a desk.

All WORDS must be there, in any order and any form: "protest" finds "protesters". In quotation marks they must follow
one another; * after two letters or more stands for any ending; - in front leaves out what has the word.

\b
Examples:
  sayso search gas protest
  sayso search '"special quarters"' --claims
  sayso search --json -- ferry -storm
"""


@click.command(help=_HELP)
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--claims", is_flag=True, help="Search what was said and who said it, in place of whole reports.")
@desk_option
@page_options
@json_option
def search(*, words: tuple[str, ...], claims: bool, desk: str | None, size: int, page: int, as_json: bool) -> None:
    """Search the reports and claims of a desk."""
    with open_desk(locate_desk(desk)) as opened:
        asked = " ".join(words)
        if claims:
            found = opened.search_claims(asked, page=page, size=size)
            write_json(found.rows) if as_json else _print_claims(found)
        else:
            hits = opened.search(asked, page=page, size=size)
            write_json(hits.rows) if as_json else _print_reports(hits)


def _print_reports(found: Page[ReportHit]) -> None:
    lines = Lines()
    for hit in found.rows:
        report = hit.report
        lines.title(name_report(report), report.outlet, report.published, report.id)
        if hit.snippet is not None:
            lines.line(_mark(hit.snippet), left=4)
        lines.line()
    lines.page(found, "report")


def _print_claims(found: Page[ClaimHit]) -> None:
    lines = Lines()
    for hit in found.rows:
        claim = hit.claim
        lines.title(claim.speaker or "no source named", claim.said, claim.outlet, claim.id, f"in {claim.report}")
        lines.line(_mark(hit.snippet) if hit.snippet is not None else claim.content, left=4)
        lines.line()
    lines.page(found, "claim")


def _mark(snippet: Snippet) -> Text:
    shown, at = Text("… " if snippet.span.start else ""), 0
    for mark in snippet.marks:
        shown.append(show_line(snippet.words[at : mark.start]))
        shown.append(show_line(mark.text(snippet.words)), "bold yellow")
        at = mark.end
    return shown.append(show_line(snippet.words[at:]))
