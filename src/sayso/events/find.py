"""The events of a report: triggers, and around each its roles, realis, tolls, time, place and the claim behind it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sayso import __version__
from sayso.events.assertion import find_assertion
from sayso.events.codes import Coder
from sayso.events.participants import find_roles
from sayso.events.realis import judge_realis
from sayso.events.scene import Scene
from sayso.events.setting import Settings
from sayso.events.tolls import TollFinder, attach_tolls
from sayso.events.tree import Tree
from sayso.events.triggers import Trigger, find_triggers
from sayso.lang import find_language
from sayso.model import (
    By,
    Claim,
    Entity,
    Event,
    EventMark,
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

BY = By("events", __version__, "event head, rules around it")


def find_events(
    report: Report,
    tokens: Tokens,
    syntax: Syntax,
    triggers: Sequence[EventMark],
    entities: Sequence[Entity],
    claims: Sequence[Claim],
    times: Sequence[Time],
    places: Sequence[Place],
) -> tuple[Event, ...]:
    """The events of a report, in text order."""
    if not triggers:
        return ()
    tree = Tree(report.text, tokens, syntax)
    coder = _Coder(report, tree, entities, claims, times, places)
    found = find_triggers(tree, triggers)
    tolls = coder.count(found)
    return tuple(coder.code(trigger, tolls.get(index, [])) for index, trigger in enumerate(found))


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
    ) -> None:
        language = find_language(report.language)
        self._report, self._tree, self._claims = report, tree, claims
        self._times = {time.id: time for time in times}
        said = frozenset(claim.said for claim in claims if claim.said is not None)
        self._scene = Scene(tree, language.events)
        self._codes = Coder(self._scene, entities=entities, places=places, year=_find_year(report.published))
        self._settings = Settings(tree, times, places, said)
        self._finder = TollFinder(tree, language.tolls)
        self._named = {(span.start, span.end): entity.id for entity in entities for span in entity.mentions}

    def count(self, triggers: Sequence[Trigger]) -> dict[int, list[Toll]]:
        """The tolls of each trigger, by its number."""
        found: dict[int, list[Toll]] = {}
        sentences: dict[int, list[int]] = {}
        for index, trigger in enumerate(triggers):
            sentences.setdefault(self._tree.sentences[trigger.first], []).append(index)
        for sentence, indices in sentences.items():
            first = bisect_left(self._tree.sentences, sentence)
            last = bisect_right(self._tree.sentences, sentence) - 1
            own = [(triggers[i].first, triggers[i].last, triggers[i].type) for i in indices]
            for number, tolls in attach_tolls(self._finder.find(first, last), own, self._tree).items():
                found[indices[number]] = tolls
        return found

    def code(self, trigger: Trigger, tolls: Sequence[Toll]) -> Event:
        """The event of a trigger."""
        tree = self._tree
        span = tree.span(trigger.first, trigger.last)
        asserted = find_assertion(span, self._claims)
        when, where = self._settings.when(trigger.head), self._settings.where(trigger.head)
        roles = find_roles(self._scene, trigger.head, trigger.type, trigger.mode)
        realis = judge_realis(
            tree,
            trigger,
            claim=next((claim for claim in self._claims if claim.id == asserted), None),
            time=self._times.get(when.best or ""),
            published=self._report.published,
        )
        return Event(
            id=make_span_id(f"event-{trigger.type}", self._report.text_sha256, span),
            trigger=span,
            type=trigger.type,
            mode=trigger.mode,
            contexts=trigger.contexts,
            actors=self._name(roles.actors, acts=True),
            recipients=self._name(roles.recipients, acts=False),
            time=when.best,
            place=where.best,
            tolls=tuple(tolls),
            realis=realis,
            asserted_by=asserted,
            times=when.all,
            places=where.all,
            by=BY,
            confidence=trigger.confidence,
        )

    def _name(self, heads: Sequence[int], *, acts: bool) -> tuple[Participant, ...]:
        found = []
        for head in heads:
            first, last = self._tree.phrase(head)
            span = self._tree.span(first, last)
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
