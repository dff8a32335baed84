"""Denials against assertions of one incident."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from sayso.lang import find_happening_words
from sayso.lang.load import find_dispute_words
from sayso.linking.contradictions.accounts import Account, EventAccount, Telling, make_sides, read_accounts
from sayso.linking.contradictions.agents import find_doer
from sayso.linking.contradictions.claims import ClaimHomes, find_stretch
from sayso.linking.contradictions.figures import Figure
from sayso.linking.contradictions.voices import Desk
from sayso.linking.incidents.words import find_concept
from sayso.model import Claim, Contradiction, Incident, Record, Span, make_id

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_LONGEST = 200
_BEFORE = 24


class _Said(msgspec.Struct, frozen=True):
    """That something happened, or that it did not: ``concept`` is what (see ``find_concept``)."""

    concept: str
    telling: Telling


def find_denials(
    desk: Desk, homes: ClaimHomes, incident: Incident, figures: Sequence[Figure]
) -> Iterator[Contradiction]:
    """Who denies what others assert: none where nobody else tells what is denied.

    ``figures`` are the tolls of the incident: "nobody was killed" denies those of the dead.
    """
    accounts = read_accounts(desk, incident)
    denied = [
        *_deny_claims(homes, incident),
        *_deny_events(desk, accounts),
        *(_read_figure(desk, figure, "denied") for figure in figures if figure.high == 0 and figure.voice.named),
    ]
    if not denied:
        return
    asserted = [
        *_assert_events(desk, accounts),
        *(_read_figure(desk, figure, "asserted") for figure in figures if (figure.low or figure.high or 0) > 0),
    ]
    kept = [one for one in denied if any(_is_against(one, other) for other in asserted)]
    others = [other for other in asserted if any(_is_against(one, other) for one in kept)]
    parties = {one.telling.voice.base for one in kept}
    sides = make_sides(desk, [s.telling for s in (*kept, *others) if s in kept or s.telling.voice.base not in parties])
    if len({side.value for side in sides}) < 2:
        return
    names = ", ".join(dict.fromkeys(side.name for side in sides if side.value == "denied"))
    yield Contradiction(
        id=make_id("contradiction", "denial", incident.id),
        kind="denial",
        of=incident.id,
        about=incident.title,
        sides=tuple(sides),
        reason=f"{names} denied what others told",
    )


def _is_against(denied: _Said, asserted: _Said) -> bool:
    voice = denied.telling.voice
    return denied.concept == asserted.concept and not voice.is_same(asserted.telling.voice)


def _deny_claims(homes: ClaimHomes, incident: Incident) -> Iterator[_Said]:
    """Claims that deny, by the kinds of happening that their content names."""
    for record, claim, account in homes.read(incident):
        if claim.stance == "denial" and find_doer(record, claim) is None:
            for concept in sorted(_list_concepts(record, claim)):
                yield _Said(concept, Telling(account, "denied", claim.content[0], account.voice))


def _list_concepts(record: Record, claim: Claim) -> frozenset[str]:
    """The kinds of happening that the content of a claim names."""
    stretch, language = find_stretch(claim, most=_LONGEST), record.report.language
    words = _WORD.findall(stretch.text(record.report.text))
    return _list_kinds(language) & frozenset(find_concept(word.lower(), language) for word in words)


@cache
def _list_kinds(language: str | None) -> frozenset[str]:
    return frozenset(find_concept(word, language) for word in find_happening_words(language).by_stem.values())


def _deny_events(desk: Desk, accounts: Sequence[EventAccount]) -> Iterator[_Said]:
    """Events that somebody with a name says did not happen; what a report only tells in the negative is no denial."""
    for account in accounts:
        event, record = account.event, desk.records[account.ref.report]
        claim = desk.claims(account.ref.report).get(event.asserted_by or "")
        if event.realis != "denied" or claim is None or not account.voice.named or event.tolls:
            continue
        said = _read_event(desk, account, "denied")
        if said.concept in _list_kinds(record.report.language) and _is_negated(record, event.trigger):
            yield said


def _is_negated(record: Record, trigger: Span) -> bool:
    """Whether a negation stands right before a word: "had not shelled", but not "had not survived the shelling"."""
    words = find_dispute_words(record.report.language)
    before = _WORD.findall(record.report.text[max(trigger.start - _BEFORE, 0) : trigger.start].lower())[-2:]
    return bool(before) and before[-1] not in words.blame.empty and not words.withdrawals.negations.isdisjoint(before)


def _assert_events(desk: Desk, accounts: Sequence[EventAccount]) -> Iterator[_Said]:
    for account in accounts:
        claim = desk.claims(account.ref.report).get(account.event.asserted_by or "")
        if account.event.realis in ("actual", "historical") and (claim is None or claim.stance != "denial"):
            yield _read_event(desk, account, "asserted")


def _read_event(desk: Desk, account: EventAccount, value: str) -> _Said:
    report = desk.records[account.ref.report].report
    concept = find_concept(account.event.trigger.text(report.text), report.language)
    return _Said(concept, Telling(account, value, account.event.trigger, account.voice))


def _read_figure(desk: Desk, figure: Figure, value: str) -> _Said:
    origin = figure.origin.id if figure.origin is not None else None
    account = Account(figure.ref, figure.voice, figure.said, figure.root, origin)
    concept = find_concept(figure.kind, desk.records[figure.ref.report].report.language)
    return _Said(concept, Telling(account, value, Span(figure.words.start, figure.words.end), figure.voice))
