"""States and set phrases that tell what befell somebody: "found dead", "in custody", "lost their lives"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from sayso.events.tree import Tree
from sayso.events.triggers import Trigger
from sayso.lang import TollBook
from sayso.model import TollKind

_BESIDE = ("xcomp", "obl", "obj", "advmod", "amod", "acl", "nmod", "dep", "compound")
_COMING = frozenset({"part", "out", "streets"})  # last words of phrases for those who come


class Fate(msgspec.Struct, frozen=True):
    """What befell somebody, and the token of the word that tells it; ``sure`` where a word of the lists does."""

    kind: TollKind
    told_by: int
    sure: bool = True


class StateFinder:
    """Looks for states in one report; ``triggers`` are those of its events."""

    def __init__(self, tree: Tree, book: TollBook, triggers: Sequence[Trigger]) -> None:
        self._tree, self._book = tree, book
        self._triggers = {token: t for t in triggers for token in range(t.first, t.last + 1)}
        self._protests = {tree.sentences[t.head] for t in triggers if t.type == "PROTEST"}
        self._gatherings: dict[int, bool] = {}

    def find_idiom(self, verb: int) -> Fate | None:
        """What a phrase at or right behind a verb tells of its subject: "lost their lives", "has not been seen"."""
        tree = self._tree
        for at in range(max(0, verb - 3), min(verb + 3, len(tree))):
            for words, kind in self._book.by_idiom.get(tree.words[at], ()):
                whole = tuple(tree.words[at : at + len(words)]) == words and at + len(words) > verb
                fits = kind != "crowd" or self.is_protest(verb, self._triggers.get(verb)) or self._goes_on(verb, words)
                if whole and fits:
                    return Fate(kind, verb)
        return None

    def _goes_on(self, verb: int, words: tuple[str, ...]) -> bool:
        """Whether a phrase for those who come speaks of the protest of the sentence before: "241 people took part"."""
        before = self._tree.sentences[verb] - 1
        return words[-1] in _COMING and verb not in self._triggers and self._tells_protest(before)

    def find_crowd(self, verb: int) -> Fate | None:
        """The crowd that is the subject of a verb of protest."""
        trigger, told = self._triggers.get(verb), self.find_idiom(verb)
        own = self._book.by_own_verb.get(self._tree.words[verb]) == "crowd" or (
            told is not None and told.kind == "crowd"
        )
        protest = trigger is not None and trigger.type == "PROTEST"
        return Fate("crowd", verb) if protest or (own and self.is_protest(verb, trigger)) else None

    def find_state(self, verb: int) -> Fate | None:
        """A state told beside the verb or by it: "found dead", "taken into custody", "are missing"."""
        tree, states = self._tree, self._book.by_state
        if tree.words[verb] in states and (
            self._is_lasting(verb) or (tree.upos[verb] != "VERB" and self.is_state(verb))
        ):
            return Fate(states[tree.words[verb]], verb)
        for child in tree.children(verb, *_BESIDE, "advcl"):
            if tree.deprels[child] == "advcl" and tree.upos[child] != "NOUN":
                continue
            kind = states.get(tree.words[child])
            if kind is not None and self._fits_state(verb, child, kind):
                return Fate(kind, child)
        return None

    def _is_lasting(self, token: int) -> bool:
        """Whether a form of a verb is a state that somebody is in: "are still missing"."""
        tree = self._tree
        lasting = tree.upos[token] == "VERB" and tree.words[token] not in self._book.by_verb
        be = any(tree.lemmas[c] in {"be", "remain"} for c in tree.children(token, "aux", "cop", "aux:pass"))
        return lasting and be and tree.child(token, "obj") is None

    def _fits_state(self, verb: int, child: int, kind: TollKind) -> bool:
        """Whether a word beside a verb says what became of those it speaks of, and not where or of what it speaks."""
        tree = self._tree
        case, word = tree.case(child), tree.words[verb]
        if tree.deprels[child] == "obj" and tree.words[child] in self._book.by_toll and tree.child(child, "nummod"):
            return False
        if tree.upos[child] != "NOUN":
            return tree.words[child] != "home" and self.is_state(child)
        phrases = self._book.phrases[kind]
        return case in phrases.cases if case else word in phrases.verbs

    def is_state(self, token: int) -> bool:
        """Whether a word is no deed of somebody else: no verb with an object or a subject that acts."""
        tree = self._tree
        if tree.upos[token] != "VERB":
            return True
        return tree.child(token, "obj", "nsubj") is None and "VerbForm=Ger" not in tree.feats[token]

    def is_protest(self, verb: int, trigger: Trigger | None) -> bool:
        """Whether a verb of gatherings tells a protest."""
        if trigger is not None:
            return trigger.type == "PROTEST"
        return self._tree.words[verb] in self._book.marches or self._tells_protest(self._tree.sentences[verb])

    def _tells_protest(self, sentence: int) -> bool:
        """Whether a sentence has an event or a word of protest."""
        tree = self._tree
        if sentence in self._protests:
            return True
        if sentence not in self._gatherings:
            words = tree.words[bisect_left(tree.sentences, sentence) : bisect_right(tree.sentences, sentence)]
            self._gatherings[sentence] = not self._book.protests.isdisjoint(words)
        return self._gatherings[sentence]
