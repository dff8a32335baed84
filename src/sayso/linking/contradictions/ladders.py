"""Toll ladders: the figures of one kind and scope for one incident, one rung for each figure of each party."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sayso.linking.contradictions.figures import Figure, read_figures
from sayso.linking.contradictions.sides import shorten
from sayso.linking.contradictions.voices import Desk, Voice, split_base
from sayso.model import Incident, Ladder, Side, Span, make_id

_HARDLY_BY_CHANCE = 100  # a number without a source is that of a party that gave it before
_GREAT = 20  # figures from here on are hardly the same by chance


class Rung(msgspec.Struct, frozen=True):
    """Figures that are one: the same number, by the same party or in copies; the first said leads.

    ``withdrawn`` is the report and the words that take it back.
    """

    figures: tuple[Figure, ...]
    voice: Voice
    withdrawn: tuple[str, Span] | None = None

    @property
    def lead(self) -> Figure:
        """The figure that the rung is shown by."""
        return self.figures[0]


def build_rungs(desk: Desk, incident: Incident) -> dict[tuple[str, str], list[Rung]]:
    """The rungs of an incident by kind and scope, in order of saying; none is marked as withdrawn yet."""
    ladders: dict[tuple[str, str], list[Figure]] = {}
    for figure in read_figures(desk, incident):
        ladders.setdefault((figure.kind, figure.scope), []).append(figure)
    return {key: sorted(_group(ladders[key]), key=_order) for key in sorted(ladders)}


def make_ladder(desk: Desk, incident: Incident, kind: str, scope: str, rungs: Sequence[Rung]) -> Ladder:
    """The ladder that rungs make."""
    return Ladder(
        id=make_id("ladder", incident.id, kind, scope),
        incident=incident.id,
        kind=rungs[0].lead.kind,
        scope=scope,
        rungs=tuple(make_side(desk, rung) for rung in rungs),
    )


def make_side(desk: Desk, rung: Rung) -> Side:
    """A rung as one of the accounts of an incident."""
    lead = rung.lead
    text = desk.records[lead.ref.report].report.text
    return Side(
        report=lead.ref.report,
        ref=lead.ref,
        span=lead.words,
        words=shorten(text, lead.words),
        value=name_figure(lead.low, lead.high, shorten(text, lead.words)),
        party=rung.voice.key,
        name=rung.voice.name,
        said=min((f.said for f in rung.figures if f.said is not None), default=None),
        reports=tuple(sorted({f.ref.report for f in rung.figures})),
        origin=next((f.origin.id for f in rung.figures if f.origin is not None), None),
        standing="withdrawn" if rung.withdrawn is not None else "stands",
        withdrawn=rung.withdrawn,
        low=lead.low,
        high=lead.high,
    )


def name_figure(low: int | None, high: int | None, words: str) -> str:
    """ "164", "at least 9", "up to 30", "5 to 9"; the words where they set no bound."""
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if low is not None:
        return f"at least {low:,}"
    return f"up to {high:,}" if high is not None else words


def _order(rung: Rung) -> tuple[object, ...]:
    return (rung.figures[0].said or "9999", rung.lead.low or 0, rung.lead.high or 0, rung.lead.ref, rung.lead.words)


def _rank(figure: Figure) -> tuple[object, ...]:
    return (figure.said or "9999", not figure.voice.named, figure.ref.report, figure.words)


def _group(figures: Iterable[Figure]) -> list[Rung]:
    """Figures with one number, by party: what names nobody goes with a named party that gave the same number."""
    by_number: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        key = (figure.low, figure.high) if figure.is_exact else (None, None, figure.voice.base)
        by_number.setdefault(key, []).append(figure)
    return [rung for number in by_number.values() for rung in _split_parties(number)]


def _split_parties(figures: Sequence[Figure]) -> list[Rung]:
    ranked = sorted(figures, key=_rank)
    groups: list[tuple[Voice, list[Figure]]] = []
    for figure in ranked:
        if figure.voice.named:
            _put(groups, figure)
    for figure in ranked:
        if not figure.voice.named:
            same = [g for g in groups if any(_comes_from(figure, f) for f in g[1])]
            is_known = (
                groups and groups[0][0].named and (figure.origin is None or (figure.low or 0) >= _HARDLY_BY_CHANCE)
            )
            if same or is_known:
                (same or groups)[0][1].append(figure)
            else:
                _put(groups, figure)
    return [Rung(tuple(sorted(told, key=_rank)), voice) for voice, told in groups]


def _comes_from(figure: Figure, other: Figure) -> bool:
    """Whether a figure that names nobody is told in words copied from another, or goes back to the same origin."""
    same = figure.origin is not None and other.origin is not None and figure.origin.id == other.origin.id
    return same or figure.root == other.root


def _repeats(voice: Voice, figure: Figure) -> bool:
    """Whether somebody, of whom nothing else is known, tells a great figure that a body gave: he speaks for it."""
    told = figure.voice
    if not (voice.named and told.is_person):
        return False
    if told.of is not None:
        return bool(split_base(told.of) & split_base(voice.base))
    return (figure.low or 0) >= _GREAT


def _put(groups: list[tuple[Voice, list[Figure]]], figure: Figure) -> None:
    for voice, told in groups:
        if voice.is_same(figure.voice) or _repeats(voice, figure) or any(figure.root == o.root for o in told):
            told.append(figure)
            return
    groups.append((figure.voice, [figure]))
