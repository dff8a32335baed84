"""Sources whose identity the report or the speaker withholds, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claims.frame import Frame
from sayso.claims.source_words import Lexicon
from sayso.lang.sources import WITHHELD
from sayso.model import Attribution, Mark, Resolution, Span


def find_withheld(
    frame: Frame, lexicon: Lexicon, joined: Sequence[Attribution], speakers: Sequence[Resolution | None]
) -> dict[int, Span]:
    """The numbers of the attributions with a withheld source, each with the words that withhold it.

    These stand in the source, or in its sentence outside the content; descriptions and pronouns for the same speaker
    are withheld too, a source with a name in it is not.
    """
    found: dict[int, Span] = {}
    for index, attribution in enumerate(joined):
        words = _find_inside(frame, lexicon, attribution.source)
        if words is not None:
            found[index] = words
    by_sentence: dict[int, list[int]] | None = None
    for span in _find_wordings(frame, lexicon):
        by_sentence = _sort_by_sentence(frame, joined) if by_sentence is None else by_sentence
        nearest = _find_nearest(frame, joined, by_sentence, frame.find(span.start))
        if nearest is not None:
            found.setdefault(nearest, span)
    if found:
        _spread(frame, joined, speakers, found)
    return found


def _find_inside(frame: Frame, lexicon: Lexicon, source: Mark | None) -> Span | None:
    if source is None or lexicon.match_phrase(frame, source.first, source.last) != WITHHELD or _is_named(frame, source):
        return None
    return frame.mark_span(source)


def _find_wordings(frame: Frame, lexicon: Lexicon) -> Iterator[Span]:
    """Where the text says that a name is withheld; of wordings that overlap the longest."""
    text = frame.text.lower()
    if len(text) != len(frame.text):  # a letter whose lower case is longer: offsets would not hold
        return
    covered: set[int] = set()
    words = set(frame.words)
    for wording in lexicon.withheld:
        if lexicon.anchors[wording] not in words:
            continue
        at = text.find(wording)
        while at >= 0:
            span = Span(at, at + len(wording))
            if covered.isdisjoint(range(span.start, span.end)):
                covered.update(range(span.start, span.end))
                yield span
            at = text.find(wording, span.end)


def _sort_by_sentence(frame: Frame, joined: Sequence[Attribution]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for index, attribution in enumerate(joined):
        if attribution.source is not None:
            found.setdefault(frame.sentences[attribution.source.first], []).append(index)
    return found


def _find_nearest(
    frame: Frame, joined: Sequence[Attribution], by_sentence: dict[int, list[int]], token: int
) -> int | None:
    """The attribution of the sentence whose source holds ``token`` or stands nearest, and that does not say it."""
    nearest: tuple[int, int] | None = None
    noun = _find_noun(frame, token)
    for index in by_sentence.get(frame.sentences[token], ()):
        source = joined[index].source
        if source is None or _is_named(frame, source) or any(m.first <= token <= m.last for m in joined[index].content):
            continue
        if noun is not None and not source.first - 1 <= noun <= source.last + 1:
            continue
        distance = 0 if source.first <= token <= source.last else abs(token - source.last)
        if nearest is None or distance < nearest[0]:
            nearest = (distance, index)
    return nearest[1] if nearest is not None else None


def _find_noun(frame: Frame, token: int) -> int | None:
    """The noun whose relative clause holds ``token``: it is that one who withholds the name."""
    for above in (token, *frame.climb(token, 3)):
        if frame.deprels[above] == "acl:relcl" and 0 <= frame.heads[above] < above:
            return frame.heads[above]
    return None


def _spread(
    frame: Frame, joined: Sequence[Attribution], speakers: Sequence[Resolution | None], found: dict[int, Span]
) -> None:
    by_speaker: dict[str, Span] = {}
    by_token: dict[int, Span] = {}
    for index, span in found.items():
        source, speaker = joined[index].source, speakers[index]
        if speaker is not None:
            by_speaker[speaker.entity] = span
        if source is not None:
            by_token.update(dict.fromkeys(range(source.first, source.last + 1), span))
    for index, speaker in enumerate(speakers):
        source = joined[index].source
        if source is None or index in found or _has_name(frame, source):
            continue
        same = by_token.get(source.first) or by_token.get(source.last)
        words = same or (by_speaker.get(speaker.entity) if speaker is not None else None)
        if words is not None:
            found[index] = words


def _is_named(frame: Frame, source: Mark) -> bool:
    """Whether a source is a name: "the Monitor, an agency close to the rebels" withholds nothing."""
    return frame.upos[frame.root(source)] == "PROPN"


def _has_name(frame: Frame, source: Mark) -> bool:
    return any(frame.upos[t] == "PROPN" for t in range(source.first, source.last + 1))
