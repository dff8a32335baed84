"""How far two independent annotations of the same reports agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench.data import hash_folder
from bench.errors import BenchError
from bench.gold.differences import Names, describe_differences
from bench.gold.find import shorten
from bench.gold.load import GOLD, list_files, load_gold
from bench.gold.model import GoldReport
from bench.metrics.claims import Matching, from_gold, match_sides, score_sides, sum_confusions
from bench.results import Results, make_figures, pack_counts
from sayso import __version__

PASSES = GOLD / "passes"
_CORPUS = "passes"
_NAMES = Names("a", "b")


class Twice(msgspec.Struct, frozen=True):
    """A report as two annotators read it."""

    first: GoldReport
    second: GoldReport


def load_passes(folder: Path) -> list[Twice]:
    """The reports under ``a/`` and ``b/`` of a folder.

    Raises BenchError where one side lacks a report, or the texts differ.
    """
    first, second = ({report.id: report for report in load_gold(folder / name)} for name in ("a", "b"))
    lonely = sorted(first.keys() ^ second.keys())
    if lonely:
        raise BenchError(f"only one pass has {', '.join(lonely)}")
    for name, report in first.items():
        if report.text != second[name].text:
            raise BenchError(f"{name}: the passes have different texts")
    return [Twice(report, second[name]) for name, report in first.items()]


def measure_agreement(folder: Path, passes: Sequence[Twice]) -> Results:
    """Every measure of the task claims, the first pass taken as gold and the second as a system."""
    parts = {_CORPUS: [score_sides(two.first.text, from_gold(two.first), from_gold(two.second)) for two in passes]}
    confusions = sum_confusions(_match(two) for two in passes)
    return Results(
        task="agreement",
        command="python -m bench agreement",
        sayso=__version__,
        model={},
        corpora={name: hash_folder(list_files(folder / name)) for name in ("a", "b")},
        figures=make_figures(parts),
        notes=(f"Kinds of source that differ: {confusions}.",) if confusions else (),
        counts=pack_counts(parts),
    )


def list_differences(passes: Sequence[Twice]) -> str:
    """Every difference, report by report."""
    lines: list[str] = []
    for two in passes:
        matching = _match(two)
        lines += describe_differences(two.first.id, matching, _NAMES)[:-1]
        lines += [*_compare_entities(matching), ""]
    return "\n".join(lines)


def _compare_entities(matching: Matching) -> Iterator[str]:
    """Entities that one pass lacks, and mentions that one lacks of an entity that both have."""
    for key, spans in matching.system.entities.items():
        ours = matching.speakers.get(key)
        if ours is None:
            yield f"entity {key}: b only, or not one of a's"
            continue
        gold = matching.gold.entities[ours]
        for name, extra in (("a", set(gold) - set(spans)), ("b", set(spans) - set(gold))):
            words = sorted({span.text(matching.text) for span in extra})
            if words:
                yield f"entity {ours}: mentions in {name} only: {', '.join(map(shorten, words))}"
    for key in sorted(matching.gold.entities.keys() - set(matching.speakers.values())):
        yield f"entity {key}: a only"


def _match(two: Twice) -> Matching:
    return match_sides(two.first.text, from_gold(two.first), from_gold(two.second))
