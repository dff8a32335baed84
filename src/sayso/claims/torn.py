"""Contents that a claim inside them tore apart, mended.

The reader marks outermost claims, and may take an inner one for such. In "[Mediators] fear [it will fail], she said" it
may give "she" the first part alone. Where words or tree show that a claim stands inside the content of another, the
outer one gets it whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from sayso.claims.clauses import ClauseBuilder
from sayso.claims.cue_forms import Sentences
from sayso.claims.quotes import Pairing
from sayso.model import Attribution, Mark, Tokens

INSIDE = "inside the content"
_QUOTES = frozenset('“”"‘’«»„') | {"``", "''"}
_CLAUSES = frozenset({"ccomp"})
_THROUGH = frozenset(
    {
        "acl",
        "acl:relcl",
        "advcl",
        "nsubj",
        "obj",
        "obl",
        "nmod",
        "parataxis",
        "xcomp",
        "case",
        "mark",
        "nsubj:pass",
        "appos",
    }
)
_RELATIVES = frozenset({"who", "which"})
_REST = 120  # tokens
_FAR = 8  # steps up the tree


def adopt_torn(found: Sequence[Attribution], sentences: Sentences) -> list[Attribution]:
    """``found`` with torn contents mended and those who tore them as claims inside; order and number stay."""
    mender = _Mender(found, sentences)
    mender.mend_subjects()
    mender.mend_relatives()
    mender.mend_endings()
    mender.mend_clauses()
    return mender.found


def close_quotations(found: Sequence[Attribution], pairing: Pairing, tokens: Tokens) -> list[Attribution]:
    """``found`` with contents that stop within a quotation they begin with reaching its end.

    What stands in the rest stands inside the claim then.
    """
    quotes = [q for q in pairing.quotes if q.closed and not q.scare and q.depth == 0]
    starts = [q.span.start for q in quotes]
    closed = list(found)
    for number, attribution in enumerate(found):
        if attribution.parent is not None or attribution.cue is None or not attribution.content:
            continue
        part = attribution.content[-1]
        at = bisect_right(starts, int(tokens.ends[part.last])) - 1
        span = quotes[at].span if at >= 0 else None
        if span is None or int(tokens.ends[part.last]) >= span.end:
            continue
        first, last = (int(np.searchsorted(tokens.starts, i, side="right")) - 1 for i in (span.start, span.end - 1))
        if part.first <= first + 1 and 2 <= last - part.last <= _REST:
            whole = Mark(part.role, part.first, last, part.confidence)
            closed[number] = msgspec.structs.replace(attribution, content=(*attribution.content[:-1], whole))
    return closed


class _Mender:
    def __init__(self, found: Sequence[Attribution], sentences: Sentences) -> None:
        self.found = list(found)
        self._s = sentences
        self._builder = ClauseBuilder(sentences)
        self._by_sentence: dict[int, list[int]] = {}
        for number, attribution in enumerate(found):
            if attribution.cue is not None and attribution.content and attribution.parent is None:
                self._by_sentence.setdefault(sentences.numbers[attribution.cue.first], []).append(number)

    def _pairs(self) -> list[tuple[int, int]]:
        """Numbers of two claims of one sentence, both ways."""
        return [
            (o, i)
            for numbers in self._by_sentence.values()
            if 1 < len(numbers) <= _FAR
            for o in numbers
            for i in numbers
            if o != i
        ]

    def _nest(self, outer: int, inner: Attribution, number: int) -> None:
        named = msgspec.structs.replace(inner, parent=outer, rule=INSIDE, evidence=None)
        self.found[number], self.found[outer] = named, _mend(self.found[outer], named)

    # The subject of the inner cue is the outer content

    def mend_subjects(self) -> None:
        """Takes the end of one claim's content for the source of the next: "says [Mediators] fear [it will fail]"."""
        ends = {m.last: (n, m) for n, a in enumerate(self.found) if a.cue is not None for m in a.content}
        for number, inner in enumerate(self.found):
            if inner.cue is None or inner.parent is not None or not inner.content:
                continue
            home = self._find_home(inner.cue, ends)
            if home is not None and home[0] != number and self.found[home[0]].parent is None:
                outer, source, cue = home
                self._nest(outer, msgspec.structs.replace(inner, source=source, cue=cue), number)

    def _find_home(self, cue: Mark, ends: Mapping[int, tuple[int, Mark]]) -> tuple[int, Mark, Mark] | None:
        """The number of the claim whose content is the subject of ``cue``, the subject, and the cue in full.

        ``ends`` maps the last token of each content fragment to its claim and the fragment.
        """
        before = ends.get(cue.first - 1)
        if before is not None and self._s.words[cue.first - 1] == "as" and before[1].first < cue.first - 1:
            source = Mark("source", before[1].first, cue.first - 2, before[1].confidence)
            return before[0], source, Mark("cue", cue.first - 1, cue.last, cue.confidence)
        subject = self._builder.find_source(cue.last, *self._s.find_bounds(cue.last))
        held = ends.get(subject[1]) if subject is not None else None
        if subject is None or held is None or held[1].first != subject[0] or held[1].last >= cue.first:
            return None
        return held[0], Mark("source", *subject, held[1].confidence), cue

    # The outer content goes on with a relative clause

    def mend_relatives(self) -> None:
        """Gives a content the relative clause behind its last noun: "said it went to [Bo, who decided that]"."""
        for outer, number in self._pairs():
            inner, holder = self.found[number], self.found[outer]
            if inner.parent is None and holder.parent is None and self._goes_on(holder, inner):
                end = msgspec.structs.replace(holder.content[-1], last=holder.content[-1].last + 1)  # with the comma
                self.found[outer] = msgspec.structs.replace(holder, content=(*holder.content[:-1], end))
                self._nest(outer, inner, number)

    def _goes_on(self, outer: Attribution, inner: Attribution) -> bool:
        s, source, cue = self._s, inner.source, outer.cue
        if source is None or cue is None or source.first != source.last or s.words[source.first] not in _RELATIVES:
            return False
        end = outer.content[-1].last
        behind = source.first == end + 2 and s.words[end + 1] == ","
        return behind and cue.last < outer.content[-1].first and s.words[end] not in _QUOTES

    # The outer claim is named behind the inner one

    def mend_endings(self) -> None:
        """Gives "…, the agency reported" the claim that fills its sentence up to that comma."""
        for outer, number in self._pairs():
            inner, holder = self.found[number], self.found[outer]
            if inner.parent is None and holder.parent is None and self._ends_with(holder, inner):
                self._nest(outer, inner, number)

    def _ends_with(self, outer: Attribution, inner: Attribution) -> bool:
        s, cue, source = self._s, outer.cue, outer.source
        if cue is None or source is None or inner.cue is None:
            return False
        first, last = min(cue.first, source.first), max(cue.last, source.last)
        start, end = s.find_bounds(cue.first)
        low, high = _reach(inner)
        while start < low and s.words[start] in _QUOTES:
            start += 1
        joined = cue.first == source.last + 1 or source.first == cue.last + 1
        closed = last >= end - 1 and low == start and high == first - 2 and s.words[first - 1] == ","
        own = all(start <= m.first and m.last < first for m in outer.content)
        apart = inner.source is not None and s.words[inner.source.last] != s.words[source.last]
        return joined and closed and own and apart and "clausal" in s.forms.get(s.words[cue.last], ())

    # The inner claim stands in the clause of the outer cue

    def mend_clauses(self) -> None:
        """Gives a cue the whole of its clause where an aside with "as" stands in it: "said it, as he admits, sank"."""
        for outer, number in self._pairs():
            inner, holder = self.found[number], self.found[outer]
            if inner.parent is None and holder.parent is None and self._is_in_clause(holder, inner):
                self._nest(outer, inner, number)

    def _is_in_clause(self, outer: Attribution, inner: Attribution) -> bool:
        s = self._s
        if outer.cue is None or inner.cue is None or inner.source is None or inner.source == outer.source:
            return False
        last = outer.content[-1].last
        low, _ = _reach(inner)
        if (
            not outer.cue.last < outer.content[0].first <= last < inner.cue.first
            or low - last > 3
            or low <= outer.cue.last
        ):
            return False
        if any(s.words[i] in _QUOTES for i in range(last, low + 1)) or s.deprels[inner.cue.last] == "conj":
            return False
        as_aside = low - 1 > last and s.words[low - 1] == "as" and s.words[low - 2] == ","
        return as_aside and self._hangs_in(inner.cue.last, outer.cue)

    def _hangs_in(self, token: int, cue: Mark) -> bool:
        """Whether the way up the tree from a token leads through the clause of a cue."""
        s = self._s
        at = token
        for _ in range(_FAR):
            head = s.heads[at]
            if head < 0:
                return False
            if cue.first <= head <= cue.last:
                return s.deprels[at] in _CLAUSES and at > cue.last
            if s.deprels[at] not in _THROUGH and s.deprels[at] not in _CLAUSES:
                return False
            at = head
        return False


def _reach(attribution: Attribution) -> tuple[int, int]:
    parts = [m for m in (attribution.source, attribution.cue, *attribution.content) if m is not None]
    return min(m.first for m in parts), max(m.last for m in parts)


def _mend(outer: Attribution, inner: Attribution) -> Attribution:
    """The outer claim with the whole of the inner one in its content."""
    marks = sorted(
        (*outer.content, *(m for m in (inner.source, inner.cue) if m), *inner.content), key=lambda m: m.first
    )
    merged = [Mark("content", marks[0].first, marks[0].last, marks[0].confidence)]
    for mark in marks[1:]:
        last = merged[-1]
        if mark.first <= last.last + 1:
            sure = min(last.confidence, mark.confidence)
            merged[-1] = Mark("content", last.first, max(last.last, mark.last), sure)
        else:
            merged.append(Mark("content", mark.first, mark.last, mark.confidence))
    return msgspec.structs.replace(outer, content=tuple(merged))
