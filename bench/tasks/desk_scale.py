"""What it costs to add and to link thousands of reports, how that grows, and how fast a desk of them answers."""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from bench.errors import BenchError
from bench.results import Figure, Measured, percent
from bench.testbed.records import CACHE, RecordMaker
from bench.testbed.scale import WORDS, disguise_records, grow_long
from sayso.linking.update import update_links
from sayso.model import Record
from sayso.parse import Reader
from sayso.store import Desk, DeskWriter, IncidentQuery, ReportQuery, open_desk, open_writer

SEEDS = range(50, 54)
"""Collections that are read; the others are these in disguise."""
SIZES = (1_250, 2_500, 5_000, 10_000)
CORES = 2
SLOW_MS = 100
_BATCH = 32  # as `sayso add` has it
_ROOT = Path(__file__).resolve().parents[2]


def measure_desk_scale(reader: Reader, *, sizes: Sequence[int] = SIZES, keep: Path | None = None) -> Measured:
    """Figures for desks of so many reports; the largest is left at ``keep``.

    Adding is measured on the reports that are read, linking and answers on these and their disguises. Seconds are those
    of processors, so that other work of the machine matters little; see `Spent` for what they make on the clock.
    """
    maker = RecordMaker(reader, CACHE)
    base = [record for seed in SEEDS for record in maker.read(grow_long(seed))]
    adding = time_adding(base)
    figures = {"desk/adding": Figure(round(1000 * adding, 2), unit="ms")}
    before: tuple[int, Spent] | None = None
    words = sum(len(record.report.text.split()) for record in base) / len(base)
    notes = [f"{len(base)} reports of {words:.0f} words (about {WORDS}) are read, the others are disguises."]
    for size in sizes:
        with choose_place(keep if size == sizes[-1] else None) as place:
            with open_writer(place) as desk:
                storing, linking = time_linking(desk, multiply(base, size))
            figures |= make_scale_figures(size, adding=adding, storing=storing, linking=linking, before=before)
            if size == sizes[-1]:
                answers = time_answers(place)
                figures["desk/slowest-answer"] = Figure(max(answers.values()), unit="ms")
                figures["desk/slow-answers"] = Figure(
                    percent(sum(t > SLOW_MS for t in answers.values()) / len(answers))
                )
                figures["desk/size-per-report"] = Figure(round(os.path.getsize(place) / size / 1e6, 4), unit="MB")
                ranked = sorted(answers.items(), key=lambda item: -item[1])
                notes.append("Slowest: " + "; ".join(f"{name} {spent:.1f} ms" for name, spent in ranked[:8]) + ".")
        notes.append(f"{size}: linking took {linking.clock:.0f} s on the clock, with whatever else the machine did.")
        before = size, linking
    return Measured(figures=figures, notes=tuple(notes))


def make_scale_figures(
    size: int, *, adding: float, storing: float, linking: Spent, before: tuple[int, Spent] | None
) -> dict[str, Figure]:
    """The figures of one size; ``adding`` are processor seconds a report, ``storing`` those of all.

    ``share`` is linking's part of the time on the clock of ``CORES`` cores that have nothing else to do: reading keeps
    all of them busy, linking those that it can. ``share-of-work`` is its part of the processor seconds.
    """
    whole = adding * size
    figures = {
        f"desk/storing-{size}": Figure(round(1000 * storing / size, 2), unit="ms"),
        f"desk/linking-{size}": Figure(round(1000 * linking.work / size, 2), unit="ms"),
        f"desk/linking-clock-{size}": Figure(round(1000 * linking.longest / size, 2), unit="ms"),
        f"desk/share-{size}": Figure(percent(linking.longest / (linking.longest + whole / CORES))),
        f"desk/share-of-work-{size}": Figure(percent(linking.work / (linking.work + whole))),
        f"desk/all-{size}": Figure(round(linking.longest + whole / CORES), unit="s"),
    }
    if before is not None and size == 2 * before[0]:
        figures[f"desk/growth-{size}"] = Figure(round(linking.work / before[1].work, 3), unit="times")
        figures[f"desk/growth-clock-{size}"] = Figure(round(linking.longest / before[1].longest, 3), unit="times")
    return figures


def multiply(base: Sequence[Record], size: int) -> list[Record]:
    """So many records: the base, then the base in one disguise after the other."""
    records = list(base[:size])
    while len(records) < size:
        records += disguise_records(base[: size - len(records)], f"d{len(records)}")
    return records


