"""Joins the events and tolls of reports into incidents."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec
import numpy as np

from sayso.linking.incidents.bags import Flags, Numbers, Values
from sayso.linking.incidents.candidates import find_pairs, number_words
from sayso.linking.incidents.cluster import Pair, Rules, Scores, find_clusters
from sayso.linking.incidents.compare import Weights, compare, load_weights
from sayso.linking.incidents.copied import Alignment, Unions
from sayso.linking.incidents.describe import COPIED, find_days, find_location, make_title, word_reason
from sayso.linking.incidents.mentions import Mention, read_mentions
from sayso.linking.incidents.score import Ground, PairScorer
from sayso.model import Family, Incident, Record, Ref, Tie, make_id

_COPIED_SCORE = 1.0
_MOST_LATE = 3  # days after its original at which a reprint still has its "today"
_LEAST_OF_MODE = 0.25  # of the events that may have a mode


def join_events(
    records: Sequence[Record], families: Sequence[Family], *, weights: Weights | None = None
) -> tuple[Incident, ...]:
    """The incidents that the events and loose tolls of ``records`` tell of; each event and toll is in exactly one.

    Mentions at the same place of a copied passage are one outright; others are compared where they share a key, and
    clustered by average linkage. The order of ``records`` changes nothing.
    """
    mentions, texts = _read(records)
    return join_mentions(mentions, texts, families, weights=weights)


def join_mentions(
    mentions: list[Mention],
    texts: Mapping[str, str],
    families: Sequence[Family],
    *,
    weights: Weights | None = None,
) -> tuple[Incident, ...]:
    """As `join_events`, of mentions that were read before, sorted by report id; ``texts`` are those of the reports."""
    return _Joining(mentions, texts, families, weights or load_weights()).make()


def pair_mentions(records: Sequence[Record], families: Sequence[Family]) -> Iterator[tuple[Mention, Mention]]:
    """The mentions that are compared, each pair once: what weights are fitted on (``bench/fit_incidents.py``)."""
    mentions, texts = _read(records)
    yield from _Joining(mentions, texts, families, load_weights()).pair()


def _read(records: Sequence[Record]) -> tuple[list[Mention], dict[str, str]]:
    """The mentions of records by report id, and the texts of their reports."""
    kept = sorted(records, key=lambda record: (record.report.id, record.report.text_sha256))
    mentions = [mention for record in kept for mention in read_mentions(record)]
    return mentions, {record.report.id: record.report.text for record in kept}


class _Joining:
    """All mentions, the blocks that copies make of them, and the clusters of blocks."""

    def __init__(
        self, mentions: list[Mention], texts: Mapping[str, str], families: Sequence[Family], weights: Weights
    ) -> None:
        self._weights = weights
        self._texts = texts
        self._ground = Ground()
        unions, copied = join_copied(mentions, families)
        groups = unions.groups()
        self._mentions = mentions = _date_copies(_slacken(mentions, families), groups)
        self._head = {number: _pick_head(members, mentions) for number, members in groups.items()}
        self._groups = {self._head[number]: members for number, members in groups.items()}
        self._blocks = [self._head[unions.find(number)] for number in range(len(mentions))]
        self._copied: dict[int, list[Tie]] = {}
        for a, b in copied:
            tie = _order_tie(mentions[a].ref, mentions[b].ref, _COPIED_SCORE, COPIED)
            self._copied.setdefault(self._blocks[a], []).append(tie)
        self._by_report = {
            head: {mentions[n].ref.report: n for n in reversed(members)} for head, members in self._groups.items()
        }

    def make(self) -> tuple[Incident, ...]:
        a, b = find_pairs(self._mentions, self._blocks)
        scores, inside = self._score(a, b)
        part = self._split(a, b)
        order = np.argsort(part[a], kind="stable")
        bounds = np.searchsorted(part[a][order], np.arange(len(self._mentions) + 1))
        heads: dict[int, list[int]] = {}
        for head in self._groups:
            heads.setdefault(int(part[head]), []).append(head)
        made: list[Incident] = []
        for number, members in heads.items():
            here = order[bounds[number] : bounds[number + 1]]
            made += self._join(members, Scores(a[here], b[here], scores[here], inside[here]))
        return tuple(sorted(made, key=lambda incident: (incident.earliest or "9999", incident.id)))

    def pair(self) -> Iterator[tuple[Mention, Mention]]:
        """The mentions that stand for the blocks of each pair."""
        a, b = find_pairs(self._mentions, self._blocks)
        for pair in zip(a.tolist(), b.tolist(), strict=True):
            x, y = self._pick(*pair)
            yield self._mentions[x], self._mentions[y]

    def _join(self, heads: Sequence[int], scores: Scores) -> Iterator[Incident]:
        """The incidents of some blocks that were compared with no others."""
        blocks = {head: [self._mentions[n] for n in self._groups[head]] for head in heads}
        w = self._weights
        rules = Rules(w.join, w.missing, w.days_apart, w.places_apart, w.lent_apart, w.share)
        clusters, merges = find_clusters(blocks, scores, rules, self._ground)
        home = {block: number for number, cluster in enumerate(clusters) for block in cluster}
        ties: dict[int, list[Tie]] = {}
        for (a, b), average in merges:
            ties.setdefault(home[a], []).append(self._tie(a, b, average))
        for head in heads:
            ties.setdefault(home[head], []).extend(self._copied.get(head, ()))
        return (self._make(cluster, ties[number]) for number, cluster in enumerate(clusters))

    def _split(self, a: Numbers, b: Numbers) -> Numbers:
        """For each mention the part in which its report is: reports of two parts have no pair in common."""
        reports = number_words(m.ref.report for m in self._mentions)
        size = len(self._mentions)
        unions = Unions(size)
        for pair in np.unique(reports[a] * size + reports[b]).tolist():
            unions.join(*divmod(pair, size))
        return np.array([unions.find(number) for number in range(size)], np.int64)[reports]

    def _pick(self, a: int, b: int) -> tuple[int, int]:
        """The mentions of two blocks to compare: those of a report that both stand in, else the heads."""
        x, y = self._by_report[a], self._by_report[b]
        if len(x) > len(y):
            y, x, a, b = x, y, b, a
        shared = min((report for report in x if report in y), default=None)
        return (a, b) if shared is None else (x[shared], y[shared])

    def _score(self, a: Numbers, b: Numbers) -> tuple[Values, Flags]:
        """The bounded score of each pair of blocks, and whether it is that of two mentions of one report."""
        sizes = np.ones(len(self._mentions), np.int64)
        for head, members in self._groups.items():
            sizes[head] = len(members)
        x, y = a.copy(), b.copy()
        for at in np.flatnonzero((sizes[a] > 1) | (sizes[b] > 1)).tolist():
            x[at], y[at] = self._pick(int(a[at]), int(b[at]))
        return PairScorer(self._mentions, self._weights, self._ground).score(x, y)

    def _tie(self, a: int, b: int, average: float) -> Tie:
        m, n = self._pick(a, b)
        x, y = self._mentions[m], self._mentions[n]
        table = self._weights.within if x.ref.report == y.ref.report else self._weights.across
        score = round(1.0 / (1.0 + math.exp(-average)), 3)
        return _order_tie(x.ref, y.ref, score, word_reason(x, y, compare(x, y), table))

    def _make(self, cluster: list[int], ties: list[Tie]) -> Incident:
        mentions = sorted(
            (self._mentions[n] for block in cluster for n in self._groups[block]), key=lambda m: (m.ref, m.span)
        )
        events = [m for m in mentions if not m.is_toll]
        kind, mode = _vote(events)
        days, location = find_days(mentions), find_location(mentions)
        first = min(mentions, key=lambda m: (m.published or 10**7, m.ref))
        return Incident(
            id=make_id("incident", first.ref.report, first.ref.id),
            type=kind,
            mode=mode,
            title=make_title(mentions, self._texts, location, days),
            events=tuple(m.ref for m in events),
            tolls=tuple(m.ref for m in mentions if m.is_toll),
            reports=tuple(sorted({m.ref.report for m in mentions})),
            earliest=date.fromordinal(days.first).isoformat() if days is not None else None,
            latest=date.fromordinal(days.last).isoformat() if days is not None else None,
            location=location,
            ties=tuple(sorted(ties)),
        )


def join_copied(mentions: Sequence[Mention], families: Sequence[Family]) -> tuple[Unions, list[Pair]]:
    """Mentions at one position of one text, whichever reports carry it, as sets; and the pairs that made them."""
    unions, ties = Unions(len(mentions)), []
    alignment = Alignment(families)
    held: dict[tuple[str, int, bool], int] = {}
    for number, mention in enumerate(mentions):
        for report, at in alignment.trace(mention.ref.report, mention.span.start):
            other = held.setdefault((report, at, mention.is_toll), number)
            if unions.find(other) != unions.find(number):
                unions.join(other, number)
                ties.append((other, number))
    return unions, ties


def _slacken(mentions: Sequence[Mention], families: Sequence[Family]) -> list[Mention]:
    """Mentions of copies with "today" as a day of the original as well: an outlet may reprint it on a later day."""
    published = {mention.ref.report: mention.published for mention in mentions}
    sources: dict[str, int] = {}
    for family in families:
        for copy in family.copies:
            day = published.get(copy.of)
            if day is not None:
                sources[copy.report] = min(day, sources.get(copy.report, day))
    return [_slacken_one(mention, sources.get(mention.ref.report)) for mention in mentions]


def _slacken_one(mention: Mention, source: int | None) -> Mention:
    when, published = mention.when, mention.published
    if when is None or source is None or published is None or not when.near or not 0 < published - source <= _MOST_LATE:
        return mention
    first = when.first - (published - source)
    return msgspec.structs.replace(mention, when=msgspec.structs.replace(when, first=first))


def _date_copies(mentions: Sequence[Mention], groups: Mapping[int, Sequence[int]]) -> list[Mention]:
    """Mentions of one text with the day that the first report gives it: "today" is no other day in a later copy."""
    dated = list(mentions)
    for members in groups.values():
        told = [n for n in members if (when := mentions[n].when) is not None and when.told]
        first = min(told, key=lambda n: (mentions[n].published or 10**7, mentions[n].ref), default=None)
        for number in members if first is not None and len(members) > 1 else ():
            if first is not None:
                dated[number] = msgspec.structs.replace(mentions[number], when=mentions[first].when)
    return dated


def _pick_head(members: Sequence[int], mentions: Sequence[Mention]) -> int:
    """The member that tells most: its own time and place, then the surest."""

    def rank(number: int) -> tuple[bool, bool, float, int]:
        mention = mentions[number]
        has_time = mention.when is not None and mention.when.told
        has_place = mention.where is not None and mention.where.own
        return has_time, has_place, round(mention.confidence, 3), -number

    return max(members, key=rank)


def _vote(events: Sequence[Mention]) -> tuple[str | None, str | None]:
    """The type that most events have, weighted by how sure each is, and the mode that most of these have.

    There is none where few of these have any: then nearly all who tell of it leave it open.
    """
    if not events:
        return None, None
    votes: Counter[str] = Counter()
    for mention in events:
        votes[mention.type] += round(mention.confidence * 1000)
    kind = max(votes, key=lambda key: (votes[key], key))
    own = [m.mode for m in events if m.type == kind]
    modes = Counter(mode for mode in own if mode is not None)
    mode = max(modes, key=lambda key: (modes[key], key), default=None)
    return kind, mode if mode is not None and modes[mode] >= _LEAST_OF_MODE * len(own) else None


def _order_tie(a: Ref, b: Ref, score: float, reason: str) -> Tie:
    return Tie(min(a, b), max(a, b), score, reason)
