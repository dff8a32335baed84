"""Values of columns as the types that answers have."""

from __future__ import annotations

from typing import TypeVar

from sayso.model import Span
from sayso.store.answers import Page
from sayso.store.base import Value

T = TypeVar("T")

MOST_ROWS = 500


def whole(value: Value) -> int:
    """A whole number, 0 for an empty column."""
    return value if isinstance(value, int) else 0


def text(value: Value) -> str:
    """Text, "" for an empty column."""
    return value if isinstance(value, str) else ""


def maybe(value: Value) -> str | None:
    """Text, None for an empty column."""
    return value if isinstance(value, str) else None


def degrees(value: Value) -> float | None:
    """A coordinate, None for an empty column."""
    return float(value) if isinstance(value, int | float) else None


def blob(value: Value) -> bytes:
    """Bytes, none for an empty column."""
    return value if isinstance(value, bytes) else b""


def make_span(start: Value, end: Value) -> Span | None:
    """The span of two columns, None where they are empty."""
    return Span(start, end) if isinstance(start, int) and isinstance(end, int) else None


def bound(page: int, size: int) -> tuple[int, int]:
    """Page and size within what is answered: pages from 1, 1 to 500 rows."""
    return min(max(page, 1), 10**9), min(max(size, 1), MOST_ROWS)


def make_page(rows: list[T], total: int, page: int, size: int) -> Page[T]:
    """A page of rows."""
    return Page(tuple(rows), total, page, size)
