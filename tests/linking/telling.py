"""Records made by hand, for the tests of what stands between reports."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.model import (
    Claim,
    Copy,
    Credit,
    Entity,
    Event,
    Family,
    Incident,
    Passage,
    Place,
    Record,
    Ref,
    Report,
    Role,
    SourceKind,
    Span,
    hash_text,
    make_span_id,
)


class Says(msgspec.Struct, frozen=True):
    """A claim by its words: ``source`` None where nobody is named; ``inside`` is the number of the claim around it."""

    source: str | None
    content: str
    kind: str | None = None
    who: str | None = None
    inside: int | None = None
    denies: bool = False
    cue: str | None = None


def tell(
    report: str,
    text: str,
    *says: Says,
    events: Sequence[tuple[str, int | None]] = (),
    outlet: str | None = "Quay Post",
    published: str | None = "2024-03-05",
    entities: Sequence[Entity] = (),
    country: str | None = None,
    town: str | None = None,
) -> Record:
    """A record of ``text``; ``events`` are triggers with the number of the claim that tells them, None for no claim."""
    digest = hash_text(text)
    ids = [make_span_id("claim", digest, find(text, said.content), Span(n, n)) for n, said in enumerate(says)]
    claims = [_make_claim(text, said, ids[n], ids) for n, said in enumerate(says)]
    found = [
        Event(
            make_span_id("event", digest, find(text, words)), find(text, words), "ASSAULT", None, (), (), (), None,
            None, (), "actual", None if claim is None else ids[claim],
        )
        for words, claim in events
    ]  # fmt: skip
    places = [Place("p1", 0, 1, town, country=country, precision="town", entry=f"gn:{town}")] if town else []
    places += [Place("p0", 0, 1, country, country=country, precision="country", entry=country)] if country else []
    return Record(
        "0.1.0",
        Report(report, digest, None, outlet, None, None, published, "en", text),
        entities=tuple(entities),
        places=tuple(places),
        claims=tuple(claims),
        events=tuple(found),
    )


def find(text: str, words: str) -> Span:
    """Where the words stand first. Raises ValueError where they do not."""
    start = text.index(words)
    return Span(start, start + len(words))


def person(number: str, name: str, title: str | None = None, organisation: str | None = None) -> Entity:
    """An entity of a person, with a post where given."""
    roles = (Role(title, organisation, Span(0, 1)),) if title else ()
    return Entity(number, name, "person", (), roles)


def body(number: str, name: str, *mentions: Span) -> Entity:
    """An entity of an organisation."""
    return Entity(number, name, "organisation", mentions)


def copy(here: Record, there: Record, *words: tuple[str, str], share: float = 0.5) -> Copy:
    """``here`` repeats ``there``: pairs of words here and there."""
    passages = tuple(Passage(find(here.report.text, a), find(there.report.text, b)) for a, b in words)
    return Copy(here.report.id, there.report.id, "partial", share, share, passages, "a part of its words")


def family(root: str | None, *copies: Copy, credited: str | None = None) -> Family:
    """A family of the reports that these copies name."""
    reports = dict.fromkeys(report for made in copies for report in (made.of, made.report))
    return Family("family-1", tuple(reports), root, credited, copies, "copied passages")


def credit(record: Record, words: str, name: str, kind: str = "dateline") -> Credit:
    """Words of a report that credit an outlet."""
    return Credit(record.report.id, find(record.report.text, words), name, kind)  # type: ignore[arg-type]


def incident(*records: Record, number: str = "incident-1") -> Incident:
    """The incident that all events of these records are."""
    refs = tuple(sorted(Ref(r.report.id, event.id) for r in records for event in r.events))
    reports = tuple(sorted({ref.report for ref in refs}))
    return Incident(number, "ASSAULT", None, "attack", refs, (), reports, None, None, None, ())


def _make_claim(text: str, said: Says, number: str, ids: list[str]) -> Claim:
    return Claim(
        number,
        find(text, said.source) if said.source is not None else None,
        find(text, said.cue) if said.cue is not None else None,
        (find(text, said.content),),
        "indirect",
        said.who,
        parent=None if said.inside is None else ids[said.inside],
        source_kind=SourceKind(said.kind, "given") if said.kind else None,
        stance="denial" if said.denies else None,
    )
