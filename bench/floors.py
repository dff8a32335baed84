"""Floors of figures, from ``floors.toml``, and what falls through them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from bench.results import Results

_FILE = Path(__file__).with_name("floors.toml")


class Floor(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """Bounds of a figure in its own unit; ``band`` is how far beyond them noise may carry it.

    ``speed`` marks what depends on the machine.
    """

    band: float
    at_least: float | None = None
    at_most: float | None = None
    speed: bool = False


class Floors(msgspec.Struct, frozen=True):
    """Floors by task and "corpus/measure", and the SHA-256 of the files that they hold for."""

    corpora: dict[str, str]
    floors: dict[str, dict[str, Floor]]


def read_floors(path: Path = _FILE) -> Floors:
    """The floors of a file. Raises msgspec.ValidationError where it is malformed."""
    return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Floors)


def check_floors(results: Results, floors: Floors, *, speed: bool = False) -> list[str]:
    """One line for every failed report, changed or unknown file, missing figure, and figure beyond its floor.

    With ``speed`` also those that depend on the machine.
    """
    problems = [_check_corpus(name, sha256, floors) for name, sha256 in results.corpora.items()]
    if results.failures:
        problems.append(f"{results.failures} reports were not read to the end: {'; '.join(results.notes)[:300]}")
    for name, floor in floors.floors.get(results.task, {}).items():
        if speed or not floor.speed:
            problems.append(_check_figure(name, floor, results))
    return [f"{results.task}: {problem}" for problem in problems if problem]


def _check_corpus(name: str, sha256: str, floors: Floors) -> str | None:
    known = floors.corpora.get(name)
    if known == sha256:
        return None
    if known is None:
        return f"no floor holds for {name}"
    return f"{name} is another file than the floors hold for (SHA-256 {sha256[:12]}, expected {known[:12]})"


def _check_figure(name: str, floor: Floor, results: Results) -> str | None:
    figure = results.figures.get(name)
    if figure is None:
        return f"{name} was not measured"
    band = f"(band {floor.band:g})"
    if floor.at_least is not None and figure.value < floor.at_least - floor.band:
        return f"{name} is {figure.value:g}, under its floor of {floor.at_least:g} {band}"
    if floor.at_most is not None and figure.value > floor.at_most + floor.band:
        return f"{name} is {figure.value:g}, over its limit of {floor.at_most:g} {band}"
    return None
