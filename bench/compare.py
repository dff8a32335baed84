"""Differences between two results: paired by document where both hold counts of the same files, else plain."""

from __future__ import annotations

from collections.abc import Mapping

from bench.metrics.counts import add_counts, paired_bootstrap
from bench.results import Difference, Figure, Parts, Results, percent, unpack_counts


def compare_results(first: Results, second: Results) -> tuple[dict[str, Difference], list[str]]:
    """Every figure that both hold, ``first`` less ``second``, and remarks on what the comparison rests on."""
    differences = compare_figures(first.figures, second.figures)
    changed = sorted(n for n in first.corpora.keys() & second.corpora.keys() if first.corpora[n] != second.corpora[n])
    if changed:
        return differences, [f"{', '.join(changed)}: the files differ, so figures are compared without intervals"]
    ours, theirs = unpack_counts(first.counts), unpack_counts(second.counts)
    uneven = [c for c in ours.keys() & theirs.keys() if len(ours[c]) != len(theirs[c])]
    remarks = [
        f"{corpus}: read in other numbers, so figures are compared without intervals" for corpus in sorted(uneven)
    ]
    shared = {corpus: parts for corpus, parts in ours.items() if corpus in theirs and corpus not in uneven}
    differences |= compare_parts(shared, theirs)
    return differences, remarks


def compare_figures(first: Mapping[str, Figure], second: Mapping[str, Figure]) -> dict[str, Difference]:
    """Plain differences of the figures that both hold."""
    return {
        name: Difference(
            round(figure.value - second[name].value, 3), figure.value, second[name].value, unit=figure.unit
        )
        for name, figure in first.items()
        if name in second
    }


def compare_parts(first: Mapping[str, Parts], second: Mapping[str, Parts]) -> dict[str, Difference]:
    """Differences in points with 95 % intervals, by "corpus/measure"; both hold the same documents."""
    differences: dict[str, Difference] = {}
    for corpus, parts in first.items():
        if not parts:
            continue
        ours, theirs = _f1_of(parts), _f1_of(second[corpus])
        for measure, interval in paired_bootstrap(parts, second[corpus]).items():
            differences[f"{corpus}/{measure}"] = Difference(
                percent(interval.value), ours[measure], theirs[measure], percent(interval.low), percent(interval.high)
            )
    return differences


def _f1_of(parts: Parts) -> dict[str, float]:
    return {measure: percent(counts.f1) for measure, counts in add_counts(parts).items()}
