"""Why a claim is as it is: what was found, what decided, and what else was considered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from sayso.claims.join import MIN_CONTENT_LINK, MIN_SOURCE_LINK
from sayso.model import Attribution, Claim, Mark, MarkRole, Resolution, Span, cover
from sayso.pipeline.order import find_extent
from sayso.pipeline.trace import Trace

_MOST_CONSIDERED = 8
_LONGEST_EXCERPT = 4000  # code points

RULES = {
    "links": "source and content are those that the reader links most strongly to the cue",
    "content read again": "the content of the claim around it was read by itself",
    "source behind the source": "the one cited stands inside the claim of the one who cites",
    "verb before the one cited": "the reader took the word that cites for the cue; the verb of saying before it is",
    "inside the content": "all its words stand in the content of the claim around it",
    "transcript": "the name before the colon speaks until the next one does",
    "signed quotation": "a dash and a name stand behind the quotation, alone on its line",
    "post": "the handle or name before the text is who posts it",
    "set phrase": "a phrase such as “in her words” or “as he put it”",
    "syntax": "a cue of the word lists, with its subject as source and its clause as content",
    "sentence pointed at": "the cue points at an earlier sentence, which is the content",
    "body named as place": "the place where it was said is a body, which is the source",
    "clause of the cue": "the reader found no content, so it is the clause of the cue",
    "cue without source": "a wording that names no source",
}
_QUOTATIONS = {
    "direct": "nearly all letters of the content stand between quotation marks",
    "mixed": "some letters of the content stand between quotation marks",
    "indirect": "no letter of the content stands between quotation marks",
}
_STANCES = {"denial": "the cue says that it is not so", "refusal": "the cue says that the source will not say or do it"}


class Words(msgspec.Struct, frozen=True):
    """Characters of the report, as a half-open range of code points and as text."""

    start: int
    end: int
    text: str


class Part(msgspec.Struct, frozen=True):
    """A span of the claim; ``confidence`` is the mark's, ``link`` the strength of its tie to the cue, or None."""

    role: MarkRole
    words: Words
    confidence: float | None
    link: float | None


class Considered(msgspec.Struct, frozen=True):
    """A source or content that the reader linked to the cue and that was not taken; ``claim`` has it instead."""

    role: MarkRole
    words: Words
    confidence: float
    link: float
    reason: str
    claim: int | None


class OtherSpeaker(msgspec.Struct, frozen=True):
    """An entity that the source might have referred to."""

    entity: str
    name: str
    score: float
    reason: str


class Speaker(msgspec.Struct, frozen=True):
    """Whom the source refers to, by which rule, over which mentions, and who else was considered."""

    entity: str
    name: str
    kind: str | None
    roles: tuple[str, ...]
    rule: str
    confidence: float
    chain: tuple[Words, ...]
    others: tuple[OtherSpeaker, ...]


class Trait(msgspec.Struct, frozen=True):
    """One more thing that the record says of the claim, and what decided it."""

    name: str
    value: str
    words: Words | None
    reason: str


class Relative(msgspec.Struct, frozen=True):
    """A claim around this one or inside it."""

    number: int
    id: str
    words: Words | None


class Explanation(msgspec.Struct, frozen=True):
    """All that is known about how one claim came about; ``number`` counts the claims of its report from 1.

    ``confidence`` is the claim's; ``meaning`` says in words what it rests on. ``rule`` joined the parts.
    """

    report: str
    title: str | None
    number: int
    claims: int
    claim: Claim
    excerpt: Words
    parts: tuple[Part, ...]
    rule: str
    rule_meaning: str
    considered: tuple[Considered, ...]
    speaker: Speaker | None
    traits: tuple[Trait, ...]
    parent: Relative | None
    children: tuple[Relative, ...]
    confidence: float | None
    meaning: str


def explain_claim(trace: Trace, claim: Claim) -> Explanation:
    """Why ``claim``, one of the trace's record, is as it is."""
    return _Explainer(trace, claim).explain()


