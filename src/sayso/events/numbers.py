"""Numbers of people as they are written: numerals and words, scales, bounds, ranges, and counts that set no bound."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.lang import TollBook

_MOST_DIGITS = 9
_MOST_DECIMALS = 6
_LONGEST_BOUND = 4  # words
_FAR = 32  # words from a figure back to the word for it
_HALVES = frozenset({"half"})
_COMPARED = frozenset({"many", "few"})
_PARTS = {"half": 2, "quarter": 4}
_MAYBE = frozenset({"perhaps", "possibly", "maybe", "probably", "even"})
_RANGES = frozenset({"to", "-", "–", "—", "or"})


class Number(msgspec.Struct, frozen=True):
    """A number over tokens ``first`` to ``last``, bounds included; ``core`` is its last number word.

    ``low`` and ``high`` are None where the words set no such bound. ``start`` is its first number word, ``article``
    whether that is all there is of it.
    """

    first: int
    last: int
    start: int
    core: int
    low: int | None
    high: int | None
    article: bool = False


class _Value(msgspec.Struct, frozen=True):
    """The value of the words up to token ``end`` (not included); ``scale`` is what its last word multiplies by."""

    value: int
    end: int
    scale: int = 1


def find_numbers(words: Sequence[str], book: TollBook) -> list[Number]:
    """The numbers in a list of tokens in lower case, in order; an article counts where no other number word stands."""
    found: list[Number] = []
    at = 0
    while at < len(words):
        if not _may_start(words[at], book.number_words):
            at += 1
            continue
        number = _read_share(words, at, book) or _read_vague(words, at, book) or _read_number(words, at, book)
        if number is not None:
            found.append(number)
        at = at + 1 if number is None else number.last + 1
    return found


def has_number(words: Sequence[str], book: TollBook, *, articles: bool) -> bool:
    """Whether a number may stand among words in lower case; an article is one with ``articles``."""
    starts = book.number_words if articles else book.sure_number_words
    return any(_may_start(word, starts) for word in words)


def _may_start(word: str, starts: frozenset[str]) -> bool:
    return word in starts or word[:1].isdigit() or "-" in word[1:-1]


def _read_number(words: Sequence[str], at: int, book: TollBook) -> Number | None:
    value = _read_value(words, at, book)
    if value is None or _opens_bound(words, at, book):
        return None
    ranged = _read_range(words, at, value, book)
    if ranged is not None:
        return ranged
    article = value.end == at + 1 and words[at] in book.articles
    return _bound(words, at, value, book, article=article)


def _opens_bound(words: Sequence[str], at: int, book: TollBook) -> bool:
    """Whether a word begins a phrase that bounds the number behind it: "an estimated 300", "no fewer than 5"."""
    if words[at] in book.articles and words[at + 1 : at + 2] and words[at + 1] in book.vague:
        return True
    for size in range(2, min(_LONGEST_BOUND, len(words) - at - 1) + 1):
        phrase = " ".join(words[at : at + size])
        if phrase in book.bound_words and _read_value(words, at + size, book) is not None:
            return True
    return False


def _read_range(words: Sequence[str], at: int, low: _Value, book: TollBook) -> Number | None:
    """ "18 to 25", "between 18 and 25", "four or five thousand": the first number and the last of a range."""
    joint = _skip_maybe(words, low.end)
    between = at > 0 and words[at - 1] == "between"
    maybe = joint > low.end
    joint -= maybe
    if joint + 1 >= len(words) or not (maybe or words[joint] in (_RANGES | {"and"} if between else _RANGES)):
        return None
    if words[at] in book.articles or words[joint + 1] in book.articles or _is_change(words, at, book):
        return None
    high = _read_value(words, joint + 1, book)
    if high is None or not low.value:
        return None
    least = low.value * high.scale if low.scale == 1 and low.value * high.scale <= high.value else low.value
    if high.value <= least:
        return None
    first = _find_start(words, at - 1 if between else at, book)[0]
    return Number(first, high.end - 1, at, high.end - 1, least, high.value)


def _skip_maybe(words: Sequence[str], at: int) -> int:
    """Where the greater number stands: "80 and perhaps as many as 120"; ``at`` where the words are others."""
    if (
        words[at : at + 1] not in (["and"], ["or"], ["but"], [","])
        or words[at + 1 : at + 2] == []
        or words[at + 1] not in _MAYBE
    ):
        return at
    return at + 5 if words[at + 2 : at + 5] == ["as", "many", "as"] else at + 2


def _is_change(words: Sequence[str], at: int, book: TollBook) -> bool:
    """Whether a number is what a value was before it changed: "rose from 12 to 31", "from up to 12 to 31"."""
    at = _find_start(words, at, book)[0]
    if at == 0 or words[at - 1] not in {"from", "by"}:
        return False
    near, far = words[max(0, at - 5) : at - 1], words[max(0, at - _FAR) : at - 1]
    figure = any(word in book.counters or (word in book.by_toll and word not in book.gatherings) for word in far)
    return not book.changes.isdisjoint(near) or (figure and not book.changes.isdisjoint(far))


def _read_vague(words: Sequence[str], at: int, book: TollBook) -> Number | None:
    """ "dozens", "several hundred", "tens of thousands", with what stands before."""
    if words[at] not in book.vague or (words[at] in _COMPARED and at > 0 and words[at - 1] == "as"):
        return None
    last = at
    while last + 1 < len(words) and words[last + 1] in book.scales:
        last += 1
    if last + 2 < len(words) and words[last + 1] == "of" and words[last + 2] in book.vague:
        last += 2
    if words[last + 1 : last + 2] == ["more"] and words[last + 2 : last + 3] != ["than"]:
        last += 1
    start = at - 1 if at > 0 and words[at - 1] in book.articles else at
    return Number(_find_start(words, start, book)[0], last, start, last, None, None)


def _read_share(words: Sequence[str], at: int, book: TollBook) -> Number | None:
    """A share of a group: "half of them", "a third of the 2,300", "two thirds of those held"."""
    last = at if words[at] in _HALVES else at + 1
    if last + 1 >= len(words) or words[last] not in book.fractions or words[last + 1] != "of":
        return None
    counted = last == at or words[at] in book.values
    scaled = any(word in book.scales for word in words[last + 2 : last + 4])
    if not counted or scaled:
        return None
    return Number(_find_start(words, at, book)[0], last, at, last, None, None)


def _read_value(words: Sequence[str], at: int, book: TollBook) -> _Value | None:
    """The value of the number words at ``at``; None where there is none."""
    for nobody in (["no", "one"], ["no", "-", "one"], ["not", "one"], ["not", "a", "single"]):
        if words[at : at + len(nobody)] == nobody:
            return _Value(0, at + len(nobody))
    known = _read_part(words, at, book) or _read_decimal(words, at, book)
    if known is not None:
        return known
    total, end, scale = 0, at, 1
    current: int | None = None
    while end < len(words):
        word = words[end]
        value = read_numeral(word, book)
        if value is not None and _extends(word, current, value, book):
            current = value if current is None else current + value
            scale = 1
        elif value is None and word in book.scales and current is not None:
            scale, current = book.scales[word], current * book.scales[word]
            if scale >= 1000:
                total, current = total + current, 0
        elif not (word in {"and", "-"} and end > at and _continues(words, end, book)):
            break
        end += 1
    return None if end == at or current is None else _Value(total + current, end, scale)


def _read_part(words: Sequence[str], at: int, book: TollBook) -> _Value | None:
    """A part of a scale: "half a dozen", "half a million", "a quarter of a million"."""
    first = at + 1 if words[at] in book.articles else at
    part = _PARTS.get(words[first]) if first < len(words) else None
    if part is None or (first > at and part == _PARTS["half"]):
        return None
    after = first + 2 if words[first + 1 : first + 2] == ["of"] else first + 1
    after += words[after : after + 1] != [] and words[after] in book.articles
    scale = book.scales.get(words[after], 0) if after < len(words) else 0
    return _Value(scale // part, after + 1) if scale and (part == _PARTS["half"] or scale >= 1000) else None


def _read_decimal(words: Sequence[str], at: int, book: TollBook) -> _Value | None:
    """A decimal before a scale: "1.2 million"."""
    whole, point, part = words[at].partition(".")
    scale = book.scales.get(words[at + 1], 0) if at + 1 < len(words) else 0
    if not point or scale < 1000 or not (whole + part).isascii() or not (whole.isdecimal() and part.isdecimal()):
        return None
    if len(whole) + len(part) > _MOST_DECIMALS:
        return None
    return _Value(int(whole) * scale + int(part) * scale // 10 ** len(part), at + 2, scale)


def _extends(word: str, current: int | None, value: int, book: TollBook) -> bool:
    """Whether a number word goes on with the number before it: "twenty three", "two hundred five"."""
    if current is None:
        return True
    if word not in book.values or word in book.articles or not value:
        return False
    return (current > 0 == current % 100 and value < 100) or _joins(current, value)


def _joins(before: int, value: int) -> bool:
    """Whether "twenty" and "three" make one number."""
    return 20 <= before < 100 and before % 10 == 0 and 0 < value < 10


def _continues(words: Sequence[str], at: int, book: TollBook) -> bool:
    """Whether "and" or a hyphen stands inside a number: "two hundred and five", "twenty-three"."""
    following = words[at + 1] if at + 1 < len(words) else ""
    value = read_numeral(following, book) or 0
    small = 0 < value < 100 and following not in book.articles
    if words[at] == "and":
        return words[at - 1] in book.scales and words[at - 1] != "dozen" and small
    return _joins(book.values.get(words[at - 1], 0), value)


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


def _bound(words: Sequence[str], start: int, value: _Value, book: TollBook, *, article: bool) -> Number:
    """The number with the words before and after it that bound it."""
    last = value.end - 1
    first, sorts = (start, set[str]()) if article else _find_start(words, start, book)
    after = " ".join(words[last + 1 : last + 4]) + " "
    bounds = book.bounds
    for phrases, sort in ((bounds.least_after, "least"), (bounds.most_after, "most"), (bounds.more_after, "about")):
        match = next((phrase for phrase in phrases if after.startswith(f"{phrase} ")), None)
        if match and not after.startswith("more than ") and not article:
            last += len(match.split())
            sorts.add(sort)
            break
    low = None if "most" in sorts else value.value
    high = None if "least" in sorts else value.value
    return Number(first, last, start, value.end - 1, low, high, article)


def _find_start(words: Sequence[str], start: int, book: TollBook) -> tuple[int, set[str]]:
    """Where the phrases before a number that bound it begin, and their sorts."""
    sorts: set[str] = set()
    while True:
        for size in range(min(_LONGEST_BOUND, start), 0, -1):
            sort = book.bound_words.get(" ".join(words[start - size : start]))
            if sort is not None:
                start -= size
                sorts.add(sort)
                break
        else:
            return start, sorts
