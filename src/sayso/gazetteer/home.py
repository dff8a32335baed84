"""Where the gazetteer lives, and how it comes to be there."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from sayso.errors import SaysoError
from sayso.gazetteer.build import build_gazetteer, make_version
from sayso.gazetteer.lookup import Gazetteer
from sayso.gazetteer.store import describe
from sayso.settings import Settings

FILE_NAME = "places.sqlite"
_LOCK_NAME = ".sayso-places.lock"
# A build takes some ten seconds, many times that on a slow machine.
_PATIENCE_S = 300.0


def locate_gazetteer(
    settings: Settings, environ: Mapping[str, str] | None = None, platform: str = sys.platform
) -> Path:
    """The file that SAYSO_GAZETTEER names, else ``places.sqlite`` in the user's folder for data of programs.

    That folder is ``$XDG_DATA_HOME/sayso``, ``~/.local/share/sayso`` where the variable is not set to a full path,
    ``~/Library/Application Support/sayso`` on macOS and ``%LOCALAPPDATA%\\sayso`` on Windows.
    """
    if settings.gazetteer:
        return Path(settings.gazetteer)
    environ = os.environ if environ is None else environ
    given = environ.get("XDG_DATA_HOME", "")
    if os.path.isabs(given):
        base = Path(given)
    elif platform == "darwin":
        base = _find_home() / "Library" / "Application Support"
    elif platform == "win32" and environ.get("LOCALAPPDATA"):
        base = Path(environ["LOCALAPPDATA"])
    else:
        base = _find_home() / ".local" / "share"
    return base / "sayso" / FILE_NAME


def find_gazetteer(settings: Settings) -> Gazetteer | None:
    """Open the gazetteer; None where there is none. Raises SaysoError SAY-702 where the file cannot be used."""
    path = locate_gazetteer(settings)
    return Gazetteer.open(path) if path.is_file() else None


def prepare_gazetteer(settings: Settings, tell: Callable[[str], None]) -> Gazetteer | None:
    """Open the gazetteer, and build it before where there is none or an older Sayso built it.

    ``tell`` gets a line before a build and where something fails. None where there is no gazetteer in the end; an
    older one is used where it cannot be built anew. Several processes that find none build one.
    """
    path = locate_gazetteer(settings)
    try:
        if not _is_current(path):
            _build_once(path, tell)
    except SaysoError as error:
        tell(str(error))
    try:
        return find_gazetteer(settings)
    except SaysoError as error:
        tell(str(error))
        return None


def _build_once(path: Path, tell: Callable[[str], None]) -> None:
    with lock_gazetteer(path):
        if not _is_current(path):
            tell(f"Building the gazetteer in {path}: once, some 10 seconds.")
            build_gazetteer(path)


@contextmanager
def lock_gazetteer(path: Path) -> Iterator[None]:
    """Keep other processes from building at the same time; freed when this one ends, however it ends.

    Raises SaysoError SAY-703 where the folder cannot be written to, or another process builds for minutes.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path.parent / _LOCK_NAME, timeout=_PATIENCE_S, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            yield
    except (OSError, sqlite3.Error) as error:
        raise SaysoError("SAY-703", path=path, reason=describe(error)) from error


def _is_current(path: Path) -> bool:
    """Whether the file can be used as it is: built by this version, or imported by the user."""
    if not path.is_file():
        return False
    try:
        with closing(Gazetteer.open(path)) as gazetteer:
            return gazetteer.imported or gazetteer.version == make_version()
    except SaysoError:
        return False


def _find_home() -> Path:
    try:
        return Path.home()
    except RuntimeError as error:
        raise SaysoError("SAY-703", path=FILE_NAME, reason="no home folder is known") from error
