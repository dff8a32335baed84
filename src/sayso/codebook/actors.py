"""Codes of countries, and a small dated table of bodies and people; data/actors.toml tells its form."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from importlib import resources

import msgspec

from sayso.errors import SaysoError

_FILE = "actors.toml"
_FIELDS = 5


class Actor(msgspec.Struct, frozen=True):
    """A body or person whose country or kind is known: ``code``, ``sector``, first and last year, None where open."""

    name: str
    code: str
    sector: str | None = None
    first: int | None = None
    last: int | None = None

    def fits(self, year: int | None) -> bool:
        """Whether the entry holds in a year; true where the year is unknown."""
        if year is None:
            return True
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


class ActorTable(msgspec.Struct, frozen=True):
    """Alpha-3 codes and capitals by alpha-2, further names of nations by alpha-3, dated bodies and people."""

    alpha3: Mapping[str, str]
    capitals: Mapping[str, tuple[str, ...]]
    nations: Mapping[str, tuple[str, ...]]
    bodies: tuple[Actor, ...]
    people: tuple[Actor, ...]


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    alpha3: dict[str, str]
    capitals: dict[str, tuple[str, ...]]
    nations: dict[str, tuple[str, ...]]
    bodies: _Names
    people: _Names


@functools.cache
def load_actors() -> ActorTable:
    """The table that comes with Sayso. Raises SaysoError SAY-409 where it is damaged."""
    data = resources.files(__package__).joinpath("data", _FILE).read_bytes()
    try:
        read = msgspec.toml.decode(data, type=_File)
        bodies, people = tuple(_read(read.bodies.names)), tuple(_read(read.people.names))
    except (msgspec.DecodeError, ValueError) as error:
        raise SaysoError("SAY-409", path=_FILE, reason=str(error)) from error
    return ActorTable(read.alpha3, read.capitals, read.nations, bodies, people)


def _read(lines: tuple[str, ...]) -> Iterator[Actor]:
    for line in lines:
        name, code, sector, first, last = ([part.strip() for part in line.split("|")] + [""] * _FIELDS)[:_FIELDS]
        yield Actor(name, code, sector or None, int(first) if first else None, int(last) if last else None)
