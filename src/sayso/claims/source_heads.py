"""Finds the word that says what a stretch of a phrase means: the codebook's entries in it, and which heads it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sayso.claims.frame import Frame
from sayso.claims.source_chunks import Chunk, ChunkCutter
from sayso.claims.source_evidence import CERTAIN, PRIVATE, WEAK, Evidence
from sayso.claims.source_words import Found, Lexicon
from sayso.model import EntityKind

GENITIVES = frozenset(("'s", "’s", "'", "’"))


class HeadFinder(ChunkCutter):
    """Finds entries and heads in phrases of one report. ``named`` gives the tokens of the names of a sort."""

    def __init__(self, frame: Frame, lexicon: Lexicon, named: Callable[[EntityKind], frozenset[int]]) -> None:
        super().__init__(frame, lexicon)
        self._places, self._people, self._organisations = named("place"), named("person"), named("organisation")

    def _find_entries(self, chunk: Chunk) -> list[Found]:
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

    def _find_entry(self, token: int, chunk: Chunk) -> Found | None:
        frame = self._frame
        word = self._lexicon.find(frame, token, chunk.first, chunk.last)
        if word and self._is_surname(word, chunk):
            word = None
        if word and {token, token + 1} <= self._people and not self._is_title(word):
            word = None  # "Bill" is no bill
        if not self._is_title_case(token):
            return word
        name = self._lexicon.find_name(frame, token, chunk.first, chunk.last)
        if name is not None and not self._may_name(name, chunk):
            name = None
        if name is None or word is None:
            return name or word
        if word.entry.carrier is not None and not word.entry.body and not name.entry.body:
            return msgspec.structs.replace(word, entry=msgspec.structs.replace(word.entry, code=name.entry.code))
        if name.entry.body and not word.entry.body and self._ends_name(token, chunk):
            return name  # "Yasawa Marine"
        longer = word.last - word.first > name.last - name.first
        if name.last - name.first > word.last - word.first:
            return name  # "Doctors Without Borders"
        plain = not word.entry.body and word.entry.carrier is None
        title = token < chunk.last and self._is_title_case(token + 1) and token > 0
        return word if longer or (plain and not title) else name

    def _ends_name(self, token: int, chunk: Chunk) -> bool:
        """Whether a word ends a name of several words, and no person's."""
        if not chunk.first < token == chunk.last or token - 1 in self._people:
            return False
        return self._is_title_case(token - 1) and self._frame.upos[token - 1] == "PROPN"

    def _may_name(self, name: Found, chunk: Chunk) -> bool:
        """Whether a word of names is one here: no surname, and no noun that only begins a sentence."""
        token, frame = name.last, self._frame
        word = frame.text[frame.starts[token] : frame.ends[token]]
        if token in self._people:
            return name.entry.body and word not in self._lexicon.surnames
        lone = name.first == token == chunk.first == chunk.last and frame.upos[token] == "NOUN"
        return not (lone and frame.sentence(token).start == token and not word.isupper())

    @staticmethod
    def _is_title(found: Found) -> bool:
        """Whether an entry may stand before a person's name."""
        carrier = found.entry.carrier
        return not found.entry.body if carrier is None else carrier.people

    def _is_surname(self, found: Found, chunk: Chunk) -> bool:
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

    def _pick_head(self, chunk: Chunk, entries: list[Found]) -> Found | None:
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
        if head.last < chunk.last and words[head.last + 1] in GENITIVES:
            return None if within is early and link <= chunk.last else self._drop_owner(chunk, head)
        noun = within[-2] if len(within) > 1 and within[-2].entry.body and head.entry.body else None
        if noun is not None and self._names_it(noun, head):
            return noun  # "the newspaper Battalion"
        beside = within[-2] if len(within) > 1 and within[-2].last + 1 == head.first else None
        titled = head.last < chunk.last and self._is_title_case(head.last) and not head.entry.body
        local = beside is not None and beside.entry.code == PRIVATE  # "Local MP"
        if beside is not None and titled and not beside.entry.body and beside.entry.carrier is None and not local:
            return beside  # "Interior Minister General Keita"
        return head

    def _names_it(self, noun: Found, name: Found) -> bool:
        """Whether a common noun stands before a name that is its own: nothing but capitals from there on."""
        if self._is_title_case(noun.last) or noun.entry.carrier is not None:
            return False
        return all(self._is_title_case(t) or self._frame.words[t] == "the" for t in range(noun.last + 1, name.last + 1))

    def _drop_owner(self, chunk: Chunk, owner: Found) -> Found | None:
        """None where an owner's name or noun goes on to something unknown ("the minister's car")."""
        return None if owner.last + 1 < chunk.last else owner

    def _find_forename(self, chunk: Chunk) -> Evidence | None:
        """A noun that with a name behind it means one kind: "the agency Interfax"."""
        words, upos = self._frame.words, self._frame.upos
        at = next((t for t in range(chunk.first, chunk.last) if words[t] in self._lexicon.forenames), -1)
        if at < 0 or (self._is_title_case(at) and self._frame.sentence(at).start != at):
            return None
        name = [t for t in range(at + 1, chunk.last + 1) if words[t] != "-"]
        named = all(self._is_title_case(t) and upos[t] in ("PROPN", "X") for t in name)
        plain = all(upos[t] in ("DET", "PRON") for t in range(chunk.first, at))
        return Evidence(self._lexicon.forenames[words[at]], CERTAIN, at, at, True) if named and plain else None

    def _judge_alone(self, chunk: Chunk) -> Evidence | None:
        """A name of the codebook that nothing else stands beside: "Hamas", "France"."""
        last = chunk.last - (chunk.last > chunk.first and self._frame.words[chunk.last] in GENITIVES)
        found = self._lexicon.find_alone(self._frame, chunk.first, last)
        if found is None:
            return None
        code, first, is_state = found
        return Evidence(code, WEAK if is_state else CERTAIN, first, last, True, relation="place" if is_state else "")
