"""Looking names up in the gazetteer file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Self

from sayso.errors import SaysoError
from sayso.gazetteer.entry import Entry, Match
from sayso.gazetteer.names import drop_possessive, normalise_name
from sayso.gazetteer.store import APPLICATION_ID, ENTRY_KINDS, NAME_KINDS, SCHEMA_VERSION, describe

_COLUMNS = (
    "p.id, p.key, p.name, p.kind, p.latitude, p.longitude, p.geonameid, p.country, p.admin1, p.admin2, p.feature, "
    "p.population, p.radius_km"
)
# No name is borne by more places than this (San Antonio, the commonest, by some 350); a file of others may hold more.
_MOST = 1_000
_FIND = (
    f"SELECT a.kind, a.first_year, a.last_year, {_COLUMNS} FROM alias a JOIN place p ON p.id = a.place "
    f"WHERE a.norm = ? ORDER BY p.population DESC, p.id LIMIT {_MOST}"
)
_GET = f"SELECT {_COLUMNS} FROM place p WHERE p.id = ?"
_OWN_KEY = "SELECT key FROM place WHERE id = ?"
_OWN_ID = "SELECT id FROM place WHERE key = ?"
_BEGINS = "SELECT norm FROM alias WHERE norm > ? LIMIT 1"
_COUNTRY = f"SELECT {_COLUMNS} FROM place p WHERE p.kind = {ENTRY_KINDS.index('country')}"
_DATED = (
    "SELECT norm, kind, first_year, last_year FROM alias "
    "WHERE place = ? AND (first_year IS NOT NULL OR last_year IS NOT NULL) ORDER BY first_year, norm"
)
# Kibibytes that SQLite keeps of the file, and answers kept.
_PAGES_KIB = 4_096
_ANSWERS = 4_096
# A name is far shorter; what is longer is not looked for.
_LONGEST = 200


class Gazetteer:
    """Places by name, by key and inside one another. Made by ``Gazetteer.open``.

    The file is read in place; some 15 MB of memory are used. One object may serve several threads; each process opens
    its own (an object that is pickled opens the same file again).
    """

    def __init__(self, path: Path, base: sqlite3.Connection) -> None:
        self.path = path
        self._base = base
        self._lock = Lock()
        self.meta: dict[str, str] = dict(base.execute("SELECT name, value FROM meta"))
        self._find: Callable[[str], tuple[Match, ...]] = lru_cache(_ANSWERS)(self._find_now)
        self._begins: Callable[[str], bool] = lru_cache(_ANSWERS)(self._begins_now)
        self._entry: Callable[[int], Entry | None] = lru_cache(_ANSWERS)(self._entry_now)
        self._key: Callable[[int], str] = lru_cache(_ANSWERS)(self._key_now)
        self._countries: dict[str, Entry] = {}

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Open a gazetteer file. Raises SaysoError SAY-701 where there is none, SAY-702 where it cannot be used."""
        path = Path(path)
        if not path.is_file():
            raise SaysoError("SAY-701", path=path)
        try:
            uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            base = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
            base.execute(f"PRAGMA cache_size = -{_PAGES_KIB}")
            _check(base, path)
            return cls(path, base)
        except (sqlite3.Error, OSError) as error:
            raise SaysoError("SAY-702", path=path, reason=describe(error)) from error

    def __reduce__(self) -> tuple[Callable[[str], Gazetteer], tuple[str]]:
        """So that another process opens the same file."""
        return type(self).open, (str(self.path),)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def version(self) -> str:
        """What the file was made from, and with which rules: for records and `sayso doctor`."""
        return self.meta.get("version", "")

    @property
    def imported(self) -> bool:
        """Whether the file was made from files of the user's, by `sayso places import`."""
        return "imported" in self.meta

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def find(self, name: str) -> tuple[Match, ...]:
        """All places that bear a name, the most populous first; empty where there is none.

        ``name`` may be as written or normalised. A possessive ending is dropped where nothing is called so with it
        (St. John's is a town).
        """
        return self._find(name) if len(name) <= _LONGEST else ()

    def find_many(self, names: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        """``find`` for each of several names, those without places left out."""
        found = {name: self.find(name) for name in dict.fromkeys(names)}
        return {name: matches for name, matches in found.items() if matches}

    def begins(self, name: str) -> bool:
        """Whether a longer name begins with these whole words ("new" or "New York", but not "New Yo")."""
        return len(name) <= _LONGEST and self._begins(name)

    def longest(self, words: Iterable[str]) -> int:
        """How many of ``words``, from the first on, make up the longest name; 0 where none does."""
        length, taken = 0, ""
        for count, word in enumerate(words, 1):
            taken = f"{taken} {word}" if taken else word
            if self.find(taken):
                length = count
            if not self.begins(taken):
                break
        return length

    def get(self, key: str) -> Entry | None:
        """The place with that key."""
        if key.startswith("gn:") and key[3:].isascii() and key[3:].isdigit() and len(key) < 16:
            return self._entry(int(key[3:]))
        rows = self._ask(_OWN_ID, (key,))
        return self._entry(rows[0][0]) if rows else None

    def country(self, code: str | None) -> Entry | None:
        """The country with that ISO 3166 alpha-2 code."""
        if not self._countries:
            entries = (self._make(row) for row in self._ask(_COUNTRY, ()))
            self._countries = {entry.country: entry for entry in entries if entry.country}
        return self._countries.get(code) if code else None

    def parents(self, entry: Entry) -> tuple[Entry, ...]:
        """What a place lies in, the smallest first: its admin2, its admin1, its country, as far as they are known."""
        keys = (entry.admin2, entry.admin1)
        found = [self.get(key) for key in keys if key and key != entry.key]
        if entry.kind != "country":
            found.append(self.country(entry.country))
        return tuple(parent for parent in found if parent is not None)

    def inside(self, inner: Entry, outer: Entry) -> bool:
        """Whether ``inner`` is known to lie in the country or division ``outer``; false for one and the same."""
        if inner.key == outer.key:
            return False
        if outer.kind == "country":
            return inner.country is not None and inner.country == outer.country
        return outer.key in (inner.admin1, inner.admin2)

    def dated_names(self, entry: Entry) -> tuple[tuple[str, int | None, int | None], ...]:
        """The names, normalised, that a place bore in certain years only: name, first and last year."""
        rows = self._ask(_DATED, (self._row(entry.key),))
        return tuple((norm, first, last) for norm, _, first, last in rows)

    def _find_now(self, name: str) -> tuple[Match, ...]:
        rows = self._ask(_FIND, (normalise_name(name),))
        if not rows and (bare := drop_possessive(name)) != name:
            rows = self._ask(_FIND, (normalise_name(bare),))
        return tuple(Match(self._make(row[3:]), NAME_KINDS[row[0]], row[1], row[2]) for row in rows)

    def _begins_now(self, name: str) -> bool:
        norm = normalise_name(name)
        if not norm:
            return False
        start = f"{norm} "
        rows = self._ask(_BEGINS, (start,))
        return bool(rows) and str(rows[0][0]).startswith(start)

    def _entry_now(self, row: int) -> Entry | None:
        rows = self._ask(_GET, (row,))
        return self._make(rows[0]) if rows else None

    def _key_now(self, row: int) -> str:
        if row > 0:
            return f"gn:{row}"
        rows = self._ask(_OWN_KEY, (row,))
        return str(rows[0][0]) if rows else ""

    def _row(self, key: str) -> int | None:
        if key.startswith("gn:"):
            return int(key[3:])
        rows = self._ask(_OWN_ID, (key,))
        return int(rows[0][0]) if rows else None

    def _make(self, row: tuple[Any, ...]) -> Entry:
        number, key, name, kind, latitude, longitude, geonameid, country, admin1, admin2, feature, people, radius = row
        return Entry(
            key=key or f"gn:{number}",
            name=name,
            kind=ENTRY_KINDS[kind],
            latitude=latitude,
            longitude=longitude,
            geonameid=geonameid if number < 0 else number,
            country=country,
            admin1=self._key(admin1) if admin1 else None,
            admin2=self._key(admin2) if admin2 else None,
            feature=feature,
            population=people,
            radius_km=radius,
        )

    def _ask(self, question: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        # A connection serves one thread at a time.
        with self._lock:
            try:
                return self._base.execute(question, values).fetchall()
            except UnicodeEncodeError:
                return []  # a lone surrogate is in no name
            except sqlite3.Error as error:
                raise SaysoError("SAY-702", path=self.path, reason=describe(error)) from error


def _check(base: sqlite3.Connection, path: Path) -> None:
    application, version = (base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    if application != APPLICATION_ID:
        raise SaysoError("SAY-702", path=path, reason="it is no gazetteer of Sayso's")
    if version != SCHEMA_VERSION:
        raise SaysoError("SAY-702", path=path, reason=f"its format is {version}, not {SCHEMA_VERSION}")
