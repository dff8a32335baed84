"""Appositions put right with the help of names.

"The president of the union, Ana Ruiz, said" is read as a coordination now and then: what follows is a name and no "and"
stands before it. A coordination of a noun and one person, without a conjunction and between commas, is an apposition.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.model import Name, Syntax

_NOUNS = frozenset({"NOUN", "PROPN"})


def mend_appositions(syntax: Syntax, names: Sequence[Name]) -> Syntax:
    """The syntax with "conj" of such names turned into "appos"; the same object where there is none."""
    people = [name for name in names if name.kind == "person"]
    heads = [_find_head(name, syntax) for name in people]
    inside = {token for name in people for token in range(name.first, name.last + 1)}
    wrong = [
        head
        for name, head in zip(people, heads, strict=True)
        if syntax.deprels[head] == "conj" and _is_apposition(name, head, syntax, inside)
    ]
    if not wrong:
        return syntax
    deprels = list(syntax.deprels)
    for head in wrong:
        deprels[head] = "appos"
    return msgspec.structs.replace(syntax, deprels=tuple(deprels))


def _is_apposition(name: Name, head: int, syntax: Syntax, inside: set[int]) -> bool:
    first, last = name.first, name.last
    noun = int(syntax.heads[head])
    if noun >= first or noun in inside or syntax.upos[noun] not in _NOUNS or last + 1 >= len(syntax.upos):
        return False
    commas = all(syntax.lemmas[i] == "," and syntax.upos[i] == "PUNCT" for i in (first - 1, last + 1))
    near = range(noun + 1, min(last + 8, len(syntax.upos)))
    joined = any(i != head and syntax.deprels[i] in ("cc", "conj") and syntax.heads[i] in (noun, head) for i in near)
    return commas and not joined


def _find_head(name: Name, syntax: Syntax) -> int:
    """The first token of the name whose own head lies outside of it."""
    outside = (i for i in range(name.first, name.last + 1) if not name.first <= syntax.heads[i] <= name.last)
    return next(outside, name.first)
