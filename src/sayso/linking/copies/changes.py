"""What differs inside a copied passage: words added, dropped, replaced, and the hedges and sources lost with them."""

from __future__ import annotations

import msgspec
import numpy as np

from sayso.linking.copies.passages import Match
from sayso.linking.copies.words import Words
from sayso.model import Change, ChangeKind, Passage, Record, Span

_OPENING = frozenset("\"“„«‘'([")
_CLOSING = frozenset("\"”»’').,;:!?…]")
_MOST = 400  # changes shown of one passage


class Marked(msgspec.Struct, frozen=True):
    """The text of a report, and the hedges and sources of its claims, in order, each once."""

    text: str
    hedges: tuple[Span, ...]
    sources: tuple[Span, ...]


def find_marked(record: Record) -> Marked:
    """Where a report hedges, and where it names sources."""
    hedges = {hedge for claim in record.claims for hedge in claim.hedges}
    sources = {claim.source for claim in record.claims if claim.source is not None}
    return Marked(record.report.text, tuple(sorted(hedges)), tuple(sorted(sources)))


def make_passage(match: Match, here: Words, there: Words, copy: Marked, original: Marked) -> Passage:
    """The passage in characters of both texts, with its changes in order."""
    changes: list[Change] = []
    for run, after in zip(match.runs[:-1], match.runs[1:], strict=True):
        change = _make_change((run.here_end, after.here), (run.there_end, after.there), here=here, there=there)
        if len(changes) < _MOST:
            changes.append(_add_lost(change, match, here, copy, original))
    spans = _widen(here.span(*match.here), there.span(*match.there), copy.text, original.text)
    return Passage(*spans, tuple(changes))


def _widen(here: Span, there: Span, copy: str, original: str) -> tuple[Span, Span]:
    """Both spans with the signs around them that both texts have."""
    start, end, low, high = here.start, here.end, there.start, there.end
    while start and low and copy[start - 1] in _OPENING and original[low - 1] in _OPENING:
        start, low = start - 1, low - 1
    while end < len(copy) and high < len(original) and copy[end] in _CLOSING and original[high] in _CLOSING:
        end, high = end + 1, high + 1
    return Span(start, end), Span(low, high)


def _make_change(inside: tuple[int, int], left: tuple[int, int], *, here: Words, there: Words) -> Change:
    added, dropped = inside[1] > inside[0], left[1] > left[0]
    kind: ChangeKind = "replaced" if added and dropped else "added" if added else "dropped"
    return Change(kind, here.span(*inside), there.span(*left))


def _add_lost(change: Change, match: Match, here: Words, copy: Marked, original: Marked) -> Change:
    """The change with the hedges and sources that stood in what was dropped, unless the sentence has others instead."""
    if not len(change.there):
        return change
    hedges = [hedge for hedge in original.hedges if hedge.overlaps(change.there)]
    sources = [source for source in original.sources if _is_lost(source, change.there)]
    if not hedges and not sources:
        return change
    sentence = _find_sentence(change.here, here)
    kept = _find_unmatched(match, here)
    new = [span for span in kept if span.overlaps(sentence)]
    if any(hedge.overlaps(span) for hedge in copy.hedges for span in new):
        hedges = []
    if any(_is_lost(source, span) for source in copy.sources for span in new):
        sources = []
    return msgspec.structs.replace(change, hedges=tuple(hedges), sources=tuple(sources))


def _is_lost(source: Span, dropped: Span) -> bool:
    """Whether most of a source stands in what was dropped."""
    return 2 * (min(source.end, dropped.end) - max(source.start, dropped.start)) > len(source)


def _find_sentence(place: Span, words: Words) -> Span:
    """The characters of the sentences that ``place`` stands in."""
    first = min(int(np.searchsorted(words.starts, place.start)), max(len(words) - 1, 0))
    last = max(int(np.searchsorted(words.starts, place.end)), first + 1)
    start = int(words.breaks[np.searchsorted(words.breaks, first, side="right") - 1])
    end = int(words.breaks[min(int(np.searchsorted(words.breaks, last)), len(words.breaks) - 1)])
    return words.span(start, max(end, start))


def _find_unmatched(match: Match, words: Words) -> list[Span]:
    """The words of the copy between and just around the equal stretches."""
    start, end = match.here
    edges = [(max(0, start - 30), start), (end, min(len(words), end + 30))]
    gaps = [(run.here_end, after.here) for run, after in zip(match.runs[:-1], match.runs[1:], strict=True)]
    return [words.span(*gap) for gap in (*edges, *gaps) if gap[1] > gap[0]]
