"""The desk file: reports, records, links between them and human decisions, in one SQLite database.

``open_desk(path)`` opens it to read, ``open_desk(path, write=True)`` to change it. What a desk can be asked is in
``desk.Desk``, what changes it in ``writing.DeskWriter``, and what the answers look like in ``answers``.
"""

from sayso.store.answers import (
    FACETS,
    Added,
    ClaimHit,
    ClaimRow,
    ContradictionRow,
    Decision,
    FacetCount,
    FacetName,
    FamilyRow,
    Found,
    FoundKind,
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
    Snippet,
    SpeakerRow,
    SpeakerSort,
    StatementView,
    Totals,
)
from sayso.store.desk import Desk
from sayso.store.opening import open_desk, open_writer
from sayso.store.writing import DeskWriter, is_newer

__all__ = [
    "FACETS",
    "Added",
    "ClaimHit",
    "ClaimRow",
    "ContradictionRow",
    "Decision",
    "Desk",
    "DeskWriter",
    "FacetCount",
    "FacetName",
    "FamilyRow",
    "Found",
    "FoundKind",
    "IncidentQuery",
    "IncidentRow",
    "IncidentSort",
    "IncidentView",
    "Lead",
    "Page",
    "Removal",
    "ReportHit",
    "ReportQuery",
    "ReportRow",
    "ReportSort",
    "Snippet",
    "SpeakerRow",
    "SpeakerSort",
    "StatementView",
    "Totals",
    "is_newer",
    "open_desk",
    "open_writer",
]
