"""Times and places in the text: a quiet line under the words, and what is known of them on pointing at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from sayso.export.map.spots import explain_absence, name_precision
from sayso.export.markup import Html, escape_text, show_plain, tag
from sayso.export.page.pieces import Piece
from sayso.export.page.view import ReportView
from sayso.linking.naming import name_value
from sayso.model import Place, Time

_LONGEST = 120


class Inner:
    """Marks what stands in a piece of the text beside the claims: its times and places."""

    def __init__(self, view: ReportView) -> None:
        self._view = view
        self._times = {time.id: time for time in view.times if time is not None}
        self._title_time = cache(self._make_time_title)
        self._title_place = cache(self._make_place_title)

    def mark(self, piece: Piece, words: str) -> Html:
        """The words under the marks of every time and place around them, the innermost inside."""
        marked = escape_text(words)
        for marking in piece.markings:
            if marking.role == "when":
                marked = tag("span", marked, cls="when", title=self._title_time(marking.number))
            elif marking.role == "where":
                marked = tag("span", marked, cls="where", title=self._title_place(marking.number))
        return marked

    def _make_time_title(self, number: int) -> str:
        time = self._view.times[number - 1]
        return describe_time(time, self._times, self._view.report.text) if time is not None else ""

    def _make_place_title(self, number: int) -> str:
        place = self._view.places[number - 1]
        return describe_place(place) if place is not None else ""


def list_anchors(view: ReportView) -> Iterator[tuple[int, Html]]:
    """Where links to the times and places of a report lead: (place in the text, an empty mark)."""
    for letter, found in (("m", view.times), ("o", view.places)):
        for number, one in enumerate(found, start=1):
            if one is not None:
                yield one.start, tag("i", id=f"r{view.number}{letter}{number}", cls="at")


def describe_time(time: Time, times: Mapping[str, Time], text: str) -> str:
    """Value, precision and anchor in one line; of an ambiguous time all values."""
    if time.type in ("DURATION", "SET"):
        kind = "length of time" if time.type == "DURATION" else "repetition"
        return f"Time: {kind}, {show_plain(time.value or 'not told', _LONGEST)}"
    parts = [name_readings(time)]
    if time.precision is not None:
        parts.append(f"known to the {time.precision.replace('-', ' ')}" if time.precision != "vague" else "vague")
    anchor = times.get(time.anchor or "")
    if time.anchor == "published":
        parts.append("counted from the date of publication")
    elif anchor is not None:
        parts.append(f"counted from \u201c{show_plain(text[anchor.start : anchor.end], _LONGEST)}\u201d")
    return f"Time: {'; '.join(parts)}"


def name_readings(time: Time) -> str:
    """The value in words; ``7 January 2022, or 9 January 2022`` where there are several."""
    values: Sequence[str] = [candidate.value for candidate in time.candidates]
    if len(values) < 2:
        return show_plain(name_value(time.value, mod=time.mod, zone=time.zone), _LONGEST)
    return show_plain(", or ".join(dict.fromkeys(name_value(value) for value in values[:6])), 2 * _LONGEST)


def describe_place(place: Place) -> str:
    """Resolved name, precision and use in one line, or why the place is not on the map."""
    why = explain_absence(place)
    name = ", ".join(part for part in (place.resolved_name, place.admin1, place.country) if part)
    if why is not None:
        return f"Place: {show_plain(f'{name}; {why}' if name else why, 2 * _LONGEST)}"
    size = f", within {place.radius_km:,.0f} km" if place.radius_km else ""
    return f"Place: {show_plain(name or place.name, _LONGEST)}; {name_precision(place.precision)}{size}"
