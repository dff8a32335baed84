"""The weighted sum of the evidence for many pairs of mentions at once: the same as one by one in `compare`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from sayso.linking.incidents.bags import Bags, Flags, Numbers, Values
from sayso.linking.incidents.compare import (
    RARE,
    TELLING,
    TOLL_TYPES,
    Weights,
    compare_tolls,
)
from sayso.linking.incidents.mentions import Mention, Story
from sayso.linking.incidents.types import are_unlike, match_types
from sayso.linking.incidents.where import Where, match_places
from sayso.linking.incidents.words import Words

LEAST, MOST = -5.0, 8.0
"""Bounds of one pair's log odds."""
_AT_ONCE = 1 << 16
_LONGEST_GAP = 400
_FARTHEST = 60
_HOWS = ("same", "near", "within", "country", "apart", "far", "unknown")


class Ground:
    """Places by number, and how each two of them stand to one another."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], int] = {}
        self.places: list[Where] = []
        self._hows: dict[tuple[int, int], int] = {}

    def add(self, where: Where | None) -> int:
        """The number of a place; -1 of none."""
        if where is None:
            return -1
        place = where.place
        key = (where.key, where.name, where.level, place.latitude, place.longitude, place.radius_km)
        number = self._known.setdefault((*key, place.country, place.admin1, place.precision), len(self.places))
        if number == len(self.places):
            self.places.append(where)
        return number

    def match(self, a: int, b: int) -> int:
        """How two places stand to one another, as the number of the word for it."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self._hows:
            self._hows[pair] = _HOWS.index(match_places(self.places[pair[0]], self.places[pair[1]]))
        return self._hows[pair]

    def match_all(self, a: Numbers, b: Numbers) -> Numbers:
        """How the places of each pair stand to one another."""
        size = len(self.places)
        pairs, back = np.unique(a * size + b, return_inverse=True)
        found = [self.match(*divmod(pair, size)) for pair in pairs.tolist()]
        return np.array(found, np.int64)[back]

    def shuts_out(self, a: int, b: int) -> bool:
        """Whether what was at one place was not at the other."""
        return _HOWS[self.match(a, b)] in ("far", "apart")


class _Numbered:
    """Words by number, in the order in which they come."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def add(self, word: str) -> int:
        return self._known.setdefault(word, len(self._known))

    def words(self) -> list[str]:
        return list(self._known)


class _Texts:
    """Rows for the words of sentences or of beginnings; one that was added before is not added again."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self.stems = Bags(rare=RARE)
        self.names, self.kinds, self.figures, self.sites = Bags(), Bags(), Bags(), Bags()
        self._masses: list[float] = []

    def add(self, words: Words) -> int:
        row = self._rows.get(id(words))
        if row is None:
            row = self._rows[id(words)] = self.stems.add_weighed(words.stems)
            self.names.add(words.names)
            self.kinds.add(words.kinds)
            self.figures.add(words.figures)
            self.sites.add(words.sites)
            self._masses.append(words.mass)
        return row

    def masses(self) -> Values:
        return np.array(self._masses)


class _Sum:
    """The weighted sum of features of pairs."""

    def __init__(self, weights: Mapping[str, float], size: int) -> None:
        self.weights = weights
        self.total = np.full(size, weights.get("bias", 0.0))

    def weight(self, name: str) -> float:
        return self.weights.get(name, 0.0)

    def add(self, name: str, values: Values | Flags) -> None:
        weight = self.weight(name)
        if weight:
            self.total += weight * values

    def add_sorts(self, name: str, shared: Values, both: Flags) -> None:
        """Some in common, or some each and none in common."""
        self.add(name, shared > 0)
        self.add(f"{name}_apart", both & (shared == 0))


