"""Who did it: different doers whom different parties blame for one incident."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from sayso.lang.disputes import BlameWords
from sayso.lang.load import find_dispute_words
from sayso.linking.contradictions.accounts import Telling, list_different, make_sides
from sayso.linking.contradictions.claims import ClaimHomes, find_stretch
from sayso.linking.contradictions.voices import Desk
from sayso.model import Claim, Contradiction, Incident, Record, Span, make_id

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_LONGEST = 400
_MOST_WORDS = 8


def find_agents(desk: Desk, homes: ClaimHomes, incident: Incident) -> Iterator[Contradiction]:
    """Doers whom parties name for one incident, where no word of theirs is common; each by a party of its own."""
    tellings = []
    sorts: set[str] = set()
    for record, claim, account in homes.read(incident):
        span = find_doer(record, claim)
        name = _name(record, span) if span is not None else ""
        if span is not None and name:
            tellings.append(Telling(account, name, span, account.voice))
            sorts |= find_dispute_words(record.report.language).blame.sorts
    if len({t.value for t in tellings}) < 2:
        return
    sides = tuple(list_different(make_sides(desk, _keep_rivals(tellings, frozenset(sorts)))))
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


def find_doer(record: Record, claim: Claim) -> Span | None:
    """The words of a claim for whoever is said to have done it: after a verb of blame, before one of doing."""
    words = find_dispute_words(record.report.language).blame
    text = record.report.text
    content = find_stretch(claim, most=_LONGEST)
    if claim.cue is not None and _is_cue(claim.cue.text(text), words):
        found = _until(words.links).match(text, content.start, content.end)
        return _trim(text, Span(*found.span(1))) if found is not None else None
    before = _before(words.doing).match(text, content.start, content.end)
    if before is not None:
        return _trim(text, _skip(text, Span(*before.span(1)), words))
    after = _join(words.behind).search(text, content.start, content.end)
    return _trim(text, _cut(text, Span(after.end(), content.end))) if after is not None else None


def _is_cue(cue: str, words: BlameWords) -> bool:
    return not words.cues.isdisjoint(cue.lower().split())


@cache
def _until(links: tuple[str, ...]) -> re.Pattern[str]:
    """The words before the first link: "the rebels" in "the rebels for the blast"."""
    return re.compile(rf"([^.,;:]{{2,100}}?)\s(?:{_list(links)})\b", re.IGNORECASE)


@cache
def _before(doing: tuple[str, ...]) -> re.Pattern[str]:
    """The words before a verb of doing: "the rebels" in "that the rebels had carried out the blast"."""
    return re.compile(rf"(?:that\s)?([^.,;:]{{2,100}}?)\s(?:{_list(doing)})\b", re.IGNORECASE)


@cache
def _join(behind: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_list(behind)})\s", re.IGNORECASE)


def _list(wordings: Sequence[str]) -> str:
    return "|".join(re.escape(wording).replace(r"\ ", r"\s") for wording in sorted(wordings, key=len, reverse=True))


def _skip(text: str, span: Span, words: BlameWords) -> Span:
    """A span from behind the last word in it that begins a clause: "the rebels" in "after the rebels"."""
    start = max(
        (m.end() for m in _WORD.finditer(text, span.start, span.end) if m[0].lower() in words.clause), default=0
    )
    return Span(max(start, span.start), span.end)


def _cut(text: str, span: Span) -> Span:
    """A span up to the first mark in it."""
    mark = re.search(r"[.,;:()\"”]", text[span.start : span.end])
    return Span(span.start, span.start + mark.start()) if mark is not None else span


def _trim(text: str, span: Span) -> Span | None:
    """A span without blanks; None where it is empty or too long for a name."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Span(start, end) if 0 < len(words.split()) <= _MOST_WORDS else None


def _name(record: Record, span: Span) -> str:
    """The telling words of a doer in small letters; empty where they name nobody."""
    language = find_dispute_words(record.report.language)
    words = [m[0].lower().replace("’", "'") for m in _WORD.finditer(span.text(record.report.text))]
    kept = [word for word in words if word not in language.blame.empty]
    return " ".join(kept) if set(kept) - language.unknown else ""


def _keep_rivals(tellings: Sequence[Telling], sorts: frozenset[str]) -> list[Telling]:
    """Doers that may not be one: what shares a word is told under the commonest wording."""
    values = sorted({t.value for t in tellings}, key=lambda v: (-sum(t.value == v for t in tellings), v))
    home: dict[str, str] = {}
    for value in values:
        home[value] = next((kept for kept in home.values() if _may_be_one(value, kept, sorts)), value)
    return [Telling(t.account, home[t.value], t.span, t.voice) for t in tellings]


def _may_be_one(a: str, b: str, sorts: frozenset[str]) -> bool:
    """Whether two names have a word in common that tells more than what sort of doer it is."""
    x, y = set(a.split()), set(b.split())
    if x - sorts and y - sorts:
        x, y = x - sorts, y - sorts
    return bool(x & y)
