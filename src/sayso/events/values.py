"""Numbers that are the value of a noun, read from the order of the words: "the number of detained rose to 7,939"."""

from __future__ import annotations

from sayso.events.states import Fate
from sayso.events.tree import Tree
from sayso.lang import TollBook
from sayso.model import TollKind

_MOST_BACK = 14  # words
_MOST_OTHERS = 4  # words in a row that neither link nor change
_COUNTED_BACK = 4  # words from a state to the counter before it: "the number of people who were detained"
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})


def find_value(tree: Tree, book: TollBook, first: int) -> Fate | None:
    """What a number from token ``first`` on counts as the value of a noun before it; None where it is none's.

    "The toll rose from 12 to 31", "put the number of dead at 54", "the dead include 14 women". Between the noun and
    the number stand words that give or change a value, others at most for a few words.
    """
    sentence, others, changed = tree.sentences[first], 0, False
    for at in range(first - 1, max(-1, first - 1 - _MOST_BACK), -1):
        word = tree.words[at]
        if tree.sentences[at] != sentence or word in {";", "and", "but", "while"}:
            return None
        kind = _read_noun(tree, book, at)
        if kind is not None:
            return Fate(kind, at) if changed else None
        if word in book.changes or word in {"at", "as", ":"}:
            changed, others = True, 0
        elif word not in book.links and not word[:1].isdigit() and word not in book.values:
            others += 1
            if others > _MOST_OTHERS or tree.upos[at] == "VERB":
                return None
    return None


def find_part(tree: Tree, book: TollBook, last: int) -> Fate | None:
    """What befell those of whom a number up to token ``last`` counts a part: "103 of the deaths", "two of the dead"."""
    words = tree.words[last + 1 : last + 4]
    if len(words) < 3 or words[0] != "of" or words[1] not in {"the", "those", "its", "their"}:
        return None
    kind = book.by_toll.get(words[2]) or book.by_noun.get(words[2]) or book.by_state.get(words[2])
    told = kind is not None and kind != "crowd" and words[2] not in {"toll", "home", "life", "body", "bodies"}
    return Fate(kind, last + 3) if told and kind is not None else None


def _read_noun(tree: Tree, book: TollBook, at: int) -> TollKind | None:
    """The kind of a noun that has a number as its value, or of those that a counter before it counts."""
    word = tree.words[at]
    if tree.upos[at] not in _NOUNS:
        return None
    before = tree.words[max(0, at - _COUNTED_BACK) : at]
    state = book.by_state.get(word) if tree.upos[at] in {"ADJ", "VERB"} else None
    kind = book.by_toll.get(word) or book.by_noun.get(word) or state
    if kind is None:
        return None
    if "number" in before or "count" in before or "total" in before or "figure" in before or "numbers" in before:
        return kind
    kind = book.by_toll.get(word)
    whole = tree.upos[at] != "VERB" and kind is not None and not (before[-1:] and before[-1][:1].isdigit())
    return kind if whole and before[-1:] != ["of"] and before[-1:] != ["from"] else None
