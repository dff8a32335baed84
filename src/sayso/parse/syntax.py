"""Sentences, tags, lemmas and trees from a section's scores."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.model import Syntax
from sayso.parse.lemmas import apply_rule
from sayso.parse.outputs import Floats, Indices, Labels, Model
from sayso.parse.sections import Section
from sayso.parse.trees import find_heads

MAX_SENTENCE = 250  # tokens; a longer one is cut, so that trees stay cheap
_FAR = -1e4  # score of a head outside the window that speaks for the dependent


class SectionSyntax(msgspec.Struct, frozen=True, eq=False):
    """Syntax of a section as label numbers; ``heads`` count within the section, -1 for a root."""

    begins: NDArray[np.bool_]
    upos: Indices
    feats: Indices
    lemmas: Indices
    heads: Indices
    deprels: Indices


def decode_syntax(model: Model, section: Section, gaps: NDArray[np.uint8]) -> SectionSyntax:
    """Sentences, trees and relations of a section; ``gaps`` as in `Tokens`."""
    begins = find_sentences(section.sentence + model.labels.sentence_bias, gaps)
    heads = _find_trees(section, begins)
    return SectionSyntax(
        begins, section.upos, section.feats, section.lemmas, heads, _find_relations(model, section, heads)
    )


def find_sentences(log_odds: Floats, gaps: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Whether each token begins a sentence: a paragraph always does, and no sentence exceeds `MAX_SENTENCE`."""
    begins = (log_odds > 0) | (gaps >= 3)
    begins[:1] = True
    starts = np.append(np.flatnonzero(begins), len(begins))
    for index in np.flatnonzero(np.diff(starts) > MAX_SENTENCE).tolist():
        begins[starts[index] : starts[index + 1] : MAX_SENTENCE] = True
    return begins


def _find_trees(section: Section, begins: NDArray[np.bool_]) -> Indices:
    heads = np.empty(len(begins), dtype=np.int64)
    starts = np.append(np.flatnonzero(begins), len(begins))
    core_starts = [w.core_start for w in section.windows]
    for start, end in pairwise(starts.tolist()):
        at = bisect_right(core_starts, start) - 1
        heads[start:end] = find_heads(_sentence_scores(section, at, start, end))
    return np.where(heads < 0, -1, heads + np.repeat(starts[:-1], np.diff(starts)))


def _sentence_scores(section: Section, at: int, start: int, end: int) -> Floats:
    """Arc scores [n, n + 1] of one sentence; ``at`` is the window whose core holds its first token."""
    window = section.windows[at]
    if end <= window.core_end:
        rows = section.arcs[at][start - window.core_start : end - window.core_start]
        scores = np.empty((end - start, end - start + 1), dtype=np.float32)
        scores[:, 0] = rows[:, 0]
        scores[:, 1:] = rows[:, 1 + start - window.start : 1 + end - window.start]
        return scores
    scores = np.full((end - start, end - start + 1), _FAR, dtype=np.float32)
    while at < len(section.windows) and section.windows[at].core_start < end:
        _fill_scores(scores, section, at, start, end)
        at += 1
    return scores


def _fill_scores(scores: Floats, section: Section, at: int, start: int, end: int) -> None:
    window = section.windows[at]
    first, last = max(start, window.core_start), min(end, window.core_end)
    low, high = max(start, window.start), min(end, window.end)
    rows = section.arcs[at][first - window.core_start : last - window.core_start]
    scores[first - start : last - start, 0] = rows[:, 0]
    scores[first - start : last - start, 1 + low - start : 1 + high - start] = rows[
        :, 1 + low - window.start : 1 + high - window.start
    ]


def _find_relations(model: Model, section: Section, heads: Indices) -> Indices:
    sizes = [w.core_end - w.core_start for w in section.windows]
    is_root = heads < 0
    head_vectors = section.relation_head.take(heads, axis=0, mode="wrap")
    head_vectors[is_root] = section.roots[np.repeat(np.arange(len(sizes)), sizes)[is_root]]
    scores = model.score_relations(section.relation_dependent, head_vectors).copy()
    root = model.labels.deprels.index("root")
    scores[:, root] = -np.inf
    labels: Indices = scores.argmax(axis=1)
    labels[is_root] = root
    return labels


def join_syntax(parts: list[SectionSyntax], words: list[str], labels: Labels) -> Syntax:
    """The syntax of a report from that of its sections."""
    if not parts:
        none = np.zeros(0, dtype=np.int32)
        return Syntax(none, (), (), (), none, ())
    offsets = np.cumsum([0] + [len(p.heads) for p in parts[:-1]])
    begins = np.concatenate([p.begins for p in parts])
    heads = np.concatenate(
        [np.where(p.heads < 0, -1, p.heads + offset) for p, offset in zip(parts, offsets, strict=True)]
    )
    rules = np.concatenate([p.lemmas for p in parts]).tolist()
    forms = list(zip(words, rules, strict=True))
    lemma_of = {form: apply_rule(form[0], labels.lemmas[form[1]]) for form in set(forms)}
    return Syntax(
        sentences=(np.cumsum(begins) - 1).astype(np.int32),
        upos=_name(labels.upos, [p.upos for p in parts]),
        feats=_name(labels.feats, [p.feats for p in parts]),
        lemmas=tuple(map(lemma_of.__getitem__, forms)),
        heads=heads.astype(np.int32),
        deprels=_name(labels.deprels, [p.deprels for p in parts]),
    )


def _name(names: tuple[str, ...], parts: list[Indices]) -> tuple[str, ...]:
    return tuple(map(names.__getitem__, np.concatenate(parts).tolist()))
