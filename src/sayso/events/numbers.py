"""Numbers of people as they are written: numerals and words, scales, bounds, ranges, and counts that set no bound."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.lang import TollBook

_MOST_DIGITS = 9
_RANGES = frozenset({"to", "-", "–", "—"})


class Number(msgspec.Struct, frozen=True):
    """A number over tokens ``first`` to ``last``, bounds included; ``core`` is its last number word.

    ``low`` and ``high`` are None where the words set no such bound.
    """

    first: int
    last: int
    core: int
    low: int | None
    high: int | None


def find_numbers(words: Sequence[str], book: TollBook) -> list[Number]:
    """The numbers in a list of tokens in lower case, in order; articles count where no other number word stands."""
    found: list[Number] = []
    at = 0
    while at < len(words):
        number = _read_number(words, at, book)
        if number is None:
            at += 1
            continue
        found.append(number)
        at = number.last + 1
    return found


def _read_number(words: Sequence[str], at: int, book: TollBook) -> Number | None:
    vague = _read_vague(words, at, book)
    if vague is not None:
        return vague
    value, end = _read_value(words, at, book)
    if value is None:
        return None
    between = at > 0 and words[at - 1] == "between" and end < len(words) and words[end] == "and"
    if (between or (end < len(words) and words[end] in _RANGES)) and end + 1 < len(words):
        other, last = _read_value(words, end + 1, book)
        if other is not None and other >= value and words[end + 1] not in {"a", "an", "no"}:
            return Number(at - 1 if between else at, last - 1, last - 1, value, other)
    return _bound(words, at, end - 1, value, book)


def _read_vague(words: Sequence[str], at: int, book: TollBook) -> Number | None:
    if words[at] not in book.vague:
        return None
    last = at
    if last + 2 < len(words) and words[last + 1] == "of" and words[last + 2] in book.vague:
        last += 2
    first = at - 1 if at > 0 and words[at - 1] in {"a", "an"} else at
    for size in (3, 2, 1):
        if first - size >= 0 and " ".join(words[first - size : first]) in _all_bounds(book):
            first -= size
            break
    return Number(first, last, last, None, None)


def _read_value(words: Sequence[str], at: int, book: TollBook) -> tuple[int | None, int]:
    """The value of the number words at ``at`` and the token after them; None where there is none."""
    total: int | None = None
    current: int | None = None
    end = at
    while end < len(words):
        word = words[end]
        value = read_numeral(word, book)
        if value is not None and not (current is not None and word in {"a", "an", "no", "both"}):
            if current is not None and not (word in book.values and current % 100 == 0) and not _joins(current, value):
                break
            current = value if current is None else current + value
        elif word in book.scales and current is not None:
            current *= book.scales[word]
            if book.scales[word] >= 1000:
                total, current = (total or 0) + current, None
        elif not (word in {"and", "-"} and end > at and _continues(words, end, book)):
            break
        end += 1
    if total is None and current is None:
        return None, at
    return (total or 0) + (current or 0), end


def _joins(before: int, value: int) -> bool:
    """Whether "twenty" and "three" make one number."""
    return 20 <= before < 100 and before % 10 == 0 and 0 < value < 10


def _continues(words: Sequence[str], at: int, book: TollBook) -> bool:
    """Whether "and" or a hyphen stands inside a number: "two hundred and five", "twenty-three"."""
    following = words[at + 1] if at + 1 < len(words) else ""
    small = 0 < book.values.get(following, 0) < 100 and following not in {"a", "an", "both"}
    if words[at] == "and":
        return words[at - 1] in {"hundred", "thousand"} and small
    return 20 <= book.values.get(words[at - 1], 0) < 100 and small


def read_numeral(word: str, book: TollBook) -> int | None:
    """The value of one token: digits with commas, a number word, a compound such as "twenty-three"."""
    digits = word.replace(",", "")
    if digits.isascii() and digits.isdecimal():
        return int(digits) if len(digits) <= _MOST_DIGITS and _is_grouped(word) else None
    if word in book.values:
        return book.values[word]
    tens, _, ones = word.partition("-")
    if tens in book.values and ones in book.values and _joins(book.values[tens], book.values[ones]):
        return book.values[tens] + book.values[ones]
    return None


def _is_grouped(word: str) -> bool:
    head, *rest = word.split(",")
    return not rest or (0 < len(head) <= 3 and all(len(part) == 3 for part in rest))


def _bound(words: Sequence[str], first: int, last: int, value: int, book: TollBook) -> Number:
    """The number with the words before and after it that bound it."""
    low: int | None = value
    high: int | None = value
    core, start = last, first
    while start > 0:
        sort, size = _find_bound(words, start, book)
        if sort is None:
            break
        start -= size
        if sort == "least":
            high = None
        elif sort == "most":
            low = None
    after = " ".join(words[last + 1 : last + 3])
    for phrases, sort in ((book.bounds.least_after, "least"), (book.bounds.most_after, "most")):
        match = next((p for p in phrases if after == p or after.startswith(f"{p} ")), None)
        if match:
            last += len(match.split())
            low, high = (value, None) if sort == "least" else (None, value)
    return Number(start, last, core, low, high)


def _find_bound(words: Sequence[str], start: int, book: TollBook) -> tuple[str | None, int]:
    for size in (4, 3, 2, 1):
        phrase = " ".join(words[max(0, start - size) : start])
        if start - size < 0:
            continue
        for sort, phrases in (("least", book.bounds.least), ("most", book.bounds.most), ("about", book.bounds.about)):
            if phrase in phrases and phrase not in {"the", "all", "these", "those"}:
                return sort, size
    return None, 0


def _all_bounds(book: TollBook) -> frozenset[str]:
    return frozenset((*book.bounds.least, *book.bounds.most, *book.bounds.about)) - {"the", "those", "these", "all"}
