"""Names as typed spans of code points: exact and overlapping matches, per kind and over all kinds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import get_args

import msgspec

from bench.metrics.counts import Counts, count_hits
from sayso.learn.corpora.names import GoldName
from sayso.model import Name, NameKind, Span, Tokens

KINDS: tuple[NameKind, ...] = get_args(NameKind)


class TypedSpan(msgspec.Struct, frozen=True, order=True):
    """A name: characters ``start`` (included) to ``end`` (excluded), and its kind."""

    start: int
    end: int
    kind: NameKind


def score_names(
    gold: Sequence[TypedSpan], system: Sequence[TypedSpan], *, kinds: Collection[NameKind] = KINDS
) -> dict[str, Counts]:
    """Counts of one report: "person/exact", "person/overlap" and so on, and over all ``kinds`` "exact" and "overlap".

    Exact needs both ends and the kind, overlap one shared character and the kind; "exact-untyped" leaves the kind
    aside. Names of other kinds are left out on both sides, for corpora that do not mark them.
    """
    golds = {name for name in gold if name.kind in kinds}
    systems = {name for name in system if name.kind in kinds}
    scores: dict[str, Counts] = {}
    for kind in (k for k in KINDS if k in kinds):
        ours = {n for n in golds if n.kind == kind}, {n for n in systems if n.kind == kind}
        scores[f"{kind}/exact"] = _score_exact(*ours)
        scores[f"{kind}/overlap"] = _score_overlap(*ours)
    untyped = {(n.start, n.end) for n in golds}, {(n.start, n.end) for n in systems}
    return scores | {
        "exact": _score_exact(golds, systems),
        "overlap": _sum_overlaps(scores),
        "exact-untyped": count_hits(len(untyped[0] & untyped[1]), gold=len(untyped[0]), system=len(untyped[1])),
    }


def compute_macro_f1(sums: Mapping[str, Counts], *, kinds: Iterable[NameKind] = KINDS) -> float:
    """The plain mean of the exact F1 of ``kinds``, from counts summed over reports."""
    scores = [sums[f"{kind}/exact"].f1 for kind in kinds]
    return sum(scores) / len(scores)


def type_names(names: Iterable[Name], tokens: Tokens) -> list[TypedSpan]:
    """The reader's names as spans of the text."""
    spans = ((tokens.span(name.first, name.last), name.kind) for name in names)
    return [TypedSpan(span.start, span.end, kind) for span, kind in spans]


def type_gold_names(names: Iterable[Sequence[GoldName]], spans: Iterable[Sequence[Span]]) -> list[TypedSpan]:
    """Gold names of each sentence as spans of the text; ``spans`` are those of the words of each sentence."""
    return [
        TypedSpan(words[name.first].start, words[name.last].end, name.kind)
        for sentence, words in zip(names, spans, strict=True)
        for name in sentence
    ]


def _score_exact(gold: set[TypedSpan], system: set[TypedSpan]) -> Counts:
    return count_hits(len(gold & system), gold=len(gold), system=len(system))


def _score_overlap(gold: set[TypedSpan], system: set[TypedSpan]) -> Counts:
    return Counts(_count_touched(system, gold), len(system), _count_touched(gold, system), len(gold))


def _sum_overlaps(scores: Mapping[str, Counts]) -> Counts:
    return sum((counts for measure, counts in scores.items() if measure.endswith("/overlap")), Counts())


def _count_touched(names: set[TypedSpan], others: set[TypedSpan]) -> int:
    """How many of ``names`` share a character with one of ``others``; names of one side may not nest."""
    ordered = sorted(others)
    at = touched = 0
    for name in sorted(names):
        while at < len(ordered) and ordered[at].end <= name.start:
            at += 1
        touched += at < len(ordered) and ordered[at].start < name.end
    return touched
