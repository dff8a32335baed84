"""Syntax from raw text, scored as in the CoNLL 2018 shared task: words are aligned by the characters they cover.

Gold words inside a multi-word token have spans of their own (see `sayso.learn.corpora.conllu.place_words`), so a word
is found where the system has a token over the same characters. Surface tokens are not scored apart.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import accumulate

import msgspec

from bench.metrics.counts import Counts, count_hits
from sayso.learn.corpora.conllu import GoldDocument
from sayso.model import Syntax, Tokens

Feats = frozenset[str]

READER_FEATURES = frozenset({"Tense", "Voice", "Mood", "Number", "Person", "VerbForm"})
"""The features that later stages need."""


class _Word(msgspec.Struct, frozen=True):
    """A word by the visible characters it covers; ``head`` counts over the document, -1 for a root."""

    start: int
    end: int
    sentence: int
    upos: str
    feats: Feats
    lemma: str
    head: int
    deprel: str


def score_syntax(
    gold: GoldDocument, tokens: Tokens, syntax: Syntax, *, features: Collection[str] = READER_FEATURES
) -> dict[str, Counts]:
    """Counts of one document for words, sentences, upos, feats, feats-subset, lemmas, uas, las and las-subtypes.

    ``tokens`` and ``syntax`` are what the system finds in ``gold.text``; blanks are ignored in the alignment. "las"
    compares relations up to the colon; "feats" all features, "feats-subset" only those of ``features``; a gold lemma
    "_" is right with any.
    """
    seen = [0, *accumulate(not character.isspace() for character in gold.text)]
    golds = _gold_words(gold, seen)
    systems = _system_words(tokens, syntax, seen)
    gold_at = {(w.start, w.end): i for i, w in enumerate(golds)}
    partner = [gold_at.get((w.start, w.end), -1) for w in systems]
    pairs = [(golds[g], systems[s], s) for s, g in enumerate(partner) if g >= 0]
    attached = [(g, s) for g, s, _ in pairs if _same_head(g, s, partner)]
    chosen = frozenset(features)
    hits = {
        "words": len(pairs),
        "upos": sum(g.upos == s.upos for g, s, _ in pairs),
        "feats": sum(g.feats == s.feats for g, s, _ in pairs),
        "feats-subset": sum(_choose(g.feats, chosen) == _choose(s.feats, chosen) for g, s, _ in pairs),
        "lemmas": sum(g.lemma in (s.lemma, "_") for g, s, _ in pairs),
        "uas": len(attached),
        "las": sum(_universal(g.deprel) == _universal(s.deprel) for g, s in attached),
        "las-subtypes": sum(g.deprel == s.deprel for g, s in attached),
    }
    scores = {measure: count_hits(n, gold=len(golds), system=len(systems)) for measure, n in hits.items()}
    return scores | {"sentences": _score_sentences(golds, systems)}


def _gold_words(gold: GoldDocument, seen: list[int]) -> list[_Word]:
    words: list[_Word] = []
    for number, (sentence, spans) in enumerate(zip(gold.sentences, gold.spans, strict=True)):
        base = len(words)
        for word, span in zip(sentence.words, spans, strict=True):
            head = base + word.head if word.head >= 0 else -1
            place = (seen[span.start], seen[span.end], number)
            words.append(_Word(*place, word.upos, _split_feats(word.feats), word.lemma, head, word.deprel))
    return words


def _system_words(tokens: Tokens, syntax: Syntax, seen: list[int]) -> list[_Word]:
    known: dict[str, Feats] = {feats: _split_feats(feats) for feats in set(syntax.feats)}
    columns = zip(
        tokens.starts.tolist(),
        tokens.ends.tolist(),
        syntax.sentences.tolist(),
        syntax.upos,
        syntax.feats,
        syntax.lemmas,
        syntax.heads.tolist(),
        syntax.deprels,
        strict=True,
    )
    return [
        _Word(seen[start], seen[end], sentence, upos, known[feats], lemma, head, deprel)
        for start, end, sentence, upos, feats, lemma, head, deprel in columns
    ]


def _same_head(gold: _Word, system: _Word, partner: list[int]) -> bool:
    if gold.head < 0 or system.head < 0:
        return gold.head < 0 and system.head < 0
    return partner[system.head] == gold.head


def _score_sentences(golds: list[_Word], systems: list[_Word]) -> Counts:
    gold, system = _sentence_ranges(golds), _sentence_ranges(systems)
    return count_hits(len(gold & system), gold=len(gold), system=len(system))


def _sentence_ranges(words: list[_Word]) -> set[tuple[int, int]]:
    """First and last visible character of every sentence."""
    ranges: dict[int, tuple[int, int]] = {}
    for word in words:
        start, end = ranges.get(word.sentence, (word.start, word.end))
        ranges[word.sentence] = (min(start, word.start), max(end, word.end))
    return set(ranges.values())


def _split_feats(feats: str) -> Feats:
    """The features as a set of "Name=Value", whatever their order; empty for "_"."""
    return frozenset(feats.split("|")) - {"_", ""}


def _choose(feats: Feats, names: frozenset[str]) -> Feats:
    return frozenset(feat for feat in feats if feat.partition("=")[0] in names)


def _universal(deprel: str) -> str:
    return deprel.partition(":")[0]
