"""Hedges of claims: words that weaken what is said, tied to the innermost claim that they stand in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import msgspec

from sayso.claims.frame import Frame, Phrases, compile_phrases
from sayso.lang import find_language

_BEFORE_NOUN = frozenset({"amod", "compound", "nummod"})
_NAMES = frozenset({"May", "MAY"})  # a month, a name, a shout
_THINGS = frozenset({"it", "this", "that", "these", "those", "which", "there"})
_PERMITTING = frozenset({"without", "unless", "only", "until"})  # "may pass only by day"
_CONCLUDING = frozenset({"must"})
_POSSIBLE = frozenset({"have", "well"})  # "may have", "may well"


class _Words(msgspec.Struct, frozen=True):
    single: frozenset[str]
    phrases: Phrases
    modals: frozenset[str]
    weak_modals: frozenset[str]
    weak_verbs: frozenset[str]
    raising: frozenset[str]
    reporting: frozenset[str]
    adjectives: frozenset[str]
    rough: frozenset[str]
    matters: frozenset[str]
    early: frozenset[str]
    news: frozenset[str]
    leads: tuple[tuple[str, ...], ...]
    ruling: frozenset[str]
    finders: dict[str, str]
    telling: frozenset[str]
    """Words that a hedge of ``single`` or ``phrases``, or an adjective, begins with."""


class HedgeFinder:
    """Finds the hedges of a report, wherever they stand."""

    def __init__(self, frame: Frame, language: str) -> None:
        self._frame, self._words = frame, _load_words(language)

    def find(self) -> list[tuple[int, int]]:
        """First and last token of every hedge, in text order; none overlaps another."""
        frame, finders, single, phrases = self._frame, self._words.finders, self._words.single, self._words.phrases
        telling, words, lemmas = self._words.telling, frame.words, frame.lemmas
        found = []
        for token in [i for i, word in enumerate(words) if word in telling or lemmas[i] in finders]:
            word = words[token]
            if word in single:
                found.append((token, token))
            if (end := frame.match(token, phrases)) is not None:
                found.append((token, end))
            if lemmas[token] in finders or word in self._words.adjectives:
                hedge = self._judge(self._choose(token), token)
                found += [] if hedge is None else [hedge]
        return _merge(found)

    def _choose(self, token: int) -> str | None:
        """What the token is judged as: before a noun an adjective, else what its lemma says."""
        frame, words = self._frame, self._words
        if frame.deprels[token] == "amod" and frame.words[token] in words.adjectives:
            return "rough" if frame.words[token] in words.rough else "adjective"
        return words.finders.get(frame.lemmas[token])

    def _judge(self, kind: str | None, token: int) -> tuple[int, int] | None:
        judges: dict[str | None, Callable[[int], tuple[int, int] | None]] = {
            "modal": self._judge_modal,
            "weak": self._judge_weak_modal,
            "raising": self._judge_raising,
            "reporting": self._judge_reporting,
            "adjective": self._judge_adjective,
            "rough": self._judge_rough,
        }
        judge = judges.get(kind)
        return None if judge is None else judge(token)

    # Auxiliaries

    def _judge_modal(self, token: int) -> tuple[int, int] | None:
        frame = self._frame
        if frame.upos[token] != "AUX" or frame.text[frame.starts[token] : frame.ends[token]] in _NAMES:
            return None
        return None if self._permits(token) else (token, token)

    def _permits(self, modal: int) -> bool:
        """Whether "may" allows something: "customers may return the packs", "trucks may pass only by day"."""
        frame = self._frame
        verb = frame.heads[modal]
        if frame.words[modal] != "may" or verb < 0 or frame.upos[verb] != "VERB":
            return False
        kin = frame.children(verb)
        if any(frame.words[c] in _POSSIBLE for c in kin if c > modal):
            return False
        if any(frame.words[c] in _PERMITTING for k in kin for c in (k, *frame.children(k)) if c > modal):
            return True
        subjects = frame.children(verb, "nsubj", "nsubj:pass")
        if any(frame.words[c] == "no" for subject in subjects for c in frame.children(subject, "det")):
            return True
        return any(self._rules(h) for h in frame.climb(verb, 3))

    def _rules(self, verb: int) -> bool:
        """Whether the verb lays down what may be done; "rule out" does not."""
        return self._frame.lemmas[verb] in self._words.ruling and not self._frame.children(verb, "compound:prt")

    def _judge_weak_modal(self, token: int) -> tuple[int, int] | None:
        """ "could" of possibility: before a perfect ("could have died") or a verb of what befalls ("could fail").

        "must" before a perfect concludes: "the driver must have fallen asleep".
        """
        frame = self._frame
        verb = frame.heads[token]
        if frame.upos[token] != "AUX" or verb < token:
            return None
        between = frame.words[token + 1 : verb]
        if frame.words[token] in _CONCLUDING:
            return (token, token + 1) if between[:1] == ["have"] else None
        if any(word in ("not", "n't", "n’t", "only") for word in between):
            return None
        subject = next(iter(frame.children(verb, "nsubj", "nsubj:pass")), None)
        if subject is not None and subject > token:
            return None
        if subject is not None and frame.upos[subject] == "PRON" and frame.words[subject] not in _THINGS:
            return None
        weak = frame.lemmas[verb] in self._words.weak_verbs or frame.upos[verb] in ("ADJ", "NOUN")
        passive = bool(frame.children(verb, "aux:pass"))
        return (token, token) if "have" in between or weak or passive else None

    # Verbs

    def _judge_raising(self, token: int) -> tuple[int, int] | None:
        """ "appears to", "seemed that", "appears dead"; not "appeared in court"."""
        frame = self._frame
        if frame.upos[token] not in ("VERB", "AUX"):
            return None
        clause = next((c for c in frame.children(token, "xcomp", "ccomp") if c > token), None)
        if clause is None or frame.children(token, "nsubj:pass"):
            return None
        return token, self._take_to(token)

    def _judge_reporting(self, token: int) -> tuple[int, int] | None:
        """ "is said to", "believed to be", "it is thought that", "feared dead"."""
        frame = self._frame
        if frame.upos[token] not in ("VERB", "ADJ") or not frame.words[token].endswith(("ed", "id", "t", "en", "od")):
            return None
        passive = frame.children(token, "aux:pass")
        clause = next((c for c in frame.children(token, "xcomp", "ccomp", "csubj", "csubj:pass") if c > token), None)
        if clause is None and frame.upos[token + 1 : token + 2] == ("ADJ",):
            clause = token + 1
        if clause is None or not (passive or frame.deprels[token] in ("acl", "amod", "advcl")):
            return None
        if frame.children(token, "obl:agent") or frame.children(token, "nsubj"):
            return None
        first = min([token, *passive])
        if passive and first and frame.words[first - 1] == "it":
            first -= 1
        return first, self._take_to(token)

    def _take_to(self, token: int) -> int:
        """The token, or the "to" or "that" right after it."""
        following = token + 1
        if following < len(self._frame) and self._frame.words[following] in ("to", "that", "as", "like"):
            return following
        return token

    # Adjectives

    def _judge_adjective(self, token: int) -> tuple[int, int] | None:
        frame = self._frame
        return (token, token) if frame.deprels[token] == "amod" and frame.heads[token] > token else None

    def _judge_rough(self, token: int) -> tuple[int, int] | None:
        """ "according to preliminary data", "initial findings"."""
        frame = self._frame
        noun = frame.heads[token]
        if noun < token or frame.deprels[token] not in _BEFORE_NOUN:
            return None
        early = frame.words[token] in self._words.early
        if frame.lemmas[noun] not in (self._words.news if early else self._words.matters):
            return None
        first = token
        while first and frame.heads[first - 1] == noun and frame.upos[first - 1] in ("ADJ", "DET", "NUM", "ADV"):
            first -= 1
        lead = self._take_lead(first)
        return (token, token) if lead is None else (lead, noun)

    def _take_lead(self, first: int) -> int | None:
        """The first token of the words that lead on to the data ("according to")."""
        words = self._frame.words
        for lead in self._words.leads:
            if first >= len(lead) and tuple(words[first - len(lead) : first]) == lead:
                return first - len(lead)
        return None


def _merge(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Hedges that overlap become one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return merged


@cache
def _load_words(language: str) -> _Words:
    words = find_language(language).hedges
    groups = {
        "adjective": words.adjectives,
        "reporting": words.reporting,
        "raising": words.raising,
        "weak": words.weak_modals,
        "modal": words.modals,
        "rough": words.rough,
    }
    return _Words(
        telling=frozenset(p.split()[0] for p in words.phrases) | frozenset(words.adjectives),
        single=frozenset(p for p in words.phrases if " " not in p),
        phrases=compile_phrases(p for p in words.phrases if " " in p),
        modals=frozenset(words.modals),
        weak_modals=frozenset(words.weak_modals),
        weak_verbs=frozenset(words.weak_verbs),
        raising=frozenset(words.raising),
        reporting=frozenset(words.reporting),
        adjectives=frozenset(words.adjectives),
        rough=frozenset(words.rough),
        matters=frozenset(words.matters),
        early=frozenset(words.early),
        news=frozenset(words.news),
        leads=tuple(tuple(lead.split()) for lead in words.leads),
        ruling=frozenset(words.ruling),
        finders={lemma: kind for kind, lemmas in groups.items() for lemma in lemmas},
    )
