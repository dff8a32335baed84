"""When things were said and when they happened, as a strip of two lanes over one axis, and as a list in order.

Nothing is drawn more exactly than it is known: a month is a bar as wide as the month, a range one from its first day
to its last, and an ambiguous time stands hollow at every reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from sayso.export.markup import Html, join_markup, show_plain, tag
from sayso.export.page.axis import Axis, Bounds, choose_axis
from sayso.export.page.events import REALIS, name_type
from sayso.export.page.view import ReportView
from sayso.linking import Lane, Row
from sayso.linking.naming import read_bounds
from sayso.linking.timeline import Happening

_LANES: tuple[Lane, ...] = ("said", "happened")
_HEAD, _LANE, _LINE, _BAR = 22, 20, 21, 11  # heights: publication, name of a lane, a row, a bar
_MOST_LINES = 9
_MOST_LISTED = 400
_LONGEST_LABEL, _LONGEST = 24, 160
_WIDTH = 700  # pixels that labels are given room for; a narrower page scrolls the strip
_LETTER = 6.6
_THINNEST = 0.7  # per cent
_OPEN = 5.0  # per cent that the line of a time before or after another is long


Side = Literal["before", "after", "inside"]


class _Item(msgspec.Struct, frozen=True):
    row: Row
    bars: tuple[Bounds, ...]
    label: str


class _Seat(msgspec.Struct, frozen=True):
    """An item in row ``line`` of its lane; its label stands at ``at`` per cent, before, after or inside it."""

    item: _Item
    line: int
    label: str
    at: float
    side: Side


def render_strip(view: ReportView, rows: Sequence[Row]) -> Html:
    """The strip and the list; nothing for a report without a time."""
    if not rows:
        return Html()
    numbers = {time.id: number for number, time in enumerate(view.times, start=1) if time is not None}
    number = view.number
    heading = tag("h3", "When", id=f"r{number}q")
    parts = [_render_lanes(view, rows, numbers), _render_list(view, rows, numbers)]
    return tag("section", heading, *parts, cls="when-strip", aria_labelledby=f"r{number}q")


def _render_lanes(view: ReportView, rows: Sequence[Row], numbers: dict[str, int]) -> Html:
    items = [_make_item(row) for row in rows if row.bounds is not None and row.lane in _LANES]
    if not items:
        return Html()
    published = read_bounds(view.report.published, view.report.published)
    day = published[0] + (published[1] - published[0]) / 2 if published is not None else None
    axis = choose_axis([bar for item in items for bar in item.bars], day)
    parts, top = [], _HEAD
    for lane in _LANES:
        mine = [item for item in items if item.row.lane == lane]
        drawn, lines = _draw_lane(mine, lane, axis, top, view.number, numbers)
        parts += drawn
        top += _LANE + lines * _LINE + 8
    grid = list(_draw_grid(axis, top))
    label = f"Times of the report: {sum(i.row.lane == 'said' for i in items)} said, the others happened; listed below"
    drawing = tag(
        "svg", tag("g", *grid, cls="tick"), *_draw_published(axis, day, top), *parts,
        width="100%", height=top + 22, role="group", aria_label=label, cls="lanes",
    )  # fmt: skip
    return tag("div", drawing, cls="scroll", tabindex="0", role="region", aria_label="Strip of times")


def _make_item(row: Row) -> _Item:
    bars = [bounds] if (bounds := row.bounds) is not None else []
    if len(row.candidates) > 1:
        found = [read_bounds(option.earliest, option.latest) for option in row.candidates[:6]]
        bars = list(dict.fromkeys(bar for bar in found if bar is not None)) or bars
    if row.lane == "said":
        names = list(dict.fromkeys(statement.speaker or "no source named" for statement in row.said))
        label = names[0] + (f" +{len(names) - 1}" if len(names) > 1 else "")
    else:
        label = _name_events(row) or row.dates or row.words
    return _Item(row, tuple(bars), show_plain(label, _LONGEST_LABEL) + ("?" if len(bars) > 1 else ""))


def _draw_lane(
    items: Sequence[_Item], lane: Lane, axis: Axis, top: int, report: int, numbers: dict[str, int]
) -> tuple[list[Html], int]:
    """The lane's name and its items in as few rows as hold them, and how many rows that are."""
    seats, left = _seat(items, axis)
    more = f", {left:,} more in the list" if left else ""
    name = tag("text", f"{lane}{more}" if items else f"{lane}: no time told", x=0, y=top + 13, cls="lane")
    parts = [name]
    for seat in seats:
        number = numbers.get(seat.item.row.time)
        href = f"#r{report}m{number}" if number is not None else f"#r{report}q"
        marks = _draw_item(seat, axis, top + _LANE + seat.line * _LINE)
        parts.append(tag("a", tag("title", _describe(seat.item.row)), *marks, href=href, cls=f"tm {lane}"))
    return parts, 1 + max((seat.line for seat in seats), default=0)


