"""Who holds those whom a number counts: forces of a state, captors, or rescuers, who hold nobody."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from sayso.events.tree import Tree
from sayso.lang import TollBook

_MOST_UP = 3  # clauses
_BEFORE = 2  # sentences that may name those who hold
_MOST_STATE = 2  # words from a deed to the state that it ends in: "taken into custody"
_MOST_WORDS = 80  # words to either side
_AGENTS = ("nsubj", "obl", "obl:agent", "nmod", "nsubj:outer")
_JOINED = frozenset({"conj", "xcomp", "advcl", "acl"})
_BOUND = frozenset({"who", "that", "which"})
_FREE = frozenset({"they", "it", "he", "she", "we"})
_LEGAL = ("arrest", "detain", "remand", "jail", "imprison", "book", "charg", "apprehend", "nab", "intern", "round")
_TAKES = ("take", "taking", "took", "carr", "march", "led", "lead", "herd", "drag", "bundl", "spirit", "abduct", "haul")
_LEAVES = frozenset(
    {"drove", "made", "rode", "left", "fled", "sped", "ran", "disappeared", "escaped", "vanished", "withdrew", "walked"}
)
_HOSTS = frozenset(
    {"hospital", "hospitals", "clinic", "clinics", "doctors", "church", "school", "families", "villagers", "residents"}
)
_HELD = ("custod", "arrest", "detention", "detain", "jail", "prison", "cell", "behind", "bar")


class Holders:
    """Looks for those who hold somebody in one report."""

    def __init__(self, tree: Tree, book: TollBook) -> None:
        self._tree, self._book = tree, book

    def is_captured(self, told_by: int, held: int) -> bool:
        """Whether those who hold somebody, the token ``held``, are no force of a state."""
        tree, at, named = self._tree, told_by, False
        legal = any(word.startswith(_HELD) for word in tree.words[told_by + 1 : told_by + 1 + _MOST_STATE])
        for _ in range(1 if legal else _MOST_UP):
            for child in tree.children(at, *_AGENTS):
                acts = tree.deprels[child].startswith("nsubj") and not tree.is_passive(at)
                if child == held or not (acts or tree.case(child) == "by"):
                    continue
                side = self._judge_agent(child, at)
                if side is not None:
                    return side
                named = named or not tree.is_passive(at)
            if tree.heads[at] < 0 or tree.deprels[at] not in _JOINED:
                break
            at = tree.heads[at]
        return not named and not legal and self._is_seized(told_by)

    def _judge_agent(self, agent: int, verb: int) -> bool | None:
        """Whether an agent is a captor; None where nobody can tell."""
        tree, word = self._tree, self._tree.words[agent]
        if word in _BOUND and tree.deprels[verb] == "acl:relcl":
            return self._judge_words(*tree.phrase(tree.heads[verb]))
        if word in _FREE:
            return self._judge_near(verb)
        if word in self._book.keepers:
            return False
        if word in self._book.takers:
            return self._book.keepers.isdisjoint(tree.words[slice(*_reach(tree.phrase(agent)))])
        return self._judge_words(*tree.phrase(agent))

    def _judge_words(self, first: int, last: int) -> bool | None:
        words = self._tree.words[first : last + 1]
        if not self._book.captors.isdisjoint(words):
            return True
        return None if self._book.keepers.isdisjoint(words) else False

    def _judge_near(self, token: int) -> bool | None:
        """Which of both stands nearest before a token, there or in the sentence before."""
        first = self._find_start(token)
        for at in range(token - 1, first - 1, -1):
            if not self._tree.deprels[at].startswith("nsubj") and self._tree.deprels[at] != "obl:agent":
                continue
            side = self._judge_words(*self._tree.phrase(at))
            if side is not None:
                return side
        return None

    def _is_seized(self, token: int) -> bool:
        """Whether the words around tell of captives, where nobody is said to hold them."""
        tree = self._tree
        word = tree.words[token]
        if word.startswith(_LEGAL) or word.startswith(_HELD):
            return False
        first, end = (
            bisect_left(tree.sentences, tree.sentences[token]),
            bisect_right(tree.sentences, tree.sentences[token]),
        )
        words = tree.words[max(first, token - _MOST_WORDS) : min(end, token + _MOST_WORDS)]
        if not self._book.keepers.isdisjoint(words):
            return False
        before = tree.words[self._find_start(token) : first]
        return not self._book.ransoms.isdisjoint([*before, *words]) or bool(self._judge_near(token))

    def _find_start(self, token: int) -> int:
        first = bisect_left(self._tree.sentences, self._tree.sentences[token] - _BEFORE)
        return max(first, token - _MOST_WORDS)

    def is_carried_off(self, told_by: int, held: int) -> bool:
        """Whether captors take somebody with them: "the rebels marched 14 boys over the border"."""
        return self._tree.words[told_by].startswith(_TAKES) and self.is_captured(told_by, held)

    def is_made_off_with(self, held: int) -> bool:
        """Whether captors leave with somebody: "the gunmen drove off with three nurses"."""
        tree = self._tree
        verb = tree.heads[held]
        if verb < 0 or tree.upos[verb] != "VERB" or tree.case(held) != "with":
            return False
        return tree.words[verb] in _LEAVES and self.is_captured(verb, held)

    def is_saved(self, told_by: int) -> bool:
        """Whether those picked up or pulled out were in danger and not wanted: "picked up by a lifeboat"."""
        tree = self._tree
        if tree.words[told_by].startswith((*_LEGAL, *_HELD)):
            return False
        hosts = (tree.words[child] for child in tree.children(told_by, "nsubj"))
        if tree.words[told_by : told_by + 2] in (["took", "in"], ["taken", "in"]) and not _HOSTS.isdisjoint(hosts):
            return True
        end = min(bisect_right(tree.sentences, tree.sentences[told_by]), told_by + _MOST_WORDS)
        words = tree.words[self._find_start(told_by) : end]
        return not self._book.rescuers.isdisjoint(words) and self._book.keepers.isdisjoint(words)


def _reach(phrase: tuple[int, int]) -> tuple[int, int]:
    """The tokens of a phrase as a range, its end not included."""
    return phrase[0], phrase[1] + 1
