"""A count of people, and what the other counts of its sentence make of it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.events.following import is_pair
from sayso.events.tree import Tree
from sayso.lang import TollBook
from sayso.model import Toll

_LIVED = frozenset({"survived", "lived"})
_PAIRED = 4  # two tolls and two others of another source
_MOST_TERM = 10  # words from those shot to what is said of all of them


class Counted(msgspec.Struct, frozen=True):
    """A toll, and the token of the word that says what befell them (the trigger, where it is one).

    ``head`` is the token of the word for those counted, that of the number where there is none; ``sure`` whether a
    word of the lists tells it, and not the type of an event; ``last`` the last token of the number.
    """

    toll: Toll
    told_by: int
    head: int
    sure: bool
    last: int


def settle(tree: Tree, book: TollBook, counted: Counted, others: Sequence[Counted]) -> Counted:
    """The toll of those shot or hacked as killed where the wounded are counted apart: "four were shot, 11 hurt"."""
    deadly = tree.words[counted.told_by] in book.deadly
    if counted.toll.kind != "injured" or not deadly:
        return counted
    apart = any(o.toll.kind == "injured" and tree.words[o.told_by] in book.apart for o in others)
    words = tree.words[counted.last : counted.last + _MOST_TERM]
    if "none" in words and not _LIVED.isdisjoint(words):
        return msgspec.structs.replace(counted, toll=msgspec.structs.replace(counted.toll, kind="killed"))
    if not apart or any(o.toll.kind == "killed" for o in others):
        return counted
    return msgspec.structs.replace(counted, toll=msgspec.structs.replace(counted.toll, kind="killed"))


def pair_rivals(tree: Tree, found: list[Counted]) -> None:
    """Gives two bare figures the kinds of the two before them: "36 dead and 88 hurt; the clinic counted 41 and 104"."""
    if len(found) < _PAIRED:
        return
    first, second, third, fourth = found[-_PAIRED:]
    bare = third.head <= third.last and fourth.head <= fourth.last
    if first.toll.kind == second.toll.kind or not bare or not is_pair(tree, third.last, fourth.last):
        return
    for at, like in ((-2, first), (-1, second)):
        toll = msgspec.structs.replace(found[at].toll, kind=like.toll.kind)
        found[at] = msgspec.structs.replace(found[at], toll=toll, told_by=like.told_by, sure=like.sure)
