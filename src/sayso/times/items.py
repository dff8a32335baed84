"""Stretches of words of time as items: one class and one payload each, numbers and phrases taken together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from sayso.times.digits import FIRST_YEAR, LAST_YEAR
from sayso.times.lexicon import OTHER, Entry, Lexicon

_REACH = 12  # tokens of an expression on either side of a trigger
_PARAGRAPH = 3
_PREFIXES, _EDGE = frozenset({"mid-", "Mid-", "MID-"}), "MID"
_DIGITS = frozenset("0123456789'’")
_CLOCKS = frozenset("TAo+YC=")
_UNITS = frozenset("PUWMS&!")  # what "before this" belongs to where it follows: "before [this evening]"
_ZONE_WORDS = 3
_OFFSET = re.compile(r"(?:UTC|GMT)[+\-−–]\d{1,2}(?::\d\d)?")  # a zone by its hours: "UTC+3"
_LARGEST = 10**9  # no number in words is read further


class Island(msgspec.Struct):
    """Items in order: ``classes`` as one string, ``values``, and the ``firsts`` and ``lasts`` tokens of each."""

    classes: str
    values: list[object]
    firsts: list[int]
    lasts: list[int]


def find_islands(words: Sequence[str], gaps: Sequence[int], lexicon: Lexicon) -> Iterator[Island]:
    """The stretches of a report that may hold time expressions, in text order; none overlap."""
    triggers, end = lexicon.triggers, 0
    found = [i for i, w in enumerate(words) if w in triggers or w[0] in _DIGITS or w[:4] in _PREFIXES]
    for at in found:
        if at < end or not _is_start(words[at], lexicon):
            continue
        first = at
        while first > max(end, at - _REACH) and gaps[first] < _PARAGRAPH and _goes_on(words[first - 1], lexicon.known):
            first -= 1
        last = _find_last(words, gaps, at, lexicon)
        end = last + 1
        yield _read_island(words, first, end, lexicon)


def _find_last(words: Sequence[str], gaps: Sequence[int], last: int, lexicon: Lexicon) -> int:
    """The last token of the stretch that goes on from ``last``; the place that names a zone belongs to it."""
    while last + 1 < len(words) and gaps[last + 1] < _PARAGRAPH:
        if _goes_on(words[last + 1], lexicon.known):
            last += 1
        elif (size := _count_zone(words, last + 1, lexicon)) and _class(words, last, len(words), lexicon) in _CLOCKS:
            last += size
        else:
            break
    return last


def _count_zone(words: Sequence[str], at: int, lexicon: Lexicon) -> int:
    """How many words with a capital at ``at`` stand before "time" ("Moscow time"); 0 where they do not."""
    for size in range(1, _ZONE_WORDS + 1):
        if at + size >= len(words) or not words[at + size - 1][0].isupper():
            return 0
        if _class(words, at + size, len(words), lexicon) in "m9" and words[at + size].islower():
            return size
    return 0


def _is_start(word: str, lexicon: Lexicon) -> bool:
    if word in lexicon.triggers:
        return True
    entry = lexicon.find(word)
    return (entry is not None and entry[0] in "IT=+YyDOd") or word[:4] in _PREFIXES


def _goes_on(word: str, known: frozenset[str]) -> bool:
    return word in known or word[0] in _DIGITS or word[:4] in _PREFIXES or _OFFSET.fullmatch(word) is not None


def _read_island(words: Sequence[str], first: int, end: int, lexicon: Lexicon) -> Island:
    """Items of tokens ``first`` to ``end`` (half-open)."""
    island = Island("", [], [], [])
    classes: list[str] = []
    at = first
    while at < end:
        size, entries = _read_item(words, at, end, classes, lexicon)
        for cls, value in entries:
            classes.append(cls)
            island.values.append(value)
            island.firsts.append(at)
            island.lasts.append(at + size - 1)
        at += size
    island.classes = "".join(classes)
    return island


def _read_item(words: Sequence[str], at: int, end: int, before: list[str], lexicon: Lexicon) -> tuple[int, list[Entry]]:
    """How many tokens the item at ``at`` takes, and its entries: two for a word such as "mid-March"."""
    word = words[at]
    group = lexicon.phrases.get(word.lower())
    if group is not None:
        for parts, entry in group:
            fits = at + len(parts) <= end and all(words[at + k].lower() == part for k, part in enumerate(parts))
            if fits and not (entry[0] == "7" and _class(words, at + len(parts), end, lexicon) in _UNITS):
                return len(parts), [entry]
    found = lexicon.find(word)
    if found is None:
        if word[:4] in _PREFIXES and (rest := lexicon.words.get(word[4:])) is not None:
            return 1, [("B", _EDGE), rest]
        if _OFFSET.fullmatch(word):
            return 1, [("Z", word)]
        size = _count_zone(words, at, lexicon) if before and before[-1] in _CLOCKS else 0
        return (size, [("Z", " ".join(words[at : at + size]))]) if size else (1, [(OTHER, None)])
    if found[0] == "O&":
        return 1, [("O", found[1]), ("&", "Q")]
    if found[0] in "#@" or (found[0] in "ndh" and at + 1 < end) or found[0] == "a":
        return _read_amount(words, at, end, found, lexicon)
    return 1, [found]


def _read_amount(words: Sequence[str], at: int, end: int, found: Entry, lexicon: Lexicon) -> tuple[int, list[Entry]]:
    """A number in words ("two hundred and ten"), a year in words, a number with a fraction, or what it was."""
    cls, value = found
    size = 1
    if cls in "#@" or (cls in "nda" and at + 1 < end and _class(words, at + 1, end, lexicon) in "@"):
        size, value, cls = _read_words(words, at, end, lexicon)
    if cls in "nd" and not isinstance(value, str):
        size, extra = _read_fraction(words, at, size, end, lexicon)
        if extra:
            value, cls = float(str(value)) + extra, "n"
    if cls == "n" and size == 1 and words[at].lower() == "one":
        cls = "d"
    return size, [(cls, value)]


def _class(words: Sequence[str], at: int, end: int, lexicon: Lexicon) -> str:
    entry = lexicon.find(words[at]) if at < end else None
    return entry[0] if entry is not None else OTHER


def _read_words(words: Sequence[str], at: int, end: int, lexicon: Lexicon) -> tuple[int, object, str]:
    """The number that begins at ``at``: how many tokens, its value, and its class ("Y" for a year in words)."""
    total, current, place, is_year = 0, 0, at, False
    while place < end and current < _LARGEST:
        cls, value = lexicon.find(words[place]) or (OTHER, None)
        if cls == "a" and place == at:
            current = 1
        elif cls == "@" and isinstance(value, int):
            current = max(current, 1) * value
            if value >= 1000:
                total, current = total + current, 0
        elif cls in "#nd" and isinstance(value, int | float) and _fits(current, int(value)):
            current += int(value)
        elif (
            cls == "#" and isinstance(value, int) and 10 <= current <= 21 and value >= 10 and not is_year and not total
        ):
            current, is_year = current * 100 + value, True
        elif cls == "O" and isinstance(value, int) and value < 10 and current % 100 >= 20 and words[place - 1] == "-":
            return place + 1 - at, total + current + value, "O"
        elif not (place > at and _links(words, place, end, lexicon)):
            break
        place += 1
    value_of = total + current
    if is_year and FIRST_YEAR <= value_of <= LAST_YEAR:
        return place - at, value_of, "Y"
    return place - at, value_of, "n"


def _fits(current: int, value: int) -> bool:
    """Whether ``value`` may follow what was read: "twenty" two, "hundred" ten."""
    return current == 0 or (current % 10 == 0 and value < 10 and current % 100 != 10) or (current % 100 == 0)


def _links(words: Sequence[str], place: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the hyphen or "and" at ``place`` stands inside a number in words."""
    following = _class(words, place + 1, end, lexicon)
    if words[place] == "-":
        return (
            following == "#"
            or (following == "O" and words[place + 1].lower() in ("first", "second", "third"))
            or (following == "O" and len(words[place + 1]) > 4)
        )
    return words[place].lower() == "and" and following == "#" and words[place - 1].lower() in ("hundred", "thousand")


def _read_fraction(words: Sequence[str], at: int, size: int, end: int, lexicon: Lexicon) -> tuple[int, float]:
    """Tokens and value of a half behind a number: "2 1/2", "two and a half", "three - and - a - half"."""
    rest = [w.lower() for w in words[at + size : min(end, at + size + 6)]]
    if rest and (entry := lexicon.find(rest[0])) is not None and entry[0] == "%":
        return size + 1, float(str(entry[1]))
    for form in (["and", "a", "half"], ["-", "and", "-", "a", "-", "half"], ["and", "one", "half"]):
        if rest[: len(form)] == form:
            return size + len(form), 0.5
    return size, 0.0


__all__ = ["Island", "find_islands"]