class PairScorer:
    """What is compared of each mention, as columns; then many pairs are scored at once."""

    def __init__(self, mentions: Sequence[Mention], weights: Weights, ground: Ground) -> None:
        self._mentions, self._weights, self._ground = mentions, weights, ground
        self._read_words(mentions)
        self._read_kinds(mentions)
        self._read_days(mentions)
        self._where = np.array([ground.add(m.where) for m in mentions], np.int64)
        self._own = np.array([m.where is not None and m.where.own for m in mentions], np.bool_)
        self._sentence = np.array([m.sentence for m in mentions], np.int64)
        self._start = np.array([m.span.start for m in mentions], np.int64)
        self._lead = np.array([m.lead for m in mentions], np.bool_)
        self._part = np.array([m.part for m in mentions], np.int64)
        self._definite = np.array([m.definite for m in mentions], np.bool_)
        self._logs = np.array([math.log1p(n) for n in range(_LONGEST_GAP + 1)])

    def _read_words(self, mentions: Sequence[Mention]) -> None:
        self._texts, self._leads = _Texts(), _Texts()
        self._text = np.array([self._texts.add(m.words) for m in mentions], np.int64)
        self._mass = self._texts.masses()
        stories: dict[int, tuple[int, Story]] = {}
        for mention in mentions:
            if id(mention.story) not in stories:
                stories[id(mention.story)] = self._leads.add(mention.story.words), mention.story
        self._story = np.array([stories[id(m.story)][0] for m in mentions], np.int64)
        self._lead_mass = self._leads.masses()
        self._near, self._siblings, self._parties = Bags(), Bags(), Bags()
        for mention in mentions:  # rows 2 n and 2 n + 1 of the mention n
            self._near.add(mention.near)
            self._near.add((mention.trigger,))
            self._siblings.add(mention.siblings)
            self._siblings.add((mention.trigger,))
            self._parties.add(mention.actors)
            self._parties.add(mention.recipients)

    def _read_kinds(self, mentions: Sequence[Mention]) -> None:
        types, modes, triggers, realis, reports = (_Numbered() for _ in range(5))
        self._type = np.array([types.add(m.type) for m in mentions], np.int64)
        self._mode = np.array([modes.add(m.mode) if m.mode else -1 for m in mentions], np.int64)
        self._trigger = np.array([triggers.add(m.trigger) for m in mentions], np.int64)
        self._realis = np.array([realis.add(m.realis) for m in mentions], np.int64)
        self._report = np.array([reports.add(m.ref.report) for m in mentions], np.int64)
        self._denied, self._supposed = realis.add("denied"), realis.add("hypothetical")
        self._is_toll = np.array([m.is_toll for m in mentions], np.bool_)
        self._tells_toll = np.array([bool(m.tolls) for m in mentions], np.bool_)
        self._confidence = np.array([m.confidence for m in mentions])
        names = types.words()
        self._types = np.array([[match_types(a, b) for b in names] for a in names]).reshape(len(names), len(names))
        unlike = np.array([[are_unlike(a, b) for b in names] for a in names], np.bool_)
        self._unlike = unlike.reshape(len(names), len(names))

    def _read_days(self, mentions: Sequence[Mention]) -> None:
        whens = (mention.when for mention in mentions)
        days = [(0, 0, False, False, False) if w is None else (w.first, w.last, w.told, w.lent, True) for w in whens]
        columns = np.array(days, np.int64).reshape(len(days), 5).T
        self._first, self._last = columns[0], columns[1]
        self._told, self._lent, self._dated = columns[2] > 0, columns[3] > 0, columns[4] > 0
        self._published = np.array([-1 if m.published is None else m.published for m in mentions], np.int64)

    def score(self, a: Numbers, b: Numbers) -> tuple[Values, Flags]:
        """The bounded sum for each pair of mentions (by number), and whether the two stand in one report."""
        order = np.argsort(a, kind="stable")
        x, y = a[order], b[order]
        inside = self._report[x] == self._report[y]
        scores = np.zeros(len(x))
        for chosen, table in ((inside, self._weights.within), (~inside, self._weights.across)):
            numbers = np.flatnonzero(chosen)
            for at in range(0, len(numbers), _AT_ONCE):
                part = numbers[at : at + _AT_ONCE]
                scores[part] = self._sum(x[part], y[part], table, inside=table is self._weights.within)
        found, is_inside = np.empty(len(x)), np.empty(len(x), np.bool_)
        found[order], is_inside[order] = np.clip(scores, LEAST, MOST), inside
        return found, is_inside

    def _sum(self, a: Numbers, b: Numbers, weights: Mapping[str, float], *, inside: bool) -> Values:
        found = _Sum(weights, len(a))
        same = self._add_tolls(a, b, found)
        self._add_kinds(a, b, found)
        self._add_words(a, b, found)
        self._add_places(a, b, found)
        self._add_times(a, b, found, same)
        self._add_parties(a, b, found)
        if inside:
            self._add_positions(a, b, found)
            return found.total
        self._add_stories(a, b, found)
        known = (self._published[a] >= 0) & (self._published[b] >= 0) & (same < TELLING)
        gap = np.where(known, np.abs(self._published[a] - self._published[b]), 0)
        days, back = np.unique(gap, return_inverse=True)
        logs = np.array([math.log1p(day) for day in days.tolist()])[back]
        told = self._told[a] & self._told[b]
        found.add("published_gap", logs * told)
        found.add("published_gap_guessed", logs * ~told)
        return found.total

    def _add_tolls(self, a: Numbers, b: Numbers, found: _Sum) -> Values:
        """What tolls of one kind tell, and the type; how great a figure both have."""
        types = self._types[self._type[a], self._type[b]]
        same = np.zeros(len(a))
        for at in np.flatnonzero(self._tells_toll[a] & self._tells_toll[b]).tolist():
            told: dict[str, float] = {"type": types[at]}
            compare_tolls(self._mentions[a[at]], self._mentions[b[at]], told)
            types[at] = max(types[at], TOLL_TYPES) if "toll_talk" in told else types[at]
            same[at] = told.get("toll_same", 0.0)
            for name, value in told.items():
                if name != "type":
                    found.total[at] += found.weight(name) * value
        found.add("type", types)
        return same

    def _add_kinds(self, a: Numbers, b: Numbers, found: _Sum) -> None:
        both = (self._mode[a] >= 0) & (self._mode[b] >= 0) & ~self._is_toll[a] & ~self._is_toll[b]
        found.add("deeds_unlike", both & self._unlike[self._type[a], self._type[b]])
        moded = (self._type[a] == self._type[b]) & both
        modes = self._mode[a] == self._mode[b]
        found.add("mode_same", moded & modes)
        found.add("mode_other", moded & ~modes)
        same = self._trigger[a] == self._trigger[b]
        found.add("trigger", same)
        told = self._near.count(2 * a, 2 * b + 1) + self._near.count(2 * a + 1, 2 * b)
        found.add("trigger_told", ~same * told / 2)
        rival = self._siblings.count(2 * a, 2 * b + 1) + self._siblings.count(2 * a + 1, 2 * b)
        found.add("rival", ~same & (rival > 0))
        found.add("toll_mention", (self._is_toll[a] * 1.0 + self._is_toll[b]) / 2)
        one, other = self._realis[a], self._realis[b]
        differ = one != other
        found.add("realis_other", differ)
        found.add("realis_denied", differ & ((one == self._denied) | (other == self._denied)))
        found.add("realis_hypothetical", differ & ((one == self._supposed) | (other == self._supposed)))
        found.add("doubt", 1.0 - np.minimum(self._confidence[a], self._confidence[b]))

    def _add_words(self, a: Numbers, b: Numbers, found: _Sum) -> None:
        x, y, texts = self._text[a], self._text[b], self._texts
        shared = texts.stems.share(x, y)
        found.add("words", shared.mass / np.maximum(1.0, np.minimum(self._mass[x], self._mass[y])))
        found.add("words_mass", np.minimum(shared.mass, 5.0) / 5.0)
        found.add("words_rare", np.minimum(shared.rare, 4.0) / 4.0)
        names = texts.names.count(x, y)
        found.add("names", np.minimum(names, 4.0) / 4)
        found.add("names_apart", _have_both(texts.names, x, y) & (names == 0))
        found.add_sorts("kinds", texts.kinds.count(x, y), _have_both(texts.kinds, x, y))
        near = self._near.count(2 * a, 2 * b)
        found.add("near", near / np.maximum(3, np.minimum(self._near.sizes(2 * a), self._near.sizes(2 * b))))
        figures = texts.figures.count(x, y)
        found.add("figures", np.minimum(figures, 2.0) / 2)
        found.add("figures_apart", _have_both(texts.figures, x, y) & (figures == 0))

    def _add_places(self, a: Numbers, b: Numbers, found: _Sum) -> None:
        placed = (self._where[a] >= 0) & (self._where[b] >= 0)
        found.add("place_none", ~placed)
        numbers = np.flatnonzero(placed)
        if not len(numbers):
            return
        how = self._ground.match_all(self._where[a[numbers]], self._where[b[numbers]])
        own = (self._own[a] & self._own[b])[numbers]
        told = np.array([found.weight(f"place_{name}") for name in _HOWS])
        guessed = np.array([found.weight(f"place_{name}_guessed") for name in _HOWS])
        found.total[numbers] += np.where(own, told[how], guessed[how])

    def _add_times(self, a: Numbers, b: Numbers, found: _Sum, same: Values) -> None:
        dated = self._dated[a] & self._dated[b]
        found.add("time_none", ~dated)
        told = self._told[a] & self._told[b]
        lent = ~told & (self._told[a] | self._lent[a]) & (self._told[b] | self._lent[b])
        low, high = np.maximum(self._first[a], self._first[b]), np.minimum(self._last[a], self._last[b])
        gap = np.maximum(0, low - high)
        retold = dated & (gap > 0) & ~told & (same >= TELLING)
        found.add("time_retold", retold)
        apart = dated & (gap > 0) & ~retold
        logs = self._logs[np.minimum(gap, _LONGEST_GAP)]
        spread = np.maximum(self._last[a], self._last[b]) - np.minimum(self._first[a], self._first[b]) + 1
        meets = dated & (gap == 0)
        share = np.where(meets, (high - low + 1) / spread, 0.0)
        for name, chosen in (("", told), ("_lent", lent), ("_guessed", ~told & ~lent)):
            found.add(f"time_apart{name}", apart & chosen)
            found.add(f"time_gap{name}", logs * (apart & chosen))
            found.add(f"time_meets{name}", share * chosen)
        found.add("time_day", meets & (spread == 1))
        found.add("time_vague", meets & (spread != 1) & (share < 0.1))

    def _add_parties(self, a: Numbers, b: Numbers, found: _Sum) -> None:
        for name, side in (("actors", 0), ("recipients", 1)):
            x, y = 2 * a + side, 2 * b + side
            shared = self._parties.count(x, y)
            found.add(name, np.minimum(shared, 3.0) / 3)
            found.add(f"{name}_apart", _have_both(self._parties, x, y) & (shared == 0))
        if found.weight("sides_changed"):
            changed = self._parties.count(2 * a, 2 * b + 1) + self._parties.count(2 * a + 1, 2 * b)
            found.add("sides_changed", changed > 0)

    def _add_stories(self, a: Numbers, b: Numbers, found: _Sum) -> None:
        size = len(self._lead_mass)
        pairs, back = np.unique(self._story[a] * size + self._story[b], return_inverse=True)
        x, y = pairs // size, pairs % size
        leads = self._leads
        told = _Sum(found.weights, len(pairs))
        told.total[:] = 0.0
        shared = leads.stems.share(x, y)
        told.add("story_words", shared.mass / np.maximum(2.0, np.minimum(self._lead_mass[x], self._lead_mass[y])))
        told.add("story_rare", np.minimum(shared.rare, 6.0) / 6.0)
        told.add("story_names", np.minimum(leads.names.count(x, y), 3.0) / 3)
        told.add_sorts("story_kinds", leads.kinds.count(x, y), _have_both(leads.kinds, x, y))
        told.add_sorts("story_sites", leads.sites.count(x, y), _have_both(leads.sites, x, y))
        found.total += told.total[back]
        found.add("both_lead", self._lead[a] & self._lead[b])

    def _add_positions(self, a: Numbers, b: Numbers, found: _Sum) -> None:
        distance = np.abs(self._sentence[a] - self._sentence[b])
        found.add("in_sentence", distance == 0)
        found.add("next_sentence", distance == 1)
        found.add("in_report", distance > 1)
        found.add("distance", self._logs[np.minimum(distance, _FARTHEST)])
        found.add("other_part", self._part[a] != self._part[b])
        apart = distance > 0
        found.add("lead", apart & (self._lead[a] | self._lead[b]))
        found.add("both_lead", self._lead[a] & self._lead[b])
        definite = apart & np.where(self._start[a] >= self._start[b], self._definite[a], self._definite[b])
        found.add("definite", definite)
        found.add("definite_near", definite & (distance <= 2))


def _have_both(bags: Bags, a: Numbers, b: Numbers) -> Flags:
    return (bags.sizes(a) > 0) & (bags.sizes(b) > 0)
