"""Rows of a desk as lines for reading."""

from __future__ import annotations

from sayso.cli.desks import Lines, name_report, span_days
from sayso.cli.phrases import count
from sayso.store import ContradictionRow, Desk, FamilyRow, IncidentRow, Page, ReportRow, SpeakerRow


def print_page(found: Page[object], desk: Desk) -> None:
    """Print the rows of a page, of whatever kind they are, and how many there are in all."""
    lines = Lines()
    for row in found.rows:
        print_row(lines, row)
    lines.page(found, "")
    unlinked = desk.totals().unlinked
    if unlinked:
        lines.line(f"{count(unlinked, 'report')} not linked yet: sayso add --desk {desk.path}")


def print_row(lines: Lines, row: object) -> None:
    """Print a row of a list: a title, and a line of facts."""
    if isinstance(row, ReportRow):
        print_report(lines, row)
    elif isinstance(row, IncidentRow):
        _print_incident(lines, row)
    elif isinstance(row, SpeakerRow):
        days = span_days(row.first, row.last)
        lines.title(row.name, count(row.claims, "claim"), count(row.reports, "report"), days, row.key)
    elif isinstance(row, FamilyRow):
        lines.title(row.title or row.root or "", count(row.reports, "report"), row.outlet or row.credited, row.id)
        lines.line(row.reason, left=4)
    elif isinstance(row, ContradictionRow):
        lines.title(f"{row.kind}: {' / '.join(row.values)}", row.about, count(row.reports, "report"), row.id)
        lines.facts(row.reason, f"about {row.of}", left=4)


def print_report(lines: Lines, row: ReportRow) -> None:
    """Print a report: its title, and a line of facts."""
    copies = f"{row.copies} copies in {row.family}" if row.family else ""
    given = f"given as {row.given}" if row.given else ""
    linked = "" if row.linked else "not linked yet"
    counts = f"{count(row.words, 'word')}, {count(row.claims, 'claim')}, {count(row.events, 'event')}"
    lines.title(name_report(row), row.outlet, row.published, counts, copies, linked, row.id, given)


def _print_incident(lines: Lines, row: IncidentRow) -> None:
    days = span_days(row.earliest, row.latest)
    numbers = f"{count(row.reports, 'report')}, {count(row.origins, 'origin')}"
    differ = count(row.contradictions, "contradiction") if row.contradictions else ""
    lines.title(row.title, numbers, differ, row.mode or row.type, days, row.place, row.country, row.id)
