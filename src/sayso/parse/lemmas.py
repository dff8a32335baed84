"""Lemma rules: how a form turns into its lemma, as a label that a classifier can choose.

A rule is written ``case:strip:add`` - the case change (``=`` keep, ``l`` lower, ``t`` title), how many characters to
take off the end, and what to put there: ``l:3:y`` makes "cities" into "city". A simplification of the edit trees of
Chrupała (2008): English inflects at the end of words.
"""

from __future__ import annotations

from functools import lru_cache

FALLBACK = "=:0:"
_RULES = 4096  # remembered; a model has a few hundred


def find_rule(form: str, lemma: str) -> str:
    """The shortest rule that turns ``form`` into ``lemma``."""
    options = []
    for case in ("=", "l", "t"):
        base = _recase(form, case)
        shared = _shared_prefix(base, lemma)
        options.append((len(base) - shared + len(lemma) - shared, f"{case}:{len(base) - shared}:{lemma[shared:]}"))
    return min(options, key=lambda option: option[0])[1]


def apply_rule(form: str, rule: str) -> str:
    """The lemma of ``form`` under ``rule``; the form itself where the rule would leave nothing."""
    case, strip, add = _split_rule(rule)
    base = _recase(form, case)
    lemma = base[: len(base) - strip] + add if strip <= len(base) else base
    return lemma or form


@lru_cache(_RULES)
def _split_rule(rule: str) -> tuple[str, int, str]:
    case, strip, add = rule.split(":", 2)
    return case, int(strip), add


def _recase(form: str, case: str) -> str:
    if case == "l":
        return form.lower()
    return form.capitalize() if case == "t" else form


def _shared_prefix(first: str, second: str) -> int:
    for index, (a, b) in enumerate(zip(first, second, strict=False)):
        if a != b:
            return index
    return min(len(first), len(second))
