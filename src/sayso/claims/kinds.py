"""The kind of each claim's source, by the codebook, each with the words that decided.

What the source itself says comes first; where that is nothing or weak, what the report says of its speaker anywhere
else: the words that a pronoun leads back to, titles and appositions, other sources of the same speaker, the name.
Withheld identity beats all of this. Who speaks as a person with no office told is a private person. Where nothing
fits, the claim keeps no kind.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.frame import Frame
from sayso.claims.source_evidence import CERTAIN, PRIVATE, Evidence
from sayso.claims.source_private import asks_questions, is_person, judge_signs
from sayso.claims.source_speaker import SpeakerJudge
from sayso.claims.source_words import compile_book
from sayso.claims.withheld import find_withheld
from sayso.lang.sources import MEDIA, NO_SOURCE, STATE_BODY, WITHHELD, SourceBook
from sayso.model import Attribution, Entity, Mark, Resolution, SourceKind, Span

_WORDS_SHOWN = 60
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

    def judge_kind(self, index: int) -> SourceKind | None:
        """The kind of one attribution's source."""
        attribution, speaker = self._joined[index], self._speakers[index]
        if attribution.source is None:
            return SourceKind(NO_SOURCE, "the report names no source", self._frame.mark_span(attribution.cue))
        if index in self._withheld:
            words = self._withheld[index]
            return SourceKind(WITHHELD, f"{self._quote(words)}: identity withheld", words)
        source = attribution.source
        own = self._asked.judge_words(source.first, source.last)
        if own is not None and own.relation == "place" and self._is_full_name(speaker):
            own = None  # "Washington" after "Ana Washington"
        if own is not None and own.strength == CERTAIN:
            return self._write(own)
        if own is not None and own.strength < CERTAIN and self._kinds[own.code].group != "people":
            mine = self._judge_own(index, source) if self._joined[index].parent is not None else None
            if mine is not None:
                return mine
        told = self._asked.ask(speaker) if speaker is not None else None
        better = told is not None and (own is None or told.evidence.strength > own.strength)
        best = told.evidence if told is not None and better else own
        if best is not None and best.code == PRIVATE and best.strength < CERTAIN:
            harmed = self._judge_private(speaker, attribution, best)
            if harmed is not None:
                return harmed
        if told is not None and better:
            return self._write(told.evidence, source, told.where)
        if own is not None:
            return self._write(own)
        named = self._judge_name(speaker, source) or self._judge_private(speaker, attribution)
        return named or self._judge_own(index, source) or self._guess(speaker, attribution)

    def _judge_name(self, speaker: Resolution | None, source: Mark) -> SourceKind | None:
        """What the name alone says: the report's own outlet is media, a place that speaks a state."""
        span = self._frame.mark_span(source)
        entity = self._asked.entities.get(speaker.entity) if speaker is not None else None
        names = (self._frame.span(source.first, source.last).text(self._frame.text), entity.name if entity else "")
        if self._outlet and any(_plain(name) == self._outlet for name in names):
            return SourceKind(MEDIA, "the outlet of the report itself", span)
        handle = next((word for word in names[0].split() if word.startswith("@")), "")
        code = self._asked.lexicon.judge_handle(handle) if handle else None
        if code is not None:
            return SourceKind(code, f"“{_clip(handle)}” names {self._kinds[code].label}", span)
        if handle and PRIVATE in self._kinds:
            return SourceKind(PRIVATE, f"“{_clip(names[0])}” is an account on a network", span)
        if entity is not None and entity.kind == "place":
            return SourceKind(STATE_BODY, f"“{_clip(entity.name)}”, a place, speaks as a state", span)
        if entity is not None and entity.kind == "outlet":
            return SourceKind(MEDIA, f"“{_clip(entity.name)}” is an outlet", span)
        return None

    def _is_full_name(self, speaker: Resolution | None) -> bool:
        entity = self._asked.entities.get(speaker.entity) if speaker is not None else None
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
        entity = self._asked.entities.get(speaker.entity) if speaker is not None else None
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
        tokens = [source.first, *(self._frame.find(m.start) for m in (entity.mentions if entity else ()))]
        return tokens + [a.source.first for a in spoken if a.source is not None]

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
        entity = self._asked.entities.get(speaker.entity) if speaker is not None else None
        spoken = self._asked.list_spoken(entity.id) if entity is not None else [attribution]
        if asks_questions(frame, spoken):
            return SourceKind(MEDIA, f"{self._quote(span)} asks the questions", span)
        person = known is not None or is_person(frame, source) or (entity is not None and entity.kind == "person")
        if PRIVATE not in self._kinds or not person:
            return None
        found = judge_signs(frame, self._asked.lexicon, self._list_tokens(entity, source))
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
