"""Toponyms of a report on their way to a place: what is named, how, and what stands around it."""

from __future__ import annotations

import msgspec

from sayso.gazetteer import Match
from sayso.model import PlaceUse


class Toponym(msgspec.Struct, frozen=True, kw_only=True):
    """A span that names a place; ``start`` and ``end`` are code points, ``first`` and ``last`` its tokens.

    ``name`` is what is looked up; ``head`` a word in lower case that says what sort of place it is ("county"), empty
    where none does. ``confidence`` that it is a toponym is in [0, 1].
    """

    start: int
    end: int
    first: int
    last: int
    name: str
    matches: tuple[Match, ...] = ()
    head: str = ""
    use: PlaceUse = "literal"
    confidence: float = 1.0


class Qualifier(msgspec.Struct, frozen=True):
    """The toponym ``inner`` is said to lie in the toponym ``outer`` (numbers in the report's list).

    ``sure`` tells "Springfield, Ohio" from a list such as "Paris, London".
    """

    inner: int
    outer: int
    sure: bool
