"""Crowds at protests: people whom a protest drew, who stand at it, or whose verb leads to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.events.states import Fate
from sayso.events.tree import Tree
from sayso.events.triggers import Trigger
from sayso.lang import TollBook

SUBJECTS = frozenset({"nsubj", "nsubj:outer"})
_STEPS = 6
_NEAR = 3  # steps between a verb of protesters and the word for the protest
_DRAWING = frozenset({"drawing", "attracting"})
_LED = frozenset({"obj", "obl", "nmod", "xcomp", "compound", "nmod:poss"})


class CrowdFinder:
    """Looks for crowds in one report; ``triggers`` are those of its events, ``by_token`` the same by their tokens."""

    def __init__(
        self, tree: Tree, book: TollBook, triggers: Sequence[Trigger], by_token: Mapping[int, Trigger]
    ) -> None:
        self._tree, self._book, self._triggers = tree, book, by_token
        self._protests: dict[int, list[Trigger]] = {}
        for trigger in triggers:
            if trigger.type == "PROTEST":
                self._protests.setdefault(tree.sentences[trigger.head], []).append(trigger)

    def find_protester(self, counted: int) -> Fate | None:
        """The protest of the sentence, where those counted are the subject of a verb close to its trigger."""
        tree, verb = self._tree, self._tree.heads[counted]
        if verb < 0 or tree.deprels[counted] not in SUBJECTS or tree.upos[verb] != "VERB":
            return None
        for trigger in self._protests.get(tree.sentences[counted], ()):
            if verb in tree.climb(trigger.head, _NEAR) or trigger.head in tree.climb(verb, _NEAR):
                return Fate("crowd", trigger.head, sure=False)
        return None

    def find_present(self, token: int) -> Fate | None:
        """Those counted at a protest: "police counted 1,200 people at the rally"."""
        tree, verb = self._tree, self._tree.heads[token]
        if verb < 0 or tree.deprels[token] != "obj" or tree.words[verb] not in self._book.figure_verbs:
            return None
        for child in (*tree.children(token, "nmod"), *tree.children(verb, "obl")):
            if tree.case(child) in {"at", "in", "on"} and self._book.by_toll.get(tree.words[child]) == "crowd":
                return Fate("crowd", child)
        return None

    def find_attendance(self, first: int) -> Fate | None:
        """Those whom a protest drew, by the verb right before their number: "the march brought a minimum of 2,200"."""
        tree, verb = self._tree, first - 1
        if verb < 0 or tree.sentences[verb] != tree.sentences[first] or tree.upos[verb] != "VERB":
            return None
        protests = self._protests.get(tree.sentences[verb], ())
        drawing = tree.words[verb] in _DRAWING and any(t.head < verb for t in protests)
        return Fate("crowd", verb, sure=False) if drawing else self.find_drawn(verb, "obj")

    def find_drawn(self, verb: int, relation: str, counted: int = -1) -> Fate | None:
        """Those whom a protest drew: "the march drew 5,000", "brought 5,000 people together"."""
        subject = self._tree.child(verb, "nsubj")
        behind = relation in {"obj", "with"} or (relation == "nsubj" and counted > verb)
        trigger = self._triggers.get(subject) if subject is not None and behind else None
        led = self._book.stages if relation == "with" else self._book.draws
        drawn = trigger is not None and trigger.type == "PROTEST" and self._tree.words[verb] in led
        return Fate("crowd", verb, sure=False) if drawn else None

    def find_staged(self, verb: int) -> Trigger | None:
        """The protest that a verb such as "join" leads, however deep: "entered the third day of a strike"."""
        tree = self._tree
        if tree.words[verb] not in self._book.stages:
            return None
        for trigger in self._protests.get(tree.sentences[verb], ()):
            path = [trigger.head, *tree.climb(trigger.head, _STEPS)]
            led = path[: path.index(verb)] if verb in path else []
            if led and all(tree.deprels[at] in _LED for at in led):
                return trigger
        return None