def _seat(items: Sequence[_Item], axis: Axis) -> tuple[list[_Seat], int]:
    seats: list[_Seat] = []
    ends: list[list[tuple[float, float]]] = []
    for item in items:
        label = _name_far(item, axis) + item.label
        side, at, low, high = _choose_side(item, axis, 100 * (len(label) * _LETTER + 14) / _WIDTH)
        line = next((n for n, taken in enumerate(ends) if all(high <= a or low >= b for a, b in taken)), len(ends))
        if line >= _MOST_LINES:
            continue
        if line == len(ends):
            ends.append([])
        ends[line].append((low, high))
        seats.append(_Seat(item, line, label, at, side))
    return seats, len(items) - len(seats)


def _choose_side(item: _Item, axis: Axis, room: float) -> tuple[Side, float, float, float]:
    """The side of the label, where it begins or ends, and from where to where item and label reach."""
    low, high = _reach(item, axis)
    if len(item.bars) == 1 and high - low >= room + 3:
        return "inside", low + 1.5, low, high
    if high + room > 100 and low - room >= 0:
        return "before", low, low - room, high
    return "after", high, low, high + room


def _reach(item: _Item, axis: Axis) -> tuple[float, float]:
    spans = [_span(bar, axis) for bar in item.bars]
    if item.row.side == "before":
        return max(spans[0][0] - _OPEN, 0.0), spans[0][0]
    if item.row.side == "after":
        return spans[0][1], min(spans[0][1] + _OPEN, 100.0)
    return min(low for low, _ in spans), max(high for _, high in spans)


def _span(bar: Bounds, axis: Axis) -> tuple[float, float]:
    """From where to where a stretch is drawn; one before or after the axis has a thin mark in the margin."""
    if bar[1] < axis.first:
        return 0.6, 0.6 + _THINNEST
    if bar[0] > axis.last:
        return axis.right + 1.5, axis.right + 1.5 + _THINNEST
    low, high = axis.place(bar[0]), axis.place(_add_minute(bar[1]))
    return low, max(high, low + _THINNEST)


def _add_minute(moment: datetime) -> datetime:
    return moment + timedelta(minutes=1) if moment.year < 9999 else moment


