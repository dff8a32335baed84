"""What the rules of roles look at: the tree, the words, and whether a token speaks of somebody who can act."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.events.known import KnownNames, load_known
from sayso.events.tree import NOUNS, Tree
from sayso.lang.events import EventWords, RoleWords, fold_word

SUBJECTS = ("nsubj", "nsubj:outer", "nsubj:pass")
_SHORTEST = 5  # letters: "women", not "omen"
_TERMS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj"})
_TIMED = frozenset({"nmod", "obl", "nmod:unmarked", "obl:unmarked"})
_NAMES = frozenset({"PROPN"})
_MODIFIERS = frozenset({"amod", "compound", "nmod:desc", "flat", "nmod:poss"})


class Scene:
    """A tree with the words that its language has for events."""

    def __init__(self, tree: Tree, words: EventWords, known: KnownNames | None = None) -> None:
        self.tree = tree
        self.words: RoleWords = words.roles
        self.events = words
        self.known = known or load_known()
        self._who = words.who
        self._endings = tuple(sorted(words.roles.person_endings))
        tree.apart = {t for t, word in enumerate(tree.words) if word in words.roles.calendar and _dates(tree, t)}
        tree.apart |= {
            tree.heads[t]
            for t, word in enumerate(tree.words)
            if word in words.roles.agent_cases and tree.deprels[t] == "case" and tree.deprels[tree.heads[t]] == "nmod"
        }

    def list_cases(self, event_type: str) -> tuple[str, ...]:
        """The prepositions behind which those at the receiving end of a type stand, the likeliest first."""
        cases = self.words.recipient_cases
        return cases.get(event_type) or cases.get("other", ())

    def find_verb(self, token: int) -> str:
        """The lemma of a verb; that of a known light verb where the reader has cut too much ("stag" for "staged")."""
        lemma, word = self.tree.lemmas[token], self.tree.words[token]
        whole = word.removesuffix("d")
        return whole if lemma not in self.words.light_verbs and whole in self.words.light_verbs else lemma

    def is_agent(self, token: int) -> bool:
        """Whether a token is the head of words for people, bodies, states or places."""
        tree = self.tree
        upos, lemma = tree.upos[token], tree.lemmas[token]
        if lemma in self.words.party_pronouns and upos in {"PRON", "DET", "ADJ", "NOUN"}:
            return tree.deprels[token] in _TERMS
        if lemma in self.words.calendar:
            return False
        if upos == "PRON":
            return lemma not in self.words.empty_pronouns and tree.words[token] not in self.words.possessives
        if upos == "PROPN":
            return tree.words[token] not in self.words.calendar and lemma not in self.words.instruments
        if upos == "NUM":
            return tree.deprels[token] in _TERMS and tree.child(token, "nmod:unmarked", "compound") is None
        if lemma in self.words.place_nouns and self._is_scene_of(token):
            return False
        if upos == "ADJ":
            return self.is_name(token) or (tree.child(token, "det") is not None and self._speaks(lemma))
        if lemma in self.words.condition_nouns and any(
            tree.lemmas[c] in self.words.conditions for c in tree.children(token, "nmod")
        ):
            return False
        word = tree.words[token]  # lemmas of plurals are wrong now and then
        if word.endswith(self._endings) and lemma not in self.words.instruments and len(word) >= _SHORTEST:
            return True
        told = self._speaks(lemma) or self._speaks(word)
        return told or (upos == "NOUN" and self.is_name(token)) or self._contains(token)

    def is_name(self, token: int) -> bool:
        """Whether a token begins with a capital and is a name or the word for a people."""
        form = self.tree.forms[token]
        if not form[:1].isupper():
            return False
        if self.tree.upos[token] == "PROPN":
            return self.tree.words[token] not in self.words.calendar
        return self.known.find(self.tree.forms, token, None) is not None

    def list_modifiers(self, noun: int) -> Iterator[int]:
        """Names, peoples and people that stand before a noun and say whose it is: possessors first."""
        tree = self.tree
        for child in tree.children(noun, "nmod:poss"):
            if self.is_agent(child) and tree.upos[child] != "PRON":
                yield child
        for child in tree.children(noun, "amod", "compound", "nmod:desc", "nmod"):
            if child < noun and not tree.case(child) and (self.is_name(child) or self._is_person(child)):
                yield child

    def _speaks(self, lemma: str) -> bool:
        """Whether a lemma is a noun for people or bodies."""
        return fold_word(lemma) in self._who

    def _is_scene_of(self, token: int) -> bool:
        """Whether a town or village is where something is rather than who acts: as an object, or behind "in", "of"."""
        return self.tree.deprels[token] == "obj" or self.tree.case(token) in self.words.site_cases

    def _is_person(self, token: int) -> bool:
        return self.tree.upos[token] == "NOUN" and self._speaks(self.tree.lemmas[token])

    def _contains(self, token: int) -> bool:
        """Whether a word of count or measure holds somebody: "dozens of villagers", "a group of"."""
        if self.tree.lemmas[token] not in self.words.containers:
            return False
        inner = [c for c in self.tree.children(token, "nmod") if self.tree.case(c) in self.words.of_cases]
        return not inner or any(self._speaks(self.tree.lemmas[c]) or self.is_name(c) for c in inner)


def _dates(tree: Tree, token: int) -> bool:
    """Whether a word of the calendar stands for itself and not within a name ("May", "Sunday Times")."""
    return tree.deprels[token] in _TIMED or tree.child(token, "case") is not None


def is_noun(tree: Tree, token: int) -> bool:
    """Whether a token can be the head of a phrase that names somebody or something."""
    return tree.upos[token] in NOUNS or tree.upos[token] == "ADJ"
