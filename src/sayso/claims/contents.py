"""What is said, by syntax: the clause, infinitive, object, phrase or quotation that a cue word takes."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.cue_forms import OPENING, Sentences

Range = tuple[int, int]

_VERBAL = frozenset({"VERB", "AUX"})
_PUNCTUATION = frozenset(",;:.!?-–—()") | {"--", "..."}
_NONE: frozenset[str] = frozenset()
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"})
_THAT = frozenset({"that", "whether", "how", "why", "which", "who", "what", "if"})
_BREAKS = frozenset({";", "–", "—", "--"})
_NEXT = frozenset({"and", "but", "so", "while", "although", "though"})
_ASIDES = frozenset(
    {"while", "although", "though", "whereas", "when", "before", "after"}
)  # begin a clause of the reporter's
_QUOTES = frozenset('“”"‘’«»„') | {"``", "''"}
_CLOSING = frozenset("”»") | {"''"}
_PHRASE = 8  # tokens of a noun phrase that begins a clause
_WHOM = 6  # tokens between a verb and the quotation that it leads in


class ContentFinder:
    """Finds contents within a part of one sentence."""

    def __init__(self, sentences: Sentences) -> None:
        self._s = sentences

    def find(self, cue: int, children: dict[str, list[int]], first: int, last: int) -> list[Range]:
        """What a verb or adjective takes, in one or more pieces; nothing where the tree shows no content."""
        s = self._s
        kinds = s.forms.get(s.words[cue], _NONE)
        for relation in ("ccomp", "csubj", "csubj:pass"):
            if relation in children:
                return self._split_around(self._choose_clauses(children[relation], cue), cue, first, last)
        relative = s.find_relative(cue, children, first)
        if relative is not None and "xcomp" not in children:
            return [(relative, relative)]
        if "xcomp" in children:
            return self._join_object(cue, children, first, last)
        if "infinitive" in kinds and "naming" not in kinds and (aims := s.find_aims(children)):
            return [self._find_infinitive(aims[0], first, last)]
        return self._find_beside(cue, children, kinds, first, last)

    def _find_beside(
        self, cue: int, children: dict[str, list[int]], kinds: frozenset[str], first: int, last: int
    ) -> list[Range]:
        s = self._s
        if s.deprels[cue] == "parataxis" and first <= s.heads[cue] <= last:
            return self.find_around(s.find_extent(cue, first, last), s.heads[cue], first, last)
        if self._is_contrary(cue, children):
            return self._find_behind(cue, last)
        if s.is_led_by_as(cue, children):
            aside = s.find_extent(cue, first, last)
            before = self._find_before(aside[0], cue, first, last) if "aside" in kinds else None
            return [before] if before else self.find_around(aside, s.heads[cue], first, last)
        quotation = self._find_quotation(cue, last) if "clausal" in kinds else None
        if quotation:
            return [quotation]
        if "parataxis" in children and "clausal" in kinds:
            return [s.find_extent(children["parataxis"][0], first, last)]
        if "adjective" in kinds and "obl" in children and children["obl"][0] > cue:
            return [s.find_extent(children["obl"][0], first, last)]
        if "pointing" in kinds and cue < last and s.words[cue + 1] in s.pointers.words:
            return [(cue + 1, cue + 1)]
        return self._find_thing(cue, children, first, last)

    def _is_contrary(self, cue: int, children: dict[str, list[int]]) -> bool:
        """Whether a cue stands in an aside with "what": "contrary to what he says, ..."."""
        s = self._s
        subject = min(children.get("nsubj", ()), default=cue)
        start = next((i for i in range(subject, max(subject - _WHOM, 1), -1) if s.words[i - 1] == "what"), None)
        return (
            start is not None
            and s.words[start - 2] in ("to", "from", "unlike", "despite")
            and "clausal" in s.forms.get(s.words[cue], _NONE)
        )

    def _find_behind(self, cue: int, last: int) -> list[Range]:
        """What stands behind the comma right behind a cue."""
        return [(cue + 2, last)] if cue + 3 <= last and self._s.words[cue + 1] == "," else []

    def find_by_words(self, cue: int, first: int, last: int) -> list[Range]:
        """The words behind a cue that can be what is said, where the tree has lost that: "doubt [they will]"."""
        s = self._s
        kinds = s.forms.get(s.words[cue], _NONE)
        start = cue + 1
        if start + 1 > last:
            return [(start, last)] if start == last and s.words[start] == "so" and "pointing" in kinds else []
        if "telling" in kinds or s.words[start] in ("in", "on", "at", "to"):
            opener = next((i for i in range(start, min(start + _WHOM, last)) if s.words[i] in _THAT), None)
            start = start if opener is None else opener
        word = s.words[start]
        if word == "to":
            held = "infinitive" in kinds and s.upos[start + 1] in ("VERB", "AUX")
        elif word in s.openers:
            held = "clausal" in kinds or "adjective" in kinds
        else:
            held = not kinds.isdisjoint(("clausal", "adjective")) and self._begins_clause(start, last)
        return [(start, self._find_clause_end(start, last))] if held else []

    def _begins_clause(self, start: int, last: int) -> bool:
        """Whether a noun phrase and a finite verb follow."""
        s = self._s
        at = start
        while at <= last and at - start < _PHRASE and s.upos[at] in _NOMINAL:
            at += 1
        while at <= last and s.upos[at] == "ADV":
            at += 1
        return start < at <= last and s.upos[at] in _VERBAL and "VerbForm=Fin" in s.feats[at]

    def _find_clause_end(self, start: int, last: int) -> int:
        """The last token before what begins a new main clause."""
        words = self._s.words
        for i in range(start + 1, last):
            if words[i] in _BREAKS or (words[i] == "," and words[i + 1] in _NEXT):
                return i - 1
        return last

    def find_around(self, phrase: Range, head: int, first: int, last: int) -> list[Range]:
        """The clause of ``head`` without the phrase inside or beside it."""
        if not first <= head <= last:
            return []
        low, high = self._s.find_extent(head, first, last)
        parts = [(low, min(high, phrase[0] - 1)), (max(low, phrase[1] + 1), high)]
        return [p for p in parts if p[0] <= p[1]]

    def _find_quotation(self, cue: int, last: int) -> Range | None:
        """The words in quotation marks behind a verb: "told me: ‘Go home’"."""
        words = self._s.words
        reach = range(cue + 1, min(cue + _WHOM, last))
        start = next((i for i in reach if words[i] in OPENING and words[i - 1] in (",", ":", words[cue])), None)
        if start is None:
            return None
        closing = OPENING[words[start]]
        return start, next((i for i in range(start + 1, min(last + 2, len(words))) if words[i] in closing), last)

    def _find_thing(self, cue: int, children: dict[str, list[int]], first: int, last: int) -> list[Range]:
        """What is said or asked for where that is no clause: "reported [a theft]", "called for [talks]"."""
        s = self._s
        kinds = s.forms.get(s.words[cue], _NONE)
        is_request = s.requests(cue, children)
        things = children.get("obj") or (children.get("iobj") if is_request else None)
        if not things and "object" in kinds:
            things = children.get("iobj")
        if things and ("object" in kinds or is_request or s.shows(cue, children)):
            found = self._find_object(cue, things, first, last)
            is_plain = "naming" in kinds and _QUOTES.isdisjoint(s.words[found[0] : found[1] + 1])
            return [] if is_plain else [found]
        if is_request and cue + 2 <= last and s.words[cue + 1] == "for":
            return [(cue + 2, max(s.find_extent(i, first, last)[1] for i in children["obl"]))]
        return self._find_phrase(cue, children, first, last)

    def _find_phrase(self, cue: int, children: dict[str, list[int]], first: int, last: int) -> list[Range]:
        """What stands behind the linking preposition of a verb: "warned of [floods]", "agreed on [a date]"."""
        s = self._s
        start = s.find_link(cue, last)
        if start is None:
            return []
        things = [i for relation in ("obl", "advcl", "nmod", "obj", "ccomp", "acl") for i in children.get(relation, ())]
        held = [e for e in (s.find_extent(i, first, last) for i in things) if e[0] <= start <= e[1]]
        return [(start, held[0][1])] if held else []

    def _find_before(self, start: int, cue: int, first: int, last: int) -> Range | None:
        """What "as some papers put it" stands behind: the phrase that ends at the comma before."""
        end = start - 1
        while end > first and self._s.words[end] in _PUNCTUATION:
            end -= 1
        for children in self._s.find_children(self._s.heads[cue], first, last).values():
            for i in children:
                low, high = self._s.find_extent(i, first, end)
                if i <= end and high == end:
                    return low, high
        return None

    def _find_object(self, cue: int, objects: Sequence[int], first: int, last: int) -> Range:
        """The object with what follows it up to a comma: "blamed [the army for the fire]"."""
        extents = [self._s.find_extent(i, first, last) for i in objects]
        low, high = min(e[0] for e in extents), max(e[1] for e in extents)
        if low <= cue:
            behind = [e for e in extents if e[0] > cue and self._s.words[extents[0][0]] == "whom"]
            return (behind or extents)[0]  # "whom they had promised [a house]"
        end = self._s.find_extent(cue, first, last)[1]
        while high < end and not self._ends(high + 1) and not self._closes(low, high + 1):
            high += 1
        cut = next((i for i in range(low + 1, high + 1) if self._s.words[i] in _ASIDES), None)
        return low, high if cut is None else cut - 1

    def _ends(self, token: int) -> bool:
        return self._s.words[token] in _PUNCTUATION or self._joins(token)

    def _closes(self, low: int, token: int) -> bool:
        """Whether a token closes a quotation that begins before ``low``."""
        words = self._s.words
        return words[token] in _CLOSING and _QUOTES.isdisjoint(words[low:token])

    def _joins(self, token: int) -> bool:
        """Whether a word like "and" leads to another verb."""
        head = self._s.heads[token]
        return self._s.deprels[token] == "cc" and head > token and self._s.upos[head] in _VERBAL

    def _join_object(self, cue: int, children: dict[str, list[int]], first: int, last: int) -> list[Range]:
        """The infinitive, and the object before it: "urged [people to stay]"; not who is told: "told him to go"."""
        content = self._find_infinitive(children["xcomp"][0], first, last)
        kinds = self._s.forms.get(self._s.words[cue], _NONE)
        objects = [i for relation in ("obj", "iobj") for i in children.get(relation, ()) if cue < i < content[0]]
        if objects and ("telling" not in kinds or "request" in kinds):
            low, high = self._s.find_extent(objects[0], first, last)
            if high + 1 == content[0]:
                return [(low, content[1])]
        return [content]

    def _find_infinitive(self, verb: int, first: int, last: int) -> Range:
        """The extent of an infinitive without a finite verb that the tree joins to it: "hopes [to win] and fears"."""
        s = self._s
        low, high = s.find_extent(verb, first, last)
        if "VerbForm=Inf" not in s.feats[verb]:
            return low, high
        for joined in s.find_children(verb, first, last).get("conj", ()):
            children = s.find_children(joined, first, last)
            if s.is_finite(joined, children) and "nsubj" not in children:
                return low, min([high, joined - 1, *(i - 1 for i in children.get("cc", ()))])
        return low, high

    def _choose_clauses(self, clauses: list[int], cue: int) -> list[int]:
        """The clauses of a cue without finite ones strung on to an infinitive: "said not to worry, the pilot said"."""
        s = self._s
        real = [i for i in clauses if s.upos[i] != "PART"]  # "not" may hang on the cue
        if not real or real[0] < cue or not self._is_aim(real[0]):
            return clauses
        aims = [i for i in real if "VerbForm=Inf" in s.feats[i]]
        return [real[0], *(i for i in clauses if i in aims[1:] or cue < i < real[0])]

    def _split_around(self, clauses: Sequence[int], cue: int, first: int, last: int) -> list[Range]:
        parts = [self._s.find_extent(i, first, last) for i in [*clauses, *self._find_joined(clauses, cue, first, last)]]
        low, high = min(p[0] for p in parts), max(p[1] for p in parts)
        if self._is_aim(clauses[0]):
            high = min([high, *(i - 1 for i in self._find_strung(clauses[0], first, last))])
        return [(low, high)] if not low <= cue <= high else []

    def _is_aim(self, verb: int) -> bool:
        """Whether a verb is an infinitive behind "to"."""
        return verb > 0 and "VerbForm=Inf" in self._s.feats[verb] and self._s.words[verb - 1] == "to"

    def _find_strung(self, verb: int, first: int, last: int) -> list[int]:
        """Where finite clauses begin that the tree strings on to an infinitive."""
        s = self._s
        strung = []
        for relation in ("parataxis", "conj", "ccomp"):
            for i in s.find_children(verb, first, last).get(relation, ()):
                children = s.find_children(i, first, last)
                if s.is_finite(i, children) and min(children.get("nsubj", ()), default=verb) > verb:
                    low = s.find_extent(i, first, last)[0]
                    strung += [low] if "," in s.words[low - 1 : low + 1] else []
        return strung

    def _find_joined(self, clauses: Sequence[int], cue: int, first: int, last: int) -> list[int]:
        """Verbs joined to the cue by "and that", which the clause before leads on: "said that A and [that B]"."""
        s = self._s
        low, high = s.find_extent(clauses[-1], first, last)
        if s.words[low] != "that" or low < cue:
            return []
        joined = [i for i in s.find_children(cue, first, last).get("conj", ()) if i > high]
        return [i for i in joined if any(s.words[k] == "that" for k in s.find_children(i, first, last).get("mark", ()))]
