"""Channels of claims: through what, or at what occasion, something was said ("in a statement", "told reporters").

A channel is a noun of the language's lists, or the name of an outlet, that hangs on the cue by a preposition or as the
one who is told. It goes from its preposition to the end of what identifies it; dates stay outside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from functools import cache

import msgspec

from sayso.claims.channel_ends import EndFinder
from sayso.claims.frame import Frame
from sayso.lang import find_language
from sayso.model import Attribution, Entity, Mark, Span

_NOUNS = frozenset({"NOUN", "PROPN", "X", "SYM"})
_LIGHT = frozenset({"PUNCT", "ADV", "ADP", "DET", "PART"})
_MAX_CLIMB = 5
_NEAR = 6


class _Group(msgspec.Struct, frozen=True):
    nouns: frozenset[str]
    prepositions: frozenset[str]
    rank: int


class _Words(msgspec.Struct, frozen=True):
    groups: tuple[_Group, ...]
    nouns: frozenset[str]
    prepositions: frozenset[str]
    audiences: frozenset[str]
    outlets: _Group
    bare: frozenset[str]
    means: frozenset[str]
    means_prepositions: frozenset[str]
    telling: frozenset[str]
    speaking: frozenset[str]
    saying: frozenset[str]
    dates: frozenset[str]
    carried: frozenset[str]
    linking: frozenset[str]
    pronouns: frozenset[str]
    relatives: frozenset[str]


class _Found(msgspec.Struct, frozen=True):
    """A channel over tokens ``first`` to ``last``; a lower ``rank`` is the better one."""

    rank: int
    distance: int
    first: int
    last: int


class ChannelFinder:
    """Finds the channel of each claim of a report."""

    def __init__(self, frame: Frame, language: str, joined: Sequence[Attribution], entities: Sequence[Entity]) -> None:
        self._frame, self._words, self._joined = frame, _load_words(language), joined
        words = self._words
        self._ends = EndFinder(frame, dates=words.dates, carried=words.carried, linking=words.linking)
        self._bodies = {
            frame.find(m.end - 1) for e in entities if e.kind in ("organisation", "outlet", "group") for m in e.mentions
        }
        self._people = {frame.find(m.end - 1) for e in entities if e.kind == "person" for m in e.mentions}
        self._places = {frame.find(m.end - 1) for e in entities if e.kind == "place" for m in e.mentions}
        self._by_sentence: dict[int, list[int]] = defaultdict(list)
        for index, attribution in enumerate(joined):
            parts = [attribution.cue, *attribution.content]
            lines = {frame.sentences[t] for p in parts if p for t in (p.first, p.last)}
            for sentence in range(min(lines), max(lines) + 1) if lines else ():
                self._by_sentence[sentence].append(index)
        self._nouns: dict[int, list[int]] = {}
        self._cues = {t for a in joined if a.cue for t in range(a.cue.first, a.cue.last + 1)}

    def find(self, index: int) -> tuple[int, int] | None:
        """The first and last token of the channel of claim ``index``."""
        cue = self._joined[index].cue
        if cue is None:
            return None
        root = self._frame.root(cue)
        taken = self._find_taken(index, cue)
        found = [*self._find_told(root, taken), *self._find_phrases(cue, taken), *self._find_around(root, taken)]
        found += self._find_in_source(self._joined[index].source)
        outer = [f for f in found if not any(_is_inside(f, other) for other in found)]
        best = min(outer, key=lambda f: (f.rank, f.distance, f.first), default=None)
        return self._inherit(index, root) if best is None else (best.first, best.last)

    def _find_taken(self, index: int, cue: Mark) -> Set[int]:
        """The tokens of the sentence that the claim's source and content cover, or the content of a claim beside it."""
        own, sentence = self._joined[index], self._frame.sentence(cue.first)
        parts = [part for part in (own.source, *own.content) if part is not None]
        for other in self._by_sentence.get(self._frame.sentences[cue.first], ()):
            parts += [p for p in self._joined[other].content if not p.first <= cue.first <= p.last]
            source = self._joined[other].source
            if other != index and source is not None and not source.first <= cue.first <= source.last:
                parts.append(source)
        return {t for part in parts for t in range(max(part.first, sentence.start), min(part.last + 1, sentence.stop))}

    def _inherit(self, index: int, root: int) -> tuple[int, int] | None:
        """The channel of the claim that "and" joins this one to, where it stands before what that one says."""
        other = self._find_joined(index, root)
        first = None if other is None else self._joined[other]
        if other is None or first is None or not self._is_same_source(first, self._joined[index]):
            return None
        found = self.find(other)
        content = min((p.first for p in first.content), default=root)
        return found if found is not None and found[0] < content else None

    def _find_joined(self, index: int, root: int) -> int | None:
        """The claim before this one that "and" joins it to: the nearest one beside it whose cue stands before."""
        frame, own = self._frame, self._joined[index]
        starts = [m.first for m in (own.source, own.cue) if m is not None and m.first <= root]
        before = max(min(starts, default=root) - 1, 0)
        if not (frame.children(root, "cc") or frame.upos[before] == "CCONJ"):
            return None
        earlier = [
            (cue.first, other)
            for other in self._by_sentence.get(frame.sentences[root], ())
            if other != index and (cue := self._joined[other].cue) is not None and cue.first < root
            if self._joined[other].parent == own.parent
        ]
        return max(earlier)[1] if earlier else None

    def _is_same_source(self, one: Attribution, other: Attribution) -> bool:
        """Whether the second has no source of its own, the first one's, or a pronoun."""
        if other.source is None or one.source is None or other.source.first == one.source.first:
            return True
        return other.source.first == other.source.last and self._frame.upos[other.source.first] == "PRON"

    def _find_in_source(self, source: Mark | None) -> list[_Found]:
        """ "a merchant reached by phone", "neighbours writing in a WhatsApp group"."""
        frame, found = self._frame, []
        for token in range(source.first + 2, source.last + 1) if source else ():
            head = frame.heads[token]
            case = self._find_case(token, frozenset()) if frame.upos[token] in _NOUNS else None
            if case is None or frame.words[case] in self._words.linking or frame.deprels[head] not in ("acl", "advcl"):
                continue
            if frame.lemmas[head] in self._words.speaking and self._rank_noun(token, case) is not None:
                found.append(self._make(case, token, frozenset(), token, 2))
        return found

    def _find_around(self, root: int, taken: Set[int]) -> list[_Found]:
        """ "a letter in which the survey stated", "In it, the man denies"."""
        frame, found = self._frame, []
        noun = frame.heads[root]
        if frame.deprels[root] == "acl:relcl" and frame.lemmas[noun] in self._words.groups[0].nouns:
            first = min([noun, *frame.children(noun, "det", "amod", "compound", "nmod:poss")])
            which = [c for c in frame.children(root) if frame.words[c] in self._words.relatives and noun < c < root]
            found += [_Found(0, root - noun, first, c) for c in which if frame.children(c, "case")]
        for pronoun in frame.children(root, "obl"):
            points = frame.words[pronoun] in self._words.pronouns and pronoun not in taken
            case = self._find_case(pronoun, taken) if points else None
            if case is not None and frame.words[case] == "in" and case == frame.sentence(root).start:
                found.append(_Found(3, root - pronoun, case, pronoun))
        return found

    # Who is told

    def _find_told(self, root: int, taken: Set[int]) -> list[_Found]:
        frame, words = self._frame, self._words
        if frame.lemmas[root] not in words.telling:
            return []
        told = [c for c in frame.children(root, "obj", "iobj", "xcomp", "ccomp") if c not in taken and c > root]
        told = [c for c in told if frame.upos[c] in _NOUNS and self._is_audience(c)]
        return [self._make(self._first_of(c, taken), c, taken, root, 1) for c in told[:1]]

    def _is_audience(self, token: int) -> bool:
        frame = self._frame
        if frame.lemmas[token] in self._words.audiences or frame.words[token] in self._words.audiences:
            return True
        last = max([token, *frame.children(token, "flat", "compound", "punct")])
        kinds = {token, last}
        if frame.upos[token] != "PROPN" or kinds & self._places - self._bodies:
            return False
        return bool(frame.children(token, "det")) or not kinds & self._people

    def _first_of(self, token: int, taken: Set[int]) -> int:
        """The first word of the noun phrase of ``token``."""
        first = token
        while first - 1 not in taken and first and self._hangs_on(first - 1, token):
            first -= 1
        return first

    def _hangs_on(self, token: int, noun: int) -> bool:
        return self._frame.upos[token] != "PUNCT" and noun in self._frame.climb(token, _MAX_CLIMB) and token < noun

    # Phrases with a preposition

    def _find_phrases(self, cue: Mark, taken: Set[int]) -> list[_Found]:
        found = []
        for token in self._list_nouns(cue.first):
            case = None if token in taken else self._find_case(token, taken)
            rank = None if case is None else self._rank(token, case, cue)
            if case is not None and rank is not None and self._belongs(token, case, cue, taken):
                found.append(self._make(case, token, taken, cue.first, rank))
        return found

    def _find_case(self, token: int, taken: Set[int]) -> int | None:
        """The preposition of a noun."""
        return next((c for c in self._list_cases(token) if c not in taken), None)

    def _list_nouns(self, token: int) -> list[int]:
        """The nouns with a preposition in the sentence of ``token``."""
        number = self._frame.sentences[token]
        if number not in self._nouns:
            nouns = (t for t in self._frame.sentence(token) if self._frame.upos[t] in _NOUNS)
            self._nouns[number] = [t for t in nouns if self._list_cases(t)]
        return self._nouns[number]

    def _list_cases(self, token: int) -> list[int]:
        """The prepositions before a noun that lead channels on."""
        known = self._words.prepositions
        return [c for c in self._frame.children(token, "case") if c < token and self._frame.words[c] in known]

    def _rank(self, token: int, case: int, cue: Mark) -> int | None:
        """How well the noun and its preposition name a channel; None where they name none."""
        frame, words = self._frame, self._words
        preposition = frame.words[case]
        named = self._rank_noun(token, case)
        if named is not None:
            return named
        says = frame.lemmas[frame.root(cue)] in words.saying or self._is_spoken(token)
        if says and preposition in words.outlets.prepositions and self._is_outlet(token):
            return 3
        return None

    def _rank_noun(self, token: int, case: int) -> int | None:
        """The rank of a noun of the lists with its preposition."""
        frame, words = self._frame, self._words
        lemma, form, preposition = frame.lemmas[token], frame.words[token], frame.words[case]
        plain = not frame.children(token, "det", "nmod:poss")
        if lemma in words.means and plain and preposition in words.means_prepositions:
            return 0
        if case + 1 == token and lemma in words.bare:
            return None
        for group in words.groups:
            if (lemma in group.nouns or form in group.nouns) and preposition in group.prepositions:
                return group.rank
        return None

    def _is_spoken(self, token: int) -> bool:
        head = self._frame.heads[token]
        return head >= 0 and self._frame.lemmas[head] in self._words.speaking

    def _is_outlet(self, token: int) -> bool:
        last = max([token, *self._frame.children(token, "flat", "compound")])
        return bool({token, last} & self._bodies) and not {token, last} & self._people

    def _belongs(self, token: int, case: int, cue: Mark, taken: Set[int]) -> bool:
        """Whether the phrase hangs on the cue, directly or by a verb of speaking, or stands right beside it."""
        frame = self._frame
        if cue.first <= token <= cue.last:
            return True
        for head in frame.climb(token, _MAX_CLIMB):
            if cue.first <= head <= cue.last:
                return True
            if head in self._cues:
                break
            if frame.lemmas[head] not in self._words.speaking and frame.upos[head] not in _NOUNS:
                break
            if head in taken:
                break
        between = range(cue.last + 1, case) if case > cue.last else range(token + 1, cue.first)
        return len(between) <= _NEAR and all(self._is_light(t, taken) for t in between)

    def _is_light(self, token: int, taken: Set[int]) -> bool:
        frame = self._frame
        return frame.upos[token] in _LIGHT or frame.lemmas[token] in self._words.dates or token in taken

    def _make(self, first: int, noun: int, taken: Set[int], anchor: int, rank: int) -> _Found:
        return _Found(rank, abs(noun - anchor), first, self._ends.find(noun, taken))


