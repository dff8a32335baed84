"""The invented world of a collection: who there is, what happened, and which figures were given."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

import msgspec

from bench.testbed.material import Country, Kind, Material, PartyKind, Variant
from bench.testbed.truth import Party
from bench.testbed.words import Bound
from sayso.model import TollKind


class Voice(msgspec.Struct, frozen=True):
    """Whoever speaks on an incident: the party, how it is named, and the person who speaks for it."""

    party: Party
    kind: PartyKind
    name: str


class Happening(msgspec.Struct, frozen=True):
    """An incident: what happened, where, when, and who may speak of it.

    A ``dated`` one has another of its kind near: every report on it tells its day.
    """

    id: str
    kind: Kind
    variant: Variant
    country: Country
    town: str
    region: str
    site: str
    cause: str
    clock: str
    begins: datetime
    voices: tuple[Voice, ...]
    sizes: dict[str, int]
    agents: tuple[str, ...]
    dated: bool = False

    @property
    def day(self) -> date:
        """The day on which it happened."""
        return self.begins.date()


class Told(msgspec.Struct, frozen=True):
    """A figure given by a voice at a time; ``group`` is a part of the people counted, "" for all."""

    id: str
    incident: str
    kind: TollKind
    low: int | None
    high: int | None
    bound: Bound
    voice: Voice
    at: datetime
    group: str = ""
    before: Told | None = None

    @property
    def number(self) -> int:
        """The number that stands in it."""
        return self.low if self.low is not None else self.high or 0


def draw_happening(
    random: Random,
    material: Material,
    number: int,
    around: date,
    *,
    like: Happening | None = None,
    days: int = 1,
    prefix: str = "",
    dated: bool = False,
) -> Happening:
    """An incident of any kind in any town; ``like`` gives kind and town, ``days`` later than that one."""
    kind = like.kind if like else random.choice(material.kinds)
    country = like.country if like else random.choice(material.countries)
    town, region = (like.town, like.region) if like else random.choice(country.towns)
    day = like.day + timedelta(days=days) if like else around + timedelta(days=random.randrange(12))
    hour = random.randrange(24)
    begins = datetime(day.year, day.month, day.day, hour, random.choice((0, 10, 15, 20, 30, 40, 45)))
    name = f"{prefix}i{number:02d}"
    return Happening(
        id=name,
        kind=kind,
        variant=random.choice(kind.variants),
        country=country,
        town=town,
        region=region,
        site=random.choice([site for site in kind.sites if like is None or site != like.site]),
        cause=like.cause if like else random.choice(kind.causes),
        clock=_write_clock(begins, random),
        begins=begins,
        voices=_draw_voices(random, material, kind, country, town, name),
        sizes={toll: _draw_size(random, least, most) for toll, least, most in kind.tolls if most},
        agents=tuple(random.sample(kind.agents, k=min(2, len(kind.agents)))),
        dated=dated,
    )


def list_gaps(kind: Kind) -> tuple[int, ...]:
    """After how many days another one of the kind may come in the same town; what lasts comes once a year at most."""
    return (365,) if kind.name in _LASTING else (1, 1, 2, 7, 365)


def draw_name(random: Random, material: Material, country: Country) -> str:
    """The name of an invented person."""
    pool = material.pools[country.names]
    return f"{random.choice(pool.first)} {random.choice(pool.last)}"


def _draw_voices(
    random: Random, material: Material, kind: Kind, country: Country, town: str, incident: str
) -> tuple[Voice, ...]:
    """Bodies first, then persons, each once; no two that would be called "the ministry" alike."""
    fit = [party for party in material.parties if kind.name in party.kinds]
    random.shuffle(fit)
    bodies = [party for party in fit if party.role == "body"]
    persons = [party for party in fit if party.role == "person"]
    voices = []
    for party in [*bodies[:4], *persons[:2]]:
        local = f":{town}" if party.name in _LOCAL else ""
        key = f"{party.name}:{country.code}{local}" if party.role == "body" else f"{party.name}:{incident}"
        called = random.choice(party.first) if party.fixed else ""
        voices.append(Voice(Party(key, party.role, called or party.name), party, draw_name(random, material, country)))
    return tuple(voices)


_LASTING = frozenset({"flood", "outbreak", "strike"})
_LOCAL = frozenset({"police", "governor-office", "hospital", "prosecutor", "fire-brigade", "mayor"})
"""Bodies of a town: those of two towns are two."""


def _draw_size(random: Random, least: int, most: int) -> int:
    """A size between the two, small ones oftener; large ones are round, as counts of crowds are."""
    size = least + int((most - least) * random.random() ** 2.2)
    for limit, step in ((10_000, 1_000), (2_000, 100), (400, 50)):
        if size > limit:
            return size // step * step
    return max(size, 2)


def _write_clock(moment: datetime, random: Random) -> str:
    if random.random() < 0.5:
        return f"{moment.hour % 12 or 12}.{moment.minute:02d} {'a.m.' if moment.hour < 12 else 'p.m.'}"
    return f"{moment.hour:02d}:{moment.minute:02d}"


def tell(
    random: Random,
    happening: Happening,
    voice: Voice,
    kind: TollKind,
    number: int,
    at: datetime,
    *,
    name: str,
    group: str = "",
    before: Told | None = None,
) -> Told:
    """A statement of a figure with a bound that fits it."""
    bound = draw_bound(random, number)
    low: int | None = number
    high: int | None = number
    if bound in ("least", "more"):
        high = None
    elif bound == "most":
        low = None
    elif bound == "between":
        high = number + random.randint(2, 5)
    return Told(name, happening.id, kind, low, high, bound, voice, at, group, before)


def draw_bound(random: Random, number: int) -> Bound:
    """Exact figures oftenest; "more than" with round ones."""
    roll = random.random()
    if roll < 0.56:
        return "exact"
    if roll < 0.80:
        return "least"
    if number % 10 == 0 and number >= 20:
        return "more" if roll < 0.92 else "about"
    return "most" if roll < 0.86 else "between" if roll < 0.89 else "exact"
