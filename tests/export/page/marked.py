"""Records made by hand from marked-up texts, so that a test shows its spans and needs no offsets.

``{3s:the ministry}`` marks the source of claim 3; s source, q cue, c content, h hedge, l channel, a antecedent, d words
kept at a distance (claim 0 for none), n a note. Marks nest;
several marks of one claim and role make pieces of its content. Spans that cross are made by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sayso.model import (
    By,
    Claim,
    Distancing,
    Entity,
    Issue,
    Quotation,
    Record,
    Report,
    SourceKind,
    Span,
    Stance,
    hash_text,
    make_span_id,
)

_MARK = re.compile(r"\{(\d+)([sqchladn]):|\}")
_BY = By(stage="claims", version="0.1.0", method="by hand")


def mark_text(marked: str) -> tuple[str, dict[int, dict[str, list[Span]]]]:
    """The text without its marks, and the spans by claim and role."""
    parts: list[str] = []
    opened: list[tuple[int, str, int]] = []
    spans: dict[int, dict[str, list[Span]]] = {}
    length = position = 0
    for match in _MARK.finditer(marked):
        parts.append(marked[position : match.start()])
        length += match.start() - position
        position = match.end()
        if match.group(1):
            opened.append((int(match.group(1)), match.group(2), length))
        else:
            number, role, start = opened.pop()
            spans.setdefault(number, {}).setdefault(role, []).append(Span(start, length))
    parts.append(marked[position:])
    return "".join(parts), spans


def make_report(text: str, **values: str | None) -> Report:
    """A report with that text; ``values`` overrides its other fields."""
    digest = hash_text(text)
    known: dict[str, str | None] = {
        "uri": None,
        "outlet": "The Example Courier",
        "title": "A title",
        "byline": None,
        "published": "2022-01-10",
        "language": "en",
    }
    known |= values
    return Report(
        id=digest[:16],
        text_sha256=digest,
        uri=known["uri"],
        outlet=known["outlet"],
        title=known["title"],
        byline=known["byline"],
        published=known["published"],
        language=known["language"],
        text=text,
    )


def make_record(
    marked: str,
    *,
    quotations: Mapping[int, Quotation] | None = None,
    speakers: Mapping[int, Entity] | None = None,
    parents: Mapping[int, int] | None = None,
    kinds: Mapping[int, SourceKind] | None = None,
    stances: Mapping[int, Stance] | None = None,
    confidence: float | None = 0.9,
    notes: Sequence[Issue] = (),
    **values: str | None,
) -> Record:
    """A record of a marked-up text; claims without an entry in ``quotations`` are indirect."""
    text, spans = mark_text(marked)
    report = make_report(text, **values)
    known = speakers or {}
    ids = {
        n: make_span_id("claim", report.text_sha256, *roles.get("q", []), *roles.get("c", []))
        for n, roles in spans.items()
        if n
    }
    claims = [
        Claim(
            id=ids[number],
            source=_first(roles, "s"),
            cue=_first(roles, "q"),
            content=tuple(roles.get("c", ())),
            quotation=(quotations or {}).get(number, "indirect"),
            speaker=known[number].id if number in known else None,
            channel=_first(roles, "l"),
            hedges=tuple(roles.get("h", ())),
            parent=ids.get((parents or {}).get(number, -1)),
            source_kind=(kinds or {}).get(number),
            stance=(stances or {}).get(number),
            antecedents=tuple(roles.get("a", ())),
            by=_BY,
            confidence=confidence,
        )
        for number, roles in sorted(spans.items())
        if not set(roles) <= {"n", "d"}
    ]
    issues = [
        Issue("SAY-205", "claims", "a quotation is never closed", span)
        for r in spans.values()
        for span in r.get("n", [])
    ]
    distancing = [
        Distancing(span.start, span.end, "scare", ids.get(number))
        for number, roles in spans.items()
        for span in roles.get("d", [])
    ]
    entities = {entity.id: entity for entity in known.values()}
    return Record(
        sayso="0.1.0",
        report=report,
        entities=tuple(entities.values()),
        claims=tuple(claims),
        distancing=tuple(distancing),
        issues=(*issues, *notes),
    )


def _first(roles: Mapping[str, Sequence[Span]], role: str) -> Span | None:
    spans = roles.get(role)
    return spans[0] if spans else None
