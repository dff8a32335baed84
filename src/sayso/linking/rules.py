"""Rule packs: how a programme turns the words of a toll into numbers. Records keep the words; packs act on output."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Literal

import msgspec

from sayso.errors import SaysoError
from sayso.model import Toll, TollKind

_FOLDER = "data"
_MOST_BYTES = 100_000
PACKS = ("acled", "ccc", "words-only")
"""The packs that come with Sayso."""


class RulePack(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How tolls are counted.

    ``vague`` gives numbers to words that set no bound ("hundreds"); ``figure`` says which number of an interval is
    taken: its "lowest", or both ends ("interval"), or "none". ``leave_out`` are kinds of toll that are not counted.
    """

    name: str
    version: str
    about: str
    figure: Literal["lowest", "interval", "none"]
    vague: Mapping[str, int] = {}
    leave_out: tuple[TollKind, ...] = ()

    @property
    def title(self) -> str:
        """Name and version, as output carries them."""
        return f"{self.name} {self.version}"


class Counted(msgspec.Struct, frozen=True):
    """What a pack makes of a toll; ``by`` says how: the figure told, or the words that it has a number for."""

    low: int | None
    high: int | None
    by: str


def find_rules(name: str) -> RulePack:
    """The pack of that name, or the one in the TOML file at that path.

    Raises SaysoError SAY-411 where there is none or it cannot be used.
    """
    return _load_pack(name) if name in PACKS else _read_pack(name)


@functools.cache
def _load_pack(name: str) -> RulePack:
    data = resources.files(__package__).joinpath(_FOLDER, f"{name}.toml").read_bytes()
    return msgspec.toml.decode(data, type=RulePack)


def _read_pack(path: str) -> RulePack:
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise ValueError(f"is longer than {_MOST_BYTES:,} bytes")
        return msgspec.toml.decode(data, type=RulePack)
    except OSError as error:
        raise _refuse(path, error.strerror or "cannot be read") from error
    except (msgspec.DecodeError, ValueError) as error:
        raise _refuse(path, " ".join(str(error).split())[:200]) from error


def _refuse(path: str, reason: str) -> SaysoError:
    return SaysoError("SAY-411", path=path, reason=reason, known=", ".join(PACKS))


def count_toll(toll: Toll, words: str, pack: RulePack) -> Counted | None:
    """The numbers that a pack gives a toll whose words are ``words``; None where it gives none.

    Bounds that the words set are kept; of an open interval the bound that is told is taken.
    """
    if pack.figure == "none":
        return None
    if toll.low is None and toll.high is None:
        found = _find_vague(words, pack)
        return Counted(found[1], found[1], f"“{found[0]}”") if found is not None else None
    if pack.figure == "lowest":
        lowest = toll.low if toll.low is not None else toll.high
        return Counted(lowest, lowest, "lowest figure told")
    return Counted(toll.low, toll.high, "as told")


def _find_vague(words: str, pack: RulePack) -> tuple[str, int] | None:
    """The longest vague words of a pack among ``words``."""
    folded = " ".join(re.findall(r"[\w'’-]+", words.casefold()))
    for vague in sorted(pack.vague, key=lambda entry: (-len(entry), entry)):
        if f" {vague} " in f" {folded} ":
            return vague, pack.vague[vague]
    return None
