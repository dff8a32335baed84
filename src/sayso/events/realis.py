"""Realis: whether an event is told as having happened, planned, hypothetical, denied, or long past.

A weigher adds up evidence from the words around the trigger; its weights are fitted on the project's own gold by
`sayso.learn.realis`. The event head's own answer is no evidence: it adds nothing to these words (five-fold).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

from sayso.errors import SaysoError
from sayso.events.tree import Tree
from sayso.events.triggers import Trigger
from sayso.lang import Language, find_language
from sayso.lang.forms import inflect_verbs
from sayso.model import Claim, Realis, Time

REALIS: tuple[Realis, ...] = ("actual", "planned", "hypothetical", "denied", "historical")
_FILE = "realis.json"
_YEAR_DAYS = 365
_STEPS = 4  # heads above the trigger that are looked at
_NEAR = 100  # tokens to either side
_MOST_WORDS = 7  # before the trigger
_INVERTED = frozenset({"had", "were", "should"})
_HELPING = frozenset({"aux", "aux:pass", "advmod", "cop"})
_CLAUSES = frozenset(
    {"root", "ccomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "xcomp", "parataxis", "conj", "csubj", "csubj:pass"}
)
_NOUN_LINKS = frozenset(
    {
        "obj",
        "nsubj",
        "nsubj:pass",
        "obl",
        "nmod",
        "compound",
        "nmod:poss",
        "xcomp",
        "appos",
        "conj",
        "amod",
        "obl:agent",
        "advcl",
        "acl",
        "ccomp",
    }
)


class RealisWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The weight of each feature for each realis, in the order of `REALIS`."""

    weights: dict[str, tuple[float, ...]]


@cache
def load_realis_weights() -> RealisWeights:
    """The weights that ship. Raises SaysoError SAY-403 where the file is damaged."""
    try:
        return msgspec.json.decode((files("sayso.events") / _FILE).read_bytes(), type=RealisWeights)
    except (OSError, msgspec.DecodeError) as error:
        raise SaysoError("SAY-403", name=f"events/{_FILE}", reason=f"is damaged ({error})") from error


@cache
def load_lemmas(code: str) -> Mapping[str, str]:
    """The lemmas of the forms of all verbs of realis in a language."""
    language = find_language(code)
    return inflect_verbs((verb for verbs in language.realis.verbs.values() for verb in verbs), language.endings)


