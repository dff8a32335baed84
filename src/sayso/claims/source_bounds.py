"""How far a mention reaches: the title before a name, the noun it is an apposition to, and what is set behind it."""

from __future__ import annotations

from sayso.claims.frame import Frame
from sayso.claims.source_chunks import ENDS
from sayso.claims.source_phrase import POSSESSIVES
from sayso.claims.source_words import Lexicon

TITLE_REACH, APPOSITION_REACH = 8, 14
"""Tokens that a title before a name, and an apposition behind it, may take."""
_TITLE_POS = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
_APPOSED = frozenset(("NOUN", "PROPN", "ADJ", "DET", "ADP", "PART"))


class MentionBounds:
    """Finds where mentions of one report begin and end."""

    def __init__(self, frame: Frame, lexicon: Lexicon) -> None:
        self._frame, self._lexicon = frame, lexicon

    def find_start(self, first: int, last: int, least: int, *, person: bool) -> int:
        """Where the title before a name begins, or the noun that the name is an apposition to."""
        frame, start = self._frame, first
        head = next((t for t in range(first, last + 1) if not first <= frame.heads[t] <= last), first)
        while start > max(least, first - TITLE_REACH) and self._is_title(start - 1):
            if not person and not start <= frame.heads[start - 1] <= last and frame.heads[head] != start - 1:
                break  # "order compelling Acme"
            start -= 1
        noun = frame.heads[head]
        apposed = frame.deprels[head] == "appos" and max(least, first - 40) <= noun < start
        if apposed and ENDS.isdisjoint(frame.words[noun:start]):
            start = noun
            while start > least and self._is_title(start - 1):
                start -= 1
        elif person and start - 2 >= least and self._is_set_off(start, last):
            start -= 2
            while start > least and (self._is_title(start - 1) or frame.words[start - 1] in POSSESSIVES):
                start -= 1
        return start

    def _is_set_off(self, start: int, last: int) -> bool:
        """Whether a name stands between commas or at the end behind a post: "said its president, Ana Paz." """
        words = self._frame.words
        closed = words[last + 1 : last + 2] in ([], [","], ["."], ["”"], ['"'], ["–"], ["—"])
        if not closed or words[start - 1] != "," or self._frame.upos[start - 2] != "NOUN":
            return False
        found = self._lexicon.find(self._frame, start - 2, start - 2, start - 2)
        return found is not None and (found.entry.carrier.people if found.entry.carrier else not found.entry.body)

    def find_end(self, first: int, last: int, stop: int) -> int:
        """Where the apposition behind a name may end."""
        frame = self._frame
        for token in range(last + 1, min(last + 8, stop)):
            if frame.deprels[token] == "appos" and first <= frame.heads[token] <= last:
                return min(last + APPOSITION_REACH, stop - 1)
        if frame.words[last + 1 : last + 2] == [","]:  # "Ana Paz, deputy mayor, said"
            for token in range(last + 2, min(last + TITLE_REACH + 2, stop)):
                if frame.words[token] in (",", ".", "–", "—"):
                    return token - 1
                if frame.upos[token] not in _APPOSED:
                    break
        return last

    def _is_title(self, token: int) -> bool:
        return self._frame.upos[token] in _TITLE_POS or self._frame.words[token] in ("'s", "’s", "-")
