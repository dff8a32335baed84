"""Who the source of a claim is."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterator

from sayso.lang.sources import NO_SOURCE, WITHHELD
from sayso.linking.parties.make import PEOPLE, STATE, PartyMaker
from sayso.linking.parties.party import Party
from sayso.linking.parties.phrases import Body, find_bodies
from sayso.linking.parties.setting import MOST, cut_span, find_head, strip_article
from sayso.linking.parties.words import split_phrase, split_words
from sayso.model import Claim, Entity, Record, Span, StepRole


def find_party(record: Record, claim: Claim) -> Party | None:
    """Who the source of a claim is; None where the report names no source at all."""
    return PartyFinder(record).find(claim)


class PartyFinder(PartyMaker):
    """Finds the parties of one record; what the whole report tells is worked out once."""

    def find(self, claim: Claim) -> Party | None:
        """Who the source of a claim is; None where the report names no source at all."""
        if claim.id not in self._known:
            self._known[claim.id] = self._find(claim)
        return self._known[claim.id]

    def _find(self, claim: Claim) -> Party | None:
        code = claim.source_kind.code if claim.source_kind else ""
        if (claim.source is None and claim.speaker is None) or self._takes_lives(claim):
            return None
        entity = self.entities.get(claim.speaker or "")
        source = cut_span(claim.source) if claim.source is not None else None
        entity = self._find_apposed(source, entity) or entity if source is not None else entity
        words = source.text(self.text) if source is not None else (entity.name if entity else "")
        if code == NO_SOURCE and entity is None:
            return None
        if self._is_own(words) or self._leads_to_own(claim, words, entity):
            return self.own
        if self.is_nobody(words):
            return None
        if code == WITHHELD:
            return self._make_unnamed(words, "the report keeps the name back")
        bodies = (
            find_bodies(self.text, source.start, source.end, self.lexicon, self.places) if source is not None else []
        )
        if self._is_paper(words, code, entity):
            return self._find_paper(claim, words, entity)
        if code == "media" and self._is_body_by_context(words, entity):
            return self.make_spoken_for(words, entity)
        if code == "media" and bodies and len(bodies[0].words) > 1 and not self._is_name(words):
            return self._find_speaker(words, entity, bodies, code)
        if code == "" and self.is_outlet_by_form(words):
            return self.make_outlet(words)
        outlet = code == "media" or (entity is not None and entity.kind == "outlet" and code not in STATE)
        if entity is not None and outlet and not self._leads_to_body(bodies):
            named = self._is_name(words) or not self._is_name(entity.name)
            return self.make_outlet(words if named and not self._is_pronoun(words) else entity.name)
        if code == "media" and not self._leads_to_body(bodies):
            return self.make_outlet(words)
        return self._find_speaker(words, entity, bodies, code)

    def _find_apposed(self, source: Span, entity: Entity | None) -> Entity | None:
        """The person by name right behind words without one: "a witness, Ana Lopes"."""
        if (entity is not None and self._is_name(entity.name)) or self._is_name(source.text(self.text)):
            return None
        if self.text[source.end : source.end + 2] != ", ":
            return None
        at = bisect_left(self._mentions, source.end + 2, key=lambda item: item[0].start)
        for mention, other in self._mentions[at : at + 1]:
            if mention.start == source.end + 2 and other.kind == "person" and self._is_name(other.name):
                return other
        return None

    def list_speakers(self, span: Span) -> Iterator[tuple[Span, Party]]:
        """The people and organisations named in a span, outlets left out, in the order of the text."""
        at = bisect_left(self._mentions, span.start, key=lambda item: item[0].start)
        for mention, entity in self._mentions[at:]:
            if mention.start > span.end:
                return
            if span.holds(mention):
                key = entity.id, mention.text(self.text)
                if key not in self._speaking:
                    self._speaking[key] = self._make_speaker(entity, key[1])
                party = self._speaking[key]
                if party is not None:
                    yield mention, party

    def _make_speaker(self, entity: Entity, words: str) -> Party | None:
        """The party of somebody whom ``words`` name; None where they name nobody who speaks, or an outlet."""
        if not self._is_name(entity.name) or self._is_own(words):
            return None
        if self._opens_with_people(entity.name) or self.is_nobody(words):
            return None
        if entity.kind == "person":
            return self._make_person(entity, words, [])
        if entity.kind not in ("organisation", "group"):
            return None
        other = self.is_outlet_by_form(entity.name) or entity.name.casefold() in self.places
        return None if other else self._make_named(entity, words, "")

    @functools.cached_property
    def _mentions(self) -> list[tuple[Span, Entity]]:
        found = [(mention, entity) for entity in self.entities.values() for mention in entity.mentions]
        return sorted(found, key=lambda item: (item[0], item[1].id))

    def _find_speaker(self, words: str, entity: Entity | None, bodies: list[Body], code: str) -> Party | None:
        person = entity if entity is not None and entity.kind == "person" and self._is_name(entity.name) else None
        people = entity is not None and entity.kind in ("person", "group") and not bodies
        if entity is not None and people and self._opens_with_people(entity.name):
            return self._make_somebody(words, entity, code)
        named = [body for body in bodies if not self._is_withheld(body)]
        if bodies and not named and person is None:
            return self._make_unnamed(words, "the report gives no name and no body")
        bodies = named
        spoken = self._find_spoken_for(words)
        if spoken is not None and not bodies and (person is None or spoken.name in person.name):
            return spoken
        if person is not None and not self._is_name_of_body(person):
            return self._make_person(person, words, bodies)
        if bodies and (self._is_back_reference(words) or self.is_vague(bodies[0])):
            bodies = [self.find_before(bodies[0])]
        specific = [
            body for body in bodies if len(body.words) > 1 or body.country or not self._is_back_reference(words)
        ]
        if specific:
            return self.make_body(specific[0], "named as the source")
        if entity is not None and entity.kind in ("organisation", "group", "place", "other"):
            inside = self._find_in_name(entity.name)
            if inside is not None:
                return self.make_body(inside, "the words for the source point back to it", name=entity.name)
            is_place = entity.name.casefold() in self.places
            if self._is_name(entity.name) and not self._is_people(entity.name) and not is_place:
                if code in PEOPLE:
                    return self._make_person(entity, words, [])
                return self._make_named(entity, words, code)
        if bodies:
            return self.make_body(bodies[0], "named as the source")
        return self._make_somebody(words, entity, code)

    # what the words are

    def _takes_lives(self, claim: Claim) -> bool:
        """Whether a word for saying means that something takes lives: "a crash claiming 12 lives"."""
        cue = claim.cue.text(self.text).lower().rpartition(" ")[2] if claim.cue is not None else ""
        if cue not in self.lexicon.words.taking or not claim.content:
            return False
        last = split_words(self.text, claim.content[-1].start, claim.content[-1].end)[-1:]
        first = split_words(self.text, claim.content[0].start, claim.content[0].end, most=2)
        first = [word for word in first if word.lower not in self.lexicon.articles][:1]
        return any(word.lower in self.lexicon.words.harms for word in (*first, *last))

    def _leads_to_own(self, claim: Claim, words: str, entity: Entity | None) -> bool:
        """Whether words that only point back ("it", "the letter") point to the outlet itself."""
        if not (self._is_pronoun(words) or self._is_back_reference(words)):
            return False
        decided = claim.source_kind.span if claim.source_kind is not None else None
        if decided is not None and self._is_own(cut_span(decided).text(self.text)):
            return True
        return entity is not None and self._is_own(entity.name)

    def _is_paper(self, words: str, code: str, entity: Entity | None) -> bool:
        parts = split_phrase(words)
        head = find_head(parts, self.lexicon)
        if code == "document_data":
            return True
        return head in self.lexicon.papers and not (entity is not None and entity.kind in ("person", "outlet"))

    # making parties

    # papers, posts, channels

    def _find_paper(self, claim: Claim, words: str, entity: Entity | None) -> Party:
        body = self._find_behind(claim, entity)
        name = entity.name if entity is not None and not self._is_name(words) else words
        name = " ".join(name.split())[:120]
        behind = None
        if body is not None:
            behind = self.make_body(body, "the report names it behind what is cited")
        elif entity is None or not self._is_name(entity.name):
            behind = self._find_author(claim)
        role: StepRole = (
            "channel" if set(name.casefold().split()) & {"channel", "account", "page", "telegram"} else "document"
        )
        kept = self._list_names(name)
        local = not kept
        base = f"document:{' '.join(kept)}" if kept else f"document:{self.record.report.id}/{name.casefold()}"
        return Party(
            base, strip_article(name), role, behind=behind, local=local, reason="a post or paper is the source"
        )

    def _find_behind(self, claim: Claim, entity: Entity | None) -> Body | None:
        """The body that a paper or post goes back to, wherever the report tells it."""
        spans = [claim.source] if claim.source is not None else []
        spans += self._phrases.get(claim.speaker or "", [])
        spans += [Span(m.start, self._end_of_sentence(m.end)) for m in (entity.mentions[:8] if entity else ())]
        fallback: Body | None = None
        for span in map(cut_span, spans):
            bodies = find_bodies(self.text, span.start, span.end, self.lexicon, self.places)
            for body in bodies:
                if body.cited:
                    return body
            owned = [b for b in bodies if self._owns(b, span)]
            fallback = fallback or (owned[0] if owned else None)
        return fallback

    def _find_author(self, claim: Claim) -> Party | None:
        """Who speaks right before a paper is cited as the speaker's own ("the address"): nobody, unless the one who
        is quoted with this very paper as the channel.
        """  # fmt: skip
        for other in self.record.claims:
            if other.channel is None or other.id == claim.id or claim.source is None:
                continue
            heads = {w.lower for w in split_words(self.text, other.channel.start, other.channel.end)}
            mine = find_head(split_words(self.text, claim.source.start, claim.source.end), self.lexicon)
            if mine in heads and mine in self.lexicon.papers:
                speaker = self._find_speaker_of(other)
                if speaker is not None:
                    return speaker
        return None

    def _find_speaker_of(self, claim: Claim) -> Party | None:
        entity = self.entities.get(claim.speaker or "")
        if entity is None or claim.source is None:
            return None
        words = claim.source.text(self.text)[:MOST]
        code = claim.source_kind.code if claim.source_kind else ""
        if self._is_own(words) or self._is_paper(words, code, entity) or code in ("media", WITHHELD, NO_SOURCE):
            return None
        bodies = find_bodies(self.text, claim.source.start, claim.source.end, self.lexicon, self.places)
        return self._find_speaker(words, entity, bodies, code)
