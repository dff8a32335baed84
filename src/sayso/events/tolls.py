"""Tolls: counts of people killed, injured, arrested, missing, displaced, gathered, each with its words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from sayso.events.fates import Fate, FateFinder
from sayso.events.numbers import Number, find_numbers
from sayso.events.tree import Tree
from sayso.events.triggers import Trigger
from sayso.lang import TollBook
from sayso.model import Span, Toll, TollKind

_NOUNS = frozenset({"NOUN", "PROPN"})
_BEFORE_HEAD = frozenset(
    {"nummod", "det", "amod", "compound", "flat", "nummod:gov", "advmod", "det:predet", "nmod:desc"}
)
_SKIPPED = frozenset({"DET", "ADP", "PUNCT", "NUM"})
_MARKS = frozenset("$€£¥₽₹%#№")
_WHOSE = frozenset({"the", "its", "their", "his", "her", "those", "these", "all", "our"})
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_OLDEST = 110
_COSTS = {"parataxis": 4, "conj": 2, "list": 4}  # steps between clauses that only stand side by side
_FAR = 99  # steps of the tree, more than any path that is looked at
_MOST_BEFORE_VERB = 6  # words from a part of a whole to its own verb
_BACK = 2  # sentences that tolls look back for their event
_TYPES: dict[TollKind, tuple[str, ...]] = {
    "killed": ("ASSAULT", "PROTEST", "COERCE"),
    "injured": ("ASSAULT", "PROTEST", "COERCE"),
    "arrested": ("COERCE", "ASSAULT"),
    "missing": ("ASSAULT", "COERCE"),
    "displaced": ("COERCE", "ASSAULT"),
    "crowd": ("PROTEST", "ASSAULT"),
}


class Counted(msgspec.Struct, frozen=True):
    """A toll, and the token of the word that says what befell them (the trigger, where it is one)."""

    toll: Toll
    told_by: int


def find_tolls(tree: Tree, book: TollBook, triggers: Sequence[Trigger]) -> dict[int, list[Toll]]:
    """The tolls of a report by the number of the trigger that they belong to.

    Tolls are looked for in the sentences that hold a trigger and in the few after them. A toll goes to the trigger
    that tells it, else to the nearest of a fitting type in its sentence, else to the last one in the sentences before.
    """
    finder = _TollFinder(tree, book, triggers)
    by_sentence: dict[int, list[int]] = {}
    for index, trigger in enumerate(triggers):
        by_sentence.setdefault(tree.sentences[trigger.head], []).append(index)
    found: dict[int, list[Toll]] = {}
    last_sentence = tree.sentences[-1] if len(tree) else -1
    for sentence in sorted({s + ahead for s in by_sentence for ahead in range(_BACK + 1)}):
        if sentence > last_sentence:
            continue
        near = [by_sentence.get(sentence - back, []) for back in range(_BACK + 1)]
        for counted in finder.find(sentence):
            chosen = _choose_trigger(counted, near, triggers, tree)
            if chosen is not None:
                found.setdefault(chosen, []).append(_fit(counted.toll, triggers[chosen]))
    return found


def _fit(toll: Toll, trigger: Trigger) -> Toll:
    """The toll as its event has it: who is held by those who attack is missing."""
    if toll.kind == "arrested" and trigger.type == "ASSAULT":
        return msgspec.structs.replace(toll, kind="missing")
    return toll


class _TollFinder:
    """The tolls of a report, found sentence by sentence."""

    def __init__(self, tree: Tree, book: TollBook, triggers: Sequence[Trigger]) -> None:
        self._tree = tree
        self._book = book
        self._fates = FateFinder(tree, book, triggers)

    def find(self, sentence: int) -> list[Counted]:
        """The tolls of a sentence, in order."""
        tree = self._tree
        first, end = bisect_left(tree.sentences, sentence), bisect_right(tree.sentences, sentence)
        found: list[Counted] = []
        past = -1
        for number in find_numbers(tree.words[first:end], self._book):
            moved = _move(number, first)
            if moved.first <= past and self._fates.find_beside(moved.last) is None:
                continue
            past = self._widen(moved)
            counted = self._count(moved, end, found[-1] if found else None)
            if counted is not None:
                found.append(counted)
        return found

    def _count(self, number: Number, end: int, before: Counted | None) -> Counted | None:
        if self._is_other(number, end):
            return None
        head = self._find_head(number)
        fate = self._find_fate(number, head, before)
        if fate is None or not self._counts_people(number, head, fate):
            return None
        return Counted(self._make(number, head, fate), fate.told_by)

    def _find_fate(self, number: Number, head: int, before: Counted | None) -> Fate | None:
        fates = self._fates
        close = fates.find_beside(number.last) or fates.find_right(max(number.last, head))
        if close is not None:
            return close
        if before is not None and (self._is_part(number) or self._tree.words[number.first - 1] == "including"):
            return Fate(before.toll.kind, before.told_by) if before.toll.kind != "crowd" else None
        left = fates.find_left(number.first)
        if left is not None and left.kind != "crowd":
            return left
        told = (
            fates.find_beside(number.last + 2)
            if self._tree.words[number.last + 1 : number.last + 2] == ["of"]
            else None
        )
        return told or fates.find(head, crowd=not number.article) or left

    def _is_part(self, number: Number) -> bool:
        """Whether a number counts some of those counted before: "two of them", "32 of whom"."""
        words, last = self._tree.words, number.last
        if words[last + 1 : last + 2] != ["of"] or last + 2 >= len(words) or words[last + 2] not in self._book.pronouns:
            return False
        above = self._tree.heads[number.core]
        near = last < above <= last + _MOST_BEFORE_VERB and "," not in words[last:above]
        told = near and self._tree.deprels[number.core].startswith("nsubj") and self._tree.upos[above] == "VERB"
        return not told or words[last + 2] == "whom"

    def _counts_people(self, number: Number, head: int, fate: Fate) -> bool:
        tree, book = self._tree, self._book
        word = tree.words[head]
        if number.start <= head <= number.core:
            return not number.article
        if word in book.thing_words and head != fate.told_by:
            return False
        if number.high == 0 and not fate.sure:
            return False
        if number.article:
            told = fate.sure and head != fate.told_by and tree.upos[head] in _NOUNS and word not in book.by_toll
            return told and word not in book.things.groups and word not in book.by_noun
        return True

    def _is_other(self, number: Number, end: int) -> bool:
        """Whether the number is an age, a date, a year, money, a share, an ordinal or part of a name."""
        tree, things = self._tree, self._book.things
        first, core = number.first, number.core
        before = tree.words[first - 1] if first else ""
        after = tree.words[core + 1] if core + 1 < end else ""
        if after in things.after or before[-1:] in _MARKS or tree.words[core][:1] in _MARKS or after in _MARKS:
            return True
        if before in things.labels or (not number.article and (before in things.months or after in things.months)):
            return True
        if after in {"-", "–"} and core + 2 < end and tree.words[core + 2] in self._book.thing_words:
            return True
        return self._is_age(number, before, after) or self._is_year(number, after)

    def _is_age(self, number: Number, before: str, after: str) -> bool:
        """Whether the number is an age: "Desmond Kearle, 41, a baker", "a boy of eight"."""
        tree, first = self._tree, number.first
        if (
            first != number.core
            or first < 2
            or not 0 < (number.low or 0) < _OLDEST
            or tree.upos[first - 2] not in _NOUNS
        ):
            return False
        if before in {",", "("}:
            return after in {",", ".", ")", ";", ""} and tree.words[first].isdigit()
        counts = {**self._book.by_toll, **self._book.by_noun}
        bare = tree.deprels[first] != "nummod" and tree.words[first - 2] not in counts
        return before == "of" and bare and tree.words[first - 2] not in (self._book.containers | self._book.counters)

    def _is_year(self, number: Number, after: str) -> bool:
        tree, core = self._tree, number.core
        bare = number.start == core and tree.words[core].isdigit() and number.low is not None
        if not bare or not _FIRST_YEAR <= (number.low or 0) <= _LAST_YEAR:
            return False
        return tree.deprels[core] != "nummod" or tree.heads[core] < core

    def _find_head(self, number: Number) -> int:
        """The word that the number counts; the number itself where it stands alone."""
        tree, core = self._tree, number.core
        top = self._climb_out(number)
        if number.start <= top <= number.core:
            for child in tree.children(core, "nmod"):
                if (
                    tree.case(child) == "of"
                    and tree.words[child] not in self._book.pronouns
                    and tree.child(child, "nummod") is None
                ):
                    return child if number.low is None and number.high is None else core
            return core
        return top

    def _climb_out(self, number: Number) -> int:
        """The word outside the number that its own words hang on before it; the number where none does."""
        tree, at = self._tree, number.core
        for _ in range(number.last - number.first + 2):
            head = tree.heads[at]
            inside = number.first <= head <= number.last
            if head < 0 or (tree.deprels[at] not in _BEFORE_HEAD and not inside):
                return at
            if not number.first <= head <= number.last:
                return head if tree.upos[head] not in {"VERB", "AUX"} else at
            at = head
        return at

    def _make(self, number: Number, head: int, fate: Fate) -> Toll:
        tree = self._tree
        last = self._widen(number)
        return Toll(fate.kind, number.low, number.high, tree.span(number.first, last), self._who(head, number))

    def _widen(self, number: Number) -> int:
        """The last token of the words of the toll: a part of a whole has the number of the whole ("two of the 16")."""
        words, last = self._tree.words, number.last
        if words[last + 1 : last + 2] != ["of"] or number.article:
            return last
        whole = next(iter(find_numbers(words[last + 2 : last + 6], self._book)), None)
        if whole is None or whole.low is None or whole.article or whole.first > 2:
            return last
        between = words[last + 2 : last + 2 + whole.first]
        return last + 2 + whole.last if all(word in _WHOSE for word in between) and between else last

    def _who(self, head: int, number: Number) -> Span | None:
        """The words for the people counted, without the number; None where they are the number or a word for a toll."""
        tree, book = self._tree, self._book
        inside = number.first <= head <= number.last
        if tree.upos[head] not in _NOUNS or inside or book.by_noun.get(tree.words[head], "crowd") != "crowd":
            return None
        first, last = tree.phrase(head)
        first = max(first, number.last + 1) if first <= number.last < head else first
        while first < head and (tree.upos[first] in _SKIPPED or tree.words[first] in book.by_state):
            first += 1
        return tree.span(first, max(head, last))


def _move(number: Number, by: int) -> Number:
    return msgspec.structs.replace(
        number, first=number.first + by, last=number.last + by, start=number.start + by, core=number.core + by
    )


def _choose_trigger(
    counted: Counted, near: Sequence[Sequence[int]], triggers: Sequence[Trigger], tree: Tree
) -> int | None:
    """The trigger of a toll: ``near`` are the triggers of its sentence, of the one before, and so on."""
    told, types = counted.told_by, _TYPES[counted.toll.kind]
    for index in near[0]:
        if triggers[index].first <= told <= triggers[index].last:
            return index if triggers[index].type in types else None
    own = [index for index in near[0] if triggers[index].type in types]
    if own:
        return min(own, key=lambda i: (types.index(triggers[i].type), measure_path(tree, told, triggers[i].head), i))
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
