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
    owners = _Owners(tokens, syntax, claims)
    for match in _pattern(find_language(report.language).code).finditer(report.text):
        if match.group() in _NO_HEDGE:
            continue
        hedge = Span(*match.span())
        owner = owners.find(hedge)
        if owner is not None:
            found.setdefault(owner, []).append(hedge)
    return tuple(
        msgspec.structs.replace(claim, hedges=tuple(found[i])) if i in found else claim
        for i, claim in enumerate(claims)
    )


class _Owners:
    """Finds the claim of each hedge in one pass: hedges are asked for in text order and do not overlap."""

    def __init__(self, tokens: Tokens, syntax: Syntax, claims: Sequence[Claim]) -> None:
        self._starts = tokens.starts
        self._sentences = syntax.sentences
        parts = [(span, index) for index, claim in enumerate(claims) for span in _parts(claim)]
        self._ahead = sorted(parts, reverse=True)
        self._open: list[tuple[Span, int]] = []
        self._beside: dict[int, set[int]] = {}
        for span, index in parts:
            self._beside.setdefault(self._sentence(span.start), set()).add(index)

    def find(self, hedge: Span) -> int | None:
        """The number of the claim, or None."""
        while self._ahead and self._ahead[-1][0].start <= hedge.start:
            self._open.append(self._ahead.pop())
        self._open = [(span, index) for span, index in self._open if span.end >= hedge.end]
        if self._open:
            return min((len(span), index) for span, index in self._open)[1]
        beside = self._beside.get(self._sentence(hedge.start), set())
        return next(iter(beside)) if len(beside) == 1 else None

    def _sentence(self, position: int) -> int:
        index = int(np.searchsorted(self._starts, position, side="right")) - 1
        return int(self._sentences[index]) if index >= 0 else -1


def _parts(claim: Claim) -> list[Span]:
    return [s for s in (claim.source, claim.cue, *claim.content) if s is not None]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    phrases = sorted(find_language(language).hedges, key=lambda p: (-len(p), p))
    words = "|".join(re.escape(p).replace(r"\ ", r"\s{1,5}") for p in phrases)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
