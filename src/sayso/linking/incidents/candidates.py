"""Which mentions are compared: those that share a key. Keys need no knowledge of other reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from sayso.linking.incidents.compare import group_type
from sayso.linking.incidents.mentions import Mention, read_mentions
from sayso.linking.incidents.words import weigh_word
from sayso.model import Record

_MOST_WEEKS = 4
_FULL_BUCKET = 24  # up to so many are all compared with one another
_WINDOW = 12  # of a larger bucket, each with so many that follow it in its order
_RAREST = 4
_SMALL_TOLL = 10
_NEIGHBOURS = 12  # mentions of one report that follow another one and are compared with it
_LAST_OF_KIND = 4
_FIRST = 3  # mentions at the beginning of a report are compared with all others of it


def candidate_keys(record: Record) -> frozenset[str]:
    """Keys of a record's events and tolls: reports that share none have no incident in common, copies set aside."""
    return frozenset(key for mention in read_mentions(record) for key in list_keys(mention))


def list_keys(mention: Mention) -> set[str]:
    """The keys under which a mention is looked for."""
    keys = set(_list_placed(mention))
    words = _pick_rare(mention)
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
    words = mention.words
    near = sorted(mention.near & words.names) + sorted(
        (stem for stem in mention.near if words.stems.get(stem, 0.0) >= 0.6),
        key=lambda stem: (-words.stems[stem], stem),
    )
    place = set(mention.where.name.split()) if mention.where is not None else set()
    picked = [word for word in near if word not in place and weigh_word(word) >= 0.5]
    return sorted(picked[:_RAREST])


def find_pairs(mentions: Sequence[Mention], blocks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of blocks (by the number that stands for each) to be compared, each once, in no order that matters.

    ``mentions`` are sorted by report and position; ``blocks`` give the block of each.
    """
    seen: set[tuple[int, int]] = set()
    for a, b in _list_pairs(mentions, blocks):
        x, y = blocks[a], blocks[b]
        pair = (x, y) if x < y else (y, x)
        if x != y and pair not in seen:
            seen.add(pair)
            yield pair


def _list_pairs(mentions: Sequence[Mention], blocks: Sequence[int]) -> Iterator[tuple[int, int]]:
    yield from _list_neighbours(mentions)
    buckets: dict[str, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        if blocks[number] == number:
            for key in list_keys(mention):
                buckets[key].append(number)
    for key in sorted(buckets):
        yield from _pair_bucket(buckets[key], mentions)


def _pair_bucket(bucket: list[int], mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    if len(bucket) < 2:
        return
    if len(bucket) <= _FULL_BUCKET:
        yield from combinations(bucket, 2)
        return
    for order in (_by_time, _by_words):
        ranked = sorted(bucket, key=lambda n: (order(mentions[n]), n))
        for at, number in enumerate(ranked):
            for other in ranked[at + 1 : at + 1 + _WINDOW]:
                yield number, other


def _by_time(mention: Mention) -> tuple[object, ...]:
    when = mention.when
    return (mention.where.key if mention.where else "", when.first if when else 0, mention.trigger, mention.type)


def _by_words(mention: Mention) -> tuple[object, ...]:
    return (mention.trigger, *sorted(mention.words.names)[:3], *_pick_rare(mention))


def _list_neighbours(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs inside one report: each mention with those that follow it, and with the last ones of its kind."""
    last: dict[str, list[int]] = {}
    report = ""
    for number, mention in enumerate(mentions):
        if mention.ref.report != report:
            report, last = mention.ref.report, {}
            start = number
        yield from ((other, number) for other in range(max(start, number - _NEIGHBOURS), number))
        yield from ((other, number) for other in range(start, min(start + _FIRST, number - _NEIGHBOURS)))
        for key in (f"t{mention.trigger}", f"k{mention.type}"):
            kept = last.setdefault(key, [])
            yield from ((other, number) for other in kept)
            kept.append(number)
            del kept[:-_LAST_OF_KIND]