def time_adding(records: Sequence[Record]) -> float:
    """Processor seconds that ``sayso add -j 2 --no-links`` takes for one of the reports, all processes together.

    The start of the processes is what a run on two of the reports takes, and does not count.
    """
    return (_run_add(records) - _run_add(records[:CORES])) / (len(records) - CORES)


def _run_add(records: Sequence[Record]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        reports, desk = Path(folder) / "reports.jsonl", Path(folder) / "a.sayso"
        reports.write_bytes(b"".join(msgspec.json.encode(_make_line(record)) + b"\n" for record in records))
        before = _count_children()
        command = [sys.executable, "-m", "sayso.cli", "add", str(reports), "--desk", str(desk), "--no-links"]
        paths = os.pathsep.join(filter(None, [str(_ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
        environment = os.environ | {"PYTHONPATH": paths}
        command += ["-j", str(CORES)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BenchError(f"sayso add ended with exit code {done.returncode}: {done.stderr.strip()[-500:]}")
        return _count_children() - before


def _make_line(record: Record) -> dict[str, object]:
    report = record.report
    return {
        "id": report.id,
        "text": report.text,
        "title": report.title,
        "outlet": report.outlet,
        "published": report.published,
        "url": report.uri,
        "language": report.language,
    }


class Spent(msgspec.Struct, frozen=True):
    """Seconds that linking took: ``work`` those of processors, all processes together; ``clock`` on the clock.

    ``longest`` are processor seconds along the longest way: those of the first process, and in place of them those of
    the second one where that takes longer while the first waits for its incidents. It is what the clock shows where two
    cores have nothing else to do, however busy the machine is that it is measured on.
    """

    work: float
    longest: float
    clock: float


class Watch:
    """Takes the times at which the steps of linking begin, of both processes."""

    def __init__(self) -> None:
        self._marks: dict[str, tuple[float, float]] = {}
        self._children = _count_children()
        self._begin = time.process_time(), time.perf_counter()

    def advance(self, step: str, done: int, total: int) -> None:
        """Told of each step before it begins, as `update_links` tells of it."""
        self._marks.setdefault(step, (time.process_time(), _count_partner()))

    def stop(self) -> Spent:
        """What was spent since this was made."""
        own, clock = time.process_time() - self._begin[0], time.perf_counter() - self._begin[1]
        children = _count_children() - self._children
        first, second = self._marks.get("incidents", (0.0, 0.0)), self._marks.get("origins", (0.0, 0.0))
        waiting = children - first[1] if children else 0.0
        return Spent(own + children, own + max(0.0, waiting - (second[0] - first[0])), clock)


def _count_partner() -> float:
    """Processor seconds of the second process so far; 0 where there is none, or where the system does not tell."""
    processes = [process.pid for process in multiprocessing.active_children() if process.pid is not None]
    if not sys.platform.startswith("linux"):
        return 0.0
    return sum(time.clock_gettime((~process << 3) | 2) for process in processes)  # CPUCLOCK_SCHED of the process


def _count_children() -> float:
    """Processor seconds of all processes that were started from this one and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def time_linking(desk: DeskWriter, records: list[Record]) -> tuple[float, Spent]:
    """Processor seconds that storing the records takes, and what linking them then takes, from loading to writing."""
    begin = time.process_time()
    for at in range(0, len(records), _BATCH):
        desk.add(records[at : at + _BATCH])
    stored = time.process_time()
    records.clear()
    gc.collect()
    watch = Watch()
    update_links(desk, jobs=CORES, advance=watch.advance)
    return stored - begin, watch.stop()


def time_answers(place: str) -> dict[str, float]:
    """Milliseconds on the clock of everything that pages ask, on a desk that was opened for that question alone."""
    with open_desk(place) as desk:
        names = list(_list_questions(desk))
    return {name: _time_answer(place, name) for name in names}


def _time_answer(place: str, name: str) -> float:
    with open_desk(place) as desk:
        ask = _list_questions(desk)[name]
    with open_desk(place) as desk:
        begin = time.perf_counter()
        ask(desk)
        return round(1000 * (time.perf_counter() - begin), 2)


def _list_questions(desk: Desk) -> dict[str, Callable[[Desk], object]]:
    """What is asked, always of the greatest: the largest family, the most told incident, the most heard speaker."""
    kind = desk.count_facets()["type"][0].value
    land = next((count.value for count in desk.count_facets()["country"]), "KZ")
    report = max(desk.list_reports(sort="claims").rows, key=lambda row: row.claims).id
    incident = desk.list_incidents().rows[0].id
    families, clashes = desk.list_families().rows, desk.list_contradictions().rows
    family, clash = (families[0].id if families else ""), (clashes[0].id if clashes else "")
    speaker = desk.list_speakers().rows[0].key
    statement = next((row.statement for row in desk.list_claims(report) if row.statement), "")
    pages = desk.list_reports().pages
    narrow = ReportQuery(words="police", type=(kind,), country=(land,))
    return {
        "totals": Desk.totals,
        "reports": Desk.list_reports,
        "reports, the last page": lambda d: d.list_reports(page=pages),
        "reports of a type": lambda d: d.list_reports(ReportQuery(type=(kind,))),
        "reports, words and facets": lambda d: d.list_reports(narrow, sort="relevance"),
        "reports by title": lambda d: d.list_reports(sort="title"),
        "facets": Desk.count_facets,
        "facets of a type": lambda d: d.count_facets(ReportQuery(type=(kind,))),
        "facets, words and facets": lambda d: d.count_facets(narrow),
        "search, a word in few": lambda d: d.search("observatory"),
        "search, a word in many": lambda d: d.search("police"),
        "search, a word in all": lambda d: d.search("the"),
        "search, words that begin so": lambda d: d.search("po* of the"),
        "search claims": lambda d: d.search_claims("the"),
        "record": lambda d: d.get_record(report),
        "claims of a report": lambda d: d.list_claims(report),
        "links of a report": lambda d: d.map_links(report),
        "family of a report": lambda d: d.get_family_of(report),
        "incidents of a report": lambda d: d.list_incidents(IncidentQuery(report=report), size=500),
        "contradictions of a report": lambda d: d.list_contradictions(report=report),
        "credits and versions of a report": lambda d: (d.list_credits(report), d.list_versions(report)),
        "incidents": Desk.list_incidents,
        "incidents by contradictions": lambda d: d.list_incidents(sort="contradictions"),
        "incidents by origins": lambda d: d.list_incidents(sort="origins"),
        "incidents, newest": lambda d: d.list_incidents(sort="newest"),
        "incidents, facets": Desk.count_incidents,
        "incidents of a type": lambda d: d.list_incidents(IncidentQuery(type=(kind,)), sort="contradictions"),
        "incidents of a country and time": lambda d: d.list_incidents(
            IncidentQuery(country=(land,), first="2015-01-01", last="2016-12-31")
        ),
        "incidents with words": lambda d: d.list_incidents(IncidentQuery(words="killed"), sort="origins"),
        "incidents with denials": lambda d: d.list_incidents(IncidentQuery(kind=("toll", "denial"))),
        "incidents of three reports": lambda d: d.list_incidents(IncidentQuery(least_reports=3), sort="newest"),
        "incident": lambda d: d.get_incident(incident),
        "origins": lambda d: d.get_provenance(incident),
        "records of an incident": lambda d: _take_records(d, incident),
        "speakers": Desk.list_speakers,
        "speakers with words": lambda d: d.list_speakers("police"),
        "speaker": lambda d: (d.get_speaker(speaker), d.list_claims_of(speaker, size=100)),
        "statement": lambda d: d.get_statement(statement),
        "families": Desk.list_families,
        "family": lambda d: d.get_family(family),
        "contradictions": Desk.list_contradictions,
        "contradictions of a kind": lambda d: d.list_contradictions(kind=("toll",)),
        "contradiction": lambda d: d.get_contradiction(clash),
        "what an id stands for": lambda d: d.find_id("incident-"),
    }


def _take_records(desk: Desk, incident: str) -> list[Record]:
    view = desk.get_incident(incident)
    return list(desk.iter_records(view.incident.reports)) if view else []


@contextmanager
def choose_place(keep: Path | None) -> Iterator[str]:
    """Where a desk is made: at ``keep``, else in a folder that goes. Raises BenchError where something is there."""
    if keep is not None:
        if keep.exists():
            raise BenchError(f"there is a {keep} already: remove it, or give another name")
        yield str(keep)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield str(Path(folder) / "scale.sayso")
