"""What is known about a collection of made-up reports. README.md says what each word means and how doubt is decided."""

from __future__ import annotations

from typing import Literal

import msgspec

from sayso.model import Record, Span, TollKind

DisputeKind = Literal["rival", "later", "garbled"]


class Made(msgspec.Struct, frozen=True, omit_defaults=True):
    """A report as a line of JSON Lines that ``sayso read`` takes."""

    id: str
    outlet: str
    published: str
    title: str
    text: str
    url: str | None = None
    language: str = "en"


class Stretch(msgspec.Struct, frozen=True, order=True):
    """Characters of a report."""

    report: str
    span: Span


class Unit(msgspec.Struct, frozen=True):
    """Words that tell of an incident; ``triggers`` name it, ``realis`` is planned before it was held."""

    at: Stretch
    incident: str
    triggers: tuple[Span, ...] = ()
    realis: Literal["actual", "planned", "historical", "denied"] = "actual"


class Figure(msgspec.Struct, frozen=True):
    """Words that give the figure of a statement."""

    at: Stretch
    statement: str


class TollStatement(msgspec.Struct, frozen=True):
    """A figure that somebody gave: ``scope`` is "all" or a part of it; ``of`` the statement that a copy got wrong.

    ``party`` is whose it is, an outlet's where it counted itself or names nobody. ``withdrawn`` says that the party
    took it back.
    """

    id: str
    incident: str
    kind: TollKind
    scope: str
    low: int | None
    high: int | None
    party: str
    day: str
    of: str | None = None
    withdrawn: bool = False


class TrueCopy(msgspec.Struct, frozen=True):
    """``report`` was made from ``of``; ``passages`` are pairs of spans, here and there."""

    report: str
    of: str
    passages: tuple[tuple[Span, Span], ...]


class TrueFamily(msgspec.Struct, frozen=True):
    """Reports tied by copying, directly or over others; ``roots`` copy nobody."""

    reports: tuple[str, ...]
    roots: tuple[str, ...]


class Trace(msgspec.Struct, frozen=True):
    """The origins that one report's account of an incident goes back to."""

    report: str
    parties: tuple[str, ...]


class TrueIncident(msgspec.Struct, frozen=True):
    """A happening, who told of it, and where that came from; ``origins`` are the parties, each once."""

    id: str
    kind: str
    type: str
    country: str
    town: str
    day: str
    title: str
    traces: tuple[Trace, ...] = ()
    origins: tuple[str, ...] = ()


class Dispute(msgspec.Struct, frozen=True):
    """Two statements (their ids) that cannot both be so."""

    a: str
    b: str
    kind: DisputeKind


class Withdrawal(msgspec.Struct, frozen=True):
    """Words that take a statement back."""

    at: Stretch
    statement: str


class Account(msgspec.Struct, frozen=True):
    """What a party says of an incident that others say otherwise: a denial, a name of the agent, a label."""

    at: Stretch
    incident: str
    kind: Literal["denial", "agent", "label"]
    party: str
    value: str


class TrueCredit(msgspec.Struct, frozen=True):
    """Words that name the outlet which the text or the news comes from."""

    at: Stretch
    name: str


class Party(msgspec.Struct, frozen=True):
    """Whoever an account goes back to, with a name to show."""

    key: str
    role: str
    name: str


class Truth(msgspec.Struct, frozen=True):
    """All that is known of a collection. ``filler`` are reports that tell of none of the incidents.

    ``loose_families`` also tie reports that share too few words to be sure, ``doubtful`` are such copies.
    """

    seed: int
    parties: tuple[Party, ...]
    incidents: tuple[TrueIncident, ...]
    units: tuple[Unit, ...]
    quiet: tuple[Stretch, ...]
    families: tuple[TrueFamily, ...]
    loose_families: tuple[TrueFamily, ...]
    copies: tuple[TrueCopy, ...]
    doubtful: tuple[TrueCopy, ...]
    statements: tuple[TollStatement, ...]
    figures: tuple[Figure, ...]
    disputes: tuple[Dispute, ...]
    withdrawals: tuple[Withdrawal, ...]
    accounts: tuple[Account, ...]
    credits: tuple[TrueCredit, ...]
    filler: tuple[str, ...]


class Collection(msgspec.Struct, frozen=True):
    """Made-up reports in order of publication, the truth about them, and their records by a faultless reader."""

    reports: tuple[Made, ...]
    truth: Truth
    ideal: tuple[Record, ...] = ()
