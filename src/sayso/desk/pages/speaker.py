"""One speaker: all that was said, in the order of saying, each statement once with the reports that carry it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.desk.ask import Ask
from sayso.desk.pages.missing import need
from sayso.desk.parts.lists import render_pager
from sayso.desk.parts.words import bdi, count_of, empty, name_day, name_days
from sayso.desk.places import hue, path_to, path_to_span
from sayso.desk.view import House, View
from sayso.export.markup import Html, join_markup, tag
from sayso.export.page.kinds import name_kind
from sayso.store import ClaimRow, Page, SpeakerRow

_SIZE = 120


class SpeakerPage(msgspec.Struct, frozen=True):
    """The speaker and a page of claims."""

    speaker: SpeakerRow
    claims: Page[ClaimRow]


def load(house: House, ask: Ask) -> SpeakerPage:
    """Ask the desk."""
    speaker = need(house.desk.get_speaker(ask.id), "speaker", ask.id)
    claims = house.desk.list_claims_of(
        ask.id, first=ask.day("first"), last=ask.day("last"), page=ask.number("page"), size=_SIZE
    )
    return SpeakerPage(speaker, claims)


def show(house: House, ask: Ask, data: SpeakerPage) -> View:
    """Draw the page."""
    row = data.speaker
    told = " \u00b7 ".join(
        part
        for part in (
            count_of(row.claims, "claim"),
            count_of(row.statements, "statement"),
            count_of(row.reports, "report"),
            name_days(row.first, row.last),
        )
        if part
    )
    kinds = list(dict.fromkeys(claim.kind for claim in data.claims.rows if claim.kind))[:4]
    over = ", ".join(name_kind(kind) for kind in kinds) or "Speaker"
    dot = tag("i", cls=f"dot-of {hue(row.key)}", aria_hidden="true")
    days = [
        tag("label", tag("span", label), tag("input", type="date", name=name, value=ask.day(name) or ""))
        for name, label in (("first", "from"), ("last", "to"))
    ]
    form = tag("form", *days, tag("button", "Show", type="submit"), action=ask.path, cls="ask")
    head = tag(
        "div",
        tag("p", over[:1].upper() + over[1:], cls="over"),
        tag("h1", dot, bdi(row.name)),
        tag("p", told, cls="lead"),
        tag("p", "By the day on which it was said; below each, the reports that carry it.", cls="soft"),
        form,
        cls="page-head",
    )
    return View(
        row.name, join_markup([head, _render_days(data.claims.rows), render_pager(ask, data.claims)]), "speakers"
    )


def _render_days(rows: Sequence[ClaimRow]) -> Html:
    """The claims by day of saying; claims of one statement on one day are one entry."""
    if not rows:
        return empty("Nothing in these days.")
    days: dict[str, dict[str, list[ClaimRow]]] = {}
    for row in rows:
        day = (row.said or "")[:10]
        days.setdefault(day, {}).setdefault(row.statement or row.id, []).append(row)
    items = [
        tag(
            "li",
            tag("h2", name_day(day) or "Day not told"),
            tag("ol", *(_render_group(group) for group in groups.values())),
        )
        for day, groups in days.items()
    ]
    return tag("ol", *items, cls="by-day")


def _render_group(rows: Sequence[ClaimRow]) -> Html:
    first = max(rows, key=lambda row: len(row.content))
    words = bdi(first.content, 500) if first.content else tag("span", "no content was found", cls="empty")
    address = path_to_span(first.report, first.span) if first.span is not None else path_to("reports", first.report)
    cls = "quoted direct" if first.quotation != "indirect" else "quoted"
    links = [
        tag("a", bdi(row.outlet or row.title or row.report, 60), href=path_to("reports", row.report))
        for row in rows[:8]
    ]
    left = len(rows) - len(links)
    told = join_markup([*links, *([f"{left:,} more"] if left > 0 else [])], ", ")
    same = [" \u00b7 ", tag("a", "origins", href=path_to("statements", first.statement))] if first.statement else []
    return tag(
        "li", tag("p", tag("a", words, href=address, cls="go"), cls=cls, dir="auto"), tag("p", told, *same, cls="facts")
    )
