"""Reads a noun phrase that names nobody: its words, what kind of speaker it means, whether it may refer back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from sayso.mentions.features import Asked, Task
from sayso.mentions.scene import Mention, Scene
from sayso.mentions.words import guess_person
from sayso.model import EntityKind, Mark, Role, Span

_MAX_WORDS = 14
_MODIFIERS = frozenset(("compound", "amod", "nmod", "nmod:poss", "flat", "nummod"))
_MODIFIED_LEFT = frozenset(("det", "compound", "amod", "nummod", "nmod:poss", "nmod", "flat", "advmod", "det:predet"))
_BREAKS = frozenset((",", "(", "[", "–", "—", "--", ";", ":"))
_EDGE = frozenset(("PUNCT", "CCONJ", "ADP", "SCONJ"))


class Phrase(msgspec.Struct, frozen=True):
    """A noun phrase: its ``span`` without loose words at the edges; ``key`` are the words that it is compared by, empty
    where the same words mean somebody else the next time; ``known`` the entity whose name it repeats.
    """

    span: Span
    kind: EntityKind
    key: tuple[str, ...]
    definite: bool
    may_refer: bool
    known: int | None = None


class Describer:
    """Reads phrases of one report, and knows the words that each mention goes by."""

    def __init__(self, scene: Scene, roles: Mapping[int, Sequence[Role]]) -> None:
        self.scene = scene
        self._roles = roles
        self._words: dict[int, frozenset[str]] = {}
        self._names: dict[tuple[str, ...], int] | None = None

    def ask_pronoun(self, token: int, claim: int) -> Asked:
        """The question that a third-person pronoun asks."""
        lemma = self.scene.lexicon.pronouns[self.scene.word(token).lower()]
        gender = {"he": "masculine", "she": "feminine"}.get(lemma, "")
        task: Task = "they" if lemma == "they" else "it" if lemma == "it" else "he"
        return self._ask(token, claim, task, gender, lemma == "they", "", lemma, frozenset())

    def ask_noun(self, token: int, claim: int, phrase: Phrase) -> Asked:
        """The question that a description asks."""
        sort = self.scene.sort_of(token)
        gender = sort.gender if sort else ""
        plural = self.scene.is_plural(token)
        lemma = self.scene.lemmas[token].lower()
        return self._ask(token, claim, "noun", gender, plural, phrase.kind, lemma, self._read_modifiers(token))

    def _ask(
        self,
        token: int,
        claim: int,
        task: Task,
        gender: str,
        plural: bool,
        kind: str,
        lemma: str,
        modifiers: frozenset[str],
    ) -> Asked:
        scene = self.scene
        return Asked(
            token=token,
            task=task,
            sentence=scene.sentences[token],
            subject=scene.deprels[token].startswith("nsubj"),
            claim=claim if claim >= 0 else _NO_CLAIM,
            content=scene.claim_at(token) if scene.claim_at(token) >= 0 else _NO_CLAIM,
            gender=gender,
            plural=plural,
            kind=kind,
            lemma=lemma,
            modifiers=modifiers,
            hints=scene.lexicon.hints.get(lemma, frozenset()),
            sorts=scene.lexicon.organisation_heads if task == "noun" and kind != "person" else frozenset(),
            generic=lemma in scene.lexicon.generic,
            possessed=task == "noun" and self._has_owner(token),
        )

    def words_of(self, mention: Mention) -> frozenset[str]:
        """The words of a name and its roles, or of a noun and its modifiers, in lower case."""
        key = mention.entity if mention.entity >= 0 else -2 - mention.token
        words = self._words.get(key)
        if words is None:
            found = self._name_words(mention.entity) if mention.entity >= 0 else self._noun_words(mention.token)
            words = self._words[key] = found
        return words

    def read(self, token: int, source: Mark | None) -> Phrase:
        """The phrase with this head; the words of ``source`` where it heads one."""
        scene = self.scene
        first, last = self._find_edges(token, source)
        span = Span(scene.starts[first], scene.ends[last])
        lexicon = scene.lexicon
        opening = scene.word(first).lower()
        lemma = scene.lemmas[token].lower()
        kind = self.judge_kind(token)
        definite = opening in lexicon.definite or self._has_owner(token)
        loose = lemma in lexicon.loose or scene.word(token).lower() in lexicon.loose
        new = opening in lexicon.indefinite and not scene.is_plural(token)
        words = tuple(self._key_words(first, last, token))
        key = () if (new or (loose and not definite)) else words
        known = self._known_names().get(words) if len(words) > 1 or scene.is_capitalised(token) else None
        common = scene.upos[token] in ("NOUN", "ADJ", "NUM", "PROPN")
        sorted_out = lemma in lexicon.sorts or kind != "other"
        refers = common and not new and not (loose and not definite) and sorted_out
        return Phrase(span, kind, key, definite, refers or (definite and common), known)

    def judge_kind(self, token: int) -> EntityKind:
        """The kind of speaker that the head of a phrase means."""
        scene = self.scene
        lemma = scene.lemmas[token].lower()
        sort = scene.sort_of(token)
        plural = scene.is_plural(token)
        if sort is None and lemma in scene.lexicon.organisation_heads:
            return "organisation"
        if sort is None:
            if scene.upos[token] in ("NOUN", "X") and lemma not in scene.lexicon.loose:
                return "other" if not guess_person(lemma) else "group" if plural else "person"
            single = lemma.endswith(("old", "one", "body")) and not plural
            return "person" if single else "group"
        if plural and sort.kind == "person":
            return "group"
        return sort.kind

    def _find_edges(self, token: int, source: Mark | None) -> tuple[int, int]:
        scene = self.scene
        if source is not None and source.last - source.first < _MAX_WORDS and source.first <= token <= source.last:
            first, last = source.first, source.last
        else:
            left = [c for c in scene.children(token) if c < token and scene.deprels[c] in _MODIFIED_LEFT]
            first, last = min([token, *left]), token
        last = next((t - 1 for t in range(token + 1, last) if scene.word(t) in _BREAKS), last)
        while first < token and scene.upos[first] in _EDGE:
            first += 1
        while last > token and scene.upos[last] in _EDGE | {"PART"}:
            last -= 1
        return first, last

    def _key_words(self, first: int, last: int, token: int) -> list[str]:
        scene = self.scene
        skipped = ("DET", "PUNCT", "PART")
        chosen = range(first, min(last, first + _MAX_WORDS) + 1)
        words = [
            scene.lemmas[t].lower() if t != token else scene.word(t).lower()
            for t in chosen
            if scene.upos[t] not in skipped
        ]
        return words or [scene.word(token).lower()]

    def _has_owner(self, token: int) -> bool:
        return any(self.scene.deprels[c] == "nmod:poss" for c in self.scene.children(token))

    def _read_modifiers(self, token: int) -> frozenset[str]:
        scene = self.scene
        chosen = [c for c in scene.children(token) if scene.deprels[c] in _MODIFIERS and scene.upos[c] != "PRON"]
        return frozenset(scene.lemmas[c].lower() for c in chosen)

    def _noun_words(self, token: int) -> frozenset[str]:
        return self._read_modifiers(token) | {self.scene.lemmas[token].lower()}

    def _name_words(self, entity: int) -> frozenset[str]:
        named = self.scene.named[entity]
        words = set(named.name.lower().split())
        for role in self._roles.get(entity, ()):
            title = [word.rstrip(".") for word in role.title.lower().split()]
            words.update(self.scene.lexicon.short_titles.get(word, word) for word in title)
            words.update((role.organisation or "").lower().split())
        return frozenset(words)

    def _known_names(self) -> dict[tuple[str, ...], int]:
        if self._names is None:
            self._names = {}
            for number, entity in enumerate(self.scene.named):
                written = {span.text(self.scene.text).lower() for span in entity.mentions} | {entity.name.lower()}
                written |= {entity.name.lower().split()[-1]} if entity.kind == "person" and entity.name else set()
                for words in sorted(written):
                    self._names.setdefault(tuple(words.split()), number)
        return self._names


_NO_CLAIM = -9