def _draw_item(seat: _Seat, axis: Axis, top: int) -> Iterator[Html]:
    hollow = len(seat.item.bars) > 1
    if hollow:
        low, high = _reach(seat.item, axis)
        y = top + _BAR / 2 + 2
        yield tag("line", x1=f"{low:.2f}%", x2=f"{high:.2f}%", y1=y, y2=y, cls="tie")
    if seat.item.row.side is not None:
        yield from _draw_open(seat.item, axis, top)
    for bar in seat.item.bars if seat.item.row.side is None else ():
        first, last = _span(bar, axis)
        far = bar[1] < axis.first or bar[0] > axis.last
        cls = " ".join(word for word, is_so in (("hollow", hollow), ("far", far)) if is_so) or None
        size = {"x": f"{first:.2f}%", "width": f"{last - first:.2f}%", "y": str(top + 2), "height": str(_BAR)}
        yield tag("rect", rx=2, cls=cls, **size)
        if not far and bar[0] < axis.first:
            yield tag("text", "\u25c2", x=f"{axis.left:.2f}%", dx=2, y=top + 12, cls="on")
        if not far and bar[1] > axis.last:
            yield tag("text", "\u25b8", x=f"{axis.right:.2f}%", dx=-2, y=top + 12, text_anchor="end", cls="on")
    shift, anchor = (-6, "end") if seat.side == "before" else (6, None)
    cls = "in" if seat.side == "inside" else None
    yield tag("text", seat.label, x=f"{seat.at:.2f}%", dx=shift, y=top + 12, text_anchor=anchor, cls=cls)


def _draw_open(item: _Item, axis: Axis, top: int) -> Iterator[Html]:
    """An arrow away from the value of a time that lies before or after it."""
    low, high = _reach(item, axis)
    y = top + _BAR / 2 + 2
    sign, at, edge = ("\u25c2", low, high) if item.row.side == "before" else ("\u25b8", high, low)
    yield tag("line", x1=f"{low:.2f}%", x2=f"{high:.2f}%", y1=y, y2=y, cls="tie")
    yield tag("line", x1=f"{edge:.2f}%", x2=f"{edge:.2f}%", y1=top + 2, y2=top + 2 + _BAR, cls="edge")
    yield tag("text", sign, x=f"{at:.2f}%", y=top + 12, text_anchor="middle", cls="arrow")


def _name_far(item: _Item, axis: Axis) -> str:
    """The year of what lies before or after the axis."""
    first, last = item.bars[0]
    if last >= axis.first and first <= axis.last:
        return ""
    years = f"{first.year}" if first.year == last.year else f"{first.year}\u2013{last.year}"
    return "" if item.label.startswith(years) else f"{years} "


def _draw_grid(axis: Axis, top: int) -> Iterator[Html]:
    """Lines where days, months or years begin, their names below, and the edge of the margins."""
    for tick in axis.list_ticks():
        x = f"{tick.at:.2f}%"
        yield tag("line", x1=x, x2=x, y1=_HEAD, y2=top)
        if tick.name:
            yield tag("text", tick.name, x=f"{tick.middle:.2f}%", y=top + 16, text_anchor="middle")
    if axis.left:
        yield from _draw_margin("before", f"{axis.left:.2f}%", 0, None, top)
    if axis.right < 100:
        yield from _draw_margin("after", f"{axis.right:.2f}%", "100%", "end", top)


def _draw_margin(name: str, x: str, at: str | int, anchor: str | None, top: int) -> Iterator[Html]:
    yield tag("line", x1=x, x2=x, y1=_HEAD, y2=top, cls="margin")
    yield tag("text", name, x=at, y=12, text_anchor=anchor)


def _draw_published(axis: Axis, day: datetime | None, top: int) -> Iterator[Html]:
    if day is not None:
        at = axis.place(day)
        x = f"{at:.2f}%"
        anchor = "start" if at < 10 else "end" if at > 90 else "middle"
        yield tag("line", x1=x, x2=x, y1=16, y2=top, cls="published")
        yield tag("text", "published", x=x, y=12, text_anchor=anchor, cls="published")


def _describe(row: Row) -> str:
    """What a mark of the strip says when it is pointed at."""
    parts = [_name_when(row), f"\u201c{show_plain(row.words, _LONGEST)}\u201d"]
    for statement in row.said[:4]:
        words = ": ".join(part for part in (statement.speaker or "no source named", statement.cue) if part)
        parts.append(show_plain(words, _LONGEST))
    parts += [_describe_event(event) for event in row.happened[:4]]
    if row.dates and not row.said and not row.happened:
        parts.append(f"when: {show_plain(row.dates, _LONGEST)}")
    if row.told_by is not None:
        parts.append(f"as told by {show_plain(row.told_by.speaker or 'a claim without a source', _LONGEST)}")
    return " \u00b7 ".join(parts)


