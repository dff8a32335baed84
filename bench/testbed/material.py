"""The sentence frames and names in data/, as types."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

_DATA = Path(__file__).with_name("data")
_Struct = TypeVar("_Struct")
Words = tuple[str, ...]


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A country and towns in it with their regions; ``names`` is the pool of its persons' names."""

    name: str
    code: str
    adjective: str
    names: str
    towns: tuple[tuple[str, str], ...]


class Pool(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """First and last names."""

    first: Words
    last: Words


class Variant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way in which a kind of happening takes place."""

    clauses: Words
    nouns: Words
    detail: Words = ()


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of happening (data/kinds.toml says what its fields hold)."""

    name: str
    type: str
    tolls: tuple[tuple[str, int, int], ...]
    sites: Words
    the: Words
    detail: Words
    aside: Words
    variants: tuple[Variant, ...]
    part: Words = ()
    agents: Words = ()
    causes: Words = ("",)
    labels: tuple[tuple[str, str], ...] = ()
    planned: Words = ()


class TollFrames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How figures of one kind are told (data/tolls.toml)."""

    who: Words
    clause: Words
    killing: Words
    leaving: Words
    noun: Words
    head: Words
    part: Words


class PartyKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whoever makes statements on some kinds of happenings (data/parties.toml)."""

    name: str
    role: str
    first: Words
    later: Words
    speaker: Words
    kinds: Words
    plural: bool = False
    fixed: bool = False


class Outlets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of outlets by style."""

    agencies: Words
    local: Words
    foreign: Words
    broadcast: Words
    newsletter: Words
    live: Words
    national: Words


class Cited(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Frames that cite an outlet, with the one behind it or alone."""

    back: Words
    alone: Words


class Unnamed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sources without a name."""

    S: Words
    passive: Words


class Own(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Frames in which a newsroom tells what it saw itself."""

    killed: Words
    crowd: Words


class Later(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Frames for new figures, figures withdrawn, and denials."""

    update: Words
    retract: Words
    deny: Words


class Sayings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Frames that tell a claim with its source (data/sayings.toml)."""

    now: Words
    back: Words
    put: Words
    hedged: Words
    hedges: Words
    caveats: Words
    cited: Cited
    unnamed: Unnamed
    own: Own
    later: Later


class Leads(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """First sentences and headlines."""

    toll: Words
    plain: Words
    crowd: Words
    headlines: Words


class Material(msgspec.Struct, frozen=True):
    """All that reports are made of; ``frames`` are the lists of frames.toml by name."""

    countries: tuple[Country, ...]
    pools: dict[str, Pool]
    kinds: tuple[Kind, ...]
    tolls: dict[str, TollFrames]
    parties: tuple[PartyKind, ...]
    outlets: Outlets
    sayings: Sayings
    leads: Leads
    frames: dict[str, Words]


@lru_cache(1)
def load_material() -> Material:
    """The material of data/. Raises msgspec.ValidationError where a file is malformed."""
    places, persons = _read("places"), _read("persons")
    return Material(
        countries=msgspec.convert(places["countries"], tuple[Country, ...]),
        pools=msgspec.convert(persons["pools"], dict[str, Pool]),
        kinds=msgspec.convert(_read("kinds")["kinds"], tuple[Kind, ...]),
        tolls=msgspec.convert(_read("tolls"), dict[str, TollFrames]),
        parties=msgspec.convert(_read("parties")["parties"], tuple[PartyKind, ...]),
        outlets=msgspec.convert(_read("outlets"), Outlets),
        sayings=msgspec.convert(_read("sayings"), Sayings),
        leads=msgspec.convert(_read("leads"), Leads),
        frames=msgspec.convert(_read("frames"), dict[str, Words]),
    )


@lru_cache(1)
def list_paragraphs() -> tuple[str, ...]:
    """Paragraphs of the project's own example reports (bench/gold), by length and then letters."""
    gold = _DATA.parents[1] / "gold"
    texts = [
        report["text"]
        for path in sorted((gold / "events" / "train").glob("*.toml"))
        for report in tomllib.loads(path.read_text("utf-8"))["reports"]
    ]
    texts += [
        tomllib.loads(path.read_text("utf-8"))["text"] for path in sorted((gold / "claims" / "train").glob("*.toml"))
    ]
    paras = {" ".join(para.split()) for text in texts for para in text.strip().split("\n\n")}
    return tuple(sorted((p for p in paras if 160 < len(p) < 700), key=lambda p: (len(p), p)))


def _read(name: str) -> dict[str, object]:
    return tomllib.loads((_DATA / f"{name}.toml").read_text("utf-8"))
