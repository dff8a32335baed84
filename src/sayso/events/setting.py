"""When and where an event took place, among the times and places of its report: by syntax, then by discourse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from sayso.events.tree import Tree
from sayso.model import Place, Time

_LOCATED = frozenset(
    {"in", "at", "near", "outside", "on", "across", "around", "inside", "throughout", "off", "through", "along",
     "above", "over", "within", "opposite", "beside", "under", "between", "towards", "toward", "into", "onto", "past"}
)  # fmt: skip
_MOVED = frozenset({"from", "to", "of"})
_DEEDS = frozenset({"PROTEST", "COERCE", "RETREAT", "ASSAULT", "AID", "MOBILIZE", "COOPERATE", "CONSULT"})
"""Types whose events take place somewhere; what is only said is placed by its own words alone."""
_CARRIED = frozenset({"PROTEST", "COERCE", "ASSAULT", "MOBILIZE"})
"""Types whose events go on at the place of those told before."""
_ARGUMENTS = frozenset(
    {"obj", "nsubj", "nsubj:pass", "obl", "nmod", "compound", "amod", "appos", "obl:agent", "nmod:poss"}
)
_FOLLOWING = frozenset({"conj", "advcl", "xcomp"})
_NAMING = frozenset({"obj", "compound", "nsubj:pass"})
_DATELINE = 12  # characters before it at most
_AFTER_DATELINE = frozenset({",", ":", "-", "–", "—", "(", "."})
_MOST = 5  # candidates that are kept
_STEPS = 6
_BACK = 3  # sentences
_LOOSE = 20  # cost of what hangs elsewhere in the sentence


class Setting(msgspec.Struct, frozen=True):
    """What was taken first, and all that may be meant where there is more than one."""

    best: str | None
    all: tuple[str, ...] = ()


class Settings:
    """The times and places of a report by the token that they begin at."""

    def __init__(self, tree: Tree, times: Sequence[Time], places: Sequence[Place]) -> None:
        self._tree = tree
        kept = (t for t in times if t.type in {"DATE", "TIME"} and t.precision != "vague")
        self._times = [(self._find(t.start), t) for t in kept]
        self._places = [(self._find(p.end - 1), p) for p in places if p.use == "literal"]
        self._place_sentences = [tree.sentences[at] for at, _ in self._places]
        self._time_sentences = [tree.sentences[at] for at, _ in self._times]

    def when(self, trigger: int) -> Setting:
        """The time of the event told at token ``trigger``."""
        costs = dict(self._list_dating(trigger))
        found = []
        sentence = self._tree.sentences[trigger]
        for at, time in self._times[slice(*_find_range(self._time_sentences, sentence, sentence))]:
            cost = self._measure(self._find_dated(at, time), costs)
            if cost is not None:
                found.append((cost, abs(at - trigger), time.start, time.id))
        return _choose([row[-1] for row in sorted(found)])

    def where(self, trigger: int, kind: str = "ASSAULT") -> Setting:
        """The place of the event of type ``kind`` told at token ``trigger``."""
        sentence, ids, names = self._tree.sentences[trigger], list[str](), set[str]()
        for _, _, _, place in sorted(self._list_places(trigger, kind, sentence), key=lambda row: row[:3]):
            name = place.entry or place.name
            if name not in names:
                names.add(name)
                ids.append(place.id)
        return _choose(ids)

    def _list_dating(self, trigger: int) -> Iterator[tuple[int, int]]:
        """The tokens whose times date the trigger, each with a cost: itself, the verb that it is an argument of, and
        the verbs that it goes on from."""
        tree, at, cost = self._tree, trigger, 0
        yield at, cost
        for _ in range(_STEPS):
            head, relation = tree.heads[at], tree.deprels[at]
            if head < 0 or (relation not in _ARGUMENTS and relation not in _FOLLOWING):
                return
            if relation in _FOLLOWING and (head > at or not self._goes_on(at)):
                return
            cost += 1 if relation in _ARGUMENTS else 3
            at = head
            yield at, cost

    def _measure(self, dated: int, costs: dict[int, int]) -> int | None:
        """The cost of a time that dates a token, or a phrase under one; None where it dates something else."""
        tree, steps = self._tree, 0
        while dated >= 0 and steps < _STEPS:
            if dated in costs:
                return costs[dated] + 2 * steps
            if tree.deprels[dated] not in _ARGUMENTS or tree.upos[dated] == "VERB":
                return None
            dated, steps = tree.heads[dated], steps + 1
        return None

    def _goes_on(self, verb: int) -> bool:
        """Whether a verb shares the time of the one that it hangs on: no clause with a conjunction, no infinitive."""
        return self._tree.child(verb, "mark") is None

    def _find_dated(self, at: int, time: Time) -> int:
        """The token that a time dates."""
        if time.dates is not None:
            return self._find(time.dates.start)
        return self._tree.heads[at]

    def _list_places(self, trigger: int, kind: str, sentence: int) -> Iterator[tuple[int, int, int, Place]]:
        first, end = _find_range(self._place_sentences, sentence - _BACK, sentence)
        tied = {token: cost for cost, token in enumerate((trigger, *self._tree.climb(trigger, _STEPS)))}
        for number in range(first, end):
            at, place = self._places[number]
            cost = self._weigh(at, kind, tied, sentence)
            if cost is not None:
                yield cost, abs(at - trigger), place.start, place
        if kind in _CARRIED:
            yield from self._list_dateline()

    def _weigh(self, at: int, kind: str, tied: dict[int, int], sentence: int) -> int | None:
        """How far a place is from the event; None where it is none of its."""
        tree = self._tree
        case, relation, reached = self._climb_out(at, tied)
        back = sentence - tree.sentences[at]
        if back:
            return _LOOSE + 10 * back if kind in _CARRIED and case in _LOCATED else None
        if reached is not None and (case in _LOCATED or (case in _MOVED and kind in _DEEDS)):
            return tied[reached]
        if reached is not None and not case and kind in _DEEDS and relation in _NAMING:
            return tied[reached]
        return _LOOSE if kind in _DEEDS and case in _LOCATED else None

    def _climb_out(self, at: int, tied: dict[int, int]) -> tuple[str, str, int | None]:
        """The preposition that locates the phrase of a place, the relation of its top, and the token that it hangs on.

        The token is one of those of the telling; None where the phrase hangs elsewhere.
        """
        tree, top, case = self._tree, at, ""
        for _ in range(_STEPS):
            case = case if case in _LOCATED else tree.case(top) or case
            head = tree.heads[top]
            if head in tied or head < 0 or tree.upos[head] in {"VERB", "AUX"}:
                return case, tree.deprels[top], head if head in tied else None
            top = head
        return case, tree.deprels[top], None

    def _list_dateline(self) -> Iterator[tuple[int, int, int, Place]]:
        """The place that a report begins with: "SAN SALVADOR, 23 May. ..."."""
        for at, place in self._places[:1]:
            follows = self._tree.words[at + 1 : at + 2]
            if (
                place.start <= _DATELINE
                and follows
                and follows[0] in _AFTER_DATELINE
                and self._tree.upos[at] == "PROPN"
            ):
                yield _LOOSE * 4, at, place.start, place

    def _find(self, position: int) -> int:
        return max(0, bisect_right(self._tree.starts, position) - 1)


def _find_range(sentences: Sequence[int], first: int, last: int) -> tuple[int, int]:
    """The first of those in sentences ``first`` to ``last``, and the one behind them."""
    return bisect_left(sentences, first), bisect_right(sentences, last)


def _choose(ids: Sequence[str]) -> Setting:
    if not ids:
        return Setting(None)
    return Setting(ids[0], tuple(ids[:_MOST]) if len(ids) > 1 else ())
