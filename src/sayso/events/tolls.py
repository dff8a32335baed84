"""Tolls: which event each count of people hangs on, and which hang on none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

import msgspec

from sayso.events.counted import Counted
from sayso.events.counts import CountFinder
from sayso.events.fates import Parties
from sayso.events.tree import Tree
from sayso.events.triggers import Trigger
from sayso.lang import TollBook
from sayso.model import Toll, TollKind

_COSTS = {"parataxis": 4, "conj": 2, "list": 4}  # steps between clauses that only stand side by side
_FAR = 99  # steps of the tree, more than any path that is looked at
_MOST_STEPS = 6  # from a weak trigger to the word that tells a toll
_BACK = 2  # sentences that tolls look back for their event
_TYPES: dict[TollKind, tuple[str, ...]] = {
    "killed": ("ASSAULT", "PROTEST", "COERCE"),
    "injured": ("ASSAULT", "PROTEST", "COERCE"),
    "arrested": ("COERCE", "ASSAULT"),
    "missing": ("ASSAULT", "COERCE"),
    "displaced": ("COERCE", "ASSAULT"),
    "crowd": ("PROTEST", "ASSAULT"),
}


_HARM = frozenset({"killed", "injured", "missing", "displaced"})
_HELPING: dict[TollKind, tuple[str, ...]] = {
    "displaced": ("AID", "RETREAT", "MOBILIZE"),
    "injured": ("AID",),
    "killed": ("AID",),  # those who bury them
}
"""Types whose events help those counted: a toll, but none of theirs."""


class Tolls(msgspec.Struct, frozen=True):
    """The tolls of a report: ``hung`` by the number of the trigger that they belong to, ``loose`` those of none."""

    hung: dict[int, list[Toll]]
    loose: list[Counted]


def find_tolls(
    tree: Tree,
    book: TollBook,
    triggers: Sequence[Trigger],
    *,
    weak: Sequence[Trigger] = (),
    people: Callable[[int], bool] | None = None,
    parties: Callable[[Trigger], Parties] | None = None,
    mischance: Callable[[int], bool] | None = None,
) -> Tolls:
    """The tolls of a report.

    A toll goes to the trigger that tells it, else to the nearest of a fitting type in its sentence, else to a ``weak``
    trigger that tells it (these are numbered behind the others), else to the last trigger in the sentences before.
    ``people`` says whether a token is a word for people, ``parties`` who acts in the event of a trigger and to whom.
    ``mischance`` says whether the harm that a token tells was nobody's deed: such tolls hang on no event.
    """
    finder = CountFinder(tree, book, triggers, people, parties)
    strong, doubted = _sort(tree, triggers), _sort(tree, weak)
    everyone = [*triggers, *weak]
    found = Tolls({}, [])
    kept: dict[int, int | None] = {}
    before: Counted | None = None
    for first, end in _list_sentences(tree):
        sentence = tree.sentences[first]
        near = [strong.get(sentence - back, []) for back in range(_BACK + 1)]
        counts = finder.find(first, end, articles=any(near), before=before)
        before = counts[-1] if counts else None
        beside = [len(triggers) + index for index in doubted.get(sentence, ())] if counts else []
        for counted in counts:
            if tree.sentences[counted.told_by] == sentence:
                attacked = any(everyone[index].type == "ASSAULT" for index in near[0])
                fits = counted.toll.kind in _HARM and not attacked and mischance is not None
                lost = fits and mischance is not None and mischance(counted.told_by)
                faint = tree.words[counted.told_by] in book.faint and counted.head != counted.told_by
                kept[counted.told_by] = (
                    None if lost else _choose_trigger(counted, near[:1] if faint else near, beside, everyone, tree)
                )
            chosen = kept[counted.told_by]
            if chosen is None:
                found.loose.append(counted)
            elif chosen >= 0:
                found.hung.setdefault(chosen, []).append(_fit(counted, everyone[chosen], tree, book))
    return found


def _sort(tree: Tree, triggers: Sequence[Trigger]) -> dict[int, list[int]]:
    """The numbers of triggers by their sentences."""
    found: dict[int, list[int]] = {}
    for index, trigger in enumerate(triggers):
        found.setdefault(tree.sentences[trigger.head], []).append(index)
    return found


def _list_sentences(tree: Tree) -> Iterator[tuple[int, int]]:
    """The first token of each sentence and the one behind it."""
    first, size = 0, len(tree)
    while first < size:
        end = bisect_right(tree.sentences, tree.sentences[first], first)
        yield first, end
        first = end


def _fit(counted: Counted, trigger: Trigger, tree: Tree, book: TollBook) -> Toll:
    """The toll as its event has it: who is held by those who attack is missing, unless a force of a state is named."""
    first = bisect_left(tree.sentences, tree.sentences[counted.told_by])
    end = bisect_right(tree.sentences, tree.sentences[counted.told_by])
    if tree.words[counted.head] not in book.keepers and not book.keepers.isdisjoint(tree.words[first:end]):
        return counted.toll
    taken = trigger.mode == "abduct" or trigger.first <= counted.told_by <= trigger.last
    if counted.toll.kind == "arrested" and trigger.type == "ASSAULT" and taken:
        return msgspec.structs.replace(counted.toll, kind="missing")
    return counted.toll


def _choose_trigger(
    counted: Counted, near: Sequence[Sequence[int]], beside: Sequence[int], triggers: Sequence[Trigger], tree: Tree
) -> int | None:
    """The trigger of a toll: None where there is none, -1 where what is told of them is no toll of its event.

    ``near`` are the triggers of its sentence, of the one before, and so on; ``beside`` the weak ones of its sentence.
    """
    told, types = counted.told_by, _TYPES[counted.toll.kind]
    for index in near[0]:
        if triggers[index].first <= told <= triggers[index].last:
            helped = triggers[index].type in _HELPING.get(counted.toll.kind, ())
            if triggers[index].type in types:
                return index
            if not helped:
                return -1
            break

    def rank(index: int) -> tuple[int, int, int]:
        trigger = triggers[index]
        return types.index(trigger.type), measure_path(tree, told, trigger.head), index

    own = [index for index in near[0] if triggers[index].type in types]
    if own:
        return min(own, key=rank)
    telling = [index for index in beside if triggers[index].type in types and rank(index)[1] <= _MOST_STEPS]
    if telling:
        return min(telling, key=lambda index: rank(index)[1:])
    for earlier in near[1:]:
        fitting = [index for index in earlier if triggers[index].type in types]
        if fitting:
            return min(fitting, key=lambda i: (types.index(triggers[i].type), -i))
    return None


def measure_path(tree: Tree, first: int, second: int) -> int:
    """The steps from one token to another over the tree; many where they do not meet."""
    steps = dict(_list_up(tree, first))
    return min((n + steps[token] for token, n in _list_up(tree, second) if token in steps), default=_FAR)


def _list_up(tree: Tree, token: int) -> Iterator[tuple[int, int]]:
    """A token and those above it, each with its distance."""
    distance = 0
    yield token, distance
    for above in tree.climb(token, 12):
        distance += _COSTS.get(tree.deprels[token], 1)
        token = above
        yield token, distance
