"""Measures of clusters: pairs, B-cubed, characters, exact counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from bench.metrics.counts import Counts, count_hits
from sayso.model import Span

_Item = TypeVar("_Item", bound=Hashable)


def score_pairs(
    gold: Iterable[Collection[_Item]],
    system: Iterable[Collection[_Item]],
    *,
    loose: Iterable[Collection[_Item]] = (),
) -> Counts:
    """Pairs of items that share a cluster, on both sides; clusters may overlap.

    Pairs of ``loose`` clusters that are not in ``gold`` are in doubt: they count neither for nor against.
    """
    right, found = _list_pairs(gold), _list_pairs(system)
    found -= _list_pairs(loose) - right
    return count_hits(len(right & found), gold=len(right), system=len(found))


def score_bcubed(
    gold: Mapping[_Item, Hashable], system: Mapping[_Item, Hashable], *, foreign: Mapping[_Item, Hashable] | None = None
) -> Counts:
    """B-cubed precision and recall, summed over items (Bagga and Baldwin 1998).

    ``gold`` and ``system`` give each item its cluster; an item that ``system`` lacks is a cluster by itself.
    ``foreign`` are items of no gold cluster with their system clusters: they are not scored, and spoil the precision
    of others.
    """
    members, labels = _group(gold), _group({item: system.get(item, ("alone", item)) for item in gold})
    strangers = _group(foreign or {})
    precision = recall = 0.0
    for label, items in labels.items():
        size = len(items) + len(strangers.get(label, ()))
        inside: dict[Hashable, int] = defaultdict(int)
        for item in items:
            inside[gold[item]] += 1
        for cluster, both in inside.items():
            precision += both * both / size
            recall += both * both / len(members[cluster])
    return Counts(precision, len(gold), recall, len(gold))


def score_characters(text: str, gold: Iterable[Span], system: Iterable[Span], *, loose: Iterable[Span] = ()) -> Counts:
    """Letters and digits of a text inside the spans of either side; those of ``loose`` spans alone are in doubt."""
    right, found = (_list_places(text, spans) for spans in (gold, system))
    found -= _list_places(text, loose) - right
    return count_hits(len(right & found), gold=len(right), system=len(found))


def score_exact(values: Iterable[tuple[int, int]]) -> Counts:
    """The share of pairs whose two numbers are equal."""
    pairs = list(values)
    return count_hits(sum(one == other for one, other in pairs), gold=len(pairs), system=len(pairs))


def find_overlaps(span: Span, others: Sequence[tuple[Span, str]]) -> list[str]:
    """The names of the spans that share a character with this one, the one that shares most first."""
    shared = [(min(span.end, other.end) - max(span.start, other.start), name) for other, name in others]
    return [name for size, name in sorted(shared, key=lambda pair: (-pair[0], pair[1])) if size > 0]


def _list_pairs(clusters: Iterable[Collection[_Item]]) -> set[frozenset[_Item]]:
    return {frozenset(pair) for cluster in clusters for pair in combinations(set(cluster), 2)}


def _list_places(text: str, spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, min(span.end, len(text))) if text[at].isalnum()}


def _group(clusters: Mapping[_Item, Hashable]) -> dict[Hashable, list[_Item]]:
    groups: dict[Hashable, list[_Item]] = defaultdict(list)
    for item, cluster in clusters.items():
        groups[cluster].append(item)
    return groups
