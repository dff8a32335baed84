"""Numbers that count nobody: ages, dates, years, times of day, money, shares, ordinals, parts of names."""

from __future__ import annotations

from sayso.events.numbers import Number
from sayso.events.tree import Tree
from sayso.lang import TollBook

_NOUNS = frozenset({"NOUN", "PROPN"})
_MARKS = frozenset("$€£¥₽₹%#№")
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_OLDEST = 110
_LAST_HOUR = 24
_LIMITS = frozenset({"under", "over", "above", "below", "between", "aged"})
_CLOCK = frozenset({"after", "before", "until", "till", "past", "since"})
_BE = frozenset({"is", "are", "was", "were", "be", "been"})
_SHARE = frozenset({"in", "out"})


class OtherNumbers:
    """Judges the numbers of one report."""

    def __init__(self, tree: Tree, book: TollBook) -> None:
        self._tree, self._book = tree, book
        self._counts = frozenset({*book.by_toll, *book.by_noun})

    def counts_nobody(self, number: Number, end: int) -> bool:
        """Whether a number is none of people; ``end`` is the token behind its sentence."""
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
        if not number.article and (self._is_limit(number, before, after) or self._is_share(number, end)):
            return True
        return self._is_age(number, before, after) or self._is_year(number, after)

    def _is_limit(self, number: Number, before: str, after: str) -> bool:
        """Whether a bare number bounds an age or is a time of day: "were under 16", "men over 60", "out after ten"."""
        tree, first = self._tree, number.first
        if tree.deprels[number.core] == "nummod" or not 0 < (number.high or number.low or 0) < _OLDEST:
            return False
        if before in _CLOCK and first == number.core and (number.low or 0) <= _LAST_HOUR:
            return tree.upos[number.core + 1 : number.core + 2] != ("NOUN",)
        if first == number.start or tree.words[first] not in _LIMITS or first == 0 or after == "of":
            return False
        aged = tree.upos[first - 1] in _NOUNS and before not in self._counts and before not in self._book.counters
        return aged or (before in _BE and not self._has_toll(first - 1))

    def _has_toll(self, verb: int) -> bool:
        """Whether the subject before a verb is a word for a toll or a figure."""
        near = self._tree.words[max(0, verb - 6) : verb]
        return not self._counts.isdisjoint(near) or not self._book.counters.isdisjoint(near)

    def _is_share(self, number: Number, end: int) -> bool:
        """Whether a number is a share, or the whole of one: "one in ten", "three out of four", "every fifth"."""
        words, last = self._tree.words, number.last
        following = words[last + 1 : min(last + 4, end)]
        if following[1:2] == ["in"] and self._tree.upos[last + 1] == "NOUN" and self._is_bare(last + 3):
            return number.first == number.core
        if following[:2] == ["out", "of"]:
            following = following[1:]
        if following[:1] in (["in"], ["of"]) and words[last + 1] in _SHARE and following[1:2]:
            return self._is_bare(last + 2 + (words[last + 1] == "out"))
        ahead = words[max(0, number.first - 2) : number.first]
        small = ahead[-1:] == ["in"] or ahead == ["out", "of"]
        if ahead[-1:] == ["in"] and number.first > 2 and self._tree.upos[number.first - 2] == "NOUN":
            return number.first == number.core and self._is_bare(number.first - 3) and self._is_bare(number.core)
        before = number.first - (2 if ahead[-1:] == ["in"] else 3)
        return (
            small
            and before >= 0
            and self._is_bare(before)
            and self._tree.sentences[before] == self._tree.sentences[last]
        )

    def _is_bare(self, token: int) -> bool:
        """Whether a token is a number word or numeral below a hundred."""
        word = self._tree.words[token] if token < len(self._tree) else ""
        value = int(word) if word.isascii() and word.isdecimal() and len(word) < 3 else self._book.values.get(word, 0)
        return word not in self._book.articles and 0 < value < 100

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
        bare = tree.deprels[first] != "nummod" and tree.words[first - 2] not in self._counts
        return before == "of" and bare and tree.words[first - 2] not in (self._book.containers | self._book.counters)

    def _is_year(self, number: Number, after: str) -> bool:
        tree, core = self._tree, number.core
        bare = number.start == core and tree.words[core].isdigit() and number.low is not None
        if not bare or not _FIRST_YEAR <= (number.low or 0) <= _LAST_YEAR:
            return False
        return tree.deprels[core] != "nummod" or tree.heads[core] < core
