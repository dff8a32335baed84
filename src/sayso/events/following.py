"""What a number counts that goes on from the toll before it: rival figures, the rest of a list, latecomers."""

from __future__ import annotations

from sayso.events.numbers import Number
from sayso.events.states import Fate
from sayso.events.tree import Tree
from sayso.lang import TollBook
from sayso.model import TollKind

_NOUNS = frozenset({"NOUN", "PROPN"})
_LISTED = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM", "PART", "ADV"})
_MOST_LISTED = 12  # words between two members of a list
_MOST_BACK = 25  # words from a source without a verb back to the verb of the first
_MOST_ASIDE = 5  # words from a figure back to the word that gives it
_MOST_AFTER = 3  # words from those counted to what they do
_WHERE = frozenset({"over", "during", "since", "on", "near", "at", "around", "outside", "elsewhere", "earlier"})
_NEXT = 5  # words between the two figures of a pair
_QUOTES = frozenset({'"', "“", "'", "‘"})
_CONFIRMED = frozenset({"confirmed", "counted", "reported", "identified", "recorded", "verified", "listed", "named"})
_AGO = frozenset({"ago", "earlier", "before", "last", "previous"})
_SPEAK = 2  # words from somebody to the verb that makes them a speaker
_IS = frozenset({"is", "was", "were", "are", "as", "at", "be"})


