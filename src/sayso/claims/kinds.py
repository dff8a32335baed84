"""The kind of each claim's source, by the codebook, each with the words that decided.

What the source itself says comes first; where that is nothing or weak, what the report says of its speaker anywhere
else: the words that a pronoun leads back to, titles and appositions, other sources of the same speaker, the name.
Withheld identity beats all of this. Where nothing fits, the claim keeps no kind: a kind is never guessed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

import msgspec

from sayso.claims.frame import Frame
from sayso.claims.source_phrase import CERTAIN, Evidence, PhraseJudge
from sayso.claims.source_words import Lexicon, compile_book
from sayso.lang.sources import MEDIA, NO_SOURCE, STATE_BODY, WITHHELD, SourceBook
from sayso.model import Attribution, Entity, Mark, Resolution, SourceKind, Span

_MENTIONS_ASKED = 6  # of an entity, from its first on
_TITLE_REACH, _APPOSITION_REACH = 8, 14
_WORDS_SHOWN = 60
_CONTEXT_REACH = 150  # tokens back to what "its" may stand for
_TITLE_POS = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))


class _Told(msgspec.Struct, frozen=True):
    """Evidence for an entity and the words that gave it."""

    evidence: Evidence
    where: Span


def judge_kinds(
    frame: Frame,
    joined: Sequence[Attribution],
    entities: Sequence[Entity],
    speakers: Sequence[Resolution | None],
    book: SourceBook,
) -> tuple[SourceKind | None, ...]:
    """The kind of source of each attribution, in their order; None where the report does not say enough."""
    judge = _Judge(frame, joined, entities, speakers, book)
    return tuple(judge.judge_kind(index) for index in range(len(joined)))


class _Judge:
    def __init__(
        self,
        frame: Frame,
        joined: Sequence[Attribution],
        entities: Sequence[Entity],
        speakers: Sequence[Resolution | None],
        book: SourceBook,
    ) -> None:
        self._frame, self._joined, self._speakers = frame, joined, speakers
        self._lexicon: Lexicon = compile_book(book)
        self._entities: Mapping[str, Entity] = {entity.id: entity for entity in entities}
        places = frozenset(t for t in self._cover(entities, "place") if frame.text[frame.starts[t]].isupper())
        people = frozenset(t for t in self._cover(entities, "person") if frame.text[frame.starts[t]].isupper())
        self._phrases = PhraseJudge(frame, self._lexicon, places, people, self._ask_before)
        self._bodies: list[tuple[int, Entity]] | None = None
        self._persons: list[tuple[int, Entity]] | None = None
        self._asking = False
        self._withheld = self._find_withheld()
        self._told: dict[str, _Told | None] = {}
        self._sources: dict[str, list[Mark]] = {}
        for attribution, speaker in zip(joined, speakers, strict=True):
            if speaker is not None and attribution.source is not None:
                self._sources.setdefault(speaker.entity, []).append(attribution.source)

    def judge_kind(self, index: int) -> SourceKind | None:
        """The kind of one attribution's source."""
        attribution, speaker = self._joined[index], self._speakers[index]
        if attribution.source is None:
            return SourceKind(NO_SOURCE, "the report names no source", self._frame.mark_span(attribution.cue))
        if index in self._withheld:
            words = self._withheld[index]
            return SourceKind(WITHHELD, f"{self._quote(words)}: identity withheld", words)
        source = attribution.source
        own = self._phrases.judge(source.first, source.last) or self._match_phrase(source)
        if own is not None and own.strength == CERTAIN:
            return self._write(own)
        told = self._ask_entity(speaker) if speaker is not None else None
        if told is not None and (own is None or told.evidence.strength > own.strength):
            return self._write(told.evidence, source, told.where)
        return self._write(own) if own is not None else self._judge_name(speaker, source)

    def _judge_name(self, speaker: Resolution | None, source: Mark) -> SourceKind | None:
        """What the sort of entity alone says: a place that speaks is a state, an outlet is media."""
        entity = self._entities.get(speaker.entity) if speaker is not None else None
        code = {"place": STATE_BODY, "outlet": MEDIA}.get(entity.kind) if entity is not None else None
        if entity is None or code is None:
            return None
        name = _clip(entity.name)
        sort = "a place, speaks as a state" if code == STATE_BODY else "an outlet"
        return SourceKind(code, f"“{name}”, {sort}", self._frame.mark_span(source))

    def _ask_entity(self, speaker: Resolution) -> _Told | None:
        """The best evidence for a speaker: where the chain leads first, then anywhere in the report."""
        best: _Told | None = None
        for span in speaker.chain:
            best = self._better(best, self._judge_span(span))
        if best is None or best.evidence.strength < CERTAIN:
            if speaker.entity not in self._told:
                self._told[speaker.entity] = self._gather(speaker.entity)
            best = self._better(best, self._told[speaker.entity])
        return best

    def _ask_before(self, token: int, possessive: str) -> Evidence | None:
        """What was named last before ``token``: a person for "his" and "her", else an organisation."""
        if self._asking:
            return None
        persons = possessive in ("his", "her")
        named = self._list_named(persons)
        at = bisect_right(named, token - 1, key=lambda pair: pair[0]) - 1
        self._asking = True
        found = None
        while at >= 0 and named[at][0] > token - _CONTEXT_REACH and found is None:
            entity = named[at][1]
            if entity.id not in self._told:
                self._told[entity.id] = self._gather(entity.id)
            told = self._told[entity.id]
            found = told.evidence if told is not None and (persons or told.evidence.body) else None
            at -= 1
        self._asking = False
        return found

    def _list_named(self, persons: bool) -> list[tuple[int, Entity]]:
        if self._bodies is None or self._persons is None:
            pairs = [(self._frame.find(span.start), e) for e in self._entities.values() for span in e.mentions]
            pairs.sort(key=lambda pair: pair[0])
            self._persons = [pair for pair in pairs if pair[1].kind == "person"]
            self._bodies = [pair for pair in pairs if pair[1].kind in ("organisation", "outlet", "group", "other")]
        return self._persons if persons else self._bodies

    def _gather(self, entity_id: str) -> _Told | None:
        entity, best = self._entities.get(entity_id), None
        for role in entity.roles if entity is not None else ():
            best = self._better(best, self._judge_span(role.span, _APPOSITION_REACH))
        for span in entity.mentions[:_MENTIONS_ASKED] if entity is not None else ():
            if best is not None and best.evidence.strength == CERTAIN:
                return best
            best = self._better(best, self._judge_mention(span))
        for mark in self._sources.get(entity_id, ())[:_MENTIONS_ASKED]:
            found = self._phrases.judge(mark.first, mark.last) or self._match_phrase(mark)
            if found is not None:
                best = self._better(best, _Told(found, self._frame.span(mark.first, mark.last)))
        return best

    @staticmethod
    def _better(first: _Told | None, second: _Told | None) -> _Told | None:
        if first is None or second is None:
            return first or second
        return second if second.evidence.strength > first.evidence.strength else first

    def _judge_span(self, span: Span, reach: int = 0) -> _Told | None:
        first, last = self._tokens(span)
        if last < first:
            return None
        last = min(last + reach, self._frame.sentence(first).stop - 1) if reach else last
        found = self._phrases.judge(first, last)
        return _Told(found, span) if found is not None else None

    def _judge_mention(self, span: Span) -> _Told | None:
        """A mention with the title before it and the apposition around it."""
        first, last = self._tokens(span)
        if last < first:
            return None
        frame, sentence = self._frame, self._frame.sentence(first)
        start, end = first, last
        while start > max(sentence.start, first - _TITLE_REACH) and self._is_title(start - 1):
            start -= 1
        for token in range(last + 1, min(last + 8, sentence.stop)):
            if frame.deprels[token] == "appos" and first <= frame.heads[token] <= last:
                end = min(last + _APPOSITION_REACH, sentence.stop - 1)
        head = next((t for t in range(first, last + 1) if not first <= frame.heads[t] <= last), first)
        if frame.deprels[head] == "appos" and sentence.start <= frame.heads[head] < start:
            start = frame.heads[head]
            while start > sentence.start and self._is_title(start - 1):
                start -= 1
        found = self._phrases.judge(start, end) or self._judge_private(last, sentence.stop)
        return _Told(found, frame.span(start, end)) if found is not None else None

    def _judge_private(self, last: int, stop: int) -> Evidence | None:
        """A name with a relative clause behind it: what it says of them ("who saw the fire")."""
        begin = last + 1 + (self._frame.words[last + 1 : last + 2] == [","])
        if begin >= stop or self._frame.words[begin] not in ("who", "whose"):
            return None
        return self._match_phrase(Mark("source", begin, min(begin + _TITLE_REACH, stop - 1), 1.0))

    def _is_title(self, token: int) -> bool:
        return self._frame.upos[token] in _TITLE_POS or self._frame.words[token] in ("'s", "’s", "-")

    def _match_phrase(self, source: Mark) -> Evidence | None:
        """A wording of the codebook within the source: "who saw", "whose son"."""
        words = " ".join(self._frame.words[source.first : source.last + 1])
        for phrase, code in self._lexicon.phrases:
            if code != WITHHELD and phrase in words and f" {phrase} " in f" {words} ":
                return Evidence(code, CERTAIN, source.first, source.last, False)
        return None

    def _find_withheld(self) -> dict[int, Span]:
        """The attributions whose source asks not to be named, with the words that say so."""
        text = self._frame.text.lower()
        found: dict[int, Span] = {}
        if len(text) != len(self._frame.text):
            return found
        for phrase, code in self._lexicon.phrases:
            at = text.find(phrase) if code == WITHHELD else -1
            while at >= 0:
                index = self._find_speaker_of(self._frame.find(at))
                if index is not None:
                    found.setdefault(index, Span(at, at + len(phrase)))
                at = text.find(phrase, at + 1)
        self._spread(found)
        return found

    def _find_speaker_of(self, token: int) -> int | None:
        """The attribution that words at ``token`` tell of: its source holds them, or stands nearest in the sentence."""
        if not hasattr(self, "_by_sentence"):
            self._by_sentence = self._sort_by_sentence()
        nearest: tuple[int, int] | None = None
        for index in self._by_sentence.get(self._frame.sentences[token], ()):
            attribution = self._joined[index]
            source = attribution.source
            if source is None or any(m.first <= token <= m.last for m in attribution.content):
                continue
            distance = 0 if source.first <= token <= source.last else abs(token - source.last)
            if nearest is None or distance < nearest[0]:
                nearest = (distance, index)
        return nearest[1] if nearest is not None else None

    def _sort_by_sentence(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for index, attribution in enumerate(self._joined):
            if attribution.source is not None:
                found.setdefault(self._frame.sentences[attribution.source.first], []).append(index)
        return found

    def _spread(self, found: dict[int, Span]) -> None:
        """Takes the pronouns and descriptions along that lead back to a source whose identity is withheld."""
        words: dict[str, Span] = {}
        told = [(source, span) for i, span in found.items() if (source := self._joined[i].source) is not None]
        for index, span in found.items():
            speaker = self._speakers[index]
            if speaker is not None:
                words[speaker.entity] = span
        for index, speaker in enumerate(self._speakers):
            source = self._joined[index].source
            if source is not None and index not in found and not self._has_name(source):
                same = next((span for other, span in told if _overlap(other, source)), None)
                span = words.get(speaker.entity) if speaker is not None and same is None else same
                if span is not None:
                    found[index] = span

    def _has_name(self, source: Mark) -> bool:
        """Whether a source names somebody, so that identity is not withheld."""
        return any(self._frame.upos[t] == "PROPN" for t in range(source.first, source.last + 1))

    def _tokens(self, span: Span) -> tuple[int, int]:
        return self._frame.find(span.start), bisect_left(self._frame.starts, span.end) - 1

    def _cover(self, entities: Sequence[Entity], kind: str) -> frozenset[int]:
        covered: set[int] = set()
        for entity in entities:
            if entity.kind == kind:
                for span in entity.mentions:
                    first, last = self._tokens(span)
                    covered.update(range(first, last + 1))
        return frozenset(covered)

    def _write(self, evidence: Evidence, source: Mark | None = None, where: Span | None = None) -> SourceKind:
        """The kind with its reason: the words that decided, and how the source leads to them."""
        deciding = self._frame.span(evidence.first, evidence.last)
        label = self._lexicon.kinds[evidence.code].label
        words = self._quote(deciding)
        if evidence.owner is not None and evidence.owner.first != evidence.first:
            owner = self._frame.span(evidence.owner.first, evidence.owner.last)
            reason = f"{words} {evidence.relation} {self._quote(owner)}: {label}"
        elif evidence.relation == "place":
            reason = f"{words}, a place, speaks as a state: {label}"
        elif evidence.owner is not None:
            reason = f"belongs to {words}: {label}"
        else:
            reason = f"{words} points to {label}"
        span = self._frame.mark_span(source)
        if span is not None and where is not None and span != where:
            reason += f"; {self._quote(span)} refers to {self._quote(where)}"
        return SourceKind(evidence.code, reason, deciding)

    def _quote(self, span: Span) -> str:
        return f"“{_clip(span.text(self._frame.text))}”"


def _overlap(first: Mark, second: Mark) -> bool:
    return first.first <= second.last and second.first <= first.last


def _clip(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _WORDS_SHOWN else line[: _WORDS_SHOWN - 1] + "…"
