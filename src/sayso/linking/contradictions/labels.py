"""What the same people are called: "protesters" by one, "terrorists" by another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.lang.load import find_dispute_words
from sayso.linking.contradictions.accounts import Telling, list_different, make_sides
from sayso.linking.contradictions.claims import ClaimHomes, find_stretch
from sayso.linking.contradictions.voices import Desk
from sayso.model import Claim, Contradiction, Incident, Record, Span, make_id

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_LONGEST = 160


def find_labels(desk: Desk, homes: ClaimHomes, incident: Incident) -> Iterator[Contradiction]:
    """Labels of different groups that parties give to the people of one incident."""
    tellings = []
    for record, claim, account in homes.read(incident):
        found = find_label(record, claim)
        if found is not None:
            tellings.append(Telling(account, found[0], found[1], account.voice))
    if len({t.value for t in tellings}) < 2:
        return
    sides = tuple(list_different(make_sides(desk, tellings)))
    if sides:
        words = ", ".join(dict.fromkeys(f"{side.words} ({side.name})" for side in sides))
        yield Contradiction(
            id=make_id("contradiction", "label", incident.id),
            kind="label",
            of=incident.id,
            about=incident.title,
            sides=sides,
            reason=f"the same people are called differently: {words}",
        )


def find_label(record: Record, claim: Claim) -> tuple[str, Span] | None:
    """The group and the words of a label in a claim that says what people are, not in one that tells of them."""
    words = find_dispute_words(record.report.language)
    text, stretch = record.report.text, find_stretch(claim, most=_LONGEST)
    cue = claim.cue.text(text).lower().split() if claim.cue is not None else []
    parts = [(m[0].lower(), m.start(), m.end()) for m in _WORD.finditer(text, stretch.start, stretch.end)]
    lows = [low for low, _, _ in parts]
    if words.calling.cues.isdisjoint(cue):
        verb = next((n for n, low in enumerate(lows) if low in words.calling.being), None)
        if verb is None or verb > words.calling.reach or words.calling.people.isdisjoint(lows[:verb]):
            return None
        parts = parts[verb + 1 : verb + 1 + words.calling.reach]
    elif lows and lows[0] in words.blame.clause:
        return None  # "described how protesters marched"
    for low, first, last in reversed(parts):
        if low in words.by_label:
            return words.by_label[low], Span(first, last)
    return None
