"""What a report says of a happening at one place: an event or a loose toll, ready to be compared with others."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from sayso.lang import find_happening_words
from sayso.linking.incidents.where import Towns, Where, find_dateline, find_scene, make_where
from sayso.linking.incidents.words import Reader, Words, find_concept, stem_word
from sayso.linking.sentences import split_sentences
from sayso.model import Event, LooseToll, Participant, Realis, Record, Ref, Span, Time

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
_YEARS_BACK = 60 * 365


class When(msgspec.Struct, frozen=True):
    """First and last day (ordinals, both included) of a happening; ``told`` 0 where only the report's date tells.

    ``lent`` says that the day is that of the happening which the report sets out with, or told last before; ``said``
    that it is that of a report or a figure ("the report of 9 January"): it tells what is meant, not when it happened.
    """

    first: int
    last: int
    told: bool
    lent: bool = False
    said: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether the report tells the day, give or take one."""
        return self.told and self.last - self.first <= 1


class Story(msgspec.Struct, frozen=True, eq=False):
    """What a report is about: the words of its beginning, and its main place."""

    words: Words
    scene: Where | None


class Mention(msgspec.Struct, frozen=True, eq=False):
    """One event or loose toll. ``type`` is the kind of a loose toll; ``tolls`` are (kind, low, high).

    ``lead`` says that it stands where the report begins.
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


def read_mentions(record: Record) -> list[Mention]:
    """The events and loose tolls of a record in text order."""
    return list(_Reading(record).read()) if record.events or record.tolls else []


def read_day(value: str | None) -> int | None:
    """The ordinal of an ISO date or date-time; None where it is none."""
    try:
        return date.fromisoformat((value or "")[:10]).toordinal()
    except ValueError:
        return None


class _Reading:
    """What all mentions of one record share."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._text, self._language = record.report.text, record.report.language
        self._sentences = list(split_sentences(self._text, self._language))
        self._starts = [sentence.start for sentence in self._sentences]
        self._times = {time.id: time for time in record.times}
        self._places = {place.id: place for place in record.places}
        self._claims = {claim.id: claim for claim in record.claims}
        self._names = {entity.id: entity.name for entity in record.entities}
        self._said = find_said_times(record)
        self._happening = find_happening_words(self._language)
        self._days, self._counting = self._happening.days, self._happening.counting
        self._place_names = frozenset(stem_word(word.lower()) for place in record.places for word in place.name.split())
        self._reader = Reader(self._text, self._language, places=self._place_names)
        self._dateline = find_dateline(self._text)
        self._published = read_day(record.report.published)
        self._towns = Towns(record.places, self._dateline)
        self._scene = find_scene(record.places, self._dateline)
        self._words: dict[Span, Words] = {}
        self._sentence_days = self._read_sentence_days()
        self._story = Story(self._read_lead(), self._scene)

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
            self._make(span, thing, number, trigger, frozenset(by_sentence.get(number, set()) - {trigger}))
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
            when=self._when(thing, number),
            where=self._where(thing, limits),
            words=self._read(limits),
            near=frozenset(near.stems) | near.names,
            tolls=_list_tolls(thing),
            actors=self._parties(event.actors if event is not None else ()),
            recipients=self._parties(event.recipients if event is not None else ()),
            siblings=siblings,
            published=self._published,
            is_toll=event is None,
            story=self._story,
            lead=number < _LEAD_SENTENCES,
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

    def _read_lead(self) -> Words:
        """The words with which the report begins, after its dateline."""
        start = max(self._dateline, 0)
        stop = self._sentences[: _LEAD_SENTENCES + 1]
        end = min(stop[-1].end if stop else 0, start + _LONGEST_LEAD)
        return self._reader.read(start, end, sites=True)

    def _is_definite(self, span: Span) -> bool:
        before = self._text[max(0, span.start - 12) : span.start].lower().split()
        return bool(before) and before[-1] in _DEFINITE

    def _when(self, thing: Event | LooseToll, number: int) -> When | None:
        time = self._times.get(thing.time or "")
        if time is not None and self._is_of(thing, time):
            first, last = read_day(time.earliest), read_day(time.latest)
            is_read = first is not None and last is not None and first <= last
            if is_read and not (thing.realis == "actual" and self._is_ahead(first)):
                return When(first or 0, last or 0, True, said=self._dates_words(time))
        guess = self._guess_when(thing.realis)
        near = self._sentence_days.get(number) if thing.realis in ("actual", "denied") and guess is not None else None
        if near is not None and len(near) == 1 and guess is not None:
            (day,) = near
            if guess.first - _LENT <= day <= guess.last and not self._is_ahead(day):
                return When(day, day, False, True)
        return guess

    def _read_sentence_days(self) -> dict[int, set[int]]:
        """The days that each sentence tells, save those of saying and counting."""
        found: dict[int, set[int]] = {}
        for time in self._record.times:
            first, last = read_day(time.earliest), read_day(time.latest)
            if first is None or first != last or time.id in self._said or time.start < self._dateline:
                continue
            if self._is_counting(time):
                continue
            number = max(bisect_right(self._starts, time.start) - 1, 0)
            before = self._text[max(time.start - _NEAR, self._starts[number] if self._starts else 0) : time.start]
            if self._tells_day(time) and self._counting.isdisjoint(_WORD.findall(before.lower())):
                found.setdefault(number, set()).add(first)
        return found

    def _is_of(self, thing: Event | LooseToll, time: Time) -> bool:
        """Whether a time tells the day of what happened, not that of saying, of counting or of the report."""
        if time.id in self._said or time.start < self._dateline or self._is_counting(time):
            return False
        return self._tells_day(time) and not self._is_counted(thing, time)

    def _is_counting(self, time: Time) -> bool:
        """Whether a verb of saying or counting follows: "the ministry on Thursday raised the number of dead"."""
        after = _WORD.search(self._text, time.end, time.end + _BEHIND_CUE)
        return after is not None and after[0].lower() in self._counting

    def _dates_words(self, time: Time) -> bool:
        """Whether a day is that of what was said or counted then: "the report of 9 January"."""
        before = [w.lower() for w in _WORD.findall(self._text[max(0, time.start - _BEHIND_CUE) : time.start])]
        return len(before) > 1 and before[-1] in self._happening.dated_by and before[-2] in self._happening.dated

    def _is_counted(self, thing: Event | LooseToll, time: Time) -> bool:
        """Whether a time is that of a count: "the number of dead rose to 11 on Sunday"."""
        span = self._span(thing)
        if time.start < span.end or not (isinstance(thing, LooseToll) or thing.tolls):
            return False
        between = self._text[span.end : min(time.start, span.end + _LONGEST_SENTENCE)].lower()
        return not self._counting.isdisjoint(_WORD.findall(between))

    def _is_ahead(self, day: int | None) -> bool:
        """Whether a day lies after the report: what has happened cannot be dated so."""
        return day is not None and self._published is not None and day > self._published + 1

    def _tells_day(self, time: Time) -> bool:
        """Whether a time tells its day; one of the clock alone has that of the report."""
        if time.type != "TIME":
            return True
        words = _WORD.findall(self._text[time.start : min(time.end, time.start + 80)].lower())
        return not self._days.isdisjoint(words) or any(len(word) == 4 and word.isdigit() for word in words)

    def _guess_when(self, realis: Realis) -> When | None:
        day = self._published
        if day is None:
            return None
        if realis == "planned":
            return When(day, day + _DAYS_AHEAD, False)
        if realis == "historical":
            return When(max(1, day - _YEARS_BACK), day - 200, False)
        return When(day - _DAYS_BEFORE, day, False)

    def _where(self, thing: Event | LooseToll, limits: Span) -> Where | None:
        place = self._places.get(thing.place or "")
        if place is None or place.start <= self._dateline:
            return self._scene
        return make_where(self._towns.narrow(place, limits), own=True)

    def _parties(self, parties: Sequence[Participant]) -> frozenset[str]:
        found: set[str] = set()
        for party in parties[:8]:
            name = self._names.get(party.entity or "") or self._text[party.start : min(party.end, party.start + 80)]
            words = [find_concept(word, self._language) for word in name.lower().split()]
            found.update(word for word in words if len(word) > 2 and word not in _EMPTY)
            found.update(f"={code}" for code in (*party.codes, *party.sectors))
        return frozenset(found)


