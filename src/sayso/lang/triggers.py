"""Words that tell events, as features of the event head: which types and modes a word or phrase may tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.lang.forms import Endings, VerbForms

HARMLESS, REPORTING = "harmless", "reporting"
_FILLERS = frozenset(
    ["a", "an", "the", "his", "her", "its", "their", "our", "my", "your", "this", "that", "these", "those"]
)
_SIBILANTS = ("s", "x", "z", "ch", "sh")


class TriggerWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas and phrases of one type, of one mode ("TYPE-mode"), of what is harmless, or of reporting.

    What is ``strong`` tells the type in most sentences of news, the rest in some.
    """

    strong_verbs: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    strong_nouns: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


TriggerTables = dict[str, TriggerWords]


class TriggerLexicon:
    """Looks up what the words of a text may tell; `names` are the features in order."""

    def __init__(self, tables: TriggerTables, endings: Endings) -> None:
        self.names = _list_features(tables)
        self._words: dict[str, tuple[int, ...]] = {}
        self._lemmas: dict[str, tuple[str, ...]] = {}
        self._phrases: dict[str, dict[str, list[tuple[tuple[str, ...], int]]]] = {}  # by first and second lemma
        self._known: set[str] = set()
        places = {name: i for i, name in enumerate(self.names)}
        verbs = VerbForms(endings)
        found: dict[str, set[int]] = {}
        for table, words in tables.items():
            strong, plain = places.get(f"{table} strong", places[table]), places[table]
            self._add_forms(found, _verb_forms(words.strong_verbs, verbs), strong)
            self._add_forms(found, _verb_forms(words.verbs, verbs), plain)
            self._add_forms(found, _noun_forms(words.strong_nouns), strong)
            self._add_forms(found, _noun_forms((*words.nouns, *words.adjectives)), plain)
            self._add_phrases(words, strong, verbs)
        self._words = {form: tuple(sorted(features)) for form, features in found.items()}

    def is_reporting(self, word: str) -> bool:
        """Whether a word in lower case tells nothing but that somebody spoke: "said", "stressed"."""
        names = {self.names[feature] for feature in self._words.get(word, ())}
        return names == {REPORTING}

    def mark(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Features [n, names] of tokens in lower case: 1 where the word or a phrase that holds it stands in a list."""
        rows: list[int] = []
        columns: list[int] = []
        known, lemmas = self._words, self._lemmas
        for at, word in enumerate(words):
            features = known.get(word)
            if features:
                rows += [at] * len(features)
                columns += features
            if word in lemmas:
                for tokens, feature in self._find_phrases(words, at):
                    rows += tokens
                    columns += [feature] * len(tokens)
        marks = np.zeros((len(words), len(self.names)), np.float32)
        marks[rows, columns] = 1.0
        return marks

    def tell(self, words: Sequence[str], first: int, end: int) -> set[str]:
        """What tokens ``first`` to ``end`` (not included) of a list may tell, by the names of the features."""
        told = {feature for word in words[first:end] for feature in self._words.get(word, ())}
        for at in range(len(words)):
            told.update(f for tokens, f in self._find_phrases(words, at) if any(first <= t < end for t in tokens))
        return {self.names[feature] for feature in told}

    def _find_phrases(self, words: Sequence[str], at: int) -> Iterator[tuple[list[int], int]]:
        """The phrases that begin at ``at``: their tokens and feature."""
        for lemma in self._lemmas.get(words[at], ()):
            seconds = self._phrases.get(lemma)
            if not seconds:
                continue
            for place in range(at + 1, min(at + 4, len(words))):
                for second in self._lemmas.get(words[place], (words[place],)):
                    for phrase, feature in seconds.get(second, ()):
                        tokens = self._match(words, at, phrase)
                        if tokens:
                            yield tokens, feature
                if words[place] not in _FILLERS:
                    break

    def _match(self, words: Sequence[str], at: int, phrase: tuple[str, ...]) -> list[int]:
        """The tokens of a phrase that begins at ``at``; one or two small words may stand between its words."""
        tokens = [at]
        for lemma in phrase[1:]:
            here = tokens[-1] + 1
            for place in range(here, min(here + 3, len(words))):
                if lemma in self._lemmas.get(words[place], (words[place],)):
                    tokens.append(place)
                    break
                if words[place] not in _FILLERS:
                    return []
            else:
                return []
        return tokens

    def _add_forms(self, found: dict[str, set[int]], forms: Iterable[str], feature: int) -> None:
        for form in forms:
            found.setdefault(form, set()).add(feature)

    def _add_phrases(self, words: TriggerWords, strong: int, verbs: VerbForms) -> None:
        spaced = [w for w in (*words.strong_verbs, *words.verbs, *words.strong_nouns, *words.nouns) if " " in w]
        for phrase in (*words.phrases, *spaced):
            lemmas = tuple(phrase.split())
            if len(lemmas) < 2:
                continue
            self._phrases.setdefault(lemmas[0], {}).setdefault(lemmas[1], []).append((lemmas, strong))
            for lemma in lemmas:
                self._add_lemma(lemma, verbs)

    def _add_lemma(self, lemma: str, verbs: VerbForms) -> None:
        if lemma in self._known:
            return
        self._known.add(lemma)
        for form in {*verbs.list(lemma), *_noun_forms((lemma,))}:
            self._lemmas[form] = tuple(sorted({*self._lemmas.get(form, ()), lemma}))


def _list_features(tables: TriggerTables) -> tuple[str, ...]:
    types = [name for name in tables if "-" not in name and name not in {HARMLESS, REPORTING}]
    return (*tables, *(f"{name} strong" for name in types))


def _verb_forms(lemmas: Sequence[str], verbs: VerbForms) -> Iterable[str]:
    return (form for lemma in lemmas if " " not in lemma for form in verbs.list(lemma))


def _noun_forms(lemmas: Iterable[str]) -> Iterable[str]:
    for lemma in lemmas:
        if " " in lemma:
            continue
        yield lemma
        if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
            yield f"{lemma[:-1]}ies"
        else:
            yield f"{lemma}es" if lemma.endswith(_SIBILANTS) else f"{lemma}s"
