"""What kind of source a noun phrase names: its head word, what that belongs to, titles and appositions."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Literal

import msgspec

from sayso.claims.frame import Frame
from sayso.claims.source_evidence import CERTAIN, PRIVATE, WEAK, Evidence
from sayso.claims.source_words import Found, Lexicon
from sayso.lang.sources import Carrier
from sayso.model import EntityKind

_Join = Literal["core", "link", "beside"]
_ENDS = frozenset(":;\n")
_BREAKS = frozenset(",()[]–—-/")
_RELATIVES = frozenset(("who", "whom", "which", "that", "whose", "where", "when", "as"))
_INNER = frozenset(("of", "for", "and", "&", "de", "du", "des", "der", "del", "la", "'s", "’s", "'", "’", "-"))
_GENITIVES = frozenset(("'s", "’s", "'", "’"))
_BELONGS = frozenset(("of", "from", "at", "with", "for"))
_PAST = frozenset(("former", "ex", "retired", "late", "ousted", "deposed"))
POSSESSIVES = frozenset(("its", "their", "his", "her"))
_OWNERS = POSSESSIVES | _GENITIVES | {"my", "our", "your", "whose"}
_MOST_DEEP = 4
_MOST_TOKENS = 60


AskOwner = Callable[[int, str, Collection[str] | None], Evidence | None]
"""What a possessive, a noun ("the committee"), or "" in front of a token stands for, among some kinds."""


class _Chunk(msgspec.Struct, frozen=True):
    """A stretch of a phrase: the core, what a preposition (``link``) adds, or what stands beside it in apposition."""

    first: int
    last: int
    join: _Join
    link: str = ""


class PhraseJudge:
    """Judges noun phrases of one report. ``named`` gives the tokens of the names of a sort.

    ``ask`` tells what "its", "his" or "the" before a token leads back to: evidence for what was named before it.
    """

    def __init__(
        self, frame: Frame, lexicon: Lexicon, named: Callable[[EntityKind], frozenset[int]], ask: AskOwner
    ) -> None:
        self._frame, self._lexicon, self._ask = frame, lexicon, ask
        self._places, self._people, self._organisations = named("place"), named("person"), named("organisation")

    def judge(self, first: int, last: int) -> Evidence | None:
        """What the phrase over these tokens says of its kind; None where it says nothing."""
        chunks = self._cut(first, min(last, first + _MOST_TOKENS))
        found = [self._judge_chunk(chunks, i) for i, c in enumerate(chunks) if c.join != "link"]
        told = [evidence for evidence in found if evidence is not None]
        if not told:
            return None
        kinds = self._lexicon.kinds
        return min(told, key=lambda e: (-e.strength, kinds[e.code].precedence))

    def _cut(self, first: int, last: int) -> list[_Chunk]:
        frame = self._frame
        chunks: list[_Chunk] = []
        join: _Join = "core"
        start, link = first, ""
        for token in range(first, last + 1):
            word = frame.words[token]
            ends, follow = self._is_break(token, first, last)
            if not ends:
                continue
            if token > start:
                chunks.append(_Chunk(start, token - 1, join, link))
            start, link = token + 1, word
            if follow is None:
                return chunks
            join = follow
        if start <= last:
            chunks.append(_Chunk(start, last, join, link))
        return chunks

    def _is_break(self, token: int, first: int, last: int) -> tuple[bool, _Join | None]:
        """Whether a chunk ends before this token, and how the next one joins; None where the phrase ends too."""
        word, upos = self._frame.words[token], self._frame.upos[token]
        if word in _ENDS:
            return token > first, None
        if word in _BREAKS:
            inside = word == "-" and first < token < last
            return (not inside, "beside")
        if upos in ("VERB", "AUX") and token > first and not self._is_title_case(token) and not self._knows(token):
            return True, None
        if word in _RELATIVES and token > first:
            return True, None
        if (
            word in _INNER
            and first < token < last
            and self._is_title_case(token - 1)
            and self._is_title_case(token + 1)
        ):
            return False, None
        if word in ("and", "or", "but") and token > first:
            shared = token < self._frame.heads[token - 1] <= last  # "security and judicial sources"
            return (True, None) if not shared and not self._in_entry(token, first, last) else (False, None)
        if upos == "ADP" or (word in ("of", "for", "from", "at", "with", "to") and token > first):
            return (token > first and not self._in_entry(token, first, last), "link")
        return False, None

    def _knows(self, token: int) -> bool:
        return self._lexicon.find(self._frame, token, token, token) is not None

    def _in_entry(self, token: int, first: int, last: int) -> bool:
        """Whether an entry of several words runs over this token ("chief of staff", "search and rescue")."""
        for head in (token - 1, token + 1, token + 2):
            if first <= head <= last:
                found = self._lexicon.find(self._frame, head, first, last) or self._lexicon.find_name(
                    self._frame, head, first, last
                )
                if found and found.first < token < found.last:
                    return True
        return False

    def _is_title_case(self, token: int) -> bool:
        return self._frame.text[self._frame.starts[token]].isupper()

    def _judge_chunk(self, chunks: list[_Chunk], at: int, depth: int = 0) -> Evidence | None:
        chunk = chunks[at]
        entries = self._find_entries(chunk)
        head = self._pick_head(chunk, entries)
        if head is not None:
            return self._judge_head(chunks, at, head, entries, depth)
        evidence = self._judge_place(chunk)
        if evidence is not None:
            return evidence
        return self._judge_modifier(chunk) or self._judge_owner(chunks, at, depth) or self._judge_shape(chunk)

    def _find_entries(self, chunk: _Chunk) -> list[Found]:
        """The entries of a chunk from left to right; where two overlap, the longer one."""
        found: list[Found] = []
        for token in range(chunk.first, chunk.last + 1):
            entry = self._find_entry(token, chunk)
            if entry is None:
                continue
            while found and found[-1].last >= entry.first:
                if found[-1].last - found[-1].first >= entry.last - entry.first + (found[-1].last >= entry.last):
                    entry = None
                    break
                found.pop()
            if entry is not None:
                found.append(entry)
        return found

    def _find_entry(self, token: int, chunk: _Chunk) -> Found | None:
        frame = self._frame
        word = self._lexicon.find(frame, token, chunk.first, chunk.last)
        if word and self._is_surname(word, chunk):
            word = None
        if word and {token, token + 1} <= self._people and not self._is_title(word):
            word = None  # "Bill" is no bill
        if token in self._people or not self._is_title_case(token):
            return word
        name = self._lexicon.find_name(frame, token, chunk.first, chunk.last)
        if name is None or word is None:
            return name or word
        if word.entry.carrier is not None and not word.entry.body and not name.entry.body:
            return msgspec.structs.replace(word, entry=msgspec.structs.replace(word.entry, code=name.entry.code))
        longer = word.last - word.first > name.last - name.first
        plain = not word.entry.body and word.entry.carrier is None
        title = token < chunk.last and self._is_title_case(token + 1) and token > 0
        return word if longer or (plain and not title) else name

    @staticmethod
    def _is_title(found: Found) -> bool:
        """Whether an entry may stand before a person's name."""
        carrier = found.entry.carrier
        return not found.entry.body if carrier is None else carrier.people

    def _is_surname(self, found: Found, chunk: _Chunk) -> bool:
        """Whether the word is (the end of) a person's name: "John Major", "Baker"."""
        token = found.last
        if found.first < token or not self._is_title_case(token):
            return False
        if token < chunk.last and self._frame.upos[token + 1] == "NOUN" and not self._is_title_case(token + 1):
            return False  # "Union president"
        if found.entry.code == PRIVATE and token == chunk.last and token > chunk.first:
            return self._is_title_case(token - 1)  # "John Carter"
        if token in self._people and (token == chunk.last or token + 1 not in self._people):
            return token - 1 in self._people or token == chunk.first
        return False

    def _pick_head(self, chunk: _Chunk, entries: list[Found]) -> Found | None:
        """The entry that says what the chunk means: the last one, or the last before an inner "of"."""
        if not entries:
            return None
        words = self._frame.words
        link = next((t for t in range(chunk.first, chunk.last + 1) if words[t] in ("of", "for")), chunk.last + 1)
        early = [f for f in entries if f.last < link]
        late = [f for f in entries if f.first > link]
        if early and early[-1].entry.body and late and not late[-1].entry.body and link < late[-1].first - 1:
            return late[-1]  # "University of Lagos professor"
        within = early or entries
        head = within[-1]
        if head.last < chunk.last and words[head.last + 1] in _GENITIVES:
            return None if within is early and link <= chunk.last else self._drop_owner(chunk, head)
        noun = within[-2] if len(within) > 1 and within[-2].entry.body and head.entry.body else None
        if noun is not None and self._names_it(noun, head):
            return noun  # "the newspaper Battalion"
        beside = within[-2] if len(within) > 1 and within[-2].last + 1 == head.first else None
        titled = head.last < chunk.last and self._is_title_case(head.last) and not head.entry.body
        if beside is not None and titled and not beside.entry.body and beside.entry.carrier is None:
            return beside  # "Interior Minister General Keita"
        return head

    def _names_it(self, noun: Found, name: Found) -> bool:
        """Whether a common noun stands before a name that is its own: nothing but capitals from there on."""
        if self._is_title_case(noun.last) or noun.entry.carrier is not None:
            return False
        return all(self._is_title_case(t) or self._frame.words[t] == "the" for t in range(noun.last + 1, name.last + 1))

    def _drop_owner(self, chunk: _Chunk, owner: Found) -> Found | None:
        """None where an owner's name or noun goes on to something unknown ("the minister's car")."""
        return None if owner.last + 1 < chunk.last else owner

    def _judge_head(
        self, chunks: list[_Chunk], at: int, head: Found, entries: list[Found], depth: int
    ) -> Evidence | None:
        entry, carrier = head.entry, head.entry.carrier
        if carrier is None:
            return self._make(head, chunks[at], entry.code or "", entry.body)
        if carrier.owned is not None and (
            self._lexicon.tells_harm(self._frame, head.last) if carrier.harms else self._is_owned(chunks, at, head)
        ):
            return self._make(head, chunks[at], carrier.owned, False)
        owner = self._find_owner(chunks, at, head, entries, depth)
        paper = not carrier.people and not carrier.unites
        if owner is not None and not (paper and owner.relation == "place"):
            code = self._pass_on(owner, carrier)
            if carrier.takes is None or code in carrier.takes or owner.code in carrier.takes:
                found = self._make(head, chunks[at], code, not carrier.people)
                strength = min(found.strength, owner.strength)
                return msgspec.structs.replace(found, relation=carrier.relation, owner=owner, strength=strength)
        if entry.code is None or self._belongs_to_unknown(chunks, at, head):
            return None
        return msgspec.structs.replace(self._make(head, chunks[at], entry.code, entry.body), strength=WEAK)

    def _belongs_to_unknown(self, chunks: list[_Chunk], at: int, head: Found) -> bool:
        """Whether an organisation of unknown kind is named behind a carrier: its own kind is then unknown too."""
        after = head.last + 2
        return (
            after <= chunks[-1].last
            and self._frame.words[after - 1] == "of"
            and any(token in self._organisations for token in (after, after + 1))
        )

    def _is_owned(self, chunks: list[_Chunk], at: int, head: Found) -> bool:
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
        union = kind.union if carrier.unites else None
        return union or (None if owner.body else kind.seat) or owner.code

    def _make(self, head: Found, chunk: _Chunk, code: str, body: bool) -> Evidence:
        """Evidence of a head word: weaker where the post is one of the past."""
        before = self._frame.words[max(chunk.first, head.first - 3) : head.first]
        if not any(word in _PAST for word in before):
            return Evidence(code, CERTAIN, head.first, head.last, body)
        past = self._lexicon.kinds[code].past if code else None
        return Evidence(past or code, WEAK, head.first, head.last, body)

    def _find_owner(
        self, chunks: list[_Chunk], at: int, head: Found, entries: list[Found], depth: int
    ) -> Evidence | None:
        """What a carrier belongs to: what stands before it, else what a preposition adds."""
        chunk, carrier = chunks[at], head.entry.carrier
        before = _Chunk(chunk.first, head.first - 1, "core")
        if before.first <= before.last:
            found = self._judge_before(before, [f for f in entries if f.last < head.first])
            if found is not None:
                return found
        if depth >= _MOST_DEEP or carrier is None:
            return None
        if head.last + 2 <= chunk.last and self._frame.words[head.last + 1] in carrier.links:
            inner = [_Chunk(head.last + 2, chunk.last, "core"), *chunks[at + 1 :]]
            found = self._judge_chunk(inner, 0, depth + 1)
            if found is not None:
                return found
        for later in range(at + 1, len(chunks)):
            if chunks[later].join != "link":
                break
            if chunks[later].link in carrier.links:
                found = self._judge_chunk(chunks, later, depth + 1)
                if found is not None:
                    return found
        return self._ask_before(chunk, head)

    def _ask_before(self, chunk: _Chunk, head: Found) -> Evidence | None:
        """What "its", "his", "the" before a carrier leads back to; nothing where the carrier has a kind of its own."""
        words = self._frame.words
        own = next((words[t] for t in range(chunk.first, head.first) if words[t] in POSSESSIVES), "")
        shouted = self._frame.span(chunk.first, chunk.last).text(self._frame.text).isupper()  # "CHAIR:"
        named = self._frame.upos[chunk.first] == "PROPN" and not shouted
        if not own and (head.entry.code is not None or named):
            return None
        carrier = head.entry.carrier
        if not own and (carrier is None or not carrier.asks):
            return None
        found = self._ask(chunk.first, own, carrier.takes if carrier is not None else None)
        return msgspec.structs.replace(found, strength=CERTAIN if own else WEAK) if found is not None else None

    def _judge_before(self, chunk: _Chunk, entries: list[Found]) -> Evidence | None:
        """The words before a carrier: a body, an owner ("the minister's"), a modifier, a place; the nearest one."""
        for found in reversed(entries):
            owned = found.last < chunk.last and self._frame.words[found.last + 1] in _GENITIVES
            code = found.entry.code
            if found.entry.carrier is not None and found.entry.body and found.first == found.last:
                told = self._ask(chunk.first, self._frame.words[found.last], None)
                if told is not None:
                    return msgspec.structs.replace(told, strength=CERTAIN)
            if found.first == found.last and not found.entry.body and self._frame.upos[found.last] == "ADJ":
                continue
            if code and (found.entry.body or owned or found.entry.carrier is None):
                return Evidence(code, CERTAIN, found.first, found.last, found.entry.body)
        return self._judge_modifier(chunk) or self._judge_place(chunk) or self._judge_members(chunk)

    def _judge_members(self, chunk: _Chunk) -> Evidence | None:
        """Many owners that no list has: "the Shipbreakers' Council" is theirs."""
        words = self._frame.words
        for token in range(chunk.first, chunk.last):
            many = words[token].endswith("s") and words[token + 1] in ("'", "’") and token not in self._places
            if many and PRIVATE in self._lexicon.kinds:
                return Evidence(PRIVATE, CERTAIN, token, token, True)
        return None

    def _judge_modifier(self, chunk: _Chunk) -> Evidence | None:
        for token in range(chunk.last, chunk.first - 1, -1):
            code = self._lexicon.modifiers.get(self._frame.words[token])
            if code is not None and token not in self._people:
                return Evidence(code, WEAK, token, token, True)
        return None

    def _judge_place(self, chunk: _Chunk) -> Evidence | None:
        """A place that speaks is the state: nothing but its name, with an article or an adjective before it."""
        token = chunk.last - (self._frame.words[chunk.last] in _GENITIVES)
        if token in self._places and all(
            t in self._places or self._frame.upos[t] in ("DET", "ADJ", "PUNCT") for t in range(chunk.first, token)
        ):
            first = next(t for t in range(chunk.first, token + 1) if t in self._places)
            return Evidence("state_body", WEAK, first, token, True, relation="place")
        return None

    def _judge_shape(self, chunk: _Chunk) -> Evidence | None:
        """A noun that is in no list, by its ending: "dialectologist", "oysterman"."""
        words, upos = self._frame.words, self._frame.upos
        link = next((t for t in range(chunk.first + 1, chunk.last + 1) if upos[t] == "ADP"), chunk.last + 1)
        for token in range(link - 1, chunk.first - 1, -1):
            if upos[token] == "NOUN":
                code = self._lexicon.find_ending(words[token])
                return Evidence(code, WEAK, token, token, False) if code is not None else None
        return None

    def _judge_owner(self, chunks: list[_Chunk], at: int, depth: int) -> Evidence | None:
        """A name or unknown noun with a preposition behind it: "Ana Paz of the ministry", "one of the residents"."""
        later = at + 1
        if depth >= _MOST_DEEP or later >= len(chunks) or chunks[later].join != "link":
            return None
        if chunks[later].link not in _BELONGS:
            return None
        found = self._judge_chunk(chunks, later, depth + 1)
        if found is None or found.relation == "place" or found.strength < CERTAIN:
            return None
        named = self._frame.upos[chunks[at].last] == "PROPN"
        code = self._pass_on(found, None) if named else found.code
        return msgspec.structs.replace(found, code=code, owner=found, relation="belongs to") if named else found
