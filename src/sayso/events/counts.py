"""Counts of people killed, injured, arrested, missing, displaced, gathered, with their words, in any sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

import msgspec

from sayso.events.beside import BesideFinder
from sayso.events.counted import Counted, pair_rivals, settle
from sayso.events.fates import FateFinder, Parties
from sayso.events.following import FollowFinder
from sayso.events.holders import Holders
from sayso.events.numbers import Number, find_numbers, has_number
from sayso.events.others import OtherNumbers
from sayso.events.states import Fate, StateFinder
from sayso.events.tree import Tree
from sayso.events.triggers import Trigger
from sayso.events.values import find_level, find_named, find_part, find_value
from sayso.lang import TollBook
from sayso.model import Span, Toll

_NOUNS = frozenset({"NOUN", "PROPN"})
_BEFORE_HEAD = frozenset(
    {"nummod", "det", "amod", "compound", "flat", "nummod:gov", "advmod", "det:predet", "nmod:desc"}
)
_SKIPPED = frozenset({"DET", "ADP", "PUNCT", "NUM"})
_WHOSE = frozenset({"the", "its", "their", "his", "her", "those", "these", "all", "our"})
_MOST_AMONG = 6  # words
_MOST_TERM = 10  # words
_MOST_TO_NOUN = 4  # words
_MOST_TO_SAYING = 5  # words
_MOST_BEFORE_VERB = 6  # words from a part of a whole to its own verb


class CountFinder:
    """The tolls of a report, found sentence by sentence."""

    def __init__(
        self,
        tree: Tree,
        book: TollBook,
        triggers: Sequence[Trigger],
        people: Callable[[int], bool] | None = None,
        parties: Callable[[Trigger], Parties] | None = None,
    ) -> None:
        self._tree = tree
        self._people = people or (lambda _: True)
        self._book = book
        states = StateFinder(tree, book, triggers)
        self._beside = BesideFinder(tree, book, states)
        self._fates = FateFinder(tree, book, triggers, states, parties)
        self._follow = FollowFinder(tree, book)
        self._others = OtherNumbers(tree, book)
        self._holders = Holders(tree, book)

    def find(self, first: int, end: int, *, articles: bool, before: Counted | None = None) -> list[Counted]:
        """The tolls of the sentence of tokens ``first`` to ``end`` (not included), in order.

        Without ``articles`` nobody is counted by an article alone ("a man"). ``before`` is the last toll of the
        sentence before, of which a part may be told here ("19 of them were officers").
        """
        words = self._tree.words[first:end]
        if not has_number(words, self._book, articles=articles):
            return []
        found: list[Counted] = []
        past = -1
        for number in find_numbers(words, self._book):
            if number.article and not articles:
                continue
            moved = _move(number, first)
            inside = moved.first <= past
            past = max(past, self._widen(moved))
            counted = self._count(moved, end, found[-1] if found else before, inside=inside)
            if counted is not None:
                found.append(counted)
                pair_rivals(self._tree, found)
        return [settle(self._tree, self._book, counted, found) for counted in found]

    def _count(self, number: Number, end: int, before: Counted | None, *, inside: bool = False) -> Counted | None:
        """The toll of a number; one ``inside`` the words of the last counts the whole, of whom its own words tell."""
        if self._others.counts_nobody(number, end):
            return None
        head = self._find_head(number)
        own = (self._beside.find_beside(number.last) or self._fates.find_whole(head)) if inside else None
        fate = own if inside else self._find_fate(number, head, before)
        if self._holders.is_made_off_with(head):
            fate = Fate("missing", self._tree.heads[head])
        if fate is None and not inside and head == number.core and not number.article:
            head = self._find_following(number, end)
            fate = self._find_fate(number, head, before) if head != number.core else None
        if fate is None or not self._counts_people(number, head, fate):
            return None
        if fate.kind in {"arrested", "injured", "missing"} and self._is_safe(fate.told_by):
            return None
        noun = self._tree.upos[fate.told_by] == "NOUN"
        if fate.kind == "missing" and noun and (self._fates.is_freed(head) or self._fates.is_freed(fate.told_by)):
            return None
        if fate.kind == "displaced" and self._holders.is_carried_off(fate.told_by, head):
            fate = msgspec.structs.replace(fate, kind="missing")
        if fate.kind == "arrested":
            if self._holders.is_saved(fate.told_by):
                return None
            if self._holders.is_captured(fate.told_by, head):
                fate = msgspec.structs.replace(fate, kind="missing")
        return Counted(self._make(number, head, fate), fate.told_by, head, fate.sure, number.last)

    def _is_safe(self, told_by: int) -> bool:
        """Whether those counted were brought out of danger: "pulled unhurt from the rubble"."""
        return not self._book.safe.isdisjoint(self._tree.words[told_by + 1 : told_by + _MOST_TO_NOUN])

    def _find_following(self, number: Number, end: int) -> int:
        """The noun behind a number that the tree does not join to it; the number where there is none."""
        tree = self._tree
        for at in range(number.core + 1, min(number.core + _MOST_TO_NOUN, end)):
            if tree.upos[at] in _NOUNS:
                return at
            if tree.upos[at] != "ADJ":
                break
        return number.core

    def _find_fate(self, number: Number, head: int, before: Counted | None) -> Fate | None:
        tree, fates = self._tree, self._fates
        beside = self._beside.find_beside(number.last)
        if beside is not None or self._opens(number):
            return beside or fates.find_about(head)
        if tree.words[head] in self._book.corpses and not number.article:
            return Fate("killed", head)
        including = tree.words[number.first - 1] == "including"
        part = before is not None and (self._is_part(number) or (including and self._is_near(before, number)))
        theirs = tree.words[number.last + 1 : number.last + 3] in (["of", "them"], ["of", "whom"])
        theirs = theirs and before is not None and self._is_near(before, number)
        if before is not None and before.toll.kind == "killed" and (part or theirs or self._is_opened(number, before)):
            return None if self._got_away(number) else Fate("killed", before.told_by, before.sure)
        close = self._beside.find_right(max(number.last, head))
        close = close or (self._beside.find_reduced(max(number.last, head)) if not number.article else None)
        if close is not None:
            return close
        ended = self._beside.find_beside(number.last + 2) if part and self._is_of(number) else None
        if ended is not None:
            return ended
        if before is not None and part and before.toll.kind != "crowd":
            own = fates.find(head, crowd=False) if self._is_of(number) else None
            if own is not None and own.sure and own.told_by not in {before.told_by, before.head}:
                return own
            return None if self._got_away(number) else Fate(before.toll.kind, before.told_by, before.sure)
        left = self._beside.find_left(number.first, article=number.article)
        if left is not None and left.kind == "arrested":
            about = fates.find_about(head)
            left = about if about is not None and about.kind == "displaced" else left
        if left is not None and left.kind != "crowd":
            return left
        of_whole = tree.words[number.last + 1 : number.last + 2] == ["of"]
        told = self._beside.find_beside(number.last + 2) if of_whole else None
        told = told or find_part(tree, self._book, number.last)
        if told is None and not number.article:
            told = find_value(tree, self._book, number.first)
            told = told or (find_level(tree, self._book, number.first) if head == number.core else None)
            told = told or find_named(tree, self._book, number.last)
        told = told or self._find_total(number, before)
        told = told or fates.find(head, crowd=not number.article and not part) or left or self._find_whole(number)
        told = told or self._find_following_toll(number, head, before)
        if number.article or part:
            return told
        told = told or fates.crowds.find_attendance(number.first)
        told = told or fates.find_party(head) or fates.crowds.find_protester(head)
        return told or (self._beside.find_gathering(max(number.last, head)) if tree.case(head) in {"", "of"} else None)

    def _is_opened(self, number: Number, before: Counted) -> bool:
        """Whether a bare number is a part of the whole that its sentence begins with: "Of the 17 killed, nine were"."""
        first = self._tree.words[before.last - 2 : before.last] if before.last > 1 else []
        bare = number.first == number.core and self._tree.upos[number.core] == "NUM"
        subject = self._tree.deprels[number.core].startswith("nsubj")
        opened = "of" in first and self._tree.words[before.last - 1] in _WHOSE
        start = before.last < 3 or self._tree.sentences[before.last - 3] != self._tree.sentences[before.last]
        return bare and subject and opened and start and self._is_near(before, number)

    def _find_following_toll(self, number: Number, head: int, before: Counted | None) -> Fate | None:
        """What goes on from the toll before."""
        if before is None:
            return None
        last = max(before.last, before.head)
        return self._follow.find(number, head, kind=before.toll.kind, before=last, told_by=before.told_by)

    def _find_total(self, number: Number, before: Counted | None) -> Fate | None:
        """What a sum of those counted before counts: "204 arrests, taking the total to 1,830"."""
        words, at = self._tree.words, number.first
        sums = at > 1 and words[at - 1] == "to" and words[at - 2] in self._book.counters and not number.article
        near = before is not None and sums and self._is_near(before, number)
        return Fate(before.toll.kind, before.told_by, before.sure) if near and before is not None else None

    def _find_whole(self, number: Number) -> Fate | None:
        """What is told of the whole of which a number counts a part: "Nineteen of the 201 people killed"."""
        last = self._widen(number)
        if last == number.last or last + 1 >= len(self._tree):
            return None
        return self._fates.find_about(last + 1) if self._tree.upos[last + 1] in _NOUNS else None

    def _is_near(self, before: Counted, number: Number) -> bool:
        return self._tree.sentences[before.told_by] == self._tree.sentences[number.core]

    def _opens(self, number: Number) -> bool:
        """Whether a number is the whole that a sentence begins with: "Of the 120 people on board, 87 died"."""
        words, at = self._tree.words, number.first - 1
        if at >= 0 and words[at] in _WHOSE:
            at -= 1
        starts = at == 0 or (at > 0 and self._tree.sentences[at - 1] != self._tree.sentences[at])
        return at >= 0 and words[at] == "of" and starts

    def _is_of(self, number: Number) -> bool:
        return self._tree.words[number.last + 1 : number.last + 2] == ["of"]

    def _got_away(self, number: Number) -> bool:
        """Whether a part of those counted came free: "two of whom escaped"."""
        words = self._tree.words[number.last + 1 : number.last + 2 + _MOST_TO_NOUN]
        return not self._book.freed.isdisjoint(words)

    def _is_part(self, number: Number) -> bool:
        """Whether a number counts some of those before: "two of them", "32 of whom", "five gunmen among them"."""
        words, last = self._tree.words, number.last
        among = words[last + 1 : last + _MOST_AMONG]
        if "among" in among and not number.article:
            at = last + 1 + among.index("among")
            told = words[at + 1 : at + 2] == ["them"] and self._tree.upos[at + 2 : at + 3] in (("AUX",), ("VERB",))
            theirs = words[at + 1 : at + 2] in (["them"], ["whom"]) and not told
            return theirs and not {",", "and"} & set(words[last + 1 : at])
        if words[last + 1 : last + 2] != ["of"] or last + 2 >= len(words) or words[last + 2] not in self._book.pronouns:
            return False
        above = self._tree.heads[number.core]
        near = last < above <= last + _MOST_BEFORE_VERB and "," not in words[last:above]
        told = near and self._tree.deprels[number.core].startswith("nsubj") and self._tree.upos[above] == "VERB"
        return not told or words[last + 2] == "whom"

    def _counts_people(self, number: Number, head: int, fate: Fate) -> bool:
        tree, book = self._tree, self._book
        word = tree.words[head]
        if number.high == 0 and fate.kind == "crowd" and not self._protests(fate):
            return False
        if number.start <= head <= number.core:
            return not number.article and not (number.high == 0 and self._is_limited(number))
        if (word in book.thing_words or self._counts_things(number)) and head != fate.told_by:
            return False
        if tree.words[fate.told_by] in book.broad_words and head != fate.told_by and not self._people(head):
            return False
        if (
            number.high == 0
            and self._widen(number) > number.last
            and fate.told_by > number.last
            and (tree.deprels[fate.told_by] in {"acl", "amod", "acl:relcl", "nmod", "obl", "advmod"})
        ):
            return False
        if number.high == 0 and not (fate.sure and (number.start < number.core or self._is_told(head))):
            return False
        if fate.kind == "crowd" and (word in book.forces or (word in book.onlookers and not self._protests(fate))):
            return False
        if tree.words[fate.told_by] in book.sentencing and not book.terms.isdisjoint(
            tree.words[fate.told_by : fate.told_by + _MOST_TERM]
        ):
            return False
        return not number.article or self._befell_one(head, fate)

    def _protests(self, fate: Fate) -> bool:
        """Whether a crowd is told by a word that is one of protest anywhere."""
        return self._tree.words[fate.told_by] in self._book.marches

    def _befell_one(self, head: int, fate: Fate) -> bool:
        """Whether a noun with an article is somebody whom it befell: no thing, and nobody who tells of it."""
        tree, book, word = self._tree, self._book, self._tree.words[head]
        told = fate.sure and head != fate.told_by and tree.upos[head] in _NOUNS and word not in book.by_toll
        if not told or word in book.things.groups or word in book.by_noun or not self._people(head):
            return False
        if tree.deprels[head].startswith("nsubj") and head > fate.told_by:
            return False
        if tree.deprels[head] == "appos" and tree.child(tree.heads[head], "nummod", "det") is not None:
            return False
        return book.figure_verbs.isdisjoint(tree.words[head + 1 : head + _MOST_TO_SAYING])

    def _counts_things(self, number: Number) -> bool:
        """Whether a part of a whole is one of things: "28 of the 120 seats"."""
        tree, last = self._tree, self._widen(number)
        return (
            last > number.last
            and tree.words[last + 1 : last + 2] != []
            and tree.words[last + 1] in self._book.thing_words
        )

    def _is_limited(self, number: Number) -> bool:
        """Whether "none" says of those counted before how it went with them: "none of them seriously"."""
        words, last = self._tree.words, number.last
        return words[last + 1 : last + 3] in (["of", "them"], ["of", "whom"]) and self._tree.upos[last + 3] == "ADV"

    def _is_told(self, head: int) -> bool:
        """Whether a noun behind "no" is one of those whom something befalls, or of tolls."""
        tree, book = self._tree, self._book
        if tree.upos[head] not in _NOUNS:
            return False
        return self._people(head) or tree.words[head] in book.by_noun or tree.words[head] in book.by_toll

    def _find_head(self, number: Number) -> int:
        """The word that the number counts; the number itself where it stands alone."""
        tree, core = self._tree, number.core
        top = self._climb_out(number)
        if top < number.first:
            return self._find_following(number, bisect_right(tree.sentences, tree.sentences[core]))
        if top > core and "VERB" in tree.upos[core + 1 : top]:
            near = self._find_following(number, top)
            top = top if near == core or tree.deprels[near] == "compound" else near
        if number.first <= top <= number.last:
            for child in tree.children(core, "nmod"):
                if (
                    tree.case(child) == "of"
                    and tree.words[child] not in self._book.pronouns
                    and tree.child(child, "nummod") is None
                ):
                    return child if number.low is None and number.high is None else core
            return core + 1 if tree.upos[core + 1 : core + 2] == ("NOUN",) and not number.article else core
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
        whole = next(iter(find_numbers(words[last + 2 : last + 7], self._book)), None)
        if whole is None or whole.low is None or whole.article or whole.first > 3:
            return last
        between = words[last + 2 : last + 2 + whole.first]
        if "'s" in between and number.low is None and number.high is None:
            return last + 2 + whole.last
        bounded = whole.start > whole.first
        return last + 2 + whole.last if all(word in _WHOSE for word in between) and (between or bounded) else last

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
