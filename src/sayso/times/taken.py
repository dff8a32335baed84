"""What a rule of the grammar took: classes, payloads and tokens of one match."""

from __future__ import annotations

from sayso.times.items import Island

# What "last", "next" and their like say: how many units away, and from where.
RELATIONS: dict[str, tuple[int, str]] = {
    "L": (-1, "published"),
    "N": (1, "published"),
    "X": (0, "published"),
    "s": (0, "last"),
    "i": (-1, "last"),
    "f": (1, "last"),
    "l": (0, "latest"),
}


class Taken:
    """Items ``start`` to ``end`` (half-open) of an island, which a rule matched; ``first`` and ``last`` token."""

    __slots__ = ("classes", "first", "island", "last", "start")

    def __init__(self, island: Island, start: int, end: int) -> None:
        self.island, self.start = island, start
        self.classes = island.classes[start:end]
        self.first, self.last = island.firsts[start], island.lasts[end - 1]

    def has(self, classes: str) -> bool:
        """Whether one of ``classes`` is among the items."""
        return any(cls in self.classes for cls in classes)

    def get(self, classes: str) -> object | None:
        """The payload of the first item of one of ``classes``, None where there is none."""
        at = self.find(classes)
        return None if at < 0 else self.island.values[self.start + at]

    def find(self, classes: str) -> int:
        """The place of the first item of one of ``classes``, -1 where there is none."""
        return next((at for at, cls in enumerate(self.classes) if cls in classes), -1)

    def token(self, place: int) -> int:
        """The first token of the item at ``place``."""
        return self.island.firsts[self.start + place]

    def number(self, classes: str) -> int | None:
        """As `get`, for payloads that are whole numbers."""
        value = self.get(classes)
        return int(value) if isinstance(value, int | float) else None

    def word(self, classes: str) -> str | None:
        """As `get`, for payloads that are words."""
        value = self.get(classes)
        return value if isinstance(value, str) else None

    def relation(self) -> tuple[int, str] | None:
        """What the last of "last", "this", "same" and their like says; None where there is none."""
        found = [RELATIONS[cls] for cls in self.classes if cls in RELATIONS]
        decided = [r for r in found if r != (0, "published")]
        return (decided or found)[-1] if found else None

    def edge(self) -> str | None:
        """The modifier that "early", "end of" or "about" gives."""
        for cls, value in zip(self.classes, self.island.values[self.start :], strict=False):
            if cls in "Bq;" and isinstance(value, str):
                return value
            if cls in "bc" and cls == self.classes[0]:
                return "START" if cls == "b" else "END"
        return None


__all__ = ["RELATIONS", "Taken"]
