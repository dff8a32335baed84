"""Which claim asserts an event: the innermost one whose content holds the trigger, or the report's own voice."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Claim, Span


def find_assertion(trigger: Span, claims: Sequence[Claim]) -> str | None:
    """The id of the innermost claim whose content holds ``trigger``; None: the reporter's own voice.

    A claim whose cue is the trigger itself (a demand, a threat) does not assert it. Of nested claims the deepest
    counts; of others the one with the shortest content.
    """
    holding = [claim for claim in claims if _holds(claim, trigger)]
    if not holding:
        return None
    parents = {claim.parent for claim in holding}
    innermost = [claim for claim in holding if claim.id not in parents] or holding
    return min(innermost, key=lambda claim: (sum(s.end - s.start for s in claim.content), claim.content[0].start)).id


def _holds(claim: Claim, trigger: Span) -> bool:
    if claim.cue is not None and claim.cue.start < trigger.end and trigger.start < claim.cue.end:
        return False
    return any(span.start <= trigger.start and trigger.end <= span.end for span in claim.content)
