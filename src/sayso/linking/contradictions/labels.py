"""What the same people are called: "protesters" by one, "terrorists" by another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.lang.load import find_dispute_words
from sayso.linking.contradictions.accounts import Account, Telling, list_different, make_sides, read_accounts
from sayso.linking.contradictions.voices import Desk, Voice
from sayso.model import Contradiction, Incident, Participant, Span, make_id

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_LONGEST = 120
_NEAR = 60  # code points around a trigger in which a label is looked for where no role is filled


def find_labels(desk: Desk, incident: Incident) -> Iterator[Contradiction]:
    """Labels of different groups for those in one role of one incident, by different parties."""
    accounts = read_accounts(desk, incident)
    for role in ("actors", "recipients"):
        tellings = [t for account in accounts for t in _read_labels(desk, account, role)]
        if len({t.value for t in tellings}) < 2:
            continue
        sides = tuple(list_different(make_sides(desk, tellings)))
        if sides:
            words = ", ".join(dict.fromkeys(f"{side.words} ({side.name})" for side in sides))
            yield Contradiction(
                id=make_id("contradiction", "label", incident.id, role),
                kind="label",
                of=incident.id,
                about="who did it" if role == "actors" else "whom it befell",
                sides=sides,
                reason=f"the same people are called differently: {words}",
            )


def _read_labels(desk: Desk, account: Account, role: str) -> Iterator[Telling]:
    record = desk.records[account.ref.report]
    labels = find_dispute_words(record.report.language).by_label
    people: tuple[Participant, ...] = getattr(account.event, role)
    for party in people[:4]:
        for match in _WORD.finditer(record.report.text, party.start, min(party.end, party.start + _LONGEST)):
            group = labels.get(match[0].lower())
            if group is not None:
                span = Span(match.start(), match.end())
                yield Telling(account, group, span, _find_voice(desk, account, span))
                break


def _find_voice(desk: Desk, account: Account, span: Span) -> Voice:
    """Whose word a label is: that of the claim that keeps it at arm's length, else of the account."""
    record = desk.records[account.ref.report]
    for mark in record.distancing:
        if mark.claim is not None and mark.start <= span.start and span.end <= mark.end:
            return desk.find_voice(account.ref.report, mark.claim, incident="", ref=account.ref)
    return account.voice
