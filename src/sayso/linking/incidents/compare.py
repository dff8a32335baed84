"""Evidence that two mentions are one happening, as features, and their weighted sum."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from sayso.linking.incidents.days import When
from sayso.linking.incidents.mentions import Mention, Story
from sayso.linking.incidents.types import are_unlike, match_types
from sayso.linking.incidents.where import match_places

RARE = 0.6
TELLING = 0.7  # of "toll_same": a figure of 60 or more
TOLL_TYPES = 0.8  # of "type", at least, where both have tolls of one kind


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Weights of the features between reports (``across``) and inside one (``within``); ``bias`` is one of them.

    ``join`` is the least average sum of a cluster, ``missing`` the sum of two mentions that were not compared,
    ``apart`` what they must reach where dates or places shut one another out.
    """

    across: dict[str, float]
    within: dict[str, float]
    join: float
    missing: float
    days_apart: float
    places_apart: float
    lent_apart: float
    share: float


@cache
def load_weights() -> Weights:
    """The weights that ship."""
    data = files("sayso.linking.incidents").joinpath("weights.toml").read_bytes()
    return msgspec.toml.decode(data, type=Weights)


def count_gap(a: When, b: When) -> int:
    """Days between two intervals; 0 where they meet."""
    return max(0, a.first - b.last, b.first - a.last)


def compare(a: Mention, b: Mention) -> dict[str, float]:
    """The features of two mentions; what is zero is left out. The order of the two changes nothing."""
    found: dict[str, float] = {"bias": 1.0}
    _compare_kinds(a, b, found)
    _compare_words(a, b, found)
    _compare_places(a, b, found)
    compare_tolls(a, b, found)
    _compare_times(a, b, found)
    _compare_parties(a, b, found)
    if a.ref.report == b.ref.report:
        _compare_positions(a, b, found)
        return found
    _compare_stories(a, b, found)
    if a.published is not None and b.published is not None and found.get("toll_same", 0.0) < TELLING:
        told = a.when is not None and a.when.told and b.when is not None and b.when.told
        found["published_gap" if told else "published_gap_guessed"] = math.log1p(abs(a.published - b.published))
    return found


