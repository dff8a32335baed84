"""What one report brings to an incident or statement, ready to be traced."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

import msgspec

from sayso.linking.parties import Party, PartyFinder, Spoken, find_spoken
from sayso.linking.sentences import split_sentences
from sayso.linking.statements.contents import ContentReader, list_happenings
from sayso.model import Claim, Credit, Record, Ref, Span, Step

_COVERED = 0.5
_TELLING = 0.5  # weight of a word
_DEEPEST = 8  # claims inside one another


class Item(msgspec.Struct, frozen=True):
    """Something a report tells of an incident: the characters, and the innermost claim that tells it, None for none."""

    ref: Ref
    span: Span
    claim: str | None


class View:
    """One report with what is needed again and again; what costs time is made when asked for."""

    def __init__(self, record: Record, finder: PartyFinder, credits: tuple[Credit, ...]) -> None:
        self.record, self.finder, self.credits = record, finder, credits
        self.id, self.text = record.report.id, record.report.text
        self.published = record.report.published or ""
        self.claims: dict[str, Claim] = {claim.id: claim for claim in record.claims}
        self._spans = {event.id: (event.trigger, event.asserted_by) for event in record.events}
        self._triggers = frozenset(self._spans)
        self._tolling = {event.id for event in record.events if event.tolls} | {toll.id for toll in record.tolls}
        self._spans |= {toll.id: (toll.words, toll.asserted_by) for toll in record.tolls}
        self._inner: dict[str, list[Claim]] = {}
        for claim in record.claims:
            if claim.parent is not None:
                self._inner.setdefault(claim.parent, []).append(claim)
        self._sentences: list[Span] | None = None
        self._starts: list[int] = []
        self._contents: dict[str, frozenset[str]] = {}
        self._asking: dict[str, bool] = {}
        self._negated: dict[str, bool] = {}
        self._accounts: list[tuple[Claim, Span]] | None = None
        self._told_tolls: list[Span] | None = None
        self._witnessed: list[Span] | None = None
        self._source_words: frozenset[str] | None = None
        self._spoken: dict[Span, Spoken | None] = {}
        self._told: dict[str, list[Ref]] = {}
        self._reader = ContentReader(record, finder)
        self._stems: dict[Span, frozenset[str]] = {}
        self._naming: dict[str, frozenset[str]] = {}
        self._names: frozenset[str] | None = None

    @cached_property
    def start(self) -> Step:
        """The first step of all ways from this report."""
        own = self.finder.own
        day = f", {self.published[:10]}" if self.published else ""
        return Step("outlet", own.name, "published", own.key, self.id, None, self.id, f"the outlet of the report{day}")

    def read_ahead(self) -> None:
        """Read what is asked of nearly every report: the words around what it tells, and who speaks there."""
        self.list_witnessed()
        for number, (span, _) in self._spans.items():
            self.find_spoken(span.start)
            self.read_kinds((span.start,))
            self.read_trigger(Item(Ref(self.id, number), span, None))
        for claim in self.record.claims:
            self.find_party(claim)
            self.list_told(claim)
            self.read_content(claim)
        self.list_source_words()

    def make_item(self, ref: Ref) -> Item | None:
        """The item of an event, a toll or a claim; None where the record has none of that id."""
        if ref.id in self._spans:
            return Item(ref, *self._spans[ref.id])
        claim = self.claims.get(ref.id)
        if claim is None:
            return None
        span = max(claim.content, key=len, default=None) or claim.cue or claim.source
        return Item(ref, span, claim.id) if span is not None else None

    def make_item_at(self, span: Span) -> Item:
        """The item of some characters that no event or claim stands for."""
        claim = self.find_claim(span)
        return Item(Ref(self.id, claim.id if claim else ""), span, claim.id if claim else None)

    def find_claim(self, span: Span) -> Claim | None:
        """The innermost claim whose content holds the middle of ``span``."""
        middle = (span.start + span.end) // 2
        holding = [
            (len(content), claim.id)
            for claim in self.record.claims
            for content in claim.content
            if content.start <= middle < content.end
        ]
        return self.claims[min(holding)[1]] if holding else None

    def list_chain(self, claim_id: str | None) -> list[Claim]:
        """The claims that something is told through, the outermost first."""
        claim = self.claims.get(claim_id or "")
        chain: list[Claim] = []
        while claim is not None and claim not in chain and len(chain) < _DEEPEST:
            chain.insert(0, claim)
            claim = self.claims.get(claim.parent or "")
        while chain and len(chain) < _DEEPEST:
            inner = [c for c in self._inner.get(chain[-1].id, ()) if c not in chain and _fills(c, chain[-1])]
            if not inner:
                break
            chain.append(inner[0])
        return chain

    def find_party(self, claim: Claim) -> Party | None:
        """Who the source of a claim is; an outlet where the words that name it are a credit."""
        party = self.finder.find(claim)
        if party is None and claim.source is None and claim.cue is not None:
            spoken = self.find_spoken(claim.cue.start)
            return spoken.party if spoken is not None else None
        if party is None or party.own or party.role not in ("body", "document", "person"):
            return party
        if party.vague and party.base in self.finder.agencies:
            at = claim.source.start if claim.source is not None else 0
            before = [credit for credit in self.credits if credit.kind == "cited" and credit.span.start < at]
            return self.finder.make_outlet(before[-1].name) if before else party
        shown = party.name.casefold()
        for credit in self.credits:
            name = credit.name.casefold()
            if party.proper and credit.kind != "cited" and name.startswith(f"{shown} "):
                return self.finder.make_outlet(credit.name)
            if claim.source is not None and claim.source.overlaps(credit.span) and (name in shown or shown in name):
                return self.finder.make_outlet(credit.name)
        return party

    def find_sentence(self, at: int) -> Span:
        """The sentence that the character stands in."""
        sentences = self.list_sentences()
        number = bisect_right(self._starts, at) - 1
        return sentences[number] if number >= 0 else Span(at, min(at + 1, len(self.text)))

    def list_sentences(self, most: int | None = None) -> list[Span]:
        """The sentences of the report, or the first ``most`` of them."""
        if self._sentences is None:
            self._sentences = list(split_sentences(self.text, self.record.report.language))
            self._starts = [sentence.start for sentence in self._sentences]
        return self._sentences if most is None else self._sentences[:most]

    def find_spoken(self, at: int) -> Spoken | None:
        """The body that the words of the sentence at a character name as the one who says it."""
        sentence = self.find_sentence(at)
        if sentence not in self._spoken:
            self._spoken[sentence] = find_spoken(self.finder, sentence)
        return self._spoken[sentence]

    def list_witnessed(self) -> list[Span]:
        """The sentences that tell what the outlet's own people saw ("our reporter")."""
        if self._witnessed is None:
            self._witnessed = []
            for match in self.finder.own_people.finditer(self.text):
                self._witnessed.append(self.find_sentence(match.start()))
        return self._witnessed

    def gives_toll(self, ref: Ref) -> bool:
        """Whether something that is told is a toll, or an event with one."""
        return ref.id in self._tolling

    def list_source_words(self) -> frozenset[str]:
        """The words of all sources of the report."""
        if self._source_words is None:
            spans = (claim.source for claim in self.record.claims if claim.source is not None)
            self._source_words = frozenset(stem for span in spans for stem in self.read_stems(span))
        return self._source_words

    def asks(self, claim: Claim) -> bool:
        """Whether a claim asks, promises or warns, and gives no account."""
        if claim.id not in self._asking:
            self._asking[claim.id] = self._asks(claim)
        return self._asking[claim.id]

    def _asks(self, claim: Claim) -> bool:
        if claim.cue is None:
            return False
        cue = claim.cue.text(self.text).split()
        before = self.text[max(claim.cue.start - 12, 0) : claim.cue.start].split()[-1:]
        words = self.finder.lexicon.words
        return any(w.lower() in words.asking for w in cue) or any(w in words.planning for w in (*before, *cue[:1]))

    def list_accounts(self) -> list[tuple[Claim, Span]]:
        """The claims that stand in no other one and give an account, with where each stands."""
        if self._accounts is None:
            self._accounts = []
            for claim in self.record.claims:
                at = next((span for span in (*claim.content, claim.source, claim.cue) if span is not None), None)
                if at is not None and claim.parent is None and claim.stance is None and not self.asks(claim):
                    self._accounts.append((claim, at))
        return self._accounts

    def perceives(self, claim: Claim) -> bool:
        """Whether a claim tells what people saw or heard, in the words of the outlet."""
        cue = claim.cue.text(self.text).split() if claim.cue is not None else []
        return any(word.lower() in self.finder.lexicon.words.perceiving for word in cue)

    def cut_aside(self, content: Span) -> Span:
        """What is told, without what only dates it: "chaos", of "chaos after a bomb went off"."""
        at = self.finder.dating.search(self.text, content.start + 1, content.end)
        return Span(content.start, at.start()) if at is not None else content

    def is_source_elsewhere(self, source: Span, told: Span) -> bool:
        """Whether words that name somebody are the source of claims that do not hold what is told."""
        sentence = self.find_sentence(told.start)
        claims = [c for c in self.record.claims if c.source is not None and c.source.overlaps(source)]
        contents = [content for claim in claims for content in claim.content if content.overlaps(sentence)]
        return bool(contents) and not any(content.overlaps(told) for content in contents)

    def is_denied(self, claim: Claim) -> bool:
        """Whether a claim tells that nobody said something: "no group had claimed the attack"."""
        words = claim.source.text(self.text).split(maxsplit=1) if claim.source is not None else []
        return bool(words) and words[0].lower() in self.finder.lexicon.words.negating

    def has_toll(self, claim: Claim) -> bool:
        """Whether a toll is given in the content of a claim."""
        if self._told_tolls is None:
            loose = [toll.words for toll in self.record.tolls]
            self._told_tolls = loose + [toll.words for event in self.record.events for toll in event.tolls]
        return any(content.holds(toll) for content in claim.content for toll in self._told_tolls)

    def counts_harm(self, stems: frozenset[str] | set[str]) -> bool:
        """Whether words hold a number and a word for harm done to people: "the bodies of 63 persons were found"."""
        return bool(stems & self._reader.harm) and any(stem[0] == "#" for stem in stems)

    def denies_toll(self, claim: Claim, stems: frozenset[str] | set[str]) -> bool:
        """Whether a claim, whose content has these words, says that nobody came to harm."""
        if stems.isdisjoint(self._reader.harm):
            return False
        if claim.id not in self._negated:
            self._negated[claim.id] = self._reader.is_negated(claim)
        return self._negated[claim.id]

    def list_told(self, claim: Claim) -> list[Ref]:
        """The events and tolls whose words stand in the content of a claim."""
        if claim.id not in self._told:
            self._told[claim.id] = [
                Ref(self.id, number)
                for number, (span, _) in self._spans.items()
                if any(content.start <= span.start and span.end <= content.end for content in claim.content)
            ]
        return self._told[claim.id]

    def read_stems(self, span: Span, *, least: float = 0.0) -> frozenset[str]:
        """The words that carry meaning in some characters, as stems; numbers as "#12".

        With ``least``, only words of that weight, and no numbers.
        """
        if least:
            weighed = self._reader.weigh((span,))
            heavy = frozenset(stem for stem, weight in weighed.items() if weight >= least and stem[0] != "#")
            return heavy - self._list_names()
        known = self._stems.get(span)
        if known is None:
            known = self._stems[span] = frozenset(self._reader.weigh((span,))) - self._list_names()
        return known

    def _list_names(self) -> frozenset[str]:
        """The words of the names of places."""
        if self._names is None:
            places = (Span(place.start, place.end) for place in self.record.places)
            self._names = frozenset(stem for place in places for stem in self._reader.weigh((place,)))
        return self._names

    def read_content(self, claim: Claim) -> frozenset[str]:
        """The words of a claim's content, as `read_stems` has them."""
        if claim.id not in self._contents:
            self._contents[claim.id] = frozenset(s for content in claim.content for s in self.read_stems(content))
        return self._contents[claim.id]

    def read_kinds(self, places: Iterable[int]) -> frozenset[str]:
        """The words for kinds of happening in the sentences at those characters, save words for the harm done."""
        stems = {stem for at in places for stem in self.read_stems(self.find_sentence(at))}
        return frozenset(stems & self._reader.kinds) - self._reader.harm

    def read_trigger(self, item: Item) -> frozenset[str]:
        """The words that name a happening: those of an event that tell something; none for a claim or a toll."""
        if item.ref.id not in self._triggers:
            return frozenset()
        if item.ref.id not in self._naming:
            known = list_happenings(self.record.report.language)
            told = self.read_stems(item.span, least=_TELLING) | (self.read_stems(item.span) & known)
            self._naming[item.ref.id] = told
        return self._naming[item.ref.id]

    def find_paragraph(self, at: int) -> Span:
        """The paragraph that the character stands in."""
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        return Span(start, max(start, end if end >= 0 else len(self.text)))


def _fills(inner: Claim, outer: Claim) -> bool:
    covered = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in inner.content for b in outer.content)
    return covered >= _COVERED * max(sum(len(span) for span in outer.content), 1)
