"""The whole page: one HTML file with its style, its small script, and a policy that forbids everything else."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from importlib import resources
from typing import BinaryIO

import msgspec

from sayso.export.map.panel import Panel, make_panel, render_panel, render_shared
from sayso.export.markup import Html, join_markup, tag
from sayso.export.page.cards import render_cards
from sayso.export.page.events import render_events
from sayso.export.page.figures import Figures, count_figures
from sayso.export.page.front import UNTITLED, render_contents, render_head, render_legend, render_notes
from sayso.export.page.profile import MOST_GRAVE, render_profile
from sayso.export.page.speakers import render_speakers
from sayso.export.page.strip import render_strip
from sayso.export.page.text import list_targets, render_text
from sayso.export.page.view import Overlay, ReportView, view_record
from sayso.export.policy import write_policy
from sayso.linking import Profile, Row, make_profile, make_timeline
from sayso.model import Record, Span

_Prepared = tuple[ReportView, Figures, Profile, Panel, list[Row]]


class Reading(msgspec.Struct, frozen=True):
    """One report for another page to hold: its markup, the style that is its own, and the script.

    The page carries `read_style` too, stands in a body of class "one", and has an element of class "brand".
    """

    body: Html
    style: Html
    script: Html


def render_reading(record: Record, *, overlay: Overlay | None = None, beside: Html | None = None) -> Reading:
    """The report with its claims marked, what it has from other reports, and ``beside`` under its title.

    What a page of its own shows above the text is folded here.
    """
    prepared = _prepare(record, 1, overlay)
    panels = [prepared[3]]
    body = join_markup([render_shared(panels), _render_report(prepared, panels, beside=beside or Html())])
    return Reading(body, _write_lights([prepared[0]]), _read_asset("script.js"))


def read_style() -> Html:
    """The style of all reading pages."""
    return Html(_read_asset("style.css") + _read_asset("events.css"))


def render_page(records: Sequence[Record], *, title: str | None = None) -> str:
    """The reading page of ``records`` as a whole HTML document; the same records give the same characters.

    ``title`` names the page; without one the title of a single report does, or the number of reports. Everything that
    comes from a record is escaped. A span that reaches outside its text is cut to it, and a note in the page says so.
    """
    reports = [_prepare(record, number) for number, record in enumerate(records, start=1)]
    name = title or _name_page(records)
    whole = render_profile(make_profile(records), opened=True) if len(records) > 1 else Html()
    style, script = read_style(), _read_asset("script.js")
    lights = _write_lights([prepared[0] for prepared in reports])
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=write_policy([style, lights], [script])),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", name),
        tag("style", style),
        tag("style", lights),
    )
    body = tag(
        "body", *_render_body(reports, name, whole), tag("script", script), cls="one" if len(reports) == 1 else "many"
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


def write_page(records: Sequence[Record], file: BinaryIO, *, title: str | None = None) -> None:
    """Write the reading page of ``records`` to a binary file as UTF-8, lone surrogates as character references.

    Raises OSError when the file cannot be written.
    """
    file.write(render_page(records, title=title).encode("utf-8", "xmlcharrefreplace"))


def _name_page(records: Sequence[Record]) -> str:
    if len(records) == 1:
        return records[0].report.title or UNTITLED
    return f"{len(records):,} reports"


def _prepare(record: Record, number: int, overlay: Overlay | None = None) -> _Prepared:
    profile = make_profile([record])
    grave = [Span(sentence.start, sentence.end) for sentence in profile.grave[:MOST_GRAVE]]
    view = view_record(record, number, grave=grave, overlay=overlay)
    return view, count_figures(view, profile), profile, make_panel(record, number), make_timeline([record])


def _render_body(reports: Sequence[_Prepared], name: str, whole: Html) -> list[Html]:
    many = len(reports) > 1
    brand = tag("p", tag("b", "Sayso"), " ", tag("span", "who says so, and where it stands"), cls="brand")
    heading = tag("h1", "Reading page", cls="unseen") if len(reports) == 1 else tag("h1", tag("bdi", name))
    contents = render_contents([prepared[:2] for prepared in reports]) if many else Html()
    skip = tag(
        "a", "Skip to the reports" if many else "Skip to the text", cls="skip", href="#reports" if many else "#r1t"
    )
    none = tag("p", "There is no report in this page.", cls="report")
    panels = [prepared[3] for prepared in reports]
    return [
        skip if reports else Html(),
        tag("div", brand, heading, render_legend(), contents, whole, cls="front"),
        render_shared(panels),
        tag("main", *(_render_report(prepared, panels) for prepared in reports), none if not reports else Html()),
    ]


def _render_report(prepared: _Prepared, panels: Sequence[Panel], *, beside: Html | None = None) -> Html:
    """``beside`` stands under the title, and folds what is above the text."""
    view, figures, profile, panel, rows = prepared
    number = view.number
    side = tag(
        "aside",
        _render_list("claims", tag("h3", "Claims", id=f"r{number}c"), render_cards(view), len(view.claims)),
        _render_list("events", tag("h3", "Events", id=f"r{number}x"), render_events(view), len(view.events))
        if view.events
        else Html(),
        cls="side",
        tabindex="0",
        aria_label="Claims and events",
    )
    skip = tag("a", "Skip to the claims", cls="skip", href=f"#r{number}c")
    above = [
        render_profile(profile, number=number, opened=len(panels) == 1),
        render_notes(view),
        render_speakers(view),
        _render_when_where(view, rows, panel, panels),
    ]
    if beside is not None:
        above = [beside, _fold("Who speaks, when and where", *above), _fold("What the marks mean", render_legend())]
    return tag(
        "article",
        render_head(view, figures),
        *above,
        tag("div", tag("div", skip, render_text(view), _render_foot(view), cls="main"), side, cls="columns"),
        id=f"r{number}",
        cls="report",
        aria_labelledby=f"r{number}h",
    )


def _fold(name: str, *body: Html) -> Html:
    return tag("details", tag("summary", tag("span", name)), *body, cls="above")


def _render_list(name: str, heading: Html, cards: Html, count: int) -> Html:
    return tag("div", tag("div", heading, cls="panel"), cards, cls=f"list {name}", data_list=name, data_n=count)


def _render_when_where(view: ReportView, rows: Sequence[Row], panel: Panel, panels: Sequence[Panel]) -> Html:
    parts = [part for part in (render_strip(view, rows), render_panel(panel, panels)) if part]
    return tag("div", *parts, cls="when-where") if parts else Html()


def _render_foot(view: ReportView) -> Html:
    report = view.report
    lines = [
        tag("p", "Text SHA-256 ", tag("code", tag("bdi", report.text_sha256))),
        tag("p", f"{len(report.text):,} characters, read by Sayso ", tag("bdi", view.version)),
    ]
    if report.uri:
        lines.insert(0, tag("p", "From ", tag("code", tag("bdi", report.uri))))
    return tag("footer", *lines)


def _write_lights(views: Sequence[ReportView]) -> Html:
    """The rule that lights every piece of the claim or note that a link led to, and its mark."""
    pairs = [pair for view in views for pair in list_targets(view)]
    if not pairs:
        return Html()
    selectors = ",".join(f"#{mark}:target~.{cls}" for mark, cls in pairs)
    return Html(f"{selectors}{{background-color:var(--lit);box-shadow:0 2px var(--lit),0 -2px var(--lit)}}")


@functools.cache
def _read_asset(name: str) -> Html:
    return Html(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
