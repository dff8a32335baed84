"""Numbers and days as reports write them."""

from __future__ import annotations

import calendar
from datetime import date
from random import Random
from typing import Literal

Bound = Literal["exact", "least", "more", "most", "about", "between"]

_ONES = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["", ".", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_BEFORE: dict[Bound, tuple[str, ...]] = {
    "exact": ("",),
    "least": ("at least ", "not fewer than ", "a minimum of "),
    "more": ("more than ", "over "),
    "most": ("up to ", "as many as "),
    "about": ("about ", "some ", "around "),
}
PARTS = ("early on {}", "late on {}", "on {} morning", "on {} evening", "on {} afternoon", "on {} night")


def spell(number: int) -> str:
    """A whole number under a thousand in words, a larger one in digits."""
    if number >= 1000:
        return f"{number:,}"
    if number >= 100:
        rest = f" and {spell(number % 100)}" if number % 100 else ""
        return f"{_ONES[number // 100]} hundred{rest}"
    if number < 20:
        return _ONES[number]
    one = f"-{_ONES[number % 10]}" if number % 10 else ""
    return _TENS[number // 10] + one


def write_number(number: int, *, last_word: int = 9) -> str:
    """In words up to ``last_word``, in digits beyond it."""
    return spell(number) if number <= last_word else f"{number:,}"


def write_figure(low: int | None, high: int | None, bound: Bound, random: Random, *, last_word: int = 9) -> str:
    """A figure with the words that bound it, such as "at least nine"."""
    if bound == "between" and low is not None and high is not None:
        return f"between {write_number(low, last_word=last_word)} and {write_number(high, last_word=last_word)}"
    number = low if low is not None else high
    return random.choice(_BEFORE[bound]) + write_number(number or 0, last_word=last_word)


def write_day(day: date, published: date, random: Random) -> str:
    """The day as an adverbial, seen from the day of publication: "on Tuesday", "late on 5 March", "yesterday"."""
    ago = (published - day).days
    weekday = calendar.day_name[day.weekday()]
    if 0 <= ago <= 5:
        if ago == 1 and random.random() < 0.12:
            return "yesterday"
        if ago == 0 and random.random() < 0.06:
            return "today"
        if random.random() < 0.25:
            return random.choice(PARTS).format(weekday)
        return f"on {weekday}" if random.random() < 0.85 else f"on {weekday}, {write_date(day, random)},"
    if -6 <= ago < 0:
        return f"on {weekday}" if random.random() < 0.6 else f"on {write_date(day, random)}"
    year = f" {day.year}" if ago > 200 else ""
    return f"on {write_date(day, random, year=bool(year))}"


def write_date(day: date, random: Random, *, year: bool = False) -> str:
    """The day as "5 March" or "March 5", with its year where asked for."""
    month = calendar.month_name[day.month]
    if random.random() < 0.7:
        return f"{day.day} {month}" + (f" {day.year}" if year else "")
    return f"{month} {day.day}" + (f", {day.year}" if year else "")
