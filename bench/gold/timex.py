"""TIMEX3 values: what counts as one, and which ones mean the same."""

from __future__ import annotations

import re

_DATE = (
    r"[0-9X]{4}(?:-(?:[0-9X]{2}(?:-[0-9X]{2})?|W[0-9X]{1,2}(?:-(?:WE|[1-7]))?|Q[1-4X]|H[12X]|SP|SU|FA|WI))?|[0-9X]{2,3}"
)
_CLOCK = r"T(?:[0-9X]{2}(?::[0-9]{2}){0,2}(?:Z|[+-][0-9]{2}:?[0-9]{2})?|MO|MI|AF|EV|NI|DT|DA|DU)"
_LENGTH = r"P(?=.)(?:[0-9X.]+(?:Y|M|W|D|Q|DE|CE|C|N|WE|SP|SU|FA|WI))*(?:T(?:[0-9X.]+[HMS])+)?"
_TIMEX = re.compile(rf"(?:{_DATE})?(?:{_CLOCK})?|{_LENGTH}|(?:PAST|PRESENT|FUTURE)_REF")
_ZONE = re.compile(r"(?<=:[0-9]{2})(?:Z|[+-][0-9]{2}:?[0-9]{2})\Z")
_SAME = (
    (re.compile(r"\AP([0-9X]+)DE\Z"), lambda m: _make_months(m[1], 120)),
    (re.compile(r"\AP([0-9X]+)Q\Z"), lambda m: _make_months(m[1], 3)),
    (re.compile(r"\AP([0-9X]+)Y\Z"), lambda m: _make_months(m[1], 12)),
    (re.compile(r"\AP([0-9]+)W\Z"), lambda m: f"P{7 * int(m[1])}D"),
    (re.compile(r"-W([0-9])(?=\Z|-)"), lambda m: f"-W0{m[1]}"),
    (re.compile(r"\A([0-9X]{4})-XX\Z"), lambda m: m[1]),
    (re.compile(r"(T[0-9]{2}:[0-9]{2}):00"), lambda m: m[1]),
)


def is_timex(value: str) -> bool:
    """Whether a value has the form of one: a date, a time, a length, a set, or a reference to now."""
    return bool(value) and all(_TIMEX.fullmatch(part) and part for part in value.split("/"))


def make_canonical(value: str) -> str:
    """One value for all that mean the same: P10Y = P1DE = P120M, P7D = P1W, P3M = P1Q, W8 = W08, 1968-XX = 1968.

    T18:30:00 is T18:30. Vague lengths keep their unit.
    """
    for pattern, make in _SAME:
        value = pattern.sub(make, value)
    return value


def make_plain(value: str) -> str:
    """The canonical value, a clock time without its zone and a full hour with its minutes (T18 is T18:00)."""
    value = _ZONE.sub("", make_canonical(value))
    return re.sub(r"(T[0-9]{2})\Z", r"\1:00", value)


def _make_months(amount: str, months: int) -> str:
    if not amount.isdigit():
        unit = {3: "Q", 12: "Y", 120: "DE"}[months]
        return f"P{amount}{unit}"
    return f"P{months * int(amount)}M"
