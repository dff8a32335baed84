"""Loose tolls: whether a count that hangs on no event is one of people, and the sentence around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from sayso.events.counted import Counted
from sayso.events.tree import Tree
from sayso.lang import TollBook
from sayso.model import Span

_NEAR = 100  # tokens to either side


def is_loose(tree: Tree, book: TollBook, counted: Counted, people: Callable[[int], bool]) -> bool:
    """Whether a count that hangs on no event is one of people, by the words around it.

    ``people`` says whether a token is a word for people. A body may be an organisation, and a crowd one of a match:
    words beside them decide.
    """
    head, told = counted.head, tree.words[counted.told_by]
    faint = told in book.faint and counted.told_by != head and counted.toll.kind != "missing"
    if faint and not _is_idiom(tree, book, counted.told_by):
        return False
    first, end = _find_ends(tree, counted.told_by)
    words = tree.words[max(first, counted.told_by - _NEAR) : min(end, counted.told_by + _NEAR)]
    if not book.plots.isdisjoint(words):
        return False
    if counted.toll.kind == "crowd" and book.protests.isdisjoint(words):
        return False
    if tree.words[head] in book.corpses:
        return not book.remains.isdisjoint(words)
    return head == counted.told_by or people(head)


def _is_idiom(tree: Tree, book: TollBook, token: int) -> bool:
    """Whether a verb begins a phrase that tells a toll: "lost their lives"."""
    idioms = book.by_idiom.get(tree.words[token], ())
    return any(tuple(tree.words[token : token + len(words)]) == words for words, _ in idioms)


def find_sentence(tree: Tree, token: int) -> Span:
    """The characters of the sentence of a token."""
    first, end = _find_ends(tree, token)
    return tree.span(first, end - 1)


def _find_ends(tree: Tree, token: int) -> tuple[int, int]:
    """The first token of a sentence and the one behind it."""
    sentence = tree.sentences[token]
    return bisect_left(tree.sentences, sentence), bisect_right(tree.sentences, sentence)
