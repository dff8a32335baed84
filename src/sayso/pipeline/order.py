"""The order in which claims are numbered wherever they are shown: the summary, the page, `sayso explain`."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.model import Claim, Span, cover


def order_claims(claims: Iterable[Claim]) -> list[Claim]:
    """The claims in text order: by where they begin, an outer claim before those that stand in it.

    A claim begins at the first of its source, cue, content, hedges and channel; claims without any span come last.
    """
    return sorted(claims, key=_order)


def find_extent(claim: Claim) -> Span | None:
    """The smallest span over source, cue, content, hedges and channel; None where the claim has none of them."""
    single = (span for span in (claim.source, claim.cue, claim.channel) if span is not None)
    return cover((*single, *claim.content, *claim.hedges))


def _order(claim: Claim) -> tuple[int, int, int, int, str]:
    extent = find_extent(claim)
    if extent is None:
        return 1, 0, 0, 0, claim.id
    said = min((span.start for span in claim.content), default=extent.start)
    return 0, extent.start, said, -extent.end, claim.id
