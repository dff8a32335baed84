"""Numbers that are the value of a noun, read from the order of the words: "the number of detained rose to 7,939"."""

from __future__ import annotations

from sayso.events.states import Fate
from sayso.events.tree import Tree
from sayso.lang import TollBook
from sayso.model import TollKind

_MOST_BACK = 14  # words
_MOST_OTHERS = 4  # words in a row that neither link nor change
_COUNTED_BACK = 4  # words from a state to the counter before it: "the number of people who were detained"
_COUNTED_AHEAD = 6  # words from a counter to what it counts
_VERB_BACK = 6  # words from a noun back to the verb that changes its level
_SINGLE = frozenset({"home", "homes", "life", "lives", "body", "bodies"})
_MOST_FAR = 30  # words from a figure back to its noun
_LEVELS = frozenset({"to", "at", "from"})
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})


def find_value(tree: Tree, book: TollBook, first: int) -> Fate | None:
    """What a number from token ``first`` on counts as the value of a noun before it; None where it is none's.

    "The toll rose from 12 to 31", "put the number of dead at 54", "the dead include 14 women". Between the noun and
    the number stand words that give or change a value, others at most for a few words.
    """
    sentence, others, changed = tree.sentences[first], 0, tree.words[first] in book.changes
    for at in range(first - 1, max(-1, first - 1 - _MOST_BACK), -1):
        word = tree.words[at]
        if tree.sentences[at] != sentence or word in {";", "and", "but", "while"}:
            return None
        drawn = word in book.gatherings and not book.draws.isdisjoint(tree.words[at + 1 : first])
        kind = book.by_toll.get(word) if drawn else _read_noun(tree, book, at)
        if kind is not None:
            return Fate(kind, at) if changed else None
        if word in book.changes or word in {"at", "as", ":"}:
            changed, others = True, 0
        elif word not in book.links and not word[:1].isdigit() and word not in book.values:
            others += 1
            if others > _MOST_OTHERS or tree.upos[at] == "VERB":
                return None
    return None


def find_level(tree: Tree, book: TollBook, first: int) -> Fate | None:
    """What a number counts that is what a figure far before it rose to, stands at, or was: "The number of people killed
    in the town, officials say, has risen to 31", "revised the toll in the port from 14 to 17"."""
    if first < 1 or tree.words[first - 1] not in _LEVELS:
        return None
    sentence, changed = tree.sentences[first], False
    for at in range(first - 1, max(-1, first - 1 - _MOST_FAR), -1):
        word = tree.words[at]
        if tree.sentences[at] != sentence or word == ";":
            return None
        changed = changed or (word in book.changes and word not in book.links and tree.upos[at] == "VERB")
        if word in book.counters or _is_level(tree, book, at):
            verb_before = changed or any(
                tree.words[t] in book.changes and tree.upos[t] == "VERB" for t in range(max(0, at - _VERB_BACK), at)
            )
            kind = _read_counter(tree, book, at, first)
            return Fate(kind, at) if verb_before and kind is not None else None
    return None


def _is_level(tree: Tree, book: TollBook, at: int) -> bool:
    """Whether a noun is itself what has a level: "fatalities have climbed to 37", "raised the size of the crowd to"."""
    word, before = tree.words[at], tree.words[max(0, at - 1) : at]
    if word in book.gatherings or word in _SINGLE or tree.upos[at] != "NOUN" or before in (["under"], ["in"]):
        return False
    return word in book.by_toll and not (before and before[0][:1].isdigit())


def _read_counter(tree: Tree, book: TollBook, at: int, end: int) -> TollKind | None:
    """What a word for a figure counts: by itself or by what stands behind or right before it."""
    word, before = tree.words[at], tree.words[max(0, at - 1) : at]
    if word not in book.counters or (word == "toll" and before != ["road"]):
        kind = book.by_toll.get(word)
        if kind is not None:
            return kind
    for token in (at - 1, *range(at + 1, min(at + 1 + _COUNTED_AHEAD, end))):
        near = tree.words[token] if token >= 0 else ""
        kind = book.by_noun.get(near) or book.by_toll.get(near) or book.by_state.get(near)
        verb = book.by_verb.get(near) if tree.upos[token] == "VERB" else None
        verb = verb or book.by_verb.get(" ".join(tree.words[max(0, token) : token + 2]))
        if (kind or verb) is not None and near not in book.counters:
            return verb if verb is not None and verb != "crowd" else kind
    return None


def find_named(tree: Tree, book: TollBook, last: int) -> Fate | None:
    """What a number up to token ``last`` counts that a noun behind it names: "gave 47 as the number of dead"."""
    at = last + 3
    if tree.words[last + 1 : last + 3] != ["as", "the"] or at >= len(tree) or tree.words[at] not in book.counters:
        return None
    kind = _read_counter(tree, book, at, min(len(tree), at + _COUNTED_AHEAD))
    return Fate(kind, at) if kind is not None else None


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
    kind = book.by_toll.get(word) if word not in book.gatherings else None
    whole = tree.upos[at] != "VERB" and kind is not None and not (before[-1:] and before[-1][:1].isdigit())
    return kind if whole and before[-1:] != ["of"] and before[-1:] != ["from"] else None
