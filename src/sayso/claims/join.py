"""Joins the reader's marks into attributions: which source and which content belong to which cue.

Every cue makes one attribution. A content goes to the cue it is most strongly linked to, a cue takes the source it is
most strongly linked to; sources may be shared, contents not. Where no link is strong enough, the nearest of the same
sentence is taken. A content that no cue claims stays as an attribution without a cue.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sayso.model import Attribution, Attributions, Mark, Syntax

# Tuned on PolNeAR dev (`python -m bench attribution`).
MIN_SOURCE_LINK = 0.1
MIN_CONTENT_LINK = 0.1
_NEAREST = 0.2  # strength of a link that distance alone gives


def join_marks(attributions: Attributions, syntax: Syntax) -> list[Attribution]:
    """Attributions in the order of their first token; ``syntax`` says which marks share a sentence."""
    joiner = _Joiner(attributions, syntax)
    joiner.follow_links()
    joiner.place_contents()
    joiner.place_sources()
    return sorted(joiner.collect(), key=_first_token)


class _Joiner:
    """Marks by number; ``sources`` maps a cue to (strength, source), ``owners`` a content to (strength, cue)."""

    def __init__(self, attributions: Attributions, syntax: Syntax) -> None:
        self.marks = attributions.marks
        self.links = attributions.links
        self.sources: dict[int, tuple[float, int]] = {}
        self.owners: dict[int, tuple[float, int]] = {}
        self._sentence = syntax.sentences
        self._by_sentence: dict[tuple[str, int], list[int]] = defaultdict(list)
        for index, mark in enumerate(self.marks):
            self._by_sentence[mark.role, int(self._sentence[mark.first])].append(index)

    def follow_links(self) -> None:
        for link in self.links:
            if self.marks[link.mark].role == "source":
                _keep_best(self.sources, link.cue, link.confidence, link.mark, MIN_SOURCE_LINK)
            else:
                _keep_best(self.owners, link.mark, link.confidence, link.cue, MIN_CONTENT_LINK)

    def place_contents(self) -> None:
        """Gives contents without a cue to the nearest cue of their sentences, one without content if there is one."""
        served = {cue for _, cue in self.owners.values()}
        for index in self._unplaced("content", self.owners):
            near = self._nearest(index, self._around("cue", self.marks[index]), avoid=served)
            if near is not None:
                self.owners[index] = (_NEAREST, near)
                served.add(near)

    def place_sources(self) -> None:
        """Gives cues without a source the nearest source of their sentence that no cue has taken."""
        taken = {source for _, source in self.sources.values()}
        for index in self._unplaced("cue", self.sources):
            free = [i for i in self._around("source", self.marks[index]) if i not in taken]
            near = self._nearest(index, free, avoid=set())
            if near is not None:
                self.sources[index] = (_NEAREST, near)
                taken.add(near)

    def collect(self) -> Iterable[Attribution]:
        contents: dict[int, list[int]] = defaultdict(list)
        for content, (_, cue) in sorted(self.owners.items()):
            contents[cue].append(content)
        for index, mark in enumerate(self.marks):
            if mark.role == "cue":
                yield self._join_cue(index, contents[index])
            elif mark.role == "content" and index not in self.owners:
                yield Attribution(None, None, (mark,), mark.confidence)

    def _unplaced(self, role: str, placed: dict[int, tuple[float, int]]) -> list[int]:
        return [i for i, mark in enumerate(self.marks) if mark.role == role and i not in placed]

    def _around(self, role: str, mark: Mark) -> list[int]:
        sentences = {int(self._sentence[mark.first]), int(self._sentence[mark.last])}
        return [i for sentence in sorted(sentences) for i in self._by_sentence[role, sentence]]

    def _nearest(self, index: int, options: list[int], *, avoid: set[int]) -> int | None:
        chosen = [i for i in options if i not in avoid] or options
        return min(chosen, key=lambda i: (_distance(self.marks[i], self.marks[index]), i), default=None)

    def _join_cue(self, cue: int, contents: list[int]) -> Attribution:
        source = self.sources.get(cue)
        content = tuple(self.marks[i] for i in contents)
        links = [self.owners[i][0] for i in contents] + ([source[0]] if source else [])
        chosen = self.marks[source[1]] if source else None
        parts = [self.marks[cue], *content] + ([chosen] if chosen else [])
        confidence = min(m.confidence for m in parts) * min(links, default=1.0)
        return Attribution(chosen, self.marks[cue], content, round(confidence, 3))


def _keep_best(best: dict[int, tuple[float, int]], key: int, strength: float, value: int, least: float) -> None:
    if strength >= least and (key not in best or strength > best[key][0]):
        best[key] = (strength, value)


def _distance(one: Mark, other: Mark) -> int:
    """Tokens between two marks."""
    return max(one.first - other.last, other.first - one.last)


def _first_token(joined: Attribution) -> tuple[int, int]:
    parts = [m for m in (joined.source, joined.cue, *joined.content) if m is not None]
    return min(m.first for m in parts), max(m.last for m in parts)
