"""Claims that speak of an incident without being one of its events: denials, who is blamed, what people are called."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from sayso.linking.contradictions.accounts import Account
from sayso.linking.contradictions.voices import Desk
from sayso.model import Claim, Incident, Record, Ref, Span

_LONGEST = 600


class ClaimHomes:
    """Which incident each claim of a desk speaks of: that of an event in its content, else that of its report."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._by_incident: dict[str, list[tuple[str, Claim]]] = {}
        homes: dict[str, dict[str, str]] = {}
        for incident in desk.incidents:
            for ref in (*incident.events, *incident.tolls):
                homes.setdefault(ref.report, {})[ref.id] = incident.id
        for report in sorted(homes):
            for claim, home in _place_claims(desk.records[report], homes[report]):
                self._by_incident.setdefault(home, []).append((report, claim))

    def read(self, incident: Incident) -> Iterator[tuple[Record, Claim, Account]]:
        """The claims on an incident whose source has a name, by report and position, each as an account."""
        for report, claim in self._by_incident.get(incident.id, ()):
            ref = Ref(report, claim.id)
            voice = self._desk.find_voice(report, claim.id, incident=incident.id, ref=ref)
            if voice.named and claim.content:
                said = self._desk.find_said(report, claim.id) or self._desk.published(report)
                root = self._desk.alignment.trace(report, claim.content[0].start)[-1]
                yield self._desk.records[report], claim, Account(ref, voice, said, root, None)


def find_stretch(claim: Claim, *, most: int) -> Span:
    """The characters from the beginning to the end of a claim's content, as many as ``most``."""
    start = min(span.start for span in claim.content)
    return Span(start, min(max(span.end for span in claim.content), start + most))


def _place_claims(record: Record, homes: dict[str, str]) -> Iterator[tuple[Claim, str]]:
    places = sorted(_list_places(record, homes))
    starts = [start for start, _ in places]
    votes = Counter(name for _, name in places)
    for claim in sorted(record.claims, key=lambda c: (c.content[0].start if c.content else 0, c.id)):
        if claim.content and votes:
            stretch = find_stretch(claim, most=_LONGEST)
            inside = places[bisect_left(starts, stretch.start) : bisect_left(starts, stretch.end)]
            here = Counter(name for _, name in inside)
            yield claim, max(here or votes, key=lambda name: (here[name], votes[name], name))


def _list_places(record: Record, homes: dict[str, str]) -> Iterator[tuple[int, str]]:
    yield from ((event.trigger.start, homes[event.id]) for event in record.events if event.id in homes)
    yield from ((toll.words.start, homes[toll.id]) for toll in record.tolls if toll.id in homes)
