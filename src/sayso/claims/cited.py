"""Sources behind a source: "the agency reported, citing the ministry, that ..." is two claims with one content.

The one cited stands inside the claim of the one who cites. Claims whose words all stand in the content of another claim
stand inside it too.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.claims.cue_forms import Sentences
from sayso.model import Attribution, Mark

FRAME, RESTORED = "source behind the source", "verb before the one cited"
_SURE = 0.7  # set by judgement
_COMMAS = frozenset({",", ";"})
_QUOTES = frozenset('“”"‘’«»„') | {"``", "''"}
_NOUNS = ("obj", "obl", "nmod")


def find_frames(found: Sequence[Attribution], sentences: Sentences) -> list[Attribution]:
    """``found`` with those cited as claims inside the claims that cite them; additions stand at the end."""
    framer = _Framer(found, sentences)
    for token in framer.list_leads():
        framer.take(token)
    return framer.found


def restore_verbs(found: Sequence[Attribution], sentences: Sentences) -> list[Attribution]:
    """``found`` with the verb of saying as cue where the reader took the word that cites for it.

    "The agency reported, citing a post that named nobody, that ...": what is said begins at the last "that".
    """
    return [_restore_verb(a, sentences) for a in found]


def _restore_verb(attribution: Attribution, sentences: Sentences) -> Attribution:
    source, cue, content = attribution.source, attribution.cue, attribution.content
    if source is None or cue is None or cue.first != cue.last or len(content) != 1 or content[0].first != cue.last + 1:
        return attribution
    verb, words, said = int(sentences.heads[cue.first]), sentences.words, content[0]
    leads = "frame" in sentences.forms.get(words[cue.first], ())
    if not leads or not source.last < verb < cue.first or sentences.upos[verb] != "VERB":
        return attribution
    starts = [i for i in range(said.first + 1, said.last) if words[i] == "that" and words[i - 1] == ","]
    if not starts:
        return attribution
    return msgspec.structs.replace(
        attribution,
        cue=Mark("cue", verb, verb, cue.confidence),
        content=(Mark("content", starts[-1], said.last, said.confidence),),
        rule=RESTORED,
    )


def place_inside(found: Sequence[Attribution]) -> list[Attribution]:
    """``found`` with ``parent`` set where all words of an outermost one stand in one content fragment of another."""
    holders = sorted(
        ((m.first, -m.last, number) for number, a in enumerate(found) for m in a.content if m.last > m.first),
    )
    placed = list(found)
    open_: list[tuple[int, int, int]] = []  # size, last token and claim of the contents that may hold the next
    at = 0
    for first, last, number in sorted((*_reach(a), n) for n, a in enumerate(found)):
        while at < len(holders) and holders[at][0] <= first:
            start, end = holders[at][0], -holders[at][1]
            open_.append((end - start, end, holders[at][2]))
            at += 1
        open_ = [item for item in open_ if item[1] >= first]
        fitting = [item for item in open_ if item[1] >= last and item[2] != number]
        if fitting and found[number].parent is None:
            placed[number] = msgspec.structs.replace(found[number], parent=min(fitting)[2])
    return placed


class _Framer:
    def __init__(self, found: Sequence[Attribution], sentences: Sentences) -> None:
        self.found = list(found)
        self._s = sentences
        self._by_sentence: dict[int, list[int]] = {}
        for number, attribution in enumerate(found):
            if attribution.cue is not None:
                self._by_sentence.setdefault(sentences.numbers[attribution.cue.first], []).append(number)

    def list_leads(self) -> list[int]:
        """Tokens that lead in a source, in sentences with a claim."""
        forms, words = self._s.forms, self._s.words
        leads = []
        for number in self._by_sentence.values():
            cue = self.found[number[0]].cue
            if cue is not None:
                first, last = self._s.find_bounds(cue.first)
                leads += [i for i in range(first, last + 1) if "frame" in forms.get(words[i], ())]
        return leads

    def take(self, lead: int) -> None:
        """Makes a claim of the one cited behind ``lead``, inside the claim of its sentence that cites."""
        own, others = self._split(lead)
        named = self._find_cited(lead)
        outer = self._find_outer(lead, others, own)
        if named is None or outer is None or (own is not None and self.found[own].rule == FRAME):
            return
        chosen = self.found[outer]
        pool = [*chosen.content, *(self.found[own].content if own is not None else ())]
        parts = dict.fromkeys(self._trim(part) for m in pool for part in _cut(m, named))
        content = tuple(sorted((m for m in parts if m is not None), key=lambda m: m.first))
        if not content:
            return
        self.found[outer] = msgspec.structs.replace(chosen, content=content)
        cue = self.found[own].cue if own is not None else Mark("cue", lead, max(lead, named.first - 1), _SURE)
        sure = round(min(chosen.confidence, _SURE), 3)
        framed = Attribution(named, cue, content, sure, outer, FRAME)
        if own is None:
            self.found.append(framed)
        else:
            self.found[own] = framed

    def _trim(self, mark: Mark) -> Mark | None:
        first, last = mark.first, mark.last
        while first <= last and self._s.words[first] in _COMMAS:
            first += 1
        while last >= first and self._s.words[last] in _COMMAS:
            last -= 1
        return Mark(mark.role, first, last, mark.confidence) if first <= last else None

    def _split(self, lead: int) -> tuple[int | None, list[int]]:
        """The attribution whose cue is ``lead``, and the others of the sentence."""
        numbers = self._by_sentence[self._s.numbers[lead]]
        own = [n for n in numbers if _covers(self.found[n].cue, lead)]
        return (own[0] if own else None), [n for n in numbers if n not in own]

    def _find_cited(self, lead: int) -> Mark | None:
        first, last = self._s.find_bounds(lead)
        children = self._s.find_children(lead, first, last)
        for relation in _NOUNS:
            for noun in children.get(relation, ()):
                low, high = self._s.find_extent(noun, first, last)
                while low < noun and self._s.upos[low] == "ADP":
                    low += 1
                if low > lead:
                    return Mark("source", low, high, _SURE)
        return None

    def _find_behind(self, lead: int, others: Sequence[int]) -> int | None:
        """The claim whose verb follows an aside: "and, referring to friends, [asserts] that"."""
        words, named = self._s.words, self._find_cited(lead)
        if named is None or words[lead - 1] != ",":
            return None
        at = named.last + 1
        while at < len(words) - 1 and words[at] in _COMMAS | _QUOTES:
            at += 1
        if words[at - 1] != ",":
            return None
        return next((n for n in others if (cue := self.found[n].cue) is not None and cue.first == at), None)

    def _find_outer(self, lead: int, others: Sequence[int], own: int | None) -> int | None:
        """The claim that cites: of the word that ``lead`` hangs on, else with the same source, else the only one."""
        behind = self._find_behind(lead, others)
        if behind is not None:
            return behind
        at = lead
        seen = 0
        while at >= 0 and seen < 8:
            for number in others:
                if _covers(self.found[number].cue, at):
                    return number
            at = self._s.heads[at]
            seen += 1
        source = self.found[own].source if own is not None else None
        same = [n for n in others if source is not None and self.found[n].source == source]
        if same:
            return same[0]
        free = [n for n in others if not any(_covers(m, lead) for m in self.found[n].content)]
        return free[0] if own is not None and len(free) == 1 else None


def _covers(mark: Mark | None, token: int) -> bool:
    return mark is not None and mark.first <= token <= mark.last


def _cut(mark: Mark, hole: Mark) -> list[Mark]:
    """What is left of a mark outside another."""
    if mark.last < hole.first or hole.last < mark.first:
        return [mark]
    left = Mark(mark.role, mark.first, hole.first - 1, mark.confidence)
    right = Mark(mark.role, hole.last + 1, mark.last, mark.confidence)
    return [m for m in (left, right) if m.first <= m.last]


def _reach(attribution: Attribution) -> tuple[int, int]:
    parts = [m for m in (attribution.source, attribution.cue, *attribution.content) if m is not None]
    return min(m.first for m in parts), max(m.last for m in parts)
