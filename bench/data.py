"""The annotated files that tasks are scored on, and their digests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.errors import BenchError
from bench.gold.load import GOLD, list_files
from bench.gold.load_times import TIMES
from bench.gold.passages import KINDS

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"

TESTBED = Path(__file__).resolve().parent / "testbed" / "data"
"""What made-up collections are made of."""

FILES: dict[str, tuple[str, ...]] = {
    "syntax": ("parse/en_ewt-dev.conllu", "parse/en_gum-dev.conllu"),
    "names": ("parse/en_gum-dev.conllu", "parse/en_ewt-dev.conllu", "names/uner-ewt-dev.iob2"),
    "attribution": ("attribution/polnear-dev.jsonl",),
    "confidence": ("attribution/polnear-dev.jsonl",),
    "speakers": ("parse/en_gum-dev.conllu",),
    "places": ("places/lgl-dev.jsonl", "places/tr-news-dev.jsonl", "places/gwn-dev.jsonl"),
    "times": ("time/aquaint.jsonl", "time/aquaint-corrected.jsonl"),
    "events": ("events/plover-gsr.jsonl",),
    "speed": ("attribution/polnear-dev.jsonl",),
}
"""The dev files of every task, under the data folder."""

TRAIN: dict[str, tuple[str, ...]] = {
    "attribution": ("attribution/polnear-train.jsonl",),
    "times": ("time/timebank.jsonl", "time/timebank-corrected.jsonl"),
}
"""The files that a task may be built on, where it can be measured on them too."""

OWN: dict[str, Path] = {"times": TIMES, "events": GOLD.parent / "events"}
"""Where the project's own gold of a task lies that has public corpora too, by its parts."""

SUFFIXES: dict[str, tuple[str, ...]] = {
    "syntax": (".conllu",),
    "names": (".conllu", ".iob2"),
    "attribution": (".jsonl",),
    "confidence": (".jsonl",),
    "speakers": (".conllu",),
    "places": (".jsonl",),
    "times": (".jsonl", ".toml"),
    "events": (".jsonl", ".toml"),
    "speed": (".jsonl",),
    "claims": (".toml",),
    "kinds": (".toml",),
    "links": (".toml",),
}


def find_files(task: str, data: Path, given: Sequence[Path] = (), *, split: str = "dev") -> list[Path]:
    """The files of a task: those ``given`` whose suffix the task reads, else its dev files under ``data``.

    The gold reports of the task claims are the project's own, times and events have both; ``split`` is the part that is
    read. Raises BenchError where one is missing, or where none of those given can be read by the task.
    """
    if given:
        chosen = [path for path in given if path.suffix in SUFFIXES[task]]
        if not chosen:
            raise BenchError(f"{task} reads {' and '.join(SUFFIXES[task])} files; --file names none")
        _check_stems(chosen)
    elif task == "claims":
        chosen = list_files(GOLD / split)
    elif task == "links":
        chosen = sorted(TESTBED.glob("*.toml"))
    elif task == "kinds":
        chosen = [KINDS / f"{split}.toml"]
    else:
        names = TRAIN.get(task, FILES[task]) if split == "train" else FILES[task]
        chosen = [data / name for name in names] + (list_files(OWN[task] / split) if task in OWN else [])
    missing = [path for path in chosen if not path.is_file()]
    if missing:
        raise BenchError(f"there is no {missing[0]}: pass --data FOLDER (its layout: docs/data.md), or --file PATH")
    return chosen


def hash_files(paths: Iterable[Path]) -> dict[str, str]:
    """The SHA-256 of every file by its name."""
    return {path.name: hash_file(path) for path in paths}


def hash_folder(paths: Iterable[Path]) -> str:
    """One SHA-256 of files that belong together, in any order: of their names and their own digests."""
    lines = sorted(f"{path.name} {hash_file(path)}\n" for path in paths)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


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