def find_said_times(record: Record) -> frozenset[str]:
    """The ids of times at which something was said: those of claims, and those behind a cue ("announced on Monday")."""
    found = {claim.said for claim in record.claims if claim.said is not None}
    text, cues = record.report.text, sorted((c.cue.end, c.cue.start) for c in record.claims if c.cue is not None)
    ends = [end for end, _ in cues]
    for time in record.times:
        at = bisect_right(ends, time.start) - 1
        if at >= 0 and time.start - ends[at] <= _BEHIND_CUE and _BEHIND.fullmatch(text, ends[at], time.start):
            found.add(time.id)
    return frozenset(found)


def _lend_days(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Undated mentions with the day of the happening that was told with its day and place before, or leads."""
    setting = next((m for m in mentions if _sets_scene(m)), None)
    for mention in mentions:
        if _sets_scene(mention):
            setting = mention
        when = mention.when
        if setting is not None and setting.when is not None and when is not None and not (when.told or when.lent):
            day = setting.when
            if mention.realis in ("actual", "denied") and when.first - _LENT <= day.first and day.last <= when.last:
                mention = msgspec.structs.replace(mention, when=When(day.first, day.last, False, True))
        yield mention


def _sets_scene(mention: Mention) -> bool:
    """Whether a mention tells its day and its town: what follows without a day goes on about it."""
    when, where = mention.when, mention.where
    is_dated = when is not None and (when.is_exact or when.lent) and mention.realis in ("actual", "denied")
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
