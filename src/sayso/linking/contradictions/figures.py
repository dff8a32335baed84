"""Figures: the tolls of an incident, what each of them counts, and whose they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from sayso.lang.load import find_dispute_words
from sayso.linking.contradictions.voices import Desk, Voice
from sayso.linking.incidents.where import Towns, Where, find_dateline, make_where, match_places
from sayso.linking.sentences import split_sentences
from sayso.model import Event, Incident, Location, LooseToll, Origin, Place, Record, Ref, Span, Toll, TollKind

WHOLE = "all"
PART = "part of them"
_TOLD = frozenset(("actual", "historical"))
_AFTER = 80
_BEFORE = 45
_NOUN = 32  # code points behind a figure in which its noun stands, where the reader found none
_ALL = frozenset(("men", "people", "persons"))
_MARK = re.compile(r"[,;:.!?()\"“”–—]| - ")
_NOUN_END = re.compile(r"[,;:.!?()\"“”–—]| - |\b(?:in|on|at|as|by|when|after|were|was|had|have|has|dead|killed|hurt)\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


class Figure(msgspec.Struct, frozen=True):
    """One toll at one place of a report: what it says, what it counts, whose word it is, when it was said."""

    incident: str
    ref: Ref
    kind: TollKind
    low: int | None
    high: int | None
    words: Span
    sentence: Span
    scope: str
    voice: Voice
    said: str | None
    told: bool
    origin: Origin | None
    claim: str | None
    root: tuple[str, int]
    where: Where | None

    @property
    def is_exact(self) -> bool:
        """Whether there is a bound to compare."""
        return self.low is not None or self.high is not None

    def agrees(self, other: Figure) -> bool:
        """Whether both may be so: as intervals they meet."""
        return meets((self.low, self.high), (other.low, other.high))


def meets(a: tuple[int | None, int | None], b: tuple[int | None, int | None]) -> bool:
    """Whether two intervals meet; None is no bound."""
    (low, high), (least, most) = a, b
    return not (high is not None and least is not None and high < least) and not (
        most is not None and low is not None and most < low
    )


def read_figures(desk: Desk, incident: Incident) -> list[Figure]:
    """The figures of an incident that are told as having happened, by report and position."""
    found = []
    for report, items in _list_tolls(desk, incident):
        reading = _Reading(desk, report, incident)
        told = [reading.read(ref, toll, thing) for ref, toll, thing in items]
        found += _find_place_parts([figure for figure in told if figure is not None], incident.location)
    return sorted(_share_scopes(found), key=lambda f: (f.ref.report, f.words, f.kind, f.ref))


def _list_tolls(
    desk: Desk, incident: Incident
) -> Iterator[tuple[Record, list[tuple[Ref, Toll | LooseToll, Event | LooseToll]]]]:
    refs: dict[str, set[str]] = {}
    for ref in (*incident.events, *incident.tolls):
        refs.setdefault(ref.report, set()).add(ref.id)
    for report in sorted(refs):
        record, ids = desk.records[report], refs[report]
        items: list[tuple[Ref, Toll | LooseToll, Event | LooseToll]] = []
        for event in record.events:
            if event.id in ids and _is_told(desk, report, event):
                items += [(Ref(report, event.id), toll, event) for toll in event.tolls]
        for loose in record.tolls:
            if loose.id in ids and _is_told(desk, report, loose):
                items.append((Ref(report, loose.id), loose, loose))
        if items:
            yield record, items


def _is_told(desk: Desk, report: str, thing: Event | LooseToll) -> bool:
    """Whether the figures of an event are put forward: a denial takes them back, "not fewer than 9" does not.

    That nobody was killed is put forward as a figure of none.
    """
    if thing.realis != "denied" or _is_none(thing):
        return thing.realis in _TOLD or _is_none(thing)
    claim = desk.claims(report).get(thing.asserted_by or "")
    return claim is None or claim.stance != "denial"


def _is_none(thing: Event | LooseToll) -> bool:
    tolls = thing.tolls if isinstance(thing, Event) else (thing,)
    return bool(tolls) and all(toll.high == 0 for toll in tolls)


class _Reading:
    """What the figures of one record and incident share."""

    def __init__(self, desk: Desk, record: Record, incident: Incident) -> None:
        self._desk, self._record, self._incident = desk, record, incident
        self._text = record.report.text
        self._words = find_dispute_words(record.report.language)
        self._sentences = split_record(record)
        self._starts = [sentence.start for sentence in self._sentences]
        self._dateline = find_dateline(self._text)
        self._towns = Towns(record.places, self._dateline)
        self._places = {place.id: place for place in record.places}

    def read(self, ref: Ref, toll: Toll | LooseToll, thing: Event | LooseToll) -> Figure | None:
        scope = self._find_scope(toll) if toll.high != 0 else WHOLE
        if scope is None or self._is_article(toll) or (toll.high == 0 and thing.asserted_by is None):
            return None
        report = self._record.report.id
        said = self._desk.find_said(report, thing.asserted_by)
        sentence = self._find_sentence(toll.words)
        place = self._find_place(thing, sentence)
        way = self._desk.alignment.trace(report, toll.words.start)
        counter = self._desk.find_counter(report, Span(sentence.start, toll.words.start))
        return Figure(
            incident=self._incident.id,
            ref=ref,
            kind=toll.kind,
            low=toll.low,
            high=toll.high,
            words=toll.words,
            sentence=sentence,
            scope=scope,
            voice=counter or self._desk.find_voice(report, thing.asserted_by, incident=self._incident.id, ref=ref),
            said=said or self._desk.published(report),
            told=said is not None,
            origin=self._desk.origin(self._incident.id, ref),
            claim=thing.asserted_by,
            root=way[-1],
            where=make_where(place, own=True) if place is not None else None,
        )

    def _find_place(self, thing: Event | LooseToll, sentence: Span) -> Place | None:
        """The place of a figure; a country that only says where a town lies ("the Peruvian town") is none."""
        place = self._places.get(thing.place or "")
        if place is None or place.start <= self._dateline:
            return None
        narrow = self._towns.narrow(place, sentence)
        before = self._text[max(place.start - _BEFORE, 0) : place.start].lower().split()
        is_whole = bool(before) and before[-1] in self._words.scope.within
        return narrow if narrow is not place or narrow.precision not in ("country", "admin1") or is_whole else None

    def _find_sentence(self, span: Span) -> Span:
        number = bisect_right(self._starts, span.start) - 1
        return self._sentences[number] if number >= 0 and self._sentences[number].holds(span) else span

    def _is_article(self, toll: Toll | LooseToll) -> bool:
        """Whether the figure is an article of something that is no person: "a landslide killed" counts nobody."""
        scope = self._words.scope
        if toll.words.text(self._text).lower() not in scope.articles:
            return False
        words = {m[0].lower() for m in _WORD.finditer(toll.who.text(self._text))} if toll.who is not None else set()
        return not words & (scope.one | scope.by_part.keys())

    def _find_scope(self, toll: Toll | LooseToll) -> str | None:
        """What a figure counts: all, a part in words, or None for one that is added to another."""
        scope = self._words.scope
        sentence = self._find_sentence(toll.words)
        end = min(sentence.end, (toll.who or toll.words).end + _AFTER)
        after = _clean(self._text[toll.words.end : min(end, toll.words.end + _AFTER)])
        before = _clean(self._text[max(sentence.start, toll.words.start - _BEFORE) : toll.words.start])
        inside = _clean(toll.words.text(self._text)).split()
        who = toll.who.text(self._text) if toll.who is not None else ""
        first = after.split()[:1]
        if (
            (first and first[0] in scope.more)
            or (before.split()[-1:] and before.split()[-1] in scope.more)
            or set(inside[-1:]) & scope.more
            or set(inside) & (scope.more - {"more"})
            or before.endswith(scope.added)
        ):
            return None
        clause = f" {_clean(_MARK.split(self._text[toll.words.end : end], maxsplit=1)[0])} "
        is_part = after.startswith(scope.part_after) or before.endswith(scope.part_before)
        is_part = is_part or any(f" {words} " in clause for words in scope.part_told)
        is_part = is_part or any(
            before.endswith(f"{words} {word}")
            for words in scope.part_before
            for word in ("at least", "about", "some", "the", "only", "were", "are", "was", "is")
        )
        if is_part:
            rest = _MARK.split(self._text[toll.words.end : end], maxsplit=1)[0]
            return self._name_group(f"{who} {rest}") or PART
        noun = _NOUN_END.split(self._text[toll.words.end : min(end, toll.words.end + _NOUN)], maxsplit=1)[0]
        return self._name_group(who or noun) or WHOLE

    def _name_group(self, phrase: str) -> str:
        """The words for a part of people that a phrase names; empty where it names everybody, or several parts."""
        names = []
        for match in _WORD.finditer(phrase[:200]):
            word = match[0].lower()
            if word in self._words.scope.by_part:
                names.append(self._words.scope.by_part[word])
            elif word in _ALL:
                return ""
        return names[0] if len(set(names)) == 1 or (names and "," not in phrase and " and " not in phrase) else ""


@lru_cache(maxsize=64)
def _split(text: str, language: str | None) -> tuple[Span, ...]:
    return tuple(split_sentences(text, language))


def split_record(record: Record) -> tuple[Span, ...]:
    """The sentences of a record's text."""
    return _split(record.report.text, record.report.language)


