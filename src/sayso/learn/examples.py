"""Gold corpora as training examples: tokens, pieces, one column of labels per task (-100 where a corpus has none)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.learn.corpora.conllu import GoldDocument, documents
from sayso.learn.corpora.names import GoldName, NamedSentence, gum_names, iob_tags, read_wikigold
from sayso.learn.corpora.polnear import Article, GoldAttribution, first_readings, read_articles
from sayso.model import Report, Span, Tokens
from sayso.parse.lemmas import FALLBACK, find_rule
from sayso.parse.outputs import MARK_ROLES, NAME_KINDS, Indices, Labels
from sayso.parse.pieces import PieceCutter, Pieces
from sayso.parse.spans import make_bio
from sayso.parse.windows import find_cuts
from sayso.text import find_tokens

UNKNOWN = -100
ROOT = -1
NAME_LABELS = make_bio(NAME_KINDS)
MARK_LABELS = make_bio(MARK_ROLES)
_BLANK = Report("", "", None, None, None, None, None, None, "")


class GoldLink(msgspec.Struct, frozen=True, eq=False):
    """One attribution over tokens: the first token of its cue, and those of its source and of its content."""

    cue: int
    source: Indices
    content: Indices


class Example(msgspec.Struct, frozen=True, eq=False):
    """One document; label columns have shape [n]. ``heads`` are token numbers, -1 the root, -100 unknown."""

    corpus: str
    doc_id: str
    text: str
    tokens: Tokens
    pieces: Pieces
    cuts: NDArray[np.bool_]
    sentence: Indices
    sentence_of: Indices
    upos: Indices
    feats: Indices
    lemmas: Indices
    heads: Indices
    deprels: Indices
    names: Indices
    marks: Indices
    links: tuple[GoldLink, ...]


def read_treebanks(paths: Iterable[Path]) -> Iterator[tuple[str, GoldDocument]]:
    """(corpus, document) of CoNLL-U files; the corpus is the file's name up to the hyphen ("en_gum")."""
    for path in paths:
        for document in documents(path):
            yield path.stem.split("-")[0], document


def make_labels(gold: Sequence[tuple[str, GoldDocument]], *, version: str, min_count: int = 3) -> Labels:
    """Label sets of the treebanks, most frequent first; feature bundles and lemma rules need ``min_count`` examples."""
    upos: Counter[str] = Counter()
    feats: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    deprels: Counter[str] = Counter()
    for _, document in gold:
        for sentence in document.sentences:
            for word in sentence.words:
                upos[word.upos] += 1
                feats[word.feats] += 1
                rules[find_rule(word.form, word.lemma)] += 1
                deprels[word.deprel] += 1
    rules[FALLBACK] += min_count
    return Labels(
        version=version,
        upos=_ordered(upos, 1),
        feats=_ordered(feats, min_count),
        lemmas=_ordered(rules, min_count),
        deprels=_ordered(deprels, 1),
    )


def _ordered(counts: Counter[str], least: int) -> tuple[str, ...]:
    return tuple(sorted((k for k, n in counts.items() if n >= least), key=lambda k: (-counts[k], k)))


class ExampleMaker:
    """Turns gold documents into examples under fixed label sets."""

    def __init__(self, labels: Labels, cutter: PieceCutter) -> None:
        self._cutter = cutter
        self._upos = {name: i for i, name in enumerate(labels.upos)}
        self._feats = {name: i for i, name in enumerate(labels.feats)}
        self._lemmas = {name: i for i, name in enumerate(labels.lemmas)}
        self._deprels = {name: i for i, name in enumerate(labels.deprels)}

    def from_treebank(self, corpus: str, document: GoldDocument, *, with_names: bool) -> Example:
        """Syntax of a treebank document on its gold tokens, and names where ``with_names`` (GUM's entities)."""
        spans = [s for sentence in document.spans for s in sentence]
        tokens = make_tokens(document.text, spans)
        words = [w for sentence in document.sentences for w in sentence.words]
        sizes = [len(s.words) for s in document.sentences]
        starts = np.cumsum([0, *sizes[:-1]])
        columns = blank_columns(len(words))
        columns["sentence"][:] = 0
        columns["sentence"][starts] = 1
        columns["sentence_of"] = np.repeat(np.arange(len(sizes)), sizes)
        base = np.repeat(starts, sizes)
        columns["upos"] = np.array([self._upos.get(w.upos, UNKNOWN) for w in words])
        columns["feats"] = np.array([self._feats.get(w.feats, UNKNOWN) for w in words])
        columns["lemmas"] = np.array([self._lemmas.get(find_rule(w.form, w.lemma), UNKNOWN) for w in words])
        columns["deprels"] = np.array([self._deprels.get(w.deprel, UNKNOWN) for w in words])
        heads = np.array([w.head for w in words])
        columns["heads"] = np.where(heads < 0, ROOT, heads + base)
        if with_names:
            tags = [t for s in document.sentences for t in iob_tags(gum_names(s), len(s.words))]
            columns["names"] = np.array([NAME_LABELS.index(t) for t in tags])
        return self._finish(corpus, document.doc_id, document.text, tokens, columns, ())

    def from_names(self, corpus: str, doc_id: str, sentences: Sequence[NamedSentence]) -> Example:
        """Names of a document given as words; its text is the words joined by blanks."""
        words = [w for s in sentences for w in s.words]
        text, spans = _join_words(words)
        tokens = make_tokens(text, spans)
        columns = blank_columns(len(words))
        tags = [t for s in sentences for t in iob_tags(s.names, len(s.words))]
        columns["names"] = np.array([NAME_LABELS.index(t) for t in tags])
        return self._finish(corpus, doc_id, text, tokens, columns, ())

    def from_article(self, article: Article) -> Example:
        """Attribution marks and links of a PolNeAR article on our own tokens."""
        tokens = find_tokens(msgspec.structs.replace(_BLANK, text=article.text))
        columns = blank_columns(len(tokens))
        columns["marks"], links = label_marks(tokens, article.attributions)
        return self._finish("polnear", article.id, article.text, tokens, columns, links)

    def _finish(
        self,
        corpus: str,
        doc_id: str,
        text: str,
        tokens: Tokens,
        columns: dict[str, Indices],
        links: tuple[GoldLink, ...],
    ) -> Example:
        pieces = self._cutter.cut(tokens, text)
        return Example(corpus, doc_id, text, tokens, pieces, find_cuts(tokens, text), links=links, **columns)


