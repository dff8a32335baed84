"""Rows of reports, incidents and claims, and what turns their pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sayso.desk.ask import Ask
from sayso.desk.parts.facts import read_lead
from sayso.desk.parts.words import (
    bdi,
    count_of,
    empty,
    name_day,
    name_days,
    name_party,
    quote,
    raise_first,
    tell_counts,
    title_of,
)
from sayso.desk.places import path_to, path_to_span
from sayso.export.markup import Html, join_markup, show_plain, tag
from sayso.export.page.events import name_type
from sayso.store import ClaimRow, FacetCount, IncidentRow, Lead, Page, ReportRow, Snippet

_MOST_SAME = 12
_ENDS = ("", ".", "!", "?", "\u201d", '"')


def list_incidents(rows: Iterable[IncidentRow], leads: Mapping[str, Lead]) -> Html:
    """Incidents, one a row: what, when, where, in whose words, and how many reports and origins."""
    items = [_render_incident(row, leads.get(row.id)) for row in rows]
    return tag("ol", *items, cls="rows incidents-list") if items else empty("No incident.")


def _render_incident(row: IncidentRow, lead: Lead | None) -> Html:
    title = tag("a", bdi(raise_first(row.title)), href=path_to("incidents", row.id), cls="go")
    known = (_name_kind(row), name_days(row.earliest, row.latest), show_plain(row.place or "", 80))
    facts = [part for part in known if part and part not in row.title]
    clash = tag("span", count_of(row.contradictions, "contradiction"), cls="clash") if row.contradictions else Html()
    return tag(
        "li",
        tag("h3", title),
        tag("p", tell_counts(row.reports, row.origins), clash, cls="weigh"),
        tell_lead(lead),
        tag("p", join_markup([tag("bdi", fact) for fact in facts], " \u00b7 "), cls="facts") if facts else Html(),
    )


def tell_lead(lead: Lead | None) -> Html:
    """The sentence of a report that tells of an incident, a link to where it stands, and whose report it is."""
    around = read_lead(lead) if lead is not None else None
    if lead is None or around is None:
        return Html()
    whose = [" ", tag("span", bdi(lead.outlet, 60), cls="whose")] if lead.outlet else []
    return tag("p", quote(lead.report, lead.span, around.words, around), *whose, cls="lead-words")


def _name_kind(row: IncidentRow) -> str:
    return name_type(row.type) if row.type else "figures only"


def list_reports(rows: Iterable[ReportRow], copies: dict[str, tuple[ReportRow, ...]] | None = None) -> Html:
    """Reports, one a row; those of one family that stand under their first one fold out."""
    items = [_render_report(row, (copies or {}).get(row.id, ())) for row in rows]
    return tag("ol", *items, cls="rows reports-list") if items else empty("No report.")


def _render_report(row: ReportRow, copies: Sequence[ReportRow]) -> Html:
    parts = [
        tag("h3", tag("a", bdi(title_of(row.title)), href=path_to("reports", row.id), cls="go")),
        tag("p", *_tell_origin(row), cls="facts"),
    ]
    if copies and row.family:
        inner = [
            tag(
                "li",
                tag("a", bdi(title_of(one.title)), href=path_to("reports", one.id)),
                " ",
                tag("span", *_tell_outlet(one), cls="facts"),
            )
            for one in copies[:_MOST_SAME]
        ]
        left = len(copies) - len(inner)
        more = [tag("li", f"and {left:,} more", cls="empty")] if left > 0 else []
        name = f"{count_of(len(copies), 'more report')} with the same text"
        side = tag("a", "side by side", href=path_to("families", row.family), cls="aside")
        parts.append(tag("details", tag("summary", tag("span", name)), tag("ul", *inner, *more), side, cls="same"))
    return tag("li", *parts)


def _tell_origin(row: ReportRow) -> Iterator[Html]:
    yield from _tell_outlet(row)
    yield tag("span", f" \u00b7 {count_of(row.words, 'word')}, {count_of(row.claims, 'claim')}", cls="soft")
    if row.family and row.copies > 1:
        name = f"one of {row.copies:,} that share text"
        yield join_markup([" \u00b7 ", tag("a", name, href=path_to("families", row.family))])
    if not row.linked:
        yield tag("span", " \u00b7 not compared with the others yet", cls="soft")


def _tell_outlet(row: ReportRow) -> Iterator[Html]:
    known = [show_plain(row.outlet or "", 120), name_day(row.published)]
    yield join_markup([tag("bdi", part) for part in known if part] or ["outlet and date unknown"], " \u00b7 ")


def list_claims(rows: Iterable[ClaimRow], *, speaker: bool = True) -> Html:
    """Claims, one a row: whose, what, where it stands."""
    items = [_render_claim(row, speaker=speaker) for row in rows]
    return tag("ol", *items, cls="rows claims-list") if items else empty("No claim.")


def _render_claim(row: ClaimRow, *, speaker: bool) -> Html:
    words = bdi(row.content, 400) if row.content else tag("span", "no content was found", cls="empty")
    address = path_to_span(row.report, row.span) if row.span is not None else path_to("reports", row.report)
    link = tag("a", words, href=address, cls="go")
    who = [tag("p", name_party(row.speaker or "No source named", row.party), cls="who-says")] if speaker else []
    said = name_day(row.said, short=True)
    facts = [f"said {said}" if said else "", show_plain(row.outlet or "", 80), name_day(row.published, short=True)]
    told = join_markup([tag("bdi", fact) for fact in facts if fact], " \u00b7 ")
    same = (
        [" \u00b7 ", tag("a", "all who carry it", href=path_to("statements", row.statement))] if row.statement else []
    )
    cls = "quoted direct" if row.quotation != "indirect" else "quoted"
    return tag("li", *who, tag("p", link, cls=cls, dir="auto"), tag("p", told, *same, cls="facts"))


def render_snippet(snippet: Snippet | None) -> Html:
    """The words around a hit, the hits marked."""
    if snippet is None:
        return Html()
    parts: list[Html] = []
    at = 0
    for mark in sorted(snippet.marks):
        if mark.start >= at:
            parts += [tag("bdi", snippet.words[at : mark.start]), tag("mark", mark.text(snippet.words))]
            at = mark.end
    cut = "" if snippet.words.rstrip()[-1:] in _ENDS else "\u2026"
    return tag("p", *parts, tag("bdi", snippet.words[at:]), cut, cls="snippet", dir="auto")


def render_pager(ask: Ask, page: Page[Any]) -> Html:
    """Links to the page before and the page after."""
    if page.pages <= 1:
        return Html()
    parts: list[Html] = []
    if page.page > 1:
        parts.append(tag("a", "\u2190 Before", href=ask.turn(page.page - 1), rel="prev"))
    parts.append(tag("span", f"page {page.page:,} of {page.pages:,}"))
    if page.page < page.pages:
        parts.append(tag("a", "After \u2192", href=ask.turn(page.page + 1), rel="next"))
    return tag("nav", *parts, cls="pager", aria_label="Pages of the list")


def render_sorts(ask: Ask, sorts: Sequence[tuple[str, str]], chosen: str) -> Html:
    """Links that order the list anew."""
    links = [
        tag("a", label, href=ask.put("sort", name), aria_current="true" if name == chosen else None, rel="nofollow")
        for name, label in sorts
    ]
    return tag("p", tag("span", "Order", cls="label"), *links, cls="sorts")


def render_facet(ask: Ask, name: str, label: str, counts: Sequence[FacetCount], labels: dict[str, str]) -> Html:
    """The values of a facet with their counts; the chosen ones first, each a link that adds or drops it."""
    chosen = ask.many(name)
    known = {count.value for count in counts}
    rows = [FacetCount(value, value, 0) for value in chosen if value not in known] + list(counts)
    if not rows:
        return Html()
    rows.sort(key=lambda count: count.value not in chosen)
    items = []
    for count in rows:
        on = count.value in chosen
        words = bdi(labels.get(count.value, count.label or count.value), 60)
        number = tag("b", f"{count.reports:,}") if count.reports or not on else Html()
        mark = tag("span", " (chosen)", cls="unseen") if on else Html()
        link = tag(
            "a", words, mark, number, href=ask.toggle(name, count.value), rel="nofollow", cls="on" if on else None
        )
        items.append(tag("li", link))
    first, rest = items[:8], items[8:]
    more = tag("details", tag("summary", tag("span", f"{len(rest)} more")), tag("ul", *rest)) if rest else Html()
    return tag("div", tag("h3", label), tag("ul", *first), more, cls="facet")


def render_form(ask: Ask, path: str, facets: Iterable[str], *, within: str) -> Html:
    """Words and days to ask ``path`` for, with the facets chosen; ``within`` tells where the words are looked for."""
    hidden = [tag("input", type="hidden", name=name, value=value) for name in facets for value in ask.many(name)]
    asked = f"Words in {within}"
    words = tag("input", type="search", name="q", value=ask.one("q"), placeholder=asked, aria_label=asked)
    days = [
        tag("label", tag("span", label), tag("input", type="date", name=name, value=ask.day(name) or ""))
        for name, label in (("first", "from"), ("last", "to"))
    ]
    return tag("form", words, *days, *hidden, tag("button", "Show", type="submit"), action=path, cls="ask")
