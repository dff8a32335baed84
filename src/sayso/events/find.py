"""The events of a report: triggers, and around each its roles, realis, tolls, time, place and the claim behind it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso import __version__
from sayso.codebook import EventBook, load_codebook
from sayso.events.assertion import Assertions
from sayso.events.codes import Coder
from sayso.events.counted import Counted
from sayso.events.fates import Parties
from sayso.events.judge import Judge, load_judge_weights
from sayso.events.lexical import choose_mode, find_lexical
from sayso.events.loose import find_sentence, is_loose
from sayso.events.modes import ModeChooser, load_mode_weights
from sayso.events.participants import find_phrase, find_roles
from sayso.events.realis import RealisJudge, load_realis_weights
from sayso.events.scene import Scene
from sayso.events.setting import Settings
from sayso.events.tolls import find_tolls
from sayso.events.tree import Tree
from sayso.events.triggers import Trigger, find_triggers
from sayso.lang import find_language, load_fields, load_trigger_lexicon
from sayso.model import (
    By,
    Claim,
    Entity,
    Event,
    EventMark,
    LooseToll,
    Participant,
    Place,
    Report,
    Span,
    Syntax,
    Time,
    Tokens,
    Toll,
    make_span_id,
)


def find_events(
    report: Report,
    tokens: Tokens,
    syntax: Syntax,
    triggers: Sequence[EventMark],
    entities: Sequence[Entity],
    claims: Sequence[Claim],
    times: Sequence[Time],
    places: Sequence[Place],
    book: EventBook | None = None,
) -> tuple[tuple[Event, ...], tuple[LooseToll, ...]]:
    """The events of a report, and the tolls that hang on none of them, in text order.

    A weak trigger is an event only where it tells a toll.

    ``book`` is the codebook in force, None for the one that comes with Sayso. Types of another book that the shipped
    one has too are found by the reader, all others by the words of the book.
    """
    tree = Tree(report.text, tokens, syntax)
    coder = _Coder(report, tree, entities, claims, times, places, book or load_codebook())
    lexicon = load_trigger_lexicon()
    seen = [t for t in find_triggers(tree, triggers) if not lexicon.is_reporting(tree.words[t.head])]
    judged = coder.judge.sort(seen)
    found, weak = judged.kept, judged.weak
    chooser = ModeChooser(tree, load_codebook(), load_mode_weights())
    if book is not None and book.name != load_codebook().name:
        found, weak = _recast(tree, found, book), []
    else:
        found = [chooser.choose(trigger) for trigger in found]
    tolls = find_tolls(
        tree,
        find_language(report.language).tolls,
        found,
        weak=weak,
        people=coder.is_people,
        parties=coder.list_parties,
        mischance=coder.judge.is_mischance,
    )
    told = [(t, tolls.hung.get(number, [])) for number, t in enumerate(found)]
    told += [(chooser.choose(t), tolls.hung[n]) for n, t in enumerate(weak, len(found)) if tolls.hung.get(n)]
    told = [(_mind_dead(trigger, counted), counted) for trigger, counted in told]
    events = tuple(
        coder.code(t, counted) for t, counted in sorted(told, key=lambda pair: (pair[0].first, pair[0].last))
    )
    return events, tuple(coder.loosen(counted) for counted in tolls.loose if coder.counts_people(counted))


def _mind_dead(trigger: Trigger, tolls: Sequence[Toll]) -> Trigger:
    """The trigger without the mode of abduction where all it counts are dead: "11 bodies were taken to a morgue"."""
    dead = bool(tolls) and all(toll.kind == "killed" for toll in tolls)
    if dead and (trigger.type, trigger.mode) == ("ASSAULT", "abduct"):
        return msgspec.structs.replace(trigger, mode=None)
    return trigger


def _recast(tree: Tree, found: Sequence[Trigger], book: EventBook) -> list[Trigger]:
    """The triggers of another book: those of the reader that it has a type for, and those that its words tell."""
    seen = {book.aliases.get(code, code) for code in load_codebook().types}
    kept = []
    for trigger in found:
        code = book.aliases.get(trigger.type, trigger.type)
        if code not in book.types:
            continue
        known = trigger.mode in book.types[code].modes
        mode = trigger.mode if known else choose_mode(tree, book, code, trigger.head)
        contexts = tuple(name for name in trigger.contexts if name in book.contexts)
        kept.append(msgspec.structs.replace(trigger, type=code, mode=mode, contexts=contexts))
    lexical = find_lexical(tree, book, [code for code in book.types if code not in seen])
    return sorted([*kept, *lexical], key=lambda trigger: (trigger.first, trigger.last))


class _Coder:
    """What all events of one report share."""

    def __init__(
        self,
        report: Report,
        tree: Tree,
        entities: Sequence[Entity],
        claims: Sequence[Claim],
        times: Sequence[Time],
        places: Sequence[Place],
        book: EventBook,
    ) -> None:
        language = find_language(report.language)
        self._report, self._tree, self._book = report, tree, book
        self._times = {time.id: time for time in times}
        self._scene, self._tolls = Scene(tree, language.events), language.tolls
        self._codes = Coder(self._scene, entities=entities, places=places, year=_find_year(report.published))
        self.judge = Judge(self._scene, load_trigger_lexicon(), load_fields(), self._tolls, load_judge_weights())
        self._assertions = Assertions(claims, report)
        self._claims_by_id = {claim.id: claim for claim in claims}
        self._realis = RealisJudge(tree, language, report.published, load_realis_weights())
        self._settings = Settings(tree, times, places)
        self._named = {(span.start, span.end): entity.id for entity in entities for span in entity.mentions}

    def code(self, trigger: Trigger, tolls: Sequence[Toll]) -> Event:
        """The event of a trigger."""
        tree = self._tree
        span = tree.span(trigger.first, trigger.last)
        asserted = self._assertions.find(span)
        when, where = self._settings.when(trigger.head), self._settings.where(trigger.head, trigger.type)
        roles = find_roles(self._scene, trigger.head, trigger.type, trigger.mode)
        realis = self._realis.judge(
            trigger, claim=self._claims_by_id.get(asserted or ""), time=self._times.get(when.best or "")
        )
        return Event(
            id=make_span_id(f"event-{trigger.type}", self._report.text_sha256, span),
            trigger=span,
            type=trigger.type,
            mode=trigger.mode,
            contexts=trigger.contexts,
            actors=self._name(roles.actors, trigger.head, acts=True),
            recipients=self._name(roles.recipients, trigger.head, acts=False),
            time=when.best,
            place=where.best,
            tolls=tuple(tolls),
            realis=realis,
            asserted_by=asserted,
            times=when.all,
            places=where.all,
            by=By("events", __version__, f"{trigger.method}, rules around it; {self._book.name}"),
            confidence=trigger.confidence,
        )

    def counts_people(self, counted: Counted) -> bool:
        """Whether a count that hangs on no event is one of people all the same."""
        return counted.sure and is_loose(self._tree, self._tolls, counted, self.is_people)

    def list_parties(self, trigger: Trigger) -> Parties:
        """The heads of those who take part in the event of a trigger."""
        roles = find_roles(self._scene, trigger.head, trigger.type, trigger.mode)
        return roles.actors, roles.recipients

    def is_people(self, token: int) -> bool:
        """Whether a token is a word for people."""
        word, book = self._tree.words[token], self._tolls
        if self._tree.upos[token] not in {"NOUN", "PROPN"} or word in book.humans or self._scene.is_agent(token):
            return True
        return word.endswith(book.human_endings) and word not in book.thing_words

    def loosen(self, counted: Counted) -> LooseToll:
        """The loose toll of a count."""
        tree, toll, told = self._tree, counted.toll, counted.told_by
        asserted = self._assertions.find(toll.words)
        when, where = self._settings.when(told), self._settings.where(told)
        realis = self._realis.judge(
            Trigger(told, told, told, "", None, (), (), 1.0, "toll"),
            claim=self._claims_by_id.get(asserted or ""),
            time=self._times.get(when.best or ""),
        )
        return LooseToll(
            id=make_span_id(f"toll-{toll.kind}", self._report.text_sha256, toll.words),
            kind=toll.kind,
            low=toll.low,
            high=toll.high,
            words=toll.words,
            who=toll.who,
            time=when.best,
            place=where.best,
            realis=realis,
            asserted_by=asserted,
            sentence=find_sentence(tree, told),
            times=when.all,
            places=where.all,
            by=By("events", __version__, "words around a number"),
        )

    def _name(self, heads: Sequence[int], trigger: int, *, acts: bool) -> tuple[Participant, ...]:
        found = []
        for head in heads:
            span = self._tree.span(*find_phrase(self._tree, head, trigger))
            coded = self._codes.code(head, acts=acts)
            found.append(Participant(span.start, span.end, self._find_entity(span), coded.codes, coded.sectors))
        return tuple(found)

    def _find_entity(self, span: Span) -> str | None:
        """The entity that is named last inside the span: heads of names stand at the end."""
        inside = [(s, e) for s, e in self._named if span.start <= s and e <= span.end]
        return self._named[max(inside, key=lambda pair: (pair[1], -pair[0]))] if inside else None


def _find_year(published: str | None) -> int | None:
    """The year of an ISO date."""
    year = (published or "")[:4]
    return int(year) if len(year) == 4 and year.isascii() and year.isdigit() else None
