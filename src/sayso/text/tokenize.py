"""Cuts a report into tokens that are spans of its unaltered text.

Any string is accepted; every non-blank character ends up in exactly one token, in order, and tokens never overlap.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import numpy as np

from sayso.model import Report, Tokens
from sayso.text.patterns import FUSED, NEEDS_NUMBER, NEVER_KEEPS, SPLIT_CLITIC, SPLIT_NOT, TOKEN

_CHUNK = re.compile(r"\S+")
_MAX_CHUNK = 1_000  # code points looked at together; longer runs without blanks are cut, so that no match is unbounded
_KNOWN = 32_768  # runs remembered, which changes speed and nothing else
_LONGEST_KNOWN = 40  # code points
_NO_PERIOD = re.compile(r"^(?:[^\W_]+|[^\w\s])$")
_TRAILING = re.compile(r"[.,;:!?)\]'\"\u2019\u201d\u2026]+$")
_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"


def find_tokens(report: Report) -> Tokens:
    """The tokens of ``report.text`` with what stands before each of them (see `Tokens.gaps`)."""
    text = report.text
    starts: list[int] = []
    ends: list[int] = []
    kinds: dict[str, tuple[bool, str]] = {}
    for chunk in _CHUNK.finditer(text):
        first, last = chunk.span()
        behind = text[last : last + 2]
        kind = kinds.get(behind)
        if kind is None:
            kind = kinds[behind] = (behind[:1] in _LINE_ENDS, _kind_of(behind[1:]))
        split = _split_known if last - first <= _LONGEST_KNOWN else _split
        cuts = split(chunk.group(), *kind)
        if len(cuts) == 2:
            starts.append(first)
            ends.append(last)
            continue
        for start, end in pairwise(cuts):
            starts.append(first + start)
            ends.append(first + end)
    return _as_columns(text, starts, ends)


def _split(chunk: str, ends_line: bool, follows: str) -> tuple[int, ...]:
    return split_chunk(chunk, ends_line=ends_line, follows=follows)


_split_known = lru_cache(_KNOWN)(_split)


def split_chunk(chunk: str, *, ends_line: bool = False, follows: str = "") -> tuple[int, ...]:
    """Cut positions of a run without blanks, 0 and its length included; ``follows`` is the next visible character."""
    if _NO_PERIOD.match(chunk) and chunk.lower() not in FUSED and not chunk[0].isdigit():
        return (0, len(chunk))
    cuts = [0]
    for offset in range(0, len(chunk), _MAX_CHUNK):
        part = chunk[offset : offset + _MAX_CHUNK]
        more = offset + _MAX_CHUNK < len(chunk)
        for cut in _cut_part(part, ends_line=ends_line and not more, follows=follows):
            cuts.append(offset + cut)
    return tuple(cuts)


def _cut_part(part: str, *, ends_line: bool, follows: str) -> list[int]:
    cuts: list[int] = []
    position = 0
    padded = f"{part} {follows}"
    while position < len(part):
        match = TOKEN.match(padded, position)
        end = min(match.end(), len(part)) if match else position + 1
        kind = match.lastgroup if match else None
        end = _trim(part, position, end, kind, ends_line=ends_line, follows=follows)
        cuts.extend(_cut_word(part, position, end, kind))
        cuts.append(end)
        position = end
    return cuts


def _trim(part: str, start: int, end: int, kind: str | None, *, ends_line: bool, follows: str) -> int:
    """The end of a token once punctuation that does not belong to it is given back."""
    token = part[start:end]
    if kind in ("url", "domain"):
        tail = _TRAILING.search(token)
        return end - len(tail.group()) if tail and len(tail.group()) < len(token) else end
    if kind == "abbreviation":
        last = end == len(part)
        return end if _keeps_period(token, part[end : end + 1], last=last and ends_line, follows=follows) else end - 1
    return end


def _keeps_period(token: str, beside: str, *, last: bool, follows: str) -> bool:
    """Whether an abbreviation's period is part of it; ``last`` says that nothing follows on its line."""
    if len(token) == 2:  # an initial: "J. Smith", "J.-P."
        return token[0].isupper() and (beside == "-" or (beside == "" and follows.isupper() and not last))
    if token == "etc.":
        return bool(beside) or not (last or follows.isupper())
    return not NEVER_KEEPS.match(token) and not (NEEDS_NUMBER.match(token) and not follows.isdigit())


def _cut_word(part: str, start: int, end: int, kind: str | None) -> list[int]:
    if kind not in ("word", "prefixed"):
        return []
    token = part[start:end]
    fused = FUSED.get(token.lower())
    if fused is not None:
        return [start + fused]
    match = SPLIT_NOT.match(token) or SPLIT_CLITIC.match(token)
    return [start + match.start(2)] if match else []


def _kind_of(character: str) -> str:
    """A stand-in for the next character: splitting knows digits, capitals and others, so that it can be remembered."""
    if character.isdigit():
        return "0"
    return "A" if character.isupper() else "a"


def _as_columns(text: str, starts: list[int], ends: list[int]) -> Tokens:
    known = {"": 0, " ": 1}
    gaps: list[int] = []
    previous = 0
    for start, end in zip(starts, ends, strict=True):
        blank = text[previous:start]
        gap = known.get(blank)
        if gap is None:
            gap = known[blank] = _gap(blank)
        gaps.append(gap)
        previous = end
    gaps[:1] = [3] if gaps else []
    return Tokens(np.array(starts, dtype=np.int32), np.array(ends, dtype=np.int32), np.array(gaps, dtype=np.uint8))


def _gap(blank: str) -> int:
    if blank == " ":
        return 1
    lines = len(blank.splitlines())
    if lines and blank[-1] in _LINE_ENDS:
        lines += 1
    if lines > 2 or "\u2029" in blank:
        return 3
    return 2 if lines == 2 else 1
