"""What a desk is asked, and what it answers.

All ids are those of reports, claims, events and links; all days are ISO 8601 (``2022-01-10``); all spans are half-open
ranges of code points into the text of the report.
"""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

import msgspec

from sayso.model import Contradiction, Incident, Ladder, Provenance, Span, Statement

T = TypeVar("T")

ReportSort = Literal["newest", "oldest", "title", "outlet", "claims", "relevance"]
IncidentSort = Literal["contradictions", "origins", "reports", "newest", "oldest"]
SpeakerSort = Literal["claims", "reports", "name"]
FacetName = Literal["outlet", "language", "speaker", "kind", "type", "country"]
FoundKind = Literal["report", "claim", "event", "toll", "statement", "incident", "family", "contradiction"]

FACETS: tuple[FacetName, ...] = ("outlet", "language", "speaker", "kind", "type", "country")


class Page(msgspec.Struct, Generic[T], frozen=True):
    """Some of the rows: ``total`` counts all that there are, ``page`` counts from 1, ``size`` is rows to a page."""

    rows: tuple[T, ...]
    total: int
    page: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are, 1 at least."""
        return max(1, -(-self.total // self.size))


class ReportQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which reports: those that have all that is given, and of each facet one of its values.

    ``words`` are looked for in title and text; ``speaker`` are keys of parties, ``kind`` codes of kinds of source,
    ``type`` codes of event types, ``country`` the codes that places have. ``first`` and ``last`` bound the day of
    publication, both included.
    """

    words: str = ""
    outlet: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    unlinked: bool = False


class IncidentQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which incidents: ``first`` and ``last`` bound the days that they may have been on; ``words`` are of their title.

    ``kind`` keeps those with a contradiction of one of these kinds; ``report`` those of one report.
    """

    words: str = ""
    type: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    report: str | None = None
    least_reports: int = 1


class ReportRow(msgspec.Struct, frozen=True):
    """A report without its text. ``family`` is the id of its family, ``copies`` how many reports that has.

    ``given`` is the id that its input gave, where the desk had to give another; ``linked`` whether it has been compared
    with the others; ``sayso`` and ``reader`` are the version and the model that read it.
    """

    id: str
    given: str | None
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    uri: str | None
    text_sha256: str
    sayso: str
    words: int
    claims: int
    events: int
    family: str | None = None
    copies: int = 0
    linked: bool = True
    reader: str = ""


class IncidentRow(msgspec.Struct, frozen=True):
    """An incident in a list: "N reports, M origins"; ``place`` and coordinates (degrees) as far as reports agree."""

    id: str
    title: str
    type: str | None
    mode: str | None
    earliest: str | None
    latest: str | None
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    reports: int
    origins: int
    events: int
    contradictions: int


class ReportText(msgspec.Struct, frozen=True):
    """The text of a report to quote from: what SQLite cannot hold (NUL, halves of characters) is U+FFFD in it."""

    language: str | None
    text: str


class Lead(msgspec.Struct, frozen=True):
    """Words of a report that tell of an incident: ``span`` of its text, within the stretch ``words`` from ``start``."""

    report: str
    outlet: str | None
    language: str | None
    span: Span
    words: str
    start: int


class ContradictionRow(msgspec.Struct, frozen=True):
    """A contradiction in a list; ``of`` is the incident or statement it is about, ``values`` what differs."""

    id: str
    kind: str
    of: str
    about: str
    reason: str
    values: tuple[str, ...]
    reports: int


class FamilyRow(msgspec.Struct, frozen=True):
    """A family in a list; ``title`` and ``outlet`` are those of its root, or of its first report."""

    id: str
    root: str | None
    credited: str | None
    title: str | None
    outlet: str | None
    reports: int
    reason: str


class SpeakerRow(msgspec.Struct, frozen=True):
    """A party that is heard: its claims, its reports, the first and last day on which it is quoted as speaking."""

    key: str
    name: str
    claims: int
    statements: int
    reports: int
    first: str | None
    last: str | None


class ClaimRow(msgspec.Struct, frozen=True):
    """A claim with its words; ``said`` is the first day on which it may have been said, or that of publication."""

    report: str
    id: str
    statement: str | None
    speaker: str | None
    party: str | None
    content: str
    quotation: str
    kind: str | None
    stance: str | None
    said: str | None
    outlet: str | None
    title: str | None
    published: str | None
    span: Span | None


class FacetCount(msgspec.Struct, frozen=True):
    """One value of a facet, how it is shown, and how many of the reports asked for have it."""

    value: str
    label: str
    reports: int


class Snippet(msgspec.Struct, frozen=True):
    """Words around a hit. ``span`` is where they stand in what was searched, ``marks`` the hits within ``words``."""

    words: str
    span: Span
    marks: tuple[Span, ...]


class ReportHit(msgspec.Struct, frozen=True):
    """A report that holds the words searched for; the snippet is of its text, None where only the title has them."""

    report: ReportRow
    score: float
    snippet: Snippet | None


class ClaimHit(msgspec.Struct, frozen=True):
    """A claim that holds the words searched for; the snippet is of the content of ``claim``."""

    claim: ClaimRow
    score: float
    snippet: Snippet | None


class Found(msgspec.Struct, frozen=True):
    """Something that an id names: what it is, its own id, its report, and the statement or incident it is part of."""

    kind: FoundKind
    id: str
    report: str | None = None
    link: str | None = None


class IncidentView(msgspec.Struct, frozen=True):
    """All that the desk knows of an incident. ``reports`` are in order of publication."""

    incident: Incident
    provenance: Provenance | None
    ladders: tuple[Ladder, ...]
    contradictions: tuple[Contradiction, ...]
    reports: tuple[ReportRow, ...]


class StatementView(msgspec.Struct, frozen=True):
    """All that the desk knows of a statement: its claims with their words, in order of publication."""

    statement: Statement
    provenance: Provenance | None
    contradictions: tuple[Contradiction, ...]
    claims: tuple[ClaimRow, ...]


class Totals(msgspec.Struct, frozen=True):
    """Counts over the whole desk; ``unlinked`` reports have not been compared with the others yet."""

    reports: int = 0
    words: int = 0
    claims: int = 0
    events: int = 0
    outlets: int = 0
    speakers: int = 0
    families: int = 0
    statements: int = 0
    incidents: int = 0
    contradictions: int = 0
    unlinked: int = 0
    first: str | None = None
    last: str | None = None


class Removal(msgspec.Struct, frozen=True):
    """The trace of a report that was taken off the desk; ``when`` is the time it was given, if any."""

    id: str
    text_sha256: str
    uri: str | None
    outlet: str | None
    title: str | None
    published: str | None
    when: str | None


class Decision(msgspec.Struct, frozen=True):
    """What a human ruled on the characters ``span`` of the text with that hash; ``number`` counts rulings from 1."""

    number: int
    text_sha256: str
    kind: str
    span: Span | None
    ruling: str
    value: str | None
    who: str | None
    when: str | None


class Added(msgspec.Struct, frozen=True):
    """What became of a record: its ``id`` on the desk. "again" is a report that was removed before and is back.

    "renamed" has an id that another report had already: ``given`` is the one it came with.
    """

    id: str
    given: str
    outcome: Literal["added", "renamed", "again", "replaced", "there"]
