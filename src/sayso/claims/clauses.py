"""Attributions from syntax alone: who, cue and content of a cue word, from the tree of its sentence.

Used where the reader does not mark: inside the contents of other claims, and for cues that name no source.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.cue_forms import Sentences
from sayso.model import Attribution, Mark, MarkRole

SYNTAX = "syntax"
_VERBAL = frozenset({"VERB", "AUX"})
_GROUP = frozenset({"aux", "aux:pass", "advmod", "cop"})
_BEHIND = frozenset({"compound:prt", "advmod"})
_PHRASE = frozenset({"case", "fixed"})
_PUNCTUATION = frozenset(",;:.!?-–—()") | {"--", "..."}
_QUOTES = frozenset("“”\"‘’'«»„") | {"``", "''"}

_ENDS = frozenset(".!?")
_CHARGES = ("advcl", "obl", "xcomp", "ccomp")
_LOST = 5
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"})
_SHORT = 14  # tokens before "as saying" that may be the one who is quoted

Range = tuple[int, int]


class ClauseBuilder:
    """Builds attributions from the tree, clipped to a part of one sentence."""

    def __init__(self, sentences: Sentences) -> None:
        self._s = sentences

    def build(self, cue: int, first: int, last: int) -> Attribution | None:
        """The attribution of the cue word within ``first`` to ``last``; None where the tree does not show a content."""
        s = self._s
        kinds = s.forms.get(s.words[cue], frozenset())
        children = s.find_children(cue, first, last)
        if "according" in kinds:
            return self._build_phrase(cue, first, last)
        if "adverb" in kinds:
            return self._build_adverb(cue, first, last)
        if s.upos[cue] in ("NOUN", "PROPN"):
            return self._build_noun(cue, children, first, last)
        if self._s.is_passive(cue, children):
            return self._build_passive(cue, children, first, last)
        return self._build_verb(cue, children, first, last)

    def build_plain(self, cue: int, first: int, last: int) -> Attribution | None:
        """As `build`, where the words stand as plainly as "she said that it rained": who, cue, clause side by side.

        None where anything stands between them that makes the tree doubtful.
        """
        found = self.build(cue, first, last)
        if found is None or found.cue is None or len(found.content) != 1:
            return None
        content = found.content[0]
        if self._tells(found.cue.last) and self._s.words[content.first] in self._s.objects:
            return None
        group = found.cue
        if found.source is None:
            return None
        if found.source.first != group.last + 1 and not self._is_plain_content(content, group.last):
            return None
        if found.source.first == group.last + 1:
            return found if content.first == found.source.last + 1 else None
        gap = self._s.words[found.source.last + 1 : group.first]
        high = self._s.find_extent(cue, first, last)[1]
        ends = all(word in _PUNCTUATION or word in _QUOTES for word in self._s.words[content.last + 1 : high + 1])
        return found if gap in ([], [","]) and ends and content.last - content.first >= 1 else None

    def build_loose(self, cue: int, first: int, last: int) -> Attribution | None:
        """As `build`, for cues with a source, and for nouns with what they say ("rumours that")."""
        found = self.build(cue, first, last)
        if found is None or found.source is not None:
            return found
        if self._s.upos[cue] in ("NOUN", "PROPN"):
            return found if self._s.words[found.content[0].first] in ("that", "to") else None
        return found if self._s.is_passive(cue, self._s.find_children(cue, first, last)) else None

    def _is_plain_content(self, content: Mark, cue: int) -> bool:
        between = self._s.words[cue + 1 : content.first]
        if not between and not self._tells(cue):
            return (
                self._s.words[content.first] in self._s.openers
                or self._s.deprels[content.first].startswith("nsubj")
                or (self._s.upos[content.first] in ("DET", "PRON", "PROPN", "ADJ", "NOUN", "NUM"))
            )
        told = self._tells(cue) and 1 <= len(between) + (self._s.words[content.first] in self._s.openers) <= 4
        return told and self._s.words[content.first] in self._s.openers

    def find_source(self, cue: int, first: int, last: int) -> Range | None:
        """The subject of an active cue verb within ``first`` to ``last``; None where there is none that says."""
        children = self._s.find_children(cue, first, last)
        if self._s.upos[cue] not in _VERBAL or self._s.is_passive(cue, children):
            return None
        found = self._find_subject(cue, children, first, last)
        return None if found is None or self._s.words[found[1]] in self._s.pointers.expletives else found

    # Kinds of cues

    def _build_verb(self, cue: int, children: dict[str, list[int]], first: int, last: int) -> Attribution | None:
        content = self._find_content(cue, children, first, last)
        if cue - 1 > first and self._s.words[cue - 1] == "as" and self._s.words[cue].endswith("ing"):
            return self._make((first, cue - 2), (cue - 1, cue), content, 0.6) if cue - first < _SHORT else None
        source = self._find_subject(cue, children, first, last)
        if not content or (source is None and not self._s.is_led_by_as(cue, children)):
            return None
        if (
            source is not None
            and self._s.upos[cue] == "ADJ"
            and self._s.words[source[1]] in self._s.pointers.expletives
        ):
            return None
        group = self._find_group(cue, children, first, last)
        if content[0][0] == cue + 2 and self._s.words[cue + 1] == "for":
            group = (group[0], cue + 1)
        return self._make(source, group, self._close_gap(group[1], content), 0.8)

    def _close_gap(self, cue: int, content: list[Range]) -> list[Range]:
        """The content from right behind the cue on, where only a noun phrase that the tree lost stands between."""
        first = content[0][0]
        lost = range(cue + 1, first)
        if self._tells(cue) or not 0 < len(lost) <= _LOST or any(self._s.upos[i] not in _NOMINAL for i in lost):
            return content
        return [(cue + 1, content[0][1]), *content[1:]]

    def _build_passive(self, cue: int, children: dict[str, list[int]], first: int, last: int) -> Attribution | None:
        group = self._find_group(cue, children, first, last)
        source: Range | None = None
        for agent in children.get("obl:agent", children.get("obl", ())):
            low, high = self._s.find_extent(agent, first, last)
            if self._s.words[low] == "by" and low < high:
                source = (low + 1, high)
                group = (group[0], low) if low == group[1] + 1 else group
                break
        content = self._find_content(cue, children, first, last)
        content = content or self._find_charge(cue, children, first, last)
        if not content:
            return None
        if cue + 1 < last and self._s.words[cue + 1] == "to" and cue + 1 < content[0][0] <= cue + 4:
            content = [(cue + 1, content[0][1]), *content[1:]]
        if content[0][0] == cue + 2 and self._s.words[cue + 1] == "of":
            group = (group[0], cue + 1)
        told = self._tells(cue) and "xcomp" not in children
        subject = children.get("nsubj:pass", children.get("nsubj", ()))
        if subject and not told and self._s.words[subject[0]] not in self._s.pointers.expletives:
            content = [self._s.find_extent(subject[0], first, last), *content]
        return self._make(source, group, content, 0.75)

    def _build_noun(self, cue: int, children: dict[str, list[int]], first: int, last: int) -> Attribution | None:
        clauses = children.get("acl", []) + children.get("ccomp", [])
        extents = [self._s.find_extent(i, first, last) for i in clauses if i > cue]
        if extents:
            content = next((e for e in extents if self._s.words[e[0]] == "that"), extents[0])
        elif cue + 2 < last and self._s.words[cue + 1] == "that":
            content = (cue + 1, self._find_comma(cue + 1, last))
        else:
            return None
        owners = children.get("nmod:poss", ())
        if owners:
            return self._make(self._s.find_extent(owners[0], first, last), (cue, cue), [content], 0.6)
        if "cop" in children and "nsubj" in children and children["cop"][0] < cue:
            source = self._s.find_extent(children["nsubj"][0], first, last)
            return self._make(source, (children["cop"][0], cue), [content], 0.6) if source[1] < cue else None
        return self._make(None, (cue, cue), [content], 0.6)

    def _find_charge(self, cue: int, children: dict[str, list[int]], first: int, last: int) -> list[Range]:
        """What somebody "is suspected of"."""
        s = self._s
        if cue + 2 > last or s.words[cue + 1] != "of" or "charge" not in s.forms.get(s.words[cue], frozenset()):
            return []
        heads = [i for relation in _CHARGES for i in children.get(relation, ()) if i > cue + 1]
        return [(cue + 2, max(s.find_extent(i, first, last)[1] for i in heads))] if heads else []

    def _find_comma(self, first: int, last: int) -> int:
        """The last token before the next comma."""
        return next((i - 1 for i in range(first, last + 1) if self._s.words[i] in _PUNCTUATION), last)

    def _build_phrase(self, cue: int, first: int, last: int) -> Attribution | None:
        noun = self._s.heads[cue]
        if not (first <= noun <= last and cue < noun and self._s.words[cue + 1] == "to"):
            return None
        low, high = self._s.find_extent(noun, first, last)
        if low != cue or cue + 2 > high:
            return None
        content = self._around((low, high), self._s.heads[noun], first, last)
        return self._make((cue + 2, high), (cue, cue + 1), content, 0.75) if content else None

    def _build_adverb(self, cue: int, first: int, last: int) -> Attribution | None:
        head = self._s.heads[cue]
        while first <= head <= last and self._s.upos[head] not in _VERBAL and first <= self._s.heads[head] <= last:
            head = self._s.heads[head]
        content = self._around((cue, cue), head, first, last)
        return self._make(None, (cue, cue), content, 0.6) if content else None

    # Their parts

    def _tells(self, cue: int) -> bool:
        return "telling" in self._s.forms.get(self._s.words[cue], ())

    def _find_subject(self, cue: int, children: dict[str, list[int]], first: int, last: int) -> Range | None:
        at = cue
        while True:
            found = children.get("nsubj") or (children.get("nsubj:pass") if at != cue else None)
            if found:
                low, high = self._s.find_extent(found[0], first, last)
                if at == cue and low <= cue <= high:
                    return None
                return low, high
            is_aim = self._s.deprels[at] == "advcl" and any(self._s.words[i] == "to" for i in self._marks(children))
            if not (is_aim or self._s.deprels[at] in ("conj", "xcomp")) or not first <= self._s.heads[at] <= last:
                return None
            at = self._s.heads[at]
            children = self._s.find_children(at, first, last)

    def _find_group(self, cue: int, children: dict[str, list[int]], first: int, last: int) -> Range:
        own = {i for rel in _GROUP for i in children.get(rel, ())}
        low = high = cue
        while low - 1 >= first and (
            low - 1 in own or (self._s.words[low - 1] == "to" and low - 1 in self._marks(children))
        ):
            low -= 1
        behind = set(children.get("compound:prt", ()))
        while high + 1 <= last and high + 1 in behind:
            high += 1
        return low, high

    def _marks(self, children: dict[str, list[int]]) -> Sequence[int]:
        return children.get("mark", ())

    def _find_content(self, cue: int, children: dict[str, list[int]], first: int, last: int) -> list[Range]:
        s = self._s
        kinds = s.forms.get(s.words[cue], frozenset())
        for relation in ("ccomp", "csubj", "csubj:pass"):
            if relation in children:
                return self._split_around(children[relation], cue, first, last)
        relative = s.find_relative(cue, children, first)
        if relative is not None and "xcomp" not in children:
            return [(relative, relative)]
        if "xcomp" in children:
            return self._join_object(cue, children, first, last)
        if "infinitive" in kinds and (aims := s.find_aims(children)):
            return [s.find_extent(aims[0], first, last)]
        if s.deprels[cue] == "parataxis" and first <= s.heads[cue] <= last:
            return self._around(s.find_extent(cue, first, last), s.heads[cue], first, last)
        if s.is_led_by_as(cue, children):
            aside = s.find_extent(cue, first, last)
            before = self._find_before(aside[0], cue, first, last) if "aside" in kinds else None
            return [before] if before else self._around(aside, s.heads[cue], first, last)
        if "parataxis" in children and "clausal" in kinds:
            return [s.find_extent(children["parataxis"][0], first, last)]
        if "adjective" in kinds and "obl" in children and children["obl"][0] > cue:
            return [s.find_extent(children["obl"][0], first, last)]
        if "pointing" in kinds and cue < last and s.words[cue + 1] in s.pointers.words:
            return [(cue + 1, cue + 1)]
        return self._find_thing(cue, children, first, last)

    def _find_thing(self, cue: int, children: dict[str, list[int]], first: int, last: int) -> list[Range]:
        """What is said or asked for where that is no clause: "reported [a theft]", "called for [talks]"."""
        s = self._s
        kinds = s.forms.get(s.words[cue], frozenset())
        is_request = s.requests(cue, children)
        things = children.get("obj") or (children.get("iobj") if is_request else None)
        if things and ("object" in kinds or is_request or s.shows(cue, children)):
            return [self._find_object(cue, things, first, last)]
        if is_request and cue + 2 <= last and s.words[cue + 1] == "for":
            return [(cue + 2, max(s.find_extent(i, first, last)[1] for i in children["obl"]))]
        return []

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
            return extents[0]
        end = self._s.find_extent(cue, first, last)[1]
        while high < end and self._s.words[high + 1] not in _PUNCTUATION and not self._joins(high + 1):
            high += 1
        return low, high

    def _joins(self, token: int) -> bool:
        """Whether a word like "and" leads to another verb."""
        head = self._s.heads[token]
        return self._s.deprels[token] == "cc" and head > token and self._s.upos[head] in _VERBAL

    def _join_object(self, cue: int, children: dict[str, list[int]], first: int, last: int) -> list[Range]:
        """The infinitive, and the object before it: "urged [people to stay]"; not who is told: "told him to go"."""
        content = self._s.find_extent(children["xcomp"][0], first, last)
        objects = [i for i in children.get("obj", ()) if cue < i < content[0]]
        if objects:
            low, high = self._s.find_extent(objects[0], first, last)
            if high + 1 == content[0]:
                return [(low, content[1])]
        return [content]

    def _split_around(self, clauses: Sequence[int], cue: int, first: int, last: int) -> list[Range]:
        parts = [self._s.find_extent(i, first, last) for i in clauses]
        low, high = min(p[0] for p in parts), max(p[1] for p in parts)
        return [(low, high)] if not low <= cue <= high else []

    def _around(self, phrase: Range, head: int, first: int, last: int) -> list[Range]:
        """The clause of ``head`` without the phrase inside or beside it."""
        if not first <= head <= last:
            return []
        low, high = self._s.find_extent(head, first, last)
        parts = [(low, min(high, phrase[0] - 1)), (max(low, phrase[1] + 1), high)]
        return [p for p in parts if p[0] <= p[1]]

    def _make(self, source: Range | None, cue: Range, content: Sequence[Range], sure: float) -> Attribution | None:
        holes = [cue] if source is None else [cue, source]
        parts = [part for whole in content for part in _cut_out(whole, holes)]
        marks = tuple(_mark("content", part, sure) for part in map(self._trim, parts) if part is not None)
        if not marks:
            return None
        origin = _mark("source", self._trim_source(source), sure) if source else None
        return Attribution(origin, _mark("cue", cue, sure), marks, sure, rule=SYNTAX)

    def _trim_source(self, source: Range) -> Range:
        """The source without a comma at its end, unless that closes a parenthesis."""
        low, high = source
        words = self._s.words
        single = words[high] == "," and "," not in words[low:high]
        return (low, high - 1) if single and high > low else source

    def _trim(self, part: Range) -> Range | None:
        low, high = part
        words = self._s.words
        while low <= high and words[low] in _PUNCTUATION:
            low += 1
        which = next((i for i in range(low + 1, high) if words[i] == "," and words[i + 1] == "which"), None)
        high = high if which is None else which
        high = next((i for i in range(low + 1, high) if words[i] in _ENDS and self._s.is_capital(i + 1)), high)
        if low <= high and words[low] != "that":  # what goes on further out
            high = next((i - 1 for i in range(low + 1, high) if words[i : i + 2] == ["and", "that"]), high)
        while high >= low and words[high] in _PUNCTUATION:
            high -= 1
        return (low, high) if low <= high else None


def _cut_out(part: Range, holes: Sequence[Range]) -> list[Range]:
    """What is left of a range outside others."""
    parts = [part]
    for low, high in holes:
        cut = [((a, min(b, low - 1)), (max(a, high + 1), b)) for a, b in parts]
        parts = [p for pair in cut for p in dict.fromkeys(pair) if p[0] <= p[1]]
    return parts


def _mark(role: MarkRole, part: Range, sure: float) -> Mark:
    return Mark(role, part[0], part[1], sure)
