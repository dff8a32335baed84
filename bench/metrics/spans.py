"""Span measures of attribution: one label per token, a span being a maximal run of one role.

Content, then source, then cue overwrite each other. Measures, per role R: exact, exact-trim, begin, overlap, dice50,
token, tok-nopunct, jaccard, named "R/exact" and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from bench.metrics.attribution import HasRoles, TokenFinder, find_punctuation
from bench.metrics.counts import Counts, count_hits, share
from sayso.model import Mark, MarkRole, Span, Tokens

Labels = NDArray[np.int8]
Run = tuple[int, int]

ROLES: tuple[MarkRole, ...] = ("content", "source", "cue")
"""In the order in which they overwrite each other; label 0 is no role, label i + 1 the role at i."""


def score_spans(text: str, tokens: Tokens, gold: Sequence[HasRoles], system: Sequence[HasRoles]) -> dict[str, Counts]:
    """Counts of one report by "role/measure"; ``tokens`` is any tokenisation of ``text``, the same for both sides."""
    punctuation = find_punctuation(text, tokens)
    return score_labels(label_attributions(gold, tokens), label_attributions(system, tokens), punctuation)


def score_labels(gold: Labels, system: Labels, punctuation: Sequence[bool]) -> dict[str, Counts]:
    """Counts of one report by "role/measure" from one label per token and side."""
    marks = np.asarray(punctuation, dtype=np.bool_)
    scores: dict[str, Counts] = {}
    for label, role in enumerate(ROLES, start=1):
        golds, systems = find_runs(gold == label), find_runs(system == label)
        for measure, counts in _score_runs(golds, systems, marks).items():
            scores[f"{role}/{measure}"] = counts
        scores[f"{role}/token"] = _score_tokens(gold == label, system == label)
        scores[f"{role}/tok-nopunct"] = _score_tokens((gold == label) & ~marks, (system == label) & ~marks)
    return scores


def label_attributions(attributions: Sequence[HasRoles], tokens: Tokens) -> Labels:
    """One label per token (see `ROLES`): a token gets a role where it shares a character with a span of it."""
    labels = np.zeros(len(tokens), dtype=np.int8)
    finder = TokenFinder(tokens)
    by_role: tuple[Callable[[HasRoles], Sequence[Span]], ...] = (
        lambda a: a.content,
        lambda a: a.source,
        lambda a: a.cue,
    )
    for label, spans_of in enumerate(by_role, start=1):
        for span in (span for attribution in attributions for span in spans_of(attribution)):
            found = finder.find(span)
            labels[found.start : found.stop] = label
    return labels


def label_marks(marks: Sequence[Mark], length: int) -> Labels:
    """One label per token from the reader's marks over ``length`` tokens."""
    labels = np.zeros(length, dtype=np.int8)
    for label, role in enumerate(ROLES, start=1):
        for mark in marks:
            if mark.role == role:
                labels[mark.first : mark.last + 1] = label
    return labels


def find_runs(inside: NDArray[np.bool_]) -> list[Run]:
    """The maximal runs of true values as half-open ranges."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inside.view(np.int8), [0]))))
    pairs: list[list[int]] = edges.reshape(-1, 2).tolist()
    return [(start, end) for start, end in pairs]


def _score_runs(golds: list[Run], systems: list[Run], punctuation: NDArray[np.bool_]) -> dict[str, Counts]:
    shared = _find_overlaps(golds, systems)
    best = [0.0] * len(golds)
    for g, s, common in shared:
        best[g] = max(best[g], common / (_size(golds[g]) + _size(systems[s]) - common))
    touched = {s for _, s, _ in shared}
    return {
        "exact": _score_sets(set(golds), set(systems)),
        "exact-trim": _score_sets(_trim_runs(golds, punctuation), _trim_runs(systems, punctuation)),
        "begin": _score_sets({run[0] for run in golds}, {run[0] for run in systems}),
        "overlap": Counts(len(touched), len(systems), len({g for g, _, _ in shared}), len(golds)),
        "dice50": count_hits(_match_halves(golds, systems, shared), gold=len(golds), system=len(systems)),
        "jaccard": share(sum(best), len(golds) + len(systems) - len(touched)),
    }


def _score_sets(gold: set[Run] | set[int], system: set[Run] | set[int]) -> Counts:
    return count_hits(len(gold & system), gold=len(gold), system=len(system))


def _score_tokens(gold: NDArray[np.bool_], system: NDArray[np.bool_]) -> Counts:
    return count_hits(int((gold & system).sum()), gold=int(gold.sum()), system=int(system.sum()))


def _find_overlaps(golds: list[Run], systems: list[Run]) -> list[tuple[int, int, int]]:
    """Gold run, system run and tokens in common, by index, for runs that share a token; both sides are in order."""
    found: list[tuple[int, int, int]] = []
    g = s = 0
    while g < len(golds) and s < len(systems):
        common = min(golds[g][1], systems[s][1]) - max(golds[g][0], systems[s][0])
        if common > 0:
            found.append((g, s, common))
        if golds[g][1] <= systems[s][1]:
            g += 1
        else:
            s += 1
    return found


def _match_halves(golds: list[Run], systems: list[Run], shared: list[tuple[int, int, int]]) -> int:
    """How many runs match one-to-one with Dice of a half or more, the best pairs first."""
    scored = [(2 * common / (_size(golds[g]) + _size(systems[s])), g, s) for g, s, common in shared]
    free_gold, free_system = set(range(len(golds))), set(range(len(systems)))
    hits = 0
    for dice, g, s in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        if dice >= 0.5 and g in free_gold and s in free_system:
            free_gold.remove(g)
            free_system.remove(s)
            hits += 1
    return hits


def _trim_runs(runs: list[Run], punctuation: NDArray[np.bool_]) -> set[Run]:
    """The runs without punctuation at their edges; runs of punctuation alone stay as they are."""
    trimmed: set[Run] = set()
    for start, end in runs:
        words = np.flatnonzero(~punctuation[start:end])
        trimmed.add((start + int(words[0]), start + int(words[-1]) + 1) if len(words) else (start, end))
    return trimmed


def _size(run: Run) -> int:
    return run[1] - run[0]
