"""Realis: whether an event is told as having happened, planned, hypothetical, denied, or long past."""

from __future__ import annotations

from datetime import date

from sayso.events.tree import Tree
from sayso.events.triggers import Trigger
from sayso.model import Claim, Realis, Time

_YEAR_DAYS = 365


def judge_realis(
    tree: Tree, trigger: Trigger, *, claim: Claim | None, time: Time | None, published: str | None
) -> Realis:
    """The realis of an event: the event head's answer, corrected by what the words around it say outright.

    ``claim`` is the claim that asserts it, ``time`` when it happened, ``published`` the date of the report.
    """
    if claim is not None and claim.stance == "denial":
        return "denied"
    scores = dict(trigger.realis)
    best = max(scores, key=lambda name: scores[name], default="actual")
    if best in {"actual", "planned"} and is_long_past(time, published):
        return "historical"
    if best == "actual" and _is_negated(tree, trigger.head):
        return "denied"
    return best  # type: ignore[return-value]


def is_long_past(time: Time | None, published: str | None) -> bool:
    """Whether a time ends more than a year before the report."""
    if time is None or published is None or time.latest is None or time.mod in {"AFTER", "ON_OR_AFTER"}:
        return False
    try:
        latest = date.fromisoformat(time.latest[:10])
        return (date.fromisoformat(published[:10]) - latest).days > _YEAR_DAYS
    except ValueError:
        return False


def _is_negated(tree: Tree, head: int) -> bool:
    negations = {"not", "n't", "never", "no", "neither", "nor"}
    return any(tree.words[child] in negations for child in tree.children(head, "advmod", "det"))
