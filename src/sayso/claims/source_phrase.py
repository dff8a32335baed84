"""What kind of source a noun phrase names: its head word, what that belongs to, titles and appositions."""

from __future__ import annotations

from collections.abc import Callable, Collection

import msgspec

from sayso.claims.frame import Frame
from sayso.claims.source_chunks import BREAKS, ENDS, Chunk
from sayso.claims.source_evidence import CERTAIN, PRIVATE, SOFT, WEAK, Evidence
from sayso.claims.source_heads import GENITIVES, HeadFinder
from sayso.claims.source_words import Found, Lexicon
from sayso.lang.sources import COMPANY, MEDIA, STATE_BODY, Carrier
from sayso.model import EntityKind

_STOPS = ENDS | (BREAKS - {"-"})
_BELONGS = frozenset(("of", "from", "at", "with", "for"))
_PAST = frozenset(("former", "ex", "retired", "late", "ousted", "deposed"))
POSSESSIVES = frozenset(("its", "their", "his", "her"))
_OWNERS = POSSESSIVES | GENITIVES | {"my", "our", "your", "whose"}
_OUTSIDE = frozenset(("international", "armed"))
_PAPERS = frozenset(("comes from", "stands in"))  # relations of what is read: no place writes it
_MOST_DEEP = 4
_MOST_TOKENS = 60


AskOwner = Callable[[int, str, Collection[str] | None], Evidence | None]
"""What a possessive, a noun ("the committee"), or "" in front of a token stands for, among some kinds."""
AskName = Callable[[int], Evidence | None]
"""What the report tells anywhere of the name that a token is part of."""


