"""Records and links that are quickly made: no reader, no linker, but all that a desk holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from sayso.model import (
    Claim,
    Contradiction,
    Copy,
    Credit,
    Entity,
    Event,
    Family,
    Incident,
    Ladder,
    Links,
    Location,
    LooseToll,
    Origin,
    Place,
    Provenance,
    Record,
    Ref,
    Report,
    Side,
    SourceKind,
    Span,
    Statement,
    Step,
    Tie,
    Time,
    Trail,
    hash_text,
    make_id,
    make_span_id,
)

_TEXT = (
    "{who} said on 5 January that {number} boats were lost off {place}. The crews were rescued, the harbour office told"
    " {outlet}. Dockers marched through {place} the next day; seven people are missing."
)


def make_record(
    number: int = 1,
    *,
    who: str = "Ana Lopes",
    place: str = "Almena",
    outlet: str | None = "Quay Post (invented)",
    id: str | None = None,
    uri: str | None = None,
    published: str | None = "2022-01-06",
    sayso: str = "0.1.0",
    text: str | None = None,
) -> Record:
    """A record of a short report; ``number`` and the names make its text another one."""
    text = _TEXT.format(who=who, number=number, place=place, outlet=outlet) if text is None else text
    sha = hash_text(text)
    report = Report(
        id=id or make_id("report", sha, outlet or "", published or ""),
        text_sha256=sha,
        uri=uri,
        outlet=outlet,
        title=f"{number} boats lost off {place}",
        byline=None,
        published=published,
        language="en",
        text=text,
    )
    if "boats were lost" not in text:
        return Record(sayso, report)
    return _fill(Record(sayso, report), who, number, place)


def _fill(record: Record, who: str, number: int, place: str) -> Record:
    text, sha = record.report.text, record.report.text_sha256

    def find(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    source, cue, content = find(who), find("said"), find(f"that {number} boats were lost off {place}")
    said, where, trigger, toll = find("5 January"), find(place), find("marched"), find("seven people")
    entity = Entity(make_span_id("entity", sha, source), who, "person", (source,))
    time = Time("t1", said.start, said.end, "DATE", "2022-01-05", earliest="2022-01-05", latest="2022-01-05")
    spot = Place("p1", where.start, where.end, place, country="KZ", latitude=43.2, longitude=76.9, resolved_name=place)
    claim = Claim(
        make_span_id("claim", sha, source, cue, content), source, cue, (content,), "indirect",
        speaker=entity.id, said="t1", source_kind=SourceKind("official", "so it is"),
    )  # fmt: skip
    event = Event(
        make_span_id("event", sha, trigger), trigger, "PROTEST", "demo", (), (), (), "t1", "p1", (), "actual", None
    )
    loose = LooseToll(make_span_id("toll", sha, toll), "missing", 7, 7, toll, None, "t1", "p1", "actual", None)
    return msgspec.structs.replace(
        record, entities=(entity,), times=(time,), places=(spot,), claims=(claim,), events=(event,), tolls=(loose,)
    )


def link_simply(records: Sequence[Record]) -> Links:
    """Same text, one family; same speaker, one statement; same place, one incident, with a ladder and a difference."""
    ordered = sorted(records, key=lambda record: record.report.id)
    families = tuple(_make_family(ids) for ids in _group(ordered, lambda r: r.report.text_sha256) if len(ids) > 1)
    told = [record for record in ordered if record.claims]
    by_id = {record.report.id: record for record in told}
    statements = tuple(_make_statement(ids, by_id) for ids in _group(told, lambda r: r.entities[0].name))
    incidents = tuple(_make_incident(ids, by_id) for ids in _group(told, lambda r: r.places[0].name))
    contradictions = tuple(_make_contradiction(incident, by_id) for incident in incidents if len(incident.reports) > 1)
    return Links(
        families=families,
        credits=tuple(Credit(r.report.id, Span(0, 3), "Quay Post", "cited") for r in told),
        statements=statements,
        incidents=incidents,
        provenances=(
            *(_make_provenance(statement.id, statement.claims) for statement in statements),
            *(_make_provenance(incident.id, incident.events) for incident in incidents),
        ),
        ladders=tuple(_make_ladder(incident, by_id) for incident in incidents),
        contradictions=contradictions,
    )


def _make_ladder(incident: Incident, records: dict[str, Record]) -> Ladder:
    return Ladder(make_id("ladder", incident.id), incident.id, "missing", "all", _list_sides(incident, records))


def _group(records: Sequence[Record], key: Callable[[Record], str]) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for record in records:
        found.setdefault(key(record), []).append(record.report.id)
    return list(found.values())


def _make_family(ids: list[str]) -> Family:
    copies = tuple(Copy(id, ids[0], "exact", 1.0, 1.0, (), "the same text") for id in ids[1:])
    return Family(make_id("family", *ids), tuple(ids), ids[0], None, copies, "the same text")


def _make_statement(ids: list[str], records: dict[str, Record]) -> Statement:
    refs = tuple(Ref(id, records[id].claims[0].id) for id in ids)
    name = records[ids[0]].entities[0].name
    ties = tuple(Tie(refs[0], ref, 0.9, "the same speaker") for ref in refs[1:])
    return Statement(make_id("statement", *ids), refs, f"person:{name.lower()}", name, ties)


def _make_incident(ids: list[str], records: dict[str, Record]) -> Incident:
    events = tuple(Ref(id, records[id].events[0].id) for id in ids)
    tolls = tuple(Ref(id, records[id].tolls[0].id) for id in ids)
    place = records[ids[0]].places[0].name
    return Incident(
        make_id("incident", *ids), "PROTEST", "demo", f"marched, {place}", events, tolls, tuple(ids), "2022-01-05",
        "2022-01-05", Location(place, "KZ", 43.2, 76.9, 5.0, "town"), (),
    )  # fmt: skip


def _make_provenance(of: str, refs: tuple[Ref, ...]) -> Provenance:
    trails = tuple(
        Trail(ref.report, ref, (Step("outlet", "Quay Post", "published", report=ref.report, held=refs[0].report),))
        for ref in refs
    )
    origin = Origin(make_id("origin", of), "Quay Post", "outlet", "outlet:quay post", trails)
    return Provenance(of, len(refs), (origin,))


def _list_sides(incident: Incident, records: dict[str, Record]) -> tuple[Side, ...]:
    return tuple(
        Side(
            ref.report, ref, records[ref.report].tolls[0].words, "seven people", "7", None, "Quay Post", "2022-01-06",
            (ref.report,),
        )
        for ref in incident.tolls
    )  # fmt: skip


def _make_contradiction(incident: Incident, records: dict[str, Record]) -> Contradiction:
    sides = _list_sides(incident, records)
    return Contradiction(make_id("contradiction", incident.id), "toll", incident.id, "missing", sides, "so it is")
