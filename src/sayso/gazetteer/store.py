"""The gazetteer file: its tables, and a writer that puts a whole new file in the place of the old one."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self, get_args

from sayso.errors import SaysoError
from sayso.gazetteer.entry import Entry, EntryKind, NameKind

SCHEMA_VERSION = 1
"""Kept in the file as ``user_version``; a file with another number is not read."""

APPLICATION_ID = 0x53415950
"""Kept in the file as ``application_id``: what tells a gazetteer from any other SQLite file."""

ENTRY_KINDS: tuple[EntryKind, ...] = get_args(EntryKind)
NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)

NameRow = tuple[str, NameKind, int | None, int | None]
"""A name that is normalised already, its kind, and the first and last year in which the place bore it."""

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, key TEXT, name TEXT NOT NULL, kind INTEGER NOT NULL, latitude REAL NOT NULL,
    longitude REAL NOT NULL, geonameid INTEGER, country TEXT, admin1 INTEGER, admin2 INTEGER, feature TEXT NOT NULL,
    population INTEGER NOT NULL, radius_km REAL NOT NULL
);
CREATE TABLE alias (
    norm TEXT NOT NULL, place INTEGER NOT NULL, kind INTEGER NOT NULL, first_year INTEGER, last_year INTEGER,
    PRIMARY KEY (norm, place)
) WITHOUT ROWID;
CREATE TABLE raw.alias (norm TEXT, place INTEGER, kind INTEGER, first_year INTEGER, last_year INTEGER);
"""
# One row per name and place: the most usual kind, and the years where any source knows them.
_FINISH = """
INSERT INTO alias SELECT norm, place, min(kind), max(first_year), max(last_year)
    FROM raw.alias WHERE place IN (SELECT id FROM place) GROUP BY norm, place ORDER BY norm, place;
CREATE UNIQUE INDEX place_key ON place (key) WHERE key IS NOT NULL;
CREATE INDEX alias_dated ON alias (place) WHERE first_year IS NOT NULL OR last_year IS NOT NULL;
"""
# Where a place is there already, an import knows better where it lies, and the first build how it is called and how
# far it reaches.
_INSERT = f"""
INSERT INTO place VALUES ({", ".join("?" * 13)}) ON CONFLICT (id) DO UPDATE SET
    latitude = excluded.latitude, longitude = excluded.longitude, feature = excluded.feature,
    population = max(population, excluded.population), admin1 = coalesce(excluded.admin1, admin1),
    admin2 = coalesce(excluded.admin2, admin2)
"""
# What is taken over from another file: ``moved`` gives the rows that get another number.
_COPY = """
CREATE TEMP TABLE moved (old INTEGER PRIMARY KEY, new INTEGER NOT NULL);
"""
_COPY_ROWS = (
    """
    INSERT INTO place SELECT coalesce(m.new, p.id), CASE WHEN m.new > 0 THEN NULL ELSE p.key END, p.name, p.kind,
        p.latitude, p.longitude, p.geonameid, p.country, coalesce(a.new, p.admin1), coalesce(b.new, p.admin2),
        p.feature, p.population, p.radius_km
        FROM old.place p LEFT JOIN moved m ON m.old = p.id LEFT JOIN moved a ON a.old = p.admin1
        LEFT JOIN moved b ON b.old = p.admin2
    """,
    """
    INSERT INTO raw.alias SELECT n.norm, coalesce(m.new, n.place), n.kind, n.first_year, n.last_year
        FROM old.alias n LEFT JOIN moved m ON m.old = n.place
    """,
)
_BATCH = 5_000
_PREFIX = ".sayso-places-"
_STALE_S = 86_400.0
# Ids of our own are negative, so that they never meet an id of GeoNames.
_LARGEST_ID = 2**40


