"""A small desk written by hand: eight reports on a fire in a harbour, and everything that links them.

Outlets, bodies and people are invented. The text of each report is short, so that every span is found by its words.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from sayso.model import (
    Change,
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
    Origin,
    Passage,
    Place,
    Provenance,
    Record,
    Ref,
    Report,
    Side,
    Span,
    Statement,
    Step,
    Tie,
    Time,
    Toll,
    Trail,
    hash_text,
    make_span_id,
)
from sayso.store import open_writer

HOSTILE = '<script>alert("x")</script>\u202e<img src=x onerror=alert(1)>'
MINISTRY = "body:AX:health-ministry"
FIRE = "body:AX:fire-service"
INCIDENT = "incident-00000000000000aa"
SECOND = "incident-00000000000000bb"
FAMILY = "family-00000000000000aa"
STATEMENT = "statement-00000000000000aa"
LATER = "statement-00000000000000bb"
CLASH = "contradiction-00000000000000aa"
LADDER = "ladder-00000000000000aa"

_LEAD = "A fire in the harbour of Port Merle has reportedly killed 41 people, the health ministry said in a post."
_TAIL = "It broke out on 3 May in a grain store. The figures could not be checked."
_TEXTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("h1", "Bay Wire", "2031-05-04T09:10:00", "41 reportedly dead in harbour fire", f"{_LEAD}\n\n{_TAIL}"),
    (
        "h2",
        "Merle Post",
        "2031-05-04T11:00:00",
        "Harbour fire kills 41",
        f"{_LEAD.replace('reportedly ', '')}\n\n{_TAIL}",
    ),
    ("h3", "Radio Lantern", "2031-05-04T12:30:00", "Midday bulletin", f"Good day. {_LEAD.replace('reportedly ', '')}"),
    ("h4", "Hill Gazette", "2031-05-05", "Port Merle: 41 dead", f"{_LEAD}\n\nBay Wire was first to report it."),
    (
        "h5",
        "Bay Wire",
        "2031-05-06T18:00:00",
        "Ministry takes figure back",
        "The health ministry said on Tuesday that the figure of 41 dead had been sent in error.",
    ),
    (
        "h6",
        "Bay Wire",
        "2031-05-12T10:00:00",
        "Fire service counts 57",
        "The fire service of Port Merle said on Monday that 57 people were killed in the harbour fire of 3 May.",
    ),
    (
        "h7",
        "Slow Review",
        "2031-08-30",
        "What burned at Port Merle",
        "Our reporter walked the quay. At least 60 people were killed there on 3 May, residents told this magazine.",
    ),
    ("h8", HOSTILE, "2031-05-07", HOSTILE, f"Somebody wrote: {HOSTILE} and a school burned on 6 May."),
)

TEXTS = {id: text for id, _, _, _, text in _TEXTS}


def find(id: str, words: str) -> Span:
    """The first place of the words in a report."""
    start = TEXTS[id].index(words)
    return Span(start, start + len(words))


def make_desk(path: Path) -> Path:
    """Write the desk file."""
    records = [_make_record(*row) for row in _TEXTS]
    with open_writer(path) as desk:
        desk.add(records)
        desk.replace_links(make_links({record.report.id: record for record in records}))
    return path


_CLAIMS = {
    "h1": ("the health ministry", "said", "A fire in the harbour of Port Merle has reportedly killed 41 people"),
    "h2": ("the health ministry", "said", "A fire in the harbour of Port Merle has killed 41 people"),
    "h3": ("the health ministry", "said", "A fire in the harbour of Port Merle has killed 41 people"),
    "h4": ("the health ministry", "said", "A fire in the harbour of Port Merle has reportedly killed 41 people"),
    "h5": ("The health ministry", "said", "the figure of 41 dead had been sent in error"),
    "h6": ("The fire service of Port Merle", "said", "57 people were killed in the harbour fire of 3 May"),
    "h7": ("residents", "told", "At least 60 people were killed there on 3 May"),
    "h8": ("Somebody", "wrote", HOSTILE),
}
_KILLED = {"h1": (41, 41), "h2": (41, 41), "h3": (41, 41), "h4": (41, 41), "h6": (57, 57), "h7": (60, None)}


def _make_record(id: str, outlet: str, published: str, title: str, text: str) -> Record:
    sha = hash_text(text)
    report = Report(id, sha, f"{id}.txt", outlet, title, None, published, "en", text)
    source, cue, content = (find(id, words) for words in _CLAIMS[id])
    hedges = (find(id, "reportedly"),) if "reportedly" in text else ()
    speaker = Entity("e1", source.text(text), "organisation", (source,))
    claim = Claim(
        make_span_id("claim", sha, source, cue, content), source, cue, (content,), "indirect", "e1", hedges=hedges
    )
    times = _make_times(id, text)
    place = _make_places(id, text)
    events = tuple(_make_events(id, text, sha, claim))
    return Record("0.0.0", report, (speaker,), times, place, (claim,), events)


def _make_times(id: str, text: str) -> tuple[Time, ...]:
    days = [(words, value) for words, value in (("3 May", "2031-05-03"), ("6 May", "2031-05-06")) if words in text]
    return tuple(
        Time(
            f"t{n}",
            find(id, words).start,
            find(id, words).end,
            "DATE",
            value,
            precision="day",
            earliest=value,
            latest=value,
        )
        for n, (words, value) in enumerate(days, start=1)
    )


def _make_places(id: str, text: str) -> tuple[Place, ...]:
    if "Port Merle" not in text:
        return ()
    span = find(id, "Port Merle")
    return (
        Place(
            "p1",
            span.start,
            span.end,
            "Port Merle",
            latitude=-33.05,
            longitude=-71.62,
            country="CL",
            precision="town",
            resolved_name="Port Merle",
            radius_km=8.0,
        ),
    )


def _make_events(id: str, text: str, sha: str, claim: Claim) -> list[Event]:
    words = "killed" if "killed" in text else "burned" if "burned" in text else None
    if words is None:
        return []
    trigger = find(id, words)
    tolls: tuple[Toll, ...] = ()
    if id in _KILLED:
        low, high = _KILLED[id]
        tolls = (Toll("killed", low, high, find(id, f"{low} people")),)
    time = "t1" if "May" in text else None
    return [
        Event(
            make_span_id("event", sha, trigger),
            trigger,
            "ASSAULT",
            None,
            (),
            (),
            (),
            time,
            None,
            tolls,
            "actual",
            claim.id,
        )
    ]


def make_links(records: dict[str, Record]) -> Links:
    """What stands between the reports."""
    claims = {id: Ref(id, record.claims[0].id) for id, record in records.items()}
    events = {id: Ref(id, record.events[0].id) for id, record in records.items() if record.events}
    told = ("h1", "h2", "h3", "h4", "h6", "h7")
    spot = Location("Port Merle", "CL", -33.05, -71.62, 8.0, "town")
    incidents = (
        Incident(
            INCIDENT,
            "ASSAULT",
            None,
            "Fire in the harbour of Port Merle",
            tuple(events[id] for id in told),
            (),
            ("h1", "h2", "h3", "h4", "h6", "h7"),
            "2031-05-03",
            "2031-05-03",
            spot,
            (Tie(events["h1"], events["h6"], 0.9, "same town, same day, same kind of event"),),
        ),
        Incident(SECOND, "ASSAULT", None, HOSTILE, (events["h8"],), (), ("h8",), "2031-05-06", "2031-05-06", None, ()),
    )
    statements = [
        Statement(
            STATEMENT,
            tuple(claims[id] for id in ("h1", "h2", "h3", "h4")),
            MINISTRY,
            "the health ministry",
            (Tie(claims["h1"], claims["h2"], 1.0, "the same words"),),
        ),
        Statement(LATER, (claims["h5"],), MINISTRY, "the health ministry", ()),
        Statement("statement-00000000000000cc", (claims["h6"],), FIRE, "the fire service", ()),
        Statement("statement-00000000000000dd", (claims["h7"],), None, "residents", ()),
        Statement("statement-00000000000000ee", (claims["h8"],), None, HOSTILE, ()),
    ]
    provenances = [
        _trace(INCIDENT, claims),
        *(Provenance(one.id, len(one.claims), (_own(one.claims[0], records),)) for one in statements),
        Provenance(SECOND, 1, (_own(claims["h8"], records),)),
    ]
    ladder, clash = _contradict(claims)
    return Links(
        families=(_make_family(),),
        credits=(Credit("h4", find("h4", "Bay Wire"), "Bay Wire", "cited"),),
        statements=tuple(statements),
        incidents=incidents,
        provenances=tuple(provenances),
        ladders=(ladder,),
        contradictions=(clash,),
    )


def _make_family() -> Family:
    root = find("h1", _LEAD)
    hedge = find("h1", "reportedly ")
    copies = []
    for id, kind, share in (("h2", "near", 0.98), ("h3", "partial", 0.9), ("h4", "partial", 0.72)):
        words = _LEAD if id == "h4" else _LEAD.replace("reportedly ", "")
        here = find(id, words)
        at = here.start + _LEAD.index("reportedly ")
        lost = Change("dropped", Span(at, at), hedge, hedges=(find("h1", "reportedly"),))
        passages = (Passage(here, root, () if id == "h4" else (lost,)),)
        copies.append(
            msgspec.convert(
                {
                    "report": id,
                    "of": "h1",
                    "kind": kind,
                    "share": share,
                    "share_of": share,
                    "passages": msgspec.to_builtins(passages),
                    "reason": "long stretches of the same words, an hour later",
                },
                Copy,
            )
        )
    return Family(FAMILY, ("h1", "h2", "h3", "h4"), "h1", None, tuple(copies), "the same words in four reports")


def _own(ref: Ref, records: dict[str, Record]) -> Origin:
    outlet = records[ref.report].report.outlet or ""
    return Origin(
        f"origin-{ref.report}", outlet, "outlet", None, (Trail(ref.report, ref, (Step("outlet", outlet, "own"),)),)
    )


def _trace(of: str, claims: dict[str, Ref]) -> Provenance:
    post = Step("channel", "post", "posted", report="h1", span=find("h1", "in a post"))
    body = Step(
        "body", "health ministry", "posted", party=MINISTRY, report="h1", span=find("h1", "the health ministry")
    )
    wire = Step("agency", "Bay Wire", "copied", held="h1", reason="98 % of its words stand in the report of Bay Wire")
    trails = [
        Trail(
            "h1",
            claims["h1"],
            (Step("outlet", "Bay Wire", "published", report="h1"), msgspec.structs.replace(post, how="cited"), body),
        )
    ]
    trails += [
        Trail(
            id,
            claims[id],
            (Step("outlet", name, "published", report=id), wire, msgspec.structs.replace(post, how="cited"), body),
        )
        for id, name in (("h2", "Merle Post"), ("h3", "Radio Lantern"), ("h4", "Hill Gazette"))
    ]
    fire = Trail(
        "h6",
        claims["h6"],
        (
            Step("outlet", "Bay Wire", "published", report="h6"),
            Step(
                "body",
                "fire service of Port Merle",
                "said",
                party=FIRE,
                report="h6",
                span=find("h6", "The fire service"),
            ),
        ),
    )
    own = Trail("h7", claims["h7"], (Step("outlet", "Slow Review", "own", report="h7"),))
    return Provenance(
        of,
        6,
        (
            Origin("origin-a", "health ministry", "body", MINISTRY, tuple(trails), (STATEMENT, LATER)),
            Origin("origin-b", "fire service of Port Merle", "body", FIRE, (fire,)),
            Origin("origin-c", "Slow Review", "outlet", None, (own,)),
        ),
    )


def _contradict(claims: dict[str, Ref]) -> tuple[Ladder, Contradiction]:
    first = Side(
        "h1",
        claims["h1"],
        find("h1", "41 people"),
        "killed 41 people",
        "41",
        MINISTRY,
        "health ministry",
        "2031-05-04",
        ("h1", "h2", "h3", "h4"),
        standing="withdrawn",
        withdrawn=("h5", find("h5", "sent in error")),
        low=41,
        high=41,
    )
    later = Side(
        "h6",
        claims["h6"],
        find("h6", "57 people"),
        "57 people",
        "57",
        FIRE,
        "fire service",
        "2031-05-12",
        ("h6",),
        low=57,
        high=57,
    )
    last = Side(
        "h7",
        claims["h7"],
        find("h7", "At least 60 people"),
        "At least 60 people",
        "at least 60",
        None,
        "Slow Review",
        "2031-08-30",
        ("h7",),
        low=60,
    )
    clash = Contradiction(CLASH, "toll", INCIDENT, "people killed", (first, later), "two figures for the same dead")
    return Ladder(LADDER, INCIDENT, "killed", "people killed in the fire", (first, later, last)), clash
