"""Clusters of blocks by average linkage over the pairs that were compared, with what shuts one another out."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sayso.linking.incidents.mentions import Mention
from sayso.linking.incidents.score import Ground

Pair = tuple[int, int]
_Days = tuple[tuple[int, int], ...]
_Entry = tuple[float, int, int]
"""A sum or an average with its sign turned, and two numbers: the least entry is the best of the smallest numbers."""
_Link = tuple[float, int, float, int, _Entry]
"""Of the compared pairs of two clusters: sum and number inside reports, sum and number between them, and the best."""
_SLACK = 1e-6
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


class _Cluster:
    """Members, the sums of compared pairs with each neighbour, and the days and places that its members tell.

    ``key`` is what neighbours know it by, ``number`` the smallest of its members.
    """

    __slots__ = ("any_days", "days", "key", "lent", "links", "members", "number", "places", "shut", "toll_days")

    def __init__(self, number: int, mentions: Sequence[Mention], ground: Ground) -> None:
        self.key = self.number = number
        self.members = [number]
        self.links: dict[int, _Link] = {}
        self.shut: set[int] = set()
        days, toll_days, lent = set(), set(), set()
        self.places: dict[str, int] = {}
        for mention in mentions:
            when, where = mention.when, mention.where
            if when is not None and when.lent:
                lent.add((when.first, when.last))
            if when is not None and when.is_exact:
                (toll_days if mention.is_toll else days).add((when.first, when.last))
            if where is not None and where.own and where.level == 2 and where.key not in self.places:
                self.places[where.key] = ground.add(where)
        self.days, self.toll_days, self.lent = tuple(days), tuple(toll_days), tuple(lent)
        self.any_days = _unite(self.days, self.lent)

    def absorb(self, other: _Cluster) -> None:
        self.members += other.members
        self.days = _keep(self.days, other.days)
        self.lent = _keep(self.lent, other.lent)
        self.toll_days = _keep(self.toll_days, other.toll_days)
        self.any_days = _unite(self.days, self.lent)
        if other.places:
            merged = self.places | other.places
            self.places = {key: merged[key] for key in sorted(merged)[:_MOST_KEPT]}

    def take(self, other: _Cluster) -> None:
        """What the other one is, under the own key and with the own links."""
        self.number, self.members, self.places, self.shut = other.number, other.members, other.places, other.shut
        self.days, self.toll_days, self.lent, self.any_days = other.days, other.toll_days, other.lent, other.any_days


def _unite(a: _Days, b: _Days) -> _Days:
    return tuple({*a, *b}) if a and b else a or b


def _keep(a: _Days, b: _Days) -> _Days:
    if len(a) <= _MOST_KEPT and (not b or a == b):
        return a
    return tuple(sorted({*a, *b})[:_MOST_KEPT])


def find_clusters(
    blocks: Mapping[int, Sequence[Mention]],
    scores: Iterable[tuple[int, int, float, bool]],
    rules: Rules,
    ground: Ground,
) -> tuple[list[list[int]], list[tuple[Pair, float]]]:
    """The clusters of blocks, and for each merge the best pair that carried it with the average at which it merged.

    ``scores`` give two blocks (the smaller number first, each pair once), their score, and whether they stand in one
    report. The closest two merge first (ties: the smaller numbers), until no average reaches ``rules.join``.
    """
    clusters = {number: _Cluster(number, mentions, ground) for number, mentions in blocks.items()}
    heap: list[_Entry] = []
    for a, b, score, inside in scores:
        entry = (-score, a, b)
        clusters[a].links[b] = clusters[b].links[a] = (score, 1, 0.0, 0, entry) if inside else (0.0, 0, score, 1, entry)
        if score >= rules.join:
            heap.append(entry)
    heapq.heapify(heap)
    by_number = dict(clusters)
    merges: list[tuple[Pair, float]] = []
    while heap:
        negative, a, b = heapq.heappop(heap)
        x, y = by_number.get(a), by_number.get(b)
        link = x.links.get(y.key) if x is not None and y is not None else None
        if x is None or y is None or link is None:
            continue
        average = _average(link, len(x.members) * len(y.members), rules)
        if abs(average + negative) > 1e-9:
            continue
        if _shuts_out(x, y, average, rules, ground):
            x.shut.add(y.key)
            y.shut.add(x.key)
            continue
        merges.append((link[4][1:], average))
        changed = set(y.links)
        del by_number[b]
        by_number[a] = merged = _merge(x, y, clusters)
        _push_again(heap, merged, changed, clusters, rules)
    return [sorted(cluster.members) for _, cluster in sorted(by_number.items())], merges


def _average(link: _Link, pairs: int, rules: Rules) -> float:
    """The average of compared pairs; as many pairs as were compared may count as missing ones."""
    inside, of_inside, across, of_across = link[:4]
    if not of_across:
        return inside / of_inside
    missing = min(pairs - of_inside - of_across, of_across)
    across = (across + rules.missing * missing) / (of_across + missing)
    if not of_inside:
        return across
    return rules.within * inside / of_inside + (1.0 - rules.within) * across


def _push_again(
    heap: list[_Entry], x: _Cluster, changed: set[int], clusters: Mapping[int, _Cluster], rules: Rules
) -> None:
    """The averages of a cluster that has grown, save those that the growth left alone."""
    size, number, join = len(x.members), x.number, rules.join
    for key, link in x.links.items():
        if not link[3]:
            if key not in changed and key not in x.shut:
                continue
            if link[0] < join * link[1] - _SLACK:
                continue
        other = clusters[key]
        again = _average(link, size * len(other.members), rules)
        if again >= join:
            heapq.heappush(heap, (-again, number, other.number) if number < other.number else (-again, other.number, number))


def _shuts_out(x: _Cluster, y: _Cluster, average: float, rules: Rules, ground: Ground) -> bool:
    if average < rules.days_apart and x.days and y.days and _are_apart(x.days, y.days, 0):
        return True
    if average < rules.lent_apart and x.any_days and y.any_days and _are_all_apart(x.any_days, y.any_days):
        return True
    if x.toll_days and y.toll_days and _are_apart(x.toll_days, y.toll_days, _YEAR_APART):
        return True
    return average < rules.places_apart and any(
        ground.shuts_out(p, q) for p in x.places.values() for q in y.places.values()
    )


def _are_apart(a: _Days, b: _Days, gap: int) -> bool:
    """Whether any two are more than so many days apart."""
    return any(first - end > gap or start - last > gap for first, last in a for start, end in b)


def _are_all_apart(a: _Days, b: _Days) -> bool:
    """Whether no day of the one is a day of the other."""
    return all(first > end or start > last for first, last in a for start, end in b)


def _merge(x: _Cluster, y: _Cluster, clusters: dict[int, _Cluster]) -> _Cluster:
    """The first with the second put into it, or the other way round where that is less to do; sums are added up."""
    del x.links[y.key], y.links[x.key]
    x.absorb(y)
    x.shut |= y.shut
    if len(y.links) > len(x.links):
        y.take(x)
        x, y = y, x
    key, gone, links = x.key, y.key, x.links
    for other, link in y.links.items():
        neighbour = clusters[other].links
        del neighbour[gone]
        mine = links.get(other)
        if mine is not None:
            best = mine[4] if mine[4] < link[4] else link[4]
            link = (mine[0] + link[0], mine[1] + link[1], mine[2] + link[2], mine[3] + link[3], best)
        links[other] = neighbour[key] = link
    del clusters[gone]
    return x
