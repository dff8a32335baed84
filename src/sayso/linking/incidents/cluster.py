"""Clusters of blocks by average linkage over the pairs that were compared, with what shuts one another out."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sayso.linking.incidents.compare import count_gap, match_places
from sayso.linking.incidents.mentions import Mention, When
from sayso.linking.incidents.where import Where

Pair = tuple[int, int]
_MOST_KEPT = 12
_YEAR_APART = 200  # days; figures that are dated so far apart are of two happenings, nearer ones may be two statements


class Rules(msgspec.Struct, frozen=True):
    """``join``: the least average to merge; ``missing``: of pairs not compared; ``days_apart`` and
    ``places_apart``: to merge what exact days or towns shut out.

    ``within`` is the share of pairs that stand in one report, where there are any: a report that tells both knows best
    whether they are one.
    """

    join: float
    missing: float
    days_apart: float
    places_apart: float
    lent_apart: float
    within: float


class _Link(msgspec.Struct, frozen=True):
    """Sums and numbers of the compared pairs of two clusters, inside reports and between them."""

    inside: float = 0.0
    of_inside: int = 0
    across: float = 0.0
    of_across: int = 0

    def add(self, other: _Link) -> _Link:
        return _Link(
            self.inside + other.inside,
            self.of_inside + other.of_inside,
            self.across + other.across,
            self.of_across + other.of_across,
        )


class _Cluster:
    """Members, the sums of compared pairs with each neighbour, and the days and places that its members tell."""

    def __init__(self, number: int, mentions: Sequence[Mention]) -> None:
        self.number, self.members = number, [number]
        self.links: dict[int, _Link] = {}
        self.days: set[tuple[int, int]] = set()
        self.toll_days: set[tuple[int, int]] = set()
        self.lent: set[tuple[int, int]] = set()
        self.places: dict[str, Where] = {}
        for mention in mentions:
            when, where = mention.when, mention.where
            if when is not None and when.lent:
                self.lent.add((when.first, when.last))
            if when is not None and when.is_exact:
                (self.toll_days if mention.is_toll else self.days).add((when.first, when.last))
            if where is not None and where.own and where.level == 2:
                self.places.setdefault(where.key, where)

    def absorb(self, other: _Cluster) -> None:
        self.members += other.members
        self.days = set(sorted(self.days | other.days)[:_MOST_KEPT])
        self.lent = set(sorted(self.lent | other.lent)[:_MOST_KEPT])
        self.toll_days = set(sorted(self.toll_days | other.toll_days)[:_MOST_KEPT])
        merged = self.places | other.places
        self.places = {key: merged[key] for key in sorted(merged)[:_MOST_KEPT]}


def find_clusters(
    blocks: Mapping[int, Sequence[Mention]], scores: Mapping[Pair, tuple[float, bool]], rules: Rules
) -> tuple[list[list[int]], list[tuple[Pair, float]]]:
    """The clusters of blocks, and for each merge the best pair that carried it with the average at which it merged.

    ``scores`` give the sum of each compared pair, and whether the two stand in one report. The closest two merge
    first (ties: the smaller numbers), until no average reaches ``rules.join``.
    """
    clusters = {number: _Cluster(number, mentions) for number, mentions in blocks.items()}
    for (a, b), (score, inside) in scores.items():
        link = _Link(inside=score, of_inside=1) if inside else _Link(across=score, of_across=1)
        clusters[a].links[b] = clusters[b].links[a] = link
    heap = [(-score, a, b) for (a, b), (score, _) in scores.items() if score >= rules.join]
    heapq.heapify(heap)
    merges: list[tuple[Pair, float]] = []
    while heap:
        negative, a, b = heapq.heappop(heap)
        x, y = clusters.get(a), clusters.get(b)
        if x is None or y is None or b not in x.links:
            continue
        average = _average(x, y, rules)
        if abs(average + negative) > 1e-9 or _shuts_out(x, y, average, rules):
            continue
        merges.append((_best(x, y, scores), average))
        _merge(x, y, clusters)
        for other in x.links:
            again = _average(x, clusters[other], rules)
            if again >= rules.join:
                heapq.heappush(heap, (-again, min(x.number, other), max(x.number, other)))
    return [sorted(cluster.members) for _, cluster in sorted(clusters.items())], merges


def _average(x: _Cluster, y: _Cluster, rules: Rules) -> float:
    """The average of compared pairs; as many pairs as were compared may count as missing ones."""
    link = x.links[y.number]
    pairs = len(x.members) * len(y.members)
    missing = min(pairs - link.of_inside - link.of_across, link.of_across)
    if not link.of_across:
        return link.inside / link.of_inside
    across = (link.across + rules.missing * missing) / (link.of_across + missing)
    if not link.of_inside:
        return across
    return rules.within * link.inside / link.of_inside + (1.0 - rules.within) * across


def _shuts_out(x: _Cluster, y: _Cluster, average: float, rules: Rules) -> bool:
    if average < rules.days_apart and any(count_gap(When(*p, True), When(*q, True)) for p in x.days for q in y.days):
        return True
    if average < rules.lent_apart and _are_all_apart(x.days | x.lent, y.days | y.lent):
        return True
    if any(count_gap(When(*p, True), When(*q, True)) > _YEAR_APART for p in x.toll_days for q in y.toll_days):
        return True
    return average < rules.places_apart and any(
        match_places(p, q) in ("far", "apart") for p in x.places.values() for q in y.places.values()
    )


def _are_all_apart(a: set[tuple[int, int]], b: set[tuple[int, int]]) -> bool:
    """Whether no day of the one is a day of the other, where both have some."""
    return bool(a and b) and all(count_gap(When(*p, True), When(*q, True)) for p in a for q in b)


def _best(x: _Cluster, y: _Cluster, scores: Mapping[Pair, tuple[float, bool]]) -> Pair:
    if len(x.members) > len(y.members):
        x, y = y, x
    pairs: Iterable[Pair] = ((min(a, b), max(a, b)) for a in x.members[:200] for b in y.members[:200])
    return max(
        (p for p in pairs if p in scores), key=lambda p: (scores[p][0], -p[0], -p[1]), default=(x.number, y.number)
    )


def _merge(x: _Cluster, y: _Cluster, clusters: dict[int, _Cluster]) -> None:
    """Put ``y`` into ``x`` and add up what both share with others."""
    x.absorb(y)
    x.links.pop(y.number, None)
    for other, link in y.links.items():
        if other == x.number:
            continue
        merged = x.links[other].add(link) if other in x.links else link
        neighbour = clusters[other].links
        neighbour.pop(y.number, None)
        x.links[other] = neighbour[x.number] = merged
    del clusters[y.number]
