"""The gazetteer: places, their names and where they lie, in one SQLite file read in place."""

from sayso.gazetteer.build import build_gazetteer
from sayso.gazetteer.dump import Tally, import_dump
from sayso.gazetteer.entry import Entry, EntryKind, Match, NameKind
from sayso.gazetteer.home import find_gazetteer, locate_gazetteer, prepare_gazetteer
from sayso.gazetteer.lookup import Gazetteer
from sayso.gazetteer.names import normalise_name

__all__ = [
    "Entry",
    "EntryKind",
    "Gazetteer",
    "Match",
    "NameKind",
    "Tally",
    "build_gazetteer",
    "find_gazetteer",
    "import_dump",
    "locate_gazetteer",
    "normalise_name",
    "prepare_gazetteer",
]
