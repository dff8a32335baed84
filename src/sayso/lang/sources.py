"""The codebook of kinds of source: its types, and how a user's file adds to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, TypeVar, get_args

import msgspec

from sayso.errors import SaysoError

WordSort = Literal["bodies", "people", "endings", "names", "alone", "modifiers", "phrases", "nearby", "signs"]

SORTS: tuple[WordSort, ...] = get_args(WordSort)
NO_SOURCE, WITHHELD, STATE_BODY, MEDIA = "none", "unnamed", "state_body", "media"
VICTIM, COMPANY, DOCUMENT, EXPERT = "victim_relative", "company", "document_data", "expert"
"""The codes that rules speak of; a user's file adds kinds and words, these stay."""

_MOST_WORDS = 5  # of an entry
_MOST_BYTES = 1_000_000  # of a user's file
_CODE_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
_T = TypeVar("_T")


class KindGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Kinds that a profile adds up ("state organs")."""

    code: str
    label: str


class KindWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a kind of source is told by; lang/en/sources.toml says what each list holds."""

    members: str | None = None
    seat: str | None = None
    past: str | None = None
    union: str | None = None
    near_misses: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    nearby: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


class KindEntry(KindWords, frozen=True, kw_only=True):
    """One kind of source.

    ``label`` names one source of the kind with its article, ``plural`` many. Who belongs to a body of this kind or
    speaks for it is of the kind ``members``, an office or team of a person of this kind of the kind ``seat``, and who
    was of this kind once of the kind ``past`` (None: of this one), and what unites people of this kind of the kind
    ``union``. Of two kinds that fit equally well the one of lower ``precedence`` wins. The lists are told
    of in lang/en/sources.toml.
    """

    code: str
    label: str
    plural: str
    group: str
    precedence: int
    definition: str


class Carrier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words whose kind is that of what they belong to: a spokesman is of the kind of those he speaks for.

    ``takes``: the kinds taken over, None for all; ``default``: the kind where nothing decides; ``owned``: the kind
    where it has an owner of whatever kind, or, with ``harms``, where one of
    these words stands near ("his brother", "killed"); ``asks``: whether it belongs to what was named last before
    it where nothing else is said; ``links``: prepositions that lead to what it belongs to; ``people``: whether the
    words mean people (or else offices, papers); ``unites``: whether they mean what people join.
    """

    relation: str
    people: bool
    words: tuple[str, ...]
    links: tuple[str, ...]
    takes: tuple[str, ...] | None = None
    default: str | None = None
    owned: str | None = None
    asks: bool = False
    unites: bool = False
    harms: tuple[str, ...] = ()


class Forename(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that are of the kind ``code`` where a name stands behind them: "the agency Interfax"."""

    code: str
    words: tuple[str, ...]


