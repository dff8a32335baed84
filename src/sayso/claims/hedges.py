"""Hedges of claims: phrases of the language's list that weaken what is said, tied to the claim they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec
import numpy as np

from sayso.lang import find_language
from sayso.model import Claim, Report, Span, Syntax, Tokens

_NO_HEDGE = frozenset({"May", "MAY", "Might"})  # a month, a shout, a name


def assign_hedges(report: Report, tokens: Tokens, syntax: Syntax, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with their hedges: a hedge goes to the claim whose parts hold it, the shortest where several do.

    A hedge outside every claim goes to the claims of its sentence, where there is one alone.
    """
    found: dict[int, list[Span]] = {}
    bounds = _Sentences(tokens, syntax)
    for match in _pattern(find_language(report.language).code).finditer(report.text):
        if match.group() in _NO_HEDGE:
            continue
        hedge = Span(*match.span())
        owner = _find_owner(hedge, claims, bounds)
        if owner is not None:
            found.setdefault(owner, []).append(hedge)
    return tuple(
        msgspec.structs.replace(claim, hedges=tuple(found[i])) if i in found else claim
        for i, claim in enumerate(claims)
    )


class _Sentences:
    """Sentence numbers of characters."""

    def __init__(self, tokens: Tokens, syntax: Syntax) -> None:
        self._starts = tokens.starts
        self._sentences = syntax.sentences

    def of(self, position: int) -> int:
        index = int(np.searchsorted(self._starts, position, side="right")) - 1
        return int(self._sentences[index]) if index >= 0 else -1


def _find_owner(hedge: Span, claims: Sequence[Claim], bounds: _Sentences) -> int | None:
    sentence = bounds.of(hedge.start)
    holding = [(len(s), i) for i, c in enumerate(claims) for s in _parts(c) if s.holds(hedge)]
    if holding:
        return min(holding)[1]
    beside = [i for i, c in enumerate(claims) if any(bounds.of(s.start) == sentence for s in _parts(c))]
    return beside[0] if len(beside) == 1 else None


def _parts(claim: Claim) -> list[Span]:
    return [s for s in (claim.source, claim.cue, *claim.content) if s is not None]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    phrases = sorted(find_language(language).hedges, key=lambda p: (-len(p), p))
    words = "|".join(re.escape(p).replace(r"\ ", r"\s{1,5}") for p in phrases)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
