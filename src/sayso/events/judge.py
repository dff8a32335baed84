"""Whether a trigger tells an event at all: what the sentence is about, who does it to whom, how sure the reader is.

Sport, films, trade, weather and accidents have the words of events. A weigher adds up evidence around the trigger; its
weights are fitted on the project's own gold by `sayso.learn.judge`. It lowers what the reader holds for an event and
raises nothing.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from sayso.errors import SaysoError
from sayso.events.scene import Scene
from sayso.events.triggers import Trigger
from sayso.lang import TollBook, TriggerLexicon

_FILE = "judge.json"
_NEAR = 60  # tokens to either side
_REPORT = 400  # tokens at the start of a report that say what it is about
_ALL = -1  # in place of a sentence's number
_CONFLICT = "conflict"
_CAUSE, _VIOLENCE = "cause", "violence"
_BEFORE = 2  # sentences that tell what killed or hurt
_QUOTES = frozenset("\"'“”‘’«»")
_ARGUMENTS = {
    "nsubj": "subject",
    "nsubj:pass": "patient",
    "obj": "object",
    "obl": "oblique",
    "nmod": "of",
    "compound": "of",
}


class JudgeWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The weight of each feature, and the least chances at which a trigger is kept.

    ``least`` is that of a trigger that the reader is sure of, ``least_weak`` that of a weak one with a toll, and
    ``promote`` that of a weak one which is an event by itself.
    """

    weights: dict[str, float]
    least: float
    least_weak: float
    promote: float


class Judged(msgspec.Struct, frozen=True):
    """The triggers of events, those that are events where a toll hangs on them, both in text order."""

    kept: list[Trigger]
    weak: list[Trigger]


@cache
def load_judge_weights() -> JudgeWeights:
    """The weights that ship. Raises SaysoError SAY-403 where the file is damaged."""
    try:
        return msgspec.json.decode((files("sayso.events") / _FILE).read_bytes(), type=JudgeWeights)
    except (OSError, msgspec.DecodeError) as error:
        raise SaysoError("SAY-403", name=f"events/{_FILE}", reason=f"is damaged ({error})") from error


