"""Tokens of digits: days, years, dates, clock times, ordinals, decades, plain numbers."""

from __future__ import annotations

import re
from functools import lru_cache

# A class of the grammar and what the word stands for there.
Entry = tuple[str, object]

_ISO = re.compile(r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)")
_PLAIN = re.compile(r"(\d\d?)([-/.])(\d\d?)\2(\d{4}|\d\d)")
_CLOCK = re.compile(r"(\d\d?):(\d\d)(?::(\d\d))?")
_DOTTED = re.compile(r"(\d\d?)\.(\d\d)")
_DECADE = re.compile(r"['’]?(\d\d)?(\d)0['’]?s")
_SHORT_YEAR = re.compile(r"['’](\d\d)")
_MOMENT = re.compile(r"(\d\d)h(\d\d)?")
_QUANTITY = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_FRACTION = re.compile(r"(\d)/(\d)")
_LONGEST = 24  # no token of digits that tells a time is longer
FIRST_YEAR, LAST_YEAR = 1000, 2199
_PIVOT = 50  # "'49" is 2049, "'50" 1950


@lru_cache(maxsize=8192)
def read_digits(word: str, ordinal_endings: tuple[str, ...]) -> Entry | None:
    """Class and payload of a token that begins with a digit or an apostrophe; None where it tells nothing.

    "I" (year, month, day, other reading or None), "T" (hour, minute, second or None), "t" for a clock time with a
    period, "d" a day of the month, "Y" a year, "y" one of two digits, "O" an ordinal, "D" a decade, "n" a number.
    """
    if len(word) > _LONGEST or (not word.isascii() and word[0] != "’"):
        return None
    if word.isdigit():
        return _read_whole(word)
    if (match := _ISO.fullmatch(word)) is not None:
        return ("I", (int(match[1]), int(match[2]), int(match[3]), None))
    if (match := _PLAIN.fullmatch(word)) is not None:
        return _read_plain(int(match[1]), match[2], int(match[3]), match[4])
    return _read_time(word) or _read_years(word) or _read_number(word, ordinal_endings)


def _read_whole(word: str) -> Entry | None:
    value = int(word)
    if len(word) <= 2:
        return ("d" if 1 <= value <= 31 else "n", value)
    if len(word) == 4:
        if FIRST_YEAR <= value <= LAST_YEAR:
            return ("Y", value)
        if word[0] in "012" and value < 2400 and value % 100 < 60:
            return ("+", (value // 100, value % 100, None))
    return ("n", value) if len(word) < 12 else None


def _read_plain(one: int, mark: str, two: int, years: str) -> Entry | None:
    year = int(years) if len(years) == 4 else complete_year(int(years))
    if not 1 <= one <= 31 or not 1 <= two <= 31 or (len(years) == 2 and mark != "/"):
        return None
    if mark != "/" or one > 12:
        return ("I", (year, two, one, None)) if two <= 12 else None
    other = None if two > 12 or one == two else (year, two, one)
    return ("I", (year, one, two, other))


def _read_time(word: str) -> Entry | None:
    if (match := _CLOCK.fullmatch(word)) is not None:
        hour, minute, second = int(match[1]), int(match[2]), int(match[3]) if match[3] else None
        fits = hour <= 24 and minute < 60 and (second or 0) < 60
        return ("T", (hour, minute, second)) if fits else None
    if (match := _DOTTED.fullmatch(word)) is not None and int(match[1]) <= 24 and int(match[2]) < 60:
        return ("=", (int(match[1]), int(match[2]), None))
    if (match := _MOMENT.fullmatch(word)) is not None and int(match[1]) <= 24 and int(match[2] or 0) < 60:
        return ("T", (int(match[1]), int(match[2] or 0), None))
    return None


def _read_years(word: str) -> Entry | None:
    if (match := _DECADE.fullmatch(word)) is not None:
        if match[1] is None:
            return ("D", f"X{match[2]}") if word[0] not in "0" else None
        return ("D", match[1] + match[2]) if 10 <= int(match[1]) <= 21 else None
    if (match := _SHORT_YEAR.fullmatch(word)) is not None:
        return ("y", complete_year(int(match[1])))
    return None


def _read_number(word: str, ordinal_endings: tuple[str, ...]) -> Entry | None:
    for ending in ordinal_endings:
        stem = word.lower().removesuffix(ending)
        if len(stem) < len(word) and stem.isdigit() and 1 <= int(stem) <= 99:
            return ("O", int(stem))
    if (match := _FRACTION.fullmatch(word)) is not None:
        return ("%", int(match[1]) / int(match[2])) if 0 < int(match[1]) < int(match[2]) else None
    if _QUANTITY.fullmatch(word):
        return ("n", float(word.replace(",", "")))
    return None


def complete_year(two_digits: int) -> int:
    """A year of two digits with its century."""
    return two_digits + (2000 if two_digits < _PIVOT else 1900)


__all__ = ["FIRST_YEAR", "LAST_YEAR", "Entry", "complete_year", "read_digits"]
