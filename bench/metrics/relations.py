"""Relation measures of attribution: who said what, over whole attributions matched one-to-one.

Tokens of punctuation are ignored. Measures: "cue" (matched at all), "exact" (all three token sets equal), "dice50"
(sources with Dice of a half or more or both empty, and contents with Dice of a half or more), "anyov" (the same with
any overlap), "right" (sources overlap or both empty, contents with Dice of a half or more), "who-token" and
"who|content". Slices repeat the matched measures as "direct/dice50": direct, mixed, indirect by the quotation marks in
the content; speech and other by the cue; no-source for attributions without one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from bench.metrics.attribution import (
    HasRoles,
    TokenSets,
    find_punctuation,
    find_quotation,
    has_speech_cue,
    make_token_sets,
    read_speech_cues,
)
from bench.metrics.counts import Counts, count_hits, share
from sayso.model import Tokens

MATCHED = ("cue", "exact", "dice50", "anyov", "right")
"""Measures over matched attributions."""

SLICES = ("direct", "mixed", "indirect", "speech", "other", "no-source")
"""Slices of attributions. A gold one counts in its own slices for recall, a system one in its own for precision."""

_SPEECH = read_speech_cues()
_HALF = 0.5


class Headline(msgspec.Struct, frozen=True):
    """The shares that the project is judged by, from summed counts."""

    dice50_f1: float
    who_token_f1: float
    speech_cue_recall: float
    speech_right_recall: float


def score_relations(
    text: str, tokens: Tokens, gold: Sequence[HasRoles], system: Sequence[HasRoles], *, slices: bool = True
) -> dict[str, Counts]:
    """Counts of one report by measure, and with ``slices`` by "slice/measure".

    ``tokens`` is any tokenisation of ``text``. Of "who-token" and "who|content" there are no slices.
    """
    punctuation = find_punctuation(text, tokens)
    golds = make_token_sets(gold, tokens, punctuation)
    systems = make_token_sets(system, tokens, punctuation)
    pairs = match_attributions(golds, systems)
    verdicts = [judge_pair(golds[g], systems[s]) for g, s in pairs]
    scores = {m: count_hits(sum(v[m] for v in verdicts), gold=len(gold), system=len(system)) for m in MATCHED}
    scores |= _score_who(golds, systems)
    if slices:
        sides = [find_slices(text, a) for a in gold], [find_slices(text, a) for a in system]
        scores |= _score_slices(pairs, verdicts, *sides)
    return scores


def make_headline(sums: Mapping[str, Counts]) -> Headline:
    """The main figures from counts summed over reports (with slices)."""
    return Headline(
        dice50_f1=sums["dice50"].f1,
        who_token_f1=sums["who-token"].f1,
        speech_cue_recall=sums["speech/cue"].recall,
        speech_right_recall=sums["speech/right"].recall,
    )


def match_attributions(golds: Sequence[TokenSets], systems: Sequence[TokenSets]) -> list[tuple[int, int]]:
    """Pairs (gold, system), one-to-one, greedily by the sum of Dice over the three roles.

    Candidates share a cue token, or both lack a cue and share content. Ties go to the earlier pair.
    """
    by_cue: dict[int, list[int]] = defaultdict(list)
    for s, attribution in enumerate(systems):
        for token in attribution.cue:
            by_cue[token].append(s)
    cueless = [s for s, attribution in enumerate(systems) if not attribution.cue]
    scored: list[tuple[float, int, int]] = []
    for g, gold in enumerate(golds):
        near = {s for token in gold.cue for s in by_cue[token]}
        if not gold.cue:
            near = {s for s in cueless if gold.content & systems[s].content}
        scored.extend((-_sum_dice(gold, systems[s]), g, s) for s in near)
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_system: set[int] = set()
    for _, g, s in sorted(scored):
        if g not in used_gold and s not in used_system:
            used_gold.add(g)
            used_system.add(s)
            pairs.append((g, s))
    return pairs


def judge_pair(gold: TokenSets, system: TokenSets) -> dict[str, bool]:
    """Which of `MATCHED` a matched pair passes."""
    sourceless = not gold.source and not system.source
    content_half = compute_dice(gold.content, system.content) >= _HALF
    sources_meet = sourceless or bool(gold.source & system.source)
    return {
        "cue": True,
        "exact": gold == system,
        "dice50": (sourceless or compute_dice(gold.source, system.source) >= _HALF) and content_half,
        "anyov": sources_meet and bool(gold.content & system.content),
        "right": sources_meet and content_half,
    }


def find_slices(text: str, attribution: HasRoles) -> frozenset[str]:
    """The slices of `SLICES` that an attribution belongs to."""
    cue = "speech" if has_speech_cue(text, attribution.cue, _SPEECH) else "other"
    source = () if attribution.source else ("no-source",)
    return frozenset({find_quotation(text, attribution.content), cue, *source})


def compute_dice(first: frozenset[int], second: frozenset[int]) -> float:
    """Twice the tokens in common over the tokens of both; 0 where both are empty."""
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 0.0


def _sum_dice(gold: TokenSets, system: TokenSets) -> float:
    return (
        compute_dice(gold.source, system.source)
        + compute_dice(gold.cue, system.cue)
        + compute_dice(gold.content, system.content)
    )


def _score_who(golds: Sequence[TokenSets], systems: Sequence[TokenSets]) -> dict[str, Counts]:
    """A content token is right where one of its gold sources overlaps one of the system's, or both lack one."""
    gold_sources, system_sources = _sources_by_token(golds), _sources_by_token(systems)
    common = gold_sources.keys() & system_sources.keys()
    right = sum(_meet(gold_sources[token], system_sources[token]) for token in common)
    return {
        "who-token": count_hits(right, gold=len(gold_sources), system=len(system_sources)),
        "who|content": share(right, len(common)),
    }


def _sources_by_token(attributions: Sequence[TokenSets]) -> dict[int, list[frozenset[int]]]:
    sources: dict[int, list[frozenset[int]]] = defaultdict(list)
    for attribution in attributions:
        for token in attribution.content:
            sources[token].append(attribution.source)
    return sources


def _meet(golds: list[frozenset[int]], systems: list[frozenset[int]]) -> bool:
    return any(gold & system or not (gold or system) for gold in golds for system in systems)


def _score_slices(
    pairs: Sequence[tuple[int, int]],
    verdicts: Sequence[Mapping[str, bool]],
    golds: Sequence[frozenset[str]],
    systems: Sequence[frozenset[str]],
) -> dict[str, Counts]:
    scores: dict[str, Counts] = {}
    for name in SLICES:
        gold_total, system_total = sum(name in s for s in golds), sum(name in s for s in systems)
        for measure in MATCHED:
            right = [pair for pair, verdict in zip(pairs, verdicts, strict=True) if verdict[measure]]
            gold_hits = sum(name in golds[g] for g, _ in right)
            system_hits = sum(name in systems[s] for _, s in right)
            scores[f"{name}/{measure}"] = Counts(system_hits, system_total, gold_hits, gold_total)
    return scores
