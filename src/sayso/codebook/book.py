"""The types of an event codebook; docs/codebook.md tells the format of the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

EventClass = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict", "other"]
Need = Literal["required", "optional", "none"]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that tell an event: lemmas of ``verbs`` and ``nouns``, and ``phrases`` of lemmas ("take to the street").

    An entry may be narrowed with ``object=`` or ``subject=`` lemmas behind a bar: "open | object=fire".
    """

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


class Mode(Words, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A mode of a type: what it means, and the words that tell it."""

    definition: str


class Aspect(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A context: what it means, and words near an event that speak for it."""

    definition: str
    words: tuple[str, ...] = ()


class EventType(Words, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One type of event.

    ``score`` is the base value on a scale of conflict and cooperation, -10 to 10; ``actor`` and ``recipient_is`` say
    in words who fills the roles; ``recipient`` whether there must be one. ``positive`` are sentences that hold such an
    event, ``near_misses`` sentences with its words and without one.
    """

    definition: str
    event_class: EventClass = msgspec.field(default="other", name="class")
    score: float = 0.0
    recipient: Need = "optional"
    actor: str = ""
    recipient_is: str = ""
    modes: Mapping[str, Mode | str] = {}
    positive: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()

    def find_mode(self, name: str) -> Mode | None:
        """The mode of that name; None where the type has none of it."""
        mode = self.modes.get(name)
        return Mode(definition=mode) if isinstance(mode, str) else mode


class EventBook(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A whole codebook. ``aliases`` lead from older names of types to those of this book."""

    codebook: str
    version: str
    types: Mapping[str, EventType]
    title: str = ""
    language: str = "en"
    licence: str = ""
    repairs: tuple[str, ...] = ()
    aliases: Mapping[str, str] = {}
    contexts: Mapping[str, Aspect | str] = {}
    sectors: Mapping[str, str] = {}
    organisations: Mapping[str, str] = {}

    @property
    def name(self) -> str:
        """Name and version, as records carry them: "plover 2.0-sayso.1"."""
        return f"{self.codebook} {self.version}"

    def list_modes(self) -> list[str]:
        """Every "TYPE-mode", in the order of the book."""
        return [f"{code}-{mode}" for code, kind in self.types.items() for mode in kind.modes]