class RealisJudge:
    """Judges the events of one report; ``published`` is its date."""

    def __init__(self, tree: Tree, language: Language, published: str | None, weights: RealisWeights) -> None:
        words = language.realis
        self._tree, self._published, self._weights = tree, published, weights.weights
        self._lemmas = load_lemmas(language.code)
        self._words = words
        self._auxiliaries = _turn(words.auxiliaries)
        self._marks = _turn(words.marks)
        self._verbs = _turn(words.verbs)
        self._nouns = _turn(words.nouns)
        self._cases = _turn(words.cases)

    def judge(self, trigger: Trigger, *, claim: Claim | None, time: Time | None) -> Realis:
        """The realis of an event; ``claim`` is the claim that asserts it, ``time`` when it happened."""
        scores = [0.0] * len(REALIS)
        for name, value in self.list_features(trigger, claim=claim, time=time).items():
            for at, weight in enumerate(self._weights.get(name, ())):
                scores[at] += weight * value
        return max(zip(REALIS, scores, strict=True), key=lambda pair: pair[1])[0]

    def list_features(self, trigger: Trigger, *, claim: Claim | None, time: Time | None) -> dict[str, float]:
        """The evidence for the realis of an event, by name."""
        found = {"bias": 1.0, f"type {trigger.type}": 1.0}
        for name in (*self._list_clause(trigger), *self._list_above(trigger), *self._list_before(trigger)):
            found[name] = 1.0
        for name in (*self._list_time(trigger, time), *self._list_claim(claim)):
            found[name] = 1.0
        return found

    def _list_clause(self, trigger: Trigger) -> Iterator[str]:
        """Auxiliaries, conjunctions, negations and tense of the clause of the trigger."""
        tree, verb = self._tree, self._find_verb(trigger.head)
        own = "verb" if verb == trigger.head else "noun"
        yield f"{own} {tree.upos[trigger.head]}"
        yield from self._list_own(trigger.head, own if own == "verb" else "trigger")
        if verb != trigger.head:
            yield from self._list_own(verb, "light")
            yield f"light {tree.deprels[trigger.head]}"
        feats = tree.feats[verb]
        for value in ("Tense=Past", "Tense=Pres", "VerbForm=Inf", "VerbForm=Ger", "VerbForm=Part"):
            participle = (
                value == "Tense=Past" and "VerbForm=Part" in feats
            )  # of passives and perfects, whatever the time
            if value in feats and not participle:
                yield f"{own} {value}"
        if tree.deprels[verb] in _CLAUSES:
            yield f"{own} is {tree.deprels[verb]}"
        if self._ends_in_question(verb):
            yield "question"
        auxiliaries = {tree.words[c] for c in tree.children(verb, "aux", "aux:pass")}
        if auxiliaries >= {"would", "have"} or auxiliaries >= {"could", "have"}:
            yield "counterfactual"
        yield from self._list_condition(verb)

    def _list_condition(self, verb: int) -> Iterator[str]:
        """Whether a condition stands in the sentence, and whether the clause of the telling hangs on one."""
        tree = self._tree
        conditions = [at for at in self._list_sentence(verb) if self._marks.get(tree.words[at]) == "if"]
        first = self._list_sentence(verb)[0]
        inverted = tree.words[first] in _INVERTED and tree.deprels[first].startswith(("aux", "cop"))
        if inverted and not self._ends_in_question(verb):
            conditions.append(first)
        if not conditions:
            return
        yield "condition"
        group = next((g for c in tree.children(verb, "aux") if (g := self._auxiliaries.get(tree.words[c]))), None)
        if group:
            yield f"condition {group}"
        if any(tree.heads[tree.heads[at]] == verb for at in conditions if tree.heads[at] >= 0):
            yield "condition of its own"

    def _list_own(self, token: int, own: str) -> Iterator[str]:
        """What hangs on a word of the telling."""
        tree = self._tree
        for child in tree.children(token):
            if tree.words[child] in self._words.negations:
                yield f"{own} negated"
            group = self._read_child(child)
            if group:
                yield f"{own} {group}"
        first = tree.child(token, "aux", "aux:pass")
        if first is not None and tree.words[first] == "had":
            subject = tree.child(token, "nsubj", "nsubj:pass")
            yield f"{own} {'inverted' if subject is not None and first < subject else 'past perfect'}"
        if self._is_to_be(token):
            yield f"{own} is to"

    def _read_child(self, child: int) -> str | None:
        """What a word that hangs on the telling says of it."""
        tree, word, relation = self._tree, self._tree.words[child], self._tree.deprels[child]
        if relation in _HELPING:
            return self._auxiliaries.get(word) or (f"aux {tree.lemmas[child]}" if relation.startswith("aux") else None)
        if relation in {"mark", "cc:preconj", "case"}:
            case = self._cases.get(word) if relation == "case" else None
            return self._marks.get(word) or (f"case {case}" if case else None)
        if relation in {"nsubj", "nsubj:pass", "obj"}:
            return "of none" if self._is_none(child) else None
        return self._nouns.get(word) if relation in {"amod", "compound", "det"} else None

    def _is_none(self, token: int) -> bool:
        tree = self._tree
        if tree.words[token] in self._words.negations:
            return True
        return any(tree.words[c] in self._words.negations for c in tree.children(token, "det", "advmod"))

    def _is_to_be(self, token: int) -> bool:
        """ "is to hang", "are to be disarmed"."""
        tree = self._tree
        mark = next((c for c in tree.children(token, "mark") if tree.words[c] == "to"), None)
        return mark is not None and mark > 0 and tree.words[mark - 1] in {"is", "are", "was", "were", "due", "set"}

    def _list_above(self, trigger: Trigger) -> Iterator[str]:
        """Words that govern the telling: verbs, nouns, adjectives, and what negates or modifies them."""
        tree = self._tree
        at = trigger.head
        for step in range(_STEPS):
            relation, head = tree.deprels[at], tree.heads[at]
            if head < 0:
                return
            near = "near" if step == 0 else "far"
            yield f"{near} {relation}"
            lemma = self._lemmas.get(tree.words[head], tree.lemmas[head])
            verb = self._verbs.get(lemma) if tree.upos[head] in {"VERB", "AUX"} else None
            if verb:
                yield f"{near} {relation} {verb}"
                yield f"above {verb}"
            noun = self._nouns.get(tree.words[head])
            if noun:
                yield f"{near} {noun}"
            yield from self._list_inherited(head, relation, near)
            at = head

    def _list_inherited(self, head: int, relation: str, near: str) -> Iterator[str]:
        """What is said of the word above, which the telling shares where it is its complement."""
        tree = self._tree
        if relation not in {"xcomp", "ccomp", "obj", "conj", "advcl", "nsubj", "nsubj:pass", "obl", "nmod", "acl"}:
            return
        for child in tree.children(head):
            word, link = tree.words[child], tree.deprels[child]
            if word in self._words.negations and link in {"advmod", "det", "cc:preconj"}:
                yield f"{near} {relation} negated"
            if link == "aux" and word in self._auxiliaries:
                yield f"{near} {relation} {self._auxiliaries[word]}"
            if link == "mark" and word in self._marks:
                yield f"{near} {relation} {self._marks[word]}"
            if link in {"nsubj", "nsubj:pass"} and self._is_none(child):
                yield f"{near} {relation} of none"

    def _list_before(self, trigger: Trigger) -> Iterator[str]:
        """Groups of words right before the trigger, whatever the tree says."""
        tree = self._tree
        first = max(0, trigger.first - _MOST_WORDS)
        for at in range(first, trigger.first):
            if tree.sentences[at] != tree.sentences[trigger.first]:
                continue
            word = tree.words[at]
            close = "close" if trigger.first - at <= 2 else "before"
            if word in self._words.negations:
                yield f"{close} negation"
            for groups in (self._auxiliaries, self._marks, self._nouns):
                if word in groups:
                    yield f"{close} {groups[word]}"
            verb = self._verbs.get(self._lemmas.get(word, word))
            if verb and tree.upos[at] == "VERB":
                yield f"{close} {verb}"

    def _list_time(self, trigger: Trigger, time: Time | None) -> Iterator[str]:
        """Where the time of the event lies, and words for times long past in its sentence."""
        tree = self._tree
        if is_long_past(time, self._published):
            yield "long past"
        elif is_ahead(time, self._published):
            yield "ahead"
        elif time is not None:
            yield f"dated {time.precision}"
        for at in self._list_sentence(trigger.head):
            if tree.words[at] in self._words.past:
                yield "past words"
            gap = at - trigger.last
            if tree.words[at] in self._words.years and -8 <= gap <= 8 and at + 1 < len(tree):
                around = (tree.words[at + 1], tree.words[max(0, at - 2)])
                if any(word in self._words.back for word in around):
                    yield "years back"

    def _list_claim(self, claim: Claim | None) -> Iterator[str]:
        """What the claim that asserts the event says of it."""
        if claim is None or claim.cue is None:
            return
        yield "claimed"
        if claim.stance is not None:
            yield f"claim {claim.stance}"
        cue = self._tree.text[claim.cue.start : claim.cue.end].lower().split()
        for word in cue:
            verb = self._verbs.get(self._lemmas.get(word, word))
            if verb:
                yield f"claim {verb}"

    def _find_verb(self, token: int) -> int:
        """The verb of the clause that a trigger tells, or leads as its noun."""
        tree, at = self._tree, token
        for _ in range(_STEPS):
            if tree.upos[at] in {"VERB", "AUX"} or tree.deprels[at] not in _NOUN_LINKS or tree.heads[at] < 0:
                return at
            at = tree.heads[at]
        return at

    def _list_sentence(self, token: int) -> range:
        """The tokens of a sentence, as far as they stand near one of its tokens."""
        sentences = self._tree.sentences
        first = bisect_left(sentences, sentences[token])
        end = bisect_right(sentences, sentences[token])
        return range(max(first, token - _NEAR), min(end, token + _NEAR))

    def _ends_in_question(self, token: int) -> bool:
        return self._tree.words[self._list_sentence(token)[-1]] == "?"


def is_long_past(time: Time | None, published: str | None) -> bool:
    """Whether a time ends more than a year before the report."""
    gap = _measure_days(time, published)
    return gap is not None and gap > _YEAR_DAYS


def is_ahead(time: Time | None, published: str | None) -> bool:
    """Whether a time ends after the day of the report."""
    gap = _measure_days(time, published)
    return gap is not None and gap < 0


def _measure_days(time: Time | None, published: str | None) -> int | None:
    """The days from the end of a time to the report; None where either is open."""
    if time is None or published is None or time.latest is None or time.mod in {"AFTER", "ON_OR_AFTER"}:
        return None
    try:
        return (date.fromisoformat(published[:10]) - date.fromisoformat(time.latest[:10])).days
    except ValueError:
        return None


def _turn(groups: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The group of each word; of two groups, the first has it."""
    found: dict[str, str] = {}
    for group, words in groups.items():
        for word in words:
            found.setdefault(word, group)
    return found
