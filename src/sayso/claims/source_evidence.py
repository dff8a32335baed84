"""What words say of the kind of a source, and how well."""

from __future__ import annotations

import msgspec

from sayso.model import Span

PRIVATE = "witness_resident"
"""The kind of people named without any office."""
CERTAIN, WEAK = 2, 1
"""How well a phrase decides: by a word that means one kind, or by one that leans to it."""

SOFT = 40
"""Kinds of this precedence and above say what people do; what befell a person comes before it."""


class Evidence(msgspec.Struct, frozen=True):
    """A kind that the tokens ``first`` to ``last`` speak for; ``body`` says that they mean an organisation or group.

    ``owner`` is the kind of evidence of what a carrier belongs to, ``relation`` how.
    """

    code: str
    strength: int
    first: int
    last: int
    body: bool
    relation: str = ""
    owner: Evidence | None = None


class Told(msgspec.Struct, frozen=True):
    """Evidence for a speaker and the words that lead to it."""

    evidence: Evidence
    where: Span


def better(first: Told | None, second: Told | None) -> Told | None:
    """The one that says more; the first of two that say as much."""
    if first is None or second is None:
        return first or second
    return second if _weigh(second.evidence) > _weigh(first.evidence) else first


def _weigh(evidence: Evidence) -> int:
    """How much evidence counts: an age or a deed, told of somebody with no office, less than any word."""
    return 2 * evidence.strength - (evidence.relation == "private")
