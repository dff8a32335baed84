"""The gazetteer: places, their names and where they lie, in one SQLite file read in place."""

from sayso.gazetteer.entry import Entry, EntryKind, Match, NameKind
from sayso.gazetteer.lookup import Gazetteer

__all__ = ["Entry", "EntryKind", "Gazetteer", "Match", "NameKind"]
