"""Whether a content is quoted directly, indirectly, or in part."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from sayso.claims.frame import Frame
from sayso.claims.quotes import Pairing
from sayso.claims.turns import TRANSCRIPT
from sayso.model import Attribution, Quotation, Span

# "Direct" allows for a stray word outside the marks of a long quotation; "that “it rained”" is mixed.
DIRECT_SHARE = 0.97
_LINE_MARKS = ">|"
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


class QuotationJudge:
    """Judges by the quotation marks of a text, scare quotes left out, and by how turns and blocks are set.

    A claim inside another is judged by the marks inside the content of the other: what an indirect claim inside a
    direct quotation tells is told in the words of the one who is quoted.
    """

    def __init__(self, text: str, pairing: Pairing, scare: Collection[int] = ()) -> None:
        self._text = text
        quotes = [q for i, q in enumerate(pairing.quotes) if i not in scare]
        self._levels: list[tuple[list[int], list[int]]] = []
        for depth in range(max((q.depth for q in quotes), default=-1) + 1):
            inner = [q.inner for q in quotes if q.depth == depth]
            self._levels.append(([s.start for s in inner], [s.end for s in inner]))

    def judge(self, joined: Sequence[Attribution], index: int, frame: Frame) -> Quotation:
        """The type of the content of claim ``index``."""
        own = joined[index]
        content = [frame.span(m.first, m.last) for m in own.content]
        level = 0
        parent = None if own.parent is None else joined[own.parent]
        if parent is not None:
            level = self._level_of(content, [frame.span(m.first, m.last) for m in parent.content])
        found = self.count(content, level)
        if found != "direct" and own.cue is not None and self._is_set_off(own, content, frame):
            return "direct"
        return found

    def count(self, content: Sequence[Span], level: int = 0) -> Quotation:
        """ "direct" where nearly all letters and digits of the content are quoted, "mixed" where some are."""
        if level >= len(self._levels):
            return "indirect"
        starts, ends = self._levels[level]
        total = quoted = 0
        for span in content:
            total += self._count(span.start, span.end)
            low, high = bisect_right(ends, span.start), bisect_left(starts, span.end)
            for start, end in zip(starts[low:high], ends[low:high], strict=True):
                quoted += self._count(max(start, span.start), min(end, span.end))
        if quoted == 0:
            return "indirect"
        return "direct" if quoted >= DIRECT_SHARE * total else "mixed"

    def _level_of(self, content: Sequence[Span], around: Sequence[Span]) -> int:
        """How many quotations of the parent stand around the content: those that open before it and close behind it."""
        level = 0
        for starts, ends in self._levels:
            if not all(self._is_within(span, starts, ends) for span in content):
                break
            level += 1
        return level

    def _is_within(self, span: Span, starts: list[int], ends: list[int]) -> bool:
        at = bisect_right(starts, span.start) - 1
        return at >= 0 and starts[at] < span.start and span.end <= ends[at]

    def _count(self, start: int, end: int) -> int:
        return count_letters(self._text[start:end])

    # Without marks

    def _is_set_off(self, own: Attribution, content: Sequence[Span], frame: Frame) -> bool:
        """Whether the content is a turn of a transcript, a block of its own after a colon, or lines marked by ">"."""
        if not content or own.cue is None:
            return False
        if own.rule == TRANSCRIPT:
            return True
        cue, first = frame.span(own.cue.first, own.cue.last), content[0]
        if all(self._begins_marked(span) for span in content):
            return True
        if cue.end > first.start:
            return False
        between = self._text[cue.start : first.start]
        colon = between.rstrip().endswith(":")
        return colon and ("\n" in between[between.rfind(":") :] or self._is_turn(own, cue, frame))

    def _begins_marked(self, span: Span) -> bool:
        """Whether the line of the content begins with a mark of quoted lines."""
        begin = self._text.rfind("\n", max(0, span.start - 200), span.start) + 1
        return self._text[begin : span.end].lstrip()[:1] in _LINE_MARKS and begin <= span.start

    def _is_turn(self, own: Attribution, cue: Span, frame: Frame) -> bool:
        """Whether a name at the beginning of a line, followed by a colon, is all that announces the content."""
        start = cue.start if own.source is None else min(cue.start, frame.starts[own.source.first])
        line = self._text[max(0, start - 1) : start]
        if line not in ("", "\n", "\r") or self._text[cue.start : cue.end] != ":":
            return False
        name = self._text[start : cue.start]
        return name.startswith("@") or name.isupper()


def count_letters(text: str) -> int:
    """How many characters are letters or digits."""
    plain = text.encode("ascii", "ignore").translate(None, _NO_LETTERS)
    return len(plain) + sum(map(str.isalnum, _BEYOND_ASCII.findall(text)))
