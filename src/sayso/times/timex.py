"""What a TIMEX3 value may look like, after the TimeML annotation guidelines 1.2.1."""

from __future__ import annotations

import re

REFERENCES = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
PARTS = ("MO", "MI", "AF", "EV", "NI", "DT")
SEASONS = ("SP", "SU", "FA", "WI")
MODIFIERS = frozenset(
    {
        *("BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS"),
        *("EQUAL_OR_MORE", "START", "MID", "END", "APPROX"),
    }
)

_YEAR = r"(?:\d{4}|\d{3}X|\d{2}XX|XXXX)"
_DAY = rf"{_YEAR}-(?:0[1-9]|1[0-2]|XX)-(?:0[1-9]|[12]\d|3[01]|XX)"
_WEEK = rf"{_YEAR}-W(?:0[1-9]|[1-4]\d|5[0-3]|XX)"
_CLOCK = r"(?:[01]\d|2[0-4]|XX)(?::[0-5]\d(?::[0-5]\d)?)?"
_NUMBER = r"(?:\d+(?:\.\d+)?|X)"
_VALUE = re.compile(
    rf"""
    (?:{_DAY}|{_WEEK}-[1-7X])(?:T(?:{"|".join(PARTS)}|{_CLOCK}))?  # a day, a part of one, a clock time of one
  | {_WEEK}(?:-WE(?:T(?:{"|".join(PARTS)}))?)?                       # a week, a weekend
  | {_YEAR}-(?:0[1-9]|1[0-2]|XX)                                     # a month
  | {_YEAR}-(?:Q[1-4X]|H[12X]|{"|".join(SEASONS)})                   # a quarter, a half, a season
  | {_YEAR} | \d{{3}} | \d{{2}}                                      # a year, a decade, a century
  | T(?:{"|".join(PARTS)}|{_CLOCK})                                  # a time of an unknown day
  | P(?=[\dX])(?:{_NUMBER}(?:DE|E|CE|C|L|Y|Q|M|WE|W|D|N))*(?:{_NUMBER}(?:DE|E|CE|C|L|Y|Q|M|WE|W|D|N))
  | P(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}D)?T(?=[\dX])(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?
  | PXX
    """,
    re.VERBOSE,
)
_MAX_VALUE = 40


def is_timex_value(value: str) -> bool:
    """Whether ``value`` is one that TIMEX3 knows: a date, a time, a period, or a reference such as PRESENT_REF.

    "X" stands for a digit that is not known. Of a longer value than 40 characters the answer is no.
    """
    return value in REFERENCES or (len(value) <= _MAX_VALUE and _VALUE.fullmatch(value) is not None)


__all__ = ["MODIFIERS", "PARTS", "REFERENCES", "SEASONS", "is_timex_value"]
