"""Whether somebody is driven out or flees, by where they go ("put across the river"), or only comes before a court."""

from __future__ import annotations

from sayso.events.tree import Tree
from sayso.lang import TollBook

_OVER = frozenset({"across", "over", "into", "past", "beyond"})
_FROM = frozenset({"from", "before", "ahead", "of"})
_ESCAPES = frozenset({"escape", "escaping", "flee", "fleeing"})
_GOES = ("advcl", "xcomp", "conj", "obl", "obj", "advmod", "nmod", "compound:prt")
_LEFT = frozenset({"left", "leave", "leaving", "quit", "abandoned", "abandon", "abandoning"})
_PLACES = frozenset(
    {
        "town",
        "city",
        "village",
        "villages",
        "area",
        "district",
        "homes",
        "camp",
        "region",
        "province",
        "island",
        "quarter",
    }
)
_COURTS = frozenset({"court", "tribunal", "judge", "magistrate", "courts", "judges", "magistrates", "parliament"})
_CAMPS = frozenset({"camped", "camping", "sleeping", "sheltering", "sheltered"})
_NEAR = 40  # words to either side
_MOTIONS = (
    "walk", "ran", "run", "cross", "wade", "wading",
    "reach", "stream", "pour", "trek", "drove", "drive", "row", "swam", "swim",
    "march", "come", "came", "travel", "trudg", "crawl", "hid", "scatter", "went", "gone", "go", "climb", "moved",
    "set",
    "put", "push", "sent", "send", "bus", "truck", "ferr", "forc", "chas", "shov", "taken", "take", "took", "expel",
    "driven", "herd", "left", "leave", "escap", "fled", "flee", "arriv",
)  # fmt: skip


def is_driven(tree: Tree, book: TollBook, verb: int) -> bool:
    """Whether a verb of motion leads over a border, away from danger, or is there to escape.

    "Put 2,400 across the river", "had run from the shooting", "walked to Sudan to escape the fighting".
    """
    if tree.words[verb] in _CAMPS and _is_danger(tree, book, verb):
        return book.protests.isdisjoint(tree.words[max(0, verb - _NEAR) : verb + _NEAR])
    if tree.upos[verb] != "VERB" or not tree.words[verb].startswith(_MOTIONS):
        return False
    for child in tree.children(verb, *_GOES):
        if tree.deprels[child] in {"advcl", "xcomp"}:
            if tree.words[child] in _ESCAPES or (tree.deprels[child] == "xcomp" and tree.words[child] == "running"):
                return True
            continue
        if tree.upos[child] != "NOUN":
            continue
        case, word = tree.case(child), tree.words[child]
        if word in book.borders and (case in _OVER or (tree.deprels[child] == "obj" and _crosses(tree, verb))):
            return True
        if word in book.dangers and case in _FROM:
            return True
        if (
            tree.deprels[child] == "obj"
            and word in _PLACES
            and tree.words[verb] in _LEFT
            and _is_danger(tree, book, verb)
        ):
            return True
    return False


def _crosses(tree: Tree, verb: int) -> bool:
    return tree.words[verb].startswith(("cross", "wad", "swam", "swim"))


def _is_danger(tree: Tree, book: TollBook, verb: int) -> bool:
    """Whether the sentence of a verb tells of what people flee from."""
    near = range(max(0, verb - _NEAR), min(len(tree), verb + _NEAR))
    return any(tree.words[at] in book.dangers for at in near if tree.sentences[at] == tree.sentences[verb])


def is_sentence(tree: Tree, verb: int) -> bool:
    """Whether a court or the deed itself is told and no fate: "sentenced to death", "blew himself up"."""
    if tree.words[verb] in {"sentenced", "condemned", "sentence", "sentencing", "condemn"}:
        return True
    if tree.words[verb] in {"blew", "blow", "blowing", "blown", "detonated", "exploded"}:
        return any(tree.words[c] in {"himself", "herself", "themselves"} for c in tree.children(verb, "obj"))
    return any(tree.case(c) == "before" and tree.words[c] in _COURTS for c in tree.children(verb, "obl"))
