"""Contents that stand elsewhere than beside their cue, and cues that the reader left without content or source.

"This was reported at the ministry" has the sentence before it as content. A content without a cue is given the cue that
syntax shows in its sentence, a cue without content the clause that syntax gives it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.claims.clauses import ClauseBuilder
from sayso.claims.cue_forms import Sentences
from sayso.claims.phrases import PhraseFinder
from sayso.claims.posts import POST
from sayso.claims.turns import TRANSCRIPT
from sayso.model import Attribution, Mark, Tokens

POINTED, BODY, COMPLETED, UNNAMED = (
    "sentence pointed at",
    "body named as place",
    "clause of the cue",
    "cue without source",
)
_SURE = 0.6  # set by judgement
_SHORT = 2  # sentences of a paragraph that a pointer at the head of the next one takes whole
_GAP = 6  # tokens of an inner source and its cue
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})
_ENDS = frozenset(".!?…")
_LAID_OUT = frozenset({POST, TRANSCRIPT})


def settle_attributions(joined: Sequence[Attribution], sentences: Sentences, tokens: Tokens) -> list[Attribution]:
    """``joined`` with contents pointed at, bodies as sources and lost halves filled in, and sourceless cues added.

    Order and parents stay; what is added stands at the end.
    """
    settler = _Settler(joined, sentences, tokens)
    settler.end_with_sentence()
    settler.move_nouns()
    settler.take_inner_cues()
    settler.fill()
    settler.name_subjects()
    settler.point()
    settler.add_unnamed()
    settler.name_bodies()
    return settler.found


class _Settler:
    def __init__(self, joined: Sequence[Attribution], sentences: Sentences, tokens: Tokens) -> None:
        self.found = list(joined)
        self._s = sentences
        self._tokens = tokens
        self._builder = ClauseBuilder(sentences)
        self._phrases = PhraseFinder(sentences)
        self._marked = bytearray(len(tokens))
        for attribution in joined:
            self._cover(attribution)

    def _cover(self, attribution: Attribution) -> None:
        content = () if attribution.rule in _LAID_OUT else attribution.content  # a turn is open to further claims
        for mark in (attribution.source, attribution.cue, *content):
            if mark is not None:
                self._marked[mark.first : mark.last + 1] = b"\1" * (mark.last + 1 - mark.first)

    # Speech inside a turn

    def end_with_sentence(self) -> None:
        """Ends what is said inside a turn at a semicolon or with its sentence: its speaker goes on behind that."""
        for number, attribution in enumerate(self.found):
            cue = attribution.cue
            if attribution.parent is None or cue is None:
                continue
            last = self._s.find_bounds(cue.last)[1]
            last = next((i - 1 for i in range(cue.last, last) if self._s.words[i] == ";"), last)
            last -= self._s.words[last] in _ENDS
            content = tuple(
                msgspec.structs.replace(m, last=last) if m.first <= last < m.last else m for m in attribution.content
            )
            kept = tuple(m for m in content if m.first <= last)
            if kept and kept != attribution.content:
                self.found[number] = msgspec.structs.replace(attribution, content=kept)

    # Edges

    def move_nouns(self) -> None:
        """Moves the noun that a content belongs to out of the cue: "dismissed [rumours that it had cracked]"."""
        for number, attribution in enumerate(self.found):
            cue = attribution.cue
            if cue is None or not attribution.content or attribution.content[0].first != cue.last + 1:
                continue
            start = self._find_noun(cue)
            if start is not None:
                first, *rest = attribution.content
                content = (msgspec.structs.replace(first, first=start), *rest)
                shorter = msgspec.structs.replace(cue, last=start - 1)
                self.found[number] = msgspec.structs.replace(attribution, cue=shorter, content=content)

    def _find_noun(self, cue: Mark) -> int | None:
        """Where the noun phrase at the end of a verbal cue begins."""
        verb = next((i for i in range(cue.first, cue.last) if self._s.upos[i] == "VERB"), None)
        if verb is None or "noun" not in self._s.forms.get(self._s.words[cue.last], ()):
            return None
        is_object = self._s.deprels[cue.last] == "obj" or "as" in self._s.words[verb : cue.last]
        return cue.last if is_object and self._s.upos[cue.last] == "NOUN" else None

    def take_inner_cues(self) -> None:
        """Begins a content before the cue that it also hangs on: "she tells us [divers believe that it sank]"."""
        for number, attribution in enumerate(self.found):
            cue = attribution.cue
            if cue is None or not attribution.content or cue.last + 2 >= attribution.content[0].first:
                continue
            content, *rest = attribution.content
            start = cue.last + 1 + (self._s.words[cue.last + 1] in self._s.objects)
            nominal = all(self._s.upos[i] in _NOMINAL for i in range(start, content.first - 1))
            if start + 1 < content.first <= start + _GAP and nominal and self._s.is_doubtful(content.first - 1):
                widened = msgspec.structs.replace(content, first=start)
                self.found[number] = msgspec.structs.replace(attribution, content=(widened, *rest))

    # Halves

    def fill(self) -> None:
        """Gives contents without a cue, and cues without a content, what syntax shows."""
        for number, attribution in enumerate(self.found):
            if attribution.cue is None:
                filled = self._find_cue(attribution)
            elif not attribution.content:
                filled = self._find_content(attribution, attribution.cue)
            else:
                continue
            if filled is not None:
                self.found[number] = filled
                self._cover(filled)

    def _find_cue(self, orphan: Attribution) -> Attribution | None:
        content = orphan.content[0]
        first, last = self._s.find_bounds(content.first)
        for cue in self._s.find_cues(first, last):
            if self._marked[cue] or not self._s.is_telling(cue):
                continue
            built = self._builder.build(cue, first, last)
            if built is not None and built.cue is not None and any(_touch(m, content) for m in built.content):
                sure = round(min(orphan.confidence, built.confidence), 3)
                source = self._uncovered(built.source)
                return Attribution(source, built.cue, orphan.content, sure, orphan.parent, COMPLETED)
        return None

    def _uncovered(self, mark: Mark | None) -> Mark | None:
        return mark if mark is not None and not any(self._marked[mark.first : mark.last + 1]) else None

    def _find_content(self, bare: Attribution, cue: Mark) -> Attribution | None:
        first, last = self._s.find_bounds(cue.last)
        for token in range(cue.first, cue.last + 1):
            if self._s.upos[token] in ("VERB", "NOUN", "ADJ") or self._s.words[token] == "according":
                built = self._builder.build(token, first, last)
                if built is not None and not self._leads_aside(token, built):
                    sure = round(min(bare.confidence, built.confidence), 3)
                    return msgspec.structs.replace(
                        bare, content=built.content, confidence=sure, rule=COMPLETED, evidence=None
                    )
        return None

    def _leads_aside(self, token: int, built: Attribution) -> bool:
        """Whether "as X said" was given a clause that is another claim's source and cue."""
        covered = all(self._marked[m.first] for m in built.content)
        return self._s.deprels[token] == "advcl" and covered

    # Pointers

    def point(self) -> None:
        """Gives what is said "this" or "so" the sentence that the word points at."""
        for number, attribution in enumerate(self.found):
            cue = attribution.cue
            if cue is not None and self._is_pointer(attribution, cue):
                target = self._find_target(cue)
                if target is not None:
                    sure = round(attribution.confidence * _SURE, 3)
                    content = (msgspec.structs.replace(target, confidence=sure),)
                    self.found[number] = msgspec.structs.replace(
                        attribution, content=content, confidence=max(sure, 0.3), rule=POINTED, evidence=None
                    )

    def _is_pointer(self, attribution: Attribution, cue: Mark) -> bool:
        verb = next((i for i in range(cue.last, cue.first - 1, -1) if self._is_pointing(i)), None)
        if verb is None:
            return False
        words = [self._s.words[i] for m in attribution.content for i in range(m.first, m.last + 1)]
        if words:
            return (
                len(words) == 1 and words[0] in self._s.pointers.words and (words[0] != "it" or self._is_passive(verb))
            )
        after = self._s.words[cue.last + 1 : cue.last + 2]
        return after == ["so"]

    def _is_pointing(self, token: int) -> bool:
        return "pointing" in self._s.forms.get(self._s.words[token], ())

    def _is_passive(self, verb: int) -> bool:
        return self._s.is_passive(verb, self._find_children(verb))

    def _find_children(self, token: int) -> dict[str, list[int]]:
        return self._s.find_children(token, *self._s.find_bounds(token))

    def _find_target(self, cue: Mark) -> Mark | None:
        """The sentence before that of the cue; the whole paragraph before where that is short and the cue heads one."""
        first, _ = self._s.find_bounds(cue.first)
        if first == 0:
            return None
        start, end = self._s.find_bounds(first - 1)
        gaps = self._tokens.gaps
        if gaps[first] >= 2:
            for _ in range(_SHORT - 1):
                if start > 0 and gaps[start] < 2:
                    start = self._s.find_bounds(start - 1)[0]
            if gaps[start] < 2:
                start = self._s.find_bounds(first - 1)[0]
        while end > start and self._s.words[end] in _ENDS:
            end -= 1
        return Mark("content", start, end, _SURE)

    # Sources

    def name_subjects(self) -> None:
        """Gives active verbs without a source their subject, where nobody marked it."""
        for number, attribution in enumerate(self.found):
            cue = attribution.cue
            if attribution.source is None and cue is not None:
                subject = self._builder.find_source(cue.last, *self._s.find_bounds(cue.last))
                if subject is not None and not any(self._marked[subject[0] : subject[1] + 1]):
                    source = Mark("source", *subject, _SURE)
                    self.found[number] = msgspec.structs.replace(attribution, source=source, evidence=None)
                    self._cover(self.found[number])

    def name_bodies(self) -> None:
        """Takes the body at which something "was reported" for its source."""
        for number, attribution in enumerate(self.found):
            cue = attribution.cue
            if attribution.source is None and cue is not None:
                source = self._find_body(attribution, cue)
                if source is not None:
                    rule = attribution.rule if attribution.rule == POINTED else BODY
                    self.found[number] = msgspec.structs.replace(attribution, source=source, rule=rule, evidence=None)

    def _find_body(self, attribution: Attribution, cue: Mark) -> Mark | None:
        first, last = self._s.find_bounds(cue.last)
        for verb in range(cue.last, cue.first - 1, -1):
            if self._s.upos[verb] == "VERB" and self._s.is_telling(verb):
                children = self._s.find_children(verb, first, last)
                for noun in children.get("obl:agent", []) + children.get("obl", []):
                    low, high = self._s.find_extent(noun, first, last)
                    if self._is_body(noun, low, high) and not _inside(attribution.content, noun):
                        return Mark("source", low + 1, high, _SURE)
        return None

    def _is_body(self, noun: int, low: int, high: int) -> bool:
        return (
            low < high
            and self._s.words[low] in self._s.pointers.places
            and (self._s.words[low] == "by" or not self._s.bodies.isdisjoint(self._s.words[low : noun + 1]))
        )

    # Cues that nobody marked

    def add_unnamed(self) -> None:
        """Adds what is said without saying by whom, and what points back, where the reader marked nothing."""
        words, forms, upos = self._s.words, self._s.forms, self._s.upos
        for token, word in enumerate(words):
            kinds = forms.get(word)
            if not kinds or self._marked[token] or kinds.isdisjoint(_SCANNED):
                continue
            if "hearsay" in kinds and upos[token] == "NOUN":
                self._keep(self._phrases.build_there(token, self._s.find_bounds(token)[1]))
            elif ("adverb" in kinds and upos[token] == "ADV") or (upos[token] == "VERB" and "passive" in kinds):
                self._add(token, kinds)

    def _add(self, token: int, kinds: frozenset[str]) -> None:
        first, last = self._s.find_bounds(token)
        if "adverb" in kinds:
            if self._s.upos[self._s.heads[token]] != "VERB":
                return
        elif not self._is_passive(token) and not self._s.is_led_by_as(token, self._find_children(token)):
            return
        self._keep(self._builder.build(token, first, last))

    def _keep(self, built: Attribution | None) -> None:
        """Adds an attribution whose words nobody marked."""
        if built is None or any(self._marked[m.first] for m in (built.cue, *built.content) if m is not None):
            return
        self.found.append(msgspec.structs.replace(built, confidence=0.4, rule=UNNAMED))
        self._cover(built)


_SCANNED = frozenset({"adverb", "passive", "hearsay"})


def _touch(one: Mark, other: Mark) -> bool:
    return one.first <= other.last and other.first <= one.last


def _inside(content: Sequence[Mark], token: int) -> bool:
    return any(m.first <= token <= m.last for m in content)
