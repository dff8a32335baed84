"""What a report tells of a speaker beyond the words of one source: posts, appositions, other sources, namesakes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from itertools import islice

import msgspec

from sayso.claims.frame import Frame
from sayso.claims.source_bounds import APPOSITION_REACH, TITLE_REACH, MentionBounds
from sayso.claims.source_evidence import CERTAIN, PRIVATE, SOFT, WEAK, Evidence, Told, better
from sayso.claims.source_nouns import NounIndex
from sayso.claims.source_phrase import POSSESSIVES, PhraseJudge
from sayso.claims.source_words import Lexicon
from sayso.lang.sources import VICTIM
from sayso.model import Attribution, Entity, EntityKind, Mark, Resolution, Span

_MENTIONS_ASKED = 6  # of an entity, and sources of it, from the first on
_CONTEXT_REACH, _CONTEXT_NAMES = 150, 20  # tokens and names back to what "its" may stand for
_MAY_BE_BODIES = frozenset(("organisation", "outlet", "group", "other", "person"))
_YOUNGEST, _OLDEST = 5, 110
_MENTIONS_KNOWN = 50  # of an entity, to which words in front of a post may belong
_LONGEST_NAME = 6  # words of a name that a shorter one may stand for
_DEEPEST = 3  # names asked about for the sake of others


class SpeakerJudge:
    """Asks a report about its speakers, each once. ``phrases`` judges noun phrases of the same report."""

    def __init__(
        self,
        frame: Frame,
        lexicon: Lexicon,
        joined: Sequence[Attribution],
        entities: Sequence[Entity],
        speakers: Sequence[Resolution | None],
    ) -> None:
        self._frame, self.lexicon, self._joined = frame, lexicon, joined
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity in entities}
        self.phrases = PhraseJudge(frame, lexicon, self._cover, self._ask_before, self._ask_name, self._ask_noun)
        self._nouns, self._bounds = NounIndex(frame), MentionBounds(frame, lexicon)
        self._told: dict[tuple[str, bool], Told | None] = {}
        self._asking, self._deep = False, 0
        self._judged: dict[tuple[int, int, bool, bool], Evidence | None] = {}
        self._charges: dict[str, Told | None] = {}
        self._owners: dict[int, Entity] | None = None
        self._named: dict[bool, list[tuple[int, int, Entity | Mark]]] = {}
        self._namesakes: dict[str, list[Entity]] | None = None
        self._spoken: dict[str, list[Attribution]] = {}
        for attribution, speaker in zip(joined, speakers, strict=True):
            if speaker is not None and attribution.source is not None:
                self._spoken.setdefault(speaker.entity, []).append(attribution)

    def ask(self, speaker: Resolution) -> Told | None:
        """The best evidence for a speaker: where the chain leads first, then anywhere in the report."""
        best: Told | None = None
        for span in speaker.chain:
            best = better(best, self._judge_span(span, span))
        if best is None or best.evidence.strength < CERTAIN:
            best = better(best, self.recall(speaker.entity))
        entity = self.entities.get(speaker.entity)
        if entity is not None and entity.kind == "person":
            return self._find_charge(entity, best) or best
        return best

    def _find_charge(self, entity: Entity, best: Told | None) -> Told | None:
        """Whether somebody whose post counts for little stands accused: the words behind a mention that say so."""
        if best is not None and self.lexicon.kinds[best.evidence.code].precedence < SOFT:
            return None
        if entity.id not in self._charges:
            found = (self._match_charge(span) for span in self._list_mentions(entity, by_name=True))
            self._charges[entity.id] = next((told for told in found if told is not None), None)
        return self._charges[entity.id]

    def _match_charge(self, span: Span) -> Told | None:
        first, last = self._tokens(span)
        if last < first:
            return None
        stop = min(self._frame.sentence(first).stop, last + APPOSITION_REACH)
        found = self.lexicon.match_sign(self._frame, last + 1, stop - 1)
        if found is None or found[0] != PRIVATE:
            return None
        return Told(Evidence(PRIVATE, CERTAIN, found[1], found[2], False, relation="sign"), span)

    def ask_nearest(self, token: int, word: str) -> Evidence | None:
        """What "it", "they" (as "its"), or "he" and "she" (as "his") most likely mean where nothing else is known."""
        return self._ask_before(token, word, None)

    def list_spoken(self, entity_id: str) -> list[Attribution]:
        """What a speaker is the source of."""
        return self._spoken.get(entity_id, [])

    def judge_words(self, first: int, last: int) -> Evidence | None:
        """What the words of a source say by themselves."""
        found = self._judge_phrase(first, last)
        return self._weigh_plight(found, first, last) or found or self._match_phrase(first, last)

    def belongs(self, source: Mark) -> bool:
        """Whether a source begins with a word for somebody of one's own ranks: "my colleague Ana Paz"."""
        at = source.first + 1
        found = self.lexicon.find(self._frame, at, at, at) if at <= source.last else None
        return found is not None and found.entry.carrier is not None and found.entry.carrier.relation == "belongs to"

    def _judge_phrase(self, first: int, last: int) -> Evidence | None:
        """What a phrase says, each judged once."""
        key = first, last, self._asking, self._deep > 0
        if key not in self._judged:
            self._judged[key] = self.phrases.judge(first, last)
        return self._judged[key]

    def _weigh_plight(self, found: Evidence | None, first: int, last: int) -> Evidence | None:
        """What befell the person whom the tokens mean, where that comes before what the person does."""
        if found is not None and (found.body or self.lexicon.kinds[found.code].precedence < SOFT):
            return None
        frame, stop = self._frame, self._frame.sentence(last).stop
        begin = next((t for t in range(first, last + 1) if frame.words[t] in ("who", "whose")), -1)
        if begin < 0:
            begin = last + 1 + (frame.words[last + 1 : last + 2] == [","])
        if begin + 1 >= stop or frame.words[begin] not in ("who", "whose"):
            return None
        end = min(begin + TITLE_REACH + 2, stop - 1)
        code = self.lexicon.match_phrase(frame, begin, end)
        if code in (VICTIM, PRIVATE):
            return Evidence(code, CERTAIN, begin, end, False)
        plight = self.lexicon.find_plight(frame, begin, end)
        return Evidence(VICTIM, CERTAIN, *plight, False) if plight is not None else None

    def _ask_name(self, token: int) -> Evidence | None:
        """What is known of the name over a token, wherever the report tells it."""
        if self._deep >= _DEEPEST:
            return None
        if self._owners is None:
            spans = ((e, self._tokens(s)) for e in self.entities.values() for s in e.mentions[:_MENTIONS_KNOWN])
            self._owners = {t: e for e, (first, last) in spans for t in range(first, min(last, first + 8) + 1)}
        entity = self._owners.get(token)
        if entity is None:
            return None
        self._deep += 1
        told = self.recall(entity.id)
        self._deep -= 1
        return told.evidence if told is not None else None

    def _ask_noun(self, token: int) -> Evidence | None:
        """What the noun over a token was called in full before: "the school board", then "the board"."""
        if self._deep >= _DEEPEST:
            return None
        self._deep += 1
        told = (self._judge_phrase(first, last) for first, last in self._nouns.list_fuller(token))
        found = next((e for e in told if e is not None and e.strength == CERTAIN), None)
        self._deep -= 1
        return found

    def recall(self, entity_id: str) -> Told | None:
        """What is known of an entity, gathered once; of a namesake with a fuller name where that is nothing.

        While "its" is being asked about, what other possessives would tell is left out, and kept apart.
        """
        key = entity_id, self._asking or self._deep > 0
        if key in self._told:
            return self._told[key]
        self._told[key] = None
        entity = self.entities.get(entity_id)
        if entity is None:
            return None
        told = self._gather(entity, by_name=True)
        if told is None or told.evidence.strength < CERTAIN:
            for other in self._find_namesakes(entity):
                told = better(told, self._gather(other, by_name=True))
        if told is None or told.evidence.strength < CERTAIN:
            told = better(told, self._gather(entity, by_name=False))
        self._told[key] = told
        return told

    def _gather(self, entity: Entity, *, by_name: bool) -> Told | None:
        """The best of what stands beside the name, or else of what the entity is called elsewhere."""
        best: Told | None = None
        for role in entity.roles if by_name else ():
            told = self._judge_span(role.span, entity.mentions[0], APPOSITION_REACH)
            best = better(best, self._make_member(told) if entity.kind == "person" else told)
        for span in self._list_mentions(entity, by_name=by_name):
            if best is not None and best.evidence.strength == CERTAIN:
                return best
            best = better(best, self._judge_mention(span, person=entity.kind == "person"))
        if by_name:
            return best
        for mark in [a.source for a in self.list_spoken(entity.id)[:_MENTIONS_ASKED] if a.source is not None]:
            found = self.judge_words(mark.first, mark.last)
            named = entity.kind == "person" and " " in entity.name
            if found is None or (named and found.relation == "place"):
                continue
            best = better(best, Told(found, self._frame.span(mark.first, mark.last)))
        return best

    def _list_mentions(self, entity: Entity, *, by_name: bool) -> list[Span]:
        """The first mentions that hold the last word of the name, or those that do not."""
        last = entity.name.casefold().rsplit(maxsplit=1)[-1:]
        found = (
            s for s in entity.mentions if (bool(last) and last[0] in s.text(self._frame.text).casefold()) == by_name
        )
        return list(islice(found, _MENTIONS_ASKED))

    def _find_namesakes(self, entity: Entity) -> list[Entity]:
        """Entities of a longer name with the last word of this one's: "RATULEVU" is "Ana Ratulevu"."""
        if self._namesakes is None:
            self._namesakes = {}
            for other in self.entities.values():
                words = other.name.casefold().split()
                if len(words) > _LONGEST_NAME:
                    continue  # a line of text taken for a name
                ends = (*words[-2:], words[-1].partition("-")[0])  # "Fontaine" of "Lucie Fontaine-Roy"
                for word in set(ends if len(words) > 1 else ()):
                    self._namesakes.setdefault(word, []).append(other)
        words = entity.name.casefold().split()
        if not words or len(words) > 2 or entity.name[:1].islower():
            return []
        return [other for other in self._namesakes.get(words[-1], ())[:3] if other.id != entity.id]

    def _judge_span(self, span: Span, where: Span, reach: int = 0) -> Told | None:
        first, last = self._tokens(span)
        if last < first:
            return None
        last = min(last + reach, self._frame.sentence(first).stop - 1) if reach else last
        found = self._judge_phrase(first, last)
        return Told(found, where) if found is not None else None

    def _judge_mention(self, span: Span, *, person: bool) -> Told | None:
        """A mention with the title before it, the apposition around it, and the clause behind it."""
        first, last = self._tokens(span)
        if last < first:
            return None
        sentence = self._frame.sentence(first)
        start = self._bounds.find_start(first, last, sentence.start, person=person)
        end = self._bounds.find_end(first, last, sentence.stop)
        found = self._judge_phrase(start, end)
        if person:
            found = self._weigh_plight(found, first, last) or found
        if found is None or (person and found.strength == WEAK):
            found = self._judge_clause(last, sentence.stop, tied=found is not None) or found
        told = Told(found, self._frame.span(start, end)) if found is not None else None
        return self._make_member(told) if person else told

    def _make_member(self, told: Told | None) -> Told | None:
        """Evidence for a body beside a person: weak, and of its members; a place in a person's name tells nothing."""
        if told is not None and told.evidence.relation == "place":
            return None
        if told is None or not told.evidence.body:
            return told
        code = self.lexicon.kinds[told.evidence.code].members or told.evidence.code
        return Told(msgspec.structs.replace(told.evidence, code=code, strength=WEAK), told.where)

    def _judge_clause(self, last: int, stop: int, *, tied: bool = False) -> Evidence | None:
        """What stands behind a name: a relative clause ("who saw the fire"), an age; ``tied``: "who heads" alone."""
        words = self._frame.words
        begin = last + 1 + (words[last + 1 : last + 2] == [","])
        if begin >= stop:
            return None
        if tied:
            return self._judge_tie(begin, stop)
        if words[begin] in ("who", "whose"):
            told = self._match_phrase(begin, min(begin + TITLE_REACH, stop - 1))
            return told or self._judge_tie(begin, stop) or self._judge_deed(begin, stop)
        age = int(words[begin]) if words[begin].isdecimal() and len(words[begin]) < 4 else 0
        aged = begin > last + 1 and _YOUNGEST <= age <= _OLDEST
        return self._make_private(begin) if aged and words[begin + 1 : begin + 2] in ([","], ["."], []) else None

    def _judge_tie(self, begin: int, stop: int) -> Evidence | None:
        """What "who speaks for" ties a name to."""
        for tie in self.lexicon.ties:
            end = begin + len(tie)
            if tuple(self._frame.words[begin:end]) == tie and end < stop:
                found = self._judge_phrase(end, min(end + TITLE_REACH, stop - 1))
                if found is None or not found.body:
                    return None
                code = self.lexicon.kinds[found.code].members or found.code
                return Evidence(code, CERTAIN, begin, end - 1, False, "is tied to", found)
        return None

    def _judge_deed(self, begin: int, stop: int) -> Evidence | None:
        """What people without an office do: "who was frying fish", "who sells tea"."""
        words = self._frame.words
        if begin + 2 >= stop:
            return None
        doing = words[begin + 1] in ("was", "were", "is") and words[begin + 2].endswith("ing")
        habit = self._frame.upos[begin + 1] == "VERB" and words[begin + 1].endswith("s")
        return self._make_private(begin) if doing or habit else None

    def _make_private(self, token: int) -> Evidence | None:
        """Somebody named with an age or with what they did, and with no office."""
        found = Evidence(PRIVATE, WEAK, token, token, False, relation="private")
        return found if PRIVATE in self.lexicon.kinds else None

    def _match_phrase(self, first: int, last: int) -> Evidence | None:
        code = self.lexicon.match_phrase(self._frame, first, last)
        return Evidence(code, CERTAIN, first, last, False) if code is not None else None

    def _ask_before(self, token: int, word: str, kinds: Collection[str] | None) -> Evidence | None:
        """What was named last before ``token`` and is of one of ``kinds`` (None: any).

        A person for the ``word`` "his" or "her", an organisation for "its", "their" and "", else an organisation in
        whose name the word stands.
        """
        if self._asking:
            return None
        persons = word in ("his", "her")
        noun = "" if word in POSSESSIVES else word
        named = self._list_named(persons=persons)
        at = bisect_right(named, token - 1, key=lambda pair: pair[0])
        near = [pair for pair in named[max(0, at - _CONTEXT_NAMES) : at] if pair[0] > token - _CONTEXT_REACH]
        near.sort(key=lambda pair: (self._is_topic(pair[0], pair[1], token), pair[0]), reverse=True)
        if not word and not persons:
            near += named[:_CONTEXT_NAMES]  # a post far from all bodies: what the report names first
        near = near[:1] if persons else near  # nobody else is "he", whatever is known of him
        self._asking = True
        told = (self._ask_named(one, noun) for _, _, one in near)
        many = persons or word == "their"  # "investigators ... their chief"
        fitting = (e for e in told if e is not None and (many or e.body) and (kinds is None or e.code in kinds))
        found = next(fitting, None)
        self._asking = False
        return found

    def _ask_named(self, named: Entity | Mark, noun: str) -> Evidence | None:
        """Evidence for an entity, or for the words of a source, in whose name ``noun`` stands ("": whatever it is)."""
        if isinstance(named, Mark):
            held = not noun or noun in self._frame.words[named.first : named.last + 1]
            return self._judge_phrase(named.first, named.last) if held else None
        if noun and noun not in named.name.lower().split():
            return None
        told = self.recall(named.id)
        return told.evidence if told is not None else None

    def _is_topic(self, mention: int, last: int, token: int) -> bool:
        """Whether a name just before is a subject: what "its" most likely means."""
        frame = self._frame
        near = frame.sentences[token] - frame.sentences[mention] <= 1
        return near and any(frame.deprels[t].startswith("nsubj") for t in range(mention, min(last + 1, token)))

    def _list_named(self, *, persons: bool) -> list[tuple[int, int, Entity | Mark]]:
        """The names of people, or of what may be a body and the sources, by their first and last tokens."""
        if persons not in self._named:
            kinds: Collection[str] = ("person",) if persons else _MAY_BE_BODIES
            found: list[tuple[int, int, Entity | Mark]] = [
                (*self._tokens(span), e) for e in self.entities.values() if e.kind in kinds for span in e.mentions
            ]
            if not persons:
                found += [(a.source.first, a.source.last, a.source) for a in self._joined if a.source is not None]
            self._named[persons] = sorted(found, key=lambda pair: pair[0])
        return self._named[persons]

    def _tokens(self, span: Span) -> tuple[int, int]:
        return self._frame.find(span.start), bisect_left(self._frame.starts, span.end) - 1

    def _cover(self, kind: EntityKind) -> frozenset[int]:
        """The tokens with a capital in names of a sort."""
        covered: set[int] = set()
        for entity in self.entities.values():
            if entity.kind == kind:
                for span in entity.mentions:
                    first, last = self._tokens(span)
                    covered.update(range(first, last + 1))
        text, starts = self._frame.text, self._frame.starts
        return frozenset(token for token in covered if text[starts[token]].isupper())
