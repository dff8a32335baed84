"""Names of outlets in running text: capitalised words that are known, or that end or begin as outlets' names do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import msgspec

from sayso.lang.credits import find_credit_words
from sayso.model import Span

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_PART = rf"{_CAPITAL}(?:[\w&’'/-]|\.(?=\w)){{0,40}}"
_NAME = re.compile(rf"(?<![\w’'])(?:[Tt]he )?{_PART}(?: (?:of |de |la |for )?{_PART}){{0,5}}")
_TAIL = re.compile(r"(?:['’]s?|[./’'-]+)$")
_DETERMINER = re.compile(r"the ", re.IGNORECASE)
_MOST_NAMES = 20_000


def find_names(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Capitalised names in ``text``, an article before them counted in, in order."""
    for number, match in enumerate(_NAME.finditer(text, start, len(text) if end is None else end)):
        if number == _MOST_NAMES:
            return
        tail = _TAIL.search(match.group())
        yield Span(match.start(), match.start() + tail.start() if tail else match.end())


def find_outlet_name(text: str, name: Span) -> Span | None:
    """The part of ``name`` that is an outlet's name: what begins the sentence or tells the day is left out."""
    first, last = _trim(name.text(text))
    return Span(name.start + first, name.start + last) if last > first else None


@lru_cache(maxsize=65536)
def _trim(name: str) -> tuple[int, int]:
    words = _list_words()
    starts = [m.start() for m in re.finditer(r"\S+", name)]
    for start in starts:
        rest = name[start:]
        if rest.split(" ", 1)[0].casefold() in words.leading:
            continue
        length = _measure(rest, words)
        if length:
            return start, start + length
        if _DETERMINER.match(rest) is None:
            break
    return 0, 0


class _Words(msgspec.Struct, frozen=True):
    """Words of outlets' names as sets; ``forms`` are names that are known."""

    forms: frozenset[str]
    leading: frozenset[str]
    beginnings: frozenset[str]
    endings: frozenset[str]
    weak_endings: frozenset[str]


def _measure(rest: str, words: _Words) -> int:
    """How many characters at the start of ``rest`` are an outlet's name; 0 for none."""
    parts = rest.split(" ")
    for count in range(len(parts), 0, -1):
        head = " ".join(parts[:count])
        if head in words.forms or head.removeprefix("The ").removeprefix("the ") in words.forms:
            return len(head)
    plain = [part.casefold() for part in parts if part.casefold() != "the"]
    alone = len(plain) == 1 and len(parts) == 1
    if not plain or alone:
        return 0
    ends = plain[-1] in words.endings or " ".join(plain[-2:]) in words.endings
    ends = ends or (plain[-1] in words.weak_endings and len(plain) > 1 and parts[0].casefold() == "the")
    return len(rest) if ends or (len(plain) > 1 and plain[0] in words.beginnings) else 0


@cache
def _list_words() -> _Words:
    words = find_credit_words("en")
    forms = frozenset(form for forms in words.outlets for form in forms)
    sets = map(frozenset, (words.leading, words.beginnings, words.endings, words.weak_endings))
    return _Words(forms, *sets)
