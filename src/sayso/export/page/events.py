"""A card for every event: what it is, who did it to whom, when, where, how many, and whose word it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from sayso.codebook import load_codebook
from sayso.export.markup import Html, join_markup, show_plain, tag
from sayso.export.page.cards import LONGEST_NAME, cut_excerpt
from sayso.export.page.event_view import EventView
from sayso.export.page.marked import name_readings
from sayso.export.page.view import ReportView
from sayso.model import Participant, Realis, Toll

REALIS: dict[Realis, tuple[str, str, str]] = {
    "actual": ("\u25c6", "told as happened", "told as having happened or going on"),
    "planned": ("\u25b8", "planned", "planned or announced"),
    "hypothetical": ("\u25c7", "hypothetical", "possible, feared or demanded"),
    "denied": ("\u2715", "denied", "said not to have happened"),
    "historical": ("\u25c2", "long past", "more than a year before the report"),
}
"""Sign, label and meaning of each realis."""
_MOST_CARDS = 1500
_MOST_PARTIES = 8
_MOST_TOLLS = 12
_LONGEST_CODE = 40


def render_sign(realis: Realis) -> Html:
    """The sign of a realis, as generated content."""
    return tag("i", cls=f"rs {realis}", data_s=REALIS[realis][0], aria_hidden="true")


def name_type(code: str) -> str:
    """A type in plain words; a code that the shipped codebook lacks in lower case."""
    return _list_labels().get(code) or code.replace("_", " ").replace("-", " ").lower()[:_LONGEST_CODE]


@cache
def _list_labels() -> dict[str, str]:
    return {code: kind.label for code, kind in load_codebook().types.items()}


def render_events(view: ReportView) -> Html:
    """The cards of all events in text order, under the buttons that filter them."""
    cards = [_render_card(view, event) for event in view.events[:_MOST_CARDS]]
    left = len(view.events) - len(cards)
    note = tag("p", f"and {left:,} more", cls="empty") if left else Html()
    return join_markup([_render_filter(view), tag("ol", *cards, cls="cards"), note])


def _render_filter(view: ReportView) -> Html:
    """Buttons that work with the script alone, so they are hidden without it."""
    types = Counter(event.event.type for event in view.events)
    realis = Counter(event.event.realis for event in view.events)
    rows = []
    if len(types) > 1:
        order = sorted(types, key=lambda code: (-types[code], code))
        rows.append([_render_button("type", code, name_type(code), types[code]) for code in order])
    if len(realis) > 1:
        rows.append([_render_button("realis", name, REALIS[name][1], realis[name]) for name in REALIS if realis[name]])
    groups = [tag("div", *row, role="group", aria_label="Show events", cls="kinds", hidden=True) for row in rows]
    return tag("div", *groups, cls="event-filter") if groups else Html()


def _render_button(what: str, value: str, label: str, count: int) -> Html:
    number = tag("b", f"{count:,}")
    return tag("button", label, " ", number, type="button", data_f=what, data_v=value, aria_pressed="false", cls="f")


def _render_card(view: ReportView, event: EventView) -> Html:
    realis = event.event.realis
    return tag(
        "li",
        _render_head(view, event),
        _render_quoted(view, event),
        tag("dl", *_list_facts(view, event)),
        _render_evidence(event),
        id=f"r{view.number}e{event.number}",
        cls=f"card event {realis}",
        data_type=event.event.type,
        data_realis=realis,
    )


def _render_head(view: ReportView, event: EventView) -> Html:
    code = event.event.type + (f" \u00b7 {event.event.mode}" if event.event.mode else "")
    label = name_type(event.event.type)
    sign, name, meaning = REALIS[event.event.realis]
    back = tag(
        "a",
        str(event.number),
        cls="no",
        href=_link_text(view, event),
        aria_label=f"Event {event.number}, to the text",
    )
    title = tag("h4", tag("bdi", label[:1].upper() + label[1:], cls="what"), tag("bdi", code, cls="role"))
    mark = tag("i", cls="rs", data_s=sign, aria_hidden="true")
    return tag(
        "div", back, title, tag("span", mark, name, cls=f"realis {event.event.realis}", title=meaning), cls="head"
    )


def _link_text(view: ReportView, event: EventView) -> str:
    return f"#r{view.number}v{event.number}" if event.trigger is not None else f"#r{view.number}t"


def _render_quoted(view: ReportView, event: EventView) -> Html:
    """The sentence with the trigger marked."""
    quoted, trigger = event.quoted, event.trigger
    if quoted is None or trigger is None:
        return Html()
    text = view.report.text
    before, after = text[quoted.start : trigger.start], text[trigger.end : quoted.end]
    words = [tag("bdi", before), tag("b", tag("bdi", trigger.text(text))), tag("bdi", after)]
    return tag("blockquote", tag("a", *words, href=_link_text(view, event), tabindex="-1"), dir="auto")


def _list_facts(view: ReportView, event: EventView) -> Iterator[Html]:
    text = view.report.text
    if event.actors or event.recipients:
        yield _render_fact("who", "Who", _render_parties(text, event))
    if event.time is not None:
        yield _render_fact("time", "When", _render_time(view, event.time))
    if event.place is not None:
        yield _render_fact("place", "Where", _render_place(view, event.place))
    tolls = event.event.tolls[:_MOST_TOLLS]
    if tolls:
        yield _render_fact("toll", "Toll", join_markup([_render_toll(text, toll) for toll in tolls], "; "))
    if event.event.contexts:
        names = ", ".join(name.replace("_", " ")[:_LONGEST_CODE] for name in event.event.contexts[:12])
        yield _render_fact("about", "About", tag("bdi", names))
    yield _render_fact("teller", "Told by", _render_teller(view, event))


def _render_fact(cls: str, name: str, value: Html) -> Html:
    return tag("div", tag("dt", name), tag("dd", value), cls=cls)


def _render_parties(text: str, event: EventView) -> Html:
    actors = _join_parties(text, event.actors) if event.actors else tag("span", "not told", cls="role-less")
    if not event.recipients:
        return actors
    arrow = tag("span", " \u2192 ", cls="to", role="img", aria_label=" to ")
    return join_markup([actors, arrow, _join_parties(text, event.recipients)])


def _join_parties(text: str, parties: Sequence[Participant]) -> Html:
    shown = [_render_party(text, party) for party in parties[:_MOST_PARTIES]]
    more = len(parties) - len(shown)
    return join_markup([*shown, *([f"{more:,} more"] if more > 0 else [])], ", ")


def _render_party(text: str, party: Participant) -> Html:
    words = tag("bdi", cut_excerpt(text[party.start : party.end], LONGEST_NAME))
    codes = " ".join((*party.codes, *party.sectors))[:LONGEST_NAME]
    return join_markup([words, " ", tag("bdi", codes, cls="codes")]) if codes else words


def _render_time(view: ReportView, number: int) -> Html:
    time = view.times[number - 1]
    if time is None:
        return Html("not told")
    words = tag("bdi", cut_excerpt(view.report.text[time.start : time.end], LONGEST_NAME))
    link = tag("a", words, href=f"#r{view.number}m{number}")
    return join_markup([tag("span", name_readings(time), cls="value"), " (", link, ")"])


def _render_place(view: ReportView, number: int) -> Html:
    place = view.places[number - 1]
    if place is None:
        return Html("not told")
    words = tag("bdi", cut_excerpt(view.report.text[place.start : place.end], LONGEST_NAME))
    link = tag("a", words, href=f"#r{view.number}o{number}")
    name = show_plain(place.resolved_name or "", LONGEST_NAME)
    return join_markup([link, tag("span", f" ({name})", cls="value")]) if name and name != place.name else link


def _render_toll(text: str, toll: Toll) -> Html:
    """``killed “at least nine” (9 or more) passengers``: the words first, the bounds that they set behind them."""
    words = tag("bdi", "\u201c", cut_excerpt(toll.words.text(text), LONGEST_NAME), "\u201d")
    parts: list[str] = [f"{toll.kind} ", words]
    bounds = name_bounds(toll)
    if bounds and bounds != toll.words.text(text).strip():
        parts.append(tag("span", f" ({bounds})", cls="value"))
    if toll.who is not None and not toll.words.holds(toll.who):
        parts += [" ", tag("bdi", cut_excerpt(toll.who.text(text), LONGEST_NAME), cls="value")]
    return join_markup(parts)


def name_bounds(toll: Toll) -> str:
    """The bounds that the words of a toll set: ``9``, ``9 or more``, ``up to 9``, ``5 to 9``; empty for none."""
    if toll.low is None:
        return f"up to {toll.high:,}" if toll.high is not None else ""
    if toll.high is None:
        return f"{toll.low:,} or more"
    return f"{toll.low:,}" if toll.low == toll.high else f"{toll.low:,} to {toll.high:,}"


def _render_teller(view: ReportView, event: EventView) -> Html:
    if event.event.asserted_by is None:
        return tag("span", "the report\u2019s own voice", cls="own-voice")
    name = show_plain(event.speaker, LONGEST_NAME)
    words = tag("bdi", name, cls="source") if name else tag("span", "no source named", cls="unsourced")
    if event.claim is None:
        return words
    return join_markup([words, " (", tag("a", f"claim {event.claim}", href=f"#r{view.number}k{event.claim}"), ")"])


def _render_evidence(event: EventView) -> Html:
    spans = [("trigger", event.event.trigger), *(("toll", toll.words) for toll in event.event.tolls[:_MOST_TOLLS])]
    rows = [f"{name} {span.start}\u2013{span.end}" for name, span in spans]
    rows += [f"actor {party.start}\u2013{party.end}" for party in event.actors[:_MOST_PARTIES]]
    rows += [f"recipient {party.start}\u2013{party.end}" for party in event.recipients[:_MOST_PARTIES]]
    name = tag("code", tag("bdi", cut_excerpt(event.event.id, LONGEST_NAME)), cls="id")
    lines = [tag("p", "Id: ", name), tag("p", "Characters: ", " \u00b7 ".join(rows))]
    by = event.event.by
    if by is not None:
        made = " ".join((by.stage, by.version, by.method))
        lines.append(tag("p", "Found by: ", tag("bdi", cut_excerpt(made, LONGEST_NAME))))
    return tag("details", tag("summary", *_summarise(event)), *lines, cls="evidence")


def _summarise(event: EventView) -> Iterator[Html]:
    yield tag("span", "Evidence")
    confidence = event.event.confidence
    if confidence is not None:
        held = min(max(confidence, 0.0), 1.0)
        meter = tag("meter", min=0, max=1, value=f"{held:.2f}", aria_hidden="true")
        yield tag("span", f"confidence {held:.2f} ", meter, cls="conf")
