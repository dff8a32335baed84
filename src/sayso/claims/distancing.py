"""Words that a report keeps at arm's length: scare quotes, "so-called", "what he called"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

import msgspec

from sayso.claims.frame import Frame
from sayso.claims.quotes import Pairing, Quote
from sayso.lang import find_language
from sayso.model import DistancingKind, Span

_MAX_WORDS = 4
_MAX_CHARS = 60
_SUBJECTS = frozenset({"PRON", "PROPN", "NOUN"})
_BREAKS = frozenset({",", ";", ":"})
_SMALL = frozenset({"ADP", "DET", "CCONJ", "PART"})
_BEFORE = 3
_AROUND = 4  # quotations that begin before a phrase and may still hold it


class Words(msgspec.Struct, frozen=True):
    """Words at arm's length: ``span`` of the text, and for scare quotes the number of the quotation."""

    span: Span
    kind: DistancingKind
    quote: int | None = None


class _Lists(msgspec.Struct, frozen=True):
    adjectives: frozenset[str]
    beginnings: frozenset[str]
    triggers: frozenset[str]
    namers: frozenset[str]
    reflexives: frozenset[str]
    naming: frozenset[str]
    expressions: frozenset[str]
    articles: frozenset[str]
    works: frozenset[str]


class Stretches:
    """Stretches of a text, merged where they overlap."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def touches(self, span: Span) -> bool:
        """Whether a stretch shares a character with ``span``."""
        at = bisect_left(self._ends, span.start + 1)
        return at < len(self._starts) and self._starts[at] < span.end


class DistancingFinder:
    """Finds the words at arm's length of one report."""

    def __init__(self, frame: Frame, language: str, pairing: Pairing) -> None:
        self._frame, self._lists, self._quotes = frame, _load_lists(language), pairing.quotes
        self._starts = [q.span.start for q in pairing.quotes]

    def find(self, contents: Sequence[Span]) -> list[Words]:
        """In text order. ``contents`` are the pieces of the claims: there a short quotation is speech if it can be."""
        whole = {(s.start, s.end) for s in contents}
        marked = [w for w in self._find_marked() if (w.span.start, w.span.end) not in whole]
        held = [w.span for w in marked]
        inside, named = Stretches(contents), Stretches(held)
        for number, quote in enumerate(self._quotes):
            if not quote.closed or len(quote.inner) > _MAX_CHARS or named.touches(quote.inner):
                continue
            if whole & {(quote.span.start, quote.span.end), (quote.inner.start, quote.inner.end)}:
                continue
            if self._is_label(quote) if inside.touches(quote.inner) else quote.scare and self._is_scare(quote):
                marked.append(Words(quote.span, "scare", number))
        return sorted(marked, key=lambda w: (w.span.start, w.span.end))

    def find_mentioned(self, marked: Sequence[Words]) -> set[int]:
        """The numbers of the quotations that are no speech: at arm's length, or named ("the word “fictitious”")."""
        held = Stretches([w.span for w in marked])
        found = {w.quote for w in marked if w.quote is not None}
        for number, quote in enumerate(self._quotes):
            if len(quote.inner) <= _MAX_CHARS and (held.touches(quote.inner) or self._is_mentioned(quote)):
                found.add(number)
        return found

    def _is_mentioned(self, quote: Quote) -> bool:
        """Whether a noun for words stands before the quotation: "the word “fictitious”"."""
        frame = self._frame
        opening = frame.find(quote.span.start)
        return opening > 0 and frame.words[opening - 1] in self._lists.expressions

    def _is_label(self, quote: Quote) -> bool:
        """Whether the quotation is all of a noun phrase but its article: "the “valiant defenders”"."""
        frame = self._frame
        first, last = frame.find(quote.inner.start), frame.find(quote.inner.end - 1)
        if first < 2 or last - first >= _MAX_WORDS or frame.starts[first] < quote.inner.start:
            return False
        noun = frame.heads[first - 2]
        before = frame.upos[first - 2] == "DET" and frame.words[first - 2] in self._lists.articles
        plural = frame.upos[last] == "NOUN" and frame.words[last].endswith("s")
        return before and noun == last and plural and self._is_scare(quote)

    # so-called

    def _find_marked(self) -> list[Words]:
        found = []
        frame = self._frame
        triggers = self._lists.triggers
        for token in [t for t, word in enumerate(frame.words) if word in triggers]:
            word, end = frame.words[token], None
            if word in self._lists.beginnings:
                end = self._end_adjective(token)
            elif word == "what":
                end = self._end_naming(token)
            elif word in self._lists.reflexives:
                end = self._end_reflexive(token)
            if end is not None:
                first = token - 1 if word in self._lists.reflexives else token
                found += self._name(first, end, named=word not in self._lists.beginnings)
        return found

    def _end_adjective(self, token: int) -> int | None:
        """The last token of the noun phrase behind "so-called"."""
        frame = self._frame
        joined = "".join(frame.words[token : token + 3])
        last = token if frame.words[token] in self._lists.adjectives else token + 2
        if last == token + 2 and joined not in self._lists.adjectives:
            return None
        noun = self._find_noun(last)
        return noun if noun is not None and noun > last else None

    def _find_noun(self, token: int) -> int | None:
        """The noun that the adjective before ``token`` belongs to: its head, or the first noun behind it."""
        frame = self._frame
        for head in frame.climb(token, 3):
            if head > token and frame.upos[head] in ("NOUN", "PROPN"):
                names = [c for c in frame.children(head, "flat") if c == head + 1]
                return max([head, *names])
        return None

    def _end_naming(self, token: int) -> int | None:
        """The last token of what is named after "what he called"."""
        frame = self._frame
        clauses = frame.children(token, "acl:relcl")
        verb = clauses[0] if clauses else frame.heads[token]
        if not (token < verb <= token + 6) or frame.lemmas[verb] not in self._lists.namers:
            return None
        subjects = frame.children(verb, "nsubj", "nsubj:pass")
        if not any(token < c < verb and frame.upos[c] in _SUBJECTS for c in subjects):
            return None
        named = [c for c in frame.children(verb, "xcomp", "obj", "obl", "ccomp", "advcl") if c > verb]
        return self._end_phrase(named[0]) if named else None

    def _end_reflexive(self, token: int) -> int | None:
        """The last token of the name behind "calling itself"."""
        frame = self._frame
        verb = frame.heads[token]
        if verb != token - 1 or frame.lemmas[verb] not in self._lists.namers:
            return None
        named = [c for c in frame.children(verb, "xcomp", "obj", "obl", "ccomp") if c > token]
        return self._end_phrase(named[0]) if named else None

    def _end_phrase(self, noun: int) -> int:
        """The last token of the phrase of ``noun``, before a comma."""
        frame = self._frame
        inside = frame.subtree(noun)
        while noun + 1 < len(frame) and noun + 1 in inside and frame.words[noun + 1] not in _BREAKS:
            noun += 1
        return noun

    def _name(self, first: int, last: int, *, named: bool) -> list[Words]:
        """The words at arm's length; of what somebody ``named`` in quotation marks, only a label is."""
        span = self._close(first, last)
        quotes = [q for q in self._quotes_near(span) if q.span.start >= span.start] if named else []
        if not quotes:
            return [Words(span, "so-called")]
        return [Words(q.span, "scare") for q in quotes if q.scare and not q.depth]

    def _close(self, first: int, last: int) -> Span:
        """The span, with the quotation that its end stands in."""
        span = self._frame.span(first, last)
        for quote in self._quotes_near(span):
            if quote.span.start < span.end <= quote.span.end and quote.span.start > span.start:
                return Span(span.start, quote.span.end)
        return span

    def _quotes_near(self, span: Span) -> list[Quote]:
        low = max(0, bisect_left(self._starts, span.start) - _AROUND)
        near = self._quotes[low : bisect_left(self._starts, span.end)]
        return [q for q in near if q.span.overlaps(span) and len(q.span) <= 2 * len(span) + _MAX_CHARS]

    # Scare quotes

    def _is_scare(self, quote: Quote) -> bool:
        """Whether nothing says that the words are a name, a title or speech."""
        frame = self._frame
        first, last = frame.find(quote.inner.start), frame.find(quote.inner.end - 1)
        if frame.starts[first] < quote.inner.start or last - first >= _MAX_WORDS + 2:
            return False
        before = range(max(frame.sentence(first).start, first - 1 - _BEFORE), first - 1)
        after = range(last + 2, min(last + 4, len(frame)))
        if any(frame.lemmas[t] in self._lists.naming for t in before):
            return False
        if any(frame.lemmas[t] in self._lists.works for t in (*before, *after)):
            return False
        return not self._is_name(first, last)

    def _is_name(self, first: int, last: int) -> bool:
        """Whether the words are a nickname or a title: all in capitals at the beginning, or inside a name."""
        frame = self._frame
        words = range(first, last + 1)
        if not all(frame.text[frame.starts[t]].isupper() or frame.upos[t] in _SMALL for t in words):
            return False
        around = frame.upos[max(0, first - 2)], *frame.upos[last + 2 : last + 3]
        inside = around == ("PROPN", "PROPN")
        return inside or last > first or frame.upos[last] == "PROPN"


@cache
def _load_lists(language: str) -> _Lists:
    words = find_language(language).distancing
    beginnings = frozenset(form for a in words.adjectives for form in (a, a.partition("-")[0]))
    return _Lists(
        beginnings=beginnings,
        triggers=beginnings.union(words.reflexives, ("what",)),
        adjectives=frozenset(words.adjectives),
        namers=frozenset(words.namers),
        reflexives=frozenset(words.reflexives),
        naming=frozenset(words.naming),
        expressions=frozenset(words.expressions),
        articles=frozenset(words.articles),
        works=frozenset(words.works),
    )
