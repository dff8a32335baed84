"""Time expressions: spans and values on public corpora, anchors on the project's own gold; the speed of the stage."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from bench.errors import BenchError
from bench.gold.find import shorten
from bench.gold.load_times import GoldTime, Passage, Reading, count_times, read_passage
from bench.metrics.anchors import is_right, pair_times, score_passage
from bench.metrics.counts import Counts
from bench.metrics.time_categories import find_category
from bench.metrics.times import Expression, pair_spans, score_expressions, trim
from bench.reading import Reads, make_report
from bench.results import Figure, Measured, Parts
from bench.tasks.attribution import find_failures
from sayso.model import Record, Time
from sayso.pipeline.run import make_record, run_stages
from sayso.pipeline.stages import GIVEN, STAGES
from sayso.times import find_times

RUNS = 5
_NEEDED = tuple(stage for stage in STAGES if stage.name not in {"places", "events"})
_STAGE = next(stage for stage in STAGES if stage.name == "times")


class GoldLine(msgspec.Struct, frozen=True):
    """A report of a public corpus with its time expressions; the fields that are not scored are left out."""

    id: str
    published: str
    text: str
    times: tuple[Expression, ...]


class Seen(msgspec.Struct, frozen=True):
    """A record, and what its stage "times" was given."""

    record: Record
    given: tuple[Any, ...]


class Scored(msgspec.Struct, frozen=True):
    """A gold report and what was found in it."""

    gold: GoldLine | Passage
    seen: Seen

    def score(self) -> dict[str, Counts]:
        """Its counts by measure."""
        record = self.seen.record
        if isinstance(self.gold, Passage):
            return score_passage(self.gold, record.times, record.claims)
        return score_expressions(self.gold.text, self.gold.times, [take_expression(found) for found in record.times])


def measure_times(paths: Sequence[Path], reader: Reads, *, limit: int | None = None) -> Measured:
    """Counts by corpus: a file's stem, or "times-" and the folder's name; ``limit`` keeps each one's first reports.

    Speed is that of the stage alone over every text once. Raises BenchError where a file cannot be read.
    """
    corpora = read_corpora(paths, reader, limit=limit)
    parts: dict[str, Parts] = {name: [one.score() for one in scored] for name, scored in corpora.items()}
    seen = {one.gold.text: one.seen for scored in corpora.values() for one in scored}
    failures = [failure for one in seen.values() for failure in find_failures(one.record)]
    passages = [one.gold for scored in corpora.values() for one in scored if isinstance(one.gold, Passage)]
    notes = (f"Own gold: {count_times(passages)}.",) if passages else ()
    first = next(iter(corpora), "none")
    speed = time_stage([one.seen for one in corpora.get(first, ())])
    return Measured(
        parts,
        {f"{first}/reports-per-second": speed},
        notes=(*tuple(dict.fromkeys(failures))[:3], *notes),
        failures=len(failures),
    )


def read_corpora(paths: Sequence[Path], reader: Reads, *, limit: int | None = None) -> dict[str, list[Scored]]:
    """The gold reports of every corpus with their records; a text that several corpora hold is read once."""
    known: dict[tuple[str, str | None], Seen] = {}
    corpora: dict[str, list[Scored]] = {}
    for name, files in groupby(paths, key=name_corpus):
        golds = [gold for path in files for gold in read_gold(path)][:limit]
        for gold in golds:
            key = (gold.text, gold.published)
            known[key] = known.get(key) or see(gold, reader)
        corpora[name] = [Scored(gold, known[gold.text, gold.published]) for gold in golds]
    return corpora


def name_corpus(path: Path) -> str:
    """The corpus that a file belongs to: that of its folder, or its own."""
    return f"times-{path.parent.name}" if path.suffix == ".toml" else path.stem


def read_gold(path: Path) -> Iterator[GoldLine | Passage]:
    """The gold reports of a file. Raises BenchError where it cannot be read."""
    if path.suffix == ".toml":
        yield read_passage(path)
        return
    try:
        with path.open("rb") as file:
            yield from (msgspec.json.decode(line, type=GoldLine) for line in file if line.strip())
    except (OSError, msgspec.DecodeError) as error:
        raise BenchError(f"{path.name} holds no reports with time expressions ({error})") from error


def see(gold: GoldLine | Passage, reader: Reads) -> Seen:
    """The record of a gold report whose date of publication the reader is told."""
    report = msgspec.structs.replace(make_report(gold.text), published=gold.published)
    board = run_stages(dict.fromkeys(GIVEN) | {"report": report, "reader": reader}, _NEEDED)
    return Seen(make_record(report, board), tuple(board.get(name) for name in _STAGE.reads))


def take_expression(found: Time) -> Expression:
    """What public corpora have of a time."""
    return Expression(found.start, found.end, found.type, found.value)


def time_stage(seen: Sequence[Seen]) -> Figure:
    """Reports per second of processor time of the stage alone, after the reader: the median of the runs."""
    rates: list[float] = []
    for _ in range(RUNS):
        begin = time.process_time()
        for one in seen:
            find_times(*one.given)
        rates.append(len(seen) / max(time.process_time() - begin, 1e-9))
    middle, low, high = (round(rate) for rate in (median(rates), min(rates), max(rates)))
    return Figure(middle, low, high, unit="reports/s")


def list_errors(corpora: dict[str, list[Scored]]) -> str:
    """Every expression that is missed, needless or wrong, with its category, corpus by corpus."""
    lines: list[str] = []
    for name, scored in corpora.items():
        lines.append(f"# {name}")
        for one in scored:
            found = one.seen.record.times
            told = list_wrong(one.gold, found) if isinstance(one.gold, GoldLine) else list_unanchored(one.gold, found)
            lines += [f"{one.gold.id}\t{line}" for line in told]
    return "\n".join(lines) + "\n"


def list_wrong(gold: GoldLine, found: Sequence[Time]) -> Iterator[str]:
    """The expressions of a public corpus whose value differs, those missed, and those not in gold."""
    spans = [trim(gold.text, one.start, one.end) for one in gold.times]
    pairs = dict(pair_spans(spans, [(one.start, one.end) for one in found]))
    for at, (one, span) in enumerate(zip(gold.times, spans, strict=True)):
        words = gold.text[one.start : one.end]
        category = find_category(words, one.type, one.value or "")
        if at not in pairs:
            yield f"missed\t{category}\t{shorten(words)}\t{one.value}"
            continue
        other = found[pairs[at]]
        if one.value != other.value:
            yield f"value\t{category}\t{shorten(words)}\t{one.value}\tsayso {other.value} ({_tell(gold, other)})"
        elif span != (other.start, other.end):
            yield f"span\t{category}\t{shorten(words)}\t{one.value}\tsayso {_tell(gold, other)}"
    yield from _list_needless(gold, found, set(pairs.values()))


def list_unanchored(gold: Passage, found: Sequence[Time]) -> Iterator[str]:
    """The expressions of a passage whose value or anchor is wrong, those missed, and those not in gold."""
    paired = pair_times(gold, found)
    for one in gold.times:
        words = gold.text[one.start : one.end]
        category = find_category(words, one.type, one.first.value or "")
        other = paired.by_number.get(one.n)
        if other is None:
            yield f"missed\t{category}\t{one.n} {shorten(words)}\t{_show(one)}"
        elif not is_right(paired, one):
            anchor = paired.numbers.get(other.anchor or "", other.anchor)
            told = f"sayso {other.value} from {anchor} ({_tell(gold, other)})"
            yield f"wrong\t{category}\t{one.n} {shorten(words)}\t{_show(one)}\t{told}"
    ids = {time.id for time in paired.by_number.values()}
    yield from _list_needless(gold, found, {at for at, time in enumerate(found) if time.id in ids})


def _list_needless(gold: GoldLine | Passage, found: Sequence[Time], known: set[int]) -> Iterator[str]:
    for at, other in enumerate(found):
        if at not in known:
            yield f"needless\t{other.type}\t{_tell(gold, other)}\t{other.value}"


def _tell(gold: GoldLine | Passage, found: Time) -> str:
    return shorten(gold.text[found.start : found.end])


def _show(one: GoldTime) -> str:
    first: Reading = one.first
    return f"{first.value} from {first.anchor}"
