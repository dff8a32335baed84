"""What the page shows of one record: its claims numbered in text order, with every span held inside the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from sayso.errors import format_message
from sayso.export.page.event_view import EventView, view_events
from sayso.model import Claim, Distancing, Entity, Issue, Place, Record, Report, Span, Time
from sayso.pipeline import find_extent, order_claims

SpanRole = Literal[
    "hedge", "channel", "cue", "source", "content", "distance", "when", "where", "event", "grave", "note", "changed",
    "copied", "pointed",
]  # fmt: skip

_MAX_DEPTH = 8
_LONGEST_KEY = 120


class ClaimView(msgspec.Struct, frozen=True):
    """A claim as the page shows it.

    ``number`` counts from 1 in text order; ``extent`` is the smallest span over all of its spans, None where it has
    none; ``parent`` and ``children`` are numbers; ``depth`` is 0 for a claim that stands in no other, at most 8;
    ``distanced`` are the words in it that the report keeps at arm's length; ``said_number`` is the number of ``said``
    among the times of the report, None where it has no character of the text.
    """

    number: int
    claim: Claim
    extent: Span | None
    speaker: Entity | None
    said: Time | None
    parent: int | None
    children: tuple[int, ...]
    depth: int
    distanced: tuple[Span, ...]
    said_number: int | None = None

    @property
    def nested(self) -> bool:
        """Whether it stands in another claim, or another stands in it."""
        return self.depth > 0 or bool(self.children)


class Lost(msgspec.Struct, frozen=True):
    """Words of another report that this one, a copy of it, leaves out at place ``at``; ``hedge`` where they weaken.

    ``link`` is where both stand side by side.
    """

    at: int
    words: str
    hedge: bool
    link: str


class Overlay(msgspec.Struct, frozen=True):
    """What another page lays over a text: the ``copied`` passages, the words ``changed`` in them, those ``lost``.

    ``pointed`` are the characters that its address points at.
    """

    copied: tuple[Span, ...] = ()
    changed: tuple[Span, ...] = ()
    lost: tuple[Lost, ...] = ()
    pointed: Span | None = None


class ReportView(msgspec.Struct, frozen=True):
    """A record made ready for the page; ``number`` counts the reports of the page from 1.

    ``distances`` are all of its distancing words; ``grave`` are sentences that no source stands behind though they tell
    of something grave. ``times`` and ``places`` are those of the record, numbered from 1 wherever the page speaks of
    them, None for one that has no character of the text. ``events`` are numbered from 1 in text order.
    """

    number: int
    version: str
    report: Report
    claims: tuple[ClaimView, ...]
    issues: tuple[Issue, ...]
    distances: tuple[Span, ...] = ()
    grave: tuple[Span, ...] = ()
    times: tuple[Time | None, ...] = ()
    places: tuple[Place | None, ...] = ()
    events: tuple[EventView, ...] = ()
    overlay: Overlay = Overlay()


def view_record(
    record: Record, number: int, *, grave: Iterable[Span] = (), overlay: Overlay | None = None
) -> ReportView:
    """Number the claims of a record in text order; spans outside the text are cut to it, and an issue says so."""
    length = len(record.report.text)
    claims = order_claims(_clip_claim(claim, length) for claim in record.claims)
    distancing = [(d, span) for d in record.distancing if (span := _clip_words(d, length)) is not None]
    return ReportView(
        number=number,
        version=record.sayso,
        report=record.report,
        claims=_link_claims(claims, record, distancing),
        issues=tuple(_clip_issue(issue, length) for issue in record.issues) + tuple(_find_strays(record)),
        distances=tuple(span for _, span in distancing),
        grave=_clip_all(tuple(grave), length),
        times=tuple(time if _clip_words(time, length) is not None else None for time in record.times),
        places=tuple(place if _clip_words(place, length) is not None else None for place in record.places),
        events=view_events(record, {claim.id: number for number, claim in enumerate(claims, start=1)}),
        overlay=_clip_overlay(overlay or Overlay(), length),
    )


def list_spans(claim: Claim) -> Iterator[tuple[SpanRole, Span]]:
    """Every span of a claim with the role it has there: source, cue, content, hedges, channel."""
    if claim.source is not None:
        yield "source", claim.source
    if claim.cue is not None:
        yield "cue", claim.cue
    for span in claim.content:
        yield "content", span
    for span in claim.hedges:
        yield "hedge", span
    if claim.channel is not None:
        yield "channel", claim.channel


def key_speaker(view: ReportView, claim: ClaimView) -> str:
    """What the filter knows a speaker by: the name, or the words of the source, in one case; empty for no source."""
    source = claim.claim.source
    if claim.speaker is not None:
        words = claim.speaker.name
    else:
        words = source.text(view.report.text) if source is not None else ""
    return " ".join(words[:_LONGEST_KEY].casefold().split())


def _link_claims(
    claims: Sequence[Claim], record: Record, distancing: Sequence[tuple[Distancing, Span]]
) -> tuple[ClaimView, ...]:
    numbers = {claim.id: number for number, claim in enumerate(claims, start=1)}
    parents = {numbers[claim.id]: numbers[claim.parent] for claim in claims if claim.parent in numbers}
    children: dict[int, list[int]] = {}
    for child, parent in sorted(parents.items()):
        children.setdefault(parent, []).append(child)
    distanced: dict[str, list[Span]] = {}
    for words, span in distancing:
        distanced.setdefault(words.claim or "", []).append(span)
    speakers = {entity.id: entity for entity in record.entities}
    times = {time.id: time for time in record.times}
    length = len(record.report.text)
    places = {t.id: n for n, t in enumerate(record.times, start=1) if _clip_words(t, length) is not None}
    return tuple(
        ClaimView(
            number=number,
            claim=claim,
            extent=find_extent(claim),
            speaker=speakers.get(claim.speaker or ""),
            said=times.get(claim.said or ""),
            parent=parents.get(number),
            children=tuple(children.get(number, ())),
            depth=_measure_depth(number, parents),
            distanced=tuple(distanced.get(claim.id, ())),
            said_number=places.get(claim.said or ""),
        )
        for number, claim in enumerate(claims, start=1)
    )


def _measure_depth(number: int, parents: Mapping[int, int]) -> int:
    depth = 0
    while number in parents and depth < _MAX_DEPTH:  # bounded: a damaged record may hold a circle of parents
        number = parents[number]
        depth += 1
    return depth


def _clip(span: Span | None, length: int) -> Span | None:
    if span is None or span.start >= span.end or span.start >= length:
        return None
    return span if span.end <= length else Span(span.start, length)


def _clip_all(spans: Sequence[Span], length: int) -> tuple[Span, ...]:
    return tuple(kept for span in spans if (kept := _clip(span, length)) is not None)


def _clip_overlay(overlay: Overlay, length: int) -> Overlay:
    lost = tuple(one for one in overlay.lost if 0 <= one.at <= length)
    copied, changed = _clip_all(overlay.copied, length), _clip_all(overlay.changed, length)
    return Overlay(copied, changed, lost, _clip(overlay.pointed, length))


def _clip_words(words: Distancing | Time | Place, length: int) -> Span | None:
    """The characters of words; None where they are none of the text's."""
    return _clip(Span(words.start, words.end), length) if 0 <= words.start < words.end else None


def _clip_claim(claim: Claim, length: int) -> Claim:
    return msgspec.structs.replace(
        claim,
        source=_clip(claim.source, length),
        cue=_clip(claim.cue, length),
        content=_clip_all(claim.content, length),
        channel=_clip(claim.channel, length),
        hedges=_clip_all(claim.hedges, length),
        antecedents=_clip_all(claim.antecedents, length),
    )


def _clip_issue(issue: Issue, length: int) -> Issue:
    if issue.span is None or issue.span.end <= length:
        return issue
    return msgspec.structs.replace(issue, span=_clip(issue.span, length))


def _find_strays(record: Record) -> Iterator[Issue]:
    length = len(record.report.text)
    for claim in record.claims:
        for role, span in list_spans(claim):
            if span.end > length:
                message = format_message(
                    "SAY-204", report=record.report.id, kind=role, start=span.start, end=span.end, length=length
                )
                yield Issue("SAY-204", "page", message)