class _Explainer:
    def __init__(self, trace: Trace, claim: Claim) -> None:
        self.trace = trace
        self.claim = claim
        self.text = trace.record.report.text
        self.index = trace.find_joined(claim)
        self.joined: Attribution | None = trace.joined[self.index] if self.index is not None else None
        self.links = tuple(trace.list_links(self.joined.cue if self.joined else None))

    def explain(self) -> Explanation:
        report, claim = self.trace.record.report, self.claim
        parts = tuple(self._list_parts())
        rule = self.joined.rule if self.joined else "unknown"
        return Explanation(
            report=report.id,
            title=report.title,
            number=self.trace.number(claim.id) or 0,
            claims=len(self.trace.claims),
            claim=claim,
            excerpt=self._words(self._find_excerpt()),
            parts=parts,
            rule=rule,
            rule_meaning=RULES.get(rule, f"joined by the rule {rule!r}, not by the reader's links"),
            considered=tuple(self._list_considered()),
            speaker=self._trace_speaker(),
            traits=tuple(self._list_traits()),
            parent=self._relate(claim.parent),
            children=tuple(r for c in self.trace.claims if c.parent == claim.id and (r := self._relate(c.id))),
            confidence=claim.confidence,
            meaning=self._say_how_sure(parts),
        )

    def _say_how_sure(self, parts: Sequence[Part]) -> str:
        weakest = _find_weakest(parts)
        if self.joined is None or self.claim.confidence is None:
            return weakest
        if self.joined.evidence is None:
            return f"set for the rule, not measured; {weakest}"
        share = round(100 * self.claim.confidence)
        many = f"about {share}" if share < 100 else "nearly all"
        return f"of 100 claims as sure as this one {many} have the right source and content; {weakest}"

    def _words(self, span: Span) -> Words:
        return Words(span.start, span.end, span.text(self.text))

    def _find_excerpt(self) -> Span:
        """The sentences that the claim stands in, cut to a few thousand characters."""
        extent = find_extent(self.claim) or Span(0, 0)
        tokens, syntax = self.trace.tokens, self.trace.syntax
        if tokens is not None and syntax is not None and len(tokens):
            first = max(int(np.searchsorted(tokens.starts, extent.start, side="right")) - 1, 0)
            last = max(int(np.searchsorted(tokens.starts, extent.end, side="left")) - 1, first)
            first = int(np.searchsorted(syntax.sentences, syntax.sentences[first], side="left"))
            last = int(np.searchsorted(syntax.sentences, syntax.sentences[last], side="right")) - 1
            extent = cover((extent, tokens.span(first, last))) or extent
        return Span(extent.start, min(extent.end, extent.start + _LONGEST_EXCERPT))

    def _list_parts(self) -> Iterator[Part]:
        """The spans of the record, each with the scores of the mark that it came from."""
        marks = (self.joined.source, self.joined.cue, *self.joined.content) if self.joined else ()
        claim = self.claim
        spans: list[tuple[MarkRole, Span | None]] = [("source", claim.source), ("cue", claim.cue)]
        spans += [("content", span) for span in claim.content]
        for role, span in spans:
            if span is None:
                continue
            mark = self._find_mark(role, span, marks)
            yield Part(role, self._words(span), mark.confidence if mark else None, self._find_link(role, mark))

    def _find_link(self, role: MarkRole, mark: Mark | None) -> float | None:
        """The strength of a mark's tie to the cue; that of its role where the tie was found in another reading."""
        direct = next((link.confidence for other, link in self.links if mark is not None and other == mark), None)
        evidence = self.joined.evidence if self.joined else None
        if direct is not None or evidence is None or mark is None:
            return direct
        return {"source": evidence.source_link, "content": evidence.content_link}.get(role)

    def _find_mark(self, role: MarkRole, span: Span, marks: Sequence[Mark | None]) -> Mark | None:
        own = [mark for mark in marks if mark is not None and mark.role == role]
        placed = [(place, mark) for mark in own if (place := self.trace.place(mark)) is not None]
        exact = next((mark for place, mark in placed if place == span), None)
        return exact or next((mark for place, mark in placed if place.overlaps(span)), None)

    def _list_considered(self) -> Iterator[Considered]:
        chosen = (self.joined.source, *self.joined.content) if self.joined else ()
        left = [(mark, link.confidence) for mark, link in self.links if mark not in chosen]
        for mark, strength in left[:_MOST_CONSIDERED]:
            span = self.trace.place(mark)
            if span is not None:
                owner = self._find_owner(mark)
                reason = self._say_why_not(mark, strength, owner)
                yield Considered(mark.role, self._words(span), mark.confidence, strength, reason, owner)

    def _find_owner(self, mark: Mark) -> int | None:
        """The number of the other claim that has this source or content."""
        for index, attribution in enumerate(self.trace.joined):
            if index != self.index and mark in (attribution.source, *attribution.content):
                claims = self.trace.record.claims
                return self.trace.number(claims[index].id) if len(claims) == len(self.trace.joined) else None
        return None

    def _say_why_not(self, mark: Mark, strength: float, owner: int | None) -> str:
        least = MIN_SOURCE_LINK if mark.role == "source" else MIN_CONTENT_LINK
        if strength < least:
            return f"its link is weaker than {least:.2f}, the least that counts"
        if mark.role == "source":
            return "another source has the stronger link" if self.claim.source else "the claim is kept without a source"
        return f"claim {owner} has the stronger link to it" if owner is not None else "it was given to no claim"

    def _trace_speaker(self) -> Speaker | None:
        resolution = self._find_resolution()
        names = {entity.id: entity for entity in self.trace.record.entities}
        entity = names.get(self.claim.speaker or "")
        if resolution is None and entity is None:
            return None
        told = resolution or Resolution(self.claim.speaker or "", self.claim.antecedents, "unknown", 0.0)
        others = [
            OtherSpeaker(o.entity, names[o.entity].name if o.entity in names else o.entity, o.score, o.reason)
            for o in told.others
        ]
        return Speaker(
            entity=told.entity,
            name=entity.name if entity else told.entity,
            kind=entity.kind if entity else None,
            roles=tuple(", ".join(p for p in (r.title, r.organisation) if p) for r in entity.roles) if entity else (),
            rule=told.rule,
            confidence=told.confidence,
            chain=tuple(self._words(span) for span in told.chain),
            others=tuple(others),
        )

    def _find_resolution(self) -> Resolution | None:
        speakers = self.trace.speakers
        return speakers[self.index] if self.index is not None and self.index < len(speakers) else None

    def _list_traits(self) -> Iterator[Trait]:
        claim = self.claim
        if claim.source_kind is not None:
            kind = claim.source_kind
            yield Trait("kind of source", kind.code, self._words(kind.span) if kind.span else None, kind.reason)
        yield Trait("quotation", claim.quotation, None, _QUOTATIONS[claim.quotation])
        for hedge in claim.hedges:
            yield Trait("hedge", "weakens the claim", self._words(hedge), self._say_where(hedge))
        if claim.channel is not None:
            yield Trait("channel", "where it was said", self._words(claim.channel), self._say_where(claim.channel))
        if claim.stance is not None:
            cue = self._words(claim.cue) if claim.cue else None
            yield Trait("stance", claim.stance, cue, _STANCES[claim.stance])
        for words in self.trace.record.distancing:
            if words.claim == claim.id:
                yield Trait("distanced", words.kind, self._words(Span(words.start, words.end)), _DISTANCES[words.kind])

    def _say_where(self, span: Span) -> str:
        claim = self.claim
        places = [("source", claim.source), ("cue", claim.cue), *(("content", piece) for piece in claim.content)]
        inside = next((name for name, place in places if place is not None and place.overlaps(span)), None)
        return f"a phrase that stands in the {inside}" if inside else "a phrase beside source, cue and content"

    def _relate(self, claim_id: str | None) -> Relative | None:
        number = self.trace.number(claim_id)
        if number is None:
            return None
        claim = self.trace.claims[number - 1]
        extent = find_extent(claim)
        return Relative(number, claim.id, self._words(extent) if extent else None)


_DISTANCES = {
    "scare": "words between quotation marks that are no quotation of the source",
    "so-called": "the phrase before these words keeps them at arm's length",
}


def _find_weakest(parts: Sequence[Part]) -> str:
    """The weakest mark and the weakest link, in words."""
    marks = [(part.confidence, part.role) for part in parts if part.confidence is not None]
    links = [(part.link, part.role) for part in parts if part.link is not None]
    if not marks:
        return "no mark of the reader stands behind this claim"
    weakest = f"the weakest mark is the {min(marks)[1]} ({min(marks)[0]:.2f})"
    if not links:
        return f"{weakest}; no link of the reader ties the parts together"
    return f"{weakest}, the weakest link that of the {min(links)[1]} to the cue ({min(links)[0]:.2f})"
