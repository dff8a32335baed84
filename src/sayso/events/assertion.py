"""Which claim asserts an event: the innermost one whose content holds the trigger, or the report's own voice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sayso.lang import find_language
from sayso.lang.forms import inflect_verbs
from sayso.model import Claim, Report, Span

_STRETCH = 2000  # code points


class Assertions:
    """The claims of one report by the stretches of text that their contents lie in."""

    def __init__(self, claims: Sequence[Claim], report: Report) -> None:
        self._claims: dict[int, list[Claim]] = {}
        for claim in claims:
            if not _presumes(claim, report):
                for stretch in {s for c in claim.content for s in range(c.start // _STRETCH, c.end // _STRETCH + 1)}:
                    self._claims.setdefault(stretch, []).append(claim)

    def find(self, trigger: Span) -> str | None:
        """The id of the innermost claim whose content holds ``trigger``; None: the reporter's own voice.

        A claim whose cue is the trigger itself (a demand, a threat) does not assert it, nor does one that only takes
        a stand on what is known ("condemned the attack"). Of nested claims the deepest counts; of others the one with
        the shortest content.
        """
        holding = [claim for claim in self._claims.get(trigger.start // _STRETCH, ()) if _holds(claim, trigger)]
        parents = {claim.parent for claim in holding}
        innermost = [claim for claim in holding if claim.id not in parents] or holding
        return min(innermost, key=_measure).id if innermost else None


def _measure(claim: Claim) -> tuple[int, int]:
    return sum(span.end - span.start for span in claim.content), claim.content[0].start


def _holds(claim: Claim, trigger: Span) -> bool:
    if claim.cue is not None and claim.cue.start < trigger.end and trigger.start < claim.cue.end:
        return False
    return any(span.start <= trigger.start and trigger.end <= span.end for span in claim.content)


def _presumes(claim: Claim, report: Report) -> bool:
    if claim.cue is None:
        return False
    words = report.text[claim.cue.start : claim.cue.end].lower().split()
    return any(word in _load_presuming(find_language(report.language).code) for word in words)


@cache
def _load_presuming(code: str) -> frozenset[str]:
    """The forms of the verbs that take a stand on what they speak of, and the nouns made of them."""
    language = find_language(code)
    return frozenset(inflect_verbs(language.realis.presuming, language.endings))
