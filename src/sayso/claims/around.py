"""What stands around the claims of a report: each one's cue without its channel, channel, hedges, stance, quotation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

import msgspec

from sayso.claims.channels import ChannelFinder, trim_cue
from sayso.claims.distancing import DistancingFinder, Words
from sayso.claims.frame import Frame, find_depths
from sayso.claims.hedges import HedgeFinder
from sayso.claims.quotation import QuotationJudge
from sayso.claims.quotes import Pairing
from sayso.claims.stance import StanceFinder
from sayso.lang import find_language
from sayso.model import Attribution, Entity, Mark, Quotation, Span, Stance


class Around(msgspec.Struct, frozen=True):
    """What stands around one claim; ``cue`` is its cue without the channel that the reader put into it."""

    cue: Span | None
    channel: Span | None
    hedges: tuple[Span, ...]
    stance: Stance | None
    quotation: Quotation


def find_around(
    frame: Frame, language: str | None, joined: Sequence[Attribution], pairing: Pairing, entities: Sequence[Entity]
) -> tuple[list[Around], list[tuple[Words, int | None]]]:
    """What stands around every claim of ``joined``, and the words at arm's length with the number of their claim."""
    code = find_language(language).code
    words = find_language(language).hedges
    owners = Owners(frame, joined, words.rough)
    contents = [frame.span(m.first, m.last) for a in joined for m in a.content]
    finder = DistancingFinder(frame, code, pairing)
    distant = finder.find(contents)
    judge = QuotationJudge(frame.text, pairing, finder.find_mentioned(distant))
    channels, stances = ChannelFinder(frame, code, joined, entities), StanceFinder(frame, code)
    found = _add_cue_hedges(frame, joined, HedgeFinder(frame, code).find(), (*words.reporting, *words.expecting))
    hedges = _share_hedges(frame, found, owners)
    around = []
    for index, attribution in enumerate(joined):
        channel = channels.find(index)
        around.append(
            Around(
                cue=None if attribution.cue is None else trim_cue(frame, attribution.cue, channel),
                channel=None if channel is None else frame.span(*channel),
                hedges=tuple(frame.span(*hedge) for hedge in hedges[index]),
                stance=stances.find(attribution),
                quotation=judge.judge(joined, index, frame),
            )
        )
    return around, [(words, owners.find_content(words.span)) for words in distant]


class Owners:
    """Which claim a stretch of tokens belongs to: the innermost one around it."""

    def __init__(self, frame: Frame, joined: Sequence[Attribution], rough: Collection[str] = ()) -> None:
        self._frame, self._joined, self._rough = frame, joined, frozenset(rough)
        depths = find_depths(joined)
        self._by_sentence: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
        self._contents: list[tuple[int, int, int, int]] = []
        for index, attribution in enumerate(joined):
            for part in (attribution.cue, *attribution.content):
                if part is not None:
                    self._add(part, depths[index], index, is_content=part is not attribution.cue)

    def _add(self, part: Mark, depth: int, index: int, *, is_content: bool) -> None:
        entry = (part.first, part.last, depth, index)
        sentences = self._frame.sentences
        for sentence in range(sentences[part.first], sentences[part.last] + 1):
            self._by_sentence[sentence].append(entry)
        if is_content:
            self._contents.append(entry)

    def find_hedge(self, first: int, last: int) -> int | None:
        """The claim of a hedge: the innermost whose cue or content holds it, else the one that it modifies.

        A hedge that reaches into a part from outside ("according to preliminary data") belongs there as well.
        """
        near = self._by_sentence.get(self._frame.sentences[first], [])
        holding = [
            (-d, b - a, i)
            for a, b, d, i in near
            if (a <= first and last <= b) or (a <= last and first <= b and self._is_cue(i, a, b))
        ]
        across = [(-d, b - a, i) for a, b, d, i in near if a <= last and first <= b]
        found = min(holding or across, default=None)
        return self._find_modified(first, last, near) if found is None else found[2]

    def _find_modified(self, first: int, last: int, near: list[tuple[int, int, int, int]]) -> int | None:
        """The claim whose cue or content the hedge hangs on, or whose source it stands in."""
        frame = self._frame
        claims = sorted({i for _, _, _, i in near})
        for index in claims:
            source = self._joined[index].source
            if source is not None and source.first <= first and last <= source.last:
                return index if self._weakens_source(first, last, source) else None
        head = frame.heads[first] if not first <= frame.heads[first] <= last else frame.heads[last]
        holding = [(-d, b - a, i) for a, b, d, i in near if a <= head <= b]
        return min(holding)[2] if holding else None

    def _weakens_source(self, first: int, last: int, source: Mark) -> bool:
        """Whether the hedge says how good the source is ("unconfirmed reports"), not who it is ("alleged victims")."""
        root = self._frame.root(source)
        return first <= root <= last or (self._frame.heads[last] == root and self._frame.words[last] in self._rough)

    def find_content(self, span: Span) -> int | None:
        """The innermost claim whose content holds the characters."""
        frame = self._frame
        first, last = frame.find(span.start), frame.find(span.end - 1)
        near = self._by_sentence.get(frame.sentences[first], [])
        holding = [(-d, b - a, i) for a, b, d, i in near if a <= first and last <= b and not self._is_cue(i, a, b)]
        return min(holding)[2] if holding else None

    def _is_cue(self, index: int, first: int, last: int) -> bool:
        cue = self._joined[index].cue
        return cue is not None and (cue.first, cue.last) == (first, last)


def _add_cue_hedges(
    frame: Frame, joined: Sequence[Attribution], found: list[tuple[int, int]], verbs: Collection[str]
) -> list[tuple[int, int]]:
    """The hedges, and with them the passive cues that name nobody ("are expected", "it is understood")."""
    cues = []
    for attribution in joined:
        cue = attribution.cue
        if cue is None:
            continue
        root = frame.root(cue)
        passive = frame.lemmas[root] in verbs and frame.children(root, "aux:pass") and not _is_told(frame, cue.last)
        if passive and (attribution.source is None or not frame.children(root, "obl:agent", "obl")):
            following = cue.last + 1 < len(frame) and frame.words[cue.last + 1] == "to"
            cues.append((cue.first, cue.last + following))
    kept = [h for h in found if not any(h[0] <= last and first <= h[1] for first, last in cues)]
    return sorted([*kept, *cues])


def _is_told(frame: Frame, cue: int) -> bool:
    """Whether a cue names whom it tells: "was reported to the police"."""
    following = cue + 1
    return following < len(frame) and frame.words[following] == "to" and frame.deprels[following] == "case"


def _share_hedges(frame: Frame, hedges: list[tuple[int, int]], owners: Owners) -> dict[int, list[tuple[int, int]]]:
    shared: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for first, last in hedges:
        owner = owners.find_hedge(first, last)
        if owner is not None:
            shared[owner].append((first, last))
    return shared
