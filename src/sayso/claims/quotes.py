"""Pairs quotation marks by type, and survives every odd one.

One pass over the marks of a text with a stack. A mark points the way that its neighbours say; a straight mark has
nothing else, a curly one may stand the wrong way round. An apostrophe that could close a quotation closes it for good
only where no better mark follows. A quotation that is still open at the end of its paragraph ends there, unless the
next paragraph begins with an opening mark of the same kind: then both are fragments of one running quotation.
"""

from __future__ import annotations

import msgspec

from sayso.claims.quote_marks import (
    Grammar,
    Look,
    Mark,
    compile_marks,
    has_blank_line,
    is_indented,
    is_wrapped,
    look_at,
)
from sayso.lang import QuotationMarks, QuoteKind
from sayso.model import Span

_SCARE_WORDS = 3
_SCARE_CHARS = 60
_FIRST_UNSPACED = "\u2e80"
# A single mark that nothing announces and no stop closes is an apostrophe when more characters than this lie between.
_SOFT_REACH = 200
_WORD_REACH = 24
_PEEK_BACK = 3
_STOPS = frozenset(",.!?…")
_NO_SCARE_ENDS = frozenset(",.!?;:…-–—")


class Quote(msgspec.Struct, frozen=True):
    """One quotation, or one paragraph of a running one.

    ``span`` covers the marks, ``inner`` what stands between them (without a closing mark, both reach to the end of the
    paragraph). ``closed`` is False where the closing mark is missing; a fragment that the next paragraph takes up is
    closed. ``depth`` counts the quotations around it. Fragments of one running quotation share ``run``, numbered from 0
    in text order. ``scare``: one to three words that nothing marks as speech.
    """

    span: Span
    inner: Span
    kind: QuoteKind
    closed: bool
    depth: int
    run: int
    scare: bool


class Pairing(msgspec.Struct, frozen=True):
    """The quotations of a text in order, and the marks that belong to none (``odd``)."""

    quotes: tuple[Quote, ...] = ()
    odd: tuple[Span, ...] = ()


def pair_quotes(text: str, marks: QuotationMarks) -> Pairing:
    """Every quotation in ``text``, as spans of code points, in time linear in its length; takes any string."""
    return _Pairer(text, compile_marks(marks)).pair()


class _Open:
    """An opening mark that waits for its closing mark."""

    __slots__ = ("announced", "end", "family", "maybe", "run", "soft", "start", "weak")

    def __init__(self, start: int, end: int, family: int, *, soft: bool, weak: bool, announced: bool, run: int) -> None:
        self.start, self.end, self.family, self.run = start, end, family, run
        self.soft, self.weak, self.announced = soft, weak, announced
        self.maybe: tuple[int, int] | None = None


class _Found(msgspec.Struct, frozen=True):
    start: int
    end: int
    inner_start: int
    inner_end: int
    family: int
    closed: bool
    run: int


