"""Looking names up in the gazetteer file."""

from __future__ import annotations

from sayso.gazetteer.entry import Entry, Match


class Gazetteer:
    """Places by name, by key and inside one another."""

    def find(self, name: str) -> tuple[Match, ...]:
        """All places that bear a name, the most populous first; empty where there is none."""
        return ()

    def get(self, key: str) -> Entry | None:
        """The place with that key."""
        return None
