"""Measures of time expressions against public corpora: spans, types and values, as TempEval-3 defines them.

Gold and found expressions are paired one-to-one: identical spans first, then by the characters that they share, then
the leftmost. Value F1 is the share of pairs with the right value times relaxed F1: F1 with right values as hits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from bench.gold.timex import make_canonical
from bench.metrics.counts import Counts, count_hits, share
from bench.metrics.time_categories import find_category


class Expression(msgspec.Struct, frozen=True):
    """A time expression of gold or system: code points ``start`` to ``end``, TIMEX3 type and value."""

    start: int
    end: int
    type: str
    value: str | None


def pair_spans(gold: Sequence[tuple[int, int]], found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Which gold span goes with which found span, by their places in both lists, in the order of gold."""
    touching = [
        (here != there, -(min(here[1], there[1]) - max(here[0], there[0])), here[0], there[0], i, j)
        for i, here in enumerate(gold)
        for j, there in enumerate(found)
        if here[0] < there[1] and there[0] < here[1]
    ]
    taken: dict[int, int] = {}
    used: set[int] = set()
    for *_, i, j in sorted(touching):
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return sorted(taken.items())


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def score_expressions(text: str, gold: Sequence[Expression], found: Sequence[Expression]) -> dict[str, Counts]:
    """Counts of one report by measure; "category/NAME" is the share of its gold expressions with the right value."""
    ours = [trim(text, one.start, one.end) for one in found]
    theirs = [trim(text, one.start, one.end) for one in gold]
    pairs = pair_spans(theirs, ours)
    both = [(gold[i], found[j]) for i, j in pairs]
    right = [here.value == there.value for here, there in both]
    hits = {
        "strict": sum(theirs[i] == ours[j] for i, j in pairs),
        "relaxed": len(pairs),
        "type": sum(here.type == there.type for here, there in both),
        "value": sum(right),
        "canonical-value": sum(_is_same(here.value, there.value) for here, there in both),
    }
    counts = {name: count_hits(number, gold=len(gold), system=len(found)) for name, number in hits.items()}
    good = {i for (i, _), hit in zip(pairs, right, strict=True) if hit}
    return counts | count_categories(text, gold, good)


def count_categories(text: str, gold: Sequence[Expression], good: set[int]) -> dict[str, Counts]:
    """The share of every category's gold expressions that are among the ``good`` ones."""
    names = [find_category(text[one.start : one.end], one.type, one.value or "") for one in gold]
    totals = Counter(names)
    hits = Counter(name for at, name in enumerate(names) if at in good)
    return {f"category/{name}": share(hits[name], totals[name]) for name in sorted(totals)}


def _is_same(here: str | None, there: str | None) -> bool:
    return make_canonical(here or "") == make_canonical(there or "")
