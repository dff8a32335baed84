"""The sourcing profile of the whole desk: who is heard, how much, and what is grave and has no source."""

from __future__ import annotations

from sayso.desk.ask import Ask
from sayso.desk.parts.words import bdi, count_of, empty, fold, section
from sayso.desk.places import path_to_span, path_with
from sayso.desk.profiles import Counting
from sayso.desk.view import House, View
from sayso.export.markup import Html, join_markup, tag
from sayso.export.page.profile import render_profile
from sayso.linking import Profile, SpeakerShare
from sayso.model import Span

_MOST_SPEAKERS = 60
_MOST_GRAVE = 60
_SHOWN = 12


def load(house: House, ask: Ask) -> Counting:
    """Ask the keeper of the profile."""
    return house.profiles.ask()


def show(house: House, ask: Ask, data: Counting) -> View:
    """Draw the page."""
    told = f"Counted over {count_of(data.reports, 'report')}. Nothing is judged: these are counts."
    head = tag("div", tag("h1", "Whose words this desk is made of"), tag("p", told, cls="lead"), cls="page-head")
    if data.profile is None:
        told = f"{data.done:,} of {data.reports:,} reports are counted so far. Load the page again to see the result."
        return View("Profile", join_markup([head, tag("p", told, cls="counting")]), "profile")
    if not data.profile.words:
        return View("Profile", join_markup([head, empty("There are no words to count.")]), "profile")
    parts = [
        head,
        render_profile(data.profile, opened=True),
        _render_speakers(data.profile),
        _render_grave(data.profile),
    ]
    return View("Profile", join_markup(parts), "profile")


def _render_speakers(profile: Profile) -> Html:
    rows = [_render_speaker(one) for one in profile.speakers[:_MOST_SPEAKERS]]
    parts = [_render_table(rows[:_SHOWN])]
    if rows[_SHOWN:]:
        parts.append(fold(f"{len(rows) - _SHOWN} more", _render_table(rows[_SHOWN:])))
    return section("heard", "Most heard", *parts)


def _render_table(rows: list[Html]) -> Html:
    heads = [tag("th", "Speaker", scope="col")]
    heads += [tag("th", name, scope="col", cls="num") for name in ("Claims", "Words", "Reports")]
    return tag(
        "div", tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), cls="speakers-of"), cls="scroll"
    )


def _render_speaker(one: SpeakerShare) -> Html:
    address = path_with("/speakers", [("q", one.name[:100])])
    counts = ((one.claims, "claim"), (one.words, "word"), (one.reports, "report"))
    return tag(
        "tr",
        tag("th", tag("a", bdi(one.name, 100), href=address), scope="row"),
        *(tag("td", f"{count:,}", cls="num", data_of=f" {of if count == 1 else of + 's'}") for count, of in counts),
    )


def _render_grave(profile: Profile) -> Html:
    if not profile.grave:
        return Html()
    items = [
        tag("li", tag("a", bdi(one.text, 300), href=path_to_span(one.report_id, Span(one.start, one.end)), cls="go"))
        for one in profile.grave[:_MOST_GRAVE]
    ]
    left = len(profile.grave) - len(items)
    more = tag("p", f"and {left:,} more", cls="empty") if left > 0 else Html()
    parts = [tag("ol", *items[:_SHOWN], cls="grave-of")]
    if items[_SHOWN:]:
        rest = tag("ol", *items[_SHOWN:], start=_SHOWN + 1, cls="grave-of")
        parts.append(fold(f"{len(items) - _SHOWN} more", rest, more))
    note = "deaths, violence and crimes in the reports\u2019 own voice"
    return section("grave", f"Grave, and no source for it ({len(profile.grave):,})", *parts, note=note)
