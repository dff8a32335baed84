"""When and where: days and places of one incident that shut one another out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from sayso.linking.contradictions.accounts import EventAccount, Telling, list_different, make_sides, read_accounts
from sayso.linking.contradictions.voices import Desk
from sayso.linking.incidents.compare import match_places
from sayso.linking.incidents.mentions import Where, find_dateline, make_where, read_day
from sayso.model import Contradiction, ContradictionKind, Incident, Span, make_id

_TOLD = frozenset(("actual", "historical", "denied"))


def find_dates(desk: Desk, incident: Incident) -> Iterator[Contradiction]:
    """Days told for one incident of which one excludes the other."""
    tellings = [t for account in read_accounts(desk, incident) if (t := _tell_day(desk, account)) is not None]
    yield from _make(desk, incident, tellings, "date", lambda a, b: a != b)


def find_places(desk: Desk, incident: Incident) -> Iterator[Contradiction]:
    """Places told for one incident that are farther apart than they are exact."""
    places: dict[str, Where] = {}
    tellings = []
    for account in read_accounts(desk, incident):
        record = desk.records[account.ref.report]
        place = next((p for p in record.places if p.id == account.event.place), None)
        if (
            place is None
            or place.start <= find_dateline(record.report.text)
            or account.event.realis not in _TOLD
            or place.latitude is None
        ):
            continue
        where = make_where(place, own=True)
        if where.level == 2:
            places.setdefault(where.name, where)
            tellings.append(Telling(account, where.name, Span(place.start, place.end), account.voice))
    yield from _make(
        desk, incident, tellings, "place", lambda a, b: match_places(places[a], places[b]) in ("far", "apart")
    )


def _tell_day(desk: Desk, account: EventAccount) -> Telling | None:
    time = desk.times(account.ref.report).get(account.event.time or "")
    if time is None or time.earliest is None or time.latest is None or account.event.realis not in _TOLD:
        return None
    first, last = read_day(time.earliest), read_day(time.latest)
    if first is None or first != last:
        return None
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