class Writer:
    """Writes a gazetteer beside ``path`` and puts it there with one rename when its block ends well.

    However the block ends, what was at ``path`` before is either untouched or replaced whole. Raises SaysoError
    SAY-703 where the folder cannot be written to or the disk is full.
    """

    def __init__(self, path: Path, meta: Mapping[str, str]) -> None:
        self._path = path
        self._meta = dict(meta)
        self._places: list[tuple[object, ...]] = []
        self._names: list[tuple[object, ...]] = []
        self._own: dict[str, int] = {}
        self.places = 0

    def __enter__(self) -> Self:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._path.parent))
            _sweep(self._folder)
            self._base = sqlite3.connect(self._folder / "places.sqlite", isolation_level=None, uri=True)
        except (OSError, sqlite3.Error) as error:
            raise SaysoError("SAY-703", path=self._path, reason=describe(error)) from error
        self._base.execute("PRAGMA page_size = 4096")
        self._base.execute("ATTACH ? AS raw", (str(self._folder / "raw.sqlite"),))
        for schema in ("main", "raw"):
            self._base.execute(f"PRAGMA {schema}.journal_mode = OFF")
            self._base.execute(f"PRAGMA {schema}.synchronous = OFF")
        self._base.executescript(_TABLES)
        self._base.execute("BEGIN")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._finish()
        except (OSError, sqlite3.Error) as failure:
            raise SaysoError("SAY-703", path=self._path, reason=describe(failure)) from failure
        finally:
            self._base.close()
            shutil.rmtree(self._folder, ignore_errors=True)

    def find_id(self, key: str) -> int:
        """The row number that goes with a key: the id of GeoNames, or a negative number given out in order."""
        if key.startswith("gn:"):
            return int(key[3:])
        return self._own.setdefault(key, -1 - len(self._own))

    def holds(self, key: str) -> bool:
        """Whether a key of our own has been used."""
        return key in self._own

    def copy(self, path: Path, moved: Mapping[str, int]) -> None:
        """Take over all that the gazetteer at ``path`` holds; ``moved`` gives keys that become ids of GeoNames.

        To be called before anything is added. Raises SaysoError SAY-702 where the file cannot be read.
        """
        try:
            self._base.execute("COMMIT")
            self._base.execute("ATTACH ? AS old", (f"{path.absolute().as_uri()}?mode=ro&immutable=1",))
            self._own = dict(self._base.execute("SELECT key, id FROM old.place WHERE key IS NOT NULL"))
            self._base.execute("BEGIN")
            self._base.execute(_COPY)
            taken = {row for (row,) in self._base.execute("SELECT id FROM old.place WHERE id > 0")}
            new = {self._own[key]: number for key, number in moved.items() if key in self._own and number not in taken}
            self._base.executemany("INSERT INTO moved VALUES (?, ?)", new.items())
            for statement in _COPY_ROWS:
                self._base.execute(statement)
            self._own |= {key: number for key, number in moved.items() if key in self._own}
            self._base.execute("COMMIT")
            self._base.execute("DETACH old")
            self._base.execute("BEGIN")
        except sqlite3.Error as error:
            raise SaysoError("SAY-702", path=path, reason=describe(error)) from error
        self.places = len(taken) + len(self._own)

    def note(self, name: str, value: str) -> None:
        """Set a value of the table ``meta``."""
        self._meta[name] = value

    def add(self, entry: Entry, names: Iterable[NameRow]) -> None:
        """Add a place and its names. Raises SaysoError SAY-703 where it cannot be written."""
        row = self.find_id(entry.key)
        self._places.append((
            row, None if row > 0 else entry.key, entry.name, ENTRY_KINDS.index(entry.kind), entry.latitude,
            entry.longitude, entry.geonameid if entry.geonameid != row else None, entry.country,
            self.find_id(entry.admin1) if entry.admin1 else None, self.find_id(entry.admin2) if entry.admin2 else None,
            entry.feature, entry.population, entry.radius_km,
        ))  # fmt: skip
        self.places += 1
        self._add_names(row, names)

    def add_names(self, key: str, names: Iterable[NameRow]) -> None:
        """Add names to a place that is there, or comes later."""
        self._add_names(self.find_id(key), names)

    def _add_names(self, row: int, names: Iterable[NameRow]) -> None:
        self._names += ((norm, row, NAME_KINDS.index(kind), first, last) for norm, kind, first, last in names if norm)
        if len(self._places) > _BATCH or len(self._names) > _BATCH:
            self._flush()

    def _flush(self) -> None:
        try:
            self._base.executemany(_INSERT, self._places)
            self._base.executemany("INSERT INTO raw.alias VALUES (?, ?, ?, ?, ?)", self._names)
        except sqlite3.Error as error:
            raise SaysoError("SAY-703", path=self._path, reason=describe(error)) from error
        self._places.clear()
        self._names.clear()

    def _finish(self) -> None:
        self._flush()
        for statement in filter(None, map(str.strip, _FINISH.split(";"))):
            self._base.execute(statement)
        counts = ("place", "alias")
        meta = self._meta | {
            f"{t}_rows": str(self._base.execute(f"SELECT count(*) FROM {t}").fetchone()[0]) for t in counts
        }
        self._base.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
        self._base.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        self._base.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self._base.execute("COMMIT")
        self._base.execute("ANALYZE main.place")
        self._base.close()
        made = self._folder / "places.sqlite"
        with made.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(made, self._path)


def describe(error: Exception) -> str:
    """Why something failed, in a few words."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def _sweep(mine: Path) -> None:
    """Remove what builds that were killed have left, a day after."""
    now = mine.stat().st_mtime
    for folder in mine.parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if now - folder.stat().st_mtime > _STALE_S:
                shutil.rmtree(folder, ignore_errors=True)