class FollowFinder:
    """Looks at the numbers of one report behind a toll."""

    def __init__(self, tree: Tree, book: TollBook) -> None:
        self._tree, self._book = tree, book

    def find(self, number: Number, head: int, *, kind: TollKind, before: int, told_by: int) -> Fate | None:
        """What a number counts, by the toll before it; ``before`` is the last token of those counted there.

        "The dead were put at 36; the hospital counted 41", "three officers and two drivers", "6,000 more arrived".
        """
        bare = head <= number.core
        if number.first <= before:
            return None
        if bare and not number.article and (self._is_rival(number) or self._is_elsewhere(number, before)):
            return Fate(kind, told_by)
        if kind == "displaced" and not number.article and self._arrives(head):
            return Fate(kind, told_by)
        if bare and not number.article and number.first - before < _NEXT and is_pair(self._tree, before, number.core):
            return Fate(kind, told_by)
        if bare and not number.article and self._is_confirmed(number):
            return Fate(kind, told_by)
        if not number.article and self._is_recount(number, before):
            return Fate(kind, told_by)
        if not bare and self._is_listed(number, before) and not self._speaks(head):
            return Fate(kind, told_by)
        return None

    def _speaks(self, head: int) -> bool:
        """Whether somebody says or counts and is not counted: "a doctor counted 24"."""
        near = self._tree.words[head + 1 : head + 1 + _SPEAK]
        return not self._book.figure_verbs.isdisjoint(near)

    def _is_rival(self, number: Number) -> bool:
        """Whether a bare figure is another one for what was counted: "the union says 60", "up from 40"."""
        tree, book, first = self._tree, self._book, number.first
        after = tree.words[number.core + 1 : number.core + 2]
        if tree.upos[number.core] not in {"NUM", "NOUN", "ADJ"} or (after and after[0] in book.thing_words):
            return False
        if first < 2 or tree.sentences[first - 1] != tree.sentences[first]:
            return False
        first -= first > 2 and tree.words[first - 1] in _QUOTES
        word, second = tree.words[first - 1], tree.words[first - 2]
        if word in {"from", "than"} and second in book.changed_from:
            return _AGO.isdisjoint(tree.words[number.last + 1 : number.last + 5])
        if word in book.figure_verbs or f"{second} {word}" in book.figure_verbs:
            return True
        if word == "of" and second in book.counters:
            return True
        return (word in _IS and self._has_figure(first - 2)) or self._is_gapped(number)

    def _is_confirmed(self, number: Number) -> bool:
        """Whether somebody confirms a bare figure: "Fewer than 40 were confirmed by the hospital"."""
        tree, at = self._tree, number.last + 1
        passive = tree.words[at : at + 1] in (["were"], ["was"]) or tree.words[at : at + 2] == ["have", "been"]
        after = tree.words[at + 1 : at + 3]
        return passive and not _CONFIRMED.isdisjoint(after)

    def _is_recount(self, number: Number, before: int) -> bool:
        """Whether the same people are counted another way: "600 families, or close on 2,700 souls"."""
        tree, first = self._tree, number.first
        same = first > 2 and tree.sentences[before] == tree.sentences[first] and first - before < _MOST_AFTER + 1
        return same and tree.words[first - 2 : first] == [",", "or"]

    def _is_elsewhere(self, number: Number, before: int) -> bool:
        """Whether the same befell a bare number at another time or place: "12 were killed on Monday and 39 since"."""
        tree, first, last = self._tree, number.first, number.last
        if tree.sentences[before] != tree.sentences[first] or tree.words[first - 1] not in {"and", ",", ";", "that"}:
            return False
        after = tree.words[last + 1 : last + 3]
        return after[:1] != [] and (after[0] in _WHERE or after in (["still", "are"], ["still", "is"], ["more", "in"]))

    def _is_gapped(self, number: Number) -> bool:
        """Whether a figure stands right behind another source: "the police said 60 were held, the lawyers 140"."""
        tree, first, last = self._tree, number.first, number.last
        after = tree.words[last + 1 : last + 2]
        if tree.upos[first - 1] not in _NOUNS or (after and after[0][:1].isalnum() and after[0] != "and"):
            return False
        for at in range(first - 1, max(-1, first - _MOST_LISTED), -1):
            if tree.sentences[at] != tree.sentences[first] or tree.upos[at] in {"VERB", "AUX", "NUM"}:
                return False
            if tree.words[at] in {",", ";", "and", "while"}:
                start = max(0, at - _MOST_BACK)
                return not self._book.figure_verbs.isdisjoint(tree.words[start:at])
        return False

    def _has_figure(self, last: int) -> bool:
        """Whether words up to a token are "it", or a word for a figure with what stands behind it."""
        tree = self._tree
        if tree.words[last] in {"it", "them", "theirs", "that"}:
            return True
        first = max(0, last - _MOST_ASIDE)
        near = (at for at in range(last, first - 1, -1) if tree.sentences[at] == tree.sentences[last])
        return any(tree.words[at] in self._book.counters for at in near)

    def _arrives(self, head: int) -> bool:
        """Whether those counted come after others who fled."""
        tree = self._tree
        near = range(head + 1, min(head + 1 + _MOST_AFTER, len(tree)))
        return any(tree.words[at] in self._book.followers for at in near)

    def _is_listed(self, number: Number, before: int) -> bool:
        """Whether a number is in one list with the toll before it: nothing but nouns and "and" stands between."""
        tree, first = self._tree, number.first
        if first - before > _MOST_LISTED or tree.sentences[before] != tree.sentences[first]:
            return False
        joint = tree.words[first - 1]
        if joint not in {"and", ",", "or"} or tree.words[first - 2 : first] == [",", "and"]:
            return False
        between = range(before + 1, first)
        return all(tree.upos[at] in _LISTED or tree.words[at] in {"and", ",", "'s"} for at in between)


def is_pair(tree: Tree, first: int, second: int) -> bool:
    """Whether two figures stand bare and joined, one right behind the other: "counted 41 and about 104"."""
    between = tree.words[first + 1 : second]
    after = tree.words[second + 1 : second + 2]
    ends = not after or not after[0][:1].isalnum() or tree.upos[second + 1] in {"ADP", "ADV", "SCONJ"}
    return (
        between[:1] == ["and"]
        and all(tree.upos[at] in {"ADV", "CCONJ", "ADP", "DET", "ADJ"} for at in range(first + 1, second))
        and ends
    )