def _name_when(row: Row) -> str:
    if len(row.candidates) > 1:
        return show_plain(", or ".join(dict.fromkeys(option.name for option in row.candidates[:6])), _LONGEST)
    return show_plain(row.name, _LONGEST)


def _render_list(view: ReportView, rows: Sequence[Row], numbers: dict[str, int]) -> Html:
    cards = {event.event.id: f"e{event.number}" for event in view.events}
    cards |= {claim.claim.id: f"k{claim.number}" for claim in view.claims}
    heads = [tag("th", name, scope="col") for name in ("When", "Lane", "Words", "What")]
    body = [_render_row(view, row, numbers, cards) for row in rows[:_MOST_LISTED]]
    table = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *body))
    more = len(rows) - len(body)
    note = tag("p", f"and {more:,} more", cls="empty") if more > 0 else Html()
    summary = tag("summary", tag("span", f"All times in order ({len(rows):,})"))
    return tag("details", summary, tag("div", table, cls="scroll"), note)


def _render_row(view: ReportView, row: Row, numbers: dict[str, int], cards: dict[str, str]) -> Html:
    number = numbers.get(row.time)
    words = tag("bdi", show_plain(row.words, _LONGEST))
    linked = tag("a", words, href=f"#r{view.number}m{number}") if number is not None else words
    when = _name_when(row) if row.value is not None else "not resolved"
    return tag(
        "tr",
        tag("td", when),
        tag("td", row.lane if row.lane in _LANES else "\u2013"),
        tag("td", linked),
        tag("td", *_tell_what(view, row, cards)),
    )


def _tell_what(view: ReportView, row: Row, cards: dict[str, str]) -> Iterator[Html]:
    said = [_name_statement(view, s.claim, s.speaker, s.cue, cards) for s in row.said[:8]]
    told = bool(said or row.happened or row.dates)
    if said:
        yield join_markup(said, "; ")
    elif row.happened:
        yield join_markup([_link_event(view, event, cards) for event in row.happened[:8]], "; ")
    elif row.dates:
        yield tag("bdi", show_plain(row.dates, _LONGEST))
    if row.told_by is not None:
        teller = _name_statement(view, row.told_by.claim, row.told_by.speaker, None, cards)
        yield join_markup([", told by " if told else "told by ", teller])
    if row.why is not None:
        yield tag("span", (" \u00b7 " if told else "") + row.why, cls="voiced")


def _name_events(row: Row) -> str:
    """The words of the first event of a time, behind its sign where it did not happen, and how many more there are."""
    words = list(dict.fromkeys(_sign(event) + event.words for event in row.happened))
    return words[0] + (f" +{len(words) - 1}" if len(words) > 1 else "") if words else ""


def _sign(event: Happening) -> str:
    return "" if event.realis == "actual" else f"{REALIS[event.realis][0]} "


def _describe_event(event: Happening) -> str:
    realis = "" if event.realis == "actual" else f" ({REALIS[event.realis][1]})"
    return show_plain(f"{name_type(event.type)}: {event.words}{realis}", _LONGEST)


def _link_event(view: ReportView, event: Happening, cards: dict[str, str]) -> Html:
    told = tag("bdi", _describe_event(event))
    card = cards.get(event.event)
    return tag("a", told, href=f"#r{view.number}{card}") if card is not None else told


def _name_statement(view: ReportView, claim: str, speaker: str, cue: str | None, cards: dict[str, str]) -> Html:
    words = [tag("bdi", show_plain(speaker or "no source named", _LONGEST))]
    if cue:
        words.append(tag("bdi", show_plain(cue, _LONGEST)))
    told = join_markup(words, ": ")
    card = cards.get(claim)
    return tag("a", told, href=f"#r{view.number}{card}") if card is not None else told
