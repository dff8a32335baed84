"""The figures at the head of a report: claims, sources, speakers, and how many words stand in attributed content."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.export.page.view import ClaimView, ReportView
from sayso.linking import Profile
from sayso.model import Span


class Tally(msgspec.Struct, frozen=True):
    """How many claims one speaker has, and the number of the first."""

    name: str
    claims: int
    first: int


class Figures(msgspec.Struct, frozen=True):
    """Counts over one report. ``words_attributed`` of ``words`` begin inside the content of at least one claim."""

    claims: int
    named: int
    unnamed: int
    speakers: tuple[Tally, ...]
    words: int
    words_attributed: int

    @property
    def percent_attributed(self) -> int | None:
        """Share of the words inside attributed content in whole percent, rounded; None for a text without words."""
        return round(100 * self.words_attributed / self.words) if self.words else None


def count_figures(view: ReportView, profile: Profile) -> Figures:
    """Count the claims, sources and speakers of a report; its words are those of its profile."""
    named = sum(claim.claim.source is not None for claim in view.claims)
    return Figures(
        claims=len(view.claims),
        named=named,
        unnamed=len(view.claims) - named,
        speakers=_tally_speakers(view.claims),
        words=profile.words,
        words_attributed=profile.words - profile.own_words,
    )


def merge_spans(spans: Sequence[Span]) -> list[Span]:
    """The same characters as spans that neither overlap nor touch, in text order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _tally_speakers(claims: Sequence[ClaimView]) -> tuple[Tally, ...]:
    counts: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for view in claims:
        if view.speaker is not None:
            counts.setdefault(view.speaker.id, []).append(view.number)
            names[view.speaker.id] = view.speaker.name
    tallies = [Tally(names[speaker], len(numbers), numbers[0]) for speaker, numbers in counts.items()]
    return tuple(sorted(tallies, key=lambda tally: (-tally.claims, tally.first)))
