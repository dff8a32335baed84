"""``python -m bench.desk_file RECORDS.jsonl [REPORTS]``: how fast a desk takes records and answers, and its size.

The records are copied until there are as many as asked for, each copy with other words in its text and other ids, so
that no two reports are the same. Links are made up, one statement for each speaker's claims of a report and one
incident for each event: what the linkers take is measured elsewhere. Prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from sayso.model import (
    Incident,
    Links,
    Origin,
    Provenance,
    Record,
    Ref,
    Statement,
    Step,
    Trail,
    hash_text,
    make_id,
)
from sayso.store import Desk, DeskWriter, IncidentQuery, ReportQuery, open_desk, open_writer

_BATCH = 32
_TABLES = ("reports", "texts", "records", "claims", "events", "tolls", "facets")
_SYLLABLES = ("ba", "ke", "li", "mo", "nu", "ra", "so", "ti", "vu", "za", "stan", "gor", "mil", "vek")


def main(path: str, reports: int = 10_000) -> dict[str, object]:
    """Measure, with as many reports as asked for."""
    with open(path, "rb") as file:
        records = [msgspec.json.decode(line, type=Record) for line in file]
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "bench.sayso")
        varied = list(_vary(records, reports))
        with open_writer(place) as desk:
            told = _measure_writing(desk, varied)
        told["bytes_per_report"] = round(os.path.getsize(place) / reports)
        told["words_per_report"] = round(sum(len(r.report.text.split()) for r in varied) / reports)
        with open_desk(place) as read:
            told["first_and_next_ms"] = _measure_answers(read)
    return told


def _measure_writing(desk: DeskWriter, records: Sequence[Record]) -> dict[str, object]:
    start = time.perf_counter()
    for at in range(0, len(records), _BATCH):
        desk.add(records[at : at + _BATCH])
    added = time.perf_counter() - start
    rows = sum(desk._base.number(f"SELECT count(*) FROM {table}") for table in _TABLES)
    start = time.perf_counter()
    loaded = list(desk.iter_records())
    load = time.perf_counter() - start
    links = _make_links(loaded)
    start = time.perf_counter()
    changed = desk.replace_links(links)
    written = time.perf_counter() - start
    return {
        "reports": len(records),
        "add_ms_per_report": round(added / len(records) * 1e3, 2),
        "rows_per_s": round(rows / added),
        "load_ms_per_report": round(load / len(records) * 1e3, 2),
        "links": changed,
        "links_per_s": round(changed / written),
    }


def _measure_answers(desk: Desk) -> dict[str, tuple[float, float]]:
    words = desk.count_facets()["type"][0].value
    report = desk.list_reports().rows[0].id
    incident = desk.list_incidents().rows[0].id
    asked: dict[str, Callable[[], object]] = {
        "reports": desk.list_reports,
        "reports of a type": lambda: desk.list_reports(ReportQuery(type=(words,))),
        "facets": desk.count_facets,
        "facets of a type": lambda: desk.count_facets(ReportQuery(type=(words,))),
        "search, rare word": lambda: desk.search("zastangorba"),
        "search, common word": lambda: desk.search("protest"),
        "search, a word in all": lambda: desk.search("the"),
        "search claims": lambda: desk.search_claims("the"),
        "record": lambda: desk.get_record(report),
        "claims of a report": lambda: desk.list_claims(report),
        "incidents": desk.list_incidents,
        "incidents of a type": lambda: desk.list_incidents(IncidentQuery(type=(words,))),
        "incident": lambda: desk.get_incident(incident),
        "speakers": desk.list_speakers,
        "claims of the first speaker": lambda: desk.list_claims_of(desk.list_speakers().rows[0].key),
        "totals": desk.totals,
    }
    return {name: _time_twice(ask) for name, ask in asked.items()}


def _time_twice(ask: Callable[[], object]) -> tuple[float, float]:
    times = []
    for _ in range(2):
        start = time.perf_counter()
        ask()
        times.append(round((time.perf_counter() - start) * 1e3, 2))
    return times[0], times[1]


def _vary(records: Sequence[Record], count: int) -> Iterator[Record]:
    rng = random.Random(20220105)

    def change(match: re.Match[str]) -> str:
        made = "".join(rng.choice(_SYLLABLES) for _ in range(len(match[0])))
        return match[0] if rng.random() < 0.8 else made[: len(match[0])]

    for number in range(count):
        record = records[number % len(records)]
        text = re.sub(r"[a-z]{5,}", change, record.report.text)
        report = msgspec.structs.replace(record.report, id=f"r{number}", text=text, text_sha256=hash_text(text))
        yield msgspec.structs.replace(record, report=report)


def _make_links(records: Sequence[Record]) -> Links:
    statements, incidents, provenances = [], [], []
    for record in records:
        report = record.report.id
        names = {entity.id: entity.name for entity in record.entities}
        for claim in record.claims:
            name, ref = names.get(claim.speaker or ""), Ref(report, claim.id)
            party = None if name is None else f"person:{name.casefold()}"
            statements.append(Statement(make_id("statement", report, claim.id), (ref,), party, name, ()))
            provenances.append(_make_provenance(statements[-1].id, ref, name or "unnamed"))
        for event in record.events:
            ref = Ref(report, event.id)
            title = f"{event.trigger.text(record.report.text)}, {event.type}"
            incidents.append(
                Incident(
                    make_id("incident", report, event.id), event.type, event.mode, title, (ref,), (), (report,),
                    "2022-01-05", "2022-01-06", None, (),
                )
            )  # fmt: skip
            provenances.append(_make_provenance(incidents[-1].id, ref, "the outlet"))
    return Links(statements=tuple(statements), incidents=tuple(incidents), provenances=tuple(provenances))


def _make_provenance(of: str, ref: Ref, name: str) -> Provenance:
    steps = (Step("outlet", "Quay Post", "published", report=ref.report), Step("body", name, "said", reason="a cue"))
    return Provenance(of, 1, (Origin(make_id("origin", of), name, "body", None, (Trail(ref.report, ref, steps),)),))


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], *map(int, sys.argv[2:3])), indent=1))