class Judge:
    """Judges the triggers of one report; ``fields`` are those of each form, see `sayso.lang.fields`."""

    def __init__(
        self,
        scene: Scene,
        lexicon: TriggerLexicon,
        fields: Mapping[str, tuple[str, ...]],
        tolls: TollBook,
        weights: JudgeWeights,
    ) -> None:
        self._scene, self._tree = scene, scene.tree
        self._lexicon, self._fields, self._tolls = lexicon, fields, tolls
        self._weights = weights
        self._report: Counter[str] | None = None
        self._surest: tuple[Sequence[Trigger], dict[int, list[tuple[float, int]]]] | None = None
        self._near: dict[tuple[int, int], Counter[str]] = {}
        self._weighed: dict[tuple[int, int, str], float] = {}

    def sort(self, triggers: Sequence[Trigger]) -> Judged:
        """The triggers that are events as far as the words around them tell."""
        kept, weak = [], []
        chances = [self.judge(trigger, triggers) for trigger in triggers]
        told = {self._tree.sentences[t.head] for t in triggers if not t.weak}
        for trigger, chance in zip(triggers, chances, strict=True):
            sentence = self._tree.sentences[trigger.head]
            if self._is_mischance(trigger):
                continue
            if not trigger.weak and chance >= self._weights.least:
                kept.append(trigger)
            elif trigger.weak and chance >= self._weights.promote and sentence not in told:
                told.add(sentence)
                kept.append(trigger)
            elif chance >= self._weights.least_weak:
                weak.append(trigger)
        return Judged(kept, weak)

    def _is_mischance(self, trigger: Trigger) -> bool:
        told = trigger.type in {"ASSAULT", "COERCE"} and self._tells_harm(trigger)
        return told and self.is_mischance(trigger.head)

    def is_mischance(self, token: int) -> bool:
        """Whether harm that a word tells came by nature, illness or accident, by the words around it."""
        near = self._count_near(token)
        if near[_CAUSE] or near[_VIOLENCE]:
            return not near[_VIOLENCE]
        first = self._find_near(token)[0]
        start = bisect_left(self._tree.sentences, self._tree.sentences[token] - _BEFORE)
        before = self._count_fields(max(start, first - _NEAR), first)
        return bool(before[_CAUSE]) and not before[_VIOLENCE]

    def _tells_harm(self, trigger: Trigger) -> bool:
        """Whether a trigger says what befell people, and not what was done."""
        book = self._tolls
        for word in self._tree.words[trigger.first : trigger.last + 1]:
            if word in book.by_own_verb or word in book.by_noun or word in book.by_state or word in book.by_verb:
                return True
        return trigger.mode is None and trigger.type == "ASSAULT"

    def judge(self, trigger: Trigger, others: Sequence[Trigger]) -> float:
        """The chance that a trigger tells an event; ``others`` are all of its report."""
        score = self._weigh_fields(trigger)
        for name, value in self._list_own(trigger, others).items():
            score += self._weights.weights.get(name, 0.0) * value
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

    def list_features(self, trigger: Trigger, others: Sequence[Trigger]) -> dict[str, float]:
        """The evidence, by name."""
        fields = self._list_fields(trigger, self._count_near(trigger.head))
        return {**self._list_own(trigger, others), **dict.fromkeys(fields, 1.0)}

    def _weigh_fields(self, trigger: Trigger) -> float:
        """What the sentence and the report are about, weighed once for all triggers of one type in one place."""
        key = (*self._find_near(trigger.head), trigger.type)
        if key not in self._weighed:
            weights, names = self._weights.weights, self._list_fields(trigger, self._count_near(trigger.head))
            self._weighed[key] = sum(weights.get(name, 0.0) for name in dict.fromkeys(names))
        return self._weighed[key]

    def _list_own(self, trigger: Trigger, others: Sequence[Trigger]) -> dict[str, float]:
        """The evidence of the trigger itself, its arguments and the other triggers."""
        chance = min(max(trigger.confidence, 1e-3), 1 - 1e-3)
        found = {"bias": 1.0, "odds": math.log(chance / (1 - chance)), f"type {trigger.type}": 1.0}
        for names in (self._list_word(trigger), self._list_arguments(trigger)):
            for name in names:
                found[name] = 1.0
        surest = self._find_surest(others)
        found["beside"] = _other_than(trigger.head, surest.get(self._tree.sentences[trigger.head], ()))
        found["elsewhere"] = _other_than(trigger.head, surest[_ALL])
        return found

    def _find_surest(self, triggers: Sequence[Trigger]) -> dict[int, list[tuple[float, int]]]:
        """Confidence and head of the two surest triggers of each sentence, and of the report; of one head, one."""
        if self._surest is None or self._surest[0] is not triggers:
            by_head: dict[int, float] = {}
            for trigger in triggers:
                by_head[trigger.head] = max(by_head.get(trigger.head, 0.0), trigger.confidence)
            found: dict[int, list[tuple[float, int]]] = {_ALL: []}
            for head, confidence in by_head.items():
                for place in (self._tree.sentences[head], _ALL):
                    found[place] = sorted([*found.get(place, ()), (confidence, head)], reverse=True)[:2]
            self._surest = (triggers, found)
        return self._surest[1]

    def _find_near(self, token: int) -> tuple[int, int]:
        sentences = self._tree.sentences
        first, end = bisect_left(sentences, sentences[token]), bisect_right(sentences, sentences[token])
        return max(first, token - _NEAR), min(end, token + _NEAR)

    def _count_near(self, token: int) -> Counter[str]:
        """The fields of the sentence of a token, counted once for sentences of ordinary length."""
        first, end = self._find_near(token)
        if (first, end) not in self._near:
            self._near[first, end] = self._count_fields(first, end)
        return self._near[first, end]

    def _count_fields(self, first: int, end: int) -> Counter[str]:
        return Counter(name for word in self._tree.words[first:end] for name in self._fields.get(word, ()))

    def _list_word(self, trigger: Trigger) -> Iterator[str]:
        """What the word itself may tell."""
        tree = self._tree
        words = tree.words[trigger.first : trigger.last + 1]
        first, end = max(0, trigger.first - 3), min(len(tree), trigger.last + 5)
        told = self._lexicon.tell(tree.words[first:end], trigger.first - first, trigger.last + 1 - first)
        own = {name.removeprefix(trigger.type) for name in told if name.startswith(trigger.type)}
        yield "own strong" if " strong" in own else "own" if "" in own else "own mode" if own else "not own"
        if "harmless" in told:
            yield "harmless"
        yield f"upos {tree.upos[trigger.head]}"
        result = any(word in self._tolls.by_verb or word in self._tolls.by_own_verb for word in words)
        if result:
            yield "result"
        if trigger.first and tree.forms[trigger.first - 1] in _QUOTES:
            yield "quoted"

    def _list_fields(self, trigger: Trigger, near: Counter[str]) -> Iterator[str]:
        """What the sentence and the beginning of the report are about."""
        for name, count in near.items():
            yield f"field {name}"
            if count > 1:
                yield f"field {name} 2"
            if count > 2:
                yield f"field {name} 3"
            yield f"{trigger.type} {name}" if trigger.type == "ASSAULT" else f"other {name}"
        if _CONFLICT not in near:
            yield "peace"
            yield f"peace {trigger.type}"
        if self._report is None:
            self._report = self._count_fields(0, min(len(self._tree), _REPORT))
        for name, count in self._report.items():
            if count - near.get(name, 0) > 1:
                yield f"report {name}"

    def _list_arguments(self, trigger: Trigger) -> Iterator[str]:
        """Who does it to whom, and what they have to do with."""
        tree, seen = self._tree, set[str]()
        for child in tree.children(trigger.head):
            name = _ARGUMENTS.get(tree.deprels[child])
            if name is None:
                continue
            seen.add(name)
            if name in {"subject", "patient", "object"}:
                yield f"{name} {'agent' if self._scene.is_agent(child) else 'thing'}"
            for field in self._fields.get(tree.words[child], ()):
                yield f"{name} {field}"
        if "subject" not in seen and "patient" not in seen:
            yield "no subject"
        if "object" not in seen:
            yield "no object"


def _other_than(head: int, surest: Sequence[tuple[float, int]]) -> float:
    """The confidence of the surest trigger with another head; 0 where there is none."""
    return next((confidence for confidence, other in surest if other != head), 0.0)