def weigh(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The weighted sum (log odds) of features."""
    return sum(value * weights.get(name, 0.0) for name, value in found.items())


def _compare_kinds(a: Mention, b: Mention, found: dict[str, float]) -> None:
    same = a.trigger == b.trigger
    found["type"] = match_types(a.type, b.type)
    if a.type == b.type and a.mode and b.mode and not a.is_toll:
        found["mode_same" if a.mode == b.mode else "mode_other"] = 1.0
    if a.mode and b.mode and not (a.is_toll or b.is_toll) and are_unlike(a.type, b.type):
        found["deeds_unlike"] = 1.0
    if same:
        found["trigger"] = 1.0
    else:
        told = (a.trigger in b.near) + (b.trigger in a.near)
        if told:
            found["trigger_told"] = told / 2
        if a.trigger in b.siblings or b.trigger in a.siblings:
            found["rival"] = 1.0
    if a.is_toll or b.is_toll:
        found["toll_mention"] = 1.0 if a.is_toll and b.is_toll else 0.5
    if a.realis != b.realis:
        found["realis_other"] = 1.0
        if "denied" in (a.realis, b.realis):
            found["realis_denied"] = 1.0
        if "hypothetical" in (a.realis, b.realis):
            found["realis_hypothetical"] = 1.0
    found["doubt"] = 1.0 - min(a.confidence, b.confidence)


def _compare_words(a: Mention, b: Mention, found: dict[str, float]) -> None:
    x, y = a.words, b.words
    small, large = (x.stems, y.stems) if len(x.stems) <= len(y.stems) else (y.stems, x.stems)
    shared = rare = 0.0
    for stem, weight in small.items():
        other = large.get(stem)
        if other is not None:
            low = weight if weight < other else other
            shared += low
            if low >= RARE:
                rare += 1.0
    if shared:
        found["words"] = shared / max(1.0, min(x.mass, y.mass))
        found["words_mass"] = min(shared, 5.0) / 5.0
    if rare:
        found["words_rare"] = min(rare, 4.0) / 4.0
    names = len(x.names & y.names)
    if names:
        found["names"] = min(names, 4) / 4
    elif x.names and y.names:
        found["names_apart"] = 1.0
    _compare_sorts(x.kinds, y.kinds, "kinds", found)
    near = len(a.near & b.near)
    if near:
        found["near"] = near / max(3, min(len(a.near), len(b.near)))
    if x.figures and y.figures:
        figures = len(x.figures & y.figures)
        if figures:
            found["figures"] = min(figures, 2) / 2
        else:
            found["figures_apart"] = 1.0


def _compare_places(a: Mention, b: Mention, found: dict[str, float]) -> None:
    if a.where is None or b.where is None:
        found["place_none"] = 1.0
        return
    how = match_places(a.where, b.where)
    own = "" if a.where.own and b.where.own else "_guessed"
    found[f"place_{how}{own}"] = 1.0


def _compare_times(a: Mention, b: Mention, found: dict[str, float]) -> None:
    if a.when is None or b.when is None:
        found["time_none"] = 1.0
        return
    told = "" if a.when.told and b.when.told else "_guessed"
    if told and (a.when.told or a.when.lent) and (b.when.told or b.when.lent):
        told = "_lent"
    gap = count_gap(a.when, b.when)
    if gap and told and found.get("toll_same", 0.0) >= TELLING:
        found["time_retold"] = 1.0  # a figure may be told again at any time, and an undated one has its report's date
        return
    if gap:
        found[f"time_apart{told}"] = 1.0
        found[f"time_gap{told}"] = math.log1p(min(gap, 400))
        return
    shared = min(a.when.last, b.when.last) - max(a.when.first, b.when.first) + 1
    spread = max(a.when.last, b.when.last) - min(a.when.first, b.when.first) + 1
    found[f"time_meets{told}"] = shared / spread
    if spread == 1:
        found["time_day"] = 1.0
    elif shared / spread < 0.1:
        found["time_vague"] = 1.0


def compare_tolls(a: Mention, b: Mention, found: dict[str, float]) -> None:
    """Tolls of one kind: the same figure tells the more the greater it is; figures that differ may be a ladder."""
    exact = 0.0
    talk = agrees = False
    for kind, low, high in a.tolls:
        for other, least, most in b.tolls:
            if kind != other:
                continue
            talk = True
            figure = low if low is not None else high
            if (low, high) == (least, most) and figure is not None:
                exact = max(exact, min(1.0, math.log10(figure + 1) / 2.5))
            elif _meet(low, high, least, most):
                agrees = True
    if exact:
        found["toll_same"] = exact
    elif talk:
        found["toll_agrees" if agrees else "toll_differs"] = 1.0
    if talk:
        found["toll_talk"] = 1.0
        found["type"] = max(found["type"], TOLL_TYPES)


def _meet(low: int | None, high: int | None, least: int | None, most: int | None) -> bool:
    if high is not None and least is not None and high < least:
        return False
    return most is None or low is None or most >= low


def _compare_parties(a: Mention, b: Mention, found: dict[str, float]) -> None:
    for name, x, y in (("actors", a.actors, b.actors), ("recipients", a.recipients, b.recipients)):
        if x and y:
            shared = len(x & y)
            found[name if shared else f"{name}_apart"] = min(shared, 3) / 3 if shared else 1.0
    if (a.actors and a.actors & b.recipients) or (b.actors and b.actors & a.recipients):
        found["sides_changed"] = 1.0


def _compare_stories(a: Mention, b: Mention, found: dict[str, float]) -> None:
    shared, rare, names = _match_stories(a.story, b.story)
    if shared:
        found["story_words"] = shared
    if rare:
        found["story_rare"] = rare
    if names:
        found["story_names"] = names
    if a.lead and b.lead:
        found["both_lead"] = 1.0
    _compare_sorts(a.story.words.kinds, b.story.words.kinds, "story_kinds", found)
    _compare_sorts(a.story.words.sites, b.story.words.sites, "story_sites", found)


def _compare_sorts(a: frozenset[str], b: frozenset[str], name: str, found: dict[str, float]) -> None:
    """Kinds of happening that two texts tell: some in common, or one each and none in common."""
    if a and b:
        found[name if a & b else f"{name}_apart"] = 1.0


@lru_cache(maxsize=1 << 16)
def _match_stories(a: Story, b: Story) -> tuple[float, float, float]:
    """What the beginnings of two reports have in common: share of the words, rare ones, names; each 0 to 1."""
    x, y = a.words, b.words
    shared = rare = 0.0
    for stem, weight in x.stems.items():
        other = y.stems.get(stem)
        if other is not None:
            shared += min(weight, other)
            rare += min(weight, other) >= RARE
    names = len(x.names & y.names)
    return shared / max(2.0, min(x.mass, y.mass)), min(rare, 6.0) / 6.0, min(names, 3) / 3


def _compare_positions(a: Mention, b: Mention, found: dict[str, float]) -> None:
    distance = abs(a.sentence - b.sentence)
    found["in_sentence" if distance == 0 else "next_sentence" if distance == 1 else "in_report"] = 1.0
    if distance:
        found["distance"] = math.log1p(min(distance, 60))
    if a.part != b.part:
        found["other_part"] = 1.0
    later = a if a.span.start >= b.span.start else b
    if distance and (a.lead or b.lead):
        found["lead"] = 1.0
    if a.lead and b.lead:
        found["both_lead"] = 1.0
    if later.definite and distance:
        found["definite"] = 1.0
        if distance <= 2:
            found["definite_near"] = 1.0
