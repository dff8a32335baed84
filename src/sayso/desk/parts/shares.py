"""Whose words the reports are made of, in a few bars."""

from __future__ import annotations

from sayso.desk.parts.words import bdi, section
from sayso.desk.profiles import Counting
from sayso.export.markup import Html, tag

_MOST = 7


def render_shares(counting: Counting) -> Html:
    """The kinds of source with most words; how far the count is where it is still going on."""
    profile = counting.profile
    if profile is None:
        told = f"{counting.done:,} of {counting.reports:,} reports are counted; load the page again to see the result."
        return section("whose", "Whose words", tag("p", told, cls="soft"))
    if not profile.words:
        return Html()
    rows = [("the reports\u2019 own voice", profile.own_words)]
    heard = sorted((kind for kind in profile.kinds if kind.words), key=lambda kind: (-kind.words, kind.code))
    rows += [(kind.label, kind.words) for kind in heard[:_MOST]]
    items = []
    for name, words in rows:
        share = round(100 * words / profile.words)
        meter = tag("meter", min=0, max=100, value=share, aria_hidden="true")
        items.append(tag("li", bdi(name, 60), meter, tag("b", f"{share} %")))
    silent = [group.label for group in profile.groups if not group.claims and group.code != "none"]
    unheard = (
        tag("p", tag("b", "Not heard: "), ", ".join(silent), cls="unheard") if silent and profile.claims else Html()
    )
    more = tag("p", tag("a", "The whole profile", href="/profile"), cls="all")
    return section("whose", "Whose words", tag("ul", *items, cls="shares"), unheard, more)
