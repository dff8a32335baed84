"""Events: what happened, with its roles, realis, tolls, time, place, and the claim that asserts it."""

from sayso.events.find import find_events

__all__ = ["find_events"]
