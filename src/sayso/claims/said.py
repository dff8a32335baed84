"""When the statement of a claim was made: the time expression that belongs to its cue or its channel.

Only what the text ties to the saying counts: a date on the cue ("said on Monday"), in its channel ("in a statement on
May 5"), on what carries it ("in an interview broadcast on Friday", "a report released on Tuesday says"). A date inside
the content tells when something happened, and what will be said or is expected has not been said on any day. A claim
that is doubtful itself has no date of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set

from sayso.claims.confidence import weigh
from sayso.claims.frame import Frame
from sayso.lang import find_language
from sayso.model import Attribution, Mark, Span, Time

_DATED = frozenset({"DATE", "TIME"})
_NEAR = 2  # tokens between a cue and a date beside it: a preposition, an adverb
_DOUBTFUL = 0.25  # a claim below that confidence is more likely none
_PRESENT = frozenset({"is", "are", "'s", "’s"})
_SMALL = frozenset({"ADP", "ADV", "DET", "PUNCT"})


class _Dated:
    """A time expression over tokens ``first`` to ``last``; ``governor`` is the token that it dates."""

    __slots__ = ("first", "governor", "id", "last")

    def __init__(self, frame: Frame, time: Time) -> None:
        self.id = time.id
        self.first, self.last = frame.find(time.start), frame.find(max(time.end - 1, time.start))
        self.governor = None if time.dates is None else frame.find(time.dates.start)


def find_said(
    frame: Frame,
    joined: Sequence[Attribution],
    channels: Sequence[Span | None],
    times: Sequence[Time],
    language: str | None,
) -> list[str | None]:
    """For each claim of ``joined`` the id of the time when it was said; None where the text does not tell.

    ``channels[i]`` is the channel of ``joined[i]``. A claim that "and" joins to one before it in the sentence, without
    a date of its own, was said at the same time.
    """
    if not times:
        return [None] * len(joined)
    finder = _Finder(frame, joined, times, language)
    found = [finder.find(index, channel) for index, channel in enumerate(channels)]
    return [time or finder.inherit(index, found) for index, time in enumerate(found)]


class _Finder:
    def __init__(
        self, frame: Frame, joined: Sequence[Attribution], times: Sequence[Time], language: str | None
    ) -> None:
        self._frame, self._joined = frame, joined
        self._coming = frozenset(find_language(language).times.tense.auxiliaries)
        self._carried = frozenset(find_language(language).channels.carried)
        self._times: dict[int, list[_Dated]] = defaultdict(list)
        for time in times:
            if time.type in _DATED:
                dated = _Dated(frame, time)
                self._times[frame.sentences[dated.first]].append(dated)
        self._contents: dict[int, list[Mark]] = defaultdict(list)
        for attribution in joined:
            for mark in attribution.content:
                for sentence in range(frame.sentences[mark.first], frame.sentences[mark.last] + 1):
                    self._contents[sentence].append(mark)

    def find(self, index: int, channel: Span | None) -> str | None:
        """The time of claim ``index``: on its cue, in its channel, on what carries it, else right beside the cue."""
        cue = self._joined[index].cue
        times = [] if cue is None else self._times.get(self._frame.sentences[cue.first], [])
        if cue is None or not times or weigh(self._joined[index]) < _DOUBTFUL or self._is_ahead(index, cue):
            return None
        free = [time for time in times if not self._is_told(time, cue)]
        cues = set(range(cue.first, cue.last + 1))
        way = self._list_tokens(channel)
        root = self._frame.root(cue)
        ranked = []
        for time in free:
            rank = -1 if time.governor == root else self._rank(time, index, cues, way)
            if rank is not None:
                ranked.append((rank, abs(time.first - root), time.first, time.id))
        return min(ranked)[3] if ranked else None

    def inherit(self, index: int, found: Sequence[str | None]) -> str | None:
        """The time of the claim whose cue "and" joins this one's cue to."""
        cue = self._joined[index].cue
        if cue is None:
            return None
        root = self._frame.root(cue)
        head = self._frame.heads[root]
        if self._frame.deprels[root] != "conj" or head < 0:
            return None
        for other, attribution in enumerate(self._joined):
            mark = attribution.cue
            if other != index and mark is not None and mark.first <= head <= mark.last:
                return found[other] if attribution.parent == self._joined[index].parent else None
        return None

    def _is_ahead(self, index: int, cue: Mark) -> bool:
        """Whether it is still to be said: "will announce", or by nobody yet: "a verdict is expected"."""
        frame, root = self._frame, self._frame.root(cue)
        helpers = [t for t in frame.children(root, "aux", "aux:pass") if frame.upos[t] == "AUX"]
        if any(frame.words[t] in self._coming for t in helpers):
            return True
        passive = any(frame.deprels[t] == "aux:pass" and frame.words[t] in _PRESENT for t in helpers)
        return passive and self._joined[index].source is None

    def _is_told(self, time: _Dated, cue: Mark) -> bool:
        """Whether the time stands in a content that does not hold the cue as well."""
        marks = self._contents.get(self._frame.sentences[cue.first], ())
        if time.governor == self._frame.root(cue) and 0 < time.first - cue.last <= _NEAR:
            return False  # "said the next day that": the clause begins behind the date
        around = [m for m in marks if m.first <= time.first <= m.last and not m.first <= cue.first <= m.last]
        return any(not self._is_thing(mark) or time.governor != self._frame.root(cue) for mark in around)

    def _is_thing(self, mark: Mark) -> bool:
        """Whether a content is a thing and no clause: "announced [the rise on Friday]"."""
        return self._frame.upos[self._frame.root(mark)] in ("NOUN", "PROPN")

    def _list_tokens(self, channel: Span | None) -> Set[int]:
        if channel is None:
            return frozenset()
        return frozenset(range(self._frame.find(channel.start), self._frame.find(channel.end - 1) + 1))

    def _rank(self, time: _Dated, index: int, cues: Set[int], way: Set[int]) -> int | None:
        """How a time belongs to the claim, the surest way first; None where it does not."""
        governor, source = time.governor, self._joined[index].source
        if governor in cues:
            return 0
        if governor in way or time.first in way:
            return 1
        if governor is not None and self._leads_to(governor, cues, way, source):
            return 2
        return 3 if self._is_beside(time, cues, governor) else None

    def _leads_to(self, governor: int, cues: Set[int], way: Set[int], source: Mark | None) -> bool:
        """Whether what the time dates carries the words: a participle on the channel or on the source."""
        frame = self._frame
        if frame.lemmas[governor] not in self._carried and frame.words[governor] not in self._carried:
            return False
        head = frame.heads[governor]
        return head in way or head in cues or (source is not None and source.first <= head <= source.last)

    def _is_beside(self, time: _Dated, cues: Set[int], governor: int | None) -> bool:
        """Whether only small words stand between the cue and the time: "said Monday", "on Monday said"."""
        frame = self._frame
        after, before = range(max(cues) + 1, time.first), range(time.last + 1, min(cues))
        between = after if time.first > max(cues) else before
        if len(between) > _NEAR or any(frame.upos[token] not in _SMALL for token in between):
            return False
        if governor is not None and frame.deprels[governor].startswith("acl"):
            return False  # "an inquiry that ended on Friday found"
        return governor is None or frame.upos[governor] in ("VERB", "AUX") or frame.heads[governor] in cues


__all__ = ["find_said"]
