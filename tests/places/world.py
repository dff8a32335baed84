"""A gazetteer of a few places, and reports whose names and trees are written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np

from sayso.gazetteer import Entry, EntryKind, Gazetteer, normalise_name
from sayso.gazetteer.store import NameRow, Writer
from sayso.lang import find_language
from sayso.model import Name, NameKind, Place, Report, Syntax, Tokens, hash_text, make_id
from sayso.places import Areas, find_places
from sayso.places.drafts import Scene, make_scene
from sayso.text import find_tokens

_LIBYA, _LEBANON, _USA, _FRANCE = "gn:2215636", "gn:272103", "gn:6252001", "gn:3017382"
_OHIO, _ILLINOIS, _TEXAS, _NEW_YORK = "gn:5165418", "gn:4896861", "gn:4736286", "gn:5128638"


_NONE: dict[str, str] = {}


class Row(msgspec.Struct, frozen=True):
    """A place of the test gazetteer with its further names: "name", or "name|kind|first year|last year"."""

    key: str
    name: str
    kind: EntryKind
    latitude: float
    longitude: float
    country: str | None = None
    admin1: str | None = None
    population: int = 0
    feature: str = ""
    names: tuple[str, ...] = ()


ROWS = (
    Row(_USA, "United States", "country", 39.8, -98.5, "US", None, 327_000_000, "A.PCLI", ("American|demonym",)),
    Row(_FRANCE, "France", "country", 46.0, 2.0, "FR", None, 67_000_000, "A.PCLI", ("French|demonym",)),
    Row(_LIBYA, "Libya", "country", 28.0, 17.0, "LY", None, 6_800_000, "A.PCLI", ("Libyan|demonym",)),
    Row(_LEBANON, "Lebanon", "country", 33.83, 35.83, "LB", None, 6_000_000, "A.PCLI", ("Lebanese|demonym",)),
    Row("gn:163843", "Syria", "country", 35.0, 38.0, "SY", None, 17_000_000, "A.PCLI", ("Syrian|demonym",)),
    Row("gn:1522867", "Kazakhstan", "country", 48.0, 68.0, "KZ", None, 18_000_000, "A.PCLI", ("Kazakh|demonym",)),
    Row("gn:2635167", "United Kingdom", "country", 54.8, -2.7, "GB", None, 66_000_000, "A.PCLI", ("British|demonym",)),
    Row(_OHIO, "Ohio", "admin1", 40.25, -83.0, "US", None, 11_500_000, "A.ADM1"),
    Row(_ILLINOIS, "Illinois", "admin1", 40.0, -89.25, "US", None, 12_700_000, "A.ADM1", ("Ill.|abbreviation",)),
    Row(_TEXAS, "Texas", "admin1", 31.25, -99.25, "US", None, 29_000_000, "A.ADM1"),
    Row(_NEW_YORK, "New York", "admin1", 43.0, -75.5, "US", None, 19_400_000, "A.ADM1"),
    Row("adm2:clark", "Clark County", "admin2", 39.92, -83.78, "US", _OHIO, 136_000, "A.ADM2"),
    Row("gn:4525353", "Springfield", "town", 39.92, -83.81, "US", _OHIO, 59_000, "P.PPL"),
    Row("gn:4250542", "Springfield", "town", 39.8, -89.64, "US", _ILLINOIS, 114_000, "P.PPL"),
    Row("gn:4509884", "Columbus", "town", 39.96, -83.0, "US", _OHIO, 900_000, "P.PPL"),
    Row("gn:4887398", "Chicago", "town", 41.88, -87.63, "US", _ILLINOIS, 2_700_000, "P.PPL"),
    Row("gn:4513409", "Dayton", "town", 39.76, -84.19, "US", _OHIO, 137_000, "P.PPL"),
    Row("gn:5128581", "New York City", "town", 40.71, -74.0, "US", _NEW_YORK, 8_800_000, "P.PPL", ("New York",)),
    Row("gn:2988507", "Paris", "town", 48.85, 2.35, "FR", None, 2_140_000, "P.PPLC"),
    Row("gn:4717560", "Paris", "town", 33.66, -95.56, "US", _TEXAS, 24_000, "P.PPL"),
    Row("gn:2643743", "London", "town", 51.51, -0.13, "GB", None, 8_900_000, "P.PPLC"),
    Row("gn:2210247", "Tripoli", "town", 32.89, 13.19, "LY", None, 1_150_000, "P.PPLC"),
    Row("gn:266826", "Tripoli", "town", 34.43, 35.85, "LB", None, 230_000, "P.PPL"),
    Row("gn:169577", "Homs", "town", 34.73, 36.71, "SY", None, 775_000, "P.PPL"),
    Row("gn:1526273", "Astana", "town", 51.18, 71.45, "KZ", None, 1_078_000, "P.PPLC", ("Nur-Sultan|alias|2019|2022",)),
    Row("point:white-house", "White House", "point", 38.9, -77.04, "US", None, 0, "S.BLDG"),
)  # fmt: skip


def make_gazetteer(folder: Path) -> Gazetteer:
    """The test gazetteer in a file of its own."""
    path = folder / "places.sqlite"
    with Writer(path, {"version": "test"}) as writer:
        for row in ROWS:
            entry = Entry(
                row.key, row.name, row.kind, row.latitude, row.longitude,
                int(row.key[3:]) if row.key.startswith("gn:") else None,
                row.country, row.admin1, None, row.feature, row.population, 5.0,
            )  # fmt: skip
            writer.add(entry, [(normalise_name(row.name), "main", None, None), *map(_read_name, row.names)])
    return Gazetteer.open(path)


def _read_name(words: str) -> NameRow:
    name, _, rest = words.partition("|")
    kind, first, last = ([*rest.split("|"), "", "", ""] if rest else ["alias", "", ""])[:3]
    return normalise_name(name), kind, int(first) if first else None, int(last) if last else None  # type: ignore[return-value]


def make_scene_of(
    text: str, *, names: Sequence[str] = (), arcs: Mapping[str, str] = _NONE
) -> tuple[Report, Tokens, Syntax, tuple[Name, ...]]:
    """A report with ``names`` as "words/kind" (kind is location where left out).

    ``arcs`` give a word's tag, relation, head word ("0" for none) and lemma, parted by blanks; other capitalised words
    are proper nouns, all others are marked X and hang on nothing.
    """
    sha256 = hash_text(text)
    report = Report(make_id("report", sha256), sha256, None, None, None, None, None, "en", text)
    tokens = find_tokens(report)
    words = tokens.words(text)
    given = {word: arcs[word].split() for word in words if word in arcs}
    heads = [words.index(given[w][2]) if w in given and given[w][2] in words else -1 for w in words]
    syntax = Syntax(
        sentences=np.cumsum([0, *(word == "." for word in words[:-1])], dtype=np.int32),
        upos=tuple(
            given[w][0] if w in given else "PROPN" if w[0].isupper() else "X" if w[0].isalnum() else "PUNCT"
            for w in words
        ),
        feats=("_",) * len(words),
        lemmas=tuple(given[w][3] if w in given else w for w in words),
        heads=np.array(heads, dtype=np.int32),
        deprels=tuple(given[w][1] if w in given else "dep" for w in words),
    )
    return report, tokens, syntax, tuple(_make_name(name, words) for name in names)


def read_places(
    text: str,
    gazetteer: Gazetteer | None,
    *,
    names: Sequence[str] = (),
    areas: Areas | None = None,
    outlet: str | None = None,
    published: str | None = None,
    arcs: Mapping[str, str] = _NONE,
) -> tuple[Place, ...]:
    """The places of a report."""
    report, tokens, syntax, found = make_scene_of(text, names=names, arcs=arcs)
    report = msgspec.structs.replace(report, outlet=outlet, published=published)
    return find_places(report, tokens, syntax, found, (), gazetteer, areas)[0]


def scene_of(text: str, *, names: Sequence[str] = (), arcs: Mapping[str, str] = _NONE) -> Scene:
    """The columns that recognition looks at."""
    report, tokens, syntax, found = make_scene_of(text, names=names, arcs=arcs)
    return make_scene(report.text, tokens, syntax, found, find_language("en"))


def _make_name(words: str, forms: list[str]) -> Name:
    phrase, _, kind = words.partition("/")
    phrase, _, number = phrase.partition("@")
    wanted = phrase.split()
    places = [i for i in range(len(forms)) if forms[i : i + len(wanted)] == wanted]
    first = places[int(number or 1) - 1]
    kinds: dict[str, NameKind] = {"p": "person", "o": "organisation", "x": "other"}
    return Name(first, first + len(wanted) - 1, kinds.get(kind, "location"), 0.95)
