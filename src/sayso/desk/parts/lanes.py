"""Lanes over one axis of time: what was said when, what happened when, and when it was published.

Nothing is drawn more exactly than it is known: a month is a bar as wide as the month.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from sayso.desk.parts.words import count_of
from sayso.desk.places import hue
from sayso.export.markup import Html, show_plain, tag
from sayso.export.page.axis import Axis, choose_axis
from sayso.linking.naming import read_bounds

LaneName = Literal["happened", "said", "published"]

_LANES: tuple[LaneName, ...] = ("happened", "said", "published")
_HEAD, _NAME, _LINE, _BAR = 6, 20, 21, 11
_MOST_LINES = 7
_LETTER, _WIDTH = 6.6, 1000
_THINNEST = 0.55
_LONGEST_LABEL = 34


class LaneItem(msgspec.Struct, frozen=True, order=True):
    """A stretch of time with a name; ``earliest`` and ``latest`` are ISO 8601, ``address`` where its words stand."""

    lane: LaneName
    earliest: str
    latest: str
    label: str
    party: str | None
    report: str
    address: str


class _Bar(msgspec.Struct, frozen=True):
    first: datetime
    last: datetime
    label: str
    items: tuple[LaneItem, ...]


def render_lanes(items: Sequence[LaneItem]) -> Html:
    """The drawing; nothing without a time."""
    bars = {lane: _join(lane, items) for lane in _LANES}
    stretches = [(bar.first, bar.last) for some in bars.values() for bar in some]
    if not stretches:
        return Html()
    axis = choose_axis(stretches, None)
    parts, top = [], _HEAD
    for lane in _LANES:
        drawn, lines = _draw_lane(lane, bars[lane], axis, top)
        parts += drawn
        top += _NAME + lines * _LINE + 8
    grid = tag("g", *_draw_grid(axis, top), cls="tick")
    told = ", ".join(f"{len(bars[lane])} {lane}" for lane in _LANES)
    drawing = tag(
        "svg", grid, *parts, width="100%", height=top + 22, role="group", aria_label=f"Times: {told}", cls="lanes"
    )
    return tag("div", drawing, cls="scroll", tabindex="0", role="region", aria_label="Times")


def _join(lane: LaneName, items: Sequence[LaneItem]) -> list[_Bar]:
    """Items of a lane with the same time and name are one bar."""
    groups: dict[tuple[datetime, datetime, str], list[LaneItem]] = {}
    for item in sorted(set(items)):
        bounds = read_bounds(item.earliest, item.latest)
        if item.lane == lane and bounds is not None:
            label = "" if lane == "published" else item.label
            groups.setdefault((*bounds, label), []).append(item)
    bars = []
    for (first, last, label), some in groups.items():
        many = len({item.report for item in some})
        count = f" \u00d7{many}" if many > 1 else ""
        words = (count_of(many, "report") if many > 1 else some[0].label) if lane == "published" else label + count
        bars.append(_Bar(first, last, show_plain(words, _LONGEST_LABEL), tuple(some)))
    return bars


def _draw_lane(lane: LaneName, bars: Sequence[_Bar], axis: Axis, top: int) -> tuple[list[Html], int]:
    taken: list[list[tuple[float, float]]] = []
    drawn: list[Html] = []
    left = 0
    for bar in bars:
        low, high = _reach(bar, axis)
        room = 100 * (len(bar.label) * _LETTER + 14) / _WIDTH
        before = high + room > 100 and low - room >= 0
        begin, end = (low - room, high) if before else (low, high + room)
        line = next((n for n, some in enumerate(taken) if all(end <= a or begin >= b for a, b in some)), len(taken))
        if line >= _MOST_LINES:
            left += 1
            continue
        if line == len(taken):
            taken.append([])
        taken[line].append((begin, end))
        drawn.append(_draw_bar(bar, low, high, top + _NAME + line * _LINE, before=before))
    more = f", {left:,} more" if left else ""
    words = f"{lane}{more}" if bars else f"{lane}: no time told"
    return [tag("text", words, x=0, y=top + 13, cls="lane"), *drawn], max(1, len(taken))


def _reach(bar: _Bar, axis: Axis) -> tuple[float, float]:
    if bar.last < axis.first:
        return 0.6, 0.6 + _THINNEST
    if bar.first > axis.last:
        return axis.right + 1.5, axis.right + 1.5 + _THINNEST
    last = bar.last + timedelta(minutes=1) if bar.last.year < 9999 else bar.last
    low, high = axis.place(bar.first), axis.place(last)
    return low, max(high, low + _THINNEST)


def _draw_bar(bar: _Bar, low: float, high: float, top: int, *, before: bool) -> Html:
    item = bar.items[0]
    inside = high - low > 100 * (len(bar.label) * _LETTER + 14) / _WIDTH
    rect = tag("rect", x=f"{low:.2f}%", width=f"{high - low:.2f}%", y=top + 2, height=_BAR, rx=2)
    shift, anchor, at = (-6, "end", low) if before else (6, None, low if inside else high)
    label = tag(
        "text",
        bar.label,
        x=f"{at:.2f}%",
        dx=shift,
        y=top + 12,
        text_anchor=anchor,
        cls="in" if inside and not before else None,
    )
    parties = {one.party for one in bar.items}
    color = hue(item.party) if item.lane == "said" and len(parties) == 1 else "h-none" if item.lane == "said" else ""
    title = tag("title", show_plain("; ".join(dict.fromkeys(one.label for one in bar.items[:12])), 300))
    return tag("a", title, rect, label, href=item.address, cls=f"tm {item.lane} {color}".strip())


def _draw_grid(axis: Axis, top: int) -> Iterator[Html]:
    for tick in axis.list_ticks():
        yield tag("line", x1=f"{tick.at:.2f}%", x2=f"{tick.at:.2f}%", y1=_HEAD, y2=top)
        if tick.name:
            yield tag("text", tick.name, x=f"{tick.middle:.2f}%", y=top + 16, text_anchor="middle")
    for name, at, x, anchor in (("before", axis.left, 0, None), ("after", axis.right, 100, "end")):
        if 0 < at < 100:
            yield tag("line", x1=f"{at:.2f}%", x2=f"{at:.2f}%", y1=_HEAD, y2=top, cls="margin")
            yield tag("text", name, x=f"{x}%", y=top + 16, text_anchor=anchor)
