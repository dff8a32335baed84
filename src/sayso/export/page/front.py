"""What stands around text and cards: the list of reports, the legend, the head of a report, its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.export.markup import Html, join_markup, tag
from sayso.export.page.events import REALIS
from sayso.export.page.figures import Figures
from sayso.export.page.stance import render_stance
from sayso.export.page.view import ReportView
from sayso.model import Issue, Report, Stance

UNTITLED = "Untitled report"

_MOST_LINKS = 200

_LEGEND = (
    ("source", "source", "who is said to say it"),
    ("cue", "cue", "the word that signals it"),
    ("content indirect", "content", "what is said, in the report\u2019s words"),
    ("content direct", "quotation", "the same in the source\u2019s own words"),
    ("hedge", "hedge", "weakens it"),
    ("channel", "channel", "through what it was said"),
    ("distance", "distanced", "kept at arm\u2019s length"),
    ("when", "time", "a time told"),
    ("where", "place", "a place named"),
)
_BRACKETS = {"content indirect": ("[", "]"), "content direct": ("[[", "]]")}
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})[\d:.,+Z-]{0,24}")
_STANCES: tuple[tuple[Stance, str], ...] = (("denial", "denies"), ("refusal", "refuses"))


def render_legend() -> Html:
    """How each kind of span looks in the text, with and without colour."""
    samples = [_render_sample(*row) for row in _LEGEND]
    samples[4:4] = [_render_nesting()]
    stances = map(_render_stance, _STANCES)
    return tag("ul", *samples, *stances, _render_event(), _render_plain(), cls="legend", aria_label="Legend")


def _render_nesting() -> Html:
    def bracket(mark: str, number: int | None = None) -> Html:
        return tag("i", cls="br", data_b=mark, data_n=number)

    inner = tag("span", "inside", cls="content indirect d2")
    outer = tag("span", "one ", cls="content indirect")
    parts = (bracket("["), outer, bracket("["), inner, bracket("]", 2), bracket("]", 1))
    meaning = tag("span", "a claim inside a claim, numbered", cls="meaning")
    return tag("li", tag("span", *parts, cls="sample"), " ", meaning)


def _render_stance(row: tuple[Stance, str]) -> Html:
    stance, meaning = row
    sample = tag("span", render_stance(stance), cls="sample")
    return tag("li", sample, tag("span", meaning, cls="meaning"))


def _render_sample(cls: str, name: str, meaning: str) -> Html:
    first, last = _BRACKETS.get(cls, (None, None))
    sample = tag("span", name, cls=cls)
    parts = [tag("i", cls="br", data_b=first), sample, tag("i", cls="br", data_b=last)] if first else [sample]
    return tag("li", tag("span", *parts, cls="sample"), " ", tag("span", meaning, cls="meaning"))


def _render_event() -> Html:
    word = tag("span", "event", cls="trig")
    sample = tag("span", tag("i", cls="rs", data_s=REALIS["actual"][0]), word, cls="sample")
    others = [tag("i", cls="rs", data_s=sign, title=meaning) for name, (sign, _, meaning) in REALIS.items()][1:]
    names = [name for _, name, _ in REALIS.values()][1:]
    rest = join_markup([join_markup([sign, name]) for sign, name in zip(others, names, strict=True)], ", ")
    return tag("li", sample, " ", tag("span", "what is told; ", rest, cls="meaning"), cls="long")


def _render_plain() -> Html:
    sample = tag("span", "plain", cls="sample")
    return tag("li", sample, " ", tag("span", "the report\u2019s own voice", cls="meaning"))


def render_contents(reports: Sequence[tuple[ReportView, Figures]]) -> Html:
    """The table of the reports in the page, one row each, with links to them."""
    names = ("Report", "Outlet", "Published", "Claims", "Speakers", "No source", "Attributed")
    numeric = len(names) - 4
    head = [tag("th", name, scope="col", cls="num" if i >= numeric else None) for i, name in enumerate(names)]
    rows = [_render_row(view, figures) for view, figures in reports]
    table = tag("table", tag("thead", tag("tr", *head)), tag("tbody", *rows))
    heading = tag("h2", "Reports", id="reports")
    return tag("nav", heading, tag("div", table, cls="scroll"), cls="contents", aria_labelledby="reports")


def _render_row(view: ReportView, figures: Figures) -> Html:
    report = view.report
    title = tag("a", tag("bdi", _name_report(report)), href=f"#r{view.number}")
    percent = figures.percent_attributed
    counts = (figures.claims, len(figures.speakers), figures.unnamed)
    return tag(
        "tr",
        tag("th", title, scope="row"),
        tag("td", tag("bdi", report.outlet or "\u2013")),
        tag("td", tag("bdi", _tell_moment(report.published) or "\u2013"), cls="date"),
        *(tag("td", str(count), cls="num") for count in counts),
        tag("td", "\u2013" if percent is None else f"{percent} %", cls="num"),
    )


def _tell_moment(iso: str | None) -> str | None:
    """``2022-01-10, 10:05`` for a moment in ISO 8601; anything else as it is."""
    return _MOMENT.sub(r"\1, \2", iso, count=1) if iso else iso


def _name_report(report: Report) -> str:
    return report.title or UNTITLED


def render_head(view: ReportView, figures: Figures) -> Html:
    """The title of a report, where it comes from, and its figures."""
    report = view.report
    known = [value for value in (report.outlet, _tell_moment(report.published), report.byline) if value]
    line = join_markup([tag("bdi", value) for value in known], tag("span", " \u00b7 ", cls="dot"))
    return tag(
        "header",
        tag("p", line or "Outlet and date unknown", cls="origin"),
        tag("h2", tag("bdi", _name_report(report)), id=f"r{view.number}h"),
        _render_figures(figures),
    )


def _render_figures(figures: Figures) -> Html:
    items = [
        _render_figure(figures.claims, "claim", "claims"),
        _render_figure(figures.named, "names its source", "name their source"),
        _render_figure(figures.unnamed, "names no source", "name no source", cls="none" if figures.unnamed else None),
        _render_figure(len(figures.speakers), "named speaker", "named speakers"),
    ]
    percent = figures.percent_attributed
    if percent is not None:
        items.append(_render_share(percent))
    return tag("ul", *items, cls="figures")


def _render_figure(count: int, one: str, many: str, cls: str | None = None) -> Html:
    return tag("li", tag("b", f"{count:,}"), " ", tag("span", one if count == 1 else many), cls=cls)


def _render_share(percent: int) -> Html:
    meter = tag("meter", min=0, max=100, value=percent, aria_hidden="true")
    meaning = f"of the words in attributed content, {100 - percent} % in the report\u2019s own voice"
    return tag("li", tag("b", f"{percent} %"), " ", tag("span", meaning), meter, cls="share")


def render_notes(view: ReportView) -> Html:
    """What the reader of the record must know, each message once, with links to the places it is about."""
    if not view.issues:
        return Html()
    groups: dict[tuple[str, str, str], list[int]] = {}
    for index, issue in enumerate(view.issues, start=1):
        groups.setdefault((issue.code, issue.stage, issue.message), []).append(index)
    items = [_render_note(view, indexes) for indexes in groups.values()]
    heading = tag("h3", f"Notes on this reading ({len(view.issues):,})", id=f"r{view.number}notes")
    return tag("section", heading, tag("ul", *items), cls="notes", aria_labelledby=f"r{view.number}notes")


def _render_note(view: ReportView, indexes: Sequence[int]) -> Html:
    issue = view.issues[indexes[0] - 1]
    code = tag("code", tag("bdi", issue.code))
    stage = tag("span", tag("bdi", issue.stage), cls="stage")
    message = tag("bdi", issue.message)
    parts = [*_anchor_rest(view, indexes), code, " ", message, " ", stage, *_link_places(view, indexes)]
    return tag("li", *parts, id=f"r{view.number}n{indexes[0]}")


def _anchor_rest(view: ReportView, indexes: Sequence[int]) -> Iterator[Html]:
    yield from (tag("i", id=f"r{view.number}n{index}") for index in indexes[1:])


def _link_places(view: ReportView, indexes: Sequence[int]) -> Iterator[Html]:
    placed = [index for index in indexes if view.issues[index - 1].span is not None]
    for index in placed[:_MOST_LINKS]:
        label = _describe_place(view.issues[index - 1])
        yield join_markup([" ", tag("a", label, href=f"#r{view.number}i{index}")])
    if len(placed) > _MOST_LINKS:
        yield tag("span", f" and {len(placed) - _MOST_LINKS:,} more")


def _describe_place(issue: Issue) -> str:
    return f"at {issue.span.start}\u2013{issue.span.end}" if issue.span is not None else ""
