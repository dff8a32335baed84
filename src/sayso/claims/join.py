"""Joins the reader's marks into attributions: which source and which content belong to which cue.

Every cue makes one attribution. A content goes to the cue it is most strongly linked to, a cue takes the source it is
most strongly linked to; sources may be shared, contents not. A content that no cue claims stays as an attribution
without a cue: nothing that was read is dropped.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec

from sayso.model import Attributions, Mark

# Tuned on PolNeAR dev (`python -m bench attribution`): both curves are flat between 0.15 and 0.5.
MIN_SOURCE_LINK = 0.3
MIN_CONTENT_LINK = 0.3


class Joined(msgspec.Struct, frozen=True):
    """One attribution as marks; ``confidence`` in [0, 1] is the product of its weakest mark and its weakest link."""

    source: Mark | None
    cue: Mark | None
    content: tuple[Mark, ...]
    confidence: float


def join_marks(attributions: Attributions) -> list[Joined]:
    """Attributions in the order of their first mark."""
    marks = attributions.marks
    sources: dict[int, tuple[float, int]] = {}
    owners: dict[int, tuple[float, int]] = {}
    for link in attributions.links:
        if marks[link.mark].role == "source":
            _keep_best(sources, link.cue, link.confidence, link.mark, MIN_SOURCE_LINK)
        else:
            _keep_best(owners, link.mark, link.confidence, link.cue, MIN_CONTENT_LINK)
    contents: dict[int, list[int]] = defaultdict(list)
    for content, (_, cue) in sorted(owners.items()):
        contents[cue].append(content)
    joined = []
    for index, mark in enumerate(marks):
        if mark.role == "cue":
            joined.append(_join_cue(attributions, index, sources.get(index), contents[index], owners))
        elif mark.role == "content" and index not in owners:
            joined.append(Joined(None, None, (mark,), mark.confidence))
    return sorted(joined, key=_first_token)


def _keep_best(best: dict[int, tuple[float, int]], key: int, strength: float, value: int, least: float) -> None:
    if strength >= least and (key not in best or strength > best[key][0]):
        best[key] = (strength, value)


def _join_cue(
    attributions: Attributions,
    cue: int,
    source: tuple[float, int] | None,
    contents: list[int],
    owners: dict[int, tuple[float, int]],
) -> Joined:
    marks = attributions.marks
    content = tuple(marks[i] for i in contents)
    links = [owners[i][0] for i in contents] + ([source[0]] if source else [])
    chosen = marks[source[1]] if source else None
    parts = [marks[cue], *content] + ([chosen] if chosen else [])
    confidence = min(m.confidence for m in parts) * min(links, default=1.0)
    return Joined(chosen, marks[cue], content, round(confidence, 3))


def _first_token(joined: Joined) -> tuple[int, int]:
    parts = [m for m in (joined.source, joined.cue, *joined.content) if m is not None]
    return min(m.first for m in parts), max(m.last for m in parts)
