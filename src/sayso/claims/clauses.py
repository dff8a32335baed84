"""Attributions from syntax alone: who, cue and content of a cue word, from the tree of its sentence.

Used where the reader does not mark: inside the contents of other claims, and for cues that name no source.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.contents import ContentFinder
from sayso.claims.cue_forms import Sentences
from sayso.claims.subjects import SubjectFinder
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
_LEADS = frozenset({"that", "whether"})
_LINKS = frozenset({"ADP", "DET", "PART", "CCONJ"})
_LOST = 5
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"})
_LOOSE = frozenset({"PRON", "SCONJ", "ADV"})
_DASHES = (["–"], ["—"], ["--"])
_OWNERS = frozenset({"of", "by", "from"})
_STANDING = (["is", "that"], ["was", "that"], ["remains", "that"])
_SHORT = 14  # tokens before "as saying" that may be the one who is quoted

Range = tuple[int, int]


class ClauseBuilder:
    """Builds attributions from the tree, clipped to a part of one sentence."""

    def __init__(self, sentences: Sentences, *, by_words: bool = False) -> None:
        self._s = sentences
        self.by_words = by_words
        self._subjects = SubjectFinder(sentences)
        self._contents = ContentFinder(sentences)

    def build(self, cue: int, first: int, last: int) -> Attribution | None:
        """The attribution of the cue word within ``first`` to ``last``; None where the tree does not show a content."""
        s = self._s
        kinds = s.forms.get(s.words[cue], frozenset())
        children = s.find_children(cue, first, last)
        if "according" in kinds:
            return self._build_phrase(cue, first, last)
        if "adverb" in kinds:
            return self._build_adverb(cue, first, last)
        if s.upos[cue] in ("NOUN", "PROPN") and not (self.by_words and s.is_verbal_noun(cue)):
            return self._build_noun(cue, children, first, last)
        if self._s.is_passive(cue, children):
            return self._build_passive(cue, children, first, last)
        return self._build_verb(cue, children, first, last)

    def is_plain(self, found: Attribution, cue: int, first: int, last: int) -> bool:
        """Whether the words stand as plainly as "she said that it rained": who, cue, clause side by side.

        False where anything stands between them that makes the tree doubtful.
        """
        if found.cue is None or found.source is None or len(found.content) != 1:
            return False
        content, group = found.content[0], found.cue
        if self._tells(group.last) and self._s.words[content.first] in self._s.objects:
            return False
        if found.source.first == group.last + 1:
            return content.first == found.source.last + 1
        if not self._is_plain_content(content, group.last):
            return False
        gap = self._s.words[found.source.last + 1 : group.first]
        high = self._s.find_extent(cue, first, last)[1]
        ends = all(word in _PUNCTUATION or word in _QUOTES for word in self._s.words[content.last + 1 : high + 1])
        return gap in ([], [","]) and ends and content.last - content.first >= 1

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
        found = self._subjects.find(cue, first, last, controlled=False)
        return None if found is None or self._s.words[found[1]] in self._s.pointers.expletives else found

    # Kinds of cues

    def _build_verb(self, cue: int, children: dict[str, list[int]], first: int, last: int) -> Attribution | None:
        content = self._contents.find(cue, children, first, last)
        if cue - 1 > first and self._s.words[cue - 1] == "as" and self._s.words[cue].endswith("ing"):
            return self._make((first, cue - 2), (cue - 1, cue), content, 0.6) if cue - first < _SHORT else None
        if self.by_words and content and not self._is_worded(cue, content[0]):
            return None
        source = self._find_subject(cue, first, last)
        content = content or (self._contents.find_by_words(cue, first, last) if self.by_words else [])
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
        elif content[0][0] == self._s.find_link(cue, last):
            group = (group[0], content[0][0] - 1)
        return self._make(source, group, self._close_gap(group[1], content), 0.8)

    def _is_worded(self, cue: int, content: Range) -> bool:
        """Whether the words show a content: a word that is on no list needs "that" or a quotation behind it."""
        s = self._s
        if content[0] == content[1] and s.upos[content[0]] in _LINKS:
            return False
        return s.is_listed(cue) or s.words[content[0]] in _LEADS or s.words[content[0]] in _QUOTES

    def _find_subject(self, cue: int, first: int, last: int) -> Range | None:
        """The subject of a cue; where it is to be found by words too, also outside the part, if the cue hangs there."""
        found = self._subjects.find(cue, first, last, controlled=self.by_words)
        if found is not None or not self.by_words:
            return found
        found = self._subjects.find_by_words(cue, first, last)
        return found or self._subjects.find(cue, *self._s.find_bounds(cue))

    def _close_gap(self, cue: int, content: list[Range]) -> list[Range]:
        """The content from right behind the cue on, where only a noun phrase that the tree lost stands between."""
        first = content[0][0]
        lost = range(cue + 1, first)
        tags = _NOMINAL | _LOOSE if self.by_words else _NOMINAL
        if self._tells(cue) or not 0 < len(lost) <= _LOST or any(self._s.upos[i] not in tags for i in lost):
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
        content = self._contents.find(cue, children, first, last)
        if self.by_words and not self._may_be_said(cue, children, content):
            content = []
        content = content or self._find_charge(cue, children, first, last)
        if not content and self.by_words and source is not None and source[1] < last:
            content = [(source[1] + 1, last)] if self._s.words[source[1] + 1] == "that" else []
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

    def _may_be_said(self, cue: int, children: dict[str, list[int]], content: list[Range]) -> bool:
        """Whether what a passive takes can be said: "was supposed to end" and "was pledged to a bank" say nothing."""
        kinds = self._s.forms.get(self._s.words[cue], frozenset())
        if "xcomp" in children and "ccomp" not in children:
            return not kinds.isdisjoint({"passive", "infinitive", "telling"})
        return bool(content) and content[0][0] != self._s.find_link(cue, content[0][0] + 1)

    def _build_noun(self, cue: int, children: dict[str, list[int]], first: int, last: int) -> Attribution | None:
        worded = self._build_worded(cue, first, last) if self.by_words else None
        if worded is not None:
            return worded
        clauses = children.get("acl", []) + children.get("ccomp", [])
        extents = [self._s.find_extent(i, first, last) for i in clauses if i > cue]
        if extents:
            content = next((e for e in extents if self._s.words[e[0]] == "that"), extents[0])
        elif cue + 2 < last and self._s.words[cue + 1] == "that":
            content = (cue + 1, self._find_comma(cue + 1, last))
        elif self.by_words and (linked := self._s.find_link(cue, last)) is not None:
            return self._build_linked(cue, linked, children, first, last)
        else:
            return None
        owners = children.get("nmod:poss", ())
        if owners:
            return self._make(self._s.find_extent(owners[0], first, last), (cue, cue), [content], 0.6)
        if "cop" in children and "nsubj" in children and children["cop"][0] < cue:
            source = self._s.find_extent(children["nsubj"][0], first, last)
            return self._make(source, (children["cop"][0], cue), [content], 0.6) if source[1] < cue else None
        return self._make(None, (cue, cue), [content], 0.6)

    def _build_worded(self, cue: int, first: int, last: int) -> Attribution | None:
        """ "the statement of the minister that …", "our experience is that …": a noun with "that", by the words."""
        s = self._s
        words = s.words
        if words[cue + 1 : cue + 3] in _STANDING and cue > first and "Poss=Yes" in s.feats[cue - 1]:
            return self._make((cue - 1, cue - 1), (cue, cue + 1), [(cue + 2, last)], 0.6)
        if cue + 3 > last or words[cue + 1] not in _OWNERS:
            return None
        end = cue + 1
        while end < min(last, cue + _SHORT) and s.upos[end + 1] in _NOMINAL and words[end + 1] != "that":
            end += 1
        named = any(s.upos[i] == "PROPN" for i in range(cue + 2, end + 1)) or s.find_link(cue, last) is None
        if end < cue + 2 or not named or end + 2 > last or words[end + 1] != "that":
            return None
        return self._make((cue + 2, end), (cue, cue + 1), [(end + 1, self._find_comma(end + 1, last))], 0.6)

    def _build_linked(
        self, cue: int, start: int, children: dict[str, list[int]], first: int, last: int
    ) -> Attribution | None:
        """ "the inspector's warning of a fire": a noun with a preposition that links it to what is said."""
        extents = [
            self._s.find_extent(i, first, last)
            for relation in ("nmod", "obl", "acl")
            for i in children.get(relation, ())
        ]
        end = next((high for low, high in extents if low <= start <= high), None)
        if end is None:
            return None
        owners = children.get("nmod:poss", ())
        source = self._s.find_extent(owners[0], first, last) if owners else None
        return self._make(source, (cue, start - 1), [(start, end)], 0.6)

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
        while low < cue and self._s.words[low] in _PUNCTUATION:
            low += 1
        if low != cue or cue + 2 > high:
            return None
        content = self._contents.find_around((low, high), self._s.heads[noun], first, last)
        return self._make((cue + 2, high), (cue, cue + 1), content, 0.75) if content else None

    def _build_adverb(self, cue: int, first: int, last: int) -> Attribution | None:
        head = self._s.heads[cue]
        while first <= head <= last and self._s.upos[head] not in _VERBAL and first <= self._s.heads[head] <= last:
            head = self._s.heads[head]
        content = self._contents.find_around((cue, cue), head, first, last)
        return self._make(None, (cue, cue), content, 0.6) if content else None

    # Their parts

    def _tells(self, cue: int) -> bool:
        return "telling" in self._s.forms.get(self._s.words[cue], ())

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

    def _make(self, source: Range | None, cue: Range, content: Sequence[Range], sure: float) -> Attribution | None:
        holes = [cue] if source is None else [cue, source]
        parts = [self._close_aside(part, min(holes)[0]) for whole in content for part in _cut_out(whole, holes)]
        marks = tuple(_mark("content", part, sure) for part in map(self._trim, parts) if part is not None)
        if not marks:
            return None
        origin = _mark("source", self._trim_source(source), sure) if source else None
        return Attribution(origin, _mark("cue", cue, sure), marks, sure, rule=SYNTAX)

    def _close_aside(self, part: Range, start: int) -> Range:
        """The part up to the dash that closes an aside which begins at ``start``: "– I know it is – "."""
        words = self._s.words
        if not self.by_words or part[0] < start or words[start - 1 : start] not in _DASHES:
            return part
        return part[0], next((i - 1 for i in range(part[0] + 1, part[1] + 1) if words[i : i + 1] in _DASHES), part[1])

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
        if low <= high and self.by_words and words[low] not in _QUOTES:
            high = next((i - 1 for i in range(low + 1, high) if words[i] == ";"), high)
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
