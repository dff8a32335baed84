"""Many pairs scored at once: the same as one by one."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.linking.incidents.bags import Bags
from sayso.linking.incidents.cluster import Rules, Scores, find_clusters
from sayso.linking.incidents.compare import compare, load_weights, weigh
from sayso.linking.incidents.mentions import Mention, read_mentions
from sayso.linking.incidents.score import LEAST, MOST, Ground, PairScorer
from tests.linking.desks import Draft
from tests.linking.incidents.test_join import blast, desk, march

_WORDS = st.sets(st.sampled_from("abcdefg"))


def told_mentions() -> list[Mention]:
    long = Draft("g", "Rebels shelled Kasolo. Nine people died. The army denied that it shelled Moreni on Friday.")
    long.event("shelled", place=long.place("Kasolo"), actors=("Rebels",))
    long.toll("Nine", 9, 9)
    when, where = long.time("Friday", "2024-05-03"), long.place("Moreni")
    long.event("denied", "REJECT", time=when, place=where, realis="denied", actors=("The army",))
    records = [*desk(), blast("h", toll=120).make(), blast("i", toll=120, day="2024-05-09").make(), long.make()]
    records.append(march("j", town="Lusaka", day="2024-05-05", published="").make())
    return [mention for record in records for mention in read_mentions(record)]


def test_scores_are_those_of_the_pairs_one_by_one() -> None:
    mentions, weights = told_mentions(), load_weights()
    pairs = [*combinations(range(len(mentions)), 2)]
    pairs += [(b, a) for a, b in pairs]
    a, b = np.array(pairs, np.int64).T
    scores, inside = PairScorer(mentions, weights, Ground()).score(a, b)
    assert inside.any()
    assert not inside.all()
    for (m, n), score, within in zip(pairs, scores.tolist(), inside.tolist(), strict=True):
        x, y = mentions[m], mentions[n]
        assert within is (x.ref.report == y.ref.report)
        table = weights.within if within else weights.across
        assert score == pytest.approx(max(LEAST, min(MOST, weigh(compare(x, y), table))), abs=1e-9)


@given(st.lists(_WORDS, min_size=1, max_size=6), st.data())
def test_bags_count_what_rows_share(rows: list[set[str]], data: st.DataObject) -> None:
    bags = Bags()
    for row in rows:
        bags.add(sorted(row))
    numbers = st.integers(0, len(rows) - 1)
    pairs = data.draw(st.lists(st.tuples(numbers, numbers), min_size=1))
    a, b = np.array(pairs, np.int64).T
    assert bags.count(a, b).tolist() == [len(rows[x] & rows[y]) for x, y in pairs]


def test_bags_sum_the_lesser_weights() -> None:
    bags = Bags(rare=0.6)
    bags.add_weighed({"dam": 0.9, "flood": 0.5})
    bags.add_weighed({"flood": 0.7, "dam": 0.6, "river": 1.0})
    shared = bags.share(np.array([0]), np.array([1]))
    assert shared.mass.tolist() == pytest.approx([1.1])
    assert shared.rare.tolist() == [1.0]


def test_clusters_merge_by_the_average_of_their_pairs() -> None:
    rules = Rules(join=0.0, missing=-1.0, days_apart=99.0, places_apart=4.0, lent_apart=4.0, within=0.8)
    a, b = np.array([3, 3, 5, 8]), np.array([5, 8, 8, 9])
    scores = Scores(a, b, np.array([4.0, 1.0, -0.5, -2.0]), np.array([False] * 4))
    clusters, merges = find_clusters({number: [] for number in (3, 5, 8, 9)}, scores, rules, Ground())
    assert clusters == [[3, 5, 8], [9]]
    assert merges == [((3, 5), 4.0), ((3, 8), 0.25)]
    assert find_clusters({}, Scores(a[:0], b[:0], scores.score[:0], scores.inside[:0]), rules, Ground()) == ([], [])


@given(st.lists(st.tuples(st.booleans(), _WORDS), min_size=1, max_size=12))
def test_rows_without_weights_weigh_one_wherever_they_stand(rows: list[tuple[bool, set[str]]]) -> None:
    bags = Bags()
    for weighed, words in rows:
        _ = bags.add_weighed(dict.fromkeys(sorted(words), 0.5)) if weighed else bags.add(sorted(words))
    every = np.arange(len(rows))
    expected = [len(words) * (0.5 if weighed else 1.0) for weighed, words in rows]
    assert bags.share(every, every).mass.tolist() == expected
