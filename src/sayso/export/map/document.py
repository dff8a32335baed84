"""The map page: one HTML file with land, places and their sentences, that needs nothing else."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from importlib import resources

from sayso.export.map.draw import MOST_DRAWN, Style, describe_size, draw_hatching, draw_spots, list_reaches
from sayso.export.map.frame import Frame, choose_frame
from sayso.export.map.land import cut_land, load_outlines, place_outlines, write_borders, write_land
from sayso.export.map.spots import LeftOut, Mention, Spot, Spots, collect_spots, count_mentions
from sayso.export.markup import Html, join_markup, show_plain, tag
from sayso.export.policy import write_policy
from sayso.model import Record

ATTRIBUTION = "Places: GeoNames (geonames.org), CC BY 4.0"
BORDERS_REMARK = "Boundaries as drawn by Natural Earth; disputed lines are not endorsements."

_WIDTH, _HEIGHT = 900, 500
_STYLE = Style(letters=16, hatch="hatch", target="#p{number}")
_MOST_SENTENCES = 12
_MOST_LEFT_OUT = 1000
_LONGEST = 200
_STEPS = 36000  # steps of the outlines in a turn of the globe


def render_map(records: Sequence[Record], *, title: str | None = None) -> str:
    """The map of the places of ``records`` as a whole HTML document; the same records give the same characters.

    Only places that the text speaks of as places are drawn; all others are listed with the reason. Everything that
    comes from a record is escaped.
    """
    found = collect_spots(records)
    name = title or _name_map(records)
    style, script = _read_asset("style.css"), _read_asset("script.js")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=write_policy([style], [script])),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", name),
        tag("style", style),
    )
    body = tag("body", *_render_body(records, found, name), tag("script", script))
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


def _name_map(records: Sequence[Record]) -> str:
    if len(records) == 1:
        return records[0].report.title or "Places of a report"
    return f"Places of {len(records):,} reports"


def _render_body(records: Sequence[Record], found: Spots, name: str) -> Iterator[Html]:
    frame = choose_frame(list_reaches(found.spots), width=_WIDTH, height=_HEIGHT)
    yield tag("p", tag("b", "Sayso"), " ", tag("span", "who says so, and where it stands"), cls="brand")
    yield tag("h1", tag("bdi", name))
    yield tag("p", _count(found), cls="counts")
    yield tag(
        "main",
        tag("input", type="checkbox", id="lines"),
        tag("label", "Borders", for_="lines", title=BORDERS_REMARK),
        _render_figure(found, frame),
        _render_spots(found, records),
        _render_left_out(found.left_out, records),
    )
    yield tag("footer", tag("p", f"{load_outlines().source}. {ATTRIBUTION}."), tag("p", _tell_version(records)))


def _count(found: Spots) -> str:
    many, told = len(found.spots), count_mentions(found.spots)
    counts = f"{_say(many, 'place')} from {_say(told, 'mention')} on the map, {len(found.left_out):,} not on it"
    return f"{counts}; of the places {MOST_DRAWN:,} are drawn" if many > MOST_DRAWN else counts


def _say(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _tell_version(records: Sequence[Record]) -> str:
    return f"Read by Sayso {show_plain(records[0].sayso, 40)}" if records else "No report was read"


def _render_figure(found: Spots, frame: Frame) -> Html:
    view = tag(
        "svg",
        tag("title", "Map of the places"),
        tag("defs", draw_hatching("hatch"), tag("path", d=write_land("fine"), id="land")),
        tag("rect", x=-9000, y=-9000, width=20000, height=20000, cls="sea"),
        _draw_outlines(frame),
        tag("g", *draw_spots(found.spots, frame, _STYLE), cls="spots"),
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        cls="map",
        role="group",
        aria_label="Map of the places; the table below holds the same",
    )
    told = tag("div", *_render_key(), tag("p", BORDERS_REMARK, cls="remark"))
    caption = tag("figcaption", told, _render_inset(frame))
    return tag("figure", tag("div", view, cls="frame", tabindex="0", role="region", aria_label="Map"), caption)


def _draw_outlines(frame: Frame) -> Html:
    """Land and borders, and both again a turn of the globe to each side."""
    borders = tag("path", d=write_borders(), id="borders", cls="borders")
    turns = [tag("use", href="#land", x=turn) for turn in (-2 * _STEPS, -_STEPS, 0, _STEPS)]
    lines = [tag("use", href="#borders", x=turn) for turn in (-2 * _STEPS, -_STEPS, _STEPS)]
    return tag("g", *turns, borders, *lines, transform=place_outlines(frame), cls="land")


def _render_inset(frame: Frame) -> Html:
    """Where on the globe the view lies; left out where the view is wide itself."""
    if frame.east - frame.west > 200:
        return Html()
    world = choose_frame([], width=240, height=114)
    x, y = world.project((world.turn(frame.west), min(frame.north, 84)))
    wide, high = (frame.east - frame.west) * world.across, (min(frame.north, 84) - max(frame.south, -58)) * world.down
    size = {"y": f"{y:.1f}", "width": f"{max(wide, 4):.1f}", "height": f"{max(high, 4):.1f}", "cls": "here"}
    boxes = [tag("rect", x=f"{x + turn:.1f}", **size) for turn in (0.0, -world.across * 360)]
    land = tag("path", d=cut_land(world), transform="scale(.5)", cls="land")
    sea = tag("rect", width=240, height=114, cls="sea")
    return tag("svg", sea, land, *boxes, viewBox="0 0 240 114", cls="inset", aria_hidden="true")


def _render_key() -> Iterator[Html]:
    """What the marks mean."""
    rows = (
        ("town", "town or point, with the ring it lies in"),
        ("area", "district or province: somewhere inside"),
        ("wide", "country or region: somewhere about"),
    )
    yield tag("ul", *(tag("li", _draw_sample(shape), " ", tag("span", words)) for shape, words in rows), cls="key")


def _draw_sample(shape: str) -> Html:
    fill = "url(#hatch)" if shape == "wide" else None
    ring = tag("path", d="M2 10a10 9 0 1 1 20 0a10 9 0 1 1 -20 0z", cls="ring", fill=fill)
    dot = tag("path", d="M12 10h0", cls="core") if shape == "town" else Html()
    sample = tag("g", ring, dot, cls=f"spot {shape}")
    return tag("svg", sample, viewBox="0 0 24 20", width=24, height=20, aria_hidden="true")


def _render_spots(found: Spots, records: Sequence[Record]) -> Html:
    if not found.spots:
        return tag("p", "No place of these reports is known well enough to be drawn.", cls="empty")
    heads = ("Place", "How exactly", "Mentions", "In these words")
    rows = [_render_spot(spot, records) for spot in found.spots[:MOST_DRAWN]]
    return _render_table("On the map", heads, rows, len(found.spots) - len(rows))


def _render_table(name: str, heads: Sequence[str], rows: Sequence[Html], more: int) -> Html:
    head = tag("thead", tag("tr", *(tag("th", words, scope="col") for words in heads)))
    table = tag("table", head, tag("tbody", *rows))
    note = tag("p", f"and {more:,} more", cls="empty") if more > 0 else Html()
    return tag("section", tag("h2", name), tag("div", table, cls="scroll"), note)


def _render_spot(spot: Spot, records: Sequence[Record]) -> Html:
    name = [tag("bdi", show_plain(spot.name, _LONGEST), cls="name")]
    if spot.within:
        name.append(tag("bdi", show_plain(spot.within, _LONGEST), cls="within"))
    size = [describe_size(spot), tag("span", f"{spot.latitude:.2f}, {spot.longitude:.2f}", cls="within")]
    items = [tag("li", *_render_mention(mention, records)) for mention in spot.mentions[:_MOST_SENTENCES]]
    more = len(spot.mentions) - len(items)
    if more > 0:
        items.append(tag("li", f"and {more:,} more", cls="empty"))
    return tag(
        "tr",
        tag("th", *name, scope="row"),
        tag("td", *size),
        tag("td", f"{len(spot.mentions):,}", cls="num"),
        tag("td", tag("ul", *items, cls="words")),
        id=f"p{spot.number}",
    )


def _render_mention(mention: Mention, records: Sequence[Record]) -> Iterator[Html]:
    before, words, after = (show_words(part) for part in (mention.before, mention.words, mention.after))
    yield tag("bdi", before, tag("mark", words), after)
    yield tag("span", _locate(mention, records), cls="within")


def show_words(text: str) -> str:
    """Words of a sentence on one line, its blanks at the ends kept."""
    plain = show_plain(text, 2 * _LONGEST)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and plain else ""
    return f"{before}{plain}{after}"


def _locate(mention: Mention, records: Sequence[Record]) -> Html:
    report = records[mention.report - 1].report
    known = [value for value in (report.outlet, (report.published or "")[:10]) if value]
    name = [report.title or "Untitled report", *known] if len(records) > 1 else []
    parts = [tag("bdi", show_plain(part, 80)) for part in name]
    return join_markup([*parts, f"characters {mention.place.start}\u2013{mention.place.end}"], " \u00b7 ")


def _render_left_out(left_out: Sequence[LeftOut], records: Sequence[Record]) -> Html:
    if not left_out:
        return Html()
    rows = [
        tag(
            "tr",
            tag("th", tag("bdi", show_plain(one.mention.words, _LONGEST)), scope="row"),
            tag("td", tag("bdi", show_plain(one.why, _LONGEST))),
            tag("td", *_render_mention(one.mention, records)),
        )
        for one in left_out[:_MOST_LEFT_OUT]
    ]
    return _render_table("Not on the map", ("Words", "Why", "In these words"), rows, len(left_out) - len(rows))


@functools.cache
def _read_asset(name: str) -> Html:
    return Html(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
