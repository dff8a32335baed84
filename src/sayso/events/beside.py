"""What befell those whom a number counts, read from the words right beside it, whatever the tree says."""

from __future__ import annotations

from sayso.events.states import Fate, StateFinder
from sayso.events.tree import Tree
from sayso.lang import TollBook
from sayso.model import TollKind

_MOST_BETWEEN = 6  # words between a noun and the verb that tells
_MOST_HEADING = 7  # words
_TAKE = frozenset({"take", "takes", "took", "taking"})
_LEAVES = frozenset({"left", "leaves", "leave", "leaving"})
_PEOPLE = frozenset({"NUM", "NOUN", "ADJ", "CCONJ", "DET"})
_MOST_LEFT = 12  # words
_MOST_LIMIT = 5  # words of a bound before a numeral: "as many as"
_SELVES = ("him", "her", "them", "himself", "herself", "themselves")
_IN = frozenset({"in", "under", "behind"})
_PASSIVES = frozenset({"been", "were", "was", "got", "are", "is", "being", "remain", "remained", "went", "go"})


def _make(kind: TollKind | None, told_by: int) -> Fate | None:
    return Fate(kind, told_by) if kind is not None else None


class BesideFinder:
    """Looks beside the numbers of one report."""

    def __init__(self, tree: Tree, book: TollBook, states: StateFinder) -> None:
        self._tree, self._book, self._states = tree, book, states

    def find_beside(self, last: int) -> Fate | None:
        """The fate told by the word right behind a number: "142 detained", "12 dead"."""
        tree = self._tree
        at = last + 1
        if at < len(tree) and tree.sentences[at] == tree.sentences[last]:
            kind = self._book.by_state.get(tree.words[at])
            if tree.upos[at] == "ADV" and not self._ends_there(at):
                return None
            bare = tree.upos[at] != "NOUN" or tree.words[at] in self._book.by_verb or tree.words[at].endswith("ly")
            if kind is not None and bare:
                return Fate(kind, at)
            return self._find_place(at) if tree.words[at] in _IN else None
        return None

    def _find_place(self, case: int) -> Fate | None:
        """Where those counted are: "eight in hospital", "12 under house arrest", "five behind bars"."""
        tree, book = self._tree, self._book
        for at in range(case + 1, min(case + 4, len(tree))):
            kind = book.by_state.get(tree.words[at])
            if kind is not None and kind != "displaced" and tree.upos[at] == "NOUN":
                return Fate(kind, at) if tree.words[case] in book.phrases[kind].cases else None
            if tree.upos[at] not in {"ADJ", "NOUN", "DET"}:
                return None
        return None

    def _ends_there(self, adverb: int) -> bool:
        """Whether an adverb says all that is told: "400 hurt, 30 critically"."""
        after = self._tree.words[adverb + 1 : adverb + 2]
        return not after or not after[0][:1].isalnum() or after[0] == "and" or after[0] in self._book.by_state

    def find_left(self, first: int, *, article: bool = False) -> Fate | None:
        """ "wounded at least 15", "hauled in more than 60"."""
        tree, verbs = self._tree, self._book.by_verb
        if not first or tree.sentences[first - 1] != tree.sentences[first]:
            return None
        near = tree.words[max(0, first - _MOST_HEADING) : first + _MOST_HEADING]
        strong = "strong" in tree.words[first + 1 : first + 4] and not article
        if strong and not (self._book.gatherings | {"crowd", "crowds"}).isdisjoint(near):
            return Fate("crowd", first)
        if tree.words[first - 1] in self._book.figure_verbs and not article:
            ahead = tree.words[first + 1 : first + _MOST_HEADING]
            if ahead[:1] in (["for"], ["at"], ["on"]) and not self._book.gatherings.isdisjoint(ahead):
                return Fate("crowd", first - 1)
        led = tree.upos[first - 1] == "NOUN" and tree.deprels[first - 1] in {"obl", "nmod", "nsubj"}
        kind = verbs.get(tree.words[first - 1]) if tree.upos[first - 1] in {"VERB", "NOUN", "ADJ"} and not led else None
        if kind is not None and (first < 2 or tree.words[first - 2] not in _PASSIVES):
            state = self._states.find_state(first - 1)
            return state if state is not None and state.kind == "killed" else Fate(kind, first - 1)
        outcome = self._find_left_so(first) if not article else None
        if outcome is not None:
            return outcome
        opened = (self._find_opening(first) or self._find_heading(first)) if not article else None
        if opened is not None:
            return opened
        kind = verbs.get(" ".join(tree.words[max(0, first - 2) : first]))
        joint = tree.words[first - 1]
        if kind is None and first > 1 and (joint in {"by", "of"} or joint in self._book.draws):
            kind = "crowd" if self._book.by_toll.get(tree.words[first - 2]) == "crowd" else None
            return Fate(kind, first - 1) if kind is not None and joint in self._book.draws else _make(kind, first - 2)
        return _make(kind, first - 2)

    def _find_left_so(self, first: int) -> Fate | None:
        """How those are whom something left: "left 40 men, women and children dead", "left five persons in custody"."""
        tree = self._tree
        if tree.words[first - 1] not in _LEAVES:
            return None
        bound = range(first, min(first + _MOST_LIMIT, len(tree)))
        numeral = next((at for at in bound if tree.upos[at] == "NUM"), first)
        for at in range(numeral, min(numeral + _MOST_LEFT, len(tree))):
            if tree.sentences[at] != tree.sentences[first]:
                return None
            if tree.words[at] in _IN:
                return self._find_place(at)
            kind = self._book.by_state.get(tree.words[at])
            if kind is not None and tree.upos[at] == "ADJ" and kind != "displaced":
                return Fate(kind, at)
            if tree.upos[at] not in _PEOPLE and tree.words[at] != ",":
                return None
        return None

    def _find_heading(self, first: int) -> Fate | None:
        """What a state before a colon tells of those listed behind it, and that somebody took others along to death."""
        tree, book = self._tree, self._book
        if tree.words[first - 1] == ":":
            near = range(max(0, first - _MOST_HEADING), first - 1)
            states = [
                at for at in near if tree.words[at] in book.by_state and tree.sentences[at] == tree.sentences[first]
            ]
            kind = book.by_state[tree.words[states[0]]] if states else None
            return _make(kind if kind != "displaced" else None, states[0] if states else first)
        if tree.words[first - 1] in _TAKE:
            after = " ".join(tree.words[first + 1 : first + 5])
            return Fate("killed", first - 1) if any(f"with {who}" in after for who in _SELVES) else None
        return None

    def _find_opening(self, first: int) -> Fate | None:
        """What words right before a number tell: "no word of five", "the lives of the 12"."""
        tree = self._tree
        end = first - 1 if tree.words[first - 1] in {"the", "those", "these"} else first
        for size in (3, 2):
            kind = self._book.openings.get(" ".join(tree.words[max(0, end - size) : end]))
            if kind is not None:
                return Fate(kind, end - size)
        return None

    def find_right(self, last: int) -> Fate | None:
        """ "17 people were hurt", "five later died": auxiliaries and adverbs may stand between."""
        tree, book, passive = self._tree, self._book, False
        for at in range(last + 1, min(last + _MOST_BETWEEN, len(tree))):
            if tree.sentences[at] != tree.sentences[last]:
                return None
            word, upos = tree.words[at], tree.upos[at]
            kind = (book.by_verb if passive else book.by_own_verb).get(word)
            if kind is not None and kind != "crowd":
                return self._states.find_idiom(at) or self._find_outcome(at) or self._find_end(at) or Fate(kind, at)
            told = self._states.find_idiom(at) if upos == "VERB" else None
            if told is not None and told.kind != "crowd":
                return told
            kind = book.by_state.get(word)
            if kind is not None and upos != "NOUN" and not (upos == "VERB" and self._is_deed(at)):
                return Fate(kind, at)
            passive = passive or tree.lemmas[at] == "be" or word in _PASSIVES
            whose = at == last + 1 and word == "who"
            if upos not in {"AUX", "ADV", "PART"} and word not in _PASSIVES and not whose:
                return None
        return None

    def find_reduced(self, last: int) -> Fate | None:
        """A bare participle right behind those counted: "and two girls raped.", "Dozens snatched at night"."""
        tree, verb = self._tree, last + 1
        if verb >= len(tree) or tree.sentences[verb] != tree.sentences[last] or tree.upos[verb] != "VERB":
            return None
        verbs = self._book.by_verb
        kind = verbs.get(" ".join(tree.words[verb : verb + 2])) or verbs.get(tree.words[verb])
        past = tree.words[verb].endswith(("ed", "en", "t", "ung", "ught", "un"))
        ends = verb + 1 >= len(tree) or tree.upos[verb + 1] in {"PUNCT", "ADP", "CCONJ", "ADV"}
        ends = ends and tree.words[verb : verb + 2] != ["shot", "at"]
        if kind is None or kind == "crowd" or not past or not ends or tree.child(verb, "obj", "aux") is not None:
            return None
        return self._states.find_idiom(verb) or self._find_outcome(verb) or Fate(kind, verb)

    def find_gathering(self, last: int) -> Fate | None:
        """A verb of a gathering behind those counted: "Hundreds of thousands poured into the streets"."""
        tree = self._tree
        for at in range(last + 1, min(last + _MOST_BETWEEN, len(tree))):
            if tree.sentences[at] != tree.sentences[last] or tree.upos[at] not in {"VERB", "AUX", "ADV"}:
                return None
            if tree.upos[at] == "VERB":
                return self._states.find_crowd(at)
        return None

    def _find_end(self, verb: int) -> Fate | None:
        """That they were killed after another deed: "were picked out at a roadblock and murdered"."""
        tree = self._tree
        for other in tree.children(verb, "conj"):
            alone = tree.child(other, "nsubj", "nsubj:pass", "obj") is None
            word = tree.words[other]
            if alone and "killed" in {self._book.by_verb.get(word), self._book.by_own_verb.get(word)}:
                return Fate("killed", other)
        return None

    def _is_deed(self, verb: int) -> bool:
        """Whether a verb that is a state elsewhere is what somebody does: "households burn what they have"."""
        tree = self._tree
        return tree.child(verb, "obj", "ccomp") is not None and tree.child(verb, "aux:pass") is None

    def _find_outcome(self, verb: int) -> Fate | None:
        """What a deed ended in: "shot dead", "beaten to death", "shot and killed", "taken hostage"."""
        tree, book = self._tree, self._book
        following = tree.words[verb + 1 : verb + 3]
        if following[:1] in (["to"], ["and"]) and len(following) > 1:
            known = book.by_state.get(following[1]) if following[0] == "to" else book.by_verb.get(following[1])
            if known is not None and (following[0] == "and" or following[1] == "death"):
                return Fate(known, verb if known != "killed" else verb + 2)
        kind = book.by_state.get(following[0]) if following and tree.upos[verb + 1] != "ADV" else None
        return Fate(kind, verb + 1) if kind is not None and kind != "displaced" else None
