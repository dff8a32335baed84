"""Which mentions are compared: those that share a key. Keys need no knowledge of other reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from sayso.linking.incidents.bags import Numbers
from sayso.linking.incidents.mentions import Mention, read_mentions
from sayso.linking.incidents.types import group_type
from sayso.linking.incidents.words import weigh_word
from sayso.model import Record

_MOST_WEEKS = 4
_FULL_BUCKET = 24  # up to so many are all compared with one another
_WINDOW = 12  # of a larger bucket, each with so many that follow it in its order
_RAREST = 4
_SMALL_TOLL = 10
_NEIGHBOURS = 6  # mentions of one report that follow another one and are compared with it
_LAST_OF_KIND = 4
_FIRST = 3  # mentions at the beginning of a report are compared with all others of it


def candidate_keys(record: Record) -> frozenset[str]:
    """Keys of a record's events and tolls: reports that share none have no incident in common, copies set aside."""
    return frozenset(key for mention in read_mentions(record) for key in list_keys(mention))


def list_keys(mention: Mention) -> set[str]:
    """The keys under which a mention is looked for."""
    return _list_keys(mention, _pick_rare(mention))


def _list_keys(mention: Mention, words: Sequence[str]) -> set[str]:
    keys = set(_list_placed(mention))
    keys.update(f"r|{word}|{mention.trigger}" for word in words)
    keys.update(f"w|{a}|{b}" for a, b in combinations(words, 2))
    country = _find_country(mention)
    for kind, low, high in mention.tolls:
        figure = low if low is not None else high
        if figure is not None and figure >= _SMALL_TOLL:
            keys.add(f"t|{kind}|{figure}|{country}")
        elif figure is not None:
            keys.update(f"t|{kind}|{figure}|{country}|{week}" for week in _list_weeks(mention) or ())
    return keys


def _find_country(mention: Mention) -> str:
    return (mention.where.place.country or "") if mention.where is not None else ""


