"""What a page says of an id that the desk does not have."""

from __future__ import annotations

from typing import TypeVar

from sayso.errors import SaysoError

T = TypeVar("T")


def need(found: T | None, what: str, id: str) -> T:
    """What was found. Raises SaysoError SAY-852 for nothing."""
    if found is None:
        raise SaysoError("SAY-852", what=what, id=id[:120])
    return found
