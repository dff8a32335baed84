"""A record with events made by hand, for the tests of what is told and shown of events."""

from __future__ import annotations

import msgspec

from sayso.model import (
    By,
    Claim,
    Entity,
    Event,
    LooseToll,
    Participant,
    Place,
    Record,
    Report,
    Role,
    Span,
    Time,
    Toll,
    hash_text,
)

TEXT = (
    "Gunmen killed at least nine miners in Kasolo on 3 May. Ana Lopes, the governor, said that dozens were wounded "
    "and that talks would begin on Friday. The army denied that it had shelled the town."
)
BY = By("events", "0.1.0", "event head, rules around it; plover 2.0-sayso.1")


def find(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _take(words: str, *codes: str, sectors: tuple[str, ...] = (), entity: str | None = None) -> Participant:
    span = find(words)
    return Participant(span.start, span.end, entity, codes, sectors)


def _date(number: str, words: str, day: str) -> Time:
    span = find(words)
    return Time(number, span.start, span.end, "DATE", day, precision="day", earliest=day, latest=day)


def make_eventful() -> Record:
    """Four events: one in the report's own voice, two of the governor's (one planned), one that the army denies."""
    governor = Entity("e1", "Ana Lopes", "person", (find("Ana Lopes"),), (Role("governor", None, find("governor")),))
    town = find("Kasolo")
    told = Span(TEXT.index("that dozens"), TEXT.index(" The army") - 1)
    shelled = find("that it had shelled the town")
    digest = hash_text(TEXT)
    return Record(
        sayso="0.1.0",
        report=Report("r1", digest, "kasolo.txt", "Quay Post", "Kasolo", None, "2022-05-05", "en", TEXT),
        entities=(governor,),
        times=(
            _date("t1", "3 May", "2022-05-03"),
            _date("t2", "Friday", "2022-05-06"),
        ),
        places=(
            Place(
                "p1", town.start, town.end, "Kasolo", 77, -1.5, 30.25, "CD", "P.PPL", "town",
                resolved_name="Kasolo", admin1="Katanga",
            ),
        ),
        claims=(
            Claim("c1", find("Ana Lopes"), find("said"), (told,), "indirect", "e1"),
            Claim("c2", find("The army"), find("denied"), (shelled,), "indirect", stance="denial"),
        ),
        events=(
            _make("v1", "killed", "ASSAULT", "firearms", actors=(_take("Gunmen", sectors=("UAF",)),),
                  recipients=(_take("miners", "COD", sectors=("LAB",)),), time="t1", place="p1", contexts=("crime",),
                  tolls=(Toll("killed", 9, None, find("at least nine"), find("miners")),)),
            _make("v2", "wounded", "ASSAULT", None, claim="c1", tolls=(Toll("injured", None, None, find("dozens")),)),
            _make("v3", "talks", "CONSULT", None, claim="c1", realis="planned", time="t2",
                  actors=(_take("Ana Lopes", entity="e1"),)),
            _make("v4", "shelled", "ASSAULT", "heavy-weapons", claim="c2", realis="denied", confidence=0.4),
        ),
    )  # fmt: skip


def _make(number: str, words: str, kind: str, mode: str | None, *, claim: str | None = None, **more: object) -> Event:
    known: dict[str, object] = {
        "actors": (), "recipients": (), "time": None, "place": None, "tolls": (), "realis": "actual", "contexts": (),
        "confidence": 0.9,
    }  # fmt: skip
    known |= more
    return Event(id=number, trigger=find(words), type=kind, mode=mode, asserted_by=claim, by=BY, **known)  # type: ignore[arg-type]


def make_loose() -> Record:
    """The same with a toll that hangs on no event: the governor's."""
    toll = LooseToll("l1", "injured", None, None, find("dozens"), None, "t1", "p1", "actual", "c1", find(TEXT))
    return msgspec.structs.replace(make_eventful(), tolls=(toll,))