class SourceBook(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """All kinds of source, their groups, the carriers, and the verbs that tie a name to a body ("who speaks for").

    ``states``: countries and seats of government, which speak as states whatever the reader takes their names for.
    ``surnames``: words of bodies' names that people bear too ("Gold"). ``askers`` and ``answerers``: what an interview
    calls its two sides in place of their names ("Q", "A").
    """

    ties: tuple[str, ...]
    groups: tuple[KindGroup, ...]
    kinds: tuple[KindEntry, ...]
    carriers: tuple[Carrier, ...]
    states: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    forenames: tuple[Forename, ...] = ()
    askers: tuple[str, ...] = ()
    answerers: tuple[str, ...] = ()


class _MoreKind(KindWords, frozen=True, kw_only=True):
    """A kind in a user's file: all is optional where the kind is known."""

    code: str
    label: str | None = None
    plural: str | None = None
    group: str | None = None
    precedence: int | None = None
    definition: str | None = None


class _More(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ties: tuple[str, ...] = ()
    groups: tuple[KindGroup, ...] = ()
    kinds: tuple[_MoreKind, ...] = ()
    carriers: tuple[Carrier, ...] = ()


def read_source_kinds(path: str, book: SourceBook) -> SourceBook:
    """``book`` with what the TOML file at ``path`` adds and overrides.

    A kind of a known code gets the words that the file lists, which other kinds lose; what else the file says of it
    replaces what the book says. A kind of a new code needs label, plural, group and definition. Raises SaysoError
    SAY-407 when the file cannot be read, SAY-408 with all that is wrong in it.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise SaysoError("SAY-407", path=path, reason=error.strerror) from error
    if len(data) > _MOST_BYTES:
        raise SaysoError("SAY-407", path=path, reason=f"over {_MOST_BYTES} bytes")
    try:
        more = msgspec.toml.decode(data, type=_More)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SaysoError("SAY-408", path=path, problems=str(error)) from error
    problems = _find_missing(more, book)
    if not problems:
        book = _extend(book, more)
        problems = check_book(book)
    if problems:
        raise SaysoError("SAY-408", path=path, problems="; ".join(problems[:20]))
    return book


def check_book(book: SourceBook) -> list[str]:
    """What is wrong with a codebook, in words: codes that nothing defines, words that cannot be found or clash."""
    codes, groups = {k.code for k in book.kinds}, {g.code for g in book.groups}
    problems = [f"kind {code!r} is missing" for code in (NO_SOURCE, WITHHELD, STATE_BODY, MEDIA) if code not in codes]
    owners: dict[tuple[WordSort, str], str] = {}
    for kind in book.kinds:
        if not kind.code or not set(kind.code) <= _CODE_LETTERS:
            problems.append(f"code {kind.code[:40]!r} is not of small letters, digits and underscores")
        if kind.group not in groups:
            problems.append(f"kind {kind.code}: there is no group {kind.group!r}")
        related = (code for code in (kind.members, kind.seat, kind.past, kind.union) if code is not None)
        problems += [f"kind {kind.code}: there is no kind {code!r}" for code in related if code not in codes]
        for sort in SORTS:
            for word in getattr(kind, sort):
                problems += _find_word_problems(f"kind {kind.code}, {sort}", word, sort)
                owner = owners.setdefault((sort, word), kind.code)
                if owner != kind.code:
                    problems.append(f"{word!r} is among the {sort} of {owner} and of {kind.code}")
    carried = Counter(word for carrier in book.carriers for word in set(carrier.words))
    problems += [f"{word!r} is among the words of two carriers" for word, times in carried.items() if times > 1]
    problems += [f"forenames: there is no kind {f.code!r}" for f in book.forenames if f.code not in codes]
    for carrier in book.carriers:
        known = (*(carrier.takes or ()), *(c for c in (carrier.default, carrier.owned) if c))
        problems += [f"carriers: there is no kind {code!r}" for code in known if code not in codes]
        problems += [p for w in carrier.words for p in _find_word_problems("carriers", w, "people")]
    return problems


def _find_word_problems(place: str, word: str, sort: WordSort) -> list[str]:
    if not word.strip() or word != " ".join(word.split()):
        return [f"{place}: {word[:40]!r} is empty or has odd blanks"]
    if sort not in ("phrases", "nearby", "signs") and len(word.split()) > _MOST_WORDS:
        return [f"{place}: {word[:40]!r} has more than {_MOST_WORDS} words"]
    if sort in ("names", "alone") and not any(c.isupper() or not c.isascii() for c in word) and word != "plc":
        return [f"{place}: {word[:40]!r} has no capital"]
    if sort not in ("names", "alone") and word != word.lower():
        return [f"{place}: {word[:40]!r} is not in lower case"]
    return []


def _find_missing(more: _More, book: SourceBook) -> list[str]:
    known = {kind.code for kind in book.kinds}
    problems = []
    for kind in more.kinds:
        missing = [f for f in ("label", "plural", "group", "definition") if getattr(kind, f) is None]
        if kind.code not in known and missing:
            problems.append(f"kind {kind.code[:40]!r} is new and has no {', no '.join(missing)}")
    doubled = len({kind.code for kind in more.kinds}) < len(more.kinds)
    return [*problems, "a kind stands there twice"] if doubled else problems


def _extend(book: SourceBook, more: _More) -> SourceBook:
    taken = {(sort, word) for kind in more.kinds for sort in SORTS for word in getattr(kind, sort)}
    listed = {word for kind in more.kinds for sort in SORTS for word in getattr(kind, sort)}
    added = {kind.code: kind for kind in more.kinds}
    kinds = [_add(_drop(kind, taken), added.pop(kind.code, None)) for kind in book.kinds]
    new_words = {word for carrier in more.carriers for word in carrier.words}
    carriers = [
        msgspec.structs.replace(c, words=tuple(w for w in c.words if w not in new_words and w not in listed))
        for c in book.carriers
    ]
    groups = {group.code: group for group in (*book.groups, *more.groups)}
    return SourceBook(
        _join(book.ties, more.ties),
        tuple(groups.values()),
        (*kinds, *(_make_kind(k) for k in added.values())),
        (*carriers, *more.carriers),
        book.states,
        book.surnames,
        book.forenames,
        book.askers,
        book.answerers,
    )


def _drop(kind: KindEntry, taken: set[tuple[WordSort, str]]) -> KindEntry:
    left = {sort: tuple(w for w in getattr(kind, sort) if (sort, w) not in taken) for sort in SORTS}
    return msgspec.structs.replace(kind, **left)


def _add(kind: KindEntry, more: _MoreKind | None) -> KindEntry:
    if more is None:
        return kind
    said = {
        f: getattr(more, f)
        for f in ("label", "plural", "group", "precedence", "definition", "members", "seat", "past", "union")
    }
    lists = {f: _join(getattr(kind, f), getattr(more, f)) for f in (*SORTS, "near_misses")}
    return msgspec.structs.replace(kind, **{f: v for f, v in said.items() if v is not None}, **lists)


def _make_kind(more: _MoreKind) -> KindEntry:
    values = {f: v for f in more.__struct_fields__ if (v := getattr(more, f)) is not None}
    return KindEntry(**{"precedence": 50, **values})


def _join(first: Iterable[_T], second: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys((*first, *second)))
