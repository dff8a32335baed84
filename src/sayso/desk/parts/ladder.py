"""The toll ladder: a rung for each figure, the highest on top, and on it who gave it when, and when it was taken back.

Days stand in order; the further apart two of them are, the less of the distance is drawn, and the drawing says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from sayso.desk.parts.facts import Around, name_span
from sayso.desk.parts.words import bdi, count_of, fold, name_day, name_party, quote, title_of
from sayso.desk.places import hue, path_to, path_to_span
from sayso.export.markup import Html, join_markup, show_plain, tag
from sayso.model import Ladder, Side, TollKind
from sayso.store import ReportRow

Rows = Mapping[str, ReportRow]
Words = Mapping[str, Around]

KINDS: dict[TollKind, str] = {
    "killed": "Killed",
    "injured": "Injured",
    "arrested": "Detained",
    "missing": "Missing",
    "displaced": "Displaced",
    "crowd": "Size of the crowd",
}
MOST_ACCOUNTS = 30
_MOST_RUNGS = 24
_MOST_CARRIERS = 12
_LEFT, _RIGHT = 3.0, 92.0  # per cent of the track between which days lie
_LONGEST_NAME = 36
_MOST_DAYS = 9
_NARROW = 34.0  # per cent between the names of two days on a narrow screen


class Rung(msgspec.Struct, frozen=True):
    """All sides that give one figure, in the order of saying."""

    figure: str
    sides: tuple[Side, ...]

    @property
    def withdrawn(self) -> bool:
        """Whether nobody stands by it any more."""
        return all(side.standing == "withdrawn" for side in self.sides)


class Scale(msgspec.Struct, frozen=True):
    """Where each day lies, in per cent; ``even`` where distances are true."""

    days: dict[str, float]
    even: bool

    def at(self, day: str | None) -> float:
        """The place of a day; the left edge for one that is not known."""
        return self.days.get(day or "", _LEFT)


def render_ladder(ladder: Ladder, rows: Rows, words: Words, *, most: int = MOST_ACCOUNTS) -> Html:
    """The drawing, and below it the ``most`` first figures with their words."""
    rungs = list_rungs(ladder)
    scale = make_scale([day for side in ladder.rungs for day in _list_days(side, rows)])
    drawn = [_draw_rung(rung, rows, scale) for rung in rungs[:_MOST_RUNGS]]
    left = len(rungs) - len(drawn)
    more = tag("p", f"and {count_of(left, 'more figure')} below", cls="empty") if left > 0 else Html()
    scope = f" \u00b7 {show_plain(ladder.scope, 120)}" if ladder.scope else ""
    heading = tag("h3", KINDS[ladder.kind], tag("bdi", scope, cls="scope"))
    figure = tag("ol", *drawn, tag("li", tag("span"), _draw_days(scale), cls="days", aria_hidden="true"), cls="rungs")
    table = _render_table(ladder.rungs[:most], rows, words)
    told = fold(f"In their words ({len(ladder.rungs):,})", table, opened=len(ladder.rungs) <= 6, cls="in-words")
    return tag("div", heading, figure, more, told, cls="ladder", id=ladder.id)


def sort_ladders(ladders: Sequence[Ladder]) -> list[Ladder]:
    """Those with most figures first, the dead before all others."""
    kinds = list(KINDS)
    return sorted(
        ladders, key=lambda one: (-len({side.value for side in one.rungs}), kinds.index(one.kind), one.scope, one.id)
    )


def list_rungs(ladder: Ladder) -> list[Rung]:
    """The figures from the highest down."""
    groups: dict[tuple[int | None, int | None, str], list[Side]] = {}
    for side in ladder.rungs:
        value = "" if side.low is not None or side.high is not None else side.value
        groups.setdefault((side.low, side.high, value), []).append(side)
    keys = sorted(groups, key=lambda key: (-(key[1] or key[0] or 0), -(key[0] or 0), key[2]))
    return [Rung(name_figure(groups[key][0]), tuple(groups[key])) for key in keys]


def name_figure(side: Side) -> str:
    """The figure as one reads it: ``164``, ``at least 9``, ``40\u201350``."""
    low, high = side.low, side.high
    if low is None and high is None:
        return show_plain(side.value or side.words, 40)
    if low == high:
        return f"{low:,}"
    if high is None:
        return f"\u2265\u2009{low:,}"
    return f"\u2264\u2009{high:,}" if low is None else f"{low:,}\u2013{high:,}"


def make_scale(days: Sequence[str]) -> Scale:
    """Days in order between the edges: a distance of n days counts for the logarithm of n."""
    known = sorted({day for day in days if _read(day) is not None})
    if len(known) < 2:
        return Scale({day: _LEFT for day in known}, True)
    gaps = [max(((_read(b) or date.min) - (_read(a) or date.min)).days, 1) for a, b in pairwise(known)]
    even = max(gaps) <= 3 * min(gaps)
    weights = [float(gap) if even else 1 + math.log2(gap) for gap in gaps]
    whole, at, places = sum(weights), 0.0, {known[0]: _LEFT}
    for day, weight in zip(known[1:], weights, strict=True):
        at += weight
        places[day] = round(_LEFT + (_RIGHT - _LEFT) * at / whole, 2)
    return Scale(places, even)


def _read(day: str) -> date | None:
    try:
        return date.fromisoformat(day[:10])
    except ValueError:
        return None


def day_of(side: Side, rows: Rows) -> str | None:
    """The day a figure was given, else the day on which the first report of it came out."""
    if side.said and _read(side.said):
        return side.said[:10]
    days = [row.published[:10] for id in side.reports if (row := rows.get(id)) is not None and row.published]
    return min(days, default=None)


def _list_days(side: Side, rows: Rows) -> Iterator[str]:
    first = day_of(side, rows)
    if first is not None:
        yield first
    end = _find_end(side, rows)
    if end is not None:
        yield end


def _find_end(side: Side, rows: Rows) -> str | None:
    """The day on which a figure was taken back."""
    row = rows.get(side.withdrawn[0]) if side.withdrawn is not None else None
    return row.published[:10] if row is not None and row.published else None


def _draw_rung(rung: Rung, rows: Rows, scale: Scale) -> Html:
    cls = "rung withdrawn" if rung.withdrawn else "rung"
    figure = tag("s", rung.figure) if rung.withdrawn else tag("b", rung.figure)
    names = {side.name for side in rung.sides}
    reports = {report for side in rung.sides for report in side.reports}
    told = f"{rung.figure}: {', '.join(sorted(names))}; {count_of(len(reports), 'report')}"
    marks = [mark for side in rung.sides for mark in _draw_side(side, rows, scale)]
    line = _draw_line(rung, rows, scale)
    labels = _draw_labels(rung, rows, scale)
    track = tag(
        "svg",
        tag("title", show_plain(told, 300)),
        line,
        *marks,
        *labels,
        width="100%",
        height=50,
        cls="track",
        role="group",
    )
    return tag("li", tag("span", figure, cls="figure"), track, cls=cls)


def _draw_line(rung: Rung, rows: Rows, scale: Scale) -> Html:
    """From the first saying to the withdrawal, or on to the right edge while somebody stands by the figure."""
    first = min(scale.at(day_of(side, rows)) for side in rung.sides)
    ends = [scale.at(_find_end(side, rows)) for side in rung.sides if _find_end(side, rows)]
    last = max(ends, default=first) if rung.withdrawn else 100.0
    line = tag("line", x1=f"{first}%", x2=f"{max(last, first)}%", y1=30, y2=30, cls="held")
    rest = tag("line", x1="0%", x2="100%", y1=30, y2=30, cls="rail")
    return join_markup([rest, line])


def _draw_side(side: Side, rows: Rows, scale: Scale) -> Iterator[Html]:
    at = scale.at(day_of(side, rows))
    told = f"{side.name}, {name_day(day_of(side, rows)) or 'day not told'}: \u201c{side.words}\u201d"
    taken = side.standing == "withdrawn"
    dot = tag("circle", cx=f"{at}%", cy=30, r=6, cls="dot hollow" if taken else "dot")
    yield tag(
        "a",
        tag("title", show_plain(told, 300)),
        dot,
        href=path_to_span(side.report, side.span),
        cls=f"side-mark {hue(side.party)}",
    )
    end = _find_end(side, rows)
    if side.withdrawn is not None and end is not None:
        title = tag("title", f"withdrawn {name_day(end)}")
        cross = tag("text", "\u2715", x=f"{scale.at(end)}%", y=35, text_anchor="middle", cls="cross")
        yield tag("a", title, cross, href=path_to_span(*side.withdrawn))


def _draw_labels(rung: Rung, rows: Rows, scale: Scale) -> Iterator[Html]:
    """Who gave it, where the label fits: above the line at its first mark, the rest as a number."""
    first = min(rung.sides, key=lambda side: scale.at(day_of(side, rows)))
    at = scale.at(day_of(first, rows))
    others = {side.name for side in rung.sides} - {first.name}
    name = show_plain(first.name or "nobody named", _LONGEST_NAME) + (f" +{len(others)}" if others else "")
    reports = {report for side in rung.sides for report in side.reports}
    anchor, shift = ("end", 7) if at > 45 else ("start", -7)
    yield tag(
        "text",
        tag("tspan", name, cls="whose"),
        tag("tspan", f" \u00b7 {count_of(len(reports), 'report')}", cls="carried"),
        x=f"{at}%",
        dx=shift,
        y=16,
        text_anchor=anchor,
        cls="label",
    )
    end = next((found for side in rung.sides if (found := _find_end(side, rows))), None)
    if end is not None:
        right = scale.at(end) > 70
        yield tag(
            "text",
            f"withdrawn {name_day(end, short=True, year=False)}",
            x=f"{scale.at(end)}%",
            dx=-11 if right else 11,
            y=34,
            text_anchor="end" if right else "start",
            cls="taken",
        )


def _draw_days(scale: Scale) -> Html:
    days = sorted(scale.days)
    step = -(-len(days) // _MOST_DAYS) if days else 1
    texts: list[Html] = []
    last, narrow = -20.0, -50.0
    for number, day in enumerate(days):
        at = scale.days[day]
        year = number == 0 or day[:4] != days[number - 1][:4]
        if number % step == 0 and at - last >= (15 if year else 9):
            words = name_day(day, short=True, year=year)
            anchor = "start" if at < 8 else "end" if at > 88 else "middle"
            crowded = at - narrow < _NARROW
            texts.append(tag("text", words, x=f"{at}%", y=12, text_anchor=anchor, cls="wide-only" if crowded else None))
            last, narrow = at, narrow if crowded else at
    note = (
        Html()
        if scale.even
        else tag("text", "days in order, distances shortened", x="100%", y=28, text_anchor="end", cls="remark")
    )
    return tag("svg", *texts, note, width="100%", height=16 if scale.even else 32, cls="track")


def _render_table(rungs: Sequence[Side], rows: Rows, words: Words) -> Html:
    heads = [tag("th", name, scope="col") for name in ("Figure", "Whose", "Said", "In these words", "Carried by")]
    body = [_render_row(side, rows, words) for side in rungs]
    return tag("div", tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *body)), cls="scroll")


def render_withdrawal(side: Side, words: Words) -> list[Html]:
    """The words by which a figure was taken back, where it was."""
    if side.withdrawn is None:
        return []
    report, span = side.withdrawn
    around = words.get(name_span(report, span))
    told = quote(report, span, around.words if around is not None else "taken back", around)
    return [tag("p", tag("b", "withdrawn: "), told, cls="taken-back")]


def _render_row(side: Side, rows: Rows, words: Words) -> Html:
    taken = side.standing == "withdrawn"
    figure = tag("s" if taken else "b", name_figure(side), cls="figure")
    parts = [quote(side.report, side.span, side.words, words.get(name_span(side.report, side.span)))]
    parts += render_withdrawal(side, words)
    said_on = name_day(side.said, short=True) or "\u2013"
    return tag(
        "tr",
        tag("td", figure, cls="num-start"),
        tag("td", name_party(side.name, side.party)),
        tag("td", said_on, cls="date"),
        tag("td", *parts),
        tag("td", render_carriers(side.reports, rows)),
        cls="withdrawn" if taken else None,
    )


def render_carriers(reports: Sequence[str], rows: Rows) -> Html:
    """The reports that carry an account: their number, and they themselves on a click."""
    links = []
    for id in reports[:_MOST_CARRIERS]:
        row = rows.get(id)
        outlet = bdi(row.outlet or title_of(row.title), 80) if row is not None else bdi(id, 80)
        day = name_day(row.published, short=True) if row is not None else ""
        links.append(tag("li", tag("a", outlet, href=path_to("reports", id)), f" {day}"))
    if len(links) == 1:
        return tag("ul", *links, cls="carriers")
    if len(reports) > len(links):
        links.append(tag("li", f"and {len(reports) - len(links):,} more", cls="empty"))
    return tag(
        "details", tag("summary", tag("span", count_of(len(reports), "report"))), tag("ul", *links), cls="carriers"
    )
