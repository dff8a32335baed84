"""Ranks the mentions that a pronoun or description may refer to; the weights are learned (``sayso.learn.antecedents``).

A log-linear model over the candidates: each scores the sum of the weights of its features, and the chances of all
candidates sum to 1. The chances of mentions of one entity are added up.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from sayso.errors import SaysoError
from sayso.mentions.features import FEATURES, TASKS, Asked, Task, describe, describe_new
from sayso.mentions.scene import Mention, Scene

WEIGHTS = "antecedents.json"
_REACH = {"he": 60, "they": 40, "it": 40, "noun": 100}  # mentions looked back at
_MOST = {"he": 12, "they": 12, "it": 12, "noun": 20}  # candidates kept
_NO_WORDS: frozenset[str] = frozenset()
_STATES = frozenset(("organisation", "place", "outlet"))


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Weights by task, one for each of ``features``; ``trained`` tells what they were learned from."""

    features: tuple[str, ...]
    tasks: dict[Task, tuple[float, ...]]
    trained: str


class Ranked(msgspec.Struct, frozen=True):
    """A candidate with its chance in [0, 1]; ``mention`` None says that the description speaks of somebody new."""

    mention: Mention | None
    chance: float


@cache
def load_weights() -> Weights:
    """The weights that ship. Raises SaysoError (SAY-406) where the file is damaged."""
    path = f"mentions/{WEIGHTS}"
    try:
        weights = msgspec.json.decode((files("sayso.mentions") / WEIGHTS).read_bytes(), type=Weights)
    except (OSError, msgspec.DecodeError) as error:
        raise SaysoError("SAY-406", path=path, reason=str(error)) from error
    if weights.features != FEATURES or any(len(weights.tasks.get(t, ())) != len(FEATURES) for t in TASKS):
        raise SaysoError("SAY-406", path=path, reason="its features are not those of this version")
    return weights


def list_candidates(scene: Scene, asked: Asked) -> list[Mention]:
    """The mentions before the word that may be its antecedent, the nearest first.

    Words of its own phrase are none, nor are those that the claim it is the source of quotes.
    """
    at = bisect_left(scene.places, asked.token)
    phrase, claim, most = asked.token, asked.claim, _MOST[asked.task]
    heads, quoted = scene.heads, scene.quoted
    found: list[Mention] = []
    for mention in reversed(scene.mentions[max(at - _REACH[asked.task], 0) : at]):
        token = mention.token
        if quoted[token] == claim or not _may_be(asked, mention):
            continue
        above = heads[token]
        if above == phrase or (above >= 0 and heads[above] == phrase):
            continue  # a word of the phrase itself
        found.append(mention)
        if len(found) == most:
            break
    return found


def make_rows(
    scene: Scene, asked: Asked, candidates: Sequence[Mention], words_of: Callable[[Mention], frozenset[str]]
) -> Iterator[list[int]]:
    """The features of each candidate."""
    between: set[tuple[int, int]] = set()
    described = asked.task == "noun"
    for mention in candidates:
        key = _key(mention)
        rank = len(between) - (key in between)
        between.add(key)
        yield describe(scene, asked, mention, rank, words_of(mention) if described else _NO_WORDS)


def rank_candidates(
    scene: Scene, asked: Asked, words_of: Callable[[Mention], frozenset[str]], *, definite: bool = False
) -> list[Ranked]:
    """The candidates from the likeliest down, one for each entity; empty where nothing can be the antecedent.

    The mention of an entity is the one that speaks most for it. A description may speak of somebody new.
    """
    candidates: list[Mention | None] = [*list_candidates(scene, asked)]
    named = [c for c in candidates if c is not None]
    rows = list(make_rows(scene, asked, named, words_of))
    if asked.task == "noun":
        seen = any(m.form == "noun" and m.lemma == asked.lemma for m in named)
        candidates.append(None)
        rows.append(describe_new(scene, asked, scene.children(asked.token), definite=definite, seen=seen))
    if not candidates:
        return []
    weights = load_weights().tasks[asked.task]
    scores = [sum([weights[i] for i in row]) for row in rows]
    top = max(scores)
    chances = [math.exp(score - top) for score in scores]
    return _add_up(candidates, chances)


def _add_up(candidates: Sequence[Mention | None], chances: Sequence[float]) -> list[Ranked]:
    total = sum(chances)
    sums: dict[tuple[int, int], float] = {}
    best: dict[tuple[int, int], tuple[float, Mention | None]] = {}
    for mention, chance in zip(candidates, chances, strict=True):
        key = _key(mention) if mention else (-1, -1)
        sums[key] = sums.get(key, 0.0) + chance / total
        if key not in best or chance > best[key][0]:
            best[key] = (chance, mention)
    ranked = [Ranked(best[key][1], chance) for key, chance in sums.items()]
    return sorted(ranked, key=lambda r: -r.chance)


def _key(mention: Mention) -> tuple[int, int]:
    return (mention.entity, -1) if mention.entity >= 0 else (-1, mention.token)


def _may_be(asked: Asked, mention: Mention) -> bool:
    """Whether nothing rules the mention out: number, gender, and the sort of thing that it is."""
    if asked.gender and mention.gender and asked.gender != mention.gender:
        return False
    if asked.task == "noun":
        return _may_describe(asked, mention)
    if mention.form == "pronoun":
        return mention.lemma == asked.lemma
    if asked.task == "he":
        return not mention.plural and (mention.kind == "person" or (mention.form == "name" and mention.kind == "other"))
    if asked.task == "it":
        return mention.kind not in ("person", "group") and not mention.plural
    return mention.kind != "person" and (mention.form == "name" or mention.plural or mention.kind != "other")


def _may_describe(asked: Asked, mention: Mention) -> bool:
    if mention.form == "pronoun":
        return False
    if mention.form == "noun":
        return mention.lemma == asked.lemma and mention.plural == asked.plural
    if asked.plural:
        return mention.kind not in ("person", "place")
    if asked.kind in _STATES:
        return mention.kind in _STATES or mention.kind == "other"
    if asked.kind == "group":
        return mention.kind in ("organisation", "group", "other")
    return mention.kind == asked.kind or mention.kind == "other"