def _clean(text: str) -> str:
    return " ".join(word.strip(',.;:–—-"“”()') for word in text.lower().split() if word.strip(',.;:–—-"“”()'))


def _find_place_parts(figures: Sequence[Figure], scene: Location | None) -> list[Figure]:
    """Figures of one report: one in a town is part of a greater one in its country or division.

    Not so one in the town where the incident itself was, ``scene``: "in Jos" and "in Nigeria" are then one.
    """
    found = []
    for figure in figures:
        part = figure.scope == WHOLE and not _is_at(figure, scene) and any(_is_place_part(figure, o) for o in figures)
        if figure.scope == PART or part:
            where = figure.where
            scope = f"in {where.place.resolved_name or where.place.name}" if where is not None and where.level else PART
            figure = msgspec.structs.replace(figure, scope=scope)
        found.append(figure)
    return found


def _is_at(figure: Figure, scene: Location | None) -> bool:
    """Whether a figure is given for the town where the incident was."""
    if figure.where is None or scene is None or scene.precision not in ("town", "point"):
        return False
    place = figure.where.place
    if place.entry is not None and scene.entry is not None:
        return place.entry == scene.entry
    return scene.name in (place.resolved_name, place.name)


def _is_place_part(figure: Figure, other: Figure) -> bool:
    if other.kind != figure.kind or other.scope != WHOLE or figure.where is None or other.where is None:
        return False
    if other.voice.named and figure.voice.named and not other.voice.is_same(figure.voice):
        return False
    if other.where.level >= figure.where.level or match_places(figure.where, other.where) != "within":
        return False
    return (figure.high or figure.low or 0) < (other.low or other.high or 0)


def _share_scopes(figures: Sequence[Figure]) -> list[Figure]:
    """A number that is told as part of another somewhere is that part wherever it is told."""
    parts: dict[tuple[str, int | None, int | None], Counter[str]] = {}
    for figure in figures:
        if figure.scope != WHOLE and figure.is_exact:
            parts.setdefault((figure.kind, figure.low, figure.high), Counter())[figure.scope] += 1
    found = []
    for figure in figures:
        scopes = parts.get((figure.kind, figure.low, figure.high))
        if scopes and figure.scope in (WHOLE, PART):
            scope = max(scopes, key=lambda s: (s != PART, scopes[s], s))
            if figure.scope == PART or scope.startswith("in ") or _is_greater(figure, figures):
                figure = msgspec.structs.replace(figure, scope=scope)
        found.append(figure)
    return found


def _is_greater(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether the same report has a greater figure of the kind that counts everybody."""
    return any(
        other.ref.report == figure.ref.report
        and other.kind == figure.kind
        and other.scope == WHOLE
        and (other.low or other.high or 0) > (figure.low or figure.high or 0)
        for other in figures
    )
