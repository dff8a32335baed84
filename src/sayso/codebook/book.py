"""The types of an event codebook; docs/codebook.md tells the format of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal

import msgspec

from sayso.codebook.entries import Entry, Sort, read_entry
from sayso.lang import find_language
from sayso.lang.forms import inflect_verbs

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

    def list_words(self) -> Iterator[tuple[Sort, str]]:
        """Every entry with the list that it stands in."""
        for words, sort in self._lists():
            yield from ((sort, word) for word in words)

    def _lists(self) -> tuple[tuple[tuple[str, ...], Sort], ...]:
        return (self.verbs, "verb"), (self.nouns, "noun"), (self.adjectives, "adjective"), (self.phrases, "phrase")


class Mode(Words, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A mode of a type: what it means, and the words that tell it."""

    definition: str


class Aspect(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A context: what it means, and words near an event that speak for it."""

    definition: str
    words: tuple[str, ...] = ()


class EventType(Words, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One type of event.

    ``label`` is its name in plain words. ``score`` is the base value on a scale of conflict and cooperation, -10 to 10;
    ``actor`` and ``recipient_is`` say in words who fills the roles; ``recipient`` whether there must be one.
    ``positive`` are sentences that hold such an event, ``near_misses`` sentences with its words and without one.
    """

    definition: str
    label: str = ""
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


class EventBook(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
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

    @cached_property
    def entries(self) -> Mapping[str, tuple[Entry, ...]]:
        """The words of all types and modes by their first word, each list in the order of the book."""
        found: dict[str, list[Entry]] = {}
        for code, kind in self.types.items():
            for mode, words in (("", kind), *((name, kind.find_mode(name)) for name in kind.modes)):
                for sort, entry in words.list_words() if words is not None else ():
                    read = read_entry(entry, sort, code, mode or None)
                    found.setdefault(read.lemmas[0], []).append(read)
        return {first: tuple(entries) for first, entries in found.items()}

    @cached_property
    def forms(self) -> Mapping[str, str]:
        """Every form of the verbs that entries begin with, and its lemma: readers do not know every lemma."""
        verbs = {e.lemmas[0] for found in self.entries.values() for e in found if e.sort in ("verb", "phrase")}
        return inflect_verbs(verbs, find_language(self.language).endings)

    @cached_property
    def context_words(self) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
        """The words of all contexts by their first word: (lemmas, context)."""
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, aspect in self.contexts.items():
            for entry in aspect.words if isinstance(aspect, Aspect) else ():
                lemmas = tuple(entry.lower().split())
                found.setdefault(lemmas[0], []).append((lemmas, name))
        return {first: tuple(entries) for first, entries in found.items()}
