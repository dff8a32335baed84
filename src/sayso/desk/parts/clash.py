"""Contradictions: the accounts that differ, side by side, each with its words. None is preferred."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.desk.parts.facts import Around, name_span
from sayso.desk.parts.ladder import name_figure, render_carriers, render_withdrawal
from sayso.desk.parts.words import bdi, name_day, name_party, quote, tell_reason
from sayso.desk.places import hue
from sayso.export.markup import Html, show_plain, tag
from sayso.model import Contradiction, Side
from sayso.store import ReportRow

Rows = Mapping[str, ReportRow]

KINDS: Mapping[str, str] = {
    "toll": "How many",
    "denial": "Said and denied",
    "agent": "Who did it",
    "label": "What people are called",
    "date": "When it was",
    "place": "Where it was",
}
_MOST_SIDES = 12


def sort_contradictions(found: Iterable[Contradiction]) -> list[Contradiction]:
    """Figures first, then denials, in the order of `KINDS`; of one kind those that most reports are part of first."""
    ranks = {kind: number for number, kind in enumerate(KINDS)}

    def weigh(one: Contradiction) -> int:
        return len({report for side in one.sides for report in side.reports})

    return sorted(found, key=lambda one: (ranks[one.kind], -weigh(one), one.id))


def render_contradictions(found: Sequence[Contradiction], rows: Rows, words: Mapping[str, Around]) -> Html:
    """The contradictions in the order given."""
    return tag("ol", *(render_contradiction(one, rows, words) for one in found), cls="clashes")


def render_contradiction(one: Contradiction, rows: Rows, words: Mapping[str, Around]) -> Html:
    """One contradiction: what it is about, its sides, and why they are taken to differ."""
    sides = [_render_side(side, one.kind, rows, words) for side in one.sides[:_MOST_SIDES]]
    left = len(one.sides) - len(sides)
    more = [tag("li", f"and {left:,} more", cls="empty")] if left > 0 else []
    head = tag("h3", tag("span", KINDS[one.kind], cls="kind-of"), bdi(one.about, 200))
    return tag(
        "li",
        head,
        tag("ol", *sides, *more, cls="sides-of"),
        tag("p", tell_reason(one.reason, 400), cls="why"),
        cls="clash-of",
        id=one.id,
    )


def _render_side(side: Side, kind: str, rows: Rows, words: Mapping[str, Around]) -> Html:
    taken = side.standing == "withdrawn"
    value = name_value(side, kind)
    parts = [
        tag(
            "p", tag("s" if taken else "b", tag("bdi", value)), cls="value-of toll-of" if kind == "toll" else "value-of"
        ),
        tag("p", name_party(side.name, side.party), cls="whose-of"),
        tag("p", quote(side.report, side.span, side.words, words.get(name_span(side.report, side.span)))),
    ]
    parts += render_withdrawal(side, words)
    said_on = f"said {name_day(side.said)}" if side.said else "day not told"
    parts.append(tag("div", tag("span", said_on), render_carriers(side.reports, rows), cls="facts"))
    return tag("li", *parts, cls=f"side-of {hue(side.party)}" + (" withdrawn" if taken else ""))


def name_value(side: Side, kind: str) -> str:
    """What a side holds, as it is shown: a figure, a day, a name."""
    if kind == "toll":
        return name_figure(side)
    return name_day(side.value) if kind == "date" else show_plain(side.value, 120)
