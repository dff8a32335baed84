"""Runs tasks: finds their files, measures, and puts the results together."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec
import onnxruntime

from bench.compare import compare_figures, compare_parts
from bench.data import DATA, find_files, hash_files, hash_folder
from bench.errors import BenchError
from bench.peers import find_peers
from bench.reading import hash_model, open_reader
from bench.results import Difference, Measured, Results, make_figures, pack_counts
from bench.tasks.attribution import measure_attribution
from bench.tasks.claims import measure_claims
from bench.tasks.confidence import measure_confidence
from bench.tasks.events import measure_events, open_folds
from bench.tasks.kinds import measure_kinds
from bench.tasks.links import measure_links
from bench.tasks.names import measure_names
from bench.tasks.places import measure_places
from bench.tasks.speakers import measure_speakers
from bench.tasks.speed import measure_speed
from bench.tasks.syntax import measure_syntax
from bench.tasks.times import measure_times
from sayso import __version__
from sayso.parse import Reader

SCORED: dict[str, Callable[..., Measured]] = {
    "syntax": measure_syntax,
    "names": measure_names,
    "attribution": measure_attribution,
}
"""The tasks that score a reader against the gold of public corpora."""

UNCOMPARED: dict[str, Callable[..., Measured]] = {
    "claims": measure_claims,
    "confidence": measure_confidence,
    "events": measure_events,
    "kinds": measure_kinds,
    "places": measure_places,
    "speakers": measure_speakers,
    "times": measure_times,
}
"""Tasks beside them that a loss by quantisation is not judged by."""

TASKS = (*SCORED, *UNCOMPARED, "links", "speed")
MAIN = (
    *(f"syntax/{measure}" for measure in ("sentences", "upos", "feats", "lemmas", "las")),
    "names/exact",
    *(f"attribution/{role}/exact" for role in ("source", "cue", "content")),
    *(f"attribution/relation/{measure}" for measure in ("dice50", "who-token")),
)
"""The measures, after their task, that the loss by quantisation is judged by."""

_CPU = Path("/proc/cpuinfo")


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What to measure: the data folder, other files in place of the dev files, a model folder (None: the shipped one).

    ``limit`` keeps the first documents of every file; ``split`` is the part of the project's own gold reports.
    ``folds`` is a folder with a model for each fold of the PLOVER records, see `bench.tasks.events`; ``seeds`` are
    those of the made-up collections, see `bench.tasks.links`.
    """

    data: Path = DATA
    files: tuple[Path, ...] = ()
    model: Path | None = None
    limit: int | None = None
    split: str = "dev"
    folds: Path | None = None
    seeds: str = "held"


def measure_task(task: str, options: Options, reader: Reader | None = None) -> Results:
    """Measures one of `TASKS`; ``reader`` is that of the options, where it is loaded already.

    Raises BenchError where a file or the model is missing, SaysoError where a file is malformed.
    """
    paths = find_files(task, options.data, options.files, split=options.split)
    if task == "speed":
        measured = measure_speed(paths, options.model, limit=options.limit)
    elif task == "events":
        predict = open_folds(options.folds) if options.folds else None
        measured = measure_events(paths, reader or open_reader(options.model), limit=options.limit, predict=predict)
    elif task == "links":
        measured = measure_links(paths, reader or open_reader(options.model), limit=options.limit, seeds=options.seeds)
    elif task in UNCOMPARED:
        measured = UNCOMPARED[task](paths, reader or open_reader(options.model), limit=options.limit)
    else:
        measured = SCORED[task](paths, reader or open_reader(options.model), limit=options.limit)
    figures = {**make_figures(measured.parts), **measured.figures}
    return Results(
        task=task,
        command=describe_command(task, options),
        sayso=__version__,
        model=hash_model(options.model),
        corpora=_hash_corpora(task, paths),
        figures=figures,
        peers=find_peers(task, figures.keys()),
        machine=describe_machine(),
        notes=measured.notes,
        failures=measured.failures,
        counts=pack_counts(measured.parts),
    )


def measure_tasks(tasks: Sequence[str], options: Options) -> list[Results]:
    """Measures tasks in order; files and model are looked for before the first begins."""
    for task in tasks:
        find_files(task, options.data, options.files, split=options.split)
    reader = open_reader(options.model)
    return [measure_task(task, options, reader) for task in tasks]


def measure_quantisation(options: Options, other: Path) -> Results:
    """Every scored task with the model of the options less the same with that of the folder ``other``."""
    tasks = [task for task in SCORED if not options.files or _reads_any(task, options)]
    readers = open_reader(options.model), open_reader(other)
    differences: dict[str, Difference] = {}
    corpora: dict[str, str] = {}
    for task in tasks:
        paths = find_files(task, options.data, options.files)
        first, second = (SCORED[task](paths, reader, limit=options.limit) for reader in readers)
        found = compare_figures(first.figures, second.figures) | compare_parts(first.parts, second.parts)
        differences |= {_name_after(task, name): difference for name, difference in found.items()}
        corpora |= hash_files(paths)
    return Results(
        task="quantisation",
        command=describe_command("quantisation", options) + f" --other {other.name}",
        sayso=__version__,
        model=hash_model(options.model),
        other=hash_model(other),
        corpora=corpora,
        differences=differences,
        machine=describe_machine(),
        notes=(summarise_losses(differences),),
    )


def summarise_losses(differences: Mapping[str, Difference]) -> str:
    """The greatest loss among the main figures (see `MAIN`), in words."""
    names = [name for name in differences if name.partition("/")[2] in MAIN and "-full/" not in name]
    main = {name: differences[name].value for name in names}
    if not main:
        return "None of the main figures was compared."
    name = min(main, key=lambda n: main[n])
    return f"Of the {len(main)} main figures, {name} loses most: {main[name]:+.2f} points."


def describe_command(task: str, options: Options) -> str:
    """The command that repeats a task, with names of files and folders in place of paths."""
    words = ["python -m bench", task]
    words += [f"--file {path.name}" for path in options.files]
    words += [f"--model {options.model.name}"] if options.model else []
    words += [f"--limit {options.limit}"] if options.limit else []
    words += [f"--seeds {options.seeds}"] if options.seeds != "held" else []
    words += [f"--split {options.split}"] if options.split != "dev" else []
    words += [f"--folds {options.folds.name}"] if options.folds else []
    return " ".join(words)


def describe_machine() -> str:
    """Processor, cores, and versions that speed and rounding depend on."""
    lines = _CPU.read_text(errors="replace").splitlines() if _CPU.is_file() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    cores = f"{os.cpu_count()} cores"
    versions = f"Python {platform.python_version()}, onnxruntime {onnxruntime.__version__}"
    return f"{model or platform.machine()}, {cores}, {platform.system()}, {versions}"


def _hash_corpora(task: str, paths: Sequence[Path]) -> dict[str, str]:
    """The digest of every file by its name; of the project's own gold reports, one for every folder."""
    own = [path for path in paths if path.suffix == ".toml"]
    folders = dict.fromkeys(path.parent for path in own)
    return hash_files(path for path in paths if path.suffix != ".toml") | {
        f"{task}-{folder.name}": hash_folder(path for path in own if path.parent == folder) for folder in folders
    }


def _reads_any(task: str, options: Options) -> bool:
    try:
        find_files(task, options.data, options.files)
    except BenchError:
        return False
    return True


def _name_after(task: str, name: str) -> str:
    """Names of syntax and names stand on one corpus: the measure says which task it is of."""
    corpus, _, measure = name.partition("/")
    return f"{corpus}/{task}/{measure}"
