"""Who did it: different doers of one incident, by different parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.lang.load import find_dispute_words
from sayso.linking.contradictions.accounts import Account, Telling, list_different, make_sides, read_accounts
from sayso.linking.contradictions.voices import Desk
from sayso.model import Contradiction, Incident, Participant, Span, make_id

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_LONGEST = 100
_DEEDS = frozenset(("ASSAULT", "COERCE", "PROTEST"))
_ARTICLES = frozenset(("the", "a", "an", "of", "and", "by", "his", "her", "its", "their"))


def find_agents(desk: Desk, incident: Incident) -> Iterator[Contradiction]:
    """Rival doers: actors of one incident with other names and codes, each by a party of its own."""
    if incident.type not in _DEEDS:
        return
    tellings = [t for account in read_accounts(desk, incident) for t in _name_doers(desk, account, incident.type)]
    if len({t.value for t in tellings}) < 2:
        return
    rivals = _keep_rivals(tellings)
    if not any(t.account.event.asserted_by for t in rivals):
        return
    sides = tuple(list_different(make_sides(desk, rivals)))
    if len({side.value for side in sides}) > 1:
        named = " or ".join(dict.fromkeys(side.value for side in sides))
        yield Contradiction(
            id=make_id("contradiction", "agent", incident.id),
            kind="agent",
            of=incident.id,
            about=incident.title,
            sides=sides,
            reason=f"who did it differs: {named}",
        )


def _name_doers(desk: Desk, account: Account, kind: str) -> Iterator[Telling]:
    record = desk.records[account.ref.report]
    if account.event.realis not in ("actual", "historical") or account.event.type != kind:
        return
    unknown = find_dispute_words(record.report.language).unknown
    names = {entity.id: entity.name for entity in record.entities}
    for actor in account.event.actors[:1]:
        phrase = record.report.text[actor.start : min(actor.end, actor.start + _LONGEST)]
        name = names.get(actor.entity or "") or phrase
        if not {w.lower() for w in name.split()} >= {w.lower() for w in phrase.split() if w[:1].isupper()}:
            name = phrase
        words = [m[0] for m in _WORD.finditer(name) if m[0].lower() not in _ARTICLES]
        is_name = any(word[0].isupper() for word in words)
        if words and (is_name or _is_coded(actor)) and not (set(w.lower() for w in words) & unknown and not is_name):
            yield Telling(account, " ".join(words).lower(), _span(actor), account.voice)


def _is_coded(actor: Participant) -> bool:
    return bool(actor.codes or actor.sectors)


def _span(actor: Participant) -> Span:
    return Span(actor.start, actor.end)


def _keep_rivals(tellings: Sequence[Telling]) -> list[Telling]:
    """Doers that may not be one: no word in common; what shares a word is told under the commonest wording."""
    values = sorted({t.value for t in tellings}, key=lambda v: (-sum(t.value == v for t in tellings), v))
    home: dict[str, str] = {}
    for value in values:
        words = set(value.split())
        home[value] = next((kept for kept in home.values() if words & set(kept.split())), value)
    return [Telling(t.account, home[t.value], t.span, t.voice) for t in tellings]
