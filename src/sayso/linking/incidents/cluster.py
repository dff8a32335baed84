"""Clusters of blocks by average linkage over the pairs that were compared, with what shuts one another out."""

from __future__ import annotations

import heapq
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec
import numpy as np

from sayso.linking.incidents.bags import Flags, Numbers, Values
from sayso.linking.incidents.mentions import Mention
from sayso.linking.incidents.score import Ground

Pair = tuple[int, int]
_Days = tuple[tuple[int, int], ...]
_Entry = tuple[float, int, int, int, int]
"""An average with its sign turned, the two clusters, and the list that they are of with their place there."""
_NEVER = 1 << 62
_FIRST = np.ones(1, np.bool_)
_MOST_KEPT = 12
_SHARE_ELSEWHERE = 0.5  # of the pairs of towns told by two clusters: where more are apart, so are the two
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
    """The days and places that the members of a cluster tell."""

    __slots__ = ("any_days", "days", "lent", "places", "toll_days")

    def __init__(self, mentions: Sequence[Mention], ground: Ground) -> None:
        days, toll_days, lent = (set[tuple[int, int]]() for _ in range(3))
        self.places: dict[int, int] = {}
        for mention in mentions:
            when, where = mention.when, mention.where
            if when is not None and when.lent:
                lent.add((when.first, when.last))
            if when is not None and when.is_exact:
                (toll_days if when.said else days).add((when.first, when.last))
            if where is not None and where.own and where.level == 2:
                number = ground.add(where)
                self.places[number] = self.places.get(number, 0) + 1
        self.days, self.toll_days, self.lent = tuple(days), tuple(toll_days), tuple(lent)
        self.any_days = _unite(self.days, self.lent)

    def absorb(self, other: _Cluster) -> None:
        self.days = _keep(self.days, other.days)
        self.lent = _keep(self.lent, other.lent)
        self.toll_days = _keep(self.toll_days, other.toll_days)
        self.any_days = _unite(self.days, self.lent)
        if other.places:
            merged = Counter(self.places) + Counter(other.places)
            self.places = dict(sorted(merged.items(), key=lambda item: (-item[1], item[0]))[:_MOST_KEPT])


def _unite(a: _Days, b: _Days) -> _Days:
    return tuple({*a, *b}) if a and b else a or b


def _keep(a: _Days, b: _Days) -> _Days:
    if len(a) <= _MOST_KEPT and (not b or a == b):
        return a
    return tuple(sorted({*a, *b})[:_MOST_KEPT])


class Scores(msgspec.Struct, frozen=True):
    """Pairs of blocks that were compared (the smaller number first, each once), their scores, and whether they stand
    in one report.
    """  # fmt: skip

    a: Numbers
    b: Numbers
    score: Values
    inside: Flags


class _List(msgspec.Struct, frozen=True):
    """Pairs of clusters that may merge, the best first: of ``owner`` (-1: of all), as they were at ``time``."""

    averages: Sequence[float]
    a: Sequence[int]
    b: Sequence[int]
    best: Sequence[int]
    owner: int
    time: int


_EMPTY = _List([], [], [], [], -1, 0)


class _Linkage:
    """Clusters by the smallest number of their blocks, and the sums of the compared pairs of each with others.

    The sums of a cluster are those of the time at which it last grew; ``label`` leads from a block to its cluster.
    """

    def __init__(self, size: int, scores: Scores, rules: Rules) -> None:
        self._rules = rules
        self.label = np.arange(size)
        every = np.arange(size)
        self.members = [every[n : n + 1] for n in range(size)]
        self.born = [0] * size
        self._sizes = np.ones(size)
        self._time = 0
        self._order = np.lexsort((scores.b, scores.a, -scores.score))
        rank = np.empty(len(self._order), np.int64)
        rank[self._order] = np.arange(len(rank))
        sums = np.array([scores.score * scores.inside, scores.inside, scores.score * ~scores.inside, ~scores.inside])
        rows = np.concatenate((scores.a, scores.b))
        order = np.argsort(rows, kind="stable")
        pair = order % max(len(rank), 1)
        bounds = np.searchsorted(rows[order], np.arange(size + 1)).tolist()
        keys, sums, rank = np.concatenate((scores.b, scores.a))[order], sums[:, pair], rank[pair]
        self._keys = [keys[i:j] for i, j in pairwise(bounds)]
        self._sums = [sums[:, i:j] for i, j in pairwise(bounds)]
        self._ranks = [rank[i:j] for i, j in pairwise(bounds)]

    def list_all(self, scores: Scores) -> _List:
        """The pairs of blocks that may merge."""
        chosen = self._order[: int(np.count_nonzero(scores.score >= self._rules.join))]
        averages = array("d", (-scores.score[chosen]).tobytes())
        a, b = array("q", scores.a[chosen].tobytes()), array("q", scores.b[chosen].tobytes())
        return _List(averages, a, b, range(len(chosen)), -1, 0)

    def merge(self, a: int, b: int) -> _List:
        """Put the second cluster into the first; what that one may merge with then."""
        self._time += 1
        self.born[a], self.born[b] = self._time, _NEVER
        self.label[self.members[b]] = a
        self.members[a] = np.concatenate((self.members[a], self.members[b]))
        self._sizes[a] += self._sizes[b]
        keys = self.label.take(np.concatenate((self._keys[a], self._keys[b])))
        order = keys.argsort(kind="stable")
        order = order[keys.take(order) != a]
        keys = keys.take(order)
        sums = np.concatenate((self._sums[a], self._sums[b]), axis=1).take(order, axis=1)
        ranks = np.concatenate((self._ranks[a], self._ranks[b])).take(order)
        if len(keys):
            firsts = np.concatenate((_FIRST, keys[1:] != keys[:-1])).nonzero()[0]
            keys = keys.take(firsts)
            sums = np.add.reduceat(sums, firsts, axis=1)
            ranks = np.minimum.reduceat(ranks, firsts)
        self._keys[a], self._sums[a], self._ranks[a] = keys, sums, ranks
        self._keys[b], self._sums[b], self._ranks[b] = keys[:0], sums[:, :0], ranks[:0]
        return self._list(a)

    def _list(self, a: int) -> _List:
        averages = self._average(a)
        chosen = (averages >= self._rules.join).nonzero()[0]
        if not len(chosen):
            return _List([], [], [], [], a, self._time)
        keys, averages = self._keys[a].take(chosen), -averages.take(chosen)
        low, high = np.minimum(keys, a), np.maximum(keys, a)
        order = np.lexsort((high, low, averages))
        columns = averages.take(order).tolist(), low.take(order).tolist(), high.take(order).tolist()
        return _List(*columns, self._ranks[a].take(chosen.take(order)).tolist(), a, self._time)

    def _average(self, a: int) -> Values:
        """The averages of compared pairs; as many pairs as were compared may count as missing ones."""
        rules = self._rules
        inside, of_inside, across, of_across = self._sums[a]
        pairs = self._sizes[a] * self._sizes.take(self._keys[a])
        missing = np.minimum(pairs - of_inside - of_across, of_across)
        between: Values = (across + rules.missing * missing) / np.maximum(of_across + missing, 1.0)
        if not of_inside.any():
            return between
        within = inside / np.maximum(of_inside, 1.0)
        both = rules.within * within + (1.0 - rules.within) * between
        mixed: Values = np.where(of_across == 0, within, np.where(of_inside == 0, between, both))
        return mixed

    def pair(self, rank: int, scores: Scores) -> Pair:
        """The two blocks of a pair by its rank."""
        at = self._order[rank]
        return int(scores.a[at]), int(scores.b[at])


