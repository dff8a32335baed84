"""Finds quotation marks in a text and tells by their neighbours which way each one points."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import msgspec

from sayso.lang import QuotationMarks, QuoteKind

# "open": blank before, word after; "close": word before, blank after; "lonely": neither side; "stuck": both sides.
Look = Literal["open", "close", "lonely", "stuck"]

_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_BEFORE_OPEN = frozenset("([{<>=/-–—―‒*_|~#¿¡")
_AFTER_CLOSE = frozenset(".,;:!?)]}<>…-–—―‒/*_|~、。，．！？；：）」』")
_PEEK = 3
_SENTENCE_ENDS = frozenset(".!?…:;,\"'”’»)]。！？")
_WRAP_WIDTH = 132


class Mark(msgspec.Struct, frozen=True):
    """What one mark may do: the families that it opens and closes, and those that it may close out of kindness.

    ``soft`` marks may be apostrophes; ``plain`` ones open and close alike.
    """

    opens: tuple[int, ...]
    closes: tuple[int, ...]
    kin: tuple[int, ...]
    soft: bool
    plain: bool


class Grammar(msgspec.Struct, frozen=True, eq=False):
    """Quotation marks made ready for one pass over a text: ``pattern`` matches marks and line ends."""

    pattern: re.Pattern[str]
    marks: dict[str, Mark]
    first_chars: frozenset[str]
    kinds: tuple[QuoteKind, ...]
    elision: re.Pattern[str]
    clipped_ends: tuple[str, ...]
    clipped_words: frozenset[str]


@lru_cache(maxsize=32)
def compile_marks(marks: QuotationMarks) -> Grammar:
    """The grammar of the marks; kept for the last few sets asked for."""
    forms = sorted({m for f in marks.families for m in (*f.opens, *f.closes)}, key=lambda m: (-len(m), m))
    words = "|".join(re.escape(w) for w in sorted(marks.elisions, key=lambda w: (-len(w), w)))
    return Grammar(
        pattern=_make_pattern(forms, frozenset(marks.apostrophes)),
        marks={form: _make_mark(form, marks) for form in forms},
        first_chars=frozenset(form[0] for form in forms),
        kinds=tuple(f.kind for f in marks.families),
        elision=re.compile(rf"(?:\d\ds|(?:{words or '(?!)'}))(?!\w)", re.IGNORECASE),
        clipped_ends=tuple(c[1:] for c in marks.clipped if c.startswith("-")),
        clipped_words=frozenset(c for c in marks.clipped if not c.startswith("-")),
    )


def _make_mark(form: str, marks: QuotationMarks) -> Mark:
    opens = tuple(i for i, f in enumerate(marks.families) if form in f.opens)
    closes = tuple(i for i, f in enumerate(marks.families) if form in f.closes)
    kinds = {marks.families[i].kind for i in (*opens, *closes)}
    kin = tuple(i for i, f in enumerate(marks.families) if f.kind in kinds)
    return Mark(opens, closes, kin, soft=form in marks.apostrophes, plain=bool(set(opens) & set(closes)))


def _make_pattern(forms: list[str], apostrophes: frozenset[str]) -> re.Pattern[str]:
    """One class of first characters, so that the scan is fast, then what each of them needs around it."""
    pairs = [f for f in forms if len(f) > 1]
    soft = _char_class(sorted(c for c in apostrophes if c in forms))
    firsts = _char_class([*_LINE_ENDS, *sorted({f[0] for f in forms})])
    after = [rf"(?<={_char_class(list(_LINE_ENDS))})\s*"]
    after += [_pair_pattern(f) for f in pairs]
    if soft:
        after += [rf"(?<!{soft})", rf"(?<!\w{soft})", r"(?!\w)"]
    return re.compile(f"{firsts}(?:{'|'.join(after)})" if soft else f"{firsts}(?:{'|'.join([*after, ''])})")


def _pair_pattern(form: str) -> str:
    """The rest of a two-character mark; of three alike behind a word, the first stands alone ('' goes outside ')."""
    first, rest = re.escape(form[0]), re.escape(form[1:])
    if len(set(form)) > 1:
        return rf"(?<={first}){rest}"
    return rf"(?<={first}){rest}(?:(?!{first}(?!{first}))|(?<=\s{first}{rest}))"


def _char_class(chars: list[str]) -> str:
    return f"[{''.join(re.escape(c) for c in chars)}]" if chars else ""


def look_at(text: str, start: int, end: int, grammar: Grammar, *, after_opening: bool) -> Look:
    """Which way the mark at ``start`` to ``end`` (code points) points.

    ``after_opening``: an opening mark stands right before it.
    """
    before = text[start - 1] if start else "\n"
    blank_before = after_opening or before.isspace() or before in _BEFORE_OPEN
    after = _char_after(text, end, grammar)
    blank_after = after.isspace() or after in _AFTER_CLOSE
    if blank_before:
        return "lonely" if blank_after else "open"
    return "close" if blank_after else "stuck"


def _char_after(text: str, end: int, grammar: Grammar) -> str:
    """The next character that is no quotation mark, within a few; a line end at the end of the text."""
    for char in text[end : end + _PEEK]:
        if char not in grammar.first_chars:
            return char
    return "\n" if end >= len(text) else text[end]


def has_blank_line(text: str, start: int, end: int) -> bool:
    """Whether the line ends and blanks at ``start`` to ``end`` hold more than one line end."""
    if end - start == 1:
        return False
    breaks = text[start:end].replace("\r\n", "\n")
    return sum(map(breaks.count, _LINE_ENDS)) > 1


def is_indented(text: str, start: int, end: int) -> bool:
    """Whether the line before ends like a sentence and the next one is indented: a paragraph in wrapped text."""
    return text[start:end].endswith(("  ", "\t", "\u3000")) and start > 0 and text[start - 1] in _SENTENCE_ENDS


def is_wrapped(text: str) -> bool:
    """Whether lines were broken by width: most of them end in mid-sentence and hardly any is long."""
    lines = [line.strip() for line in text.splitlines()]
    joined = [line for line, following in pairwise(lines) if line and following]
    loose = sum(line[-1] not in _SENTENCE_ENDS for line in joined)
    long = sum(len(line) > _WRAP_WIDTH for line in lines)
    return 2 * loose > len(joined) and 20 * long <= len(lines)
