"""Reports of one blast, and their origins as plain values."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.linking.origins import trace_origins
from sayso.model import Credit, Family, Provenance, Record
from tests.linking.telling import Says, incident, tell

LEAD = "A blast killed 12 people in Osh"


def told(
    report: str,
    source: str | None = "the health ministry",
    *,
    lead: str = LEAD,
    kind: str = "state_body",
    **more: object,
) -> Record:
    """A report whose lead is attributed to ``source``, or told in its own voice where that is None."""
    if source is None:
        return tell(report, f"{lead}.", events=[("killed", None)], **more)  # type: ignore[arg-type]
    return tell(report, f"{lead}, {source} said.", Says(source, lead, kind), events=[("killed", 0)], **more)  # type: ignore[arg-type]


def trace(*records: Record, families: Sequence[Family] = (), credits: Sequence[Credit] = ()) -> Provenance:
    return trace_origins(records, families, credits, (), [incident(*records)])[0]


def show(provenance: Provenance) -> dict[str, list[str]]:
    return {origin.name: [trail.report for trail in origin.trails] for origin in provenance.origins}
