"""Numbers that count nobody: ages, dates, years, times of day, money, shares, ordinals, parts of names."""

from __future__ import annotations

from sayso.events.numbers import Number
from sayso.events.tree import Tree
from sayso.lang import TollBook

_NOUNS = frozenset({"NOUN", "PROPN"})
_MARKS = frozenset("$€£¥₽₹%#№")
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_OLDEST = 110
_MOST_BACK = 20  # words from a value to what it is one of
_LAST_HOUR = 24
_LIMITS = frozenset({"under", "over", "above", "below", "between", "aged"})
_CLOCK = frozenset({"after", "before", "until", "till", "past", "since"})
_BE = frozenset({"is", "are", "was", "were", "be", "been"})
_WHOLE = 101  # more than the whole of any share that is told in small numbers


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
        label = before in things.labels and first == number.start and tree.upos[first - 1] not in {"VERB", "AUX"}
        if label or tree.words[max(0, first - 2) : first] == ["all", "but"] or self._is_measured(number):
            return True
        if not number.article and (before in things.months or after in things.months):
            return True
        if after in {"-", "–"} and core + 2 < end and tree.words[core + 2] in self._book.thing_words:
            return True
        if not number.article and (self._is_limit(number, before, after) or self._is_share(number, end)):
            return True
        return self._is_age(number, before, after) or self._is_year(number, after)

    def _is_measured(self, number: Number) -> bool:
        """Whether a bare number is a value of something else than people: "the price went from 60 to 120 a litre"."""
        tree, book, core = self._tree, self._book, number.core
        if number.article or (
            tree.upos[core + 1 : core + 2] == ("NOUN",) and tree.words[core + 1] not in book.thing_words
        ):
            return False
        changed = False
        for at in range(number.first - 1, max(-1, number.first - 1 - _MOST_BACK), -1):
            word = tree.words[at]
            if tree.sentences[at] != tree.sentences[core] or word in {";", "and", "but"}:
                return False
            if tree.upos[at] == "NOUN" and (word in book.counters or word in self._counts):
                return False
            changed = changed or (word in book.changes and tree.upos[at] in {"VERB", "AUX"})
            if word in book.measures and tree.upos[at] == "NOUN":
                return changed
        return False

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
        """Whether a number is a share or its whole: "one in ten", "three out of four", "one islander in three"."""
        if number.first != number.core:
            return False
        at = number.core
        return any(self._joins_share(at, at + gap, end) or self._joins_share(at - gap, at, end) for gap in (2, 3))

    def _joins_share(self, first: int, second: int, end: int) -> bool:
        """Whether two small numbers with "in", "out of" or a noun and "in" between them are a share."""
        tree, words = self._tree, self._tree.words
        if first < 0 or second >= end or tree.sentences[first] != tree.sentences[second]:
            return False
        between = words[first + 1 : second]
        noun = len(between) == 2 and between[1] == "in" and tree.upos[first + 1] == "NOUN"
        if between not in (["in"], ["out", "of"]) and not noun:
            return False
        part, whole = self._read(first), self._read(second)
        after = words[second + 1] if second + 1 < end else ""
        counted = after in self._book.thing_words or (noun and tree.upos[second + 1 : second + 2] == ("NOUN",))
        return 0 < part < whole < _WHOLE and not counted

    def _read(self, token: int) -> int:
        """The value of a token that is a numeral or a number word, 0 for others and for articles."""
        word = self._tree.words[token]
        digits = word.isascii() and word.isdecimal() and len(word) < 4
        return int(word) if digits else 0 if word in self._book.articles else self._book.values.get(word, 0)

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
