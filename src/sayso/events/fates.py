"""What befell the people whom a number counts: looked for up the tree, from the counted word to one that tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sayso.events.crowds import SUBJECTS, CrowdFinder
from sayso.events.moves import is_driven, is_sentence
from sayso.events.states import Fate, StateFinder
from sayso.events.toll_nouns import TollNounFinder
from sayso.events.tree import Tree
from sayso.events.triggers import Trigger
from sayso.lang import TollBook
from sayso.model import TollKind

_STEPS = 6
_TOGETHER = frozenset({"with", "alongside", "besides"})
_RELATIVES = frozenset({"who", "that", "which"})
_OWN: dict[str, TollKind] = {"PROTEST": "crowd", "COERCE": "displaced"}
"""What befalls the subject of a trigger."""
_TAKEN = frozenset({"arrest", "seize", None})
_BESIDES = frozenset({"conj", "appos", "compound", "nummod", "dep", "list", "flat", "parataxis"})
_PATIENTS = frozenset({"obj", "iobj", "nsubj:pass"})
_ABOUT = frozenset({"amod", "acl", "acl:relcl", "advcl", "xcomp", "dep"})
_PARTICLES = ("compound:prt", "advmod", "case", "obl", "xcomp", "obj")


Parties = tuple[Sequence[int], Sequence[int]]
"""The heads of those who act in an event, and of those at its receiving end."""


class FateFinder:
    """Looks for fates in one report; ``triggers`` are those of its events."""

    def __init__(
        self,
        tree: Tree,
        book: TollBook,
        triggers: Sequence[Trigger],
        states: StateFinder,
        parties: Callable[[Trigger], Parties] | None = None,
    ) -> None:
        self._tree, self._book, self._states = tree, book, states
        self._all, self._parties = triggers, parties
        self._befallen: dict[int, Fate] | None = None
        self._triggers = {token: t for t in triggers for token in range(t.first, t.last + 1)}
        self._heads = {t.head: t for t in triggers}
        self._nouns = TollNounFinder(tree, book)
        self.crowds = CrowdFinder(tree, book, triggers, self._triggers)

    def find(self, counted: int, *, crowd: bool = True) -> Fate | None:
        """The fate of the people whom the token ``counted`` names; ``crowd`` says whether they may be one."""
        weak: Fate | None = None
        for token in self._list_wholes(counted):
            fate = self._find_at(token)
            gathered = self._book.by_noun.get(self._tree.words[token]) == "crowd"
            if fate is not None and fate.kind in {"injured", "displaced"} and not fate.sure and gathered:
                fate = Fate("crowd", token)
            if (
                fate is not None
                and fate.kind == "displaced"
                and self._book.by_noun.get(self._tree.words[token]) == "missing"
            ):
                fate = Fate("missing", token)
            if fate is not None and (crowd or fate.kind != "crowd"):
                if fate.kind != "crowd":
                    return fate
                weak = weak or fate
        return weak

    def find_whole(self, counted: int) -> Fate | None:
        """What befell a whole of whom a part is told: by a word on the noun, or by the noun ("of the 22 hostages")."""
        kind = self._book.by_noun.get(self._tree.words[counted])
        return self.find_about(counted) or (Fate(kind, counted) if kind is not None else None)

    def find_party(self, counted: int) -> Fate | None:
        """What befell those who take part in an event by its roles, however far they stand from its trigger."""
        if self._parties is None:
            return None
        if self._befallen is None:
            self._befallen = dict(self._list_befallen(self._parties))
        return self._befallen.get(counted)

    def _list_befallen(self, parties: Callable[[Trigger], Parties]) -> Iterator[tuple[int, Fate]]:
        for trigger in self._all:
            kind = self._book.befall.get(f"{trigger.type}-{trigger.mode}")
            if kind is None and trigger.type != "PROTEST":
                continue
            actors, recipients = parties(trigger)
            for head in actors if trigger.type == "PROTEST" else recipients:
                yield head, Fate(kind or "crowd", trigger.head, sure=False)

    def _list_wholes(self, counted: int) -> Iterator[int]:
        """The counted word and what it stands beside or is part of: "two of the 16", "hundreds of people"."""
        tree, at = self._tree, counted
        for _ in range(_STEPS):
            yield at
            above, relation = tree.heads[at], tree.deprels[at]
            if above < 0 or tree.upos[above] not in {"NOUN", "PROPN", "NUM", "ADJ", "PRON", "SYM"}:
                return
            inside = relation == "nmod" and tree.case(at) in self._book.inherits and self._holds(above, at)
            if not inside and relation not in _BESIDES:
                return
            at = above

    def _holds(self, above: int, part: int) -> bool:
        """Whether a noun is a number or measure of what hangs on it, or names those of whom it is a part."""
        tree, book = self._tree, self._book
        if tree.case(part) != "of":
            return True
        word = tree.words[above]
        return (
            tree.upos[above] in {"NUM", "PRON"} or word in book.containers or word in book.vague or word in book.values
        )

    def _find_at(self, token: int) -> Fate | None:
        return (
            self._nouns.find(token)
            or self.find_about(token)
            or self.crowds.find_present(token)
            or self._find_predicate(token)
            or self._find_noun(token)
        )

    def _find_noun(self, token: int) -> Fate | None:
        """The noun itself counts them: "12 deaths", "300 protesters", "the arrest of 12"."""
        tree = self._tree
        kind = self._book.by_noun.get(tree.words[token])
        if kind is not None and not self.is_freed(token):
            return Fate(kind, token)
        above = tree.heads[token]
        if above < 0 or tree.deprels[token] not in {"nmod", "nmod:poss", "compound"}:
            return None
        return self._find_nominal(token, above)

    def is_freed(self, token: int) -> bool:
        """Whether those counted are let go."""
        tree, above = self._tree, self._tree.heads[token]
        trigger = self._triggers.get(above)
        if trigger is not None and trigger.type in {"RETREAT", "COOPERATE", "AGREE", "CONCEDE", "REQUEST"}:
            return True
        undone = {above, *tree.children(token, "acl", "amod", "acl:relcl")}
        return any(at >= 0 and tree.words[at] in self._book.freed for at in undone)

    def _find_nominal(self, token: int, above: int) -> Fate | None:
        """They hang on a noun for what befell them: "the killing of three", "a march by 3,000", "a crowd of 300"."""
        tree, book = self._tree, self._book
        case, trigger = self._find_case(token, above), self._triggers.get(above)
        if case in {"of", "by", "with", "involving", ""}:
            crowd = book.by_toll.get(tree.words[above])
            protest = trigger is not None and trigger.type == "PROTEST"
            if (crowd == "crowd" and case != "") or protest:
                return Fate("crowd", above)
        if case != "of" and tree.deprels[token] != "nmod:poss":
            return None
        word = tree.words[above]
        kind = book.by_noun.get(word) or book.by_toll.get(word) or book.by_deed.get(word)
        if kind is not None:
            return Fate(kind, above)
        kind = book.befall.get(f"{trigger.type}-{trigger.mode}") if trigger is not None else None
        return Fate(kind, above, sure=False) if kind is not None else None

    def _find_case(self, token: int, above: int) -> str:
        """The preposition of a phrase; of one joined by "and" without its own, that of the phrase before."""
        tree, case = self._tree, self._tree.case(token)
        if case or tree.child(token, "cc") is None:
            return case
        before = [c for c in tree.children(above, "nmod") if c < token]
        return tree.case(before[-1]) if before else ""

    def find_about(self, token: int) -> Fate | None:
        """A word on the noun tells: "26 wounded villagers", "14 officers dead", "nurses held at a post"."""
        tree = self._tree
        for child in tree.children(token):
            if tree.deprels[child] == "nmod" and self._is_in_state(child):
                return Fate(self._book.by_state[tree.words[child]], child)
            if tree.deprels[child] not in _ABOUT:
                continue
            if tree.deprels[child] in {"acl", "acl:relcl"} and tree.upos[child] == "VERB":
                fate = self._judge(child, self._find_gap(child), clause=True)
                if fate is not None:
                    return fate
                continue
            kind = self._book.by_state.get(tree.words[child])
            if kind is not None and self._states.is_state(child):
                return Fate(kind, child)
        return None

    def _find_gap(self, verb: int) -> str:
        """What a noun is to the verb of its clause: "people killed in", "who fled", "officers it seized"."""
        tree = self._tree
        subject = tree.child(verb, "nsubj")
        if subject is not None and tree.words[subject] not in _RELATIVES and tree.child(verb, "obj") is None:
            return "obj"
        return "nsubj:pass" if tree.is_passive(verb) or self._is_reduced(verb) else "nsubj"

    def _is_reduced(self, verb: int) -> bool:
        """Whether a verb right behind its noun is a participle, whatever its form is taken for: "people killed in"."""
        tree = self._tree
        bare = tree.child(verb, "nsubj", "mark", "obj", "aux", "cop") is None
        return bare and not tree.words[verb].endswith("ing")

    def _is_in_state(self, token: int) -> bool:
        """Whether a phrase behind a noun tells its state: "six workers under arrest", "40 people in hospital"."""
        tree, book = self._tree, self._book
        kind = book.by_state.get(tree.words[token])
        return kind is not None and tree.case(token) in book.phrases[kind].cases - {"of", "from", "to"}

    def _find_predicate(self, token: int) -> Fate | None:
        """The verb or adjective that the word is subject or object of tells."""
        tree = self._tree
        head, relation = tree.heads[token], tree.deprels[token]
        if head < 0:
            return None
        agent = relation == "obl:agent" or (relation == "obl" and tree.case(token) in {"by", "among"})
        if agent and tree.is_passive(head):
            trigger = self._triggers.get(head)
            attended = self._book.by_own_verb.get(tree.words[head]) == "crowd" and self._states.is_protest(
                head, trigger
            )
            return Fate("crowd", head) if attended or (trigger is not None and trigger.type == "PROTEST") else None
        first = tree.child(head, "obj") if relation == "conj" and tree.upos[token] in {"NOUN", "NUM", "PROPN"} else None
        if first is not None and first < token and tree.upos[head] == "VERB":
            relation = "obj"
        if (
            relation == "obl"
            and tree.case(token) == "with"
            and (drawn := self.crowds.find_drawn(head, "with")) is not None
        ):
            return drawn
        if relation == "obl" and tree.case(token) in _TOGETHER:
            relation = "nsubj:pass" if tree.is_passive(head) else "obj"
        if relation not in SUBJECTS and relation not in _PATIENTS:
            return None
        voiced = [(p, self._find_voice(p, head, relation)) for p in self._list_predicates(head, relation)]
        told = [fate for p, voice in voiced if (fate := self._judge(p, voice)) is not None]
        if told:
            sure = next((fate for fate in told if fate.sure), told[0])
            return next((fate for fate in told if fate.kind == "killed"), sure)
        own = (self._find_listed(other, patient=tree.is_passive(other)) for other in tree.children(head, "xcomp"))
        return next((fate for fate in own if fate is not None), None) or self.crowds.find_drawn(head, relation, token)

    def _find_voice(self, predicate: int, head: int, relation: str) -> str:
        """How a subject stands to a predicate: to one joined to its own as that verb's voice has it."""
        if predicate == head or relation == "nsubj:outer":
            return relation
        tree = self._tree
        shared = tree.is_passive(head) and tree.child(predicate, "aux", "obj", "nsubj", "mark") is None
        shared = shared and tree.words[predicate] in self._book.by_verb and "ing" not in tree.words[predicate][-3:]
        return "nsubj:pass" if shared or tree.is_passive(predicate) else "nsubj"

    def _list_predicates(self, head: int, relation: str) -> Iterator[int]:
        """The verb, and those coordinated with it that share the subject."""
        yield head
        tree = self._tree
        if relation in _PATIENTS and relation != "nsubj:pass":
            return
        for other in tree.children(head, "conj"):
            if tree.child(other, "nsubj", "nsubj:pass") is None:
                yield other

    def _judge(self, verb: int, relation: str, *, clause: bool = False) -> Fate | None:
        """What a predicate does to its subject or object."""
        patient = relation in _PATIENTS
        if relation == "nsubj" and self._tree.is_passive(verb) and not clause:
            patient = self._tree.child(verb, "aux:pass", "nsubj:pass") is not None
        told = self._states.find_idiom(verb) if relation != "obj" else None
        if told is not None:
            return told
        if is_sentence(self._tree, verb):
            return None
        if is_driven(self._tree, self._book, verb) and (patient or self._tree.child(verb, "nsubj:pass") is None):
            return Fate("displaced", verb)
        state, listed = self._states.find_state(verb), self._find_listed(verb, patient=patient)
        if state is not None and state.kind == "injured" and listed is not None:
            return listed
        return state or listed or self._find_trigger(verb, patient=patient)

    def _find_listed(self, verb: int, *, patient: bool) -> Fate | None:
        """A verb of the lists, with its particle where it has one."""
        tree, book = self._tree, self._book
        verbs = book.by_verb if patient else book.by_own_verb
        word = tree.words[verb]
        phrase = next((p for c in tree.children(verb, *_PARTICLES) if (p := f"{word} {tree.words[c]}") in verbs), word)
        cases = (f"{word} {tree.case(c)}" for c in tree.children(verb, "obl"))
        phrase = next((p for p in cases if p in verbs), phrase) if phrase == word else phrase
        kind = verbs.get(phrase)
        trigger = self._triggers.get(verb)
        if kind == "crowd" and not self._states.is_protest(verb, trigger):
            return None
        if kind == "arrested" and trigger is not None and trigger.type == "COERCE" and trigger.mode not in _TAKEN:
            return None
        if kind == "arrested" and trigger is not None and (trigger.type, trigger.mode) == ("ASSAULT", "abduct"):
            kind = "missing"
        return Fate(kind, verb) if kind is not None else None

    def _find_trigger(self, verb: int, *, patient: bool) -> Fate | None:
        """The verb is the trigger of an event, or leads its noun: its type tells what befell its object."""
        trigger = self._triggers.get(verb) or self._heads.get(verb)
        if trigger is None and not patient:
            led = (self._triggers.get(c) for c in self._tree.children(verb, "obj", "xcomp", "obl", "advcl", "conj"))
            trigger = next((t for t in led if t is not None), None) or self.crowds.find_staged(verb)
        if trigger is None:
            return None
        if not patient:
            fled = trigger.mode == "deport" and self._tree.child(verb, "obj", "ccomp") is None
            own = _OWN.get(trigger.type) if trigger.type == "PROTEST" or fled else None
            return Fate(own, trigger.head, sure=False) if own is not None else None
        kind = self._book.befall.get(f"{trigger.type}-{trigger.mode}")
        return Fate(kind, verb, sure=False) if kind is not None else None
