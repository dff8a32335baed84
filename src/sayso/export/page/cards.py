"""A card for every claim: who, what, how it is said, and the characters that show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.export.markup import Html, join_markup, tag
from sayso.export.page.kinds import render_kind
from sayso.export.page.marked import name_readings
from sayso.export.page.stance import render_stance
from sayso.export.page.view import ClaimView, ReportView, key_speaker, list_spans
from sayso.linking.profile import read_code
from sayso.model import Entity, Quotation, Span, Stance, Time

# Cards quote no more than this many characters of a span; the text itself has them all.
LONGEST_EXCERPT = 1200
LONGEST_NAME = 200

_QUOTATIONS: dict[Quotation, str] = {"direct": "direct", "mixed": "mixed", "indirect": "indirect"}
_STANCES: dict[Stance, str] = {"denial": "denies it", "refusal": "refuses"}
_MOST_INDENTED = 3
_LONGEST_CHAIN = 12


def render_cards(view: ReportView) -> Html:
    """The cards of a report in text order, or one line that says there are none."""
    if not view.claims:
        return tag("p", "No claim was found in this report: all of it is told in its own voice.", cls="empty")
    return tag("ol", *(_render_card(view, claim) for claim in view.claims), cls="cards")


def cut_excerpt(text: str, limit: int) -> str:
    """The text, or its first ``limit`` code points and an ellipsis."""
    return text if len(text) <= limit else f"{text[:limit]}\u2026"


def _render_card(view: ReportView, claim: ClaimView) -> Html:
    classes = ["card"]
    if claim.claim.source is None:
        classes.append("none")
    if claim.depth:
        classes.append(f"in{min(claim.depth, _MOST_INDENTED)}")
    return tag(
        "li",
        _render_head(view, claim),
        _render_traits(view, claim),
        _render_content(view, claim),
        tag("dl", *_list_facts(view, claim)),
        _render_evidence(claim),
        id=f"r{view.number}k{claim.number}",
        cls=" ".join(classes),
        data_who=key_speaker(view, claim),
        data_kind=read_code(claim.claim),
    )


def _render_traits(view: ReportView, claim: ClaimView) -> Html:
    """Kind of source, and the stance where the source denies or refuses."""
    stance = claim.claim.stance
    parts = [render_kind(view.report.text, claim.claim.source_kind)]
    if stance is not None:
        parts.append(tag("span", render_stance(stance), _STANCES[stance], cls="stance"))
    return tag("div", *parts, cls="traits") if any(parts) else Html()


def _render_head(view: ReportView, claim: ClaimView) -> Html:
    back = tag(
        "a",
        str(claim.number),
        cls="no",
        href=_link_text(view, claim),
        aria_label=f"Claim {claim.number}, to the text",
    )
    kind = tag("span", _QUOTATIONS[claim.claim.quotation], cls=f"kind {claim.claim.quotation}")
    return tag("div", back, tag("h4", *_name_speaker(view, claim)), kind, cls="head")


def _link_text(view: ReportView, claim: ClaimView) -> str:
    return f"#r{view.number}t" if claim.extent is None else f"#r{view.number}s{claim.number}"


def _name_speaker(view: ReportView, claim: ClaimView) -> Iterator[Html]:
    source = claim.claim.source
    if claim.speaker is not None:
        yield tag("bdi", cut_excerpt(claim.speaker.name, LONGEST_NAME), cls="who")
        yield from _render_role(claim.speaker)
    elif source is not None:
        yield tag("bdi", cut_excerpt(source.text(view.report.text), LONGEST_NAME), cls="who")
        yield tag("span", "not tied to a name", cls="role")
    else:
        yield tag("span", "No source named", cls="who")


def _render_role(speaker: Entity) -> Iterator[Html]:
    if speaker.roles:
        role = speaker.roles[0]
        parts = [role.title, role.organisation or ""]
        yield tag("bdi", cut_excerpt(", ".join(part for part in parts if part), LONGEST_NAME), cls="role")


def _render_content(view: ReportView, claim: ClaimView) -> Html:
    if not claim.claim.content:
        return tag("p", "No content was found.", cls="empty")
    words = _join_fragments(view, claim.claim.content)
    quoted = tag("a", words, href=_link_text(view, claim), tabindex="-1")
    return tag("blockquote", quoted, dir="auto", cls=claim.claim.quotation)


def _join_fragments(view: ReportView, spans: Sequence[Span]) -> Html:
    fragments: list[Html] = []
    room = LONGEST_EXCERPT
    for span in sorted(spans):
        if room <= 0:
            break
        fragments.append(tag("bdi", cut_excerpt(span.text(view.report.text), room)))
        room -= len(span)
    return join_markup(fragments, tag("span", " \u2026 ", cls="skip"))


def _list_facts(view: ReportView, claim: ClaimView) -> Iterator[Html]:
    text = view.report.text
    source, cue, channel = claim.claim.source, claim.claim.cue, claim.claim.channel
    if source is not None and (claim.speaker is None or source.text(text) != claim.speaker.name):
        yield _render_fact("source", "Source", _quote(text, source))
    chain = claim.claim.antecedents[:_LONGEST_CHAIN]
    if len(chain) > 1:
        yield _render_fact("chain", "Stands for", join_markup([_quote(text, span) for span in chain], " \u2192 "))
    if cue is not None:
        yield _render_fact("cue", "Cue", _quote(text, cue))
    if channel is not None:
        yield _render_fact("channel", "Channel", _quote(text, channel))
    if claim.claim.hedges:
        hedges = [_quote(text, span) for span in claim.claim.hedges]
        yield _render_fact("hedge", "Hedge" if len(hedges) == 1 else "Hedges", join_markup(hedges, ", "))
    if claim.distanced:
        words = [_quote(text, span) for span in claim.distanced]
        yield _render_fact("distance", "Distanced", join_markup(words, ", "))
    if claim.said is not None:
        yield _render_fact("said", "Said", _render_time(view, claim.said, claim.said_number))
    if claim.parent is not None:
        yield _render_fact("nest", "Inside", _link_claims(view, (claim.parent,)))
    if claim.children:
        yield _render_fact("nest", "Holds", _link_claims(view, claim.children))


def _render_fact(cls: str, name: str, value: Html) -> Html:
    return tag("div", tag("dt", name), tag("dd", value), cls=cls)


def _quote(text: str, span: Span) -> Html:
    return tag("bdi", cut_excerpt(span.text(text), LONGEST_EXCERPT))


def _render_time(view: ReportView, time: Time, number: int | None) -> Html:
    """``10 January 2022 (“Monday”)``, the words a link to their place in the text."""
    words = tag("bdi", cut_excerpt(view.report.text[max(time.start, 0) : max(time.end, 0)], LONGEST_NAME))
    link = tag("a", words, href=f"#r{view.number}m{number}") if number is not None else words
    return join_markup([tag("span", name_readings(time), cls="value"), " (", link, ")"])


def _link_claims(view: ReportView, numbers: Sequence[int]) -> Html:
    links = [tag("a", f"claim {number}", href=f"#r{view.number}k{number}") for number in numbers]
    return join_markup(links, ", ")


def _render_evidence(claim: ClaimView) -> Html:
    rows = [f"{role} {span.start}\u2013{span.end}" for role, span in list_spans(claim.claim)]
    by = claim.claim.by
    name = tag("code", tag("bdi", cut_excerpt(claim.claim.id, LONGEST_NAME)), cls="id")
    lines = [tag("p", "Id: ", name), tag("p", "Characters: ", " \u00b7 ".join(rows) or "none")]
    if by is not None:
        made = " ".join((by.stage, by.version, by.method))
        lines.append(tag("p", "Found by: ", tag("bdi", cut_excerpt(made, LONGEST_NAME))))
    return tag("details", tag("summary", *_summarise_evidence(claim)), *lines, cls="evidence")


def _summarise_evidence(claim: ClaimView) -> Iterator[Html]:
    yield tag("span", "Evidence")
    confidence = claim.claim.confidence
    if confidence is not None:
        held = min(max(confidence, 0.0), 1.0)
        meter = tag("meter", min=0, max=1, value=f"{held:.2f}", aria_hidden="true")
        yield tag("span", f"confidence {held:.2f} ", meter, cls="conf")