def _list_weeks(mention: Mention) -> range | None:
    """The weeks, with a day to spare on both sides; None where they are many or unknown."""
    if mention.when is None:
        return None
    weeks = range((mention.when.first - 1) // 7, (mention.when.last + 1) // 7 + 1)
    return weeks if len(weeks) <= _MOST_WEEKS else None


def _list_placed(mention: Mention) -> Iterator[str]:
    weeks = _list_weeks(mention)
    country, where = _find_country(mention), mention.where
    if where is None:
        yield from (f"n|{mention.trigger}|{week}" for week in weeks or ())
        return
    if weeks is None:
        yield f"l|{where.key}|{mention.trigger}"
        return
    for week in weeks:
        yield f"c|{country}|{mention.trigger}|{week}"
        if where.level:
            for group in group_type(mention.type):
                yield f"p|{group}|{where.key}|{week}"
            yield f"a|{country}|{where.place.admin1 or where.key}|{mention.trigger}|{week}"


def _pick_rare(mention: Mention) -> list[str]:
    """The rarest names and then words near the trigger, in alphabetical order; none of the place."""
    words, stems = mention.words.names, mention.words.stems
    place = mention.where.name.split() if mention.where is not None else ()
    picked = [word for word in sorted(mention.near & words) if word not in place and weigh_word(word) >= 0.5]
    if len(picked) < _RAREST:
        rare = [(-weight, stem) for stem in mention.near if (weight := stems.get(stem, 0.0)) >= 0.6]
        picked += [stem for _, stem in sorted(rare) if stem not in place and weigh_word(stem) >= 0.5]
    return sorted(picked[:_RAREST])


def find_pairs(mentions: Sequence[Mention], blocks: Sequence[int]) -> tuple[Numbers, Numbers]:
    """Pairs of blocks (by the number that stands for each) to be compared, each once, the smaller number first.

    ``mentions`` are sorted by report and position; ``blocks`` give the block of each.
    """
    buckets: dict[str, list[int]] = defaultdict(list)
    rare: dict[int, list[str]] = {}
    for number, mention in enumerate(mentions):
        if blocks[number] == number:
            rare[number] = _pick_rare(mention)
            for key in _list_keys(mention, rare[number]):
                buckets[key].append(number)
    rows = list(buckets.values())
    del buckets
    parts = [*_pair_neighbours(mentions), *_pair_buckets(rows, mentions, rare)]
    block, size = np.array(blocks, np.int64), max(len(mentions), 1)
    a, b = block[np.concatenate([x for x, _ in parts])], block[np.concatenate([y for _, y in parts])]
    keys = (np.minimum(a, b) * size + np.maximum(a, b))[a != b]
    keys.sort()
    keys = keys[np.concatenate((keys[:1] >= 0, keys[1:] != keys[:-1]))]
    return keys // size, keys % size


def _pair_buckets(
    buckets: list[list[int]], mentions: Sequence[Mention], rare: Mapping[int, Sequence[str]]
) -> Iterator[tuple[Numbers, Numbers]]:
    by_size: dict[int, list[list[int]]] = defaultdict(list)
    ranks = _rank(buckets, mentions, rare)
    for bucket in buckets:
        if len(bucket) > _FULL_BUCKET:
            yield from _pair_crowded(bucket, ranks)
        elif len(bucket) > 1:
            by_size[len(bucket)].append(bucket)
    for size, alike in by_size.items():
        first, second = np.triu_indices(size, 1)
        rows = np.array(alike, np.int64)
        yield rows[:, first].ravel(), rows[:, second].ravel()


def _pair_crowded(bucket: list[int], ranks: Sequence[Mapping[int, int]]) -> Iterator[tuple[Numbers, Numbers]]:
    for rank in ranks:
        ranked = np.array(sorted(bucket, key=rank.__getitem__), np.int64)
        for step in range(1, _WINDOW + 1):
            yield ranked[:-step], ranked[step:]


def _rank(
    buckets: Sequence[Sequence[int]], mentions: Sequence[Mention], rare: Mapping[int, Sequence[str]]
) -> list[dict[int, int]]:
    """Of all mentions in crowded buckets, where each stands by time and by words."""
    crowd = {number for bucket in buckets if len(bucket) > _FULL_BUCKET for number in bucket}
    orders = (
        sorted(crowd, key=lambda n: (_by_time(mentions[n]), n)),
        sorted(crowd, key=lambda n: (_by_words(mentions[n], rare[n]), n)),
    )
    return [{number: rank for rank, number in enumerate(order)} for order in orders]


def _by_time(mention: Mention) -> tuple[object, ...]:
    when = mention.when
    return (mention.where.key if mention.where else "", when.first if when else 0, mention.trigger, mention.type)


def _by_words(mention: Mention, rare: Sequence[str]) -> tuple[object, ...]:
    return (mention.trigger, *sorted(mention.words.names)[:3], *rare)


def _pair_neighbours(mentions: Sequence[Mention]) -> Iterator[tuple[Numbers, Numbers]]:
    """Pairs inside one report: each mention with those that follow it, and with the last ones of its kind."""
    reports = number_words(m.ref.report for m in mentions)
    every = np.arange(len(mentions))
    start = np.searchsorted(reports, reports)
    for step in range(1, _NEIGHBOURS + 1):
        numbers = every[every - step >= start]
        yield numbers - step, numbers
    for step in range(_FIRST):
        numbers = every[start + step < every - _NEIGHBOURS]
        yield start[numbers] + step, numbers
    for kinds in (number_words(m.trigger for m in mentions), number_words(m.type for m in mentions)):
        order = np.lexsort((every, kinds, reports))
        for step in range(1, _LAST_OF_KIND + 1):
            a, b = order[:-step], order[step:]
            alike = (kinds[a] == kinds[b]) & (reports[a] == reports[b])
            yield a[alike], b[alike]


def number_words(words: Iterable[str]) -> Numbers:
    """A number for each word, the same for the same word, in the order in which they come."""
    known: dict[str, int] = {}
    return np.array([known.setdefault(word, len(known)) for word in words], np.int64)
