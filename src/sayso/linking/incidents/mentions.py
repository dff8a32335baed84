"""What a report says of a happening at one place: an event or a loose toll, ready to be compared with others."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from sayso.lang import find_happening_words
from sayso.linking.incidents.days import LENT, Days, When, read_day
from sayso.linking.incidents.types import are_unlike
from sayso.linking.incidents.where import Towns, Where, find_dateline, find_scene, make_where, match_places
from sayso.linking.incidents.words import Reader, Words, find_concept, stem_word
from sayso.linking.sentences import split_sentences
from sayso.model import Event, LooseToll, Participant, Realis, Record, Ref, Span

_LONGEST_SENTENCE = 600
_WORD = re.compile(r"\w+")
_BEHIND = re.compile(r"(?:\s[a-z]+){0,2}\s")
_BEHIND_CUE = 24  # code points between a cue and a time that belongs to it
_LEAD_SENTENCES = 2
_LONGEST_LEAD = 500
_NEAR = 70  # code points on each side of a trigger that count as near it
_DAYS_BEFORE = 4  # how long before its report an undated happening is taken to lie
_DAYS_AHEAD = 45
_LENT = 10  # days by which what a report goes on about may lie longer ago than an undated happening is taken to
_LONGEST_TRIGGER = 60
_LONGEST_TURN = 40
_YEARS_BACK = 60 * 365
_NONE: frozenset[str] = frozenset()


class Story(msgspec.Struct, frozen=True, eq=False):
    """What a report is about: the words of its beginning, and its main place."""

    words: Words
    scene: Where | None


class Mention(msgspec.Struct, frozen=True, eq=False):
    """One event or loose toll. ``type`` is the kind of a loose toll; ``tolls`` are (kind, low, high).

    ``lead`` says that it stands where the report begins; ``part`` how often the report has gone over to something else
    before ("Elsewhere: ...").
    """

    ref: Ref
    type: str
    mode: str | None
    realis: Realis
    confidence: float
    span: Span
    sentence: int
    limits: Span
    trigger: str
    definite: bool
    when: When | None
    where: Where | None
    words: Words
    near: frozenset[str]
    tolls: tuple[tuple[str, int | None, int | None], ...]
    actors: frozenset[str]
    recipients: frozenset[str]
    siblings: frozenset[str]
    published: int | None
    is_toll: bool
    story: Story
    lead: bool
    part: int = 0


def read_mentions(record: Record) -> list[Mention]:
    """The events and loose tolls of a record in text order."""
    return list(_Reading(record).read()) if record.events or record.tolls else []


class _Reading:
    """What all mentions of one record share."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._text, self._language = record.report.text, record.report.language
        self._sentences = list(split_sentences(self._text, self._language))
        self._starts = [sentence.start for sentence in self._sentences]
        self._places = {place.id: place for place in record.places}
        self._claims = {claim.id: claim for claim in record.claims}
        self._names = {entity.id: entity.name for entity in record.entities}
        self._happening = find_happening_words(self._language)
        self._place_names = frozenset(stem_word(word.lower()) for place in record.places for word in place.name.split())
        self._reader = Reader(self._text, self._language, places=self._place_names)
        self._dateline = find_dateline(self._text)
        self._published = read_day(record.report.published)
        self._towns = Towns(record.places, self._dateline)
        self._scene = find_scene(record.places, self._dateline)
        self._words: dict[Span, Words] = {}
        self._days = Days(record, self._starts, self._dateline)
        self._turns = self._find_turns()
        self._stories = [
            Story(self._read_lead(first), self._scene if first == 0 else None) for first in (0, *self._turns)
        ]

    def read(self) -> Iterator[Mention]:
        things: list[Event | LooseToll] = [*self._record.events, *self._record.tolls]
        placed = sorted(((self._span(thing), thing.id, thing) for thing in things), key=lambda item: item[:2])
        triggers = Counter[tuple[int, str]]()
        known = []
        for span, _, thing in placed:
            number = max(bisect_right(self._starts, span.start) - 1, 0)
            trigger = self._trigger(thing)
            triggers[(number, trigger)] += 1
            known.append((span, thing, number, trigger))
        by_sentence: dict[int, set[str]] = {}
        for _, thing, number, trigger in known:
            if isinstance(thing, Event):
                by_sentence.setdefault(number, set()).add(trigger)
        made = [
            self._make(span, thing, number, trigger, frozenset(by_sentence.get(number, set()) - {trigger}) or _NONE)
            for span, thing, number, trigger in known
        ]
        yield from _lend_days(made)

    def _span(self, thing: Event | LooseToll) -> Span:
        return thing.trigger if isinstance(thing, Event) else thing.words

    def _trigger(self, thing: Event | LooseToll) -> str:
        if isinstance(thing, LooseToll):
            return find_concept(_TOLL_TRIGGERS.get(thing.kind, thing.kind), self._language)
        return find_concept(thing.trigger.text(self._text)[:_LONGEST_TRIGGER], self._language)

    def _make(
        self, span: Span, thing: Event | LooseToll, number: int, trigger: str, siblings: frozenset[str]
    ) -> Mention:
        limits = self._limits(number, span)
        start, end = max(limits.start, span.start - _NEAR), min(limits.end, span.end + _NEAR)
        near = self._reader.read(start, end)
        event = thing if isinstance(thing, Event) else None
        part = bisect_right(self._turns, number)
        return Mention(
            ref=Ref(self._record.report.id, thing.id),
            type=thing.type if isinstance(thing, Event) else thing.kind,
            mode=event.mode if event is not None else None,
            realis=thing.realis,
            confidence=thing.confidence or 0.5,
            span=span,
            sentence=number,
            limits=limits,
            trigger=trigger,
            definite=self._is_definite(span),
            when=self._days.read(thing, span, number),
            where=self._where(thing, limits, part),
            words=self._read(limits),
            near=frozenset(near.stems) | near.names,
            tolls=_list_tolls(thing),
            actors=self._parties(event.actors if event is not None else ()),
            recipients=self._parties(event.recipients if event is not None else ()),
            siblings=siblings,
            published=self._published,
            is_toll=event is None,
            story=self._stories[part],
            lead=number < _LEAD_SENTENCES,
            part=part,
        )

    def _limits(self, number: int, span: Span) -> Span:
        """The sentence around a mention; of a long one as much as stands near."""
        if not self._sentences:
            return span
        sentence = self._sentences[number]
        if len(sentence) <= _LONGEST_SENTENCE and sentence.holds(span):
            return sentence
        start = max(sentence.start, span.start - _LONGEST_SENTENCE // 2) if sentence.start <= span.start else span.start
        return Span(start, max(span.end, min(max(sentence.end, start), span.end + _LONGEST_SENTENCE // 2)))

    def _read(self, limits: Span) -> Words:
        if limits not in self._words:
            self._words[limits] = self._reader.read(limits.start, limits.end)
        return self._words[limits]

    def _find_turns(self) -> list[int]:
        """The sentences with which the report goes over to something else ("Elsewhere: ...")."""
        found = []
        for number, sentence in enumerate(self._sentences[1:], 1):
            begin = self._text[sentence.start : min(sentence.end, sentence.start + _LONGEST_TURN)].lower()
            if begin.startswith(self._happening.turns):
                found.append(number)
        return found

    def _read_lead(self, first: int) -> Words:
        """The words with which the report, after its dateline, or a part of it begins."""
        start = self._sentences[first].start if first else max(self._dateline, 0)
        stop = self._sentences[first : first + _LEAD_SENTENCES + 1]
        end = min(stop[-1].end if stop else 0, start + _LONGEST_LEAD)
        return self._reader.read(start, end, sites=True)

    def _is_definite(self, span: Span) -> bool:
        before = self._text[max(0, span.start - 12) : span.start].lower().split()
        return bool(before) and before[-1] in _DEFINITE

    def _where(self, thing: Event | LooseToll, limits: Span, part: int) -> Where | None:
        place = self._places.get(thing.place or "")
        if place is None or place.start <= self._dateline:
            return self._scene if part == 0 else None
        return make_where(self._towns.narrow(place, limits), own=True, scene=self._scene)

    def _parties(self, parties: Sequence[Participant]) -> frozenset[str]:
        found: set[str] = set()
        for party in parties[:8]:
            name = self._names.get(party.entity or "") or self._text[party.start : min(party.end, party.start + 80)]
            words = [find_concept(word, self._language) for word in name.lower().split()]
            found.update(word for word in words if len(word) > 2 and word not in _EMPTY)
            found.update(f"={code}" for code in (*party.codes, *party.sectors))
        return frozenset(found) or _NONE


def _lend_days(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Undated mentions with the day of the happening that was told with its day and place before, or leads."""
    setting = next((m for m in mentions if _sets_scene(m)), None)
    for mention in mentions:
        if _sets_scene(mention):
            setting = mention
        when = mention.when
        if setting is not None and setting.when is not None and when is not None and not (when.told or when.lent):
            day = setting.when
            if _goes_on(setting, mention) and when.first - LENT <= day.first and day.last <= when.last:
                mention = msgspec.structs.replace(mention, when=When(day.first, day.last, False, True, near=day.near))
        yield mention


def _goes_on(setting: Mention, mention: Mention) -> bool:
    """Whether an undated mention may go on about a setting: no other town, and no toll of another kind of deed."""
    if mention.realis not in ("actual", "denied") or mention.part != setting.part:
        return False
    if mention.tolls and are_unlike(setting.type, mention.type):
        return False
    here, there = mention.where, setting.where
    if here is None or there is None or not (here.own and there.own):
        return True
    return match_places(here, there) not in ("far", "apart")


def _sets_scene(mention: Mention) -> bool:
    """Whether a mention tells its day and its town: what follows without a day goes on about it."""
    when, where = mention.when, mention.where
    is_dated = when is not None and (when.is_exact or when.lent) and not (when.counted or when.said)
    is_dated = is_dated and mention.realis in ("actual", "denied")
    return is_dated and (mention.lead or (where is not None and where.own and where.level > 0))


def _list_tolls(thing: Event | LooseToll) -> tuple[tuple[str, int | None, int | None], ...]:
    if isinstance(thing, LooseToll):
        return ((thing.kind, thing.low, thing.high),)
    return tuple((toll.kind, toll.low, toll.high) for toll in thing.tolls)


_TOLL_TRIGGERS = {
    "killed": "killed",
    "injured": "injured",
    "arrested": "arrested",
    "missing": "missing",
    "displaced": "displaced",
    "crowd": "protest",
}
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "its", "their"))
_EMPTY = frozenset(("the", "and", "for", "his", "her", "its", "their", "who", "that", "was", "were", "from", "with"))
