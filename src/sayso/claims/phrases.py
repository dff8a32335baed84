"""Attributions by set phrases, whatever the tree makes of them: "in her words", "as he put it", "quoted by the bank".

Used inside the contents of other claims, where trees of long sentences are least sure.
"""

from __future__ import annotations

from sayso.claims.cue_forms import OPENING, Sentences
from sayso.model import Attribution, Mark, MarkRole

PHRASE = "set phrase"
_SURE = 0.6  # set by judgement
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"})
_VERBAL = frozenset({"VERB", "AUX"})
_STOPS = frozenset(",;:()–—.!?") | {"--", "“", "”", '"'}
_SPEECH = frozenset({"clausal", "object", "aside"})
_LONGEST = 12  # tokens of a name in a phrase
_TOLD = 5  # tokens behind a verb in which who is told may stand
_TELLS = 6  # tokens between a participle and its "by"

Range = tuple[int, int]


class PhraseFinder:
    """Finds set phrases in parts of sentences."""

    def __init__(self, sentences: Sentences) -> None:
        self._s = sentences

    def find(self, first: int, last: int) -> list[Attribution]:
        """The attributions by set phrases between two tokens of one sentence, in text order."""
        found = (self._build(i, first, last) for i in range(first, last + 1) if self._s.forms.get(self._s.words[i]))
        return [a for a in found if a is not None]

    def build_told(self, i: int, first: int, last: int) -> Attribution | None:
        """ "they asked my son which …": a verb of saying with what opens a clause behind it or behind who is told."""
        s = self._s
        if s.upos[i] != "VERB":
            return None
        opener = i + 1
        while "telling" in s.forms[s.words[i]] and opener < min(i + _TOLD, last) and self._is_nominal(opener):
            opener += 1
        end = i - 1
        while end > first and s.upos[end] in ("AUX", "ADV", "PART") and s.words[end] != "to":
            end -= 1
        start = end + 1
        while start > first and self._is_nominal(start - 1) and end - start < _LONGEST:
            start -= 1
        if (
            start > end
            or s.words[end] == "to"
            or opener + 1 >= last
            or s.words[opener] not in s.openers
            or s.words[opener] == "to"
        ):
            return None
        return self._make((start, end), (end + 1, i), [(opener, last)])

    def _build(self, i: int, first: int, last: int) -> Attribution | None:
        kinds = self._s.forms[self._s.words[i]]
        if "own word" in kinds and i - 2 >= first and self._s.words[i - 2] == "in":
            return self._build_own(i, first, last)
        if "according" in kinds and self._s.words[i + 1 : i + 2] == ["to"]:
            return self._build_according(i, first, last)
        if "hearsay" in kinds and self._s.upos[i] == "NOUN":
            return self.build_there(i, last)
        if not _SPEECH.isdisjoint(kinds) and self._s.upos[i] in _VERBAL:
            return (
                self._build_aside(i, first, last)
                or self._build_inserted(i, first, last)
                or self._build_by(i, first, last)
            )
        return None

    def _build_own(self, i: int, first: int, last: int) -> Attribution | None:
        """ "…, in her words, …" """
        if self._s.words[i - 1 : i + 2 : 2] == ["the", "of"]:
            name = self._find_name(i + 2, last)
            if name is None or not self._is_closed(name[1], last):
                return None
            content = self._find_quoted(i - 2, name[1], first, last)
            return self._make(name, (i, i + 1), [content]) if content else None
        if self._s.upos[i - 1] != "PRON" or not self._is_closed(i, last):
            return None
        content = self._find_quoted(i - 2, i, first, last)
        return self._make((i - 1, i - 1), (i, i), [content]) if content else None

    def _build_according(self, i: int, first: int, last: int) -> Attribution | None:
        """ "according to the clerk, …" at the head of the words, or closed by commas within them."""
        name = self._find_name(i + 2, last)
        if name is None or not self._is_closed(name[1], last):
            return None
        after = (name[1] + 2, last) if name[1] + 2 <= last else None
        before = (first, i - 1 - (self._s.words[i - 1] in _STOPS)) if i > first else None
        content = [part for part in (before, after) if part is not None and part[0] <= part[1]]
        return self._make(name, (i, i + 1), content) if len(content) == 1 else None

    def _build_aside(self, i: int, first: int, last: int) -> Attribution | None:
        """ "…, as she put it, …" """
        end = i + (i < last and self._s.words[i + 1] == "it")
        reach = range(i - 1, max(first, i - _LONGEST) - 1, -1)
        start = next((k for k in reach if self._s.words[k] in _STOPS), first - 1)
        if start + 1 > i - 2 or self._s.words[start + 1] != "as" or not self._is_closed(end, last):
            return None
        if any(self._s.upos[k] in _VERBAL for k in range(start + 2, i)):
            return None
        content = self._find_quoted(start + 1, end, first, last)
        return self._make((start + 2, i - 1), (i, end), [content]) if content else None

    def _build_inserted(self, i: int, first: int, last: int) -> Attribution | None:
        """ "…, the doctors tell us, …" between commas."""
        s = self._s
        if "clausal" not in s.forms[s.words[i]] or "VerbForm=Fin" not in s.feats[i]:
            return None
        end = i + (i < last and s.words[i + 1] in s.objects)
        start = i
        while start > first and s.upos[start - 1] in ("AUX", "ADV"):
            start -= 1
        group, start = start, start - 1
        while start > first and self._is_nominal(start) and s.words[start - 1] != "," and i - start < _LONGEST:
            start -= 1
        is_inserted = first + 2 < start < group and s.words[start - 1] == "," and self._is_nominal(start)
        if not is_inserted or (end < last and s.words[end + 1] != ","):
            return None
        before = (first, start - 2)
        content = [before, (end + 2, last)] if end + 2 <= last else [before]
        return self._make((start, group - 1), (group, i), content)

    def build_there(self, i: int, last: int) -> Attribution | None:
        """ "there are reports of …": the noun ``i`` with what stands behind it, up to a stop or ``last``."""
        words = self._s.words
        there = next((k for k in range(i - 1, max(i - _TELLS, 0) - 1, -1) if words[k] == "there"), None)
        if there is None or i + 2 > last or words[i + 1] not in ("of", "about", "that"):
            return None
        between = words[there + 1 : i]
        if self._s.upos[there + 1] not in _VERBAL or "no" in between or not _STOPS.isdisjoint(between):
            return None
        start = i + 1 if words[i + 1] == "that" else i + 2
        end = next((k - 1 for k in range(start, last + 1) if words[k] in _STOPS), last)
        return self._make(None, (i, start - 1), [(start, end)]) if end >= start else None

    def _is_closed(self, end: int, last: int) -> bool:
        return end >= last or self._s.words[end + 1] in _STOPS

    def _find_quoted(self, low: int, high: int, first: int, last: int) -> Range | None:
        """The words in quotation marks behind a phrase, else those behind it, else those before it."""
        words = self._s.words
        start = high + 1
        while start <= last and words[start] in _STOPS and words[start] not in OPENING:
            start += 1
        if start <= last:
            closing = OPENING.get(words[start])
            reach = range(start + 1, min(last + 2, len(words)))
            end = next((k for k in reach if words[k] in closing), last) if closing else last
            return start, end
        end = low - 1
        while end >= first and words[end] in ",;":
            end -= 1
        return (first, end) if end > first else None

    def _build_by(self, i: int, first: int, last: int) -> Attribution | None:
        """ "the number, put at 30 by the bank": a participle behind its noun, with who says it."""
        s = self._s
        by = next((k for k in range(i + 1, min(i + _TELLS, last) + 1) if s.words[k] == "by"), None)
        noun = i - 1 - (i > first and s.words[i - 1] == ",")
        if "telling" in s.forms[s.words[i]] or by is None or noun < first or s.upos[noun] not in ("NOUN", "PROPN"):
            return None
        if by > i + 1 and s.upos[i + 1] not in ("ADP", "SCONJ"):
            return None
        if any(s.words[k] in _STOPS or s.upos[k] in _VERBAL for k in range(i + 1, by)):
            return None
        agent = self._find_name(by + 1, last)
        if agent is None:
            return None
        start = noun
        while start > first and s.upos[start - 1] in _NOMINAL | {"ADP"} and noun - start < _LONGEST:
            start -= 1
        while s.upos[start] == "ADP":
            start += 1
        said = [] if by == i + 1 else [(i + 1, by - 1)]
        return self._make(agent, (i, by if by == i + 1 else i), [(start, noun), *said])

    def _find_name(self, first: int, last: int) -> Range | None:
        end = first - 1
        while end < last and self._is_nominal(end + 1):
            end += 1
        return (first, end) if first <= end < first + _LONGEST else None

    def _is_nominal(self, i: int) -> bool:
        words = self._s.words
        return words[i] == "of" or (self._s.upos[i] in _NOMINAL and words[i] not in self._s.openers)

    def _make(self, source: Range | None, cue: Range, content: list[Range]) -> Attribution:
        marks = tuple(_mark("content", part) for part in content)
        return Attribution(_mark("source", source) if source else None, _mark("cue", cue), marks, _SURE, rule=PHRASE)


def _mark(role: MarkRole, part: Range) -> Mark:
    return Mark(role, part[0], part[1], _SURE)
