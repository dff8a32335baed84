"""What each party says of an incident apart from tolls: events with their voice, grouped to sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from sayso.linking.contradictions.sides import shorten
from sayso.linking.contradictions.voices import Desk, Voice
from sayso.model import Event, Incident, Ref, Side, Span


class Account(msgspec.Struct, frozen=True):
    """An event or claim: who tells it, when, where in the report; ``root`` is where its words come from."""

    ref: Ref
    voice: Voice
    said: str | None
    root: tuple[str, int]
    origin: str | None


class EventAccount(Account, frozen=True):
    """What is told of one event of an incident."""

    event: Event


def read_accounts(desk: Desk, incident: Incident) -> list[EventAccount]:
    """The events of an incident as accounts, by report and position."""
    wanted: dict[str, set[str]] = {}
    for ref in incident.events:
        wanted.setdefault(ref.report, set()).add(ref.id)
    found = []
    for report in sorted(wanted):
        for event in desk.records[report].events:
            if event.id in wanted[report]:
                found.append(_read(desk, incident, Ref(report, event.id), event))
    return sorted(found, key=lambda account: (account.ref.report, account.event.trigger, account.ref))


def _read(desk: Desk, incident: Incident, ref: Ref, event: Event) -> EventAccount:
    origin = desk.origin(incident.id, ref)
    return EventAccount(
        ref=ref,
        event=event,
        voice=desk.find_voice(ref.report, event.asserted_by, incident=incident.id, ref=ref),
        said=desk.find_said(ref.report, event.asserted_by) or desk.published(ref.report),
        root=desk.alignment.trace(ref.report, event.trigger.start)[-1],
        origin=origin.id if origin is not None else None,
    )


class Telling(msgspec.Struct, frozen=True):
    """What an account gives for one question: the ``value`` compared, and the words for it."""

    account: Account
    value: str
    span: Span
    voice: Voice


def make_sides(desk: Desk, tellings: Iterable[Telling]) -> list[Side]:
    """One side for each value of each party: the first said leads, copies and repetitions are carried with it."""
    groups: dict[tuple[str, str], list[Telling]] = {}
    for telling in tellings:
        groups.setdefault((telling.value, telling.voice.base), []).append(telling)
    merged = _merge_unnamed(groups)
    return [_make_side(desk, group) for _, group in sorted(merged.items())]


def _merge_unnamed(groups: Mapping[tuple[str, str], list[Telling]]) -> dict[tuple[str, str], list[Telling]]:
    """What an outlet says in its own voice goes with a named party that says the same."""
    named: dict[str, tuple[str, str]] = {}
    for key in sorted(groups):
        if groups[key][0].voice.named:
            named.setdefault(key[0], key)
    found: dict[tuple[str, str], list[Telling]] = {}
    for key, group in sorted(groups.items()):
        home = key if group[0].voice.named else named.get(key[0], (key[0], ""))
        found.setdefault(home, []).extend(group)
    return found


def _make_side(desk: Desk, group: list[Telling]) -> Side:
    ranked = sorted(group, key=lambda t: (not t.voice.named, t.account.said or "9999", t.account.ref, t.span))
    lead = ranked[0]
    return Side(
        report=lead.account.ref.report,
        ref=lead.account.ref,
        span=lead.span,
        words=shorten(desk.records[lead.account.ref.report].report.text, lead.span),
        value=lead.value,
        party=lead.voice.key,
        name=lead.voice.name,
        said=min((t.account.said for t in group if t.account.said is not None), default=None),
        reports=tuple(sorted({t.account.ref.report for t in group})),
        origin=lead.account.origin,
    )


def list_different(sides: Iterable[Side]) -> Iterator[Side]:
    """The sides, if there are two values or more, by different parties."""
    kept = list(sides)
    if len({side.value for side in kept}) > 1 and len({(side.party, side.name) for side in kept}) > 1:
        yield from kept
