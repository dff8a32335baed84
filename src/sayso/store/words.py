"""What a person types to search, as an expression of FTS5 that cannot fail; and where the hits are."""

from __future__ import annotations

import re
import unicodedata

from sayso.model import Span
from sayso.store.answers import Snippet

MOST_RANKED = 5_000
"""So many hits are ranked at the most: a word in 215,000 claims would take 180 ms, in 5,000 it takes 4."""

_MOST_TERMS = 16
_MOST_CHARACTERS = 500
_TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')

# Noncharacters of Unicode, which no text is meant to hold. Where one does, its hits are not marked.
OPEN, CLOSE = "\ufdd0", "\ufdd1"


def make_match(words: str) -> str:
    """An expression of FTS5 for what was typed, "" where it holds no word to look for.

    All words must be there; "..." keeps words together, ``*`` at the end stands for any ending (not after one Latin
    letter alone: half of all words begin so), ``-`` in front leaves out. Signs and operators of FTS5 are words like any
    other, or nothing.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for term in list(_TERM.finditer(words[:_MOST_CHARACTERS]))[:_MOST_TERMS]:
        phrase = term["phrase"] is not None
        piece = _quote(term["phrase"] if phrase else term["word"], prefix=not phrase)
        if piece:
            (unwanted if term["minus"] else wanted).append(piece)
    if not wanted:
        return ""
    return " ".join([f"({' AND '.join(wanted)})", *(f"NOT {piece}" for piece in unwanted)])


def find_snippet(marked: str, *, around: int = 120) -> Snippet | None:
    """The stretch with the first hits of a text in which OPEN and CLOSE stand around each; None for no hit.

    ``around`` code points are shown before the first hit, and three times as many from there on.
    """
    pieces = marked.split(OPEN)
    if len(pieces) < 2:
        return None
    at, marks, plain = len(pieces[0]), [], [pieces[0]]
    for piece in pieces[1:]:
        hit, closed, rest = piece.partition(CLOSE)
        if closed and CLOSE not in rest:
            marks.append(Span(at, at + len(hit)))
        plain += [hit, rest]
        at += len(hit) + len(rest)
    whole = "".join(plain)
    if not marks:
        return None
    start = _find_edge(whole, max(0, marks[0].start - around))
    end = min(len(whole), marks[0].start + 3 * around)
    inside = tuple(Span(m.start - start, m.end - start) for m in marks if m.end <= end)
    return Snippet(whole[start:end], Span(start, end), inside)


def _find_edge(text: str, start: int) -> int:
    """The beginning of a word at or a little after ``start``."""
    blank = text.find(" ", start, start + 30) if start else -1
    return start if blank < 0 else blank + 1


def _quote(words: str, *, prefix: bool) -> str:
    """One string of FTS5: everything but letters, digits and marks becomes a blank, as its tokeniser has it."""
    plain = "".join(c if unicodedata.category(c)[0] in "LNM" or c == "\u00ad" else " " for c in words).split()
    if not any(_is_token(word) for word in plain):
        return ""
    begins = prefix and words.endswith("*") and (len(plain[-1]) > 1 or not plain[-1].isascii())
    return f'"{" ".join(plain)}"' + (" *" if begins else "")


def _is_token(word: str) -> bool:
    return any(unicodedata.category(c)[0] in "LN" for c in word)
