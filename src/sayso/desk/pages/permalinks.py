"""Addresses that stay: ``/c/ID`` of a claim, event or link, ``/d/SHA?char=120,188`` of characters in a text.

Both lead on to the page that shows it. Where several reports share the text, the page lists them.
"""

from __future__ import annotations

import re

import msgspec

from sayso.desk.ask import Ask
from sayso.desk.pages.missing import need
from sayso.desk.parts.lists import list_reports
from sayso.desk.places import path_to, path_to_span
from sayso.desk.view import Elsewhere, House, View
from sayso.export.markup import join_markup, tag
from sayso.model import Record, Span
from sayso.store import Found, ReportRow

_CHARS = re.compile(r"(\d{1,9}),(\d{1,9})")
_ROOMS = {"report": "reports", "statement": "statements", "incident": "incidents", "family": "families"}
_SHA = re.compile(r"[0-9a-f]{64}")


class Choice(msgspec.Struct, frozen=True):
    """The reports that an address may mean, and where each of them is."""

    reports: tuple[ReportRow, ...]
    addresses: tuple[str, ...]


def load_claim(house: House, ask: Ask) -> Choice | Elsewhere:
    """Where a claim, an event, a toll or a link is shown."""
    found = house.desk.find_ref(ask.id) or tuple(one for one in house.desk.find_id(ask.id) if one.id == ask.id)
    addresses = [address for one in found[:50] if (address := _find_address(house, one)) is not None]
    need(addresses or None, "claim, event or link", ask.id)
    if len(set(addresses)) == 1:
        return Elsewhere(addresses[0])
    return _offer(house, [one.report or "" for one in found[:50]], addresses)


def _find_address(house: House, one: Found) -> str | None:
    if one.kind in _ROOMS:
        return path_to(_ROOMS[one.kind], one.id)
    if one.kind == "contradiction":
        contradiction = house.desk.get_contradiction(one.id)
        if contradiction is None:
            return None
        room = "statements" if contradiction.of.startswith("statement") else "incidents"
        return f"{path_to(room, contradiction.of)}#{one.id}"
    record = house.desk.get_record(one.report or "")
    span = _find_span(record, one.id) if record is not None else None
    return path_to_span(one.report or "", span) if span is not None else path_to("reports", one.report or "")


def _find_span(record: Record, id: str) -> Span | None:
    for claim in record.claims:
        if claim.id == id:
            return next(iter(claim.content), None) or claim.cue or claim.source
    return next((event.trigger for event in record.events if event.id == id), None) or next(
        (toll.words for toll in record.tolls if toll.id == id), None
    )


def load_text(house: House, ask: Ask) -> Choice | Elsewhere:
    """Where characters of a text are shown. ``char`` is "start,end"."""
    sha = ask.id if _SHA.fullmatch(ask.id) else None
    reports = house.desk.find_text(need(sha, "text", ask.id))
    need(reports or None, "text", ask.id)
    found = _CHARS.fullmatch(ask.one("char"))
    span = Span(int(found[1]), int(found[2])) if found is not None and int(found[1]) < int(found[2]) else None
    addresses = [path_to_span(id, span) if span is not None else path_to("reports", id) for id in reports]
    return Elsewhere(addresses[0]) if len(addresses) == 1 else _offer(house, list(reports), addresses)


def _offer(house: House, ids: list[str], addresses: list[str]) -> Choice:
    rows = house.desk.get_reports(list(dict.fromkeys(ids)))
    return Choice(tuple(rows.values()), tuple(addresses))


def show_choice(house: House, ask: Ask, data: Choice) -> View:
    """Draw the list of what may be meant."""
    links = [tag("li", tag("a", tag("bdi", address), href=address)) for address in data.addresses]
    head = tag(
        "div", tag("h1", "Several reports have these words"), tag("ul", *links, cls="plain-list"), cls="page-head"
    )
    return View("Several reports", join_markup([head, list_reports(data.reports)]), "reports")