def _is_inside(one: _Found, other: _Found) -> bool:
    return one is not other and other.first <= one.first and one.last <= other.last and other.rank <= one.rank


@cache
def _load_words(language: str) -> _Words:
    words = find_language(language).channels
    groups = (
        _Group(frozenset(words.texts), frozenset(words.text_prepositions), 0),
        _Group(frozenset(words.occasions), frozenset(words.occasion_prepositions), 0),
        _Group(frozenset(words.media), frozenset(words.media_prepositions), 0),
        _Group(frozenset(words.mouths), frozenset(words.mouth_prepositions), 0),
        _Group(frozenset(words.audiences), frozenset(words.audience_prepositions), 1),
    )
    means = frozenset(words.means_prepositions)
    outlets = frozenset({*words.media_prepositions, *words.audience_prepositions})
    return _Words(
        groups=groups,
        nouns=frozenset().union(*(g.nouns for g in groups)),
        prepositions=frozenset().union(means, *(g.prepositions for g in groups)),
        audiences=frozenset(words.audiences),
        outlets=_Group(frozenset(), outlets, 3),
        bare=frozenset(words.bare),
        means=frozenset(words.means),
        means_prepositions=means,
        telling=frozenset(words.telling),
        speaking=frozenset(words.speaking),
        saying=frozenset(words.saying),
        dates=frozenset(words.dates),
        carried=frozenset(words.carried),
        linking=frozenset(words.linking),
        pronouns=frozenset(words.pronouns),
        relatives=frozenset(words.relatives),
    )


def trim_cue(frame: Frame, cue: Mark, channel: tuple[int, int] | None) -> Span:
    """The characters of the cue without the channel that stands at its end, and what follows that."""
    if channel is None or not cue.first < channel[0] <= cue.last:
        return frame.span(cue.first, cue.last)
    if any(frame.upos[t] in ("VERB", "SCONJ") for t in range(channel[1] + 1, cue.last + 1)):
        return frame.span(cue.first, cue.last)
    return frame.span(cue.first, channel[0] - 1)
