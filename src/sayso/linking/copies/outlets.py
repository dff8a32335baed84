"""Whether two names are of one outlet: "Steppe Wire" and "Steppe Wire (invented)", "BBC" and "BBC News"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from sayso.lang.credits import find_credit_words

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 200


def same_outlet(a: str | None, b: str | None) -> bool:
    """Whether two names are surely of one outlet: words in brackets, articles and words such as "News" set aside.

    A part of a name ("the Courier") is not enough: ``find_outlet`` tells whether it is the only one that fits.
    """
    first, second = _key(a), _key(b)
    return bool(first) and first == second


def find_outlet(name: str, outlets: Iterable[str]) -> str | None:
    """The one of ``outlets`` that ``name`` names, in full or by its first or last words; None if several."""
    known = sorted(set(outlets))
    same = [outlet for outlet in known if same_outlet(name, outlet)]
    if same:
        return same[0]
    fitting = {_key(outlet): outlet for outlet in reversed(known) if is_short_for(name, outlet)}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def is_short_for(name: str, outlet: str) -> bool:
    """Whether ``name`` is the last or the first words of the outlet's name, the article set aside ("the Courier")."""
    short, whole = _split(name), _split(outlet)
    if not short or len(short) >= len(whole) or max(len(w) for w in short) < 3:
        return False
    return whole[-len(short) :] == short or (whole[: len(short)] == short and short[0] not in _beginnings())


@lru_cache(maxsize=65536)
def _key(name: str | None) -> tuple[str, ...]:
    words = _split(name or "")
    known = _known().get(words)
    if known is not None:
        return known
    core = tuple(word for word in words if word not in _loose()) or words
    return _known().get(core, core)


@lru_cache(maxsize=65536)
def _split(name: str) -> tuple[str, ...]:
    words = tuple(_WORD.findall(_BRACKETS.sub(" ", name[:_LONGEST]).casefold()))
    return words[1:] if len(words) > 1 and words[0] == "the" else words


@cache
def _known() -> dict[tuple[str, ...], tuple[str, ...]]:
    return {_split(form): _split(forms[0]) for forms in find_credit_words("en").outlets for form in forms}


@cache
def _loose() -> frozenset[str]:
    return frozenset(find_credit_words("en").loose)


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(find_credit_words("en").beginnings)
