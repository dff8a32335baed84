"""Cuts the phrase of a source into its core, what prepositions add to it, and what stands beside it."""

from __future__ import annotations

from typing import Literal

import msgspec

from sayso.claims.frame import Frame
from sayso.claims.source_words import Lexicon

_Join = Literal["core", "link", "beside"]
ENDS = frozenset(":;\n")
BREAKS = frozenset(",()[]–—-/")
_RELATIVES = frozenset(("who", "whom", "which", "that", "whose", "where", "when", "as"))
_INNER = frozenset(("of", "for", "and", "&", "de", "du", "des", "der", "del", "la", "'s", "’s", "'", "’", "-"))


class Chunk(msgspec.Struct, frozen=True):
    """A stretch of a phrase: the core, what a preposition (``link``) adds, or what stands beside it in apposition."""

    first: int
    last: int
    join: _Join
    link: str = ""


class ChunkCutter:
    """Cuts phrases of one report."""

    def __init__(self, frame: Frame, lexicon: Lexicon) -> None:
        self._frame, self._lexicon = frame, lexicon

    def _cut(self, first: int, last: int) -> list[Chunk]:
        frame = self._frame
        chunks: list[Chunk] = []
        join: _Join = "core"
        start, link = first, ""
        for token in range(first, last + 1):
            word = frame.words[token]
            ends, follow = self._is_break(token, first, last)
            if not ends:
                continue
            if token > start:
                chunks.append(Chunk(start, token - 1, join, link))
            start, link = token + 1, word
            if follow is None:
                return chunks
            join = follow
        if start <= last:
            chunks.append(Chunk(start, last, join, link))
        return chunks

    def _is_break(self, token: int, first: int, last: int) -> tuple[bool, _Join | None]:
        """Whether a chunk ends before this token, and how the next one joins; None where the phrase ends too."""
        word, upos = self._frame.words[token], self._frame.upos[token]
        if word in ENDS:
            return token > first, None
        if word in BREAKS:
            inside = word == "-" and first < token < last
            return (not inside, "beside")
        if upos in ("VERB", "AUX") and token > first and not self._is_title_case(token) and not self._knows(token):
            if self._frame.deprels[token] != "amod" and not self._modifies(token, last):  # "a leaked memo"
                return True, None
            return False, None
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

    def _modifies(self, token: int, last: int) -> bool:
        """Whether a participle stands between an article and a noun: "the operating company"."""
        upos = self._frame.upos
        shaped = self._frame.words[token].endswith(("ing", "ed"))
        return shaped and upos[token - 1] == "DET" and token < last and upos[token + 1] == "NOUN"

    def _knows(self, token: int) -> bool:
        return self._lexicon.find(self._frame, token, token, token) is not None

    def _in_entry(self, token: int, first: int, last: int) -> bool:
        """Whether an entry of several words runs over this token ("chief of staff", "search and rescue")."""
        for head in (token - 1, token + 1, token + 2):
            if first <= head <= last:
                found = self._lexicon.find(self._frame, head, first, last) or self._lexicon.find_name(
                    self._frame, head, first, last
                )
                if found and found.first < token <= found.last:
                    return True
        return False

    def _is_title_case(self, token: int) -> bool:
        return self._frame.text[self._frame.starts[token]].isupper()
