"""The type of the words that tell of death, violence and crime, by how grave what they tell is."""

from __future__ import annotations

import msgspec


class GraveWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and wordings as they stand, in lower case, by grade: ``death`` (3), ``violence`` (2), ``crime`` (1)."""

    death: tuple[str, ...]
    violence: tuple[str, ...]
    crime: tuple[str, ...]

    def grades(self) -> dict[str, int]:
        """The grade of every word."""
        lists = (self.crime, self.violence, self.death)
        return {word: grade for grade, words in enumerate(lists, 1) for word in words}
