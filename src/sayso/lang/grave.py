"""The type of the words that tell of death, violence and crime, by how grave what they tell is."""

from __future__ import annotations

import msgspec


class GraveWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and wordings as they stand, in lower case, by grade: 3 the gravest (``death``), 2 ``violence``, 1 ``crime``."""

    death: tuple[str, ...]
    violence: tuple[str, ...]
    crime: tuple[str, ...]

    def grades(self) -> dict[str, int]:
        """The grade of every word."""
        lists = (self.crime, self.violence, self.death)
        return {word: grade for grade, words in enumerate(lists, 1) for word in words}
