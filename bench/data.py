"""The annotated files that tasks are scored on, and their digests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.errors import BenchError

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"

FILES: dict[str, tuple[str, ...]] = {
    "syntax": ("parse/en_ewt-dev.conllu", "parse/en_gum-dev.conllu"),
    "names": ("parse/en_gum-dev.conllu", "parse/en_ewt-dev.conllu", "names/uner-ewt-dev.iob2"),
    "attribution": ("attribution/polnear-dev.jsonl",),
    "speed": ("attribution/polnear-dev.jsonl",),
}
"""The dev files of every task, under the data folder."""

SUFFIXES: dict[str, tuple[str, ...]] = {
    "syntax": (".conllu",),
    "names": (".conllu", ".iob2"),
    "attribution": (".jsonl",),
    "speed": (".jsonl",),
}


def find_files(task: str, data: Path, given: Sequence[Path] = ()) -> list[Path]:
    """The files of a task: those ``given`` whose suffix the task reads, else its dev files under ``data``.

    Raises BenchError where one is missing, or where none of those given can be read by the task.
    """
    if given:
        chosen = [path for path in given if path.suffix in SUFFIXES[task]]
        if not chosen:
            raise BenchError(f"{task} reads {' and '.join(SUFFIXES[task])} files; --file names none")
        _check_stems(chosen)
    else:
        chosen = [data / name for name in FILES[task]]
    missing = [path for path in chosen if not path.is_file()]
    if missing:
        raise BenchError(f"there is no {missing[0]}: pass --data FOLDER (its layout: docs/data.md), or --file PATH")
    return chosen


def hash_files(paths: Iterable[Path]) -> dict[str, str]:
    """The SHA-256 of every file by its name."""
    return {path.name: hash_file(path) for path in paths}


def hash_file(path: Path) -> str:
    """The SHA-256 of a file, 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_stems(paths: Sequence[Path]) -> None:
    """Figures go by the file's name without suffix, so no two files may share it."""
    stems = [path.stem for path in paths]
    twice = next((stem for stem in stems if stems.count(stem) > 1), None)
    if twice:
        raise BenchError(f"two files are called {twice}; rename one")
