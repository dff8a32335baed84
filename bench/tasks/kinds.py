"""Kinds: the kind of source of every marked speaker of the project's own passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.gold.passages import Marked, Passage, read_passages
from bench.metrics.counts import Counts, share
from bench.reading import make_report
from bench.results import Measured, Parts
from bench.tasks.attribution import find_failures
from sayso.model import Claim, Record
from sayso.parse import Reader
from sayso.pipeline import read_report

_MOST_TOLD = 8


def measure_kinds(paths: Sequence[Path], reader: Reader, *, limit: int | None = None) -> Measured:
    """Counts by corpus ("kinds-" and the file's stem) and passage; ``limit`` keeps the first passages of a file.

    ``kind`` is the share of right kinds among marked speakers who are the source of a claim, ``found`` the share of
    those. Raises BenchError where a file cannot be read.
    """
    parts: dict[str, Parts] = {}
    confused: Counter[tuple[str, str]] = Counter()
    failures: list[str] = []
    for path in paths:
        counts: list[dict[str, Counts]] = []
        for passage in read_passages(path)[:limit]:
            record = read_report(make_report(passage.text), reader=reader)
            failures += find_failures(record)
            found = judge_passage(passage, record)
            confused.update((gold, kind) for gold, kind in found if gold != kind)
            right = sum(gold == kind for gold, kind in found)
            counts.append({"kind": share(right, len(found)), "found": share(len(found), len(passage.marked))})
        parts[f"kinds-{path.stem}"] = counts
    told = ", ".join(f"{gold} as {kind} {number}" for (gold, kind), number in _rank(confused))
    notes = (f"Kinds of source taken for another: {told}.",) if told else ()
    return Measured(parts, notes=(*dict.fromkeys(failures), *notes)[:_MOST_TOLD], failures=len(failures))


def judge_passage(passage: Passage, record: Record) -> list[tuple[str, str]]:
    """The marked and the recorded kind of every marked speaker who is the source of a claim."""
    found = []
    for marked in passage.marked:
        claim = _find_claim(marked, record.claims)
        if claim is not None:
            found.append((marked.kind, claim.source_kind.code if claim.source_kind is not None else "null"))
    return found


def _find_claim(marked: Marked, claims: Sequence[Claim]) -> Claim | None:
    """The claim whose source, or whose cue where it has no source, shares most with the marked words."""
    best: tuple[float, Claim] | None = None
    for claim in claims:
        nobody = marked.kind == "none"
        span = claim.cue if nobody else claim.source
        if span is None or (nobody and claim.source is not None):
            continue
        shared = min(marked.span.end, span.end) - max(marked.span.start, span.start)
        score = shared / max(marked.span.end - marked.span.start, span.end - span.start)
        if shared > 0 and (best is None or score > best[0]):
            best = score, claim
    return best[1] if best is not None else None


def _rank(confused: Counter[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    return sorted(confused.items(), key=lambda item: (-item[1], item[0]))[:_MOST_TOLD]