def find_clusters(
    blocks: Mapping[int, Sequence[Mention]], scores: Scores, rules: Rules, ground: Ground
) -> tuple[list[list[int]], list[tuple[Pair, float]]]:
    """The clusters of blocks, and for each merge the best pair that carried it with the average at which it merged.

    The closest two merge first (ties: the smaller numbers), until no average reaches ``rules.join``.
    """
    heads = np.array(sorted(blocks), np.int64)
    numbered = Scores(np.searchsorted(heads, scores.a), np.searchsorted(heads, scores.b), scores.score, scores.inside)
    linkage = _Linkage(len(heads), numbered, rules)
    clusters = [_Cluster(blocks[head], ground) for head in heads.tolist()]
    lists, heap = [linkage.list_all(numbered)], list[_Entry]()
    _push_next(heap, lists, 0, 0, linkage.born)
    merges: list[tuple[Pair, float]] = []
    while heap:
        negative, a, b, source, at = heapq.heappop(heap)
        found = lists[source]
        is_valid = linkage.born[a] <= found.time and linkage.born[b] <= found.time
        if is_valid and not _shuts_out(clusters[a], clusters[b], -negative, rules, ground):
            x, y = linkage.pair(found.best[at], numbered)
            merges.append(((int(heads[x]), int(heads[y])), -negative))
            clusters[a].absorb(clusters[b])
            lists.append(linkage.merge(a, b))
            _push_next(heap, lists, len(lists) - 1, 0, linkage.born)
        if not _push_next(heap, lists, source, at + 1, linkage.born):
            lists[source] = _EMPTY
    members = [linkage.members[n] for n in range(len(heads)) if linkage.born[n] != _NEVER]
    return [np.sort(heads[numbers]).tolist() for numbers in members], merges


def _push_next(heap: list[_Entry], lists: Sequence[_List], source: int, at: int, born: Sequence[int]) -> bool:
    """Put the next pair of a list on the heap whose clusters have not grown since; whether there is one."""
    found = lists[source]
    if found.owner >= 0 and born[found.owner] > found.time:
        return False
    for place in range(at, len(found.a)):
        a, b = found.a[place], found.b[place]
        if born[a] <= found.time and born[b] <= found.time:
            heapq.heappush(heap, (found.averages[place], a, b, source, place))
            return True
    return False


def _shuts_out(x: _Cluster, y: _Cluster, average: float, rules: Rules, ground: Ground) -> bool:
    if average < rules.days_apart and x.days and y.days and _are_apart(x.days, y.days, 0):
        return True
    if average < rules.lent_apart and x.any_days and y.any_days and _are_all_apart(x.any_days, y.any_days):
        return True
    if x.toll_days and y.toll_days and _are_apart(x.toll_days, y.toll_days, _YEAR_APART):
        return True
    return average < rules.places_apart and _are_elsewhere(x.places, y.places, ground)


def _are_elsewhere(a: Mapping[int, int], b: Mapping[int, int], ground: Ground) -> bool:
    """Whether most towns told on one side shut out those on the other; one name may have been led to a wrong place."""
    apart = sum(m * n for p, m in a.items() for q, n in b.items() if ground.shuts_out(p, q))
    return apart > _SHARE_ELSEWHERE * sum(a.values()) * sum(b.values())


def _are_apart(a: _Days, b: _Days, gap: int) -> bool:
    """Whether any two are more than so many days apart."""
    return any(first - end > gap or start - last > gap for first, last in a for start, end in b)


def _are_all_apart(a: _Days, b: _Days) -> bool:
    """Whether no day of the one is a day of the other."""
    return all(first > end or start > last for first, last in a for start, end in b)
