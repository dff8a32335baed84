"""What the gazetteer knows of a place, and how a name leads to it."""

from __future__ import annotations

from typing import Literal

import msgspec

EntryKind = Literal["continent", "country", "region", "admin1", "admin2", "town", "water", "point"]
NameKind = Literal["main", "alias", "abbreviation", "demonym"]


class Entry(msgspec.Struct, frozen=True):
    """A place of the gazetteer.

    ``key`` is stable across builds ("gn:1526384" for a GeoNames id, else a key of our own); ``latitude`` and
    ``longitude`` are degrees (WGS 84); ``country`` an ISO 3166 alpha-2 code, None for what no country owns;
    ``admin1`` and ``admin2`` the keys of the divisions that it lies in; ``feature`` a GeoNames feature code;
    ``radius_km`` how far the place reaches from its point.
    """

    key: str
    name: str
    kind: EntryKind
    latitude: float
    longitude: float
    geonameid: int | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    feature: str = ""
    population: int = 0
    radius_km: float = 0.0


class Match(msgspec.Struct, frozen=True):
    """An entry that a name leads to, and what sort of name it is there.

    ``first_year`` and ``last_year`` bound the years in which it bore the name, None where open.
    """

    entry: Entry
    name_kind: NameKind
    first_year: int | None = None
    last_year: int | None = None
