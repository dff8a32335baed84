"""What stands between reports: copies, statements, incidents, origins and contradictions.

All of it is derived from records alone and points back at them: a ``Ref`` names a claim, an event or a toll of one
report, a ``Span`` the characters there. Nothing here decides what is true. Ids are hashes of content; tuples that have
no order of their own are sorted, so that the order in which reports come changes nothing.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from sayso.model.record import PlacePrecision, TollKind
from sayso.model.span import Span

CopyKind = Literal["exact", "near", "partial", "version"]
ChangeKind = Literal["added", "dropped", "replaced"]
CreditKind = Literal["dateline", "line", "cited"]
StepRole = Literal["outlet", "agency", "body", "person", "document", "channel", "unnamed"]
How = Literal["published", "copied", "credited", "cited", "said", "posted", "own"]
ContradictionKind = Literal["toll", "denial", "agent", "label", "date", "place"]
Standing = Literal["stands", "withdrawn"]


class Ref(msgspec.Struct, frozen=True, order=True):
    """A claim, an event or a toll: the id of its report, and its own id there."""

    report: str
    id: str


class Tie(msgspec.Struct, frozen=True, order=True):
    """Why two things are taken for one: ``score`` in [0, 1], and the ``reason`` in words."""

    a: Ref
    b: Ref
    score: float
    reason: str


class Change(msgspec.Struct, frozen=True):
    """A difference inside a copied passage. ``here`` are characters of the copy, ``there`` those of the original.

    One of them is empty (start equals end, where the words would stand) for words added or dropped. ``hedges`` are the
    spans of hedges in the original that the copy leaves out; ``sources`` those of sources that it leaves out.
    """

    kind: ChangeKind
    here: Span
    there: Span
    hedges: tuple[Span, ...] = ()
    sources: tuple[Span, ...] = ()


class Passage(msgspec.Struct, frozen=True):
    """A stretch of a copy (``here``) that stands in the original too (``there``), and what differs inside it."""

    here: Span
    there: Span
    changes: tuple[Change, ...] = ()


class Credit(msgspec.Struct, frozen=True):
    """Words with which a report names another outlet as where its text or news comes from.

    ``name`` is the outlet as written; ``claim`` the claim whose source it is, where it is one. A "dateline" is
    "(Reuters) -" at the start, a "line" stands by itself ("With reporting by ..."), "cited" is in a sentence.
    """

    report: str
    span: Span
    name: str
    kind: CreditKind
    claim: str | None = None


class Copy(msgspec.Struct, frozen=True):
    """One report repeats another: ``report`` is the later, ``of`` the earlier one.

    ``share`` is the part of the report's words that stand in ``of``, ``share_of`` the part of the words of ``of``
    that it repeats, both in [0, 1]. A "version" is another state of the report at the same address.
    """

    report: str
    of: str
    kind: CopyKind
    share: float
    share_of: float
    passages: tuple[Passage, ...]
    reason: str


class Family(msgspec.Struct, frozen=True):
    """Reports that repeat one another; ``reports`` in order of publication, ``root`` the one that all go back to.

    ``root`` is None where what they go back to is not on the desk: ``credited`` then names it where the reports do.
    ``copies`` hold, for each report but the first, the copy of the report that it most likely was made from, and
    further ones where it was made from several.
    """

    id: str
    reports: tuple[str, ...]
    root: str | None
    credited: str | None
    copies: tuple[Copy, ...]
    reason: str


class Statement(msgspec.Struct, frozen=True):
    """The same claim as several reports carry it (or one does); ``party`` and ``speaker`` are whose it is, if known."""

    id: str
    claims: tuple[Ref, ...]
    party: str | None
    speaker: str | None
    ties: tuple[Tie, ...]


class Location(msgspec.Struct, frozen=True):
    """Where an incident was, as exactly as its reports agree; degrees, ``radius_km`` how far off it may be."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    precision: PlacePrecision | None
    entry: str | None = None


class Incident(msgspec.Struct, frozen=True):
    """A happening that events (and tolls that hang on no event) of one or several reports refer to.

    ``type`` and ``mode`` are those of most of its events; ``type`` None where only tolls tell of it. ``earliest`` and
    ``latest`` are the first and last day that its reports allow (ISO 8601), None where they tell none.
    """

    id: str
    type: str | None
    mode: str | None
    title: str
    events: tuple[Ref, ...]
    tolls: tuple[Ref, ...]
    reports: tuple[str, ...]
    earliest: str | None
    latest: str | None
    location: Location | None
    ties: tuple[Tie, ...]


class Step(msgspec.Struct, frozen=True):
    """One hop on the way from an outlet back to an origin.

    ``report`` and ``span`` are the words that tell of it; ``how`` is what the hop before did to get there; ``held`` is
    the report of the desk in which this step itself put it, where the desk holds that.
    """

    role: StepRole
    name: str
    how: How
    party: str | None = None
    report: str | None = None
    span: Span | None = None
    held: str | None = None
    reason: str = ""


class Trail(msgspec.Struct, frozen=True):
    """The way of one report: ``steps`` from the outlet that published it to the origin; ``ref`` is what it carries."""

    report: str
    ref: Ref
    steps: tuple[Step, ...]


class Origin(msgspec.Struct, frozen=True):
    """Who first put something into the world, and the trails that lead there."""

    id: str
    name: str
    role: StepRole
    party: str | None
    trails: tuple[Trail, ...]
    statements: tuple[str, ...] = ()


class Provenance(msgspec.Struct, frozen=True):
    """ "N reports, M origins" of an incident or statement: ``of`` is its id, ``reports`` N, the length of origins M."""

    of: str
    reports: int
    origins: tuple[Origin, ...]


class Side(msgspec.Struct, frozen=True):
    """One of the accounts that differ. ``span`` is where ``report`` gives it, ``words`` what stands there.

    ``party`` and ``name`` are whose account it is (an outlet's, where the report tells it in its own voice); ``said``
    the day it was given, as far as known; ``reports`` all that carry it; ``value`` is what is compared (a figure, a
    name, a date). ``withdrawn`` is where somebody takes it back: its report, and the words.
    """

    report: str
    ref: Ref
    span: Span
    words: str
    value: str
    party: str | None
    name: str
    said: str | None
    reports: tuple[str, ...]
    origin: str | None = None
    standing: Standing = "stands"
    withdrawn: tuple[str, Span] | None = None
    low: int | None = None
    high: int | None = None


class Ladder(msgspec.Struct, frozen=True):
    """All figures of one kind for one incident, in the order in which they were given; ``scope`` is what they count."""

    id: str
    incident: str
    kind: TollKind
    scope: str
    rungs: tuple[Side, ...]


class Contradiction(msgspec.Struct, frozen=True):
    """Accounts that cannot all be so, side by side; ``of`` is the incident or statement that they are about."""

    id: str
    kind: ContradictionKind
    of: str
    about: str
    sides: tuple[Side, ...]
    reason: str


class Links(msgspec.Struct, frozen=True):
    """All that was found between some reports. Every event and loose toll is in exactly one incident, every claim in
    exactly one statement; families hold two or more reports; each incident and statement has a provenance.
    """  # fmt: skip

    families: tuple[Family, ...] = ()
    credits: tuple[Credit, ...] = ()
    statements: tuple[Statement, ...] = ()
    incidents: tuple[Incident, ...] = ()
    provenances: tuple[Provenance, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
