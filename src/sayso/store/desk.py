"""A desk to read from: everything that pages and commands ask. Any thread may ask; each answer is of one moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Self

from sayso.model import Contradiction, Credit, Family, Provenance, Record
from sayso.store import ask_claims, ask_ids, ask_links, ask_reports, ask_words
from sayso.store.answers import (
    ClaimHit,
    ClaimRow,
    ContradictionRow,
    Decision,
    FacetCount,
    FacetName,
    FamilyRow,
    Found,
    IncidentQuery,
    IncidentRow,
    IncidentSort,
    IncidentView,
    Lead,
    Page,
    Removal,
    ReportHit,
    ReportQuery,
    ReportRow,
    ReportSort,
    ReportText,
    SpeakerRow,
    SpeakerSort,
    StatementView,
    Totals,
)
from sayso.store.base import Base

_ALL = ReportQuery()
_ALL_INCIDENTS = IncidentQuery()


class Desk:
    """An open desk. ``page`` counts from 1 and ``size`` is capped at 500; an unknown id gives None, or nothing."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    @property
    def path(self) -> str:
        """The path of the file, as it was opened."""
        return self._base.path

    @property
    def state(self) -> int:
        """A number that differs after each change, also one made by another process: for caches of answers."""
        return self._base.state

    def totals(self) -> Totals:
        """Counts over the whole desk."""
        return ask_links.count_totals(self._base)

    # Reports

    def list_reports(
        self, query: ReportQuery = _ALL, *, sort: ReportSort = "newest", page: int = 1, size: int = 50
    ) -> Page[ReportRow]:
        """The reports asked for. "relevance" needs words, and is "newest" without."""
        return ask_reports.list_reports(self._base, query, sort=sort, page=page, size=size)

    def count_facets(self, query: ReportQuery = _ALL, *, most: int = 20) -> Mapping[FacetName, tuple[FacetCount, ...]]:
        """For each facet its ``most`` frequent values among the reports asked for, the most frequent first.

        The values chosen for a facet do not narrow that facet's own counts, so that further ones can be chosen.
        """
        return ask_reports.count_facets(self._base, query, most=most)

    def get_report(self, report: str) -> ReportRow | None:
        """One report, without its text."""
        return ask_reports.get_report(self._base, report)

    def get_reports(self, reports: Sequence[str]) -> dict[str, ReportRow]:
        """Reports by id; ids that the desk does not have are left out."""
        return ask_reports.get_reports(self._base, reports)

    def get_record(self, report: str) -> Record | None:
        """The record of a report, with its text, exactly as it was read."""
        return ask_reports.get_record(self._base, report)

    def iter_records(self, reports: Sequence[str] | None = None) -> Iterator[Record]:
        """The records of all reports, or of those with these ids, ordered by id; one in memory at a time."""
        return ask_reports.iter_records(self._base, reports)

    def read_texts(self, reports: Sequence[str]) -> dict[str, ReportText]:
        """The texts of reports by id, without their records: many times faster where only words are shown."""
        return ask_reports.read_texts(self._base, reports)

    def list_versions(self, report: str) -> tuple[ReportRow, ...]:
        """Reports at the same address with another text or date, this one among them; none where it is alone."""
        return ask_reports.list_versions(self._base, report)

    def list_removals(self) -> tuple[Removal, ...]:
        """The traces of removed reports, in order of removal."""
        return ask_reports.list_removals(self._base)

    def decisions(self, text_sha256: str, *, kind: str | None = None) -> tuple[Decision, ...]:
        """What humans ruled on a text, in the order of ruling; later rulings on the same span and kind count."""
        return ask_reports.list_decisions(self._base, text_sha256, kind=kind)

    # Search

    def search(self, words: str, *, page: int = 1, size: int = 20) -> Page[ReportHit]:
        """Reports that hold all ``words`` in title or text, the best first, with snippets.

        "..." keeps words together, ``*`` after two letters or more stands for any ending, ``-`` in front leaves reports
        with the word out. Any other sign is passed over: nothing that is typed raises an error. Of words in more than
        5,000 reports only as many are ranked.
        """
        return ask_words.search_reports(self._base, words, page=page, size=size)

    def search_claims(self, words: str, *, page: int = 1, size: int = 20) -> Page[ClaimHit]:
        """Claims that hold all ``words`` in their content or the name of their speaker; see `search`."""
        return ask_words.search_claims(self._base, words, page=page, size=size)

    # Claims, statements, speakers

    def list_claims(self, report: str) -> tuple[ClaimRow, ...]:
        """The claims of a report in their order, each with its statement and party."""
        return ask_claims.list_claims(self._base, report)

    def list_speakers(
        self, words: str = "", *, sort: SpeakerSort = "claims", page: int = 1, size: int = 50
    ) -> Page[SpeakerRow]:
        """Parties that are heard, those whose name holds ``words``."""
        return ask_claims.list_speakers(self._base, words, sort=sort, page=page, size=size)

    def get_speaker(self, key: str) -> SpeakerRow | None:
        """A party, by its key."""
        return ask_claims.get_speaker(self._base, key)

    def list_claims_of(
        self, key: str, *, first: str | None = None, last: str | None = None, page: int = 1, size: int = 50
    ) -> Page[ClaimRow]:
        """What a party said, in order of the day of saying; ``first`` and ``last`` bound that day."""
        return ask_claims.list_claims_of(self._base, key, first=first, last=last, page=page, size=size)

    def get_statement(self, statement: str) -> StatementView | None:
        """A statement with its claims, origins and contradictions."""
        return ask_claims.get_statement(self._base, statement)

    # Families, incidents, contradictions

    def list_families(self, *, page: int = 1, size: int = 50) -> Page[FamilyRow]:
        """Families, the largest first."""
        return ask_links.list_families(self._base, page=page, size=size)

    def get_family(self, family: str) -> Family | None:
        """A family, by its id."""
        return ask_links.get_family(self._base, family)

    def get_family_of(self, report: str) -> Family | None:
        """The family that a report belongs to."""
        return ask_links.get_family_of(self._base, report)

    def list_credits(self, report: str) -> tuple[Credit, ...]:
        """The outlets that a report credits, in text order."""
        return ask_links.list_credits(self._base, report)

    def list_incidents(
        self, query: IncidentQuery = _ALL_INCIDENTS, *, sort: IncidentSort = "reports", page: int = 1, size: int = 50
    ) -> Page[IncidentRow]:
        """The incidents asked for; the most contradictions, origins or reports first."""
        return ask_links.list_incidents(self._base, query, sort=sort, page=page, size=size)

    def read_leads(self, incidents: Sequence[str]) -> dict[str, Lead]:
        """For each of these incidents the words of a report that tell of it, with what stands around them."""
        return ask_links.read_leads(self._base, incidents)

    def count_incidents(self, *, most: int = 40) -> Mapping[str, tuple[FacetCount, ...]]:
        """How many incidents there are of each "type" and "country" (``reports`` holds the number of incidents)."""
        return ask_links.count_incidents(self._base, most=most)

    def get_incident(self, incident: str) -> IncidentView | None:
        """An incident with its origins, ladders, contradictions and reports."""
        return ask_links.get_incident(self._base, incident)

    def get_provenance(self, of: str) -> Provenance | None:
        """ "N reports, M origins" of an incident or statement."""
        return ask_links.get_provenance(self._base, of)

    def list_contradictions(
        self,
        *,
        kind: Sequence[str] = (),
        of: str | None = None,
        report: str | None = None,
        page: int = 1,
        size: int = 50,
    ) -> Page[ContradictionRow]:
        """Contradictions, those that most reports are part of first."""
        return ask_links.list_contradictions(self._base, kind=kind, of=of, report=report, page=page, size=size)

    def get_contradiction(self, contradiction: str) -> Contradiction | None:
        """A contradiction, by its id."""
        return ask_links.get_contradiction(self._base, contradiction)

    # Ids

    def find_ref(self, id: str, *, report: str | None = None) -> tuple[Found, ...]:
        """The claims, events and tolls with this id, each with its report and its statement or incident.

        Reports with the same text share ids, so several may be meant; ``report`` picks one.
        """
        return ask_ids.find_ref(self._base, id, report=report)

    def find_id(self, prefix: str, *, most: int = 20) -> tuple[Found, ...]:
        """Whatever has an id that begins with ``prefix``; a report also under the id that its input gave.

        An exact match shuts out longer ids.
        """
        return ask_ids.find_id(self._base, prefix, most=most)

    def find_text(self, text_sha256: str, *, most: int = 50) -> tuple[str, ...]:
        """Ids of the reports with the text that has this hash, sorted."""
        return ask_ids.find_text(self._base, text_sha256, most=most)

    def map_links(self, report: str) -> dict[str, str]:
        """From the id of each claim, event and toll of a report to that of its statement or incident."""
        return ask_ids.map_links(self._base, report)
