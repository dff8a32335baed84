"""What an address asks for: a path and named values, bounded, since anything may be typed."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

import msgspec

from sayso.desk.places import path_with

_LONGEST_QUERY = 8192
_MOST_VALUES = 100
_LONGEST_VALUE = 400
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Ask(msgspec.Struct, frozen=True):
    """The path of a page as it was asked for (without ".json"), the ``id`` in it, and the values after "?"."""

    path: str
    id: str = ""
    values: tuple[tuple[str, str], ...] = ()

    def one(self, name: str, default: str = "") -> str:
        """The last value of that name."""
        return next((value for key, value in reversed(self.values) if key == name), default)

    def many(self, name: str) -> tuple[str, ...]:
        """All values of that name, each once, in the order given."""
        return tuple(dict.fromkeys(value for key, value in self.values if key == name and value))

    def number(self, name: str, default: int = 1, *, most: int = 1_000_000) -> int:
        """A value as a whole number from 1 to ``most``; what is no number is the default."""
        words = self.one(name)
        return min(max(int(words), 1), most) if words.isascii() and words.isdecimal() and len(words) < 9 else default

    def day(self, name: str) -> str | None:
        """A value that is a day in ISO 8601; None for any other."""
        words = self.one(name)
        return words if _DAY.fullmatch(words) else None

    def choice(self, name: str, known: tuple[str, ...]) -> str:
        """A value that is one of ``known``; the first of them for any other."""
        words = self.one(name)
        return words if words in known else known[0]

    def put(self, name: str, value: str | None) -> str:
        """The address with one value in place of those of that name, None for none; and the first page of it."""
        kept = [(key, old) for key, old in self.values if key not in (name, "page")]
        return path_with(self.path, kept if value is None else [*kept, (name, value)])

    def toggle(self, name: str, value: str) -> str:
        """The address with the value added to those of that name, or taken away where it is among them."""
        kept = [(key, old) for key, old in self.values if (key, old) != (name, value) and key != "page"]
        there = (name, value) in self.values
        return path_with(self.path, kept if there else [*kept, (name, value)])

    def turn(self, page: int) -> str:
        """The address of another page of the same list."""
        kept = [(key, old) for key, old in self.values if key != "page"]
        return path_with(self.path, kept if page == 1 else [*kept, ("page", str(page))])

    def json(self) -> str:
        """The address of the same as JSON."""
        path = "/index.json" if self.path == "/" else f"{self.path}.json"
        return path_with(path, self.values)


def read_values(query: str) -> tuple[tuple[str, str], ...]:
    """The named values of a query, as many and as long as any page needs."""
    try:
        pairs = parse_qsl(query[:_LONGEST_QUERY], max_num_fields=2 * _MOST_VALUES, errors="replace")
    except ValueError:
        return ()
    return tuple((key[:_LONGEST_VALUE], value[:_LONGEST_VALUE]) for key, value in pairs[:_MOST_VALUES])
