"""The entries of a codebook's word lists: lemmas, and what may narrow them ("open | object=fire")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

Sort = Literal["verb", "noun", "adjective", "phrase"]
MOST_WORDS = 6  # of an entry
_ROLES = frozenset({"object", "subject"})


class Entry(msgspec.Struct, frozen=True):
    """Lemmas that tell an event of ``type`` and ``mode``, None for no mode.

    ``objects`` and ``subjects`` are lemmas of which one must stand in that role; empty where any will do.
    """

    lemmas: tuple[str, ...]
    sort: Sort
    type: str
    mode: str | None
    objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()


def read_entry(entry: str, sort: Sort, code: str, mode: str | None) -> Entry:
    """An entry of a list; what is wrong with it is left out, `find_faults` tells it."""
    words, _, narrowed = entry.partition("|")
    roles = {}
    for part in narrowed.split():
        role, _, given = part.partition("=")
        roles[role] = frozenset(lemma for lemma in given.lower().split(",") if lemma)
    lemmas = tuple(words.lower().split()) or ("",)
    return Entry(lemmas, sort, code, mode, roles.get("object", frozenset()), roles.get("subject", frozenset()))


def find_faults(entry: str) -> Iterator[tuple[str, str]]:
    """What is wrong with an entry, and what to do about it."""
    words, bar, narrowed = entry.partition("|")
    count = len(words.split())
    if not 1 <= count <= MOST_WORDS:
        yield f"{entry[:60]!r} has {count} words", f"give it 1 to {MOST_WORDS}"
    if bar and not narrowed.strip():
        yield f"{entry[:60]!r} has nothing behind its bar", 'write what narrows it, as "open | object=fire"'
    for part in narrowed.split():
        role, _, lemmas = part.partition("=")
        if role not in _ROLES or not lemmas.strip(","):
            yield (
                f"{entry[:60]!r} is narrowed by {part[:30]!r}",
                "write object= or subject= and lemmas with commas between",
            )
