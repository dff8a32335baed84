"""Places: toponyms found in raw text, gold toponyms led to places, and both together; and the speed of the stage.

Figures "text/..." are of the text alone. Those under "outlet/..." know the outlet's area, learned from what Sayso made
of the other reports of the same outlet (at least three), never from gold.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import msgspec

from bench.errors import BenchError
from bench.metrics.counts import Counts
from bench.metrics.places import (
    Point,
    Spot,
    measure_error,
    name_after,
    score_answers,
    score_end_to_end,
    score_spans,
    summarise_errors,
)
from bench.reading import Reads, make_report
from bench.results import Figure, Measured, Parts, percent
from sayso.gazetteer import Gazetteer, find_gazetteer
from sayso.lang import find_language
from sayso.model import Attribution, Name, Place, Record, Report, Span, Syntax, Tokens
from sayso.pipeline.run import run_stages
from sayso.pipeline.stages import STAGES
from sayso.places import Areas, find_places, learn_area
from sayso.places.areas import LEAST_REPORTS
from sayso.places.drafts import make_scene
from sayso.places.find import locate_toponyms
from sayso.places.frame import make_frame
from sayso.places.recognise import take_spans
from sayso.places.resolve import resolve_toponyms
from sayso.places.solve import read_weights
from sayso.places.weights import load_weights
from sayso.settings import load_settings

RUNS = 5


class GoldToponym(msgspec.Struct, frozen=True):
    """A toponym of a corpus: code points, and where it lies; without coordinates it is not resolved."""

    start: int
    end: int
    latitude: float | None = None
    longitude: float | None = None
    geonameid: int | None = None

    @property
    def point(self) -> Point | None:
        """Where it lies, None where that is unknown."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude, self.geonameid)


class GoldLine(msgspec.Struct, frozen=True):
    """A line of a corpus: one report; ``domain`` is its outlet."""

    id: str
    domain: str
    text: str
    toponyms: tuple[GoldToponym, ...]


class Seen(msgspec.Struct, frozen=True, eq=False):
    """A gold report and what the stages before places made of it."""

    gold: GoldLine
    report: Report
    tokens: Tokens
    syntax: Syntax
    names: Sequence[Name]
    joined: Sequence[Attribution]


def measure_places(paths: Sequence[Path], reader: Reads, *, limit: int | None = None) -> Measured:
    """Counts by corpus (its file's stem) and report, and figures of distance and speed.

    Raises BenchError where a file is malformed or there is no gazetteer.
    """
    gazetteer = find_gazetteer(load_settings())
    if gazetteer is None:
        raise BenchError("there is no gazetteer: build it once with `sayso places build`")
    parts: dict[str, Parts] = {}
    figures: dict[str, Figure] = {}
    for path in paths:
        seen = [see(gold, reader) for gold in read_lines(path)[:limit]]
        parts[path.stem], found = measure_corpus(seen, gazetteer)
        figures |= {f"{path.stem}/{name}": figure for name, figure in found.items()}
    return Measured(parts, figures, notes=(f"Gazetteer: {gazetteer.version}.",))


def read_lines(path: Path) -> list[GoldLine]:
    """The reports of a corpus. Raises BenchError where a line is none."""
    decoder = msgspec.json.Decoder(GoldLine)
    try:
        return [decoder.decode(line) for line in path.read_bytes().splitlines() if line.strip()]
    except msgspec.DecodeError as error:
        raise BenchError(f"{path.name} is no corpus of toponyms ({error})") from error


def see(gold: GoldLine, reader: Reads) -> Seen:
    """What the stages before places make of a gold report, which is nothing but text."""
    report = make_report(gold.text)
    wanted = ("tokens", "quotations", "reading", "attributions")
    stages = [stage for stage in STAGES if stage.name in wanted]
    board = run_stages({"report": report, "reader": reader}, stages)
    if "joined" not in board:
        raise BenchError(f"report {gold.id} was not read: {board['issues'][0].message}")
    return Seen(gold, report, *(board[name] for name in ("tokens", "syntax", "names", "joined")))


