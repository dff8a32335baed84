"""Names put right with the help of syntax.

The reader labels every token for itself, so a name of several parts may come out in pieces ("United States",
"Congress") or with a function word too many ("University Library of"). Names are proper nouns: the tags and arcs of the
same reading say where one ends.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.model import Name, Syntax, Tokens

_LOOSE = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PUNCT", "PART", "AUX", "PRON"})
_JOINING = frozenset({"compound", "flat", "nmod", "goeswith"})


def refine_names(names: Sequence[Name], tokens: Tokens, syntax: Syntax) -> tuple[Name, ...]:
    """Names without loose words at their edges, joined where one is part of the next, each with a proper noun in it."""
    trimmed = [_trim(name, syntax) for name in names]
    kept = [n for n in trimmed if n is not None]
    joined: list[Name] = []
    for name in kept:
        if joined and _belongs_to(joined[-1], name, tokens, syntax):
            name = _join(joined.pop(), name)
        joined.append(name)
    return tuple(joined)


def join_hyphenated(names: Sequence[Name], tokens: Tokens, words: Sequence[str]) -> tuple[Name, ...]:
    """Names that are parts of a hyphenated one ("Alma", "Ata") joined, where the report has it whole ("Alma-Ata")."""
    whole = {tuple(words[n.first : n.last + 1]) for n in names if "-" in words[n.first : n.last + 1]}
    if not whole:
        return tuple(names)
    longest = max(map(len, whole))
    found: list[Name] = []
    for name in names:
        if found and name.first <= found[-1].last:
            continue
        ends = range(name.last + 2, min(name.first + longest, len(words)))
        fits = (end for end in ends if words[name.last + 1] == "-" and tuple(words[name.first : end + 1]) in whole)
        last = next((end for end in fits if not tokens.gaps[name.first + 1 : end + 1].any()), name.last)
        found.append(name if last == name.last else msgspec.structs.replace(name, last=last))
    return tuple(found)


def _trim(name: Name, syntax: Syntax) -> Name | None:
    first, last = name.first, name.last
    while first <= last and syntax.upos[first] in _LOOSE:
        first += 1
    while last >= first and syntax.upos[last] in _LOOSE:
        last -= 1
    if "PROPN" not in syntax.upos[first : last + 1]:
        return None
    return msgspec.structs.replace(name, first=first, last=last)


def _belongs_to(one: Name, other: Name, tokens: Tokens, syntax: Syntax) -> bool:
    """Whether ``one``, just before ``other``, modifies a word of it: "United States" in "United States Congress"."""
    if one.last + 1 != other.first or tokens.gaps[other.first] > 1 or other.kind == "person":
        return False
    for index in range(one.first, one.last + 1):
        head = int(syntax.heads[index])
        if other.first <= head <= other.last:
            return syntax.deprels[index].split(":")[0] in _JOINING
    return False


def _join(one: Name, other: Name) -> Name:
    return Name(one.first, other.last, other.kind, min(one.confidence, other.confidence))
