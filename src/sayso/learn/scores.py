"""Quick dev scores for the training log; the scores that count are those of `bench`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.learn.examples import MARK_LABELS, NAME_LABELS, Example
from sayso.model import Report, Syntax, Tokens
from sayso.parse import Reader
from sayso.parse.lemmas import apply_rule
from sayso.parse.outputs import Indices
from sayso.parse.spans import find_runs

_BLANK = Report("", "", None, None, None, None, None, None, "")


def score_examples(reader: Reader, examples: Sequence[Example]) -> dict[str, float]:
    """Scores (percent) of whatever labels the examples carry, on their given tokens: accuracies, LAS, span F1."""
    totals: dict[str, NDArray[np.float64]] = {}

    def add(key: str, hits: float, system: float, gold: float) -> None:
        totals[key] = totals.get(key, np.zeros(3)) + np.array([hits, system, gold])

    for example in examples:
        report = msgspec.structs.replace(_BLANK, text=example.text)
        syntax, names, attributions = reader.read(report, example.tokens)
        if (example.heads >= -1).any():
            _score_tree(example, syntax, reader, add)
        if (example.names >= 0).any():
            found = {(NAME_LABELS.index(f"B-{n.kind}") // 2, n.first, n.last) for n in names}
            _score_sets("names", _gold_runs(example.names), found, add)
        if (example.marks >= 0).any():
            marks = {(MARK_LABELS.index(f"B-{m.role}") // 2, m.first, m.last) for m in attributions.marks}
            gold = _gold_runs(example.marks)
            for kind, role in enumerate(("source", "cue", "content")):
                _score_sets(role, {g for g in gold if g[0] == kind}, {m for m in marks if m[0] == kind}, add)
    return {key: round(100 * 2 * h / max(s + g, 1e-9), 2) for key, (h, s, g) in sorted(totals.items())}


def _gold_runs(labels: Indices) -> set[tuple[int, int, int]]:
    return set(find_runs(np.where(labels < 0, 0, labels)))


def _score_sets(
    key: str, gold: set[tuple[int, int, int]], found: set[tuple[int, int, int]], add: Callable[..., None]
) -> None:
    add(key, len(gold & found), len(found), len(gold))


def _score_tree(example: Example, syntax: Syntax, reader: Reader, add: Callable[..., None]) -> None:
    labels = reader.labels
    n = len(example.tokens)
    corpus = example.corpus.removeprefix("en_")
    for key, column, names in (("upos", syntax.upos, labels.upos), ("feats", syntax.feats, labels.feats)):
        gold = getattr(example, key)
        hits = sum(g >= 0 and names[g] == c for g, c in zip(gold.tolist(), column, strict=True))
        add(f"{corpus}.{key}", hits, n, n)
    hits = sum(
        g >= 0 and lemma == _gold_lemma(example, i, labels.lemmas[g])
        for i, (g, lemma) in enumerate(zip(example.lemmas.tolist(), syntax.lemmas, strict=True))
    )
    add(f"{corpus}.lemmas", hits, n, n)
    heads = np.asarray(syntax.heads)
    right = heads == example.heads
    add(f"{corpus}.uas", float(right.sum()), n, n)
    same = [
        g >= 0 and labels.deprels[g].split(":")[0] == d.split(":")[0]
        for g, d in zip(example.deprels.tolist(), syntax.deprels, strict=True)
    ]
    add(f"{corpus}.las", float((right & np.array(same)).sum()), n, n)
    begins = np.flatnonzero(np.diff(np.asarray(syntax.sentences), prepend=-1))
    gold_begins = np.flatnonzero(example.sentence == 1)
    found = set(zip(begins.tolist(), np.append(begins[1:], n).tolist(), strict=True))
    gold_set = set(zip(gold_begins.tolist(), np.append(gold_begins[1:], n).tolist(), strict=True))
    add(f"{corpus}.sentences", len(found & gold_set), len(found), len(gold_set))


def _gold_lemma(example: Example, index: int, rule: str) -> str:
    tokens: Tokens = example.tokens
    return apply_rule(example.text[tokens.starts[index] : tokens.ends[index]], rule)
