"""Takes files of a GeoNames dump into the gazetteer."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from sayso.errors import SaysoError
from sayso.gazetteer.build import build_gazetteer, estimate_radius
from sayso.gazetteer.entry import Entry, EntryKind, NameKind
from sayso.gazetteer.home import lock_gazetteer
from sayso.gazetteer.lookup import Gazetteer
from sayso.gazetteer.names import normalise_name
from sayso.gazetteer.naming import make_names
from sayso.gazetteer.opened import read_lines
from sayso.gazetteer.store import NameRow, Writer

# Columns of the dump's main table, as its readme numbers them.
_COLUMNS = 19
_CODE_COLUMNS = 4
_NAME_COLUMNS = (8, 10)
_KINDS: dict[str, EntryKind] = {"P": "town", "H": "water", "T": "region", "L": "region", "V": "region", "U": "water"}
_A_KINDS: dict[str, EntryKind] = {"ADM1": "admin1", "ADM2": "admin2", "TERR": "country", "ZN": "region", "PRSH": "town"}
# Half the way across what a feature of that class usually covers, where nothing better is known.
_RADIUS_KM: dict[EntryKind, float] = {
    "continent": 3_000.0,
    "country": 300.0,
    "region": 30.0,
    "admin1": 100.0,
    "admin2": 30.0,
    "water": 30.0,
    "point": 1.0,
}
_GONE = re.compile(r"(?:ADM.H|PCLH|PPLH|PPLQ|RGNH|PRKHQ)$")
_COUNTRY = re.compile(r"[A-Z]{2}$")
_YEAR = re.compile(r"-?\d{3,4}(?!\d)")
# Languages of alternateNamesV2.txt that are no languages, and codes.
_NO_NAMES = frozenset({"link", "post", "wkdt", "iata", "icao", "faac", "unlc", "tcid", "phon", "fr_1793"})
_LONGEST_NAME = 200
_STEP = 20_000
_FEW = 100


class Tally(msgspec.Struct):
    """What an import did: lines read, places and names taken, lines left out by choice, and damaged lines."""

    lines: int = 0
    places: int = 0
    names: int = 0
    left_out: int = 0
    damaged: int = 0
    first_damaged: str | None = None

    def blame(self, path: Path, line: int) -> None:
        """Count a damaged line."""
        self.damaged += 1
        self.first_damaged = self.first_damaged or f"{path.name}, line {line}"


Progress = Callable[[int], None]
_Codes = dict[tuple[str, ...], tuple[int, str]]


def import_dump(
    target: Path,
    paths: Sequence[Path],
    *,
    alternate_names: Path | None = None,
    countries: Iterable[str] = (),
    min_population: int = 0,
    progress: Progress = lambda lines: None,
) -> Tally:
    """Add the places of ``paths`` to the gazetteer at ``target``, which is built first where there is none.

    ``paths`` are tables of places (allCountries.txt, a country's table, cities500.txt), admin1CodesASCII.txt or
    admin2Codes.txt, each plain or in a .zip. ``countries`` (ISO codes) and ``min_population`` (of towns) leave others
    out; ``progress`` is called with the number of lines read. The new file takes the old one's place when all is read;
    until then, and where anything fails, the old one stands. Raises SaysoError SAY-702, SAY-703, SAY-704, SAY-705, and
    SAY-706 where half of the lines or more are damaged.
    """
    if not target.is_file():
        build_gazetteer(target)
    with lock_gazetteer(target), Gazetteer.open(target) as old:
        meta = {name: value for name, value in old.meta.items() if not name.endswith("_rows")}
        files = ", ".join(path.name for path in (*paths, *((alternate_names,) if alternate_names else ())))
        meta["imported"] = f"{meta['imported']}; {files}" if "imported" in meta else files
        job = _Import(frozenset(countries), min_population, progress)
        tables = [path for path in paths if job.scan(path)]
        with Writer(target, meta) as writer:
            writer.copy(target, job.find_moved(old))
            job.writer = writer
            for path in tables:
                job.add_places(path)
            if alternate_names is not None:
                job.add_alternate_names(alternate_names)
            job.add_code_names()
            job.judge(paths[0])
        return job.tally


class _Import:
    """One import. ``scan`` looks for the divisions first, since towns name them by their codes."""

    writer: Writer

    def __init__(self, countries: frozenset[str], min_population: int, progress: Progress) -> None:
        self._countries = countries
        self._least = min_population
        self._progress = progress
        self._first: _Codes = {}
        self._second: _Codes = {}
        self.tally = Tally()

    def scan(self, path: Path) -> bool:
        """Note the divisions that a file names; whether it is a table of places."""
        is_table = False
        for number, line in enumerate(read_lines(path)):
            if number < _FEW and not is_table:
                is_table = line.count(b"\t") == _COLUMNS - 1
            if not is_table or b"\tA\tADM1\t" in line or b"\tA\tADM2\t" in line:
                self._note(line.decode("utf-8", "replace").split("\t"))
        if not is_table and not (self._first or self._second):
            raise SaysoError("SAY-705", path=path, reason="no line of it looks like one of GeoNames")
        return is_table

    def _note(self, row: list[str]) -> None:
        if len(row) == _COLUMNS and _is_id(row[0]):
            codes: tuple[str, ...] = (row[8], row[10], row[11]) if row[7] == "ADM2" else (row[8], row[10])
            number, name = int(row[0]), row[1]
        elif len(row) == _CODE_COLUMNS and _is_id(row[3]):
            codes, number, name = tuple(row[0].split(".", 2)), int(row[3]), row[1]
        else:
            return
        if len(codes) in (2, 3) and _COUNTRY.match(codes[0]) and name:
            (self._first if len(codes) == 2 else self._second)[codes] = (number, name[:_LONGEST_NAME])

    def find_moved(self, old: Gazetteer) -> dict[str, int]:
        """The divisions of the old file that have an id of GeoNames now, by key."""
        moved = {f"adm1:{'.'.join(codes)}": number for codes, (number, _) in self._first.items()}
        for codes, (number, name) in self._second.items():
            for form in (name, f"{name} county"):
                key = f"adm2:{codes[0]}.{codes[1]}.{normalise_name(form).replace(' ', '-')}"
                if old.get(key) is not None:
                    moved.setdefault(key, number)
        return moved

    def add_places(self, path: Path) -> None:
        """Add the places of a table."""
        tally = self.tally
        for number, line in enumerate(read_lines(path), 1):
            tally.lines += 1
            if tally.lines % _STEP == 0:
                self._progress(tally.lines)
            if not line:
                tally.blame(path, number)
                continue
            try:
                row = line.decode("utf-8").split("\t")
                entry = self._make(row) if len(row) == _COLUMNS else None
            except ValueError:
                entry = None
            if entry is None:
                tally.blame(path, number)
            elif self._leaves_out(entry):
                tally.left_out += 1
            else:
                names = make_names(entry.name, (row[2], *row[3].split(",")))
                tally.places += 1
                tally.names += len(names)
                self.writer.add(entry, names)

    def add_alternate_names(self, path: Path) -> None:
        """Add the names of alternateNames.txt or alternateNamesV2.txt, with the years that it gives."""
        tally = self.tally
        for number, line in enumerate(read_lines(path), 1):
            tally.lines += 1
            if tally.lines % _STEP == 0:
                self._progress(tally.lines)
            try:
                row = line.decode("utf-8").split("\t")
            except ValueError:
                row = []
            if len(row) not in _NAME_COLUMNS or not _is_id(row[1]):
                tally.blame(path, number)
                continue
            names = _make_alternate(row)
            tally.names += len(names)
            tally.left_out += not names
            self.writer.add_names(f"gn:{row[1]}", names)

    def add_code_names(self) -> None:
        """Add the names that the lists of division codes give to divisions that are there."""
        for number, name in (*self._first.values(), *self._second.values()):
            self.writer.add_names(f"gn:{number}", make_names(name, ()))

    def judge(self, path: Path) -> None:
        """Raise SaysoError SAY-706 where so much is damaged that this is no dump."""
        if self.tally.damaged * 2 > self.tally.lines or (self.tally.lines and not (self.tally.names)):
            raise SaysoError("SAY-706", path=path, damaged=self.tally.damaged, lines=self.tally.lines)

    def _leaves_out(self, entry: Entry) -> bool:
        if self._countries and entry.country not in self._countries:
            return True
        if entry.kind == "town" and entry.population < self._least:
            return True
        return bool(_GONE.search(entry.feature))

    def _make(self, row: list[str]) -> Entry | None:
        """The entry of a row; None, or ValueError, where a value cannot be one."""
        latitude, longitude = float(row[4]), float(row[5])
        if not (_is_id(row[0]) and row[1] and len(row[1]) <= _LONGEST_NAME and abs(latitude) <= 90.0):
            return None
        if not (math.isfinite(longitude) and abs(longitude) <= 180.0 and (not row[8] or _COUNTRY.match(row[8]))):
            return None
        people = int(row[14] or 0)
        kind = _find_kind(row[6], row[7])
        first = self._first.get((row[8], row[10])) if row[10] else None
        second = self._second.get((row[8], row[10], row[11])) if row[11] else None
        number = int(row[0])
        return Entry(
            key=f"gn:{number}",
            name=row[1],
            kind=kind,
            latitude=latitude,
            longitude=longitude,
            geonameid=number,
            country=row[8] or None,
            admin1=self._point_to(first, f"adm1:{row[8]}.{row[10]}", number, above=kind in ("country", "admin1")),
            admin2=self._point_to(second, None, number, above=kind in ("country", "admin1", "admin2")),
            feature=f"{row[6]}.{row[7]}",
            population=min(max(people, 0), 10**10),
            radius_km=estimate_radius(max(people, 0)) if kind == "town" else _RADIUS_KM[kind],
        )

    def _point_to(self, found: tuple[int, str] | None, key: str | None, number: int, *, above: bool) -> str | None:
        if above or (found and found[0] == number):
            return None
        if found:
            return f"gn:{found[0]}"
        return key if key is not None and self.writer.holds(key) else None


def _find_kind(letter: str, code: str) -> EntryKind:
    if letter == "A":
        return "country" if code.startswith("PCL") else _A_KINDS.get(code, "town")
    if code == "CONT":
        return "continent"
    return _KINDS.get(letter, "point")


def _make_alternate(row: list[str]) -> list[NameRow]:
    language, name = row[2], row[3]
    if language in _NO_NAMES or not name or len(name) > _LONGEST_NAME:
        return []
    if language == "abbr":
        kind: NameKind = "abbreviation"
        norm = normalise_name(name)
        return [(norm, kind, None, None)] if norm.isascii() else []
    years = [_YEAR.match(value) for value in (row[8:10] if len(row) == _NAME_COLUMNS[1] else [])]
    first, last = (int(year[0]) if year else None for year in (years or (None, None)))
    return [(norm, "alias", first, last) for norm, _, _, _ in make_names("", (name,))]


def _is_id(word: str) -> bool:
    return word.isascii() and word.isdecimal() and 0 < len(word) < 11 and int(word) > 0