class _Pairer:
    """The state of one pass over one text."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.text, self.grammar = text, grammar
        self.stack: list[_Open] = []
        self.open_count = [0] * len(grammar.kinds)
        self.carried: list[_Open] = []
        self.carried_end = 0
        self.found: list[_Found] = []
        self.odd: list[tuple[int, int]] = []
        self.paragraph = 0
        self.resume_at = 0
        self.last_open_end = -1
        self.runs = 0
        self.wrapped: bool | None = None

    def pair(self) -> Pairing:
        marks = self.grammar.marks
        for match in self.grammar.pattern.finditer(self.text):
            mark = marks.get(match[0])
            if mark is None:
                self._end_line(match.start(), match.end())
            else:
                self._take(mark, match.start(), match.end())
        self._end_paragraph(len(self.text))
        self._let_go_carried()
        return _finish(self.text, self.found, self.odd, self.grammar)

    # One mark

    def _take(self, mark: Mark, start: int, end: int) -> None:
        if self.carried and self._resume(mark, start, end):
            return
        look = look_at(self.text, start, end, self.grammar, after_opening=self.last_open_end == start)
        if mark.soft:
            self._take_soft(mark, start, end, look)
        elif not self._is_measure(mark, start, end, look):
            self._take_hard(mark, start, end, look)

    def _take_hard(self, mark: Mark, start: int, end: int, look: Look) -> None:
        families = self._closable(mark, look, start)
        if families and not (look == "open" and mark.opens):
            self._close(families, start, end)
        elif self._is_doubled(mark, start):
            self.odd.append((start, end))
        elif mark.opens and look != "close":
            self._push(mark.opens[0], start, end, weak=mark.plain and look != "open")
        elif look == "open" or start == self.paragraph:
            self._push(mark.closes[0], start, end, weak=True)
        else:
            self.odd.append((start, end))

    def _is_doubled(self, mark: Mark, start: int) -> bool:
        """Whether the mark repeats the opening mark right before it: ““Go,” he said."""
        return not mark.plain and self.last_open_end == start and self.stack[-1].family in mark.opens

    def _closable(self, mark: Mark, look: Look, start: int) -> tuple[int, ...]:
        """The families of open quotations that the mark may close here; none where it cannot close any."""
        exact = mark.closes
        after_stop = look == "stuck" and start > 0 and self.text[start - 1] in _STOPS
        if look == "close" or after_stop:
            exact += mark.opens
        if self._any_open(exact):
            return exact
        pure_opener = not mark.closes
        if (look == "close" or not pure_opener) and self._any_open(mark.kin):
            return mark.kin
        return ()

    def _is_measure(self, mark: Mark, start: int, end: int, look: Look) -> bool:
        """Whether a straight mark behind a digit is inches (6'2", a 5" pipe); where unsure it may close later."""
        text = self.text
        if not (mark.plain and look in ("close", "stuck") and start and text[start - 1].isdigit()):
            return False
        if not self._any_open(mark.kin):
            return True
        back = text[max(0, start - 4) : start].rstrip("0123456789").rstrip()
        if back.endswith(("'", "’")) and back[-2:-1].isdigit():
            return True
        if not self._word_follows(end) or not self.stack or self.stack[-1].family not in mark.kin:
            return False
        self.stack[-1].maybe = self.stack[-1].maybe or (start, end)
        return True

    # Marks that may be apostrophes

    def _take_soft(self, mark: Mark, start: int, end: int, look: Look) -> None:
        before = self.text[start - 1] if start else "\n"
        top_fits = bool(self.stack) and self.stack[-1].family in mark.kin
        if look == "open" or (look == "stuck" and not top_fits and before in ",:;"):
            self._open_soft(mark, start, end)
        elif look != "close":
            if top_fits:
                self._close(mark.kin, start, end)
        elif top_fits and self._may_be_clipped(start, end):
            self.stack[-1].maybe = self.stack[-1].maybe or (start, end)
        elif top_fits or (before in _STOPS and self._any_open(mark.kin)):
            self._close(mark.kin, start, end)

    def _open_soft(self, mark: Mark, start: int, end: int) -> None:
        announced = self._is_announced(start)
        two_digits = self.text[end : end + 2].isdigit() and not self.text[end + 2 : end + 3].isalnum()
        if self.grammar.elision.match(self.text, end) or (two_digits and not announced):
            return
        family = mark.opens[0] if mark.opens else mark.closes[0]
        self._push(family, start, end, soft=True, weak=not mark.opens, announced=announced)

    def _may_be_clipped(self, start: int, end: int) -> bool:
        """Whether the mark may stand for a possessive, a lost letter or feet: workers' rights, goin' home, 6' tall."""
        if not self._word_follows(end):
            return False
        word = self._word_before(start).casefold()
        grammar = self.grammar
        return word[-1:].isdigit() or word in grammar.clipped_words or word.endswith(grammar.clipped_ends)

    def _is_announced(self, start: int) -> bool:
        """Whether what stands before a single mark says that speech begins: a colon, "said,", a new paragraph."""
        if start == self.last_open_end:
            return True
        at = start
        while at > max(self.paragraph, start - _PEEK_BACK) and self.text[at - 1].isspace():
            at -= 1
        if at <= self.paragraph:
            return True
        if self.text[at - 1] == ",":
            return self._word_before(at - 1)[:1].islower()
        return self.text[at - 1] == ":"

    def _word_before(self, at: int) -> str:
        begin = at
        while begin > max(0, at - _WORD_REACH) and self.text[begin - 1].isalnum():
            begin -= 1
        return self.text[begin:at]

    def _word_follows(self, end: int) -> bool:
        following = self.text[end : end + 2]
        return following[:1].isspace() and following[1:].isalnum()

    # The stack

    def _any_open(self, families: tuple[int, ...]) -> bool:
        return any(self.open_count[f] for f in families)

    def _push(
        self, family: int, start: int, end: int, *, soft: bool = False, weak: bool = False, announced: bool = False
    ) -> None:
        kinds = self.grammar.kinds
        if self.stack and self.stack[-1].maybe and kinds[self.stack[-1].family] == kinds[family]:
            self._let_go(self._pop(), start)
        self.stack.append(_Open(start, end, family, soft=soft, weak=weak, announced=announced, run=self.runs))
        self.runs += 1
        self.open_count[family] += 1
        self.last_open_end = end

    def _pop(self) -> _Open:
        top = self.stack.pop()
        self.open_count[top.family] -= 1
        return top

    def _close(self, families: tuple[int, ...], start: int, end: int) -> None:
        """Closes the innermost open quotation of ``families``; those inside it lose their chance."""
        while self.stack[-1].family not in families:
            self._let_go(self._pop(), start)
        top = self._pop()
        near = start - top.end <= _SOFT_REACH or self.text[start - 1] in _STOPS
        if not top.soft or top.announced or near:
            self._add(top, start, end, closed=True)

    def _let_go(self, mark: _Open, limit: int) -> None:
        """Ends a quotation that was never closed before ``limit``, or finds that its mark was none."""
        if mark.maybe and (not mark.soft or mark.announced or mark.maybe[0] - mark.end <= _SOFT_REACH):
            if not (mark.soft and mark.weak):
                self._add(mark, *mark.maybe, closed=True)
        elif mark.soft and (mark.weak or not mark.announced):
            return
        elif mark.weak or limit <= mark.end:
            self.odd.append((mark.start, mark.end))
        else:
            self._add(mark, limit, limit, closed=False)

    def _add(self, mark: _Open, inner_end: int, end: int, *, closed: bool) -> None:
        self.found.append(_Found(mark.start, end, mark.end, inner_end, mark.family, closed, mark.run))

    # Lines and paragraphs

    def _end_line(self, start: int, end: int) -> None:
        if not has_blank_line(self.text, start, end) and self._is_wrapped() and not is_indented(self.text, start, end):
            return
        if self.stack:
            self._end_paragraph(start)
            self.resume_at = end
        self.paragraph = end

    def _is_wrapped(self) -> bool:
        if self.wrapped is None:
            self.wrapped = is_wrapped(self.text)
        return self.wrapped

    def _end_paragraph(self, limit: int) -> None:
        """Sets aside what the next paragraph may take up, and ends the rest."""
        self._let_go_carried()
        while limit and self.text[limit - 1].isspace():
            limit -= 1
        self.carried_end = limit
        self._mend_turned()
        for mark in self.stack:
            if mark.maybe or mark.weak or limit <= mark.end:
                self._let_go(mark, limit)
            else:
                self.carried.append(mark)
        self.stack.clear()
        self.open_count = [0] * len(self.open_count)

    def _mend_turned(self) -> None:
        """Takes an opening mark for a closing one where its blank stands on the wrong side: "Go, "she said."""
        kept: list[_Open] = []
        for mark in self.stack:
            if kept and kept[-1].family == mark.family and not kept[-1].soft and self._is_turned(mark):
                self._add(kept.pop(), mark.start, mark.end, closed=True)
            else:
                kept.append(mark)
        self.stack = kept

    def _is_turned(self, mark: _Open) -> bool:
        before, after = self.text[max(0, mark.start - 2) : mark.start], self.text[mark.end : mark.end + 1]
        return before[:1] in _STOPS and before[1:].isspace() and after.islower()

    def _resume(self, mark: Mark, start: int, end: int) -> bool:
        """Whether the mark begins the paragraph and takes up the quotation left open by the one before."""
        first, kinds = self.carried[0], self.grammar.kinds
        elided = mark.soft and self.grammar.elision.match(self.text, end)
        if start != self.resume_at or not mark.opens or elided or kinds[mark.opens[0]] != kinds[first.family]:
            self._let_go_carried()
            return False
        del self.carried[0]
        self._add(first, self.carried_end, self.carried_end, closed=True)
        self._push(mark.opens[0], start, end, soft=mark.soft, announced=True)
        self.stack[-1].run = first.run
        self.resume_at = end + self.text[end : end + 1].isspace()
        return True

    def _let_go_carried(self) -> None:
        for mark in self.carried:
            self._let_go(mark, self.carried_end)
        self.carried.clear()


def _finish(text: str, found: list[_Found], odd: list[tuple[int, int]], grammar: Grammar) -> Pairing:
    """Puts the quotations in order, counts what lies around each, and numbers the runs."""
    found.sort(key=lambda f: (f.start, -f.end))
    sizes: dict[int, int] = {}
    for item in found:
        sizes[item.run] = sizes.get(item.run, 0) + 1
    numbers = {run: number for number, run in enumerate(sizes)}
    around: list[int] = []
    quotes: list[Quote] = []
    for item in found:
        while around and around[-1] <= item.start:
            around.pop()
        scare = item.closed and sizes[item.run] == 1 and _is_scare(text, item)
        span, inner = Span(item.start, item.end), Span(item.inner_start, item.inner_end)
        kind = grammar.kinds[item.family]
        quotes.append(Quote(span, inner, kind, item.closed, len(around), numbers[item.run], scare))
        around.append(item.end)
    return Pairing(tuple(quotes), tuple(Span(*o) for o in sorted(odd)))


def _is_scare(text: str, item: _Found) -> bool:
    """Whether so few words are quoted that nobody is made to speak them."""
    if item.inner_end - item.inner_start > _SCARE_CHARS:
        return False
    inner = text[item.inner_start : item.inner_end]
    words = inner.split()
    unspaced = sum(char >= _FIRST_UNSPACED for char in inner)  # each ideograph or syllable counts like a word
    if not words or max(len(words), unspaced) > _SCARE_WORDS or words[-1][-1] in _NO_SCARE_ENDS:
        return False
    before = text[max(0, item.start - _PEEK_BACK) : item.start].rstrip()[-1:]
    begins = not before or before in ".!?" or "\n" in text[max(0, item.start - 2) : item.start]
    return before != ":" and not (begins and text[item.end : item.end + 1] == ",")
