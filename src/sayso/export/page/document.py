"""The whole page: one HTML file with its style, its small script, and a policy that forbids everything else."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Sequence
from importlib import resources
from typing import BinaryIO

from sayso.export.page.cards import render_cards
from sayso.export.page.figures import Figures, count_figures
from sayso.export.page.front import UNTITLED, render_contents, render_head, render_legend, render_notes
from sayso.export.page.markup import Html, tag
from sayso.export.page.profile import MOST_GRAVE, render_profile
from sayso.export.page.speakers import render_speakers
from sayso.export.page.text import list_targets, render_text
from sayso.export.page.view import ReportView, view_record
from sayso.linking import Profile, make_profile
from sayso.model import Record, Span

_Prepared = tuple[ReportView, Figures, Profile]


def render_page(records: Sequence[Record], *, title: str | None = None) -> str:
    """The reading page of ``records`` as a whole HTML document; the same records give the same characters.

    ``title`` names the page; without one the title of a single report does, or the number of reports. Everything that
    comes from a record is escaped. A span that reaches outside its text is cut to it, and a note in the page says so.
    """
    reports = [_prepare(record, number) for number, record in enumerate(records, start=1)]
    name = title or _name_page(records)
    whole = render_profile(make_profile(records), opened=True) if len(records) > 1 else Html()
    style, script = _read_asset("style.css"), _read_asset("script.js")
    lights = _write_lights([view for view, _, _ in reports])
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_write_policy([style, lights], [script])),
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


def _prepare(record: Record, number: int) -> _Prepared:
    profile = make_profile([record])
    grave = [Span(sentence.start, sentence.end) for sentence in profile.grave[:MOST_GRAVE]]
    view = view_record(record, number, grave=grave)
    return view, count_figures(view, profile), profile


def _render_body(reports: Sequence[_Prepared], name: str, whole: Html) -> list[Html]:
    many = len(reports) > 1
    brand = tag("p", tag("b", "Sayso"), " ", tag("span", "who says so, and where it stands"), cls="brand")
    heading = tag("h1", "Reading page", cls="unseen") if len(reports) == 1 else tag("h1", tag("bdi", name))
    contents = render_contents([(view, figures) for view, figures, _ in reports]) if many else Html()
    skip = tag(
        "a", "Skip to the reports" if many else "Skip to the text", cls="skip", href="#reports" if many else "#r1t"
    )
    none = tag("p", "There is no report in this page.", cls="report")
    return [
        skip if reports else Html(),
        tag("div", brand, heading, render_legend(), contents, whole, cls="front"),
        tag("main", *(_render_report(*prepared, many=many) for prepared in reports), none if not reports else Html()),
    ]


def _render_report(view: ReportView, figures: Figures, profile: Profile, *, many: bool) -> Html:
    number = view.number
    panel = tag(
        "aside",
        tag("div", tag("h3", "Claims", id=f"r{number}c"), cls="panel"),
        render_cards(view),
        cls="side",
        tabindex="0",
        aria_labelledby=f"r{number}c",
    )
    skip = tag("a", "Skip to the claims", cls="skip", href=f"#r{number}c")
    return tag(
        "article",
        render_head(view, figures),
        render_profile(profile, number=number, opened=not many),
        render_notes(view),
        render_speakers(view),
        tag("div", tag("div", skip, render_text(view), _render_foot(view), cls="main"), panel, cls="columns"),
        id=f"r{number}",
        cls="report",
        aria_labelledby=f"r{number}h",
    )


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


def _write_policy(styles: Sequence[str], scripts: Sequence[str]) -> str:
    return (
        f"default-src 'none'; style-src {_write_hashes(styles)}; script-src {_write_hashes(scripts)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _write_hashes(parts: Sequence[str]) -> str:
    digests = (hashlib.sha256(part.encode()).digest() for part in parts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


@functools.cache
def _read_asset(name: str) -> Html:
    return Html(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
