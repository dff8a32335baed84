"""Finds words that an annotator quotes from a text.

Words are found as whole words: "he" is not found in "the". ``@`` and digits at the very end choose an occurrence,
counted from 1 over the text; any other at-sign is part of the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sayso.model import Span

_NUMBERED = re.compile(r"(?s)(?P<words>.+)@(?P<number>[0-9]{1,4})\Z")
_PLAIN = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"'})
_DASHES = str.maketrans({"\u2013": "-", "\u2014": "-", "\u00a0": " "})


class NotFoundError(ValueError):
    """Words that the text does not hold, or not as often as it is said to."""


def split_number(words: str) -> tuple[str, int | None]:
    """The words and the occurrence that they name, None where they name none."""
    found = _NUMBERED.match(words)
    return (found["words"], int(found["number"])) if found else (words, None)


def find_all(text: str, words: str, *, any_case: bool = False) -> list[Span]:
    """Every occurrence of whole ``words`` in order; with ``any_case`` their first letter may be large or small."""
    if not words:
        return []
    first, rest = words[0], re.escape(words[1:])
    start = f"[{first.lower()}{first.upper()}]" if any_case and _turns(first) else re.escape(first)
    before = r"(?<!\w)" if first.isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    return [Span(*found.span(1)) for found in re.finditer(f"(?={before}({start}{rest}){after})", text)]


def find_candidates(text: str, words: str) -> list[Span]:
    """The occurrence that the words number, or every one of them. Raises NotFoundError where there is none."""
    plain, number = split_number(words)
    found = find_all(text, plain)
    if not found:
        raise NotFoundError(f"{shorten(words)} does not stand in the text{_explain(text, plain)}")
    if number is None:
        return found
    if not 1 <= number <= len(found):
        times = "once" if len(found) == 1 else f"{len(found)} times"
        raise NotFoundError(f"{shorten(words)}: the text holds these words {times}")
    return [found[number - 1]]


def choose_nearest(candidates: Sequence[Span], anchor: Span | None, avoid: Iterable[Span] = ()) -> Span:
    """The candidate nearest to the anchor, the first of equals; those that touch ``avoid`` only where all do."""
    shunned = tuple(avoid)
    free = [span for span in candidates if not any(overlap(span, other) for other in shunned)] or candidates
    return free[0] if anchor is None else min(free, key=lambda span: (measure_gap(span, anchor), span.start))


def overlap(first: Span, second: Span) -> int:
    """The characters that two spans share."""
    return max(0, min(first.end, second.end) - max(first.start, second.start))


def measure_gap(first: Span, second: Span) -> int:
    """The characters between two spans, 0 where they touch."""
    return max(0, first.start - second.end, second.start - first.end)


def shorten(words: str, width: int = 60) -> str:
    """The words in quotes, their middle left out where they are long."""
    line = " ".join(words.split())
    if len(line) > width:
        line = f"{line[: width // 2]}\u2026{line[-width // 3 :]}"
    return f"\u00ab{line}\u00bb"


def _turns(letter: str) -> bool:
    return len(letter.lower()) == len(letter.upper()) == 1 and letter.lower() != letter.upper()


def _explain(text: str, words: str) -> str:
    """What is nearly the same in the text: other quotation marks, dashes, blanks, or larger and smaller letters."""
    pattern = r"\s+".join(re.escape(word) for word in _even(words).split())
    found = re.search(pattern, _even(text), re.IGNORECASE) if pattern else None
    if found is None:
        return _explain_start(text, words)
    near = text[found.start() : found.end()]
    return f"; it has {shorten(near)}" if near != words else " as whole words"


def _explain_start(text: str, words: str) -> str:
    """How far the words follow the text, where their beginning does."""
    length = 0
    while length < len(words) and words[: length + 1] in text:
        length += 1
    if length < 12:
        return ""
    at = text.find(words[:length]) + length
    return f"; it goes on {shorten(text[at - 12 : at + 30])} after {shorten(words[:length][-24:])}"


def _even(words: str) -> str:
    return words.translate(_PLAIN).translate(_DASHES)
