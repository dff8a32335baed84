"""The stance of a claim: a denial (something is not so), a refusal (the speaker will not say), or neither."""

from __future__ import annotations

from functools import cache

import msgspec

from sayso.claims.frame import Frame, Phrases, compile_phrases
from sayso.lang import find_language
from sayso.model import Attribution, Mark, Stance

_OPENING = 12  # tokens of a content in which a verdict or a denial must stand


class _Words(msgspec.Struct, frozen=True):
    denying: frozenset[str]
    withheld: frozenset[str]
    rejecting: frozenset[str]
    charges: frozenset[str]
    judging: frozenset[str]
    verdicts: frozenset[str]
    verdict_cases: frozenset[str]
    denial_phrases: Phrases
    refusing: frozenset[str]
    speech: frozenset[str]
    answers: frozenset[str]
    negations: frozenset[str]
    nobody: frozenset[str]
    naming: frozenset[str]
    helping: frozenset[str]
    refusal_phrases: Phrases


class StanceFinder:
    """Judges the stance of claims by their cue and by how their content begins."""

    def __init__(self, frame: Frame, language: str) -> None:
        self._frame, self._words = frame, _load_words(language)

    def find(self, attribution: Attribution) -> Stance | None:
        """The stance of one claim; None where it neither denies nor refuses."""
        if attribution.cue is None:
            return None
        if self._refuses(attribution):
            return "refusal"
        return "denial" if self._denies(attribution) else None

    def _refuses(self, attribution: Attribution) -> bool:
        frame, words, cue = self._frame, self._words, attribution.cue
        if cue is None:
            return False
        last = self._reach(attribution, cue)
        if frame.has_phrase(cue.first, last, words.refusal_phrases):
            return True
        for token in range(cue.first, cue.last + 1):
            if frame.lemmas[token] in words.refusing:
                return any(frame.lemmas[t] in words.speech for t in range(token + 1, min(token + 7, last + 1)))
        negated = [t for t in range(cue.first, cue.last + 1) if frame.words[t] in words.negations]
        negated += [cue.first - 1] if self._is_nobody(attribution.source, cue) else []
        return any(self._is_answer(t, last) for t in negated)

    def _is_nobody(self, source: Mark | None, cue: Mark) -> bool:
        """Whether the source before the cue is "nobody"."""
        if source is None or source.last >= cue.first:
            return False
        return bool(self._words.nobody & {*self._frame.words[source.first : source.first + 2]})

    def _is_answer(self, negation: int, last: int) -> bool:
        """Whether the verb that is negated is one of answering: "would not say", "did not respond"."""
        frame, words = self._frame, self._words
        for token in range(negation + 1, min(negation + 4, last + 1)):
            if frame.upos[token] in ("ADV", "AUX", "PART") or frame.lemmas[token] in words.helping:
                continue
            return frame.lemmas[token] in words.answers and not self._is_statement(token)
        return False

    def _is_statement(self, verb: int) -> bool:
        """Whether the verb has a clause with "that" after it: "did not say that it was true" refuses nothing."""
        clauses = self._frame.children(verb, "ccomp")
        return any(self._frame.words[c] == "that" for clause in clauses for c in self._frame.children(clause, "mark"))

    def _denies(self, attribution: Attribution) -> bool:
        frame, words, cue = self._frame, self._words, attribution.cue
        if cue is None:
            return False
        tokens = range(cue.first, cue.last + 1)
        for token in tokens:
            if self._is_denial(token, attribution) and not self._is_negated(token, cue):
                return True
        if frame.has_phrase(cue.first, cue.last, words.denial_phrases):
            return True
        judging = any(frame.lemmas[t] in words.judging or frame.words[t] == ":" for t in tokens)
        return judging and self._has_verdict(attribution)

    def _is_denial(self, token: int, attribution: Attribution) -> bool:
        """Whether the word denies what is said, or rejects a charge."""
        lemma, words = self._frame.lemmas[token], self._words
        if lemma in words.denying and not self._has_object(token, words.withheld):
            return True
        if lemma in words.rejecting and self._has_charge(token, attribution):
            return True
        return lemma in words.naming and self._has_object(token, words.charges, "obj", "nsubj")

    def _is_negated(self, token: int, cue: Mark) -> bool:
        frame = self._frame
        before = range(max(frame.sentence(token).start, token - 4, cue.first - 1), token)
        return any(frame.words[t] in self._words.negations or frame.words[t] == "cannot" for t in before)

    def _has_object(self, verb: int, lemmas: frozenset[str], *deprels: str) -> bool:
        """Whether one of ``lemmas`` is the object of the verb, or the subject of its passive."""
        frame = self._frame
        objects = frame.children(verb, *(deprels or ("obj", "nsubj:pass")))
        return any(frame.lemmas[c] in lemmas and frame.upos[c] == "NOUN" for c in objects if c > verb or not deprels)

    def _has_charge(self, token: int, attribution: Attribution) -> bool:
        """Whether what is rejected is a charge: its object, the head of the content, or a word beside the noun."""
        frame, charges = self._frame, self._words.charges
        near = [*frame.children(token, "obj", "nsubj:pass", "obl", "nmod", "compound", "advcl", "xcomp")]
        near += [frame.root(part) for part in attribution.content[:1]]
        if any(frame.lemmas[t] in charges or frame.lemmas[t] in self._words.verdicts for t in near):
            return True
        return any(frame.lemmas[t] in self._words.verdicts for t in range(token, min(token + 6, len(frame))))

    def _has_verdict(self, attribution: Attribution) -> bool:
        """Whether the content begins with a judgement that something is false."""
        frame, words = self._frame, self._words
        for part in attribution.content[:1]:
            last = min(part.last, part.first + _OPENING)
            if frame.has_phrase(part.first, last, words.denial_phrases):
                return True
            if any(self._is_verdict(t, part) for t in range(part.first, last + 1)):
                return True
        return False

    def _is_verdict(self, token: int, part: Mark) -> bool:
        """Whether the token is a predicate of falsehood of the main clause: "that the claim was false"."""
        frame = self._frame
        if frame.lemmas[token] not in self._words.verdicts or self._lies_somewhere(token):
            return False
        head = frame.heads[token]
        if not part.first <= head <= part.last:
            return True
        return head == frame.root(part) and frame.deprels[token] in ("xcomp", "obj", "obl", "conj")

    def _lies_somewhere(self, token: int) -> bool:
        """Whether a verb only says where something is: "responsibility lies with the army" calls nothing a lie."""
        frame, kept = self._frame, self._words.verdict_cases
        if frame.upos[token] != "VERB":
            return False
        cases = [case for place in frame.children(token, "obl") for case in frame.children(place, "case")]
        return any(frame.lemmas[case] not in kept for case in cases)

    def _reach(self, attribution: Attribution, cue: Mark) -> int:
        """The last token that may still tell what is refused: the cue, and the first words of what follows it."""
        following = [p for p in attribution.content if 0 < p.first - cue.last <= 8]
        ends = [min(p.last, p.first + 10) for p in following]
        return min(max([cue.last + 3, *ends]), self._frame.sentence(cue.last).stop - 1)


@cache
def _load_words(language: str) -> _Words:
    words = find_language(language).stance
    return _Words(
        denying=frozenset(words.denying),
        withheld=frozenset(words.withheld),
        rejecting=frozenset(words.rejecting),
        charges=frozenset(words.charges),
        judging=frozenset(words.judging),
        verdicts=frozenset(words.verdicts),
        verdict_cases=frozenset(words.verdict_cases),
        denial_phrases=compile_phrases(words.denial_phrases),
        refusing=frozenset(words.refusing),
        speech=frozenset(words.speech),
        answers=frozenset(words.answers),
        negations=frozenset(words.negations),
        nobody=frozenset(words.nobody),
        naming=frozenset(words.naming),
        helping=frozenset(words.helping),
        refusal_phrases=compile_phrases(words.refusal_phrases),
    )