def measure_corpus(seen: Sequence[Seen], gazetteer: Gazetteer) -> tuple[Parts, dict[str, Figure]]:
    """The counts of every report, and the figures of the corpus."""
    begins = [find_all(one, gazetteer) for one in seen]
    areas = learn_others(seen, begins)
    parts: list[dict[str, Counts]] = []
    errors: dict[str, list[float]] = defaultdict(list)
    for one, places, known in zip(seen, begins, areas, strict=True):
        golds = [Spot(g.start, g.end, g.point) for g in one.gold.toponyms]
        counts = score_spans(golds, [take_spot(place) for place in places])
        for mode, given in (("text", None), ("outlet", known)):
            found = find_all(one, gazetteer, given)
            counts[f"{mode}/end-to-end"] = score_end_to_end(golds, [take_spot(place) for place in found])
            scores, missed = score_gold(one, gazetteer, given)
            counts |= name_after(mode, scores)
            errors[mode] += missed
        parts.append(counts)
    figures: dict[str, Figure] = {}
    for mode, missed in errors.items():
        figures |= {f"{mode}/{name}": figure for name, figure in _summarise(missed).items()}
    return parts, figures | {"reports-per-second": time_places(seen, gazetteer)}


def find_all(one: Seen, gazetteer: Gazetteer, areas: Areas | None = None) -> tuple[Place, ...]:
    """The places of a report; with ``areas`` its outlet is known."""
    report = name_outlet(one) if areas is not None else one.report
    return find_places(report, one.tokens, one.syntax, one.names, one.joined, gazetteer, areas)[0]


def learn_others(seen: Sequence[Seen], found: Sequence[tuple[Place, ...]]) -> list[Areas]:
    """For each report the area of its outlet as learned from the places found in the outlet's other reports."""
    by_outlet: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(seen):
        by_outlet[one.gold.domain].append(number)
    records = [Record("", one.report, places=places) for one, places in zip(seen, found, strict=True)]
    areas: list[Areas] = []
    for number, one in enumerate(seen):
        others = [records[other] for other in by_outlet[one.gold.domain] if other != number]
        areas.append(Areas({one.gold.domain: learn_area(others)}) if len(others) >= LEAST_REPORTS else Areas())
    return areas


def score_gold(one: Seen, gazetteer: Gazetteer, areas: Areas | None) -> tuple[dict[str, Counts], list[float]]:
    """The counts of gold toponyms with coordinates, and their errors in km."""
    report = name_outlet(one) if areas is not None else one.report
    scene = make_scene(report.text, one.tokens, one.syntax, one.names, find_language(None))
    toponyms = take_spans(scene, [Span(g.start, g.end) for g in one.gold.toponyms], gazetteer)
    places = locate_toponyms(report, scene, toponyms, gazetteer, areas)
    weights = read_weights(load_weights().resolve)
    choices = resolve_toponyms(scene, toponyms, gazetteer, weights, make_frame(report, scene, areas)).choices
    golds: list[Point] = []
    answers: list[Point | None] = []
    candidates: list[list[Point]] = []
    for gold, place, choice in zip(one.gold.toponyms, places, choices, strict=True):
        if (point := gold.point) is None:
            continue
        golds.append(point)
        answers.append(take_spot(place).point)
        entries = [match.entry for match, _, _ in choice.ranked]
        candidates.append([Point(e.latitude, e.longitude, e.geonameid) for e in entries])
    errors = [measure_error(answer, gold) for answer, gold in zip(answers, golds, strict=True)]
    return score_answers(golds, answers, candidates), errors


def take_spot(place: Place) -> Spot:
    """A place of a record as it is measured."""
    if place.latitude is None or place.longitude is None:
        return Spot(place.start, place.end)
    return Spot(place.start, place.end, Point(place.latitude, place.longitude, place.geonameid))


def time_places(seen: Sequence[Seen], gazetteer: Gazetteer) -> Figure:
    """Reports a second of the stage places alone, after the reader: the median of five runs over the corpus.

    Every run opens the gazetteer anew, so that no answer is kept from the one before.
    """
    speeds: list[float] = []
    for _ in range(RUNS):
        with Gazetteer.open(gazetteer.path) as fresh:
            begin = time.process_time()
            for one in seen:
                find_all(one, fresh)
            speeds.append(len(seen) / max(time.process_time() - begin, 1e-9))
    return Figure(round(median(speeds), 1), round(min(speeds), 1), round(max(speeds), 1), unit="reports/s")


def name_outlet(one: Seen) -> Report:
    """The report with its outlet."""
    return msgspec.structs.replace(one.report, outlet=one.gold.domain)


def _summarise(errors: Sequence[float]) -> dict[str, Figure]:
    found = summarise_errors(errors)
    if not found:
        return {}
    return {
        "mean": Figure(round(found["mean"], 1), unit="km"),
        "median": Figure(round(found["median"], 2), unit="km"),
        "auc": Figure(percent(found["auc"])),
    }
