"""Names that tell whose somebody is: nations, their people, capitals, bodies and leaders of the dated table."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

import msgspec

from sayso.codebook.actors import Actor, load_actors
from sayso.gazetteer.tables import read_table, split_names

_MOST_WORDS = 6
_NAMED = ("name", "aliases", "abbreviations")


class Known(msgspec.Struct, frozen=True):
    """What a name tells.

    ``capital`` marks the seat of a government, ``person`` and ``body`` names of the dated tables, ``people`` the plural
    of a word for people ("Kenyans").
    """

    code: str
    sector: str | None = None
    capital: bool = False
    person: bool = False
    body: bool = False
    people: bool = False


class KnownNames:
    """Names by their first word. Made once by `load_known`."""

    def __init__(self) -> None:
        table = load_actors()
        self._alpha3 = dict(table.alpha3)
        self._nations: dict[tuple[str, ...], Known] = {}
        self._dated: dict[tuple[str, ...], list[Actor]] = {}
        self._people: dict[tuple[str, ...], list[Actor]] = {}
        self._surnames: dict[str, list[Actor]] = {}
        for code, words in table.nations.items():
            self._add(words, Known(code), peoples=_find_plurals(words))
        for code, names in _read_countries():
            self._add(names, Known(self._alpha3.get(code, code)), peoples=_find_plurals(names))
        for code, towns in table.capitals.items():
            self._add(towns, Known(self._alpha3.get(code, code), capital=True))
        for code, names in _read_parts():
            self._add(names, Known(self._alpha3.get(code, code)))
        for actor in table.bodies:
            self._dated.setdefault(_split(actor.name), []).append(actor)
        for actor in table.people:
            words = _split(actor.name)
            self._people.setdefault(words, []).append(actor)
            self._surnames.setdefault(words[-1], []).append(actor)
        self._firsts = {words[0] for words in (*self._nations, *self._dated, *self._people)}

    def alpha3(self, alpha2: str) -> str | None:
        """The ISO 3166 alpha-3 code of an alpha-2 code."""
        return self._alpha3.get(alpha2)

    def find(self, forms: Sequence[str], at: int, year: int | None) -> tuple[int, Known] | None:
        """The longest name that begins with word ``at``, and how many words it has."""
        first = forms[at]
        if first.lower() not in self._firsts or (not first[0].isupper() and not first.startswith("al")):
            return None
        words = [form.lower() for form in forms[at : at + _MOST_WORDS]]
        for length in range(len(words), 0, -1):
            known = self._look(tuple(words[:length]), year)
            if known is not None and (length > 1 or _is_written_so(first)):
                return length, known
        return None

    def find_surname(self, word: str, year: int | None) -> Known | None:
        """Somebody of the table of people by the last word of the name."""
        return _choose(self._surnames.get(word.lower(), ()), year, person=True)

    def _look(self, words: tuple[str, ...], year: int | None) -> Known | None:
        return (
            _choose(self._dated.get(words, ()), year)
            or self._nations.get(words)
            or _choose(self._people.get(words, ()), year, person=True)
        )

    def _add(self, names: Sequence[str], known: Known, peoples: frozenset[str] = frozenset()) -> None:
        for name in names:
            words = _split(name)
            if words:
                told = msgspec.structs.replace(known, people=True) if name in peoples else known
                self._nations.setdefault(words, told)


@functools.cache
def load_known() -> KnownNames:
    """The names that come with Sayso. Raises SaysoError SAY-704 or SAY-409 where a table is damaged."""
    return KnownNames()


def _choose(actors: Sequence[Actor], year: int | None, *, person: bool = False) -> Known | None:
    """The entry of that year; the first where the year is unknown; a person out of office without the office."""
    for actor in actors:
        if actor.fits(year):
            return Known(actor.code, actor.sector, person=person, body=not person)
    if not actors:
        return None
    return Known(actors[0].code, "ELI" if person else None, person=person, body=not person)


def _read_countries() -> Iterator[tuple[str, list[str]]]:
    for row in read_table("countries"):
        if row["code"]:
            people = split_names(row["demonyms"])
            names = [name for field in _NAMED for name in split_names(row[field])]
            yield row["code"], names + people + [f"{word}s" for word in people]


def _read_parts() -> Iterator[tuple[str, list[str]]]:
    """Regions and divisions that lie in one country, and the words for their people."""
    for table in ("regions", "divisions", "towns"):
        for row in read_table(table):
            people = split_names(row["demonyms"])
            if row["country"] and len(row["name"]) > 3:
                yield row["country"], [row["name"], *split_names(row["aliases"]), *people, *(f"{p}s" for p in people)]


def _find_plurals(names: Sequence[str]) -> frozenset[str]:
    """The names that are another one with the mark of the plural."""
    return frozenset(name for name in names if name.endswith("s") and name[:-1] in names)


def _split(name: str) -> tuple[str, ...]:
    """The words of a name as the tokens of a report have them: possessives and hyphens stand apart."""
    spaced = name.lower().replace("’", "'").replace("-", " - ").replace("'s ", " 's ").replace("s' ", "s ' ")
    words = spaced.split()
    return tuple(words[1:] if words[:1] == ["the"] else words)


def _is_written_so(form: str) -> bool:
    """A word of one or two letters counts in capitals only (US, not Us)."""
    return len(form) > 3 or form.isupper() or form in {"Lao", "Hun"}
