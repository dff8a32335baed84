"""Attributions of a whole report: speech that the layout attributes, and the reader's marks inside and outside it."""

from __future__ import annotations

import msgspec

from sayso.claims.join import join_marks
from sayso.claims.posts import find_posts
from sayso.claims.turns import OUTSIDE, Turn, clip_mark, find_turns, split_marks
from sayso.lang import TurnWords
from sayso.model import Attribution, Attributions, Link, Syntax, Tokens

_SURE = 0.95  # of what the layout says; set by judgement


def join_report(
    text: str, tokens: Tokens, syntax: Syntax, attributions: Attributions, words: TurnWords
) -> list[Attribution]:
    """All attributions in the order of their first token; those inside a turn have it as ``parent``."""
    turns = find_turns(text, tokens, words)
    turns = sorted([*turns, *find_posts(text, tokens, words, turns)], key=_start)
    if not turns:
        return join_marks(attributions, syntax)
    clipped = tuple(clip_mark(mark, turns) for mark in attributions.marks)
    attributions = msgspec.structs.replace(attributions, marks=clipped)
    homes = split_marks(attributions.marks, turns)
    outer = join_marks(_choose(attributions, homes, OUTSIDE), syntax)
    found: list[tuple[Attribution, Turn | None]] = [(attribution, None) for attribution in outer]
    for number, turn in enumerate(turns):
        found.append((Attribution(turn.source, turn.cue, turn.content, _SURE, rule=turn.rule), None))
        inner = join_marks(_choose(attributions, homes, number), syntax)
        found += [(attribution, turn) for attribution in inner if attribution.cue is not None]
    return _order(found)


def _start(turn: Turn) -> int:
    return min(turn.source.first, turn.content[0].first)


def _choose(attributions: Attributions, homes: list[int], home: int) -> Attributions:
    """The marks of one home and the links between them."""
    chosen = [i for i, h in enumerate(homes) if h == home]
    numbers = {old: new for new, old in enumerate(chosen)}
    links = (
        Link(numbers[link.cue], numbers[link.mark], link.confidence)
        for link in attributions.links
        if link.cue in numbers and link.mark in numbers
    )
    return Attributions(tuple(attributions.marks[i] for i in chosen), tuple(links))


def _order(found: list[tuple[Attribution, Turn | None]]) -> list[Attribution]:
    ordered = sorted(found, key=lambda pair: (*_first_token(pair[0]), pair[1] is not None))
    numbers = {a.source: i for i, (a, _) in enumerate(ordered) if a.rule != "links" and a.source is not None}
    return [a if turn is None else msgspec.structs.replace(a, parent=numbers[turn.source]) for a, turn in ordered]


def _first_token(attribution: Attribution) -> tuple[int, int]:
    parts = [m for m in (attribution.source, attribution.cue, *attribution.content) if m is not None]
    return min(m.first for m in parts), max(m.last for m in parts)
