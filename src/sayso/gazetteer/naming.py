"""Which names a place is kept under: what a name list holds that no report writes, and forms that no list holds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sayso.gazetteer.names import normalise_name
from sayso.gazetteer.store import NameRow
from sayso.gazetteer.tables import Row, split_names

_CODE = re.compile(r"[A-Z0-9.\-/]{1,4}$")
_FITS = re.compile(r"[a-z0-9 ]*[a-z][a-z0-9 ]*$")
_LONGEST = 80


def make_names(main: str, others: Iterable[str]) -> list[NameRow]:
    """The names of a place as a list of names gives them, normalised.

    Codes of four capitals or fewer and what only machines write (transliterations without a capital) are left out, as
    is what cannot be written in Latin letters: reports in English do not use it.
    """
    names: dict[str, NameRow] = {}
    for number, name in enumerate((main, *others)):
        if len(name) > _LONGEST or (number and (_CODE.match(name) or (not name.isascii() and _is_foreign(name)))):
            continue
        norm = normalise_name(name)
        if norm not in names and _FITS.match(norm) and (not number or name != name.lower()):
            names[norm] = (norm, "alias" if number else "main", None, None)
    return list(names.values())


def make_row_names(row: Row) -> list[NameRow]:
    """The names in the columns ``name``, ``aliases``, ``abbreviations`` and ``demonyms`` of a row of our own."""
    names: list[NameRow] = [(normalise_name(row["name"]), "main", None, None)] if row.get("name") else []
    names += ((normalise_name(name), "alias", None, None) for name in split_names(row.get("aliases", "")))
    names += ((normalise_name(name), "abbreviation", None, None) for name in split_names(row.get("abbreviations", "")))
    for demonym in split_names(row.get("demonyms", "")):
        names += ((normalise_name(form), "demonym", None, None) for form in (demonym, *make_plural(demonym)))
    return names


def make_plural(demonym: str) -> tuple[str, ...]:
    """The plural of a word for the people of a place, where it is one of its own ("Kazakhs", but "the French")."""
    if demonym.endswith(("ese", "ish", "sh", "ch", "ss", "s", "x", "z", "i-Kiribati")):
        return ()
    if demonym.endswith("man"):
        return (demonym[:-3] + "men",)
    if demonym.endswith("woman"):
        return (demonym[:-5] + "women",)
    if demonym.endswith("y") and demonym[-2] not in "aeiou":
        return (demonym[:-1] + "ies",)
    return (demonym + "s",)


class DivisionWords:
    """What a country calls its divisions of one level: "Almaty Region" beside "Almaty"; from ``division_words.tsv``."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._before: dict[tuple[str, str], list[str]] = {}
        self._after: dict[tuple[str, str], list[str]] = {}
        stripped: set[str] = set()
        for row in rows:
            for country in row["countries"].split("|"):
                self._before.setdefault((country, row["level"]), []).extend(split_names(row["before"]))
                self._after.setdefault((country, row["level"]), []).extend(split_names(row["after"]))
            stripped.update(normalise_name(word) for word in split_names(row["stripped"]))
        self._stripped = sorted(stripped, key=lambda word: (-len(word), word))

    def strip(self, norm: str) -> str:
        """``norm`` without the words that say what sort of division it is, such as "oblysy" or "provincia de"."""
        for word in self._stripped:
            for bare in (norm.removesuffix(f" {word}"), norm.removeprefix(f"{word} ")):
                norm = norm if _is_vague(bare) or norm in _WHOLE else bare
        return norm

    def add_forms(self, names: list[NameRow], country: str, level: str) -> list[NameRow]:
        """``names`` and what else they give rise to: without such words, and with those of the country."""
        bare = dict.fromkeys(self.strip(norm) for norm, kind, _, _ in names if kind in ("main", "alias"))
        forms: dict[str, None] = dict.fromkeys(bare) if level == "admin1" or country not in _COUNTY_COUNTRIES else {}
        for name in bare:
            for word in self._pick(self._after, country, level):
                forms[f"{name} {word}"] = None
            for word in self._pick(self._before, country, level):
                forms[f"{word} {name}"] = None
        held = {norm for norm, _, _, _ in names}
        rows = [*names, *((normalise_name(form), "alias", None, None) for form in forms if form not in held)]
        return [row for row in rows if not _is_vague(row[0])]

    @staticmethod
    def _pick(table: dict[tuple[str, str], list[str]], country: str, level: str) -> list[str]:
        return table.get((country, level)) or table.get(("*", level)) or []


# Names that a word belongs to that elsewhere only says what sort of division it is.
_WHOLE = frozenset({"free state", "republic of the congo", "sir"})
_VAGUE = frozenset(
    (
        *("north", "south", "east", "west", "northern", "southern", "eastern", "western", "northeast", "northwest"),
        *("southeast", "southwest", "nord", "sud", "est", "ouest", "norte", "sur", "este", "oeste", "centro"),
        *("central", "centre", "center", "middle", "mid", "upper", "lower", "far", "new", "old", "red", "unity"),
        *("federal", "capital", "capitals", "metropolitan", "national", "autonomous", "republic", "of", "the", "and"),
        *("region", "province", "state", "district", "county", "coast", "lake", "lakes", "islands", "island"),
        *("plateau", "sea", "river", "rivers", "valley", "gulf", "bay", "highlands"),
    )
)
# There a county is hardly ever named without the word, and its bare name would be taken for a town.
_COUNTY_COUNTRIES = frozenset({"US"})


def _is_vague(norm: str) -> bool:
    """Whether a name says no more than a direction or a rank ("Southern", "North West", "Centre")."""
    return all(word in _VAGUE for word in norm.split())


def _is_foreign(name: str) -> bool:
    """Whether the first letter of a name stands outside the Latin blocks of Unicode."""
    letter = next((c for c in name if c.isalpha()), "")
    return not letter or not (letter < "\u0250" or "\u1e00" <= letter < "\u1f00")
