"""Where a channel ends: behind what identifies it, before dates, clauses, and whatever belongs to the claim."""

from __future__ import annotations

from collections.abc import Set

from sayso.claims.frame import Frame

_INSIDE = frozenset(
    {
        *("nmod", "nmod:poss", "nmod:desc", "nmod:unmarked", "nmod:npmod", "flat", "compound", "amod", "nummod", "det"),
        *("case", "fixed", "acl", "appos", "obl", "obl:agent", "obl:unmarked", "obj", "conj", "cc", "dep", "goeswith"),
        *("advmod", "list", "mark", "xcomp", "nsubj:pass"),
    }
)
_LOOSE = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PUNCT", "AUX", "PRON"})
_CLOSING = frozenset("'\"”’»)")
_STOPS = frozenset({",", ":", ";", "(", ")", "—", "–", "."})
_BEFORE_DATE = frozenset({"ADP", "NUM", "DET", "ADJ"})
_MODIFIERS = frozenset({"compound", "nmod:poss", "flat"})


class EndFinder:
    """Finds the ends of channels in one report."""

    def __init__(
        self, frame: Frame, *, dates: frozenset[str], carried: frozenset[str], linking: frozenset[str]
    ) -> None:
        self._frame, self._dates, self._carried, self._linking = frame, dates, carried, linking

    def find(self, noun: int, taken: Set[int]) -> int:
        """The last token of the channel whose noun is ``noun``; ``taken`` tokens belong to something else."""
        frame = self._frame
        inside = frame.subtree(noun)
        last = noun
        for token in range(noun + 1, frame.sentence(noun).stop):
            if token not in inside or token in taken or self._ends(token, noun):
                break
            last = token
        last = self._trim(noun, last)
        return self._extend(noun, last, taken)

    def _extend(self, noun: int, last: int, taken: Set[int]) -> int:
        """The end, with the phrase behind it that says with or to whom, whatever that hangs on."""
        frame = self._frame
        if last != noun or last + 2 >= frame.sentence(noun).stop or frame.words[last + 1] not in self._linking:
            return last
        head = frame.heads[last + 1]
        if frame.deprels[last + 1] != "case" or head in taken or self._is_date(head) or head <= last:
            return last
        inside = frame.subtree(head)
        if any(t in taken or frame.upos[t] == "PUNCT" for t in range(last + 1, head)):
            return last
        last = head
        while last + 1 in inside and last + 1 not in taken and not self._ends(last + 1, head):
            last += 1
        return last

    def _ends(self, token: int, noun: int) -> bool:
        """Whether the channel stops before ``token``: at a comma, a clause, a date."""
        frame = self._frame
        if frame.upos[token] == "PUNCT":
            return frame.words[token] in _STOPS
        if frame.deprels[token] == "acl:relcl" or frame.upos[token] == "SCONJ" or self._is_date(token):
            return True
        if frame.deprels[token] not in _INSIDE:
            return True
        return frame.upos[token] == "CCONJ" and frame.heads[token] > noun and frame.upos[frame.heads[token]] == "VERB"

    def _is_date(self, token: int) -> bool:
        frame = self._frame
        if frame.lemmas[token] in self._dates or frame.words[token] in self._dates:
            return True
        nexts = range(token + 1, min(token + 3, len(frame)))
        dated = (t for t in nexts if frame.lemmas[t] in self._dates)
        return frame.upos[token] in _BEFORE_DATE and any(frame.deprels[t] not in _MODIFIERS for t in dated)

    def _trim(self, noun: int, last: int) -> int:
        """Leaves out what a date left behind: prepositions, and a participle such as "published"."""
        frame = self._frame
        while last > noun:
            upos, lemma = frame.upos[last], frame.lemmas[last]
            dated = upos == "ADV" and lemma in self._dates
            left = dated or (upos in _LOOSE and frame.words[last] not in _CLOSING)
            if not left and not (upos == "VERB" and lemma in self._carried):
                break
            last -= 1
        return last
