"""Time expressions: their spans, their TIMEX3 values, and what they count from."""

from sayso.times.find import find_times

__all__ = ["find_times"]
