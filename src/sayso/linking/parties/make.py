"""Parties made of words: bodies, outlets, people with and without a name."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.linking.parties.party import Party
from sayso.linking.parties.phrases import Body, find_bodies
from sayso.linking.parties.setting import Setting, cut_phrase, cut_post, find_head, strip_article
from sayso.linking.parties.words import make_outlet_key, split_phrase, strip_brackets
from sayso.model import Entity, StepRole

_MOST_NAMED = 8  # words for somebody by a name
STATE = frozenset({"state_body", "official", "court", "military_police"})
PEOPLE = frozenset({"witness_resident", "victim_relative", "expert", "official", "party_politician"})
"""Kinds of source that are organs of the state, and those that are people."""


class PartyMaker(Setting):
    """Makes the parties of one record."""

    def _make_unnamed(self, words: str, reason: str) -> Party:
        name = " ".join(words.split())[:80] or "unnamed"
        return Party(f"unnamed:{self.record.report.id}", name, "unnamed", local=True, reason=reason)

    def make_spoken_for(self, words: str, entity: Entity | None) -> Party:
        """The party of a body by its own name, which somebody speaks for."""
        name = strip_article(self._name_of(words, entity))
        parts = split_phrase(name)
        key = " ".join(self.lexicon.compare_by(p.lower) for p in parts if p.lower not in self.lexicon.silent)
        sort = self._find_sort(key.split())
        return Party(f"body:{key}", name, "body", proper=True, sort=sort, reason="the report names who speaks for it")

    def _find_sort(self, words: Sequence[str]) -> str | None:
        """What sort of body a name tells by its words, the last first: "Free Workers' League" a union."""
        sorts = self.lexicon.words.sorts
        return next((sorts[word] for word in reversed(words) if word in sorts), None)

    def _find_spoken_for(self, words: str) -> Party | None:
        """The body by its own name that somebody speaks for: "a spokeswoman for Meridian Holding"."""
        parts = split_phrase(words)
        at = next((i for i, p in enumerate(parts) if p.lower in self.lexicon.leading), None)
        if at is not None and at + 1 < len(parts) and parts[at + 1].lower not in ("for", "of"):
            at = next(
                (i for i in range(at + 1, min(at + 4, len(parts) - 1)) if parts[i + 1].lower in ("for", "of")), None
            )
        if at is None or at + 2 >= len(parts):
            return None
        first = at + 3 if parts[at + 2].lower in self.lexicon.articles else at + 2
        last = first
        while (
            last < len(parts)
            and parts[last].form[:1].isupper()
            and (last == first or parts[last].start - parts[last - 1].end < 3)
        ):
            last += 1
        if last == first:
            return None
        name = words[parts[first].start : parts[last - 1].end]
        return self.make_spoken_for(name, None)

    def make_outlet(self, words: str) -> Party:
        """The party of an outlet by its name as written; an unnamed one where the words hold no name."""
        parts = split_phrase(words)
        lead = [w.form for w in parts if w.form[:1].isupper() and w.lower not in self.lexicon.articles]
        if len(lead) > 1 and lead[0].isupper() and lead[0].casefold() in self.places:
            lead = lead[1:]  # the town of a dateline
        name = strip_brackets(" ".join(lead) or " ".join(words.split())[:80])
        key = make_outlet_key(name)
        unnamed = parts and parts[-1].form in self.lexicon.words.withheld  # "local media", "several outlets"
        if not lead or unnamed or name.casefold() in self.places:
            return self._make_unnamed(words, "an outlet that is not named")
        known = set(key.split()) | set(name.casefold().split())
        role: StepRole = "agency" if known & self.lexicon.wires else "outlet"
        return Party(f"outlet:{key}", name, role, reason="an outlet named as the source")

    def make_body(self, body: Body, reason: str, *, name: str | None = None) -> Party:
        """The party of a body that words name; ``name`` is what it is called where they do not."""
        movable = body.head in self.lexicon.movable or body.title
        words = sorted(set(body.words)) if movable else list(dict.fromkeys(body.words))
        shown = name or " ".join(body.span.text(self.text).split())
        local = body.head in self.lexicon.words.local_heads
        told, guess = body.place or body.country, self.country
        if local:
            told, guess = body.place, self.town or body.country or self.country
        if body.proper and body.country is None:
            told = guess = None
        country = body.country or (None if body.proper else self.country)
        base = f"body:{' '.join(words)}"
        vague = self.is_vague(body)
        sort = self.lexicon.words.sorts.get(body.head) or (self._find_sort(body.words) if body.proper else None)
        return Party(
            base,
            strip_article(shown),
            "body",
            told,
            guess,
            country,
            vague=vague,
            proper=body.proper,
            sort=sort,
            head=None if body.named else body.head,
            reason=reason,
        )

    def _make_named(self, entity: Entity, words: str, code: str) -> Party:
        """A body by its proper name: the name alone tells it, whatever the country."""
        parts = split_phrase(entity.name)
        kept = [self.lexicon.compare_by(p.lower) for p in parts if p.lower not in self.lexicon.silent]
        key = " ".join(kept) or entity.name.casefold()
        known = code in STATE or entity.kind in ("organisation", "group", "outlet", "other")
        reason = "named as the speaker" if known else "the words for the source"
        name = strip_article(entity.name)
        sort = "company" if code == "company" else self._find_sort(kept)
        return Party(f"body:{key}", name, "body", country=entity.country, proper=True, sort=sort, reason=reason)

    def _make_person(self, entity: Entity, words: str, bodies: list[Body]) -> Party:
        name = cut_post(entity.name, words)
        parts = [w.lower.strip(".") for w in split_phrase(name)]
        parts = [p for p in parts if p not in self.lexicon.suffixes] or parts
        while len(parts) > 1 and parts[0] in self.lexicon.titles:
            parts = parts[1:]
        first = parts[0] if len(parts) > 1 and len(parts[0]) > 1 else None
        return Party(
            f"person:{parts[-1]}",
            name,
            "person",
            first,
            None,
            entity.country or self.country,
            of=self._find_office(entity, words, bodies),
            reason="named as the speaker",
        )

    def _find_office(self, entity: Entity, words: str, bodies: list[Body]) -> Party | None:
        """The body that a person speaks or stands for: in the words for the source, else in the posts told of."""
        if bodies:
            return self.make_body(self.find_there(bodies[0]), "the speaker belongs to it")
        spoken = self._find_spoken_for(words)
        if spoken is not None:
            return spoken
        for segment in self._list_appositions(entity):
            found = find_bodies(self.text, segment.start, segment.end, self.lexicon, self.places)
            if found and not found[0].person:
                return self.make_body(self.find_there(found[0]), "the speaker is said to belong to it")
            spoken = self._find_spoken_for(segment.text(self.text))
            if spoken is not None:
                return spoken
        for role in entity.roles:
            phrase = f"{role.title} of the {role.organisation}" if role.organisation else role.title
            for body in find_bodies(phrase, 0, len(phrase), self.lexicon, self.places):
                name = body.span.text(phrase)
                return self.make_body(body, "the speaker has a post there", name=name)
        return None

    def _make_somebody(self, words: str, entity: Entity | None, code: str) -> Party | None:
        """Somebody without a known name or body; None where the words mean nobody who can speak."""
        words = cut_phrase(words)
        parts = split_phrase(words)
        head = find_head(parts, self.lexicon)
        if parts and parts[0].lower in self.lexicon.words.ours:
            return None
        if not parts or head in self.lexicon.words.withheld:
            return self._make_unnamed(words, "the report gives no name and no body")
        name = " ".join(words.split())[:80]
        if entity is not None and self._is_pronoun(words):
            name = entity.name
            if self.is_nobody(name):
                return None
            parts = split_phrase(name)
            head = find_head(parts, self.lexicon)
        base = "person:" + " ".join(w.lower for w in parts if w.lower not in self.lexicon.articles)
        named = any(p.form[:1].isupper() for p in parts[1:]) or (parts[0].form[:1].isupper() and not self._opens(words))
        named = named and not self._opens_with_people(name)
        people = code in PEOPLE or head in self.lexicon.persons or head in self.lexicon.speaking
        if named and entity is not None and entity.kind in ("organisation", "group"):
            base = f"body:{base.partition(':')[2]}"
            return Party(base, strip_article(name), "body", proper=True, reason="the words for the source")
        if named and len(parts) > _MOST_NAMED:
            return None
        if named:
            return Party(base, strip_article(name), "person", reason="the words for the source")
        if not people and not self._is_plural_of_people(head):
            return None
        return Party(f"{base}/{self.record.report.id}", name, "person", local=True, reason="somebody without a name")
