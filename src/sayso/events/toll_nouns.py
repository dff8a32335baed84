"""Numbers that are the value of a noun for a toll: "the toll rose to 12", "put the dead at 36", "a toll of 12"."""

from __future__ import annotations

from sayso.events.states import Fate
from sayso.events.tree import Tree
from sayso.lang import TollBook

_VALUE = frozenset(
    {"obl", "obj", "xcomp", "nmod", "ccomp", "advcl", "nsubj", "root", "parataxis",
     "appos", "nmod:unmarked", "obl:unmarked"}
)  # fmt: skip


class TollNounFinder:
    """Looks for the nouns in one report that numbers are the value of."""

    def __init__(self, tree: Tree, book: TollBook) -> None:
        self._tree, self._book = tree, book

    def find(self, token: int) -> Fate | None:
        """The number is the value of a noun: "the toll rose to 12", "put the dead at 36", "a toll of 12"."""
        tree, book = self._tree, self._book
        head, relation = tree.heads[token], tree.deprels[token]
        if tree.upos[token] not in {"NUM", "NOUN", "ADJ", "PRON", "SYM", "DET"} or relation not in _VALUE:
            return self._find_counted(token)
        if relation in {"nmod", "appos"} and head >= 0 and tree.case(token) in {"of", "at", ""}:
            return self._read_toll(head) if tree.upos[token] == "NUM" else None
        if tree.upos[token] != "NUM":
            return None
        if head >= 0 and tree.words[head] not in book.by_verb:
            beside = [c for c in tree.children(head, "nsubj", "nsubj:pass", "obj", "obl") if c != token]
            nouns = [n for c in beside for n in tree.conjuncts(c) if tree.upos[n] in {"NOUN", "ADJ", "PROPN"}]
            for noun in sorted(nouns, key=lambda n: (n > token, abs(n - token))):
                fate = self._read_toll(noun)
                if fate is not None:
                    return fate
        return self._find_counted(token)

    def _find_counted(self, token: int) -> Fate | None:
        """The number is the predicate: "the number of dead is 21", "the dead may number 100"."""
        noun = self._tree.child(token, "nsubj", "nsubj:pass")
        return self._read_toll(noun) if noun is not None and self._tree.upos[token] == "NUM" else None

    def _read_toll(self, noun: int) -> Fate | None:
        tree, book = self._tree, self._book
        if tree.child(noun, "nummod") is not None:
            return None
        inner = [c for c in tree.children(noun, "nmod", "compound", "amod") if c != noun]
        if tree.words[noun] in book.counters:
            for child in inner:
                word = tree.words[child]
                kind = book.by_toll.get(word) or book.by_noun.get(word) or book.by_state.get(word)
                if kind is not None and word != "toll":
                    return Fate(kind, noun)
        kind = book.by_toll.get(tree.words[noun])
        return Fate(kind, noun) if kind is not None else None
