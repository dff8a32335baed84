"""Who says it, by syntax: the subject of a cue word, also where it hangs on another verb ("a man calling himself Abu").

An infinitive or participle has no subject of its own: it is that of the verb it hangs on, the object of that verb
("urged [her] to say", "accused [him] of saying"), or the noun that it describes ("[messages] claiming").
"""

from __future__ import annotations

from sayso.claims.cue_forms import Sentences

Range = tuple[int, int]

_SUBJECTS = ("nsubj", "nsubj:pass")
_OBJECTS = ("obj", "iobj")
_RAISED = frozenset({"conj", "xcomp"})
_BARE = frozenset({"amod", "ccomp", "advcl", "acl", "obl", "xcomp"})
_RELATIVES = frozenset({"who", "which", "that"})
_ANYBODY = frozenset(
    {"anyone", "anybody", "everyone", "everybody", "someone", "somebody", "those", "whoever", "one", "nobody"}
)
_FAR = 6  # steps up the tree
_LONGEST = 10  # tokens of a subject found by its words
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_SEMI = frozenset({"used", "have", "has", "had", "going"})
_JOINS = frozenset({"and", "but", "or"})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"})
_EDGES = frozenset(",;:“\"‘'«„()–—.!?") | {
    "``",
    "--",
    "and",
    "but",
    "so",
    "or",
    "that",
    "which",
    "who",
    "what",
    "how",
    "why",
    "where",
    "whether",
    "if",
}
_OPEN = frozenset({"VERB", "SCONJ", "AUX"})


class SubjectFinder:
    """Finds subjects within a part of one sentence."""

    def __init__(self, sentences: Sentences) -> None:
        self._s = sentences

    def find(self, cue: int, first: int, last: int, *, controlled: bool = True) -> Range | None:
        """The subject of a verb or adjective between ``first`` and ``last``; None where the tree shows none.

        Without ``controlled`` that of infinitives and participles is sought behind "to" and in compounds alone.
        """
        at = cue
        for _ in range(_FAR):
            children = self._s.find_children(at, first, last)
            found = self._find_own(at, children, first, last, is_cue=at == cue)
            if found is not None:
                return None if at == cue and found[0] <= cue <= found[1] else found
            head = self._s.heads[at]
            if not first <= head <= last:
                return None
            is_aim = self._s.deprels[at] == "advcl" and any(self._s.words[i] == "to" for i in children.get("mark", ()))
            if controlled and self._is_bare(at, children):
                return self._find_control(at, head, children, first, last)
            if self._s.deprels[at] not in _RAISED and not is_aim:
                return None
            at = self._climb(at, head, children) if controlled else head
        return None

    def _climb(self, at: int, head: int, children: dict[str, list[int]]) -> int:
        """The head, or the head's where a finite verb is joined to an infinitive: "hopes to win and fears"."""
        s = self._s
        torn = s.deprels[at] == "conj" and "VerbForm=Inf" in s.feats[head] and s.is_finite(at, children)
        return s.heads[head] if torn and s.heads[head] >= 0 else head

    def find_by_words(self, cue: int, first: int, last: int) -> Range | None:
        """The words before a finite verb that can be its subject, where the tree has lost that.

        "[Both] are hoping", "he rang home and complained" (with the subject of the verb before).
        """
        s = self._s
        end = cue - 1
        while end >= first and (s.upos[end] in ("AUX", "ADV") or s.words[end] in _NEGATIONS):
            end -= 1
        if end > first and s.words[end] == "to" and s.words[end - 1] in _SEMI:
            end -= 2
        if end < first or (s.words[cue].endswith("ing") and end == cue - 1):
            return None
        if s.words[end] in _RELATIVES and end > first and s.upos[end - 1] in _NOMINAL:
            return (end - 1, end) if s.words[end - 1] in _ANYBODY else (end, end)
        if s.words[end] in _JOINS:
            return self._find_before(end, first)
        start = end + 1
        while (
            start > first
            and s.upos[start - 1] in _NOMINAL
            and s.words[start - 1] not in s.openers
            and end - start < _LONGEST
        ):
            start -= 1
        if start > end or (start > first and s.words[start - 1] not in _EDGES and s.upos[start - 1] not in _OPEN):
            return None
        return start, end

    def _find_before(self, end: int, first: int) -> Range | None:
        """The subject of the last verb before a word that joins."""
        s = self._s
        for i in range(end - 1, first - 1, -1):
            if s.deprels[i] in _SUBJECTS and first <= s.heads[i] < end and i < s.heads[i]:
                return s.find_extent(i, first, end - 1)
        return None

    def _find_own(
        self, at: int, children: dict[str, list[int]], first: int, last: int, *, is_cue: bool
    ) -> Range | None:
        found = children.get("nsubj") or (children.get("nsubj:pass") if not is_cue else None)
        if not found:
            return None
        subject = found[0]
        before = subject - 1
        if self._s.words[subject] in _RELATIVES and before >= first and self._s.words[before] in _ANYBODY:
            return before, subject
        return self._s.find_extent(subject, first, last)

    def _is_bare(self, at: int, children: dict[str, list[int]]) -> bool:
        """Whether a verb is an infinitive or participle that takes its subject from elsewhere."""
        s = self._s
        if s.deprels[at] not in _BARE or s.upos[at] not in ("VERB", "AUX", "ADJ"):
            return False
        return "VerbForm=Fin" not in s.feats[at] and not any(
            "VerbForm=Fin" in s.feats[i] for i in children.get("aux", ())
        )

    def _find_control(self, at: int, head: int, children: dict[str, list[int]], first: int, last: int) -> Range | None:
        s = self._s
        if s.deprels[at] in ("acl", "amod"):
            return self._find_described(at, head, children, first, last)
        above = s.find_children(head, first, last)
        marks = {s.words[i] for i in children.get("mark", ())} | {s.words[i] for i in children.get("case", ())}
        told: list[int] = [i for relation in _OBJECTS for i in above.get(relation, ()) if head < i < at]
        if told and (s.deprels[at] in ("xcomp", "ccomp") or not marks.isdisjoint({"of", "for"})):
            return s.find_extent(told[0], first, at - 1)
        return self.find(head, first, last) or self._find_passive(head, above, first, last)

    def _find_passive(self, head: int, above: dict[str, list[int]], first: int, last: int) -> Range | None:
        subject = above.get("nsubj:pass", ())
        return self._s.find_extent(subject[0], first, last) if subject and subject[0] < head else None

    def _find_described(
        self, at: int, noun: int, children: dict[str, list[int]], first: int, last: int
    ) -> Range | None:
        """The noun before a participle: "[men in masks] shouting"; nobody where an infinitive follows the noun."""
        s = self._s
        if noun > at or children.get("mark") or "VerbForm=Inf" in s.feats[at] or s.words[at - 1] == "to":
            return None
        if not s.words[at].endswith("ing") and s.upos[at] != "ADJ":
            return None
        low, _ = s.find_extent(noun, first, at - 1)
        high = at - 1
        while high > noun and (s.upos[high] in ("ADV", "AUX", "PART") or s.words[high] == ","):
            high -= 1
        return low, high
