"""All that can be wrong with a codebook, each with what to do about it; and what is worth knowing though not wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from sayso.codebook.book import Aspect, EventBook, EventType, Mode, Words
from sayso.codebook.entries import find_faults

_MOST_TYPES = 500
_LONGEST_CODE = 40
_CODE_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
_FORM = "`sayso codebook --yaml` prints a file of the right form"


class Fault(msgspec.Struct, frozen=True):
    """Something wrong: ``where`` in the codebook, ``what``, and what to do ``next``."""

    where: str
    what: str
    next: str


def check_shape(data: Any) -> Iterator[Fault]:
    """What does not have the form of a codebook, type by type."""
    if not isinstance(data, dict):
        yield Fault("the file", "holds no mapping of names to values", _FORM)
        return
    parts: dict[str, Any] = {"types": EventType, "contexts": Aspect | str}
    for name, kind in parts.items():
        if isinstance(data.get(name), dict):
            yield from _check_each(data[name], name, kind)
        elif data.get(name) is not None:
            yield Fault(name, "is no mapping of codes to what they mean", _FORM)
    top = {key: value for key, value in data.items() if key not in parts}
    if "types" in data:
        top["types"] = {}
    yield from _convert(top, EventBook, "the file")


def _check_each(part: Mapping[Any, Any], name: str, kind: Any) -> Iterator[Fault]:
    for code, value in part.items():
        where = str(code)[:_LONGEST_CODE]
        if not isinstance(code, str):
            yield Fault(name, f"the code {where!r} is no word", "put it into quotation marks")
        yield from _convert(value, kind, where)


def _convert(value: Any, kind: Any, where: str) -> Iterator[Fault]:
    try:
        msgspec.convert(value, kind)
    except (msgspec.ValidationError, ValueError, RecursionError) as error:
        yield Fault(where, " ".join(str(error).split())[:300], _FORM)


def check_book(book: EventBook) -> Iterator[Fault]:
    """What is wrong with a codebook of the right form."""
    if not book.types:
        yield Fault("types", "there is none", "add a type with a definition and words")
    if len(book.types) > _MOST_TYPES:
        yield Fault("types", f"there are {len(book.types):,}", f"keep to {_MOST_TYPES} at most")
    for what, value in (("codebook", book.codebook), ("version", book.version)):
        if not value.strip() or len(value) > _LONGEST_CODE:
            yield Fault(what, "is empty or too long", f"records carry it: give 1 to {_LONGEST_CODE} characters")
    for code, kind in book.types.items():
        yield from _check_type(code, kind)
    for old, new in book.aliases.items():
        if new not in book.types:
            yield Fault(
                "aliases", f"{old} leads to {new}, which is no type", "name a type of this book, or leave it out"
            )
    for name in [*book.contexts, *book.sectors, *book.organisations]:
        yield from _check_code(name)
    for name, aspect in book.contexts.items():
        for entry in aspect.words if isinstance(aspect, Aspect) else ():
            yield from (Fault(f"context {name}", *fault) for fault in find_faults(entry))


def _check_type(code: str, kind: EventType) -> Iterator[Fault]:
    yield from _check_code(code)
    if not -10 <= kind.score <= 10:
        yield Fault(code, f"score {kind.score:g} is not between -10 and 10", "give a number in that range")
    if not kind.definition.strip():
        yield Fault(code, "definition is empty", "say in a sentence what counts as such an event")
    yield from _check_words(code, kind)
    for name, mode in kind.modes.items():
        yield from _check_code(name)
        if isinstance(mode, Mode):
            yield from _check_words(f"{code}-{name}", mode)


def _check_code(code: str) -> Iterator[Fault]:
    if not code or len(code) > _LONGEST_CODE or not set(code) <= _CODE_LETTERS:
        what = f"{code[:_LONGEST_CODE]!r} is no code"
        yield Fault("codes", what, f"use letters, digits, - and _ only, at most {_LONGEST_CODE}")


def _check_words(where: str, words: Words) -> Iterator[Fault]:
    for _, entry in words.list_words():
        yield from (Fault(where, *fault) for fault in find_faults(entry))


def list_remarks(book: EventBook, *, trained: frozenset[str] = frozenset()) -> Iterator[str]:
    """What is no fault and yet worth knowing; ``trained`` are the types that the reader sees without words."""
    for code, kind in book.types.items():
        silent = not any(True for _ in kind.list_words()) and not any(isinstance(m, Mode) for m in kind.modes.values())
        if silent and code not in trained and not trained & {old for old, new in book.aliases.items() if new == code}:
            yield f"{code} has no words, so no event of this type is ever found"
        if not kind.positive:
            yield f"{code} has no positive example"
    owners: dict[tuple[object, ...], str] = {}
    for entries in book.entries.values():
        for entry in entries:
            key = (entry.lemmas, entry.sort, entry.objects, entry.subjects)
            first = owners.setdefault(key, entry.type)
            if first != entry.type:
                yield f"“{' '.join(entry.lemmas)}” ({entry.sort}) stands in {first} and in {entry.type}; {first} has it"
