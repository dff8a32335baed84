"""Kinds of time expressions by what their words look like: a table that shows where values are missed."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_UNIT = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|season|year|decade|century|centurie)s?"
_PART = r"(?:morning|afternoon|evening|night|overnight|dawn|dusk|tonight|noon|midnight|midday)"
_DATE = rf"{_MONTH} *\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}"
_YEAR = r"\b(?:1[5-9]|20)\d{2}\b"
_CATEGORIES = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("offset", rf"\b(?:earlier|later|before|after|following|previous|preceding|prior)\b(?!.*\b{_YEAR})"),
        ("anaphoric", rf"\b(?:same|that|those|then)\b|^the (?:time|day|eve)$|^(?:that|those) {_UNIT}$"),
        ("ago", r"\bago\b"),
        ("quarter", r"\b(?:quarters?|half|halves|fiscal)\b"),
        ("clock", r"\b\d{1,2}[:.]\d{2}\b|\b[ap]\.?m\b|o'clock|\b(?:gmt|est|edt|utc)\b"),
        ("part-of-day", rf"\b{_PART}\b"),
        ("weekday-and-date", rf"^\W*{_DAY}.*{_MONTH} *\d"),
        ("date-with-year", rf"(?:{_DATE}).*{_YEAR}|{_YEAR}-\d|\d[-/.]\d+[-/.]\d"),
        ("month-and-day", rf"{_DATE}|^the \d+(?:st|nd|rd|th)$"),
        ("month-with-year", rf"{_MONTH}.*{_YEAR}"),
        ("this-last-next", rf"\b(?:this|last|next|past|coming|current)\b.*\b(?:{_UNIT}|{_DAY}|{_MONTH})"),
        ("month", rf"\b{_MONTH}"),
        ("weekday", rf"\b{_DAY}"),
        ("decade-century", r"\d0'?s\b|\b(?:decade|century|(?:twen|thir|for|fif|six|seven|eigh|nine)ties)\b"),
        ("season", r"\b(?:spring|summer|autumn|fall|winter)\b"),
        ("today", r"\b(?:today|yesterday|tomorrow)\b"),
        ("year", rf"{_YEAR}|^'\d{{2}}$"),
        ("week", r"\bweek(?:end)?\b"),
    )
)  # fmt: skip


def find_category(words: str, kind: str, value: str) -> str:
    """The category of an expression with its words, TIMEX3 type and value; "other" where none fits."""
    if kind == "SET":
        return "set"
    if kind == "DURATION":
        return "duration-vague" if "X" in value else "duration"
    if value.endswith("_REF"):
        return "vague"
    return next((name for name, pattern in _CATEGORIES if pattern.search(words)), "other")