class PhraseJudge(HeadFinder):
    """Judges noun phrases of one report. ``named`` gives the tokens of the names of a sort.

    ``ask`` tells what "its", "his" or "the" before a token leads back to: evidence for what was named before it;
    ``ask_name`` what is known of a name, ``ask_noun`` what a noun was called in full before.
    """

    def __init__(
        self,
        frame: Frame,
        lexicon: Lexicon,
        named: Callable[[EntityKind], frozenset[int]],
        ask: AskOwner,
        ask_name: AskName,
        ask_noun: AskName,
    ) -> None:
        super().__init__(frame, lexicon, named)
        self._ask, self._ask_name, self._ask_noun = ask, ask_name, ask_noun

    def judge(self, first: int, last: int) -> Evidence | None:
        """What the phrase over these tokens says of its kind; None where it says nothing."""
        last = min(last, first + _MOST_TOKENS)
        whole = self._judge_whole(first, last) if self._lexicon.may_stand_alone(self._frame, first, last) else None
        if whole is not None:
            return whole
        chunks = self._cut(first, last)
        found = [self._judge_chunk(chunks, i) for i, c in enumerate(chunks) if c.join != "link"]
        told = [evidence for evidence in found if evidence is not None]
        if not told:
            return None
        kinds = self._lexicon.kinds
        return min(told, key=lambda e: (-e.strength, kinds[e.code].precedence))

    def _judge_whole(self, first: int, last: int) -> Evidence | None:
        """A name with prepositions in it that stands alone: "Doctors Without Borders"."""
        stop = next((t for t in range(first + 1, last + 1) if self._frame.words[t] in _STOPS), last + 1)
        whole = self._judge_alone(Chunk(first, stop - 1, "core"))
        if whole is None or any(self._frame.upos[t] == "ADP" for t in range(first, whole.first)):
            return None
        return whole

    def _judge_chunk(self, chunks: list[Chunk], at: int, depth: int = 0) -> Evidence | None:
        chunk = chunks[at]
        alone = self._judge_alone(chunk)
        if alone is not None:
            return alone
        entries = self._find_entries(chunk)
        head = self._pick_head(chunk, entries)
        noun = self._find_forename(chunk)
        if noun is not None:
            return noun
        if head is not None:
            return self._judge_head(chunks, at, head, entries, depth)
        evidence = self._judge_place(chunk)
        if evidence is not None:
            return evidence
        return self._judge_modifier(chunk) or self._judge_owner(chunks, at, depth) or self._judge_shape(chunk)

    def _judge_head(
        self, chunks: list[Chunk], at: int, head: Found, entries: list[Found], depth: int
    ) -> Evidence | None:
        entry, carrier = head.entry, head.entry.carrier
        if carrier is None:
            return self._judge_plain(chunks[at], head, entries)
        owner = self._find_owner(chunks, at, head, entries, depth) or self._judge_national(chunks[at], head)
        paper = carrier.relation in _PAPERS
        if owner is not None and not (paper and owner.relation == "place"):
            code = self._pass_on(owner, carrier)
            if carrier.takes is None or code in carrier.takes or owner.code in carrier.takes:
                found = self._make(head, chunks[at], code, not carrier.people)
                strength = min(found.strength, owner.strength)
                return msgspec.structs.replace(found, relation=carrier.relation, owner=owner, strength=strength)
        if carrier.owned is not None and (
            self._lexicon.tells_harm(self._frame, head.last, carrier)
            if carrier.harms
            else self._is_owned(chunks, at, head)
        ):
            return self._make(head, chunks[at], carrier.owned, False)
        if entry.code is None or self._belongs_to_unknown(chunks, at, head):
            return None
        made = self._make(head, chunks[at], entry.code, entry.body)
        before_name = head.last < chunks[at].last and head.last + 1 in self._people
        if carrier.takes and before_name and self._is_title_case(head.last):
            return made  # "Governor Ana Paz"
        return msgspec.structs.replace(made, strength=WEAK)

    def _judge_national(self, chunk: Chunk, head: Found) -> Evidence | None:
        """A body that calls itself the nation's: "the National Cyber Centre"."""
        carrier = head.entry.carrier
        if carrier is None or carrier.people or carrier.unites or carrier.relation != "belongs to":
            return None
        token = next((t for t in range(chunk.first, head.first) if self._frame.words[t] == "national"), -1)
        if token < 0 or not self._is_title_case(token) or not self._is_title_case(head.last):
            return None
        return Evidence(STATE_BODY, WEAK, token, token, True)

    def _judge_plain(self, chunk: Chunk, head: Found, entries: list[Found]) -> Evidence:
        """A head word that needs no owner, and what its owner or what befell the person makes of it."""
        found = self._make(head, chunk, head.entry.code or "", head.entry.body)
        if found.body:
            return self._judge_fuller(chunk, head) or found
        kinds, words = self._lexicon.kinds, self._frame.words
        before = [f for f in entries if f.last < head.first and f.last < chunk.last]
        owner = next((f for f in before if words[f.last + 1] in GENITIVES and f.entry.code), None)
        part = Evidence(owner.entry.code or "", CERTAIN, owner.first, owner.last, True) if owner is not None else None
        own = next((words[t] for t in range(chunk.first, head.first) if words[t] in POSSESSIVES), "")
        if own in ("its", "their") and kinds[found.code].group == "state":
            part = self._ask(chunk.first, own, None)
        if part is not None and kinds[part.code].group in _OUTSIDE and kinds[found.code].group == "state":
            return msgspec.structs.replace(found, code=part.code, relation="belongs to", owner=part)
        firm = before[-1] if before and before[-1].last + 1 == head.first and before[-1].entry.body else None
        if firm is not None and firm.entry.code == COMPANY and kinds[found.code].group == "society":
            return msgspec.structs.replace(found, code=COMPANY)  # "water company engineers"
        if kinds[found.code].precedence < SOFT:
            return found
        token = next((t for t in range(chunk.first, head.first) if words[t] in self._lexicon.plights), None)
        if token is None:
            return found
        return Evidence(self._lexicon.modifiers[words[token]], CERTAIN, token, head.last, False)

    def _judge_fuller(self, chunk: Chunk, head: Found) -> Evidence | None:
        """What "the council" was called in full before, where that is another kind: "the student council"."""
        bare = head.first == head.last == chunk.last and chunk.first == head.last - 1
        if not bare or self._frame.words[chunk.first] != "the":
            return None
        told = self._ask_noun(head.last)
        one_entry = told is not None and told.body and told.owner is None and told.first < told.last
        return told if one_entry else None

    def _belongs_to_unknown(self, chunks: list[Chunk], at: int, head: Found) -> bool:
        """Whether an organisation of unknown kind is named behind a carrier: its own kind is then unknown too."""
        after = head.last + 2
        if head.last in self._organisations and self._is_title_case(head.last):
            return False  # "the Bureau of Meteorology" is one name
        return (
            after <= chunks[-1].last
            and self._frame.words[after - 1] == "of"
            and any(token in self._organisations for token in (after, after + 1))
        )

    def _is_owned(self, chunks: list[Chunk], at: int, head: Found) -> bool:
        words = self._frame.words
        if any(words[t] in _OWNERS for t in range(chunks[at].first, head.first)):
            return True
        following = words[head.last + 1 : head.last + 2]
        return bool(following) and head.last < chunks[-1].last and following[0] == "of"

    def _pass_on(self, owner: Evidence, carrier: Carrier | None) -> str:
        """The kind of somebody (no carrier: of whoever has a name), or of an office or paper, that is ``owner``'s."""
        kind = self._lexicon.kinds[owner.code]
        if carrier is None or carrier.people:
            return (kind.members if owner.body else None) or owner.code
        many = owner.strength == CERTAIN or not owner.body  # a research group is none of researchers
        union = kind.union if carrier.unites and many else None
        return union or (None if owner.body else kind.seat) or owner.code

    def _make(self, head: Found, chunk: Chunk, code: str, body: bool) -> Evidence:
        """Evidence of a head word: weaker where the post is one of the past."""
        before = self._frame.words[max(chunk.first, head.first - 3) : head.first]
        if not any(word in _PAST for word in before):
            return Evidence(code, CERTAIN, head.first, head.last, body)
        held = head.entry.carrier is None or head.entry.code is not None  # who headed an office is no politician
        past = self._lexicon.kinds[code].past if code and held else None
        return Evidence(past or code, WEAK, head.first, head.last, body)

    def _find_owner(
        self, chunks: list[Chunk], at: int, head: Found, entries: list[Found], depth: int
    ) -> Evidence | None:
        """What a carrier belongs to: what stands before it, else what a preposition adds."""
        chunk, carrier = chunks[at], head.entry.carrier
        before = Chunk(chunk.first, head.first - 1, "core")
        if before.first <= before.last:
            found = self._judge_before(before, [f for f in entries if f.last < head.first])
            if found is not None:
                return found
        if depth >= _MOST_DEEP or carrier is None:
            return None
        if head.last + 2 <= chunk.last and self._frame.words[head.last + 1] in carrier.links:
            inner = [Chunk(head.last + 2, chunk.last, "core"), *chunks[at + 1 :]]
            found = self._judge_chunk(inner, 0, depth + 1)
            if found is not None:
                return found
        for later in range(at + 1, len(chunks)):
            if chunks[later].join != "link":
                break
            inside = chunks[later].link == "in" and carrier.relation in _PAPERS  # "reports in local media"
            if inside or chunks[later].link in carrier.links:
                found = self._judge_chunk(chunks, later, depth + 1)
                if found is not None and (found.code == MEDIA or chunks[later].link in carrier.links):
                    return found
        return self._ask_before(chunk, head)

    def _ask_before(self, chunk: Chunk, head: Found) -> Evidence | None:
        """What "its", "his", "the" before a carrier leads back to; nothing where the carrier has a kind of its own."""
        words = self._frame.words
        own = next((words[t] for t in range(chunk.first, head.first) if words[t] in POSSESSIVES), "")
        shouted = self._frame.span(chunk.first, chunk.last).text(self._frame.text).isupper()  # "CHAIR:"
        named = not shouted and any(self._frame.upos[t] == "PROPN" for t in range(chunk.first, head.first + 1))
        carrier = head.entry.carrier
        bare = words[chunk.first] == "the" and head.first == head.last == chunk.last == chunk.first + 1
        if bare and carrier is not None:
            told = self._ask_noun(head.last)
            if told is not None:
                return told
        if own in ("his", "her") and carrier is not None and carrier.relation in _PAPERS:
            return None  # no body is named behind "his forecast"
        if not own and (named or carrier is None or not carrier.asks):
            return None
        found = self._ask(chunk.first, own, carrier.takes if carrier is not None else None)
        return msgspec.structs.replace(found, strength=CERTAIN if own else WEAK) if found is not None else None

    def _judge_before(self, chunk: Chunk, entries: list[Found]) -> Evidence | None:
        """The words before a carrier: a body, an owner ("the minister's"), a modifier, a place; the nearest one."""
        for found in reversed(entries):
            owned = found.last < chunk.last and self._frame.words[found.last + 1] in GENITIVES
            code = found.entry.code
            if found.entry.carrier is not None and found.entry.body and found.first == found.last:
                told = self._ask(chunk.first, self._frame.words[found.last], None) or self._ask_noun(found.last)
                if told is not None:
                    return msgspec.structs.replace(told, strength=CERTAIN)
            if found.first == found.last and not found.entry.body and self._frame.upos[found.last] == "ADJ":
                continue
            if code and found.entry.body and found.first == found.last == chunk.first:
                told = self._ask_noun(found.last)  # "Tribunal president", once "the electoral tribunal" was named
                if told is not None and told.body and told.first < told.last:
                    return told
            if code and (found.entry.body or owned or found.entry.carrier is None):
                return Evidence(code, CERTAIN, found.first, found.last, found.entry.body)
        alone = self._judge_alone(chunk) or self._judge_seat(chunk)
        told = alone or self._judge_modifier(chunk) or self._judge_place(chunk) or self._judge_members(chunk)
        return told or self._judge_known(chunk)

    def _judge_seat(self, chunk: Chunk) -> Evidence | None:
        """A place that owns what more words describe: "Thailand's water office"."""
        words = self._frame.words
        end = next((t for t in range(chunk.last, chunk.first, -1) if words[t] in GENITIVES), chunk.last)
        if end == chunk.last:
            return None
        owner = Chunk(chunk.first, end, "core")
        return self._judge_alone(owner) or self._judge_place(owner)

    def _judge_known(self, chunk: Chunk) -> Evidence | None:
        """An owner that only the rest of the report tells of: "Nordfisk's manager"."""
        last = chunk.last - (self._frame.words[chunk.last] in GENITIVES)
        named = last >= chunk.first and self._is_title_case(last) and self._frame.upos[last] == "PROPN"
        told = self._ask_name(last) if named else None
        return Evidence(told.code, WEAK, chunk.first, last, told.body) if told is not None else None

    def _judge_members(self, chunk: Chunk) -> Evidence | None:
        """Many owners that no list has: "the Shipbreakers' Council" is theirs."""
        words = self._frame.words
        for token in range(chunk.first, chunk.last):
            many = words[token].endswith("s") and words[token + 1] in ("'", "’") and token not in self._places
            if many and PRIVATE in self._lexicon.kinds:
                return Evidence(PRIVATE, CERTAIN, token, token, True)
        return None

    def _judge_modifier(self, chunk: Chunk) -> Evidence | None:
        for token in range(chunk.last, chunk.first - 1, -1):
            code = self._lexicon.modifiers.get(self._frame.words[token])
            if code is not None and token not in self._people:
                return Evidence(code, WEAK, token, token, True)
        return None

    def _judge_place(self, chunk: Chunk) -> Evidence | None:
        """A place that speaks is the state: nothing but its name, with an article or an adjective before it."""
        token = chunk.last - (self._frame.words[chunk.last] in GENITIVES)
        if token in self._places and all(
            t in self._places or self._frame.upos[t] in ("DET", "ADJ", "PUNCT") for t in range(chunk.first, token)
        ):
            first = next(t for t in range(chunk.first, token + 1) if t in self._places)
            return Evidence("state_body", WEAK, first, token, True, relation="place")
        return None

    def _judge_shape(self, chunk: Chunk) -> Evidence | None:
        """A noun that is in no list, by its ending: "dialectologist", "oysterman"."""
        words, upos = self._frame.words, self._frame.upos
        link = next((t for t in range(chunk.first + 1, chunk.last + 1) if upos[t] == "ADP"), chunk.last + 1)
        for token in range(link - 1, chunk.first - 1, -1):
            if upos[token] == "NOUN":
                code = self._lexicon.find_ending(words[token])
                return Evidence(code, WEAK, token, token, False) if code is not None else None
        return None

    def _judge_owner(self, chunks: list[Chunk], at: int, depth: int) -> Evidence | None:
        """A name or unknown noun with a preposition behind it: "Ana Paz of the ministry", "one of the residents"."""
        later = at + 1
        if depth >= _MOST_DEEP or later >= len(chunks) or chunks[later].join != "link":
            return None
        if chunks[later].link not in _BELONGS:
            return None
        found = self._judge_chunk(chunks, later, depth + 1)
        if found is None or found.relation == "place" or found.strength < CERTAIN:
            return None
        named = self._frame.upos[chunks[at].last] in ("PROPN", "PRON")  # "nobody at the board"
        code = self._pass_on(found, None) if named else found.code
        return msgspec.structs.replace(found, code=code, owner=found, relation="belongs to") if named else found
