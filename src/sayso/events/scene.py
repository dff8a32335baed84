"""What the rules of roles look at: the tree, the words, and whether a token speaks of somebody who can act."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.events.known import KnownNames, load_known
from sayso.events.tree import NOUNS, Tree
from sayso.lang.events import EventWords, RoleWords

SUBJECTS = ("nsubj", "nsubj:outer", "nsubj:pass")
_NAMES = frozenset({"PROPN"})
_MODIFIERS = frozenset({"amod", "compound", "nmod:desc", "flat", "nmod:poss"})
_DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december christmas easter ramadan".split()
)


class Scene:
    """A tree with the words that its language has for events."""

    def __init__(self, tree: Tree, words: EventWords, known: KnownNames | None = None) -> None:
        self.tree = tree
        self.words: RoleWords = words.roles
        self.events = words
        self.known = known or load_known()
        self._who = words.who

    def is_agent(self, token: int) -> bool:
        """Whether a token is the head of words for people, bodies, states or places."""
        tree = self.tree
        upos, lemma = tree.upos[token], tree.lemmas[token]
        if upos == "PRON":
            return lemma not in self.words.empty_pronouns and not tree.words[token].startswith(("its", "how"))
        if upos == "PROPN":
            return tree.words[token] not in _DATES and lemma not in self.words.instruments
        if upos == "NUM":
            return tree.deprels[token] in {"nsubj", "nsubj:pass", "obj"} and not tree.forms[token][:1].isdigit()
        if upos == "ADJ":
            return self.is_name(token) or (tree.child(token, "det") is not None and lemma in self._who)
        return lemma in self._who or (upos == "NOUN" and self.is_name(token)) or self._contains(token)

    def is_name(self, token: int) -> bool:
        """Whether a token begins with a capital and is a name or the word for a people."""
        form = self.tree.forms[token]
        if not form[:1].isupper():
            return False
        if self.tree.upos[token] == "PROPN":
            return self.tree.words[token] not in _DATES
        return self.known.find(self.tree.forms, token, None) is not None

    def list_modifiers(self, noun: int) -> Iterator[int]:
        """Names, peoples and people that stand before a noun and say whose it is: possessors first."""
        tree = self.tree
        for child in tree.children(noun, "nmod:poss"):
            if self.is_agent(child):
                yield child
        for child in tree.children(noun, "amod", "compound", "nmod:desc", "nmod"):
            if child < noun and not tree.case(child) and (self.is_name(child) or self._is_person(child)):
                yield child

    def _is_person(self, token: int) -> bool:
        return self.tree.upos[token] == "NOUN" and self.tree.lemmas[token] in self._who

    def _contains(self, token: int) -> bool:
        """Whether a word of count or measure holds somebody: "dozens of villagers", "a group of"."""
        if self.tree.lemmas[token] not in self.words.containers:
            return False
        inner = [c for c in self.tree.children(token, "nmod") if self.tree.case(c) in self.words.of_cases]
        return not inner or any(self.tree.lemmas[c] in self._who or self.is_name(c) for c in inner)


def is_noun(tree: Tree, token: int) -> bool:
    """Whether a token can be the head of a phrase that names somebody or something."""
    return tree.upos[token] in NOUNS or tree.upos[token] == "ADJ"
