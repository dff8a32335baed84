"""Syntax from raw text: every document of a treebank is put back together, read, and aligned with its gold words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.metrics.counts import Counts
from bench.metrics.syntax import score_syntax
from bench.reading import Reads, read_text
from bench.results import Measured, Parts
from sayso.learn.corpora.conllu import GoldDocument, documents

_NEWS = "GUM_news"


def measure_syntax(paths: Sequence[Path], reader: Reads, *, limit: int | None = None) -> Measured:
    """Counts by treebank (its file's stem) and document; GUM's news again as "STEM-news".

    ``limit`` keeps the first documents of every file.
    """
    parts: dict[str, Parts] = {}
    for path in paths:
        golds = list(documents(path))[:limit]
        scores = [score_document(gold, reader) for gold in golds]
        parts[path.stem] = scores
        news = [score for gold, score in zip(golds, scores, strict=True) if gold.doc_id.startswith(_NEWS)]
        if 0 < len(news) < len(golds):
            parts[f"{path.stem}-news"] = news
    return Measured(parts)


def score_document(gold: GoldDocument, reader: Reads) -> dict[str, Counts]:
    """The counts of one document."""
    tokens, syntax, _ = read_text(gold.text, reader)
    return score_syntax(gold, tokens, syntax)
