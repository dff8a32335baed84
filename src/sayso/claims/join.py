"""Joins the reader's marks into attributions: which source and which content belong to which cue.

Every cue makes one attribution. A content goes to the cue it is most strongly linked to, a cue takes the source it is
most strongly linked to; sources may be shared, contents not. Where no link is strong enough, the nearest of the same
sentence is taken. A content that no cue claims stays as an attribution without a cue.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sayso.model import Attribution, Attributions, Evidence, Mark, Syntax

# Tuned on PolNeAR dev (`python -m bench attribution`).
MIN_SOURCE_LINK = 0.1
MIN_CONTENT_LINK = 0.1
MIN_SERVED = 0.5  # confidence of a cue without content that may take one from another cue
MIN_BARE = 0.5  # of a cue that has no content: below it, it is no cue
MIN_ORPHAN = 0.75  # of a content that has no cue: below it, it is no content
_NEAREST = 0.2  # strength of a link that distance alone gives


def join_marks(attributions: Attributions, syntax: Syntax) -> list[Attribution]:
    """Attributions in the order of their first token; ``syntax`` says which marks share a sentence."""
    joiner = _Joiner(attributions, syntax)
    joiner.follow_links()
    joiner.place_contents()
    joiner.serve_cues()
    joiner.place_sources()
    return sorted(filter(_is_found, joiner.collect()), key=_first_token)


def _is_found(attribution: Attribution) -> bool:
    """Whether half an attribution is sure enough: its cue, or its content, stands alone."""
    if attribution.cue is None:
        return attribution.confidence >= MIN_ORPHAN
    return bool(attribution.content) or attribution.cue.confidence >= MIN_BARE


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

    def serve_cues(self) -> None:
        """Gives a cue without content the content beside it, where its present cue stands further off."""
        served = {cue for _, cue in self.owners.values()}
        strengths = {(link.cue, link.mark): link.confidence for link in self.links}
        for cue, mark in enumerate(self.marks):
            if mark.role != "cue" or cue in served or mark.confidence < MIN_SERVED:
                continue
            options = [(strengths.get((cue, i), 0.0), i) for i in self._beside(cue) if self._may_take(i, cue)]
            if options:
                strength, content = max(options)
                self.owners[content] = (max(strength, _NEAREST), cue)

    def _beside(self, cue: int) -> list[int]:
        """The contents next to a cue on either side, with its source or a token between them at most."""
        found = []
        for step in (1, -1):
            at, edge = cue, self.marks[cue]
            for _ in range(2):
                at += step
                if not 0 <= at < len(self.marks) or _distance(self.marks[at], edge) > 2:
                    break
                edge = self.marks[at]
                if edge.role != "source":
                    found += [at] if edge.role == "content" else []
                    break
        return found

    def _may_take(self, content: int, cue: int) -> bool:
        """Whether a content stands nearer to this cue than to its own."""
        if content not in self.owners:
            return True
        owner = self.owners[content][1]
        return content not in self._beside(owner)

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
                alone = Evidence(None, None, mark.confidence, None, None)
                yield Attribution(None, None, (mark,), mark.confidence, evidence=alone)

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
        links = [self.owners[i][0] for i in contents]
        chosen = self.marks[source[1]] if source else None
        evidence = Evidence(
            cue=self.marks[cue].confidence,
            source=chosen.confidence if chosen else None,
            content=_mean_confidence(content),
            source_link=source[0] if source else None,
            content_link=min(links, default=None),
        )
        parts = [self.marks[cue], *content] + ([chosen] if chosen else [])
        strongest = links + ([source[0]] if source else [])
        confidence = min(m.confidence for m in parts) * min(strongest, default=1.0)
        return Attribution(chosen, self.marks[cue], content, round(confidence, 3), evidence=evidence)


def _mean_confidence(marks: tuple[Mark, ...]) -> float | None:
    """Over the tokens of all the marks; None for none."""
    sizes = [m.last + 1 - m.first for m in marks]
    total = sum(m.confidence * size for m, size in zip(marks, sizes, strict=True))
    return round(total / sum(sizes), 3) if marks else None


def _keep_best(best: dict[int, tuple[float, int]], key: int, strength: float, value: int, least: float) -> None:
    if strength >= least and (key not in best or strength > best[key][0]):
        best[key] = (strength, value)


def _distance(one: Mark, other: Mark) -> int:
    """Tokens between two marks."""
    return max(one.first - other.last, other.first - one.last)


def _first_token(joined: Attribution) -> tuple[int, int]:
    parts = [m for m in (joined.source, joined.cue, *joined.content) if m is not None]
    return min(m.first for m in parts), max(m.last for m in parts)
