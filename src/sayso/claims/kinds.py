"""The kind of each claim's source, by the codebook, each with the words that decided.

What the source itself says comes first; where that is nothing or weak, what the report says of its speaker anywhere
else: the words that a pronoun leads back to, titles and appositions, other sources of the same speaker, the name.
Withheld identity beats all of this. Who speaks as a person with no office told is a private person. Where nothing
fits, the claim keeps no kind.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.frame import Frame
from sayso.claims.source_evidence import CERTAIN, PRIVATE, Evidence, Told
from sayso.claims.source_labels import find_labels, list_interviewees
from sayso.claims.source_private import asks_questions, is_person, judge_signs
from sayso.claims.source_speaker import SpeakerJudge
from sayso.claims.source_words import compile_book
from sayso.claims.withheld import find_withheld
from sayso.lang.sources import COMPANY, DOCUMENT, EXPERT, MEDIA, NO_SOURCE, STATE_BODY, VICTIM, WITHHELD, SourceBook
from sayso.model import Attribution, Entity, Mark, Resolution, SourceKind, Span

_WORDS_SHOWN = 60
_PLACES_ASKED = 40  # mentions of a speaker, and sources, whose sentences are asked
_AMONG = (["of", "them"], ["of", "whom"], ["of", "these"], ["of", "those"])
_AMONG_ASKED = 12  # claims back to what "them" means
_AMONG_REACH = 3  # tokens between "one" and "them"
_OWNER_REACH = 8  # tokens of "of the Reserve Bank" that a source may lack
_OWN = frozenset(("we", "us", "our", "my"))
_STANDS_FOR = {"it": "its", "they": "their", "them": "their", "he": "his", "she": "her", "which": "its"}


def judge_kinds(
    frame: Frame,
    joined: Sequence[Attribution],
    entities: Sequence[Entity],
    speakers: Sequence[Resolution | None],
    book: SourceBook,
    *,
    outlet: str | None = None,
) -> tuple[SourceKind | None, ...]:
    """The kind of source of each attribution, in their order; None where the report does not say enough.

    ``speakers[i]`` is who the source of ``joined[i]`` refers to. ``outlet`` is the report's own: what speaks under its
    name is media.
    """
    judge = _Judge(frame, joined, entities, speakers, book, outlet)
    return tuple(judge.judge_kind(index) for index in range(len(joined)))


class _Judge:
    def __init__(
        self,
        frame: Frame,
        joined: Sequence[Attribution],
        entities: Sequence[Entity],
        speakers: Sequence[Resolution | None],
        book: SourceBook,
        outlet: str | None,
    ) -> None:
        lexicon = compile_book(book)
        self._frame, self._joined, self._speakers = frame, joined, speakers
        self._kinds = lexicon.kinds
        self._asked = SpeakerJudge(frame, lexicon, joined, entities, speakers)
        self._withheld = find_withheld(frame, lexicon, joined, speakers)
        self._outlet, self._outlet_name = _plain(outlet or ""), outlet or ""
        self._asked_for: set[int] = set()
        self._asks = frozenset(find_labels(frame, joined, book.askers))
        answers = find_labels(frame, joined, book.answerers)
        self._answers = frozenset(s.entity for s in (speakers[n] for n in answers) if s is not None)
        self._interviewee = (
            self._find_interviewee(entities, min((*self._asks, *answers), default=0)) if answers else None
        )

    def judge_kind(self, index: int) -> SourceKind | None:
        """The kind of one attribution's source."""
        attribution, speaker = self._joined[index], self._speakers[index]
        if attribution.source is None:
            return SourceKind(NO_SOURCE, "the report names no source", self._frame.mark_span(attribution.cue))
        if index in self._withheld:
            words = self._withheld[index]
            return SourceKind(WITHHELD, f"{self._quote(words)}: identity withheld", words)
        source = attribution.source
        labelled = self._judge_label(index, source)
        if labelled is not None:
            return labelled
        among = self._judge_among(index, source)
        if among is not None:
            return among
        own = self._judge_source(source)
        handle = self._judge_handle(source) if own is None or own.code == DOCUMENT else None
        if handle is not None:
            return handle
        if own is not None and own.relation == "place" and self._is_full_name(speaker):
            own = None  # "Washington" after "Ana Washington"
        if own is not None and own.strength == CERTAIN:
            return self._write(self._find_harm(own, speaker, source) or own)
        return self._judge_unsure(index, source, own)

    def _judge_unsure(self, index: int, source: Mark, own: Evidence | None) -> SourceKind | None:
        """The kind of a source whose words say little (``own``) by all that the report tells of its speaker."""
        attribution, speaker = self._joined[index], self._speakers[index]
        ours = own is None and self._asked.belongs(source)
        if ours or (own is not None and own.strength < CERTAIN and self._kinds[own.code].group != "people"):
            mine = self._judge_own(index, source) if self._joined[index].parent is not None else None
            if mine is not None:
                return mine
        told = self._ask_speaker(speaker, source)
        better = told is not None and (own is None or told.evidence.strength > own.strength)
        best = told.evidence if told is not None and better else own
        if best is not None and best.code == PRIVATE:
            harmed = self._judge_private(speaker, attribution, best)
            if harmed is not None and (best.strength < CERTAIN or harmed.code == VICTIM):
                return harmed
        if told is not None and better:
            return self._write(told.evidence, source, told.where)
        if own is not None:
            return self._write(own)
        named = self._judge_name(speaker, source) or self._judge_private(speaker, attribution)
        return named or self._judge_own(index, source) or self._guess(speaker, attribution)

    def _find_harm(self, own: Evidence, speaker: Resolution | None, source: Mark) -> Evidence | None:
        """What befell somebody who else is a mere passenger or resident: "from her hospital bed"."""
        if own.code != PRIVATE:
            return None
        tokens = self._list_tokens(self._find_entity(speaker), source)
        found = judge_signs(self._frame, self._asked.lexicon, tokens, people=False)
        return found if found is not None and found.code == VICTIM else None

    def _find_entity(self, speaker: Resolution | None) -> Entity | None:
        return self._asked.entities.get(speaker.entity) if speaker is not None else None

    def _find_interviewee(self, entities: Sequence[Entity], first: int) -> Told | None:
        """What is known of who answers under a label: the first person named before the turns who is no reporter."""
        source = self._joined[first].source
        named = list_interviewees(entities, self._frame.starts[source.first]) if source is not None else []
        told = (self._asked.recall(entity.id) for entity in named)
        return next((t for t in told if t is not None and t.evidence.code != MEDIA), None)

    def _judge_label(self, index: int, source: Mark) -> SourceKind | None:
        """What a label in place of a name means: "Q" is who asks, "A" the interviewee."""
        speaker = self._speakers[index]
        if index in self._asks:
            span = self._frame.span(source.first, source.last)
            return SourceKind(MEDIA, f"{self._quote(span)} asks the questions", span)
        if self._interviewee is None or speaker is None or speaker.entity not in self._answers:
            return None
        return self._write(self._interviewee.evidence, source, self._interviewee.where)

    def _judge_among(self, index: int, source: Mark) -> SourceKind | None:
        """What "one of them" means: of the kind of the source before it that is no pronoun."""
        words = self._frame.words
        if words[source.last - 1 : source.last + 1] not in _AMONG or source.last - source.first > _AMONG_REACH:
            return None
        nearest = range(index - 1, max(-1, index - _AMONG_ASKED), -1)
        last = next((n for n in nearest if self._is_noun(n, source.first)), None)
        if last is None or self._frame.sentences[source.first] - self._frame.sentences[self._at(last)] > 1:
            return None
        found, span = self.judge_kind(last), self._frame.span(source.first, source.last)
        if found is None or found.code == NO_SOURCE:
            return None
        return SourceKind(found.code, f"{self._quote(span)}: of those before; {found.reason}", found.span)

    def _at(self, index: int) -> int:
        source = self._joined[index].source
        return source.first if source is not None else 0

    def _is_noun(self, index: int, before: int) -> bool:
        """Whether the source of an attribution stands before a token, is a noun and means nobody named before it."""
        source, words = self._joined[index].source, self._frame.words
        if source is None or source.last >= before or words[source.last - 1 : source.last + 1] in _AMONG:
            return False
        return self._frame.upos[self._frame.root(source)] == "NOUN"

    def _ask_speaker(self, speaker: Resolution | None, source: Mark) -> Told | None:
        """What is told of the speaker; where "it" would be a mere place, of what stands nearer as a subject."""
        told = self._asked.ask(speaker) if speaker is not None else None
        if told is None or told.evidence.relation != "place" or source.first != source.last:
            return told
        word = self._frame.words[source.first]
        near = self._asked.ask_nearest(source.first, "its") if word == "it" else None
        if near is None or near.relation == "place" or near.code == DOCUMENT:
            return told
        return Told(near, self._frame.span(near.first, near.last))

    def _judge_source(self, source: Mark) -> Evidence | None:
        """What the words of a source say; where they say nothing, with the "of" that follows them."""
        own = self._asked.judge_words(source.first, source.last)
        if own is not None:
            return self._judge_analyst(own, source) or own
        if self._frame.words[source.last + 1 : source.last + 2] != ["of"]:
            return None
        stop = min(self._frame.sentence(source.last).stop, source.last + _OWNER_REACH)
        return self._asked.judge_words(source.first, stop - 1)

    def _judge_analyst(self, own: Evidence, source: Mark) -> Evidence | None:
        """Who is named with a firm but studies the market: "Ana Paz of Acme Securities wrote in a note to clients"."""
        words, root = self._frame.words[source.first : source.last + 1], self._frame.root(source)
        if own.code != COMPANY or "of" not in words or self._frame.upos[root] != "PROPN" or words[0] == "the":
            return None
        found = judge_signs(self._frame, self._asked.lexicon, (source.first,), people=False)
        return found if found is not None and found.code == EXPERT else None

    def _judge_name(self, speaker: Resolution | None, source: Mark) -> SourceKind | None:
        """What the name alone says: the report's own outlet is media, a place that speaks a state."""
        span = self._frame.mark_span(source)
        entity = self._find_entity(speaker)
        names = (self._frame.span(source.first, source.last).text(self._frame.text), entity.name if entity else "")
        if self._outlet and any(_plain(name) == self._outlet for name in names):
            return SourceKind(MEDIA, "the outlet of the report itself", span)
        if "@" in names[0] and PRIVATE in self._kinds:
            return SourceKind(PRIVATE, f"“{_clip(names[0])}” is an account on a network", span)
        if entity is not None and entity.kind == "place":
            return SourceKind(STATE_BODY, f"“{_clip(entity.name)}”, a place, speaks as a state", span)
        if entity is not None and entity.kind == "outlet":
            return SourceKind(MEDIA, f"“{_clip(entity.name)}” is an outlet", span)
        return None

    def _judge_handle(self, source: Mark) -> SourceKind | None:
        """What the name of an account tells: "@HarbourPolice"."""
        span = self._frame.span(source.first, source.last)
        handle = next((word for word in span.text(self._frame.text).split() if word.startswith("@")), "")
        code = self._asked.lexicon.judge_handle(handle) if handle else None
        return SourceKind(code, f"“{_clip(handle)}” names {self._kinds[code].label}", span) if code else None

    def _is_full_name(self, speaker: Resolution | None) -> bool:
        entity = self._find_entity(speaker)
        return entity is not None and entity.kind == "person" and " " in entity.name

    def _judge_own(self, index: int, source: Mark) -> SourceKind | None:
        """What "we" and "our teams" mean: who speaks the claim that they stand in, else the report's own outlet."""
        frame, parent = self._frame, self._joined[index].parent
        if frame.words[source.first] not in _OWN:
            return None
        span = frame.mark_span(source)
        if span is None or (parent is not None and parent in self._asked_for):
            return None
        if parent is None:
            code = self._asked.lexicon.judge_name(self._outlet_name) or MEDIA
            return SourceKind(code, f"{self._quote(span)}: the report speaks for itself", span)
        self._asked_for.add(parent)
        found = self.judge_kind(parent)
        self._asked_for.discard(parent)
        if found is None or found.code in (NO_SOURCE, WITHHELD):
            return None
        return SourceKind(found.code, f"{self._quote(span)}: who speaks around it; {found.reason}", found.span)

    def _guess(self, speaker: Resolution | None, attribution: Attribution) -> SourceKind | None:
        """The kind of what the report tells little of: bodies by words around them, pronouns by what stands near."""
        frame, source = self._frame, attribution.source
        entity = self._find_entity(speaker)
        span = frame.mark_span(source)
        if source is None or span is None:
            return None
        if source.first == source.last and frame.words[source.first] in _STANDS_FOR:
            near = self._asked.ask_nearest(source.first, _STANDS_FOR[frame.words[source.first]])
            return self._write(near, source, frame.span(near.first, near.last)) if near is not None else None
        if entity is None:
            return None
        head = frame.root(source)
        if entity.kind not in ("organisation", "outlet", "place") or frame.upos[head] != "PROPN":
            return None
        found = judge_signs(frame, self._asked.lexicon, self._list_tokens(entity, source), people=False)
        return self._write(found) if found is not None and self._kinds[found.code].group != "people" else None

    def _list_tokens(self, entity: Entity | None, source: Mark) -> list[int]:
        """Where a source and its speaker are spoken of."""
        spoken = self._asked.list_spoken(entity.id) if entity is not None else []
        named = entity.mentions[:_PLACES_ASKED] if entity is not None else ()
        tokens = [source.first, *(self._frame.find(m.start) for m in named)]
        return tokens + [a.source.first for a in spoken[:_PLACES_ASKED] if a.source is not None]

    def _judge_private(
        self, speaker: Resolution | None, attribution: Attribution, known: Evidence | None = None
    ) -> SourceKind | None:
        """Who is told of without any office: whoever asks the questions, who was harmed, else a private person.

        ``known`` is weak evidence that it is a private person.
        """
        frame, source = self._frame, attribution.source
        span = frame.mark_span(source)
        if source is None or span is None:
            return None
        entity = self._find_entity(speaker)
        spoken = self._asked.list_spoken(entity.id) if entity is not None else [attribution]
        if asks_questions(frame, spoken):
            return SourceKind(MEDIA, f"{self._quote(span)} asks the questions", span)
        person = known is not None or is_person(frame, source) or (entity is not None and entity.kind == "person")
        if PRIVATE not in self._kinds or not person:
            return None
        known_well = known is not None and known.strength == CERTAIN  # of a passenger, kin alone say nothing
        tokens = self._list_tokens(entity, source)
        found = judge_signs(frame, self._asked.lexicon, tokens, people=not known_well)
        if found is not None:
            return self._write(found)
        if known is not None:
            return None
        return SourceKind(PRIVATE, f"{self._quote(span)} speaks as a person, with no office told", span)

    def _write(self, evidence: Evidence, source: Mark | None = None, where: Span | None = None) -> SourceKind:
        """The kind with its reason: the words that decided, and how the source leads to them."""
        deciding = self._frame.span(evidence.first, evidence.last)
        reason = self._explain(evidence, self._quote(deciding))
        span = self._frame.mark_span(source)
        if span is not None and where is not None and span != where:
            reason += f"; {self._quote(span)} refers to {self._quote(where)}"
        return SourceKind(evidence.code, reason, deciding)

    def _explain(self, evidence: Evidence, words: str) -> str:
        label, owner = self._kinds[evidence.code].label, evidence.owner
        if owner is not None and owner.first != evidence.first:
            return f"{words} {evidence.relation} {self._quote(self._frame.span(owner.first, owner.last))}: {label}"
        if owner is not None:
            return f"belongs to {words}: {label}"
        if evidence.relation == "place":
            return f"{words}, a place, speaks as a state: {label}"
        if evidence.relation == "sign":
            return f"no office told; {words} points to {label}"
        if evidence.relation == "private":
            return f"named with {words} and no office: {label}"
        return f"{words} points to {label}"

    def _quote(self, span: Span) -> str:
        return f"“{_clip(span.text(self._frame.text))}”"


def _plain(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


def _clip(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _WORDS_SHOWN else line[: _WORDS_SHOWN - 1] + "…"