def blank_columns(n: int) -> dict[str, Indices]:
    """Label columns of ``n`` tokens with nothing known."""
    names = ("sentence", "sentence_of", "upos", "feats", "lemmas", "heads", "deprels", "names", "marks")
    return {name: np.full(n, UNKNOWN, dtype=np.int64) for name in names}


def make_tokens(text: str, spans: Sequence[Span | tuple[int, int]]) -> Tokens:
    """Tokens at given spans of a text, with the gaps that `find_tokens` would see."""
    pairs = [(s.start, s.end) if isinstance(s, Span) else s for s in spans]
    starts = np.array([s for s, _ in pairs], dtype=np.int32)
    ends = np.array([e for _, e in pairs], dtype=np.int32)
    gaps = np.zeros(len(pairs), dtype=np.uint8)
    for i in range(1, len(pairs)):
        blank = text[pairs[i - 1][1] : pairs[i][0]]
        gaps[i] = 0 if not blank else min(1 + blank.count("\n"), 3)
    gaps[:1] = 3
    return Tokens(starts, ends, gaps)


def label_marks(tokens: Tokens, attributions: Sequence[GoldAttribution]) -> tuple[Indices, tuple[GoldLink, ...]]:
    """BIO labels and links; where roles overlap, source overwrites content and cue overwrites both."""
    roles = np.full(len(tokens), -1)
    links = []
    for role, name in ((2, "content"), (0, "source"), (1, "cue")):
        for attribution in attributions:
            roles[tokens_in(tokens, getattr(attribution, name))] = role
    for attribution in attributions:
        cue = tokens_in(tokens, attribution.cue)
        if len(cue):
            links.append(
                GoldLink(int(cue[0]), tokens_in(tokens, attribution.source), tokens_in(tokens, attribution.content))
            )
    before = np.concatenate(([-1], roles[:-1])) if len(roles) else roles
    labels = np.where(roles < 0, 0, 1 + 2 * roles + (before == roles))
    return labels, tuple(links)


def tokens_in(tokens: Tokens, spans: Iterable[Span]) -> Indices:
    """Numbers of the tokens that share a character with one of ``spans``, in order."""
    lows = ((np.searchsorted(tokens.ends, span.start, side="right"), span) for span in spans)
    found = [np.arange(low, np.searchsorted(tokens.starts, span.end, side="left")) for low, span in lows]
    return np.unique(np.concatenate(found)).astype(np.int64) if found else np.zeros(0, dtype=np.int64)


def read_named_documents(path: Path, *, size: int = 12) -> Iterator[list[NamedSentence]]:
    """WikiGold in runs of ``size`` sentences (the corpus does not mark documents)."""
    held: list[NamedSentence] = []
    for sentence in read_wikigold(path):
        if held and (len(held) == size or sentence.doc_id != held[0].doc_id):
            yield held
            held = []
        held.append(sentence)
    if held:
        yield held


def read_attribution(path: Path) -> list[Article]:
    """The first reading of every article."""
    return list(first_readings(read_articles(path)))


def _join_words(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Words as running text: no blank before closing punctuation and clitics or after opening brackets."""
    text = ""
    spans = []
    for word in words:
        tight = not text or word in _TIGHT_LEFT or word.startswith("'") or text.endswith(("(", "[", "$", "“"))
        text += word if tight else " " + word
        spans.append((len(text) - len(word), len(text)))
    return text, spans


_TIGHT_LEFT = frozenset([".", ",", ";", ":", "!", "?", ")", "]", "%", "n't", "”"])

__all__ = ["Example", "ExampleMaker", "GoldLink", "GoldName", "make_labels", "make_tokens", "read_attribution"]
