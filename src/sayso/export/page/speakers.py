"""Who speaks in a report: a card for each speaker with kind of source, roles and claims, and the filter by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from sayso.export.markup import Html, join_markup, tag
from sayso.export.page.cards import LONGEST_NAME, cut_excerpt
from sayso.export.page.kinds import name_kind, render_kind
from sayso.export.page.view import ClaimView, ReportView, key_speaker
from sayso.linking.profile import read_code
from sayso.model import Entity, SourceKind

_SHOWN_AT_ONCE = 4
_MOST_SPEAKERS = 300
_MOST_ROLES = 3
_MOST_LINKS = 60


class Speaker(msgspec.Struct, frozen=True):
    """All claims of a report that have one speaker, or the same words as source, or no source at all.

    ``key`` is what the filter compares (empty for no source); ``kind`` the commonest kind among the claims.
    """

    key: str
    name: str
    entity: Entity | None
    kind: SourceKind | None
    claims: tuple[ClaimView, ...]


def group_speakers(view: ReportView) -> tuple[Speaker, ...]:
    """The speakers of a report: most claims first, then in text order; claims without a source come last."""
    groups: dict[str, list[ClaimView]] = {}
    for claim in view.claims:
        groups.setdefault(key_speaker(view, claim), []).append(claim)
    speakers = [_make_speaker(view, key, claims) for key, claims in groups.items()]
    return tuple(sorted(speakers, key=lambda s: (not s.key, -len(s.claims), s.claims[0].number)))


def _make_speaker(view: ReportView, key: str, claims: Sequence[ClaimView]) -> Speaker:
    first = claims[0]
    source = first.claim.source
    words = source.text(view.report.text) if source is not None else "No source named"
    counts = Counter(read_code(claim.claim) for claim in claims)
    code = max(counts, key=lambda c: counts[c])
    kind = next((c.claim.source_kind for c in claims if read_code(c.claim) == code), None)
    return Speaker(key, first.speaker.name if first.speaker else words, first.speaker, kind, tuple(claims))


def render_speakers(view: ReportView) -> Html:
    """The cards of all speakers, under the buttons that filter by kind of source."""
    speakers = group_speakers(view)
    if not speakers:
        return Html()
    cards = [_render_speaker(view, speaker) for speaker in speakers[:_MOST_SPEAKERS]]
    shown, rest = cards[:_SHOWN_AT_ONCE], cards[_SHOWN_AT_ONCE:]
    if len(rest) == 1:
        shown, rest = cards, []
    parts = [tag("ol", *shown, cls="voices")]
    if rest:
        label = f"{len(speakers) - _SHOWN_AT_ONCE:,} more speakers"
        left = len(speakers) - _MOST_SPEAKERS
        note = tag("p", f"and {left:,} more", cls="empty") if left > 0 else Html()
        parts.append(tag("details", tag("summary", tag("span", label)), tag("ol", *rest, cls="voices"), note))
    number = view.number
    heading = tag("h3", "Who speaks", id=f"r{number}w")
    return tag("section", heading, _render_filter(view), *parts, cls="who-speaks", aria_labelledby=f"r{number}w")


def _render_filter(view: ReportView) -> Html:
    """Buttons that work with the script alone, so they are hidden without it."""
    counts = Counter(read_code(claim.claim) for claim in view.claims)
    if len(counts) < 2:
        return Html()
    order = sorted(counts, key=lambda code: (-counts[code], code))
    buttons = [_render_button("kind", code, name_kind(code), f"{counts[code]:,}") for code in order]
    label = tag("span", "Show", cls="label")
    return tag(
        "div", label, *buttons, cls="kinds", role="group", aria_label="Show claims by kind of source", hidden=True
    )


def _render_button(what: str, value: str, label: str, count: str) -> Html:
    return tag(
        "button", label, " ", tag("b", count), type="button", data_f=what, data_v=value, aria_pressed="false", cls="f"
    )


def _render_speaker(view: ReportView, speaker: Speaker) -> Html:
    count = len(speaker.claims)
    name = tag("bdi", cut_excerpt(speaker.name, LONGEST_NAME), cls="who")
    total = tag("b", f"{count:,} {'claim' if count == 1 else 'claims'}")
    pick = tag(
        "button",
        "Show",
        type="button",
        data_f="speaker",
        data_v=speaker.key,
        aria_pressed="false",
        aria_label=f"Show the claims of {cut_excerpt(speaker.name, LONGEST_NAME)}",
        cls="f",
        hidden=True,
    )
    return tag(
        "li",
        tag("div", tag("h4", name), total, cls="top"),
        *_render_roles(speaker),
        render_kind(view.report.text, speaker.kind),
        tag("div", tag("span", *_link_claims(view, speaker.claims), cls="links"), pick, cls="row"),
        cls="voice" if speaker.key else "voice none",
        data_who=speaker.key,
    )


def _render_roles(speaker: Speaker) -> Iterator[Html]:
    if speaker.entity is None:
        if speaker.key:
            yield tag("p", "not tied to a name", cls="role")
        return
    told = [", ".join(part for part in (role.title, role.organisation or "") if part) for role in speaker.entity.roles]
    roles = list(dict.fromkeys(cut_excerpt(role, LONGEST_NAME) for role in told))
    if roles:
        yield tag("p", join_markup([tag("bdi", role) for role in roles[:_MOST_ROLES]], "; "), cls="role")


def _link_claims(view: ReportView, claims: Sequence[ClaimView]) -> Iterator[Html]:
    for claim in claims[:_MOST_LINKS]:
        cls = "no" if claim.claim.source is not None else "no none"
        target = f"#r{view.number}s{claim.number}" if claim.extent is not None else f"#r{view.number}k{claim.number}"
        yield tag("a", str(claim.number), cls=cls, href=target, aria_label=f"Claim {claim.number}")
    if len(claims) > _MOST_LINKS:
        yield tag("span", f"and {len(claims) - _MOST_LINKS:,} more")
