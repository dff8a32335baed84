"""Names from raw text: GUM brought down to proper names of four kinds, and Universal NER on three."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path

import msgspec

from bench.errors import BenchError
from bench.metrics.counts import Counts, add_counts
from bench.metrics.names import (
    KINDS,
    TypedSpan,
    compute_macro_f1,
    score_names,
    type_gold_names,
    type_names,
)
from bench.reading import Reads, read_text
from bench.results import Figure, Measured, Parts, percent
from sayso.learn.corpora.conllu import GoldDocument, GoldSentence, documents
from sayso.learn.corpora.names import (
    UNER_KINDS,
    GoldName,
    NamedSentence,
    gum_names,
    gum_names_full,
    read_uner,
)
from sayso.model import NameKind, Span

NamesOf = Callable[[GoldSentence], Sequence[GoldName]]
_DEV_NOTE = "The texts of EWT dev are trained on neither for syntax nor for names."


class _Text(msgspec.Struct, frozen=True):
    """A raw text and its gold names."""

    text: str
    names: tuple[TypedSpan, ...]


def measure_names(paths: Sequence[Path], reader: Reads, *, limit: int | None = None) -> Measured:
    """Counts by corpus (its file's stem) and document.

    A treebank with entities is scored twice: "STEM" on names proper, "STEM-full" on whole entities. An IOB file is
    laid over the raw text of the treebank among ``paths`` that holds its sentences. ``limit`` keeps the first
    documents of every file. Raises BenchError where no treebank holds an IOB file's sentences, and where no file has
    names.
    """
    treebanks = {path: list(documents(path)) for path in paths if path.suffix == ".conllu"}
    parts: dict[str, Parts] = {}
    figures: dict[str, Figure] = {}

    def add(corpus: str, texts: Sequence[_Text], kinds: Sequence[NameKind]) -> None:
        parts[corpus] = _score_texts(texts[:limit], reader, kinds)
        macro = compute_macro_f1(add_counts(parts[corpus]), kinds=kinds)
        figures[f"{corpus}/macro"] = Figure(percent(macro))

    for path, golds in treebanks.items():
        if _has_entities(golds):
            add(path.stem, [_lay_names(gold, gum_names) for gold in golds], KINDS)
            add(f"{path.stem}-full", [_lay_names(gold, gum_names_full) for gold in golds], KINDS)
    for path in (p for p in paths if p.suffix == ".iob2"):
        add(path.stem, align_iob(path, [gold for golds in treebanks.values() for gold in golds]), UNER_KINDS)
    if not parts:
        raise BenchError("names: no file has names; GUM's .conllu files and .iob2 files do")
    notes = (_DEV_NOTE,) if "uner-ewt-dev" in parts else ()
    return Measured(parts, figures, notes)


def align_iob(path: Path, golds: Sequence[GoldDocument]) -> list[_Text]:
    """The documents of an IOB file, with raw texts from the treebank documents that hold its sentences.

    Sentences are joined by their ids and aligned by visible characters, so that words may be cut otherwise. Raises
    BenchError where a sentence is missing or its characters differ.
    """
    named = {sentence.sent_id: sentence for sentence in read_uner(path)}
    chosen = [gold for gold in golds if all(s.sent_id in named for s in gold.sentences)]
    lacking = named.keys() - {s.sent_id for gold in chosen for s in gold.sentences}
    if lacking:
        raise BenchError(
            f"{path.name}: no treebank given holds the document of sentence {min(lacking)}; add the .conllu file with"
            " its texts (--file)"
        )
    return [_lay_iob(gold, named, path) for gold in chosen]


def align_words(words: Sequence[str], text: str, place: Span) -> list[Span] | None:
    """The span in ``text`` of each of ``words``, whose visible characters are those of ``place``; None where not."""
    seen = [i for i in range(place.start, place.end) if not text[i].isspace()]
    bare = ["".join(word.split()) for word in words]
    if "".join(text[i] for i in seen) != "".join(bare) or not all(bare):
        return None
    ends = list(accumulate(map(len, bare)))
    return [Span(seen[end - len(word)], seen[end - 1] + 1) for word, end in zip(bare, ends, strict=True)]


def _lay_names(gold: GoldDocument, names_of: NamesOf) -> _Text:
    return _Text(gold.text, tuple(type_gold_names([names_of(s) for s in gold.sentences], gold.spans)))


def _lay_iob(gold: GoldDocument, named: dict[str, NamedSentence], path: Path) -> _Text:
    names: list[TypedSpan] = []
    for sentence, spans in zip(gold.sentences, gold.spans, strict=True):
        ours = named[sentence.sent_id]
        words = align_words(ours.words, gold.text, Span(spans[0].start, spans[-1].end))
        if words is None:
            raise BenchError(f"{path.name}: sentence {sentence.sent_id} has other characters than the treebank's")
        names += type_gold_names([ours.names], [words])
    return _Text(gold.text, tuple(names))


def _score_texts(texts: Sequence[_Text], reader: Reads, kinds: Sequence[NameKind]) -> list[dict[str, Counts]]:
    scores: list[dict[str, Counts]] = []
    for gold in texts:
        tokens, _, names = read_text(gold.text, reader)
        scores.append(score_names(gold.names, type_names(names, tokens), kinds=kinds))
    return scores


def _has_entities(golds: Sequence[GoldDocument]) -> bool:
    return any("Entity=" in word.misc for gold in golds for s in gold.sentences for word in s.words)
