"""Claims inside the content of other claims: built by syntax, and read again as a text of its own where that is rough.

The reader marks outermost attributions alone. What stands inside a content is built from words and tree, cue by cue,
and weighed; the content of the found ones is searched in turn, and so on inward. What the tree bounds badly is read
again by itself, for what was inside is then outermost. Reading costs time, so no more than a cue's own clause is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec

from sayso.claims.clauses import ClauseBuilder
from sayso.claims.cue_forms import Sentences
from sayso.claims.join import join_marks
from sayso.claims.phrases import PhraseFinder
from sayso.claims.probable import weigh
from sayso.model import Attribution, Attributions, Mark, Report, Syntax, Tokens

READ_AGAIN = "content read again"
MAX_DEPTH = 8
WHOLE = 24  # a part of a sentence of up to so many tokens is read again whole
MIN_CONFIDENCE = 0.25
SURE = 0.6  # what syntax builds is taken from here on
CLEAR = 0.9  # what is less sure is read again where its words are not plain
DOUBTFUL = 0.3  # and read again from here on
_DISCOUNT = 0.95  # what is read without its surroundings is a little less sure; set by judgement
_BACK = 8
_STUMP = 2  # tokens of a content that may have lost its rest
_SHARE = 0.012  # of a report that is read again, as far as the walk has come, besides its first `_ALWAYS` tokens
_ALWAYS = 32
_LEADS = frozenset({"that", "whether", ",", ";", "“", "”", '"', "‘", "’", "'", "``", "''", "«", "»", "„"})
_TRAILS = _LEADS - {"that", "whether"}


class PartReader(Protocol):
    """What reads a part of a report by itself."""

    def read_part(self, report: Report, tokens: Tokens, first: int, last: int) -> Attributions:
        """Attribution marks of tokens ``first`` to ``last``, both included."""
        ...


def find_nested(
    report: Report,
    tokens: Tokens,
    syntax: Syntax,
    joined: Sequence[Attribution],
    reader: PartReader,
    sentences: Sentences,
) -> list[Attribution]:
    """``joined`` and the attributions inside their contents, in the order of their first token, with ``parent`` set."""
    nest = _Nest(report, tokens, syntax, joined, reader, sentences)
    nest.read_contents()
    return order_attributions(nest.found)


class _Nest:
    def __init__(
        self,
        report: Report,
        tokens: Tokens,
        syntax: Syntax,
        joined: Sequence[Attribution],
        reader: PartReader,
        sentences: Sentences,
    ) -> None:
        self._report, self._tokens, self._syntax, self._reader = report, tokens, syntax, reader
        self._sentences = sentences
        self.found = [a if a.parent is None else cut_joined(a, sentences) for a in joined]
        self._builder = ClauseBuilder(self._sentences, by_words=True)
        self._phrases = PhraseFinder(self._sentences)
        self._read = 0

    def read_contents(self) -> None:
        children: dict[int, list[int]] = {}
        for number, attribution in enumerate(self.found):
            if attribution.parent is not None:
                children.setdefault(attribution.parent, []).append(number)
        depths = [0] * len(self.found)
        number = 0
        while number < len(self.found):
            if depths[number] < MAX_DEPTH:
                inner = self._read_inside(number, [self.found[c] for c in children.get(number, ())])
                self.found += inner
                depths += [depths[number] + 1] * len(inner)
            number += 1

    def _read_inside(self, number: int, known: Sequence[Attribution]) -> list[Attribution]:
        """What stands in the contents of an attribution beside the ``known`` ones."""
        found: list[Attribution] = []
        contents = self.found[number].content
        for fragment in contents:
            if any(m.first <= fragment.first and fragment.last <= m.last for a in known for m in a.content):
                continue
            for part in self._sentences.split(fragment.first, fragment.last):
                first, last = self._trim(*part)
                if last > first:
                    found += self._read_sentence(first, last, known)
        return [msgspec.structs.replace(self._name(a, contents), parent=number) for a in found]

    def _name(self, attribution: Attribution, contents: Sequence[Mark]) -> Attribution:
        """The attribution with the subject of its cue as source, where it has none and that stands in ``contents``."""
        cue = attribution.cue
        if attribution.source is not None or cue is None:
            return attribution
        bounds = self._sentences.find_bounds(cue.last)
        subject = self._builder.find_source(cue.last, *bounds)
        if subject is None or not any(m.first <= subject[0] and subject[1] <= m.last for m in contents):
            return attribution
        content = tuple(m for m in attribution.content if m.last < subject[0] or subject[1] < m.first)
        source = Mark("source", *subject, attribution.confidence)
        return msgspec.structs.replace(attribution, source=source, content=content) if content else attribution

    def _read_sentence(self, first: int, last: int, known: Sequence[Attribution]) -> list[Attribution]:
        """The outermost attributions in a part of a sentence, without those whose cues stand in ``known`` ones."""
        phrases = self._phrases.find(first, last)
        phrases = [a for a in phrases if a.cue and not any(_holds(k, a.cue.first) for k in known)]
        known = [*known, *phrases]
        speakers = self._sentences.find_speakers(first, last)
        built = self._propose(speakers, first, last, known)
        sure = _drop_inner([a for a in built if a.confidence >= SURE])
        doubtful = [a for a in built if a not in sure and a.confidence >= DOUBTFUL]
        doubtful = [a for a in doubtful if a.cue and not any(_holds(k, a.cue.first) for k in sure)]
        rough = [a for a in sure if a.cue and a.confidence < CLEAR and not self._is_plain(a, a.cue, first, last)]
        open_cues = [a.cue.last for a in (*rough, *doubtful) if a.cue] + self._find_open(
            speakers, first, last, [*known, *built]
        )
        extents = [self._find_extent(i, first, last) for i in open_cues]
        read = [
            a
            for part in self._merge(extents)
            for a in self._read_part(*part)
            if a.cue and not any(_holds(k, a.cue.first) for k in known)
        ]
        read = [self._agree(a, sure) for a in read]
        kept = [r for r in read if not any(_clash(r, a) for a in sure if a not in rough)]
        kept += [a for a in sure if not any(_clash(r, a) for r in kept)]
        kept += [a for a in phrases if a.cue and not any(_holds(k, a.cue.first) for k in kept)]
        return kept + self._find_told(first, last, [*known, *kept])

    def _find_open(self, speakers: Sequence[int], first: int, last: int, known: Sequence[Attribution]) -> list[int]:
        """The ``speakers`` that hang in the tree without what they say, outside the ``known`` ones."""
        s = self._sentences
        verbs = [i for i in speakers if s.is_telling(i) and s.is_torn(i, first, last)]
        return [i for i in verbs if not any(_holds(a, i) for a in known)]

    def _is_plain(self, built: Attribution, cue: Mark, first: int, last: int) -> bool:
        return self._builder.is_plain(built, cue.last, first, last)

    def _agree(self, read: Attribution, sure: Sequence[Attribution]) -> Attribution:
        """What was read again, with the source that syntax shows where the reader saw none."""
        same = next((a for a in sure if a.cue and read.cue and _touch(a.cue, read.cue)), None)
        if same is None or read.source is not None:
            return read
        return msgspec.structs.replace(read, source=same.source)

    def _propose(
        self, speakers: Sequence[int], first: int, last: int, known: Sequence[Attribution]
    ) -> list[Attribution]:
        """What syntax makes of every cue word of a part, with how probable that is."""
        found: list[Attribution] = []
        for i in speakers:
            built = None if any(_holds(k, i) for k in known) else self._builder.build(i, first, last)
            if built is not None:
                found.append(msgspec.structs.replace(built, confidence=weigh(self._sentences, i, built)))
        return found

    def _find_told(self, first: int, last: int, known: Sequence[Attribution]) -> list[Attribution]:
        """Verbs of saying with what opens a clause behind them, whatever the tree shows, beside the ``known`` ones."""
        found: list[Attribution] = []
        for i in range(first, last + 1):
            told = self._phrases.build_told(i, first, last) if self._sentences.is_doubtful(i) else None
            if told is not None and not any(_clash(told, k) for k in (*known, *found)):
                found.append(told)
        return found

    def _find_extent(self, cue: int, first: int, last: int) -> tuple[int, int]:
        """The tokens that the attribution of a cue word can span."""
        low, high = self._sentences.find_extent(self._sentences.climb(cue, first, last), first, last)
        if low == cue:  # its subject hangs elsewhere
            low = self._find_start(cue, first)
        return (low, min(last, low + WHOLE)) if self._sentences.is_torn(cue, first, last) else (low, high)

    def _find_start(self, cue: int, first: int) -> int:
        """Where the clause of a cue begins by its words: behind a comma or "that", a few tokens back at most."""
        low = cue
        while low > max(first, cue - _BACK) and self._sentences.words[low - 1] not in _LEADS:
            low -= 1
        return low

    def _read_part(self, first: int, last: int) -> list[Attribution]:
        if self._read + last - first + 1 > _ALWAYS + _SHARE * last:
            return []
        self._read += last - first + 1
        marks = self._reader.read_part(self._report, self._tokens, first, last)
        joined = (self._complete(a, a.cue, first, last) for a in join_marks(marks, self._syntax) if a.cue is not None)
        return [
            msgspec.structs.replace(a, confidence=round(a.confidence * _DISCOUNT, 3), rule=READ_AGAIN)
            for a in joined
            if a.content and a.confidence >= MIN_CONFIDENCE and (a.source or not self._is_sign(a.cue))
        ]

    def _is_sign(self, cue: Mark | None) -> bool:
        """Whether a cue is a mark alone (":"), which says nothing without a source."""
        return cue is not None and cue.first == cue.last and self._sentences.upos[cue.first] == "PUNCT"

    def _complete(self, attribution: Attribution, cue: Mark, first: int, last: int) -> Attribution:
        """The attribution with the content, or the source before "as saying", that syntax shows where it has none."""
        as_saying = self._sentences.words[max(cue.first - 1, first)] == "as" and attribution.source is None
        size = sum(m.last + 1 - m.first for m in attribution.content)
        if size > _STUMP and not as_saying:
            return attribution
        for token in range(cue.last, cue.first - 1, -1):
            built = self._builder.build(token, first, last)
            if built is not None:
                source = attribution.source or built.source
                if as_saying:
                    return msgspec.structs.replace(attribution, source=source, cue=built.cue)
                if sum(m.last + 1 - m.first for m in built.content) > size:
                    return msgspec.structs.replace(attribution, source=source, content=built.content)
        return attribution

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        words = self._sentences.words
        while first < last and words[first] in _LEADS:
            first += 1
        while first < last and words[last] in _TRAILS:
            last -= 1
        return first, last

    def _merge(self, extents: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        merged: list[tuple[int, int]] = []
        for first, last in sorted(extents):
            if merged and first <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(merged[-1][1], last))
            else:
                merged.append((first, last))
        return [self._round_off(*self._trim(*part)) for part in merged]

    def _round_off(self, first: int, last: int) -> tuple[int, int]:
        """The part with the period behind it, which tells the reader that the sentence ends."""
        words = self._sentences.words
        return first, last + (last + 1 < len(words) and words[last + 1] == ".")


def cut_joined(attribution: Attribution, s: Sentences) -> Attribution:
    """The attribution without what the tree joins to its cue: "hinted that it sank[, and then somebody told him]"."""
    cue, contents = attribution.cue, attribution.content
    if cue is None or len(contents) != 1 or s.words[contents[0].first] != "that" or contents[0].first < cue.last:
        return attribution
    first, last = contents[0].first, min(contents[0].last, s.find_bounds(cue.last)[1])
    for verb in s.find_children(cue.last, first, last).get("conj", ()):
        children = s.find_children(verb, first, last)
        comma = next((i for i in children.get("cc", ()) if s.words[i - 1] == ","), None)
        leads = any(s.words[i] == "that" for i in children.get("mark", ()))
        if comma is not None and not leads and "nsubj" in children and comma - 2 > first:
            cut = Mark("content", first, comma - 2, contents[0].confidence)
            return msgspec.structs.replace(attribution, content=(cut,))
    return attribution


def _holds(attribution: Attribution, token: int) -> bool:
    parts = (attribution.source, attribution.cue, *attribution.content)
    return any(m is not None and m.first <= token <= m.last for m in parts)


def _touch(one: Mark, other: Mark) -> bool:
    return one.first <= other.last and other.first <= one.last


def _clash(one: Attribution, other: Attribution) -> bool:
    """Whether the cue of one stands in the other."""
    cues = one.cue is not None and other.cue is not None
    return cues and (_holds(other, one.cue.first) or _holds(one, other.cue.first))  # type: ignore[union-attr]


def _drop_inner(found: Sequence[Attribution]) -> list[Attribution]:
    """Those whose cue stands in no part of another; of two that hold each other, the one that leads in the other."""
    return [
        a
        for a in found
        if a.cue and not any(b is not a and _holds(b, a.cue.first) and not _leads_in(a, b) for b in found)
    ]


def _leads_in(one: Attribution, other: Attribution) -> bool:
    """Whether the cue of ``other`` stands amid what follows that of ``one``: "our view is that the papers say so"."""
    if one.cue is None or other.cue is None or not one.content:
        return False
    said = one.content[0]
    return one.cue.last < said.first < other.cue.first and other.cue.last < said.last and not _starts(other, said)


def _starts(other: Attribution, said: Mark) -> bool:
    """Whether another claim stands whole in a content."""
    parts = [m for m in (other.source, other.cue, *other.content) if m is not None]
    return all(said.first <= m.first and m.last <= said.last for m in parts)


def order_attributions(found: Sequence[Attribution]) -> list[Attribution]:
    """Attributions in the order of their first token, the longer before the shorter; parents are numbered anew."""
    order = sorted(range(len(found)), key=lambda i: (*_reach(found[i]), i))
    places = {old: new for new, old in enumerate(order)}
    return [
        a if a.parent is None else msgspec.structs.replace(a, parent=places[a.parent])
        for a in (found[i] for i in order)
    ]


def _reach(attribution: Attribution) -> tuple[int, int]:
    parts = [m for m in (attribution.source, attribution.cue, *attribution.content) if m is not None]
    return min(m.first for m in parts), -max(m.last for m in parts)
