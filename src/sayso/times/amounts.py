"""TIMEX3 periods from a number and a unit."""

from __future__ import annotations

_LETTERS = {"S": "TS", "TM": "TM", "H": "TH", "D": "D", "N": "D", "WE": "WE", "W": "W", "M": "M", "Q": "Q", "Y": "Y"}
_WHOLE = {"E": "DE", "C": "CE", "L": "L"}
_FACTORS = {"F": ("W", 2), "H6": ("M", 6)}
# What half a unit is.
_HALVES = {"Y": "6M", "H": "30M", "TM": "30S", "D": "T12H", "E": "", "C": "", "L": ""}
_YEARS = {"E": 10, "C": 100, "L": 1000}
VAGUE = "X"


def write_period(number: float | str, unit: str) -> str:
    """The period of ``number`` units, "X" for a number that nobody counts: "P3D", "PT2H", "P2Y6M", "PXW"."""
    if unit in _FACTORS and not isinstance(number, str):
        unit, factor = _FACTORS[unit]
        number *= factor
    elif unit in _FACTORS:
        unit = _FACTORS[unit][0]
    letter = _LETTERS.get(unit) or _WHOLE[unit]
    prefix = "PT" if letter.startswith("T") else "P"
    letter = letter.removeprefix("T")
    if isinstance(number, str):
        return f"{prefix}X{letter}"
    whole, rest = int(number), number - int(number)
    if not rest:
        return f"{prefix}{whole}{letter}"
    if unit in _YEARS:
        return f"P{round(number * _YEARS[unit])}Y"
    if rest == 0.5 and unit in _HALVES:
        head = f"{prefix}{whole}{letter}" if whole else prefix
        return head + _HALVES[unit]
    return f"{prefix}{number:g}{letter}"


__all__ = ["VAGUE", "write_period"]
