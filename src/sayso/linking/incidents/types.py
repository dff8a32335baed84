"""How far two codings of events may be of one happening."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

_UNLIKE = 0.3


class _Types(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    other: float
    same: float
    pairs: dict[str, float]
    groups: dict[str, tuple[str, ...]]


@cache
def _types() -> _Types:
    return msgspec.toml.decode(files("sayso.linking.incidents").joinpath("types.toml").read_bytes(), type=_Types)


@cache
def group_type(kind: str) -> tuple[str, ...]:
    """The groups of types among which a type is looked for; a type that is not listed is a group of its own."""
    return tuple(sorted(name for name, kinds in _types().groups.items() if kind in kinds)) or (kind,)


@cache
def match_types(a: str, b: str) -> float:
    """How far two codings may be of one happening, 0 to 1."""
    if a == b:
        return _types().same
    pairs = _types().pairs
    return pairs.get(f"{a} {b}", pairs.get(f"{b} {a}", _types().other))


@cache
def are_unlike(a: str, b: str) -> bool:
    """Whether two types that are both known are hardly ever of one happening."""
    known = {kind for kinds in _types().groups.values() for kind in kinds}
    return a in known and b in known and match_types(a, b) < _UNLIKE
