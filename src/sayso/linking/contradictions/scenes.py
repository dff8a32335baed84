"""When and where: days and places of one incident that shut one another out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from sayso.linking.contradictions.accounts import EventAccount, Telling, list_different, make_sides, read_accounts
from sayso.linking.contradictions.voices import Desk
from sayso.linking.incidents.days import read_day
from sayso.linking.incidents.where import Where, find_dateline, make_where, match_places
from sayso.linking.incidents.words import find_concept, list_kinds
from sayso.model import Contradiction, ContradictionKind, Incident, Span, make_id

_TOLD = frozenset(("actual", "historical", "denied"))


def find_dates(desk: Desk, incident: Incident) -> Iterator[Contradiction]:
    """Days told for one incident of which one excludes the other."""
    for _, accounts in _list_kinds(desk, incident):
        tellings = [t for account in accounts if (t := _tell_day(desk, account)) is not None]
        yield from _make(desk, incident, tellings, "date", lambda a, b: a != b)


def find_places(desk: Desk, incident: Incident) -> Iterator[Contradiction]:
    """Places told for one incident that are farther apart than they are exact."""
    places: dict[str, Where] = {}
    for _, accounts in _list_kinds(desk, incident):
        tellings = []
        for account in accounts:
            where = _find_place(desk, account)
            if where is not None:
                places.setdefault(where.name, where)
                span = Span(where.place.start, where.place.end)
                tellings.append(Telling(account, where.name, span, account.voice))
        yield from _make(
            desk, incident, tellings, "place", lambda a, b: match_places(places[a], places[b]) in ("far", "apart")
        )


def _list_kinds(desk: Desk, incident: Incident) -> list[tuple[str, list[EventAccount]]]:
    """The events that name the happening itself ("the blast"), by kind; what followed it has days and places too."""
    found: dict[str, list[EventAccount]] = {}
    for account in read_accounts(desk, incident):
        report = desk.records[account.ref.report].report
        concept = find_concept(account.event.trigger.text(report.text), report.language)
        if account.event.realis in _TOLD and concept in list_kinds(report.language):
            found.setdefault(concept, []).append(account)
    return sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))[:1]


def _find_place(desk: Desk, account: EventAccount) -> Where | None:
    record = desk.records[account.ref.report]
    place = next((p for p in record.places if p.id == account.event.place), None)
    if place is None or place.start <= find_dateline(record.report.text) or place.latitude is None:
        return None
    where = make_where(place, own=True)
    return where if where.level == 2 and place.precision is not None else None


def _tell_day(desk: Desk, account: EventAccount) -> Telling | None:
    record = desk.records[account.ref.report]
    time = desk.times(account.ref.report).get(account.event.time or "")
    if time is None or time.earliest is None or time.latest is None or time.start < find_dateline(record.report.text):
        return None
    first, last = read_day(time.earliest), read_day(time.latest)
    is_dated = any(mark.isdigit() for mark in record.report.text[time.start : time.end])
    if first is None or first != last or time.type != "DATE" or time.id in desk.said(account.ref.report):
        return None
    if (day := read_day(record.report.published)) is not None and first > day:
        return None  # what has happened was not tomorrow
    if not is_dated and desk.alignment.is_copy(account.ref.report):
        return None  # "yesterday" in a copy counts from the day of its original
    return Telling(account, time.earliest[:10], Span(time.start, time.end), account.voice)


def _make(
    desk: Desk,
    incident: Incident,
    tellings: Sequence[Telling],
    kind: ContradictionKind,
    differ: Callable[[str, str], bool],
) -> Iterator[Contradiction]:
    """The contradiction of all values that differ from the commonest one, which stands first.

    Copied words that were read in two ways contradict nothing.
    """
    readings: dict[tuple[str, int], set[str]] = {}
    for telling in tellings:
        readings.setdefault(telling.account.root, set()).add(telling.value)
    tellings = [telling for telling in tellings if len(readings[telling.account.root]) == 1]
    if len({t.value for t in tellings}) < 2:
        return
    ranked = [value for value, _ in sorted(Counter(t.value for t in tellings).items(), key=lambda i: (-i[1], i[0]))]
    kept = {ranked[0], *(value for value in ranked[1:] if differ(ranked[0], value))}
    if len(kept) < 2:
        return
    sides = tuple(list_different(make_sides(desk, [t for t in tellings if t.value in kept])))
    if len({side.value for side in sides}) > 1:
        told = " and ".join(dict.fromkeys(side.value for side in sides))
        yield Contradiction(
            id=make_id("contradiction", kind, incident.id),
            kind=kind,
            of=incident.id,
            about=incident.title,
            sides=sides,
            reason=f"the {'day' if kind == 'date' else 'place'} told differs: {told}",
        )
