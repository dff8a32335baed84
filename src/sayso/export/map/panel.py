"""A small map of one report for the reading page. Reports that play in the same parts share one drawing of the land."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.export.map.draw import Style, describe_size, draw_hatching, draw_spots, list_reaches
from sayso.export.map.frame import Frame, choose_frame, snap_frame
from sayso.export.map.land import cut_land
from sayso.export.map.spots import LeftOut, Mention, Spot, Spots, collect_spots
from sayso.export.markup import Html, join_markup, show_plain, tag
from sayso.model import Record

_WIDTH, _HEIGHT = 480, 290
_STYLE = Style(letters=13, hatch="hatch", target="#r{report}o{index}", corners=36)
_MOST_LISTED = 300
_MOST_LINKS = 20
_LONGEST = 160


class Panel(msgspec.Struct, frozen=True):
    """The places of report ``number`` of a page, and the view that shows them; None where nothing is drawn."""

    number: int
    spots: Spots
    frame: Frame | None


def make_panel(record: Record, number: int) -> Panel:
    """The panel of a report that is the ``number``-th of its page."""
    spots = collect_spots([record], first=number)
    reaches = list_reaches(spots.spots)
    frame = snap_frame(choose_frame(reaches, width=_WIDTH, height=_HEIGHT)) if reaches else None
    return Panel(number, spots, frame)


def render_shared(panels: Sequence[Panel]) -> Html:
    """What the panels of a page draw from: each stretch of land once, and the hatching."""
    frames = _number_frames(panels)
    if not frames:
        return Html()
    land = [tag("path", d=cut_land(frame), id=f"land{number}") for frame, number in frames.items()]
    return tag("svg", tag("defs", draw_hatching("hatch"), *land), width=0, height=0, aria_hidden="true", cls="unseen")


def render_panel(panel: Panel, panels: Sequence[Panel]) -> Html:
    """The map and the list of a report's places; nothing for a report without any."""
    if not panel.spots.spots and not panel.spots.left_out:
        return Html()
    number = panel.number
    heading = tag("h3", "Where", id=f"r{number}l")
    drawing = _draw(panel, panel.frame, _number_frames(panels)) if panel.frame is not None else Html()
    return tag("section", heading, drawing, _render_list(panel), cls="where-map", aria_labelledby=f"r{number}l")


def _number_frames(panels: Sequence[Panel]) -> dict[Frame, int]:
    frames = dict.fromkeys(panel.frame for panel in panels if panel.frame is not None)
    return {frame: number for number, frame in enumerate((f for f in frames if f is not None), start=1)}


def _draw(panel: Panel, frame: Frame, frames: dict[Frame, int]) -> Html:
    count = len(panel.spots.spots)
    return tag(
        "svg",
        tag("rect", width=_WIDTH, height=_HEIGHT, cls="sea"),
        tag("use", href=f"#land{frames[frame]}", transform="scale(.5)", cls="land"),
        *draw_spots(panel.spots.spots, frame, _STYLE),
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        role="group",
        aria_label=f"Map of {count:,} {'place' if count == 1 else 'places'}; listed below",
        cls="map",
    )


def _render_list(panel: Panel) -> Html:
    spots, left_out = panel.spots.spots, panel.spots.left_out
    items = [*map(_render_spot, spots[:_MOST_LISTED]), *map(_render_left_out, left_out[:_MOST_LISTED])]
    more = len(spots) + len(left_out) - len(items)
    note = tag("p", f"and {more:,} more", cls="empty") if more > 0 else Html()
    name = f"{len(spots):,} {'place' if len(spots) == 1 else 'places'} on the map"
    if left_out:
        name += f", {len(left_out):,} {'mention' if len(left_out) == 1 else 'mentions'} not on it"
    return tag("details", tag("summary", tag("span", name)), tag("ul", *items, cls="places"), note)


def _render_spot(spot: Spot) -> Html:
    name = tag("b", tag("bdi", show_plain(spot.name, _LONGEST)))
    within = f", {show_plain(spot.within, _LONGEST)}" if spot.within else ""
    links = join_markup(map(_link, spot.mentions[:_MOST_LINKS]), ", ")
    more = len(spot.mentions) - _MOST_LINKS
    rest = f" and {more:,} more" if more > 0 else ""
    return tag("li", name, tag("bdi", within), f": {describe_size(spot)}. ", links, rest)


def _render_left_out(one: LeftOut) -> Html:
    return tag("li", _link(one.mention), f": {show_plain(one.why, _LONGEST)}", cls="absent")


def _link(mention: Mention) -> Html:
    words = tag("bdi", show_plain(mention.words, _LONGEST) or "\u2013")
    if not mention.stands:
        return words
    return tag("a", words, href=f"#r{mention.report}o{mention.index}")
